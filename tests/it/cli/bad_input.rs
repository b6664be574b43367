//! Bad input, and what it gets: a clear message, an exit code, never a crash.

use std::{fs, process::Stdio};

use super::{CORRIDOR, Desk, ERRAND};

/// Checks one file with this content: its exit code, and what is said about it.
#[track_caller]
fn check(content: impl AsRef<[u8]>, code: i32, expected: &[&str]) {
    let desk = Desk::new();
    desk.file("x.ron", content);
    let ran = desk.run(&["check", "x.ron"]);
    assert_eq!(ran.code, code, "{}", ran.err);
    for expected in expected {
        assert!(ran.err.contains(expected), "no {expected:?} in {}", ran.err);
    }
    // Play refuses it just as clearly.
    let played = desk.run_with(&["play", "x.ron", "--terminal"], "1\n");
    assert_eq!((played.code, &*played.out), (code, ""), "{}", played.err);
    for expected in expected {
        assert!(played.err.contains(expected), "no {expected:?} in {}", played.err);
    }
}

/// The errand with one thing replaced.
#[track_caller]
fn errand(what: &str, with: &str) -> String {
    assert!(ERRAND.contains(what), "{what}");
    ERRAND.replacen(what, with, 1)
}

#[test]
fn a_missing_file() {
    let refused = Desk::new().run(&["play", "none.ron", "--terminal"]).refused(2);
    assert_eq!(refused, "error: none.ron: there is no such file or folder. Check the name\n");
}

#[test]
fn a_folder_given_as_a_file() {
    let refused = Desk::new().run(&["play", "./", "--terminal"]).refused(2);
    assert!(refused.contains("this is a folder, not a scenario file"), "{refused}");
}

#[test]
fn not_utf_8() {
    check(b"Scenario(\n  title: \"\xff\xfe\"", 2, &["x.ron:2:11: the file is not UTF-8 text"]);
}

#[test]
fn an_empty_file() {
    check("", 1, &["x.ron:1:1", "empty"]);
    check(" \n\n", 1, &["x.ron", "empty"]);
}

#[test]
fn a_truncated_file() {
    check(&ERRAND[..ERRAND.len() / 2], 1, &["x.ron:", "E0"]);
}

#[test]
fn two_hundred_megabytes() {
    let desk = Desk::new();
    let huge = fs::File::create(desk.path().join("huge.ron")).unwrap();
    huge.set_len(200 * 1024 * 1024).unwrap();
    let ran = desk.run(&["check", "huge.ron"]);
    assert_eq!(ran.code, 2);
    let expected = "huge.ron: the file has 200 MB, and scenario files may have 16 MB at most";
    assert!(ran.err.contains(expected), "{}", ran.err);
}

#[test]
fn ten_thousand_nested_brackets() {
    for bracket in ["(", "[", "{", "Some("] {
        check(bracket.repeat(10_000), 1, &["x.ron:", "E0"]);
    }
    let deep = format!("lines: [{}", "If([], [".repeat(10_000));
    check(errand("lines: [", &deep), 1, &["x.ron:", "E0"]);
}

#[test]
fn an_unknown_format_version() {
    check(errand("format: 1", "format: 9"), 1, &["x.ron:", "format 9"]);
}

#[test]
fn a_duplicate_id() {
    check(errand("\"call\": (", "\"desk\": ("), 1, &["x.ron:", "`desk`"]);
    check(errand("(id: \"ring\",", "(id: \"wait\","), 1, &["x.ron:", "`wait`"]);
}

#[test]
fn a_dangling_goto() {
    check(errand("goto: \"call\"", "goto: \"cal\""), 1, &["x.ron:", "did you mean `call`?"]);
}

#[test]
fn a_condition_on_an_unknown_meter() {
    let content = errand("when: [Agreed(\"friday\")]", "when: [AtLeast(\"trst\", 3)]");
    check(content, 1, &["x.ron:", "did you mean `trust`?"]);
}

#[test]
fn weight_0_everywhere() {
    let content = ERRAND.replace("weight: 2", "weight: 0").replace("weight: 1,", "weight: 0,");
    check(content, 1, &["x.ron:", "weight"]);
}

#[test]
fn a_meter_that_starts_outside_its_range() {
    check(errand("start: 40", "start: 140"), 1, &["x.ron:", "140"]);
}

#[test]
fn an_outcome_list_with_a_gap() {
    let content = errand(
        "effects: [Add(\"trust\", 20)",
        "when: [Has(\"x\")], effects: [Set(\"x\"), Add(\"trust\", 20)",
    );
    check(content, 1, &["x.ron:", "E0"]);
}

#[test]
fn no_ending_within_reach() {
    let content =
        CORRIDOR.replace("clock: (last_day: 1000, then: \"end\"),", "").replace("takes: 1, ", "");
    check(content, 1, &["x.ron:", "E0"]);
}

#[test]
fn a_loop_that_never_ends() {
    let content = ERRAND.replacen("takes: 1, habit: [Agree]", "takes: 0, habit: [Agree]", 1);
    check(content, 1, &["x.ron:", "desk"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_data_folder() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};

    let desk = Desk::new();
    let new = ["play", "corridor.ron", "--terminal", "--seed", "5"];
    desk.run_with(&new, "1\n1\n").fine();
    let allow = |path: &std::path::Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(desk.path(), 0o755);
    for entry in fs::read_dir(desk.data()).unwrap() {
        allow(&entry.unwrap().path(), 0o444);
    }
    allow(&desk.data(), 0o555);
    // Permissions do not bind root, so the program runs as nobody then, from where nobody may look.
    let program = desk.path().join("program");
    let ours = env!("CARGO_BIN_EXE_rapport");
    fs::hard_link(ours, &program).or_else(|_| fs::copy(ours, &program).map(drop)).unwrap();
    let run = |words: &[&str], input: &str| {
        let template = desk.command(words);
        let mut command = std::process::Command::new(&program);
        command.args(words).current_dir(desk.path());
        for (key, value) in template.get_envs() {
            match value {
                Some(value) => command.env(key, value),
                None => command.env_remove(key),
            };
        }
        if fs::metadata("/proc/self")
            .is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
        {
            command.uid(65_534).gid(65_534);
        }
        desk.finish(command, input)
    };
    let ran = run(&new, "2\n2\n");
    allow(&desk.data(), 0o755);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("[desk]/data/records.sqlite cannot be written"), "{}", ran.err);
    assert!(ran.err.contains("Your records so far can be read"), "{}", ran.err);
    assert!(ran.out.ends_with("This play could not be saved.\n"), "{}", ran.out);
    allow(&desk.data(), 0o555);
    // What was kept before can still be shown.
    let export = run(&["export", "--format", "json"], "");
    allow(&desk.data(), 0o755);
    assert_eq!(export.code, 0);
    assert!(export.out.contains("\"id\": \"left\""), "{}", export.out);
}

#[cfg(unix)]
#[test]
fn a_full_disk_while_saving() {
    let desk = Desk::new();
    let first = ["play", "corridor.ron", "--terminal", "--seed", "5"];
    desk.run_with(&first, "1\n").fine();
    // A limit on the size of files stands in for a full disk: the log of the database hits it.
    let mut command = std::process::Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" play corridor.ron --terminal --seed 6";
    command.args(["-c", script, env!("CARGO_BIN_EXE_rapport")]).current_dir(desk.path());
    command.env("RAPPORT_DATA_DIR", desk.data()).env("TZ", "UTC");
    let input = "2\n".repeat(60);
    let ran = desk.finish(command, &input);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("[desk]/data/records.sqlite: "), "{}", ran.err);
    assert!(ran.err.contains("Everything before this is kept"), "{}", ran.err);
    let last = ran.out.lines().last().unwrap();
    let (told, way_on) = last.split_once(" of the 60 choices of this play are saved. ").unwrap();
    assert_eq!(way_on, "To go on from there: rapport play corridor.ron --terminal");
    let told: usize = told.strip_prefix("Only the first ").unwrap().parse().unwrap();
    // What was kept is whole, and play goes on from there once there is room.
    let out = desk.run_with(&["play", "corridor.ron", "--terminal"], "1\n3\nq\n").fine();
    assert!(out.contains("Saved."), "{out}");
    let choices = |desk: &Desk| {
        let export = desk.run(&["export", "--format", "csv"]).fine();
        export.lines().last().unwrap().split(',').nth(13).unwrap().to_owned()
    };
    let elsewhere = Desk::new();
    elsewhere.run_with(&["play", "corridor.ron", "--terminal", "--seed", "6"], &input).fine();
    let (kept, all) = (choices(&desk), choices(&elsewhere));
    let (before, _) = kept.rsplit_once(' ').unwrap();
    assert!(before.len() < all.len() && all.starts_with(before), "{before:?} of {all:?}");
    assert_eq!(before.split(' ').count(), told);
}

#[test]
fn a_database_from_a_newer_version() {
    let desk = Desk::new();
    let new = ["play", "errand.ron", "--terminal", "--seed", "5"];
    desk.run_with(&new, "3\n").fine();
    let database = rusqlite::Connection::open(desk.data().join("records.sqlite")).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    let ran = desk.run_with(&new, "3\n");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("made by a newer version of Rapport"), "{}", ran.err);
    assert!(ran.out.ends_with("This play could not be saved.\n"), "{}", ran.out);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_on_standard_output() {
    let desk = Desk::new();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = desk
        .command(&["run", "errand.ron", "--seed", "1"])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: input or output failed: No space left"), "{said}");
}

#[test]
fn a_reader_that_has_gone() {
    let desk = Desk::new();
    for words in [
        &["run", "errand.ron", "--seed", "1", "--json"][..],
        &["list"],
        &["completions", "bash"],
        &["play", "corridor.ron", "--terminal", "--seed", "1"],
        &["--help"],
    ] {
        let mut child = desk
            .command(words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
        assert_eq!(output.status.code(), Some(0), "{words:?}");
    }
}
