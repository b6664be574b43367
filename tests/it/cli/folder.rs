//! Files seen together by `rapport check`, and what comes in on standard input.

use std::collections::BTreeSet;

use rapport::diagnostic::{Stage, codes};
use serde_json::Value;

use super::{CORRIDOR, Desk, ERRAND};

const PACK: &str = "Pack(
    format: 1,
    id: \"p\",
    title: \"P\",
    order: [\"corridor\", \"corridoor\", \"corridor\", \"nothing\"],
)";

fn found(desk: &Desk, words: &[&str]) -> Vec<Value> {
    let ran = desk.run(&[&["check", "--format", "json"], words].concat());
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    report["diagnostics"].as_array().unwrap().clone()
}

#[test]
fn one_id_in_two_files_is_told_with_both_places() {
    let desk = Desk::new();
    desk.file("dup/one.ron", CORRIDOR);
    desk.file("dup/two.ron", format!("// A copy.\n{CORRIDOR}"));
    let ran = desk.run(&["check", "dup"]);
    assert_eq!((ran.code, &*ran.out), (1, "2 files checked: 1 error, 0 warnings\n"));
    insta::assert_snapshot!(ran.err);
    let found = found(&desk, &["dup"]);
    let other = &found[0]["elsewhere"][0];
    assert!(found[0]["file"].as_str().unwrap().ends_with("two.ron"), "{found:?}");
    assert!(other["file"].as_str().unwrap().ends_with("one.ron"), "{found:?}");
    let line = |place: &Value| place["line"].as_u64().unwrap();
    assert_eq!(line(&found[0]), line(other) + 1);
    let ran = desk.run(&["check", "dup", "--format", "github"]);
    assert!(ran.err.contains("one.ron, line "), "{}", ran.err);
}

#[test]
fn broken_files_have_ids_too() {
    let desk = Desk::new();
    desk.file("dup/one.ron", CORRIDOR.replace("goto: \"here\"", "goto: \"her\""));
    desk.file("dup/two.ron", CORRIDOR);
    let codes: Vec<Value> = found(&desk, &["dup"]).iter().map(|one| one["code"].clone()).collect();
    assert!(codes.contains(&"E0107".into()) && codes.contains(&"E0101".into()), "{codes:?}");
}

#[test]
fn a_file_that_is_named_twice_is_one_file() {
    let desk = Desk::new();
    let out = desk.run(&["check", ".", "./errand.ron", "errand.ron"]).fine();
    assert!(out.ends_with("0 errors, 0 warnings\n"), "{out}");
}

#[test]
fn an_order_names_scenarios_of_its_folder_once_each() {
    let desk = Desk::new();
    desk.file("lib/a.ron", CORRIDOR);
    desk.file("lib/pack.ron", PACK);
    // Ids count, not names of files; those of other folders do not.
    desk.file("lib/deeper/nothing.ron", ERRAND);
    for path in ["lib", "lib/pack.ron", "lib/a.ron"] {
        let ran = desk.run(&["check", path]);
        assert_eq!(ran.code, 1);
        insta::assert_snapshot!("order", ran.err);
    }
    desk.file("lib/pack.ron", PACK.replace("\"corridoor\", \"corridor\", \"nothing\"", ""));
    assert_eq!(desk.run(&["check", "lib"]).code, 0);
}

/// A scenario in which somebody of a name plays the part that is imagined, with a face.
fn cast(id: &str, name: &str, face: &str) -> String {
    format!(
        r#"Scenario(format: 1, id: "{id}", title: "T", summary: "S", minutes: 1, player: (name: "P", role: "R"),
        cast: {{ "ann": (name: "{name}", role: "HR, {id} Ltd", {face}, imagined: (by: "story", until: Visited("call"))) }},
        meters: {{ "story": (label: "S", of: "ann", start: 40) }},
        start: "call", scenes: {{ "call": (via: Phone, with: ["ann"], lines: "ann: “Yes?”",
            choices: [(id: "go", text: "I go.", goto: End)]) }},
        endings: [(id: "over", title: "O", value: 50, text: "O.")])"#
    )
}

#[test]
fn a_part_that_is_always_cast_alike_is_told() {
    let desk = Desk::new();
    let skins = |skins: [&str; 3]| {
        let names = ["Ann Lee", "Bob Hill", "Cid Moor"];
        for (at, (name, skin)) in names.iter().zip(skins).enumerate() {
            desk.file(&format!("lib/{at}.ron"), cast(&format!("s{at}"), name, skin));
        }
        let told = found(&desk, &["lib"]);
        told.iter().map(|one| one["headline"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    desk.file("lib/pack.ron", r#"Pack(format: 1, id: "p", title: "P")"#);
    let imagined = "in all 3 scenarios it is the HR whose silence is imagined: who plays them all learns who is difficult";
    let dark = "look: (skin: Dark)";
    let other = "look: (skin: Dark, hair: Bald, clothes: Suit)";
    let same = "in all 3 scenarios the HR has the same colour of skin";
    assert_eq!(skins([dark, other, dark]), [imagined, same]);
    assert_eq!(skins([dark, dark, "look: (skin: Pale)"]), [imagined]);
    let face = "in all 3 scenarios the HR has the same face";
    assert_eq!(skins(["portrait: \"helen\""; 3]), [imagined, face]);
    desk.file("lib/pack.ron", r#"Pack(format: 1, id: "p", title: "P", rules: { "W0131": Off })"#);
    assert_eq!(skins([dark; 3]), [""; 0]);
}

#[test]
fn every_code_of_files_seen_together_is_told() {
    let desk = Desk::new();
    for (id, name) in [("x", "Ann Lee"), ("y", "Bob Hill"), ("z", "Cid Moor")] {
        desk.file(&format!("cast/{id}.ron"), cast(id, name, "portrait: \"helen\""));
    }
    desk.file("lib/a.ron", CORRIDOR);
    desk.file("lib/b.ron", CORRIDOR);
    desk.file("lib/pack.ron", PACK);
    desk.file(
        "cast/pack.ron",
        PACK.replace("\"corridor\", \"corridoor\", \"corridor\", \"nothing\"", ""),
    );
    let told: BTreeSet<String> = found(&desk, &["lib", "cast"])
        .iter()
        .filter_map(|one| one["code"].as_str().map(str::to_owned))
        .collect();
    let known: BTreeSet<String> = codes(Stage::Folder).into_iter().map(str::to_owned).collect();
    assert_eq!(told, known);
}

#[test]
fn a_scenario_on_standard_input_is_checked() {
    let desk = Desk::new();
    let fine = desk.run_with(&["check", "-"], ERRAND).fine();
    assert_eq!(fine, "1 file checked: 0 errors, 0 warnings\n");
    // The pack of the folder applies, and its other files are not in the way.
    desk.file("lib/errand.ron", ERRAND);
    let both = desk.run_with(&["check", "-", "lib"], ERRAND).fine();
    assert_eq!(both, "2 files checked: 0 errors, 0 warnings\n");
    let wrong = CORRIDOR.replace("goto: \"here\"", "goto: \"her\"");
    let ran = desk.run_with(&["check", "-"], &wrong);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("--> -:17:89"), "{}", ran.err);
    desk.file(
        "pack.ron",
        "Pack(format: 1, id: \"p\", title: \"P\", rubric: [(id: \"tact\", name: \"T\", what: \"W\", \
         anchors: (\"A\", \"B\", \"C\", \"D\"))])",
    );
    let ran = desk.run_with(&["check", "-"], ERRAND);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
}

#[test]
fn what_comes_in_is_bounded_and_must_be_text() {
    let desk = Desk::new();
    let ran = desk.run_with(&["check", "-"], &" ".repeat(17 << 20));
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("-: the file has") && ran.err.contains("16 MB at most"),
        "{}",
        ran.err
    );
}
