//! What a view tells, where states are told apart by less than all that they are.

use std::sync::Arc;

use rapport::{
    scenario,
    solver::{Beliefs, Limits},
    text::SourceFile,
};

use super::{brute::Minds, go_on, near};

/// A scenario in which the second scene may or may not tell which truth it is; guessing right is worth
/// 100, guessing wrong nothing.
fn best(first: &str, second: &str) -> f64 {
    let text = format!(
        r#"Scenario(
    format: 1, id: "looks", title: "Looks", summary: "S.", minutes: 1, trains: ["channel"],
    player: (name: "P", role: "R"),
    cast: {{ "ann": (name: "Ann", role: "R", portrait: "helen") }},
    meters: {{ "heat": (label: "Heat", start: 3, max: 20, shown: Exact) }},
    facts: {{ "noise": "There was a noise." }},
    hidden: [(id: "truth", values: {{ "x": (weight: 1), "y": (weight: 1) }})],
    start: "hall",
    scenes: {{
        "hall": (choices: [(id: "listen", text: "Listen", effects: [{first}], goto: "stairs")]),
        "stairs": (choices: [(id: "climb", text: "Climb", outcomes: [
            (when: [Is("truth", "x")], effects: [{second}], goto: "attic"),
            (goto: "attic"),
        ])]),
        "attic": (choices: [
            (id: "left", text: "Left", effects: [Set("went_left")], goto: End),
            (id: "right", text: "Right", goto: End),
        ]),
    }},
    endings: [
        (id: "good-left", when: [Is("truth", "x"), Has("went_left")], title: "G", text: "T", value: 100),
        (id: "good-right", when: [Is("truth", "y"), Not(Has("went_left"))], title: "G", text: "T", value: 100),
        (id: "bad", title: "B", text: "T", value: 0),
    ],
)"#
    );
    let loaded = scenario::load(&SourceFile::new("looks.ron", &text), None);
    let scenario = Arc::new(loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics)));
    let beliefs = Beliefs::of(&scenario, Limits::default(), &mut go_on);
    let best = beliefs.best().expect("complete");
    let worth = Minds::default().prior(&scenario).expect("small enough");
    assert!(near(best, worth.best), "{first}; {second}: {best}, enumerated {}", worth.best);
    best
}

#[test]
fn what_is_known_already_tells_nothing() {
    assert!(near(best("", r#"Learn("noise")"#), 100.0));
    assert!(near(best(r#"Learn("noise")"#, r#"Learn("noise")"#), 50.0));
}

#[test]
fn a_number_tells_what_it_was_put_to_unless_it_was_that_before() {
    assert!(near(best(r#"Put("heat", 5)"#, r#"Put("heat", 6)"#), 100.0));
    assert!(near(best(r#"Put("heat", 5)"#, r#"Put("heat", 5)"#), 50.0));
    assert!(near(best(r#"Add("heat", 2)"#, r#"Put("heat", 5)"#), 50.0));
    assert!(near(best(r#"Add("heat", 1)"#, r#"Add("heat", 1)"#), 100.0));
    // At the end of the scale nothing is added any more.
    assert!(near(best(r#"Add("heat", 20)"#, r#"Add("heat", 1)"#), 50.0));
}
