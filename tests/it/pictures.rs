//! Composed pictures: of the last moment as it was left, or as the author says; every one can be drawn.

use std::{collections::BTreeSet, sync::Arc};

use rapport::{
    art::Art,
    engine::Session,
    scenario::{Composition, Mood, PictureObject, Place, Season, load},
    text::SourceFile,
};

/// A play to its end, by the first offer each time.
fn ended(scene: &str, picture: &str) -> Session {
    let text = format!(
        r#"Scenario(format: 1, id: "x", title: "X", summary: "X", minutes: 1,
        player: (name: "Sam", role: "R"), start: "a", reflection: "after",
        cast: {{"helen": (name: "Helen", role: "HR", portrait: "helen", place: Office),
                "marcus": (name: "Marcus", role: "EM", portrait: "marcus")}},
        clock: (starts: "2024-11-20", last_day: 9, then: "over"),
        scenes: {{
          "a": ({scene}, choices: [(id: "w", text: "W.", lines: ["helen warm: “Yes.”"], goto: End)]),
          "after": (place: Car, with: "helen", via: InPerson, time: "23:00", lines: ["helen hurt: “And now?”"],
            choices: [(id: "x", text: "X.", goto: End)]),
        }},
        endings: [(id: "over", title: "Over", value: 70, text: "Over."{picture})])"#
    );
    let loaded = load(&SourceFile::new("x.ron", text), None);
    let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let mut session = Session::new(Arc::new(scenario), 1, &[]).unwrap();
    assert!(session.ending_picture().is_none(), "nothing has ended yet");
    session.choose("w").unwrap();
    session
}

#[test]
fn an_ending_shows_the_last_moment_as_it_was_left_and_the_reflection_leaves_it_so() {
    let mut session = ended(r#"place: Cafe, time: "17:25", via: InPerson, with: ["helen"]"#, "");
    let picture = session.ending_picture().unwrap();
    let expected = Composition {
        place: Place::Cafe,
        minute: 17 * 60 + 25,
        season: Season::Autumn,
        people: vec![("helen".into(), Mood::Warm)],
        own: None,
        you: Mood::Warm,
        object: Some(PictureObject::Cups),
    };
    assert_eq!(picture, expected);
    session.choose("x").unwrap();
    assert!(session.finished());
    assert_eq!(session.ending_picture(), Some(expected));
}

#[test]
fn after_a_call_the_telephone_is_left_and_where_nobody_is_an_empty_chair() {
    let call = ended(r#"place: Home, via: Phone, with: ["helen"]"#, "").ending_picture().unwrap();
    assert_eq!((call.place, call.people.len()), (Place::Home, 0));
    assert_eq!(call.object, Some(PictureObject::Telephone));
    let alone = ended("place: Desk", "").ending_picture().unwrap();
    assert_eq!((alone.people.len(), alone.object), (0, Some(PictureObject::EmptyChair)));
}

#[test]
fn what_the_author_says_of_a_picture_comes_before_the_last_moment() {
    let said =
        r#", picture: (time: "08:15", season: Winter, with: ["marcus"], mood: Hurt, object: Box)"#;
    let picture = ended(r#"place: Cafe, via: InPerson, with: ["helen"]"#, said).ending_picture();
    let picture = picture.unwrap();
    assert_eq!((picture.place, picture.minute), (Place::Cafe, 8 * 60 + 15));
    assert_eq!((picture.season, picture.object), (Season::Winter, Some(PictureObject::Box)));
    assert_eq!(picture.people, [("marcus".into(), Mood::Hurt)]);
}

#[test]
fn every_picture_can_be_drawn_and_declares_what_it_uses_once() {
    let art = Art::load().unwrap();
    let names = ["helen", "marcus", "dee", "lucia"];
    for (at, place) in Place::ALL.into_iter().enumerate() {
        for season in [Season::Spring, Season::Summer, Season::Autumn, Season::Winter] {
            for count in 0..=3 {
                let people = names.iter().take(count).map(|name| ((*name).into(), Mood::Amused));
                let picture = Composition {
                    place,
                    season,
                    minute: 1_000,
                    people: people.collect(),
                    object: PictureObject::ALL.get(at).copied(),
                    ..Composition::default()
                };
                let svg = art.composed(&picture, "sam-1");
                assert_eq!(svg, art.composed(&picture, "sam-1"), "the same each time");
                // A room with several windows has the same view in each.
                let ids = cut(&svg, " id=\"", '"').filter(|id| !id.starts_with("view"));
                let ids: Vec<&str> = ids.collect();
                let own: BTreeSet<&str> = ids.iter().copied().collect();
                assert_eq!(ids.len(), own.len(), "{ids:?}");
                for used in cut(&svg, "url(#", ')') {
                    let is_own = own.contains(used) || svg.contains(&format!(" id=\"{used}\""));
                    assert!(is_own, "{used} is declared nowhere");
                }
                assert!(!svg.contains("{{"), "something was left to be filled in");
            }
        }
    }
}

#[test]
fn every_object_and_season_is_seen() {
    let art = Art::load().unwrap();
    let mut drawn = BTreeSet::new();
    for object in PictureObject::ALL.into_iter().map(Some).chain([None]) {
        drawn.insert(art.composed(&Composition { object, ..Composition::default() }, "sam-1"));
    }
    assert_eq!(drawn.len(), PictureObject::ALL.len() + 1);
    let seasons = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
    let seen = seasons.map(|season| Composition { season, ..Composition::default() });
    let seen: BTreeSet<String> = seen.iter().map(|one| art.composed(one, "sam-1")).collect();
    assert_eq!(seen.len(), 4);
}

/// What stands between two marks, everywhere.
fn cut<'a>(text: &'a str, from: &'a str, to: char) -> impl Iterator<Item = &'a str> {
    text.split(from).skip(1).filter_map(move |rest| rest.split(to).next())
}
