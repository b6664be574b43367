//! `rapport check`.

use serde_json::Value;

use super::{CORRIDOR, Desk, ERRAND};

/// A scenario with an error, and one with a warning.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("lib/wrong.ron", CORRIDOR.replace("goto: \"here\"", "goto: \"her\""));
    desk.file("lib/odd.ron", ERRAND.replace("takes: 0,\n", "takes: 0, once: true,\n"));
    desk
}

#[test]
fn sound_files_are_an_exit_of_0() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["check", "."]).fine(), "2 files checked: 0 errors, 0 warnings\n");
    let one = desk.run(&["check", "errand.ron", "--deny", "warnings"]).fine();
    assert_eq!(one, "1 file checked: 0 errors, 0 warnings\n");
}

#[test]
fn findings_are_rendered_for_people() {
    let ran = desk().run(&["check", "lib"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.out, "2 files checked: 1 error, 1 warning\n");
    insta::assert_snapshot!(ran.err);
}

#[test]
fn warnings_fail_only_if_they_are_denied() {
    let desk = desk();
    let ran = desk.run(&["check", "lib/odd.ron"]);
    assert_eq!((ran.code, &*ran.out), (0, "1 file checked: 0 errors, 1 warning\n"));
    assert_eq!(desk.run(&["check", "lib/odd.ron", "--deny", "warnings"]).code, 1);
}

#[test]
fn findings_as_json_stand_on_standard_output() {
    let ran = desk().run(&["check", "lib", "--format", "json"]);
    assert_eq!((ran.code, &*ran.err), (1, ""));
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&found["files"], &found["errors"]), (&2.into(), &1.into()));
    let diagnostics = found["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 2);
    let error = diagnostics.iter().find(|one| one["severity"] == "error").unwrap();
    assert_eq!((&error["line"], &error["column"]), (&17.into(), &89.into()));
    assert!(error["file"].as_str().unwrap().ends_with("wrong.ron"));
}

#[test]
fn findings_as_annotations_of_a_workflow() {
    let ran = desk().run(&["check", "lib", "--format", "github"]);
    assert_eq!((ran.code, &*ran.out), (1, ""));
    insta::assert_snapshot!(ran.err);
}

#[test]
fn packs_are_checked_and_same_ids_are_all_checked() {
    let desk = desk();
    desk.file("twice/a.ron", ERRAND);
    desk.file("twice/b.ron", ERRAND.replace("goto: \"call\"", "goto: \"cal\""));
    desk.file("twice/pack.ron", "Pack(format: 1, id: \"p\")");
    let ran = desk.run(&["check", "twice"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("pack.ron:1:"), "{}", ran.err);
    assert!(ran.err.contains("b.ron:"), "{}", ran.err);
}

#[test]
fn what_cannot_be_read_is_an_exit_of_2_in_every_format() {
    let desk = desk();
    for format in ["human", "json", "github"] {
        let ran = desk.run(&["check", "lib", "nowhere", "--format", format]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("nowhere: there is no such file or folder"), "{said}");
        // The rest is checked all the same.
        assert!(said.contains("no scene `her`") || said.contains("`her`"), "{said}");
    }
    desk.file("none/readme.txt", "");
    assert!(desk.run(&["check", "none"]).refused(2).contains("no scenario files (*.ron) in none"));
    assert!(desk.run(&["check"]).refused(2).contains("<PATH>"));
}
