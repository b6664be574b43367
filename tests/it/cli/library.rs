//! `rapport list`, and finding the scenario that was named.

use std::path::Path;

use serde_json::Value;

use super::{Desk, ERRAND};

/// What is listed apart from what ships.
fn given(out: &str) -> Value {
    let list: Value = serde_json::from_str(out).unwrap();
    let scenarios = list["scenarios"].as_array().unwrap();
    scenarios.iter().filter(|one| one["origin"] != "shipped").cloned().collect()
}

#[test]
fn what_can_be_played_and_what_cannot() {
    let desk = Desk::new();
    desk.file("lib/errand.ron", ERRAND);
    desk.file("lib/wrong.ron", "Scenario(\n  format: 1,\n");
    let out = desk.run(&["list", "--scenarios", "lib"]).fine();
    let line = out.lines().find(|line| line.starts_with("errand ")).unwrap();
    assert!(line.ends_with(&Path::new("lib").join("errand.ron").display().to_string()), "{line}");
    let broken = out.lines().find(|line| line.starts_with("cannot be played: ")).unwrap();
    assert!(broken.contains("wrong.ron:") && broken.contains("[E0"), "{broken}");
}

#[test]
fn as_json() {
    let desk = Desk::new();
    desk.file("lib/errand.ron", ERRAND);
    desk.file("lib/wrong.ron", "Scenario(");
    let out = desk.run(&["list", "--json", "--scenarios", "lib"]).fine();
    let errand = &given(&out)[0];
    assert_eq!((&errand["id"], &errand["minutes"]), (&"errand".into(), &3.into()));
    assert_eq!(errand["trains"], serde_json::json!(["candour", "curiosity"]));
    assert_eq!(errand["hash"].as_str().unwrap().len(), 64);
    let list: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(list["format"], 1);
    assert_eq!(list["broken"].as_array().unwrap().len(), 1);
}

#[test]
fn the_data_folder_is_the_one_named_or_the_one_in_the_environment() {
    let desk = Desk::new();
    desk.file("data/scenarios/errand.ron", ERRAND);
    desk.file("elsewhere/scenarios/other.ron", ERRAND.replace("\"errand\"", "\"other\""));
    assert_eq!(given(&desk.run(&["list", "--json"]).fine())[0]["id"], "errand");
    let named = desk.run(&["list", "--json", "--data-dir", "elsewhere"]).fine();
    assert_eq!(given(&named)[0]["id"], "other");
    let mut command = desk.command(&["--data-dir", "elsewhere", "list", "--json"]);
    command.env_remove("RAPPORT_DATA_DIR");
    assert_eq!(given(&desk.finish(command, "").fine())[0]["id"], "other");
}

#[test]
fn a_scenario_is_found_by_id_and_by_path() {
    let desk = Desk::new();
    desk.file("lib/deep/errand.ron", ERRAND);
    for name in [&["errand", "--scenarios", "lib"][..], &["lib/deep/errand.ron"]] {
        let out = desk.run(&[&["run", "--seed", "1"], name].concat()).fine();
        assert!(out.starts_with("The phone is quiet."), "{out}");
    }
}

#[test]
fn a_scenario_that_is_not_there_is_an_exit_of_2() {
    let desk = Desk::new();
    desk.file("lib/errand.ron", ERRAND);
    let run = |name: &str| desk.run(&["run", name, "--seed", "1", "--scenarios", "lib"]).refused(2);
    assert!(run("erand").contains("did you mean `errand`?"));
    assert!(!run("something-else").contains("did you mean"));
    assert!(run("lib/none.ron").contains("there is no such file"));
    assert!(run("lib").contains("this is a folder"), "{}", run("lib"));
}

#[test]
fn a_scenario_with_errors_is_an_exit_of_1_with_its_diagnostics() {
    let desk = Desk::new();
    desk.file("lib/errand.ron", ERRAND.replace("goto: \"call\"", "goto: \"cal\""));
    for name in ["lib/errand.ron", "errand"] {
        let said = desk.run(&["run", name, "--seed", "1", "--scenarios", "lib"]).refused(1);
        assert!(said.contains("did you mean `call`?"), "{said}");
        assert!(said.contains("errand.ron cannot be played"), "{said}");
    }
}
