//! Ctrl-C in a long command: a report of what there is so far.
#![cfg(unix)]

use std::{
    io::Read,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

use super::Desk;

/// A program at work that has told how far it is.
struct AtWork(Child);

impl AtWork {
    fn start(desk: &Desk, words: &[&str]) -> Self {
        let mut at_work = Self::begin(desk, words);
        at_work.hear(" of ");
        at_work
    }

    fn begin(desk: &Desk, words: &[&str]) -> Self {
        let mut command = desk.command(words);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self(command.spawn().unwrap())
    }

    /// Waits until it says this on standard error.
    #[track_caller]
    fn hear(&mut self, words: &str) {
        let errors = self.0.stderr.as_mut().unwrap();
        let (mut heard, mut piece) = (String::new(), [0; 256]);
        while !heard.contains(words) {
            let read = errors.read(&mut piece).unwrap();
            assert!(read > 0, "it ended without {words:?}: {heard}");
            heard.push_str(&String::from_utf8_lossy(&piece[..read]));
        }
    }

    /// Presses Ctrl-C.
    fn interrupt(&self) {
        let number = self.0.id().to_string();
        let sent = Command::new("kill").args(["-INT", &number]).status().unwrap();
        assert!(sent.success());
    }

    /// Its exit code and what it said on standard output.
    fn end(self) -> (Option<i32>, String) {
        let done = self.0.wait_with_output().unwrap();
        (done.status.code(), String::from_utf8(done.stdout).unwrap())
    }
}

/// A desk with a scenario that takes much longer than any test.
fn desk() -> Desk {
    let desk = Desk::new();
    let ladder = include_str!("../../../benches/ladder.ron").replace("LAST_DAY", "400");
    desk.file("ladder.ron", ladder);
    desk
}

const ANALYZE: [&str; 7] =
    ["analyze", "ladder.ron", "--progress", "--max-states", "100000000", "--max-seconds", "0"];

#[test]
fn an_analysis_that_is_stopped_reports_what_it_has() {
    let desk = desk();
    let at_work = AtWork::start(&desk, &[&ANALYZE[..], &["--json"]].concat());
    at_work.interrupt();
    let (code, out) = at_work.end();
    assert_eq!(code, Some(0));
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["complete"], false);
    assert!(report["states"].as_u64().expect("a count") > 0);
    assert_eq!(report["value"]["best"], Value::Null);
    assert_eq!(report["unreachable"]["endings"], Value::Array(Vec::new()));
    assert_eq!(report["findings_complete"], false);
    for competency in report["competencies"].as_array().expect("a list") {
        assert_eq!((&competency["exact"], &competency["mean"]), (&false.into(), &Value::Null));
    }

    let at_work = AtWork::start(&desk, &[&ANALYZE[..], &["--figures"]].concat());
    at_work.interrupt();
    let (code, out) = at_work.end();
    assert_eq!(code, Some(0));
    assert!(out.contains("STOPPED after") && out.contains("NOT PROVEN: best play"), "{out}");
    // Whether a finding was reached before it was stopped is the machine's affair.
    let headings = ["What to do first, as far as it was worked out", "Findings not worked out"];
    assert!(headings.iter().any(|heading| out.contains(heading)), "{out}");
    assert!(!out.contains("are sampled"), "{out}");
    let (_, competencies) = out.split_once("Competencies in random plays").expect("they are named");
    assert!(competencies.contains("-  not proven"), "{out}");
}

#[test]
fn plays_that_are_stopped_are_reported_on() {
    let desk = desk();
    let words = ["simulate", "ladder.ron", "--runs", "1000000000", "--seed", "1", "--progress"];
    let at_work = AtWork::start(&desk, &[&words[..], &["--json"]].concat());
    at_work.interrupt();
    let (code, out) = at_work.end();
    assert_eq!(code, Some(0));
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["complete"], false);
    let runs = report["runs"].as_u64().expect("a count");
    assert!(0 < runs && runs < 1_000_000_000, "{runs}");
    assert!(report["value"]["mean"].is_f64());
}

#[test]
fn a_run_whose_figures_are_not_waited_for_is_printed_without_them() {
    let desk = desk();
    let words = ["run", "ladder.ron", "--seed", "1", "--choose", "wait,wait,stop", "--progress"];
    let at_work = AtWork::start(&desk, &words);
    at_work.interrupt();
    let (code, out) = at_work.end();
    assert_eq!(code, Some(0));
    assert!(out.contains("\nValue: "), "{out}");
    assert!(out.contains("STOPPED before it was worked out"), "{out}");
    assert!(!out.contains("too big"), "{out}");

    let at_work = AtWork::start(&desk, &[&words[..], &["--json"]].concat());
    at_work.interrupt();
    let (code, out) = at_work.end();
    assert_eq!(code, Some(0));
    let play: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&play["finished"], &play["debrief"]["complete"]), (&true.into(), &false.into()));
}

#[test]
fn a_second_interruption_ends_at_once() {
    let mut at_work = AtWork::start(&desk(), &ANALYZE);
    at_work.interrupt();
    at_work.hear("Ctrl-C again ends at once");
    at_work.interrupt();
    // The report may have been faster.
    let (code, _) = at_work.end();
    assert!(matches!(code, Some(0 | 130)), "{code:?}");
}

/// A scenario of every phase but lessons, in less than a second, whose report does not fit into a pipe: the
/// program cannot end before somebody reads it.
fn long_report() -> String {
    let mut rooms = String::new();
    for at in 0..300 {
        let next = if at < 299 { format!("c{}", at + 1) } else { "desk".to_owned() };
        rooms += &format!(
            "\"c{at}\": (choices: [(id: \"a\", text: \"A\", goto: \"{next}\"), (id: \"b\", text: \"B\", lines: [Narrate(\"So.\")], goto: \"{next}\")]),"
        );
    }
    include_str!("../../../benches/ladder.ron")
        .replace("LAST_DAY", "20")
        .replace("start: \"desk\"", "start: \"c0\"")
        .replace("scenes: {", &format!("scenes: {{{rooms}"))
}

#[test]
fn an_analysis_may_be_stopped_in_every_phase() {
    let desk = Desk::new();
    desk.file("long.ron", long_report());
    let words = ["analyze", "long.ron", "--json", "--progress", "--max-seconds", "0"];
    let whole = desk.run(&words);
    // A phase is told in words that begin a line; what the check has to say stands before them, with a colon or
    // further in.
    let is_phase =
        |line: &&str| !line.contains(": ") && line.starts_with(|c: char| c.is_ascii_lowercase());
    let mut phases: Vec<&str> = whole.err.lines().filter(is_phase).collect();
    phases.sort_unstable();
    phases.dedup();
    for phase in ["states", "values", "observations", "beliefs", "findings", "the report"] {
        assert!(phases.contains(&phase), "{phase} in {phases:?}");
    }
    for phase in phases {
        let mut at_work = AtWork::begin(&desk, &words);
        at_work.hear(&format!("{phase}\n"));
        at_work.interrupt();
        at_work.hear("stopping with what there is so far; Ctrl-C again ends at once\n");
        let (code, out) = at_work.end();
        assert_eq!(code, Some(0), "{phase}");
        let report: Value = serde_json::from_str(&out).expect("whole JSON");
        // It may have been at its end before it heard.
        let is_whole = report["complete"] == true;
        let why = if is_whole { Value::Null } else { "interrupted".into() };
        assert_eq!(report["cut_short"], why, "{phase}");
        assert!(is_whole || report["findings_complete"] == false, "{phase}");
        let mut all: Value = serde_json::from_str(&whole.out).expect("JSON");
        if is_whole {
            let mut report = report;
            for time in ["seconds", "states_per_second"] {
                report[time] = Value::Null;
                all[time] = Value::Null;
            }
            assert_eq!(report, all, "{phase}");
        } else {
            let keys = |report: &Value| -> Vec<String> {
                report.as_object().expect("an object").keys().cloned().collect()
            };
            assert_eq!(keys(&report), keys(&all), "{phase}");
        }
    }
}
