//! What chance did goes by its author's name, where it might not have been so.

use std::sync::Arc;

use rapport::{
    coach::choices_and_chance,
    engine::Session,
    scenario::{self, Scenario},
    text::SourceFile,
};

use super::beliefs;

const STORY: &str = r#"Scenario(
    format: 1, id: "door", title: "A door", summary: "Is it open?", minutes: 1,
    player: (name: "Sam", role: "Recruiter"),
    facts: { "seen": "It stands open." },
    hidden: [(id: "door", values: { "open": (weight: 1), "shut": (weight: 1) })],
    events: [
        (when: [Visited("hall")], text: "You came into the hall"),
        (when: [Knows("seen")], text: "The door happened to stand open."),
        (when: [Visited("hall"), Is("door", "shut")], text: "The door happened to be shut"),
    ],
    start: "desk",
    scenes: {
        "desk": (choices: [
            (id: "look", text: "I look.", outcomes: [
                (when: [Is("door", "open")], effects: [Learn("seen")], lines: [Narrate("Light.")], goto: "hall"),
                (lines: [Narrate("No light.")], goto: "hall"),
            ]),
            (id: "go", text: "I go.", goto: "hall"),
        ]),
        "hall": (choices: [
            (id: "in", text: "In.", effects: [Set("in")], goto: End),
            (id: "away", text: "Away.", goto: End),
        ]),
    },
    endings: [
        (id: "inside", when: [Has("in"), Is("door", "open")], title: "Inside", value: 90, text: "Inside."),
        (id: "bump", when: [Has("in")], title: "A bump", value: 10, text: "A bump."),
        (id: "outside", title: "Outside", value: 50, text: "Outside."),
    ],
)"#;

/// What chance did in a play, in words.
fn told(scenario: &Arc<Scenario>, door: &str, choose: [&str; 2]) -> Vec<String> {
    let forced = [("door".to_owned(), door.to_owned())];
    let mut session = Session::new(Arc::clone(scenario), 1, &forced).unwrap();
    choose.iter().for_each(|id| session.choose(id).unwrap());
    let split = choices_and_chance(&session, &beliefs(scenario)).unwrap();
    // An ending is no case that is easier or harder than most.
    assert!(split.ledger.iter().all(|entry| !entry.text.contains("most: It came to")));
    split.events.into_iter().map(|event| event.text).collect()
}

#[test]
fn an_event_is_named_where_it_might_not_have_been() {
    let loaded = scenario::load(&SourceFile::new("door.ron", STORY), None);
    let scenario = Arc::new(loaded.scenario.expect("sound"));
    assert_eq!(told(&scenario, "open", ["look", "in"]), ["The door happened to stand open"]);
    assert_eq!(told(&scenario, "shut", ["look", "away"]), ["The door happened to be shut"]);
    // Known by then, though nobody saw it: the event comes to be, and moves nothing.
    assert_eq!(told(&scenario, "open", ["go", "in"]), ["It came to “Inside”"]);
    assert_eq!(told(&scenario, "shut", ["go", "away"]), [""; 0]);
}

#[test]
fn a_meter_that_stood_is_told_by_what_it_might_have_been() {
    let trust = r#"meters: { "trust": (
        label: "Trust", start: 40, shown: Bands([(0, "low"), (30, "fair"), (60, "high")]),
    ) },
    hidden: ["#;
    let at_the_door = r#"
        (id: "knock", text: "I knock.", effects: [When([Is("door", "shut")], [Add("trust", 30)])], goto: "hall"),
        (id: "kick", text: "I kick.", effects: [When([Is("door", "shut")], [Add("trust", -30)])], goto: "hall"),
        (id: "go","#;
    let story = STORY.replace("hidden: [", trust).replace("(id: \"go\",", at_the_door);
    let loaded = scenario::load(&SourceFile::new("door.ron", story), None);
    let scenario = Arc::new(loaded.scenario.expect("sound"));
    let told = |choice| told(&scenario, "open", [choice, "in"]);
    assert_eq!(told("knock"), ["Trust stayed at “fair”, where it might have risen"]);
    assert_eq!(told("kick"), ["Trust stayed at “fair”, where it might have fallen"]);
}
