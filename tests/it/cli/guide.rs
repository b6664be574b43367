//! `rapport guide`: what a trainer is given, for any scenario.

use std::fs;

use super::Desk;

const HEADINGS: [&str; 8] = [
    "## Before the session",
    "## Timetable",
    "## What it teaches",
    "## What lies hidden",
    "## The decisions",
    "## What rooms usually do",
    "## When the network fails",
    "## Afterwards",
];

/// The minutes of the timetable's rows, and where each begins.
fn timetable(guide: &str) -> Vec<(u32, u32)> {
    let cells = |row: &str| -> Option<(u32, u32)> {
        let mut cells = row.split('|').map(str::trim).skip(1);
        Some((cells.next()?.parse().ok()?, cells.next()?.parse().ok()?))
    };
    guide.lines().filter(|line| line.starts_with('|')).filter_map(cells).collect()
}

#[test]
fn a_small_scenario_of_ones_own_gets_a_whole_guide() {
    let guide = Desk::new().run(&["guide", "errand.ron"]).fine();
    for heading in HEADINGS {
        assert_eq!(guide.matches(heading).count(), 1, "{heading}");
    }
    for said in
        ["For training, not validated for selection.", "Forty roles.", "It ends the silence."]
    {
        assert!(guide.contains(said), "{said}");
    }
    assert!(guide.contains("What did you know, and what did you guess?"), "the author's question");
}

#[test]
fn the_timetable_fills_the_time_that_there_is() {
    let desk = Desk::new();
    for minutes in ["45", "90"] {
        let rows = timetable(&desk.run(&["guide", "errand.ron", "--minutes", minutes]).fine());
        let mut at = 0;
        for (from, lasts) in &rows {
            assert_eq!(*from, at, "{rows:?}");
            at += lasts;
        }
        assert_eq!(at.to_string(), minutes, "{rows:?}");
    }
}

#[test]
fn the_flagship_has_its_truths_lessons_and_decisions_in_it() {
    let desk = Desk::new();
    let guide = desk.run(&["guide", "received-h", "--minutes", "90"]).fine();
    for heading in HEADINGS {
        assert!(guide.contains(heading), "{heading}");
    }
    assert!(guide.contains("costs "), "what choices cost is proven for it");
    assert_eq!(guide, desk.run(&["guide", "received-h", "--minutes", "90"]).fine());
}

#[test]
fn a_page_is_whole_asks_for_nothing_and_escapes_what_an_author_wrote() {
    let desk = Desk::new();
    let own = super::ERRAND.replace("She is cross.", "She <b>is</b> & was cross.");
    desk.file("own.ron", own.replace("Your desk", "Your <script> desk"));
    desk.run(&["guide", "own.ron", "--output", "guide.html"]).fine();
    let page = fs::read_to_string(desk.path().join("guide.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(page.contains("Your &lt;script&gt; desk") && !page.contains("<script"));
    for outside in ["http:", "https:", "src=", "href=", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(page, desk.run(&["guide", "own.ron", "--html"]).fine());
}

#[test]
fn what_cannot_be_guided_through_is_refused_with_its_place() {
    let desk = Desk::new();
    desk.file("broken.ron", super::ERRAND.replace("goto: \"call\"", "goto: \"cal\""));
    let said = desk.run(&["guide", "broken.ron"]).refused(1);
    assert!(said.contains("broken.ron:") && said.contains("call"), "{said}");
    let said = desk.run(&["guide", "errand.ron", "--minutes", "60"]).refused(2);
    assert!(said.contains("guides for 45 and for 90 minutes"), "{said}");
    let said = desk.run(&["guide", "errand.ron", "--output", "errand.ron"]).refused(2);
    assert!(said.contains("was not written over"), "{said}");
    assert_eq!(fs::read_to_string(desk.path().join("errand.ron")).unwrap(), super::ERRAND);
}
