//! `rapport script`: a scenario as a screenplay, by truth, and its texts brought back.

use std::{fs, time::Instant};

use super::{Desk, ERRAND};

#[test]
fn a_screenplay_has_all_that_is_said_and_when() {
    let desk = Desk::new();
    let play = desk.run(&["script", "errand.ron"]).fine();
    insta::assert_snapshot!("the_errand_as_a_screenplay", play);
    assert_eq!(play, desk.run(&["script", "errand.ron"]).fine(), "the same each time");
}

/// A small scenario around some choices' outcomes and conditions.
fn around(condition: &str) -> String {
    ERRAND.replace(
        "Narrate(\"The phone is quiet.\"),",
        &format!("If({condition}, \"Here.\"), Narrate(\"The phone is quiet.\"),"),
    )
}

#[test]
fn conditions_are_put_into_words() {
    let desk = Desk::new();
    for (condition, words) in [
        ("AtLeast(\"trust\", 60)", "If Ada's trust is 60 or more:"),
        ("Below(\"trust\", 60)", "If Ada's trust is below 60:"),
        ("AtLeast(\"worry\", 2)", "If “Your worry” is 2 or more:"),
        ("Is(\"truth\", \"busy\")", "If “Why she is silent” is “Busy”:"),
        ("Not(Is(\"truth\", \"busy\"))", "If “Why she is silent” is not “Busy”:"),
        ("Is(\"truth\", \"busy\", \"cross\")", "If “Why she is silent” is “Busy” or “Cross”:"),
        ("Knows(\"rota\")", "If it is known that “Ada works mornings.”:"),
        ("Told(\"lost\")", "If you tell yourself “I have lost the account.”:"),
        ("Agreed(\"friday\")", "If “An answer by Friday” is agreed:"),
        ("AgreementsAtLeast(1)", "If at least 1 thing is agreed:"),
        ("DaysPassed(1)", "If at least 1 day has passed:"),
        ("WithinDays(2)", "If fewer than 2 days have passed:"),
        ("Visited(\"call\")", "If scene 2, “The call”, has been entered:"),
        (
            "VisitsAtLeast(\"desk\", 2)",
            "If scene 1, “Your desk”, has been entered at least 2 times:",
        ),
        ("Took(\"ring\")", "If choice 2 of scene 1 was taken:"),
        (
            "[Took(\"ring\"), Any(Knows(\"rota\"), Agreed(\"friday\"))]",
            "If choice 2 of scene 1 was taken and (it is known that “Ada works mornings.” or “An answer by Friday” \
             is agreed):",
        ),
        (
            "Not(Any(Knows(\"rota\"), Agreed(\"friday\")))",
            "If it is not known that “Ada works mornings.” and “An answer by Friday” is not agreed:",
        ),
    ] {
        desk.file("own.ron", around(condition));
        let play = desk.run(&["script", "own.ron", "--scene", "desk"]).fine();
        assert!(play.contains(&format!("*{words}*")), "{condition}: {play}");
    }
}

#[test]
fn some_scenes_alone_are_written_and_others_refused_by_name() {
    let desk = Desk::new();
    let play = desk.run(&["script", "errand.ron", "--scene", "call"]).fine();
    assert!(play.contains("The call") && !play.contains("Ring before noon"), "{play}");
    let said = desk.run(&["script", "errand.ron", "--scene", "cal"]).refused(2);
    assert!(said.contains("there is no scene `cal`; did you mean `call`?"), "{said}");
}

#[test]
fn the_page_stands_alone_and_escapes_what_an_author_wrote() {
    let desk = Desk::new();
    let own = ERRAND.replace("The phone is quiet.", "The <script> & “phone” is *quiet*.");
    desk.file("own.ron", own);
    desk.run(&["script", "own.ron", "--out", "play.html"]).fine();
    let page = fs::read_to_string(desk.path().join("play.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(page.contains("The &lt;script&gt; &amp; “phone” is *quiet*."), "{page}");
    for outside in ["<script", "http:", "https:", "src=", "href=", "url(", "<!--"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(page, desk.run(&["script", "own.ron", "--format", "html"]).fine());
    let said = desk.run(&["script", "own.ron", "--out", "own.ron"]).refused(2);
    assert!(said.contains("was not written over"), "{said}");
}

#[test]
fn what_is_wrong_or_cut_off_is_refused_with_its_place() {
    let desk = Desk::new();
    desk.file("broken.ron", ERRAND.replace("goto: \"call\"", "goto: \"cal\""));
    let said = desk.run(&["script", "broken.ron"]).refused(1);
    assert!(said.contains("broken.ron:") && said.contains("call"), "{said}");
    for length in (0..ERRAND.len()).step_by(97) {
        let cut = String::from_utf8_lossy(&ERRAND.as_bytes()[..length]).into_owned();
        desk.file("cut.ron", cut);
        desk.run(&["script", "cut.ron"]).refused(1);
    }
}

#[test]
fn the_flagship_is_written_soon_enough_to_be_asked_for_often() {
    let desk = Desk::new();
    let begun = Instant::now();
    let play = desk.run(&["script", "received-h"]).fine();
    // A tenth of a second is promised of a release build; this one is many times as slow, and the machine busy.
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    // An earlier page is written over, though it is read first to see that it is none of the language's files.
    for name in ["h.md", "h.html"] {
        desk.run(&["script", "received-h", "--out", name]).fine();
        let first = fs::read(desk.path().join(name)).unwrap();
        desk.run(&["script", "received-h", "--out", name]).fine();
        assert_eq!(fs::read(desk.path().join(name)).unwrap(), first);
    }
    assert!(play.contains("Forty-six roles and a payroll go-live."));
    assert!(play.contains("Helen's trust is "));
}

/// The lines of a person under a truth, from a screenplay by truth.
fn under<'p>(play: &'p str, truth: &str, person: &str) -> Vec<&'p str> {
    let part = play.split("\n## ").find(|part| part.starts_with(&format!("Under “{truth}”")));
    let of = part.unwrap().split("\n### ").find(|part| part.starts_with(person)).unwrap();
    of.lines().skip(1).filter(|line| !line.is_empty()).collect()
}

#[test]
fn by_truth_each_person_says_what_they_can_say_under_it_and_no_more() {
    let desk = Desk::new();
    let play = desk.run(&["script", "errand.ron", "--by-truth"]).fine();
    let busy = under(&play, "Busy", "Ada Bell");
    let cross = under(&play, "Cross", "Ada Bell");
    assert!(busy.iter().any(|line| line.contains("**“Half a minute.”** *(tired, ")), "{play}");
    assert!(!busy.iter().any(|line| line.contains("“Yes?”")), "{play}");
    assert!(cross.iter().any(|line| line.contains("**“Yes?”**")), "{play}");
    let at = |lines: &[&str], words: &str| lines.iter().position(|line| line.contains(words));
    let both = "“Send it to accounts.”";
    assert!(at(&busy, both) > at(&busy, "“Half a minute.”"), "in the order in which it can come");
    assert!(at(&cross, both).is_some() && !play.contains(&format!("**{both}**")));
    assert_eq!(play, desk.run(&["script", "errand.ron", "--by-truth=truth"]).fine());
    let said = desk.run(&["script", "errand.ron", "--by-truth=truht"]).refused(2);
    assert!(said.contains("no hidden draw `truht`; did you mean `truth`?"), "{said}");
    let said = desk.run(&["script", "corridor.ron", "--by-truth"]).refused(2);
    assert!(said.contains("nothing is hidden"), "{said}");
}

#[test]
fn what_no_play_under_a_truth_comes_to_is_not_told_under_it() {
    let desk = Desk::new();
    // Only whoever is cross is asked what would make her say it, so that it is never said when she is busy,
    // though no condition stands at the line.
    let own = ERRAND.replace(
        "(id: \"fill\", text:",
        "(id: \"why\", when: [Is(\"truth\", \"cross\")], text: \"“Is it me?”\", lines: [Say(\"ada\", \"“It is you.”\")], goto: \"afterwards\"),\n (id: \"fill\", text:",
    );
    let own = own.replace("reflection: \"afterwards\",", "");
    desk.file("own.ron", own);
    let play = desk.run(&["script", "own.ron", "--by-truth"]).fine();
    assert!(under(&play, "Cross", "Ada").iter().any(|line| line.contains("**“It is you.”**")));
    assert!(!under(&play, "Busy", "Ada").iter().any(|line| line.contains("“It is you.”")));
}

/// Writes the script of `own.ron`, with something in it replaced.
fn edited(desk: &Desk, from: &str, to: &str) {
    let play = desk.run(&["script", "own.ron"]).fine();
    assert!(play.contains(from), "{from}: {play}");
    desk.file("own.md", play.replace(from, to));
}

fn own(desk: &Desk) -> String {
    fs::read_to_string(desk.path().join("own.ron")).unwrap()
}

#[test]
fn texts_come_back_and_nothing_else_changes() {
    let desk = Desk::new();
    desk.file("own.ron", ERRAND);
    for (from, to, was, now) in [
        (
            "The phone is quiet.",
            "The phone says \"no\".",
            "The phone is quiet.",
            "The phone says \\\"no\\\".",
        ),
        ("“Half a minute.”", "“A\nminute.”", "“Half a minute.”", "“A minute.”"),
        (
            "Noted.\n\nA.",
            "Noted.\n\nThank you.\\\nA.",
            "Noted.\\n\\nA.",
            "Noted.\\n\\nThank you.\\nA.",
        ),
        ("Re: Two people", "Re: Two \\*people\\*", "Re: Two people", "Re: Two *people*"),
        ("Ada Bell<!--/-->", "Ada Bell-Ray<!--/-->", "Ada Bell\"", "Ada Bell-Ray\""),
        ("Forty roles.", "Fifty roles.", "Forty roles.", "Fifty roles."),
        ("On Friday it came.", "It came &amp; stayed.", "On Friday it came.", "It came & stayed."),
    ] {
        let before = own(&desk);
        edited(&desk, from, to);
        let shown = desk.run(&["script", "--merge", "own.md", "own.ron", "--dry-run"]).fine();
        assert!(shown.contains("\n- ") && shown.contains(now), "{shown}");
        assert!(shown.ends_with("1 text shown, none changed\n"), "{shown}");
        assert_eq!(own(&desk), before, "a dry run");
        let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).fine();
        assert!(said.ends_with("1 text changed\n"), "{said}");
        assert_eq!(own(&desk), before.replace(was, now), "{from}");
        // What is there already is not asked for again.
        let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).fine();
        assert!(said.contains("nothing to change"), "{said}");
    }
}

#[test]
fn a_speaker_before_the_words_and_a_passage_stay_what_they_are() {
    let desk = Desk::new();
    let own_file = ERRAND
        .replace("Think(\"That helps a little.\")", "\"ada tired: “Two.”\", Passage(\"p\")")
        .replace("[Say(\"ada\", \"“Send it to accounts.”\")]", "Passage(\"p\")")
        .replace(
            "start: \"desk\",",
            "start: \"desk\", passages: { \"p\": r#\"ada: “Say \"no\".”\"# },",
        )
        .replace("with: [\"ada\"], pinned", "with: \"ada\", pinned");
    let own_file = own_file.replace(
        "place: Desk, time: \"09:00\"",
        "place: Desk, via: Phone, with: \"ada\", time: \"09:00\"",
    );
    desk.file("own.ron", &own_file);
    edited(&desk, "“Two.”", "“Three.”");
    desk.run(&["script", "--merge", "own.md", "own.ron"]).fine();
    let with_three = own_file.replace("“Two.”", "“Three.”");
    assert_eq!(own(&desk), with_three);
    // One text at two places: changed at one of them, it is changed once, and that is said.
    let play = desk.run(&["script", "own.ron"]).fine();
    assert_eq!(play.matches("“Say \"no\".”").count(), 2, "{play}");
    desk.file("own.md", play.replacen("“Say \"no\".”", "“Say \"yes\".”", 1));
    let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).fine();
    assert!(said.contains("stands at 2 places"), "{said}");
    assert_eq!(own(&desk), with_three.replace("“Say \"no\".”", "“Say \"yes\".”"));
    // At two places in two ways: that is refused.
    let play = desk.run(&["script", "own.ron"]).fine();
    let two =
        play.replacen("“Say \"yes\".”", "“One.”", 1).replacen("“Say \"yes\".”", "“Other.”", 1);
    desk.file("own.md", two);
    let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).refused(1);
    assert!(said.contains("one text at several places"), "{said}");
}

#[test]
fn every_text_of_the_flagship_comes_back_by_itself() {
    let desk = Desk::new();
    let flagship = include_str!("../../../scenarios/received-h.ron");
    desk.file("own.ron", flagship);
    let play = desk.run(&["script", "own.ron"]).fine();
    desk.file("own.md", &play);
    let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).fine();
    assert!(said.contains("nothing to change"), "{said}");
    // Each text gets a word more, in the script and nowhere else.
    desk.file("own.md", play.replace("<!--/-->", " Zyx<!--/-->"));
    let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).fine();
    let marks = play.matches("<!--/-->").count();
    let again = play
        .split("<!--")
        .filter(|part| part.find("-->").is_some_and(|end| part[..end].contains('/') && end > 1));
    let texts = marks - again.count();
    assert!(said.ends_with(&format!("{texts} texts changed\n")), "{texts}");
    let changed = own(&desk);
    assert_eq!(changed.replace(" Zyx", ""), flagship);
    desk.run(&["check", "own.ron", "--deny", "warnings"]);
    let now = desk.run(&["script", "own.ron"]).fine();
    assert_eq!(now.matches(" Zyx<!--/-->").count(), marks);
}

/// What a changed script is refused with; the file stays as it was.
#[track_caller]
fn refused(desk: &Desk, script: &str) -> String {
    let before = own(desk);
    desk.file("own.md", script);
    let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).refused(1);
    assert_eq!(own(desk), before);
    assert!(said.contains("the script does not fit, and nothing was changed"), "{said}");
    said
}

#[test]
fn what_does_not_fit_is_refused_with_its_place_and_writes_nothing() {
    let desk = Desk::new();
    desk.file("own.ron", ERRAND);
    let play = desk.run(&["script", "own.ron"]).fine();
    let line = play.lines().find(|line| line.contains("The phone is quiet.")).unwrap();
    let number = play.lines().position(|one| one == line).unwrap() + 1;
    let mark = line.split("<!--").nth(1).unwrap().split("-->").next().unwrap();
    let place = format!("own.md:{number}:");
    for (script, why) in [
        (play.replace(line, ""), format!("the mark `{mark}` of “The phone is quiet.” is missing")),
        (play.replace(line, &format!("{line}\n\n{line}")), "for the second time".to_owned()),
        (
            play.replace(mark, "0123456789"),
            format!("{place}15: the mark `0123456789` stands for no text"),
        ),
        (
            play.replace("The phone is quiet.", " \n"),
            format!("{place}15: the text with the mark `{mark}` has become blank"),
        ),
        (
            play.replace("The phone is quiet.", "A \u{1b}[31m phone"),
            format!("{place}15: the text with the mark `{mark}` holds a control"),
        ),
        (
            play.replace("The phone is quiet.", "A \u{202e}phone"),
            "holds a control character".to_owned(),
        ),
        (play.replace("quiet.<!--/-->", "quiet."), format!("{place}15: this text has no end")),
        (play.replace(&format!("<!--{mark}-->"), ""), "its mark is missing".to_owned()),
        (
            play.replace("is quiet.", "is <!-- is it? --> quiet."),
            "a remark within a text".to_owned(),
        ),
        (
            play.replacen("<!-- rapport", "<!-- report", 1),
            "own.md:1:1: this is no script".to_owned(),
        ),
        (
            play.replacen(" errand ", " errands ", 1),
            "the script of `errands`, not of `errand`".to_owned(),
        ),
        (String::new(), "this is no script".to_owned()),
        ("<!--".repeat(10_000), "this is no script".to_owned()),
        (play[..play.find("quiet.").unwrap()].to_owned(), "has no end".to_owned()),
    ] {
        let said = refused(&desk, &script);
        assert!(said.contains(&why), "{why}: {said}");
    }
    let said = desk.run(&["script", "--merge", "none.md", "own.ron"]).refused(2);
    assert!(said.contains("none.md: there is no such file"), "{said}");
    let said = desk.run(&["script", "--merge", "own.md", "received-h"]).refused(2);
    assert!(said.contains("built into the program"), "{said}");
}

#[test]
fn words_that_would_name_a_speaker_are_refused() {
    let desk = Desk::new();
    desk.file(
        "own.ron",
        ERRAND.replace("Narrate(\"The phone is quiet.\")", "\"The phone is quiet.\""),
    );
    let play = desk.run(&["script", "own.ron"]).fine();
    let said = refused(&desk, &play.replace("The phone is quiet.", "you: The phone is quiet."));
    assert!(said.contains("words before a colon say who speaks"), "{said}");
    let said =
        refused(&desk, &play.replace("The phone is quiet.", "adda tired: The phone is quiet."));
    assert!(said.contains("with these texts the scenario has an error"), "{said}");
}

#[test]
fn a_file_that_changed_takes_what_it_still_has() {
    let desk = Desk::new();
    desk.file("own.ron", ERRAND);
    edited(&desk, "The phone is quiet.", "The phone is dead.");
    let script = fs::read_to_string(desk.path().join("own.md")).unwrap();
    // Somebody changed another text, and a number, meanwhile.
    let meanwhile =
        ERRAND.replace("“Half a minute.”", "“Quarter of one.”").replace("start: 40", "start: 41");
    desk.file("own.ron", &meanwhile);
    desk.run(&["script", "--merge", "own.md", "own.ron"]).fine();
    assert_eq!(own(&desk), meanwhile.replace("The phone is quiet.", "The phone is dead."));
    // The same text was changed in both.
    desk.file("own.ron", ERRAND.replace("The phone is quiet.", "The phone is loud."));
    let said = refused(&desk, &script);
    assert!(said.contains("stands for no text of the file, which may have changed"), "{said}");
    // There are two of them now, and which was meant is not known.
    desk.file("own.ron", ERRAND.replace("“Half a minute.”", "The phone is quiet."));
    let said = refused(&desk, &script);
    assert!(said.contains("more than once"), "{said}");
    // A text is missing from the script of a file that changed.
    desk.file("own.ron", &meanwhile);
    let line = script.lines().find(|line| line.contains("Forty roles.")).unwrap();
    let said = refused(&desk, &script.replace(line, ""));
    assert!(said.contains("1 of 49 marks are missing"), "{said}");
}

#[test]
fn line_ends_and_the_byte_order_mark_stay_and_a_file_that_may_not_be_written_is_left() {
    let desk = Desk::new();
    let windows = format!("\u{feff}{}", ERRAND.replace('\n', "\r\n"));
    desk.file("own.ron", &windows);
    edited(&desk, "The phone is quiet.", "The phone is dead.");
    // An editor may save the script with line ends of its own.
    let script = fs::read_to_string(desk.path().join("own.md")).unwrap().replace('\n', "\r\n");
    desk.file("own.md", format!("\u{feff}{script}"));
    desk.run(&["script", "--merge", "own.md", "own.ron"]).fine();
    assert_eq!(own(&desk), windows.replace("The phone is quiet.", "The phone is dead."));
    edited(&desk, "The phone is dead.", "The phone is back.");
    let path = desk.path().join("own.ron");
    let mut rights = fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).unwrap();
    let before = own(&desk);
    let ran = desk.run(&["script", "--merge", "own.md", "own.ron"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("writing is not allowed"), "{}", ran.err);
    assert_eq!(own(&desk), before);
}

#[test]
fn the_script_of_one_scene_comes_back_too() {
    let desk = Desk::new();
    desk.file("own.ron", ERRAND);
    let play = desk.run(&["script", "own.ron", "--scene", "call"]).fine();
    desk.file("own.md", play.replace("“Yes?”", "“Yes.”"));
    let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).fine();
    assert!(said.ends_with("1 text changed\n"), "{said}");
    assert_eq!(own(&desk), ERRAND.replace("“Yes?”", "“Yes.”"));
    // A scene that got another name since is not guessed at.
    desk.file("own.ron", ERRAND.replace("\"call\"", "\"ring-up\""));
    let said = refused(&desk, &play);
    assert!(said.contains("the scene `call`, which is not there any more"), "{said}");
}

#[test]
fn a_huge_script_is_refused_in_time() {
    let desk = Desk::new();
    desk.file("own.ron", ERRAND);
    let head = desk.run(&["script", "own.ron"]).fine();
    let mark = |nth: u32| format!("<!--{nth:010x}-->words<!--/-->\n");
    let many: String = (0..100_000).map(mark).collect();
    let begun = Instant::now();
    let said = refused(&desk, &format!("{head}{many}"));
    assert!(said.contains("faults are not shown"), "{said}");
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    desk.file("own.md", vec![b'<'; (16 << 20) + 1]);
    let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).refused(2);
    assert!(said.contains("It was not read"), "{said}");
    desk.file("own.md", b"<!-- rapport \xff script");
    let said = desk.run(&["script", "--merge", "own.md", "own.ron"]).refused(2);
    assert!(said.contains("not UTF-8"), "{said}");
}
