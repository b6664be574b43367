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
    let split = choices_and_chance(&session, &beliefs(scenario), None).unwrap();
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
