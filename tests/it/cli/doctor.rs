//! `rapport doctor`.

use serde_json::Value;

use super::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.run_with(&["play", "errand.ron", "--terminal", "--seed", "7"], "3\nq\n").fine();
    desk
}

fn damage(desk: &Desk, sql: &str) {
    let database = rusqlite::Connection::open(desk.data().join("records.sqlite")).unwrap();
    database.execute_batch(sql).unwrap();
}

#[test]
fn sound_records_are_counted_and_called_sound() {
    let out = desk().run(&["doctor"]).fine();
    assert!(out.contains("  1 play\n") && out.ends_with("All of it is sound.\n"), "{out}");
    let none = Desk::new().run(&["doctor"]).fine();
    assert!(none.contains("There are no records yet."), "{none}");
}

#[test]
fn nothing_is_changed_unless_it_is_asked_for() {
    let desk = desk();
    damage(&desk, "UPDATE attempt SET scenario_title = CAST(x'ff' AS TEXT)");
    let files = || {
        let files = std::fs::read_dir(desk.data()).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> =
            files.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
        files.sort();
        files
    };
    let before = files();
    let ran = desk.run(&["doctor"]);
    assert_eq!((ran.code, &*ran.err), (1, ""));
    assert!(
        ran.out.contains("its `scenario_title` cannot be read (it is not UTF-8 text)"),
        "{}",
        ran.out
    );
    let json = desk.run(&["doctor", "--json"]);
    let report: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json.code, &report["sound"]), (1, &Value::Bool(false)));
    assert_eq!(report["damaged"].as_array().unwrap().len(), 1);
    assert_eq!(files(), before);
}

#[test]
fn what_can_be_mended_is_mended() {
    let desk = desk();
    damage(&desk, "UPDATE attempt SET scenario_title = CAST(x'41ff' AS TEXT)");
    for words in
        [&["progress"][..], &["export", "--format", "csv"], &["export", "--format", "json"]]
    {
        let ran = desk.run(words);
        assert_eq!(ran.code, 1);
        assert!(ran.err.starts_with("cannot be read: play "), "{}", ran.err);
    }
    let out = desk.run(&["doctor", "--mend"]).fine();
    assert!(out.contains("1 play with 1 choice") && out.contains("All of it is sound."), "{out}");
    let out = desk.run(&["progress"]).fine();
    assert!(out.contains("Not finished: A\u{fffd}"), "{out}");
    assert!(
        desk.run_with(&["play", "errand.ron", "--terminal"], "1\nq\n").fine().contains("Saved.")
    );
}

#[test]
fn a_text_of_a_scenario_comes_back_from_the_library() {
    let desk = desk();
    damage(&desk, "UPDATE source SET scenario_text = 'Scenario('");
    let ran = desk.run(&["doctor"]);
    assert!(ran.code == 1 && ran.out.contains("it was changed since"), "{}", ran.out);
    // A library without that version does not help, and play begins anew.
    let errand = std::fs::read_to_string(desk.path().join("errand.ron")).unwrap();
    desk.file("errand.ron", format!("{errand}\n"));
    let told = desk.run_with(&["play", "errand.ron", "--terminal"], "q\n");
    assert!(told.err.contains("is kept, but the text of the scenario"), "{}", told.err);
    desk.file("errand.ron", errand);
    let out = desk.run(&["--scenarios", "errand.ron", "doctor", "--mend"]).fine();
    assert!(out.contains("was put back from the library"), "{out}");
    let out = desk.run_with(&["play", "errand.ron", "--terminal"], "1\nq\n").fine();
    assert!(out.contains("You have begun \"The errand\""), "{out}");
}
