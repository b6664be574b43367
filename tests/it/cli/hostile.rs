//! Hostile words: whatever a file, a name, a word of the command line or old records hold, nothing that is
//! printed steers a terminal.

use std::{fs, process::Stdio};

use rapport::{cli::subcommands, text::steers};

use super::{CORRIDOR, Desk, ERRAND};

/// What sets titles, colours, and the direction of writing.
const STEERING: &str = "x\u{1b}]0;X\u{7}\u{9b}31m\u{202e}\u{2066}\u{7f}\r\t\u{8}y";

/// A name that steers, and breaks the line.
fn name() -> String {
    format!("{STEERING}\n::error::z")
}

/// Everything said on both streams, of which nothing may steer.
#[track_caller]
fn harmless(desk: &Desk, words: &[&str], env: Option<&str>) -> String {
    let mut command = desk.command(words);
    if let Some(folder) = env {
        command.env("RAPPORT_DATA_DIR", folder);
    }
    // No game is opened in a window.
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    // A host goes on until it is told to stop.
    let ran = desk.finish(
        command,
        &format!("1\n{STEERING}\n2\nq\n1\nscene\npeople\nmap\nrename 1 {STEERING}\nquit\n"),
    );
    let said = format!("{}{}", ran.out, ran.err);
    let steering = said.find(steers);
    assert_eq!(steering, None, "{words:?} printed {said:?}");
    assert_ne!(ran.code, 101, "{words:?}: {said}");
    said
}

/// A desk with hostile files, and with records of an older program that let everything stand.
fn desk() -> Desk {
    let desk = Desk::new();
    let new = ["play", "errand.ron", "--terminal", "--seed", "5"];
    desk.run_with(&new, "3\n").fine();
    desk.run_with(&["play", "corridor.ron", "--terminal", "--seed", "5"], "1\n1\n").fine();
    let database = rusqlite::Connection::open(desk.data().join("records.sqlite")).unwrap();
    let changed = database
        .execute("update attempt set scenario_title = ?1, scenario_id = ?1", [STEERING])
        .unwrap();
    assert!(changed > 0);
    drop(database);
    desk.file(&format!("sound/{}.ron", name()), CORRIDOR);
    // As a text, as an escape, and as a name that nothing has.
    let escaped = STEERING.escape_unicode().to_string().replace("\\u{d}", "\\r");
    desk.file("broken/raw.ron", ERRAND.replacen("title: \"", &format!("title: \"{STEERING}"), 1));
    desk.file("broken/esc.ron", ERRAND.replacen("title: \"", &format!("title: \"{escaped}"), 1));
    let goto = ERRAND.replacen("goto: \"call\"", &format!("goto: \"{STEERING}\""), 1);
    desk.file("broken/goto.ron", &goto);
    desk.file(&format!("broken/{}.ron", name()), goto);
    desk.file(
        "broken/pack.ron",
        format!("Pack(format: 1, id: \"{STEERING}\", title: \"{STEERING}\")"),
    );
    fs::create_dir_all(desk.path().join(name())).unwrap();
    desk
}

#[test]
fn no_command_prints_what_steers_a_terminal() {
    let desk = desk();
    let file = format!("sound/{}.ron", name());
    let (name, assigned) = (name(), format!("{STEERING}={STEERING}"));
    let files = ["errand.ron", "sound", "broken", "broken/goto.ron", &*file, &*name];
    // Whatever of this a command does not know, it refuses, in words that name it.
    let more: [&[&str]; 12] = [
        &[],
        &["--json"],
        &["--terminal"],
        &["--format", "json"],
        &["--format", "github"],
        &["--format", STEERING],
        &["--seed", "1", "--json", "--choose", &assigned],
        &["--seed", "1", "--choose", STEERING],
        &["--seed", "1", "--draw", &assigned],
        &["--seed", "1", "--runs", "20"],
        &["--scenarios", "broken", "--scenarios", "sound"],
        &["--data-dir", &name],
    ];
    for command in subcommands() {
        harmless(&desk, &[&command, "--help"], None);
        harmless(&desk, &[&command, &format!("--{name}")], None);
        harmless(&desk, &[&command], Some(&name));
        for more in more {
            harmless(&desk, &[&[&*command], more].concat(), None);
            for file in files {
                harmless(&desk, &[&[&*command, file], more].concat(), None);
            }
        }
    }
    harmless(&desk, &[&name], None);
}

#[test]
fn what_was_stored_before_is_shown_in_pictures() {
    let desk = desk();
    let pictures = "x\u{241b}]0;X\u{2407}";
    for words in [&["progress"][..], &["export", "--format", "csv"]] {
        let said = harmless(&desk, words, None);
        assert!(said.contains(pictures), "{words:?}: {said}");
    }
    let json = harmless(&desk, &["export", "--format", "json"], None);
    assert!(json.contains("\\u001b]0;X\\u0007\\u009b31m\\u202e\\u2066\\u007f"), "{json}");
}

#[test]
fn a_name_is_told_on_its_line() {
    let desk = desk();
    let said = harmless(&desk, &["run", &name(), "--seed", "1"], None);
    assert!(!said.contains("\n::error::"), "{said}");
    let said = harmless(&desk, &["check", "broken", "sound", "--format", "github"], None);
    assert!(!said.contains("\n::error::z"), "{said}");
    let said = harmless(&desk, &["check", "broken", "sound"], None);
    assert!(!said.contains("\n::error::"), "{said}");
}

#[cfg(unix)]
#[test]
fn the_name_that_it_was_started_by_is_not_shown() {
    use std::os::unix::process::CommandExt;

    let desk = desk();
    for words in [&["--help"][..], &["dance"], &["run", "--help"]] {
        let mut command = desk.command(words);
        command.arg0(STEERING).stdin(Stdio::null());
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        assert!(!String::from_utf8(said).unwrap().contains(steers), "{words:?}");
    }
}

#[test]
fn cells_that_a_spreadsheet_would_take_for_a_formula_are_held() {
    let desk = Desk::new();
    desk.run_with(&["play", "errand.ron", "--terminal", "--seed", "5"], "3\n").fine();
    let database = rusqlite::Connection::open(desk.data().join("records.sqlite")).unwrap();
    let before = [
        "",
        " ",
        "\t",
        "\n",
        "\r",
        "\u{a0}",
        "\u{feff}",
        "\u{200b}",
        "\u{3000}",
        "\u{2060}",
        "\u{ad}",
        "\u{e0020}",
        "\u{fe0f}",
        "\u{180e}",
        "\u{2800}\u{200b}",
    ];
    for before in before {
        for sign in ["=", "+", "-", "@", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}"] {
            let title = format!("{before}{sign}1+1");
            database.execute("update attempt set scenario_title = ?1", [&title]).unwrap();
            let text = desk.run(&["export", "--format", "csv"]).fine();
            let mut table = csv::Reader::from_reader(text.as_bytes());
            let row = table.records().next().unwrap().unwrap();
            assert!(row[2].starts_with('\''), "{title:?}: {:?}", &row[2]);
        }
    }
    for plain in ["A title", "\u{201c}=\u{201d}", "1 - 1", "a@b"] {
        database.execute("update attempt set scenario_title = ?1", [plain]).unwrap();
        let text = desk.run(&["export", "--format", "csv"]).fine();
        let row = csv::Reader::from_reader(text.as_bytes()).records().next().unwrap().unwrap();
        assert_eq!(&row[2], plain);
    }
}
