//! One scenario wherever its file comes from: paths of any bytes, commands that a shell takes back, line
//! endings of any system.

use super::{Desk, ERRAND};

const RUN: [&str; 6] = ["--seed", "1", "--choose", "wait", "--json", "--no-analysis"];

#[test]
fn line_endings_and_a_byte_order_mark_make_no_other_version() {
    let desk = Desk::new();
    let story = ERRAND.replace("The phone is quiet.", "The phone\nis quiet.");
    desk.file("lf/errand.ron", &story);
    desk.file("crlf/errand.ron", story.replace('\n', "\r\n"));
    desk.file("marked/errand.ron", format!("\u{feff}{}", story.replace('\n', "\r\n")));
    let run = |path: &str| desk.run(&[&["run", path], &RUN[..]].concat()).fine();
    let plain = run("lf/errand.ron");
    assert!(plain.contains("The phone\\nis quiet.") && plain.contains("\"hash\""), "{plain}");
    assert_eq!(run("crlf/errand.ron"), plain);
    assert_eq!(run("marked/errand.ron"), plain);
}

#[test]
fn a_play_goes_on_where_line_endings_have_changed() {
    let desk = Desk::new();
    desk.run_with(&["play", "errand.ron", "--terminal", "--seed", "1"], "3\nq\n").fine();
    desk.file("errand.ron", ERRAND.replace('\n', "\r\n"));
    let out = desk.run_with(&["play", "errand.ron", "--terminal"], "1\nq\n").fine();
    assert!(!out.contains("has changed"), "{out}");
    assert!(out.contains("[Your desk, Wednesday 22 May, 09:00]"), "{out}");
}

#[test]
fn places_in_a_file_of_windows_are_those_that_its_editor_shows() {
    let desk = Desk::new();
    let wrong = ERRAND.replace("goto: \"call\"", "goto: \"cal\"");
    desk.file("lf/wrong.ron", &wrong);
    desk.file("crlf/wrong.ron", wrong.replace('\n', "\r\n"));
    let check = |folder: &str| {
        let ran = desk.run(&["check", folder]);
        assert_eq!(ran.code, 1);
        ran.err.replace(folder, "folder")
    };
    assert_eq!(check("crlf"), check("lf"));
}

#[cfg(unix)]
mod unix {
    use std::{path::Path, process::Command};

    use super::*;

    fn pasted(desk: &Desk, command: &str, input: &str) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_rapport")).parent().unwrap();
        let path = std::env::join_paths(
            std::iter::once(program.to_owned())
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let mut shell = Command::new("bash");
        shell
            .args(["-c", command])
            .current_dir(desk.path())
            .env("RAPPORT_DATA_DIR", desk.data())
            .env("PATH", path.unwrap())
            .env("TZ", "UTC");
        desk.finish(shell, input).fine()
    }

    // Other systems refuse to make such a file.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_path_need_not_be_text() {
        use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt};

        let desk = Desk::new();
        let name = OsStr::from_bytes(b"caf\xe9.ron");
        fs::write(desk.path().join(name), ERRAND).unwrap();
        let with = |before: &[&str], after: &[&str], input: &str| {
            let mut command = desk.command(before);
            command.arg(name).args(after);
            desk.finish(command, input).fine()
        };
        let run = with(&["run"], &RUN, "");
        assert_eq!(run, desk.run(&[&["run", "errand.ron"], &RUN[..]].concat()).fine());
        assert!(with(&["analyze"], &[], "").contains("exact analysis"));
        assert!(with(&["simulate"], &["--runs", "10", "--seed", "1"], "").contains("The errand"));
        let played = with(&["play"], &["--terminal", "--seed", "1"], "3\nq\n");
        let how = played.trim_end().rsplit("To go on: ").next().unwrap();
        assert_eq!(how, r"rapport play $'caf\xe9.ron' --terminal");
        let went_on = pasted(&desk, how, "1\nq\n");
        assert!(went_on.contains("[Your desk, Wednesday 22 May, 09:00]"), "{went_on}");
    }

    #[test]
    fn a_command_to_copy_is_one_that_a_shell_takes_back() {
        let desk = Desk::new();
        for name in ["we$ird `touch x` \"q\"/a b.ron", "it's/$(touch x).ron", "a;touch x.ron"] {
            desk.file(name, ERRAND);
            let played =
                desk.run_with(&["play", name, "--terminal", "--seed", "1"], "3\nq\n").fine();
            let how = played.trim_end().rsplit("To go on: ").next().unwrap();
            let went_on = pasted(&desk, how, "1\nq\n");
            assert!(went_on.contains("[Your desk, Wednesday 22 May, 09:00]"), "{name}: {went_on}");
            assert!(!desk.path().join("x").exists(), "{name} ran a command");
        }
    }
}
