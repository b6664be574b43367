//! Damaged databases of every kind: each command ends in time with an exit code of its own, what is sound comes
//! out, and what was damaged stays as it was.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    sync::mpsc,
    thread,
    time::Duration,
};

use super::{Desk, walker::Walker};

/// How many databases are damaged, unless the variable asks for more.
const CASES: u64 = 15;

/// No command takes longer, whatever it is given.
const LIMIT: Duration = Duration::from_secs(30);

/// How many plays the records hold.
const PLAYS: usize = 12;

#[test]
fn whatever_is_damaged_every_command_ends_and_the_rest_is_there() {
    let template = template();
    let cases = std::env::var("RAPPORT_DAMAGED").map_or(CASES, |count| count.parse().unwrap());
    let mut figures = Figures::default();
    for case in 0..cases {
        let desk = Desk::new();
        copy(&template.data(), &desk.data());
        let mut dice = Dice(case + 1);
        let kind = dice.damage(&desk, case);
        let damaged = fs::read(desk.data().join("records.sqlite")).unwrap();
        figures.add(&tried(&desk, &damaged, kind, case));
    }
    // Seen with --nocapture; a full run is told by these.
    println!("{figures:?}");
    assert_eq!(figures.cases, cases);
    // Damage somewhere takes away something somewhere: never most of it.
    assert!(figures.plays_left * 4 >= figures.plays_there * 3, "{figures:?}");
}

#[derive(Debug, Default)]
struct Figures {
    cases: u64,
    set_aside: u64,
    named: u64,
    plays_there: usize,
    plays_left: usize,
}

impl Figures {
    fn add(&mut self, case: &Self) {
        self.cases += 1;
        self.set_aside += case.set_aside;
        self.named += case.named;
        self.plays_there += PLAYS;
        self.plays_left += case.plays_left;
    }
}

/// Tries every command on damaged records.
#[track_caller]
fn tried(desk: &Desk, damaged: &[u8], kind: &str, case: u64) -> Figures {
    let mut figures = Figures::default();
    let doctor = run(desk, &["doctor"], "");
    assert!([0, 1].contains(&doctor.0), "{kind} {case}: {doctor:?}");
    let now = fs::read(desk.data().join("records.sqlite")).unwrap();
    assert!(now == damaged, "{kind} {case}: the doctor changed the file");
    let commands: [(&[&str], &str); 6] = [
        (&["list"], ""),
        (&["progress"], ""),
        (&["export", "--format", "csv"], ""),
        (&["export", "--format", "json"], ""),
        (&["play", "corridor.ron", "--terminal"], "1\n1\nq\n"),
        (&["play", "corridor.ron", "--terminal", "--seed", "9"], "1\nq\n"),
    ];
    let mut plays = 0;
    for (words, input) in commands {
        let (code, out, err) = run(desk, words, input);
        let told = format!("{kind} {case}, {words:?}: {code}\n{out}\n{err}");
        assert!([0, 1].contains(&code), "{told}");
        assert!(!err.contains("Rapport has failed") && !err.contains("panicked"), "{told}");
        assert!(code == 0 || err.contains("cannot be read: "), "{told}");
        figures.named |= u64::from(code == 1);
        if words == ["export", "--format", "csv"] {
            plays = out.lines().count().saturating_sub(1);
        }
        if words[0] == "play" {
            assert!(out.contains("Saved. To go on: "), "{told}");
        }
    }
    figures.plays_left = plays.min(PLAYS);
    if let Some(aside) = set_aside(&desk.data()) {
        figures.set_aside = 1;
        assert!(
            fs::read(aside).unwrap() == damaged,
            "{kind} {case}: what was set aside was changed"
        );
    }
    let (code, out, err) = run(desk, &["doctor", "--mend"], "");
    assert!([0, 1].contains(&code), "{kind} {case}: {out}\n{err}");
    let (code, after, err) = run(desk, &["export", "--format", "csv"], "");
    assert!([0, 1].contains(&code), "{kind} {case}: {err}");
    assert!(after.lines().count() > plays, "{kind} {case}: mending took something away");
    figures
}

/// Exit code, output and errors of a command that ends in time.
#[track_caller]
fn run(desk: &Desk, words: &[&str], input: &str) -> (i32, String, String) {
    let mut command = desk.command(words);
    let file = desk.file("input.txt", input);
    command.stdin(fs::File::open(file).unwrap()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || drop(sender.send(child.wait_with_output().unwrap())));
    let done = receiver.recv_timeout(LIMIT).unwrap_or_else(|_| panic!("{words:?} does not end"));
    let code = done.status.code().unwrap_or_else(|| panic!("{words:?} ended by a signal"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (code, text(&done.stdout), text(&done.stderr))
}

/// Records with many plays, as a kill leaves them: with a log.
fn template() -> Desk {
    let desk = Desk::new();
    for seed in 1..PLAYS {
        let seed = seed.to_string();
        let words = ["play", "errand.ron", "--terminal", "--seed", &seed];
        let input = if seed.len() == 1 { "1\n1\n1\n1\n1\nown words\n1\n\n\n\n" } else { "3\nq\n" };
        assert_eq!(desk.run_with(&words, input).code, 0);
    }
    let mut walker = Walker::start(&desk, &["play", "corridor.ron", "--terminal", "--seed", "3"]);
    for _ in 0..6 {
        walker.prompt();
        walker.say("1");
    }
    walker.prompt();
    walker.kill();
    assert!(desk.data().join("records.sqlite-wal").exists());
    desk
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

fn set_aside(data: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(data).unwrap().map(|file| file.unwrap().path());
    files.into_iter().find(|path| {
        path.file_name().unwrap().to_string_lossy().starts_with("records.set-aside-")
            && path.extension().is_some_and(|ending| ending == "sqlite")
    })
}

/// Chance that is the same in every run: a case can be tried again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        for _ in 0..3 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
        }
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    /// Damages the records in one of several ways; which.
    fn damage(&mut self, desk: &Desk, case: u64) -> &'static str {
        let path = desk.data().join("records.sqlite");
        match case % 5 {
            0 => {
                fold_log(&path);
                self.scatter(&path, 1, 24);
                "bytes"
            }
            1 => {
                fold_log(&path);
                let mut bytes = fs::read(&path).unwrap();
                let at = self.roll(bytes.len() - 700);
                bytes[at..at + 700].fill(0x5a);
                fs::write(&path, bytes).unwrap();
                "a block"
            }
            2 => {
                fold_log(&path);
                let bytes = fs::read(&path).unwrap();
                // What is cut off for good is no damage that anything could be read of.
                let kept = bytes.len() - 1 - self.roll(bytes.len() / 8);
                fs::write(&path, &bytes[..kept]).unwrap();
                "truncated"
            }
            3 => {
                let suffix = ["-wal", "-shm"][self.roll(2)];
                let mut companion = path.clone().into_os_string();
                companion.push(suffix);
                self.scatter(Path::new(&companion), 1, 40);
                "the log"
            }
            _ => {
                fold_log(&path);
                let planted = rusqlite::Connection::open(&path).unwrap();
                planted.pragma_update(None, "ignore_check_constraints", true).unwrap();
                planted.pragma_update(None, "foreign_keys", false).unwrap();
                let sql = PLANTED[self.roll(PLANTED.len())];
                planted.execute_batch(sql).unwrap();
                drop(planted);
                fold_log(&path);
                "planted"
            }
        }
    }

    fn scatter(&mut self, path: &Path, least: usize, most: usize) {
        let mut bytes = fs::read(path).unwrap();
        if bytes.is_empty() {
            return;
        }
        for _ in 0..least + self.roll(most) {
            let at = self.roll(bytes.len());
            bytes[at] = u8::try_from(self.roll(256)).unwrap();
        }
        fs::write(path, bytes).unwrap();
    }
}

/// Puts what is in the log into the file.
fn fold_log(path: &Path) {
    let database = rusqlite::Connection::open(path).unwrap();
    database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
}

/// Values that Rapport never wrote, each in one row.
const PLANTED: [&str; 12] = [
    "UPDATE attempt SET scenario_title = CAST(x'ff' AS TEXT) WHERE rowid = 2",
    "UPDATE attempt SET id = 'nobody' WHERE rowid = 2",
    "UPDATE attempt SET value = 4000000000 WHERE rowid = 2 AND value IS NOT NULL",
    "UPDATE attempt SET started_at = 9223372036854775807 WHERE rowid = 2",
    "UPDATE attempt SET hash = 'short' WHERE rowid = 2",
    "UPDATE source SET scenario_text = CAST(x'ff' || CAST(scenario_text AS BLOB) AS TEXT)",
    "UPDATE source SET scenario_text = replace(scenario_text, 'e', 'x')",
    "DELETE FROM source",
    "UPDATE decision SET choice = CAST(x'ff' AS TEXT) WHERE step = 1",
    "UPDATE skill_result SET count = -1",
    "UPDATE commitment SET made_at = 9223372036854775807",
    "PRAGMA user_version = 0",
];
