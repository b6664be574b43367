//! Lessons in `rapport check` and `rapport analyze`.

use std::collections::BTreeSet;

use rapport::diagnostic::{Stage, codes};
use serde_json::Value;

use super::Desk;

const QUIET: &str = include_str!("quiet.ron");

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("lib/quiet.ron", QUIET);
    desk
}

#[test]
fn broken_lessons_are_errors_with_their_places() {
    let ran = desk().run(&["check", "lib"]);
    assert_eq!((ran.code, &*ran.out), (1, "1 file checked: 3 errors, 1 warning\n"));
    insta::assert_snapshot!(ran.err);
}

#[test]
fn broken_lessons_as_json_and_as_annotations() {
    let ran = desk().run(&["check", "lib", "--format", "json"]);
    let found: Value = serde_json::from_str(&ran.out).expect("JSON");
    let codes: Vec<&str> = found["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert_eq!(codes, ["E0401", "E0401", "E0401", "W0402"]);
    let first = &found["diagnostics"][0];
    assert_eq!(first["labels"].as_array().expect("labels").len(), 3);
    let ran = desk().run(&["check", "lib", "--format", "github"]);
    assert_eq!((ran.code, &*ran.out), (1, ""));
    insta::assert_snapshot!(ran.err);
}

/// A lesson of a scenario whose hidden draws are too many and too fine to be told apart exactly.
fn too_fine() -> String {
    let (mut draws, mut lines) = (String::new(), String::new());
    for at in 0..7 {
        let values = r#"{"a": (weight: 999983), "b": (weight: 999979)}"#;
        draws += &format!(r#"(id: "d{at}", values: {values}), "#);
        lines +=
            &format!(r#"By("d{at}", {{"a": [Narrate("A{at}.")], "b": [Narrate("B{at}.")]}}), "#);
    }
    format!(
        r#"Scenario(format: 1, id: "fine", title: "F", summary: "S", minutes: 1, player: (name: "P", role: "R"),
        hidden: [{draws}],
        lessons: [(id: "ask", text: "Ask.", skill: "channel", claims: [Costs(these: ["ask"], at_most: 5)])],
        start: "desk", commitments: ["If I wait, I ask."],
        scenes: {{
            "desk": (choices: [(id: "ask", text: "Ask", goto: "hall"), (id: "wait", text: "Wait", lines: [Narrate("Later.")], goto: "hall")]),
            "hall": (lines: [{lines}], choices: [(id: "go", text: "Go", goto: End)]),
        }},
        endings: [(id: "over", title: "O", value: 50, text: "O")])"#
    )
}

#[test]
fn every_code_of_proofs_is_told() {
    let desk = desk();
    desk.file("lib/fine.ron", too_fine());
    let ran = desk.run(&["check", "lib", "--format", "json"]);
    let found: Value = serde_json::from_str(&ran.out).expect("JSON");
    let found = found["diagnostics"].as_array().expect("a list");
    let told: BTreeSet<&str> = found.iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(told, codes(Stage::Proof).into_iter().collect());
}

#[test]
fn the_report_tells_what_became_of_each_claim() {
    let out = desk().run(&["analyze", "lib/quiet.ron", "--figures"]).fine();
    let from = out.find("\nLessons").expect("lessons");
    let lessons = out[from + 1..].split("\n\n").next().expect("a part");
    insta::assert_snapshot!(lessons);
    let none = Desk::new().run(&["analyze", "errand.ron"]).fine();
    assert!(!none.contains("Lessons"), "{none}");
}

#[test]
fn the_guide_shows_what_the_report_says() {
    let guide = include_str!("../../../docs/src/lessons.md");
    let block = |language: &str| {
        let from = guide.split(&format!("```{language}\n")).nth(1).expect("a block");
        from.split("\n```").next().expect("it ends")
    };
    let desk = Desk::new();
    let text = block("ron");
    assert!(text.contains("Add(\"trust\", -15)"));
    desk.file("three-weeks.ron", text.replace("Add(\"trust\", -15)", "Add(\"trust\", -2)"));
    let out = desk.run(&["analyze", "three-weeks.ron", "--figures"]).fine();
    assert!(out.contains(block("text")), "{out}");
}

#[test]
fn the_json_report_has_every_figure_and_witnesses_run() {
    let desk = desk();
    let out = desk.run(&["analyze", "lib/quiet.ron", "--json"]).fine();
    let report: Value = serde_json::from_str(&out).expect("JSON");
    insta::assert_snapshot!(serde_json::to_string_pretty(&report["lessons"]).expect("JSON"));
    let claims = report["lessons"].as_array().expect("lessons").iter();
    let claims = claims.flat_map(|lesson| lesson["claims"].as_array().expect("claims"));
    let mut witnesses = 0;
    for witness in claims.map(|claim| &claim["witness"]).filter(|witness| !witness.is_null()) {
        let chosen = witness["choose"].as_array().expect("a list").iter();
        let chosen: Vec<&str> = chosen.filter_map(Value::as_str).collect();
        let truth = format!("truth={}", witness["draws"]["truth"].as_str().expect("a name"));
        let chosen = chosen.join(",");
        let words = ["play", "--terminal", "lib/quiet.ron", "--seed", "0", "--draw", &truth];
        let ran = desk.run(&[&words[..], &["--choose", &chosen]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        witnesses += 1;
    }
    assert_eq!(witnesses, 3);
    let none = desk.run(&["analyze", "errand.ron", "--json"]).fine();
    let none: Value = serde_json::from_str(&none).expect("JSON");
    assert_eq!(none["lessons"], serde_json::json!([]));
}

#[test]
fn what_the_cap_leaves_open_is_called_not_proven() {
    let words = ["analyze", "lib/quiet.ron", "--max-states", "3"];
    let out = desk().run(&words).fine();
    assert!(out.contains("Lessons: 0 of 3 proved"), "{out}");
    assert_eq!(out.matches("    not proven ").count(), 6, "{out}");
}

#[test]
fn sound_lessons_are_an_exit_of_0() {
    let desk = Desk::new();
    let first = QUIET.find("        (\n            id: \"silence").expect("the second lesson");
    let last = QUIET.find("    ],\n    start").expect("the end of the lessons");
    let text = format!("{}{}", &QUIET[..first], &QUIET[last..]);
    let text = text.replace("Add(\"trust\", 8)", "Add(\"trust\", -20)");
    desk.file("sound/quiet.ron", text);
    let told = desk.run(&["check", "sound", "--deny", "warnings"]).fine();
    assert_eq!(told, "1 file checked: 0 errors, 0 warnings\n");
}
