//! `rapport pictures`.

use std::{collections::BTreeSet, fs, path::Path};

use rapport::scenario::{Mood, Place, portraits};

use super::{Desk, ERRAND};

/// The ids that a drawing declares.
fn ids(svg: &str) -> Vec<&str> {
    svg.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_pictures_in_the_guide_are_current() {
    let desk = Desk::new();
    for what in ["portraits", "places"] {
        let drawn = desk.run(&["pictures", what]).fine();
        let file = format!("docs/src/images/{what}.svg");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
        let kept = fs::read_to_string(path).unwrap();
        assert!(kept == drawn, "run `rapport pictures {what} --output {file}`");
    }
}

#[test]
fn a_sheet_has_everything_with_its_name() {
    let desk = Desk::new();
    let all = desk.run(&["pictures", "portraits"]).fine();
    for name in portraits() {
        assert!(all.contains(&format!(">{name}</text>")), "{name}");
    }
    let places = desk.run(&["pictures", "places"]).fine();
    for place in Place::ALL {
        assert!(places.contains(&format!(">{place:?}, 9:00</text>")), "{place:?}");
        assert!(places.contains(&format!(">{place:?}, 19:30</text>")), "{place:?}");
    }
    assert_eq!(desk.run(&["pictures", "moods"]).fine().matches("</text>").count(), 160);
}

#[test]
fn what_one_picture_declares_no_other_declares() {
    let sheet = Desk::new().run(&["pictures", "portraits"]).fine();
    let (all, own) = (ids(&sheet), ids(&sheet).into_iter().collect::<BTreeSet<_>>());
    assert!(all.iter().any(|id| id.ends_with("-face")), "{all:?}");
    for used in sheet.split("url(#").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(own.contains(used), "{used} is declared nowhere");
    }
    let eyes_of = |at: usize| all.iter().filter(|id| **id == format!("p{at}-face")).count();
    assert!((0..16).all(|at| eyes_of(at) == 1));
}

#[test]
fn the_people_of_a_scenario_are_drawn_in_every_mood() {
    let desk = Desk::new();
    let written = ERRAND.replacen("player: (", "player: (look: (hair: Curls), ", 1);
    assert_ne!(written, ERRAND);
    desk.file("own.ron", written);
    let svg = desk.run(&["pictures", "own.ron"]).fine();
    for mood in Mood::ALL {
        assert!(svg.contains(&format!(">you, {}</text>", mood.label())), "{mood:?}");
    }
    desk.run(&["pictures", "own.ron", "--output", "sheet.svg"]).fine();
    assert_eq!(fs::read_to_string(desk.path().join("sheet.svg")).unwrap(), svg);
}

#[test]
fn the_endings_of_a_scenario_are_drawn_with_its_card() {
    let desk = Desk::new();
    desk.file("own.ron", ERRAND);
    let svg = desk.run(&["pictures", "own.ron", "--endings"]).fine();
    let titles = svg.matches("</text>").count();
    assert_eq!(titles, 1 + ERRAND.matches("value:").count(), "the card and every ending");
    let people = desk.run(&["pictures", "own.ron"]).fine();
    assert_ne!(svg, people);
}
