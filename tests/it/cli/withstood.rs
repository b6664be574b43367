//! Every command, on scenarios that are hard to work out and on random ones: each ends in time, in one of the
//! exit codes, with whole JSON and without a control character.

use std::{
    fmt::Write as _,
    io::Read,
    num::NonZero,
    process::Stdio,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::Desk;
use crate::solver::generate;

/// How long any command may take, with its analysis cut short after a second; a machine may be busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// How many random scenarios are tried with each command, unless `RAPPORT_FUZZ` says otherwise.
const FEW: u64 = 100;

const HEAD: &str = "#![enable(implicit_some)]\nScenario(format: 1, id: \"x\", title: \"X\", summary: \"S.\", \
                    minutes: 1, player: (name: \"S\", role: \"R\"),\n";
const ENDINGS: &str = "endings: [(id: \"e\", title: \"E\", value: 50, text: \"E.\")])";

/// Scenes in a row, each with a choice, or each with nothing but `then`.
fn chain(scenes: usize, has_choices: bool) -> String {
    let mut text = format!("{HEAD}start: \"s0\", scenes: {{");
    for at in 0..scenes {
        let next = at + 1;
        let to = if next < scenes { format!("\"s{next}\"") } else { "End".to_owned() };
        let on = if has_choices || next == scenes {
            format!(
                "choices: [(id: \"a\", text: \"A\", goto: {to}), (id: \"b\", text: \"B\", goto: {to})]"
            )
        } else {
            format!("then: {to}")
        };
        writeln!(text, "\"s{at}\": (lines: [Narrate(\"N\")], {on}),").unwrap();
    }
    text + "}," + ENDINGS
}

/// A scene whose choices set one flag each, and one that asks for all of them.
fn flags(count: usize) -> String {
    let mut text = format!("{HEAD}start: \"a\", scenes: {{\"a\": (choices: [");
    let mut all = String::new();
    for at in 0..count {
        writeln!(
            text,
            "(id: \"u{at}\", text: \"T{at}\", once: true, effects: [Set(\"f{at}\")], goto: \"a\"),"
        )
        .unwrap();
        write!(all, "Has(\"f{at}\"),").unwrap();
    }
    text + "(id: \"all\", text: \"All\", when: [All(["
        + &all
        + "])], goto: End), (id: \"x\", text: \"X\", goto: End)])},"
        + ENDINGS
}

/// A meter as wide as they get, days that bring much, and a choice that takes many of them.
fn days(effects: usize, last_day: u32, takes: u32) -> String {
    let daily = "When([AtLeast(\"m\", 3)], [Add(\"m\", 1)]),".repeat(effects);
    format!(
        "{HEAD}meters: {{ \"m\": (label: \"M\", start: 0, min: -32768, max: 32767) }},
         clock: (last_day: {last_day}, then: \"e\", each_day: [{daily}]),
         start: \"a\", scenes: {{ \"a\": (choices: [
            (id: \"more\", text: \"More\", effects: [Add(\"m\", 7)], takes: {takes}, goto: \"a\"),
            (id: \"less\", text: \"Less\", effects: [Add(\"m\", -7)], takes: 1, goto: \"a\"),
            (id: \"end\", text: \"End\", goto: End)]) }},
         endings: [(id: \"b\", when: [AtLeast(\"m\", 2)], title: \"B\", value: 10, text: \"B.\"),
            (id: \"e\", title: \"E\", value: 40, text: \"E.\")])"
    )
}

/// The commands, with what each is given on standard input; all of them read `x.ron`.
const COMMANDS: [(&[&str], &str); 13] = [
    (&["check", "x.ron"], ""),
    (&["check", "x.ron", "--format", "json"], ""),
    (&["list", "--scenarios", "x.ron"], ""),
    (&["run", "x.ron", "--seed", "1", "--no-analysis"], ""),
    (&["simulate", "x.ron", "--runs", "20", "--seed", "1", "--json"], ""),
    (&["analyze", "x.ron", "--max-seconds", "1"], ""),
    (&["analyze", "x.ron", "--max-seconds", "1", "--json", "--export", "prism", "m.prism"], ""),
    (&["analyze", "x.ron", "--max-seconds", "1", "--json", "--export", "drn", "m.drn"], ""),
    (&["play", "x.ron", "--terminal", "--seed", "1"], "1\n1\n\nx\n2\n1\n1\nq\nq\n"),
    (&["script", "x.ron"], ""),
    (&["script", "x.ron", "--format", "html"], ""),
    (&["progress"], ""),
    (&["export", "--format", "csv", "--out", "all.csv"], ""),
];

/// Whether a text could move a cursor, colour a line or turn it round.
fn is_raw(text: &str) -> bool {
    let turns = |sign| matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().any(|sign| (sign.is_control() && sign != '\n' && sign != '\t') || turns(sign))
}

/// Tries every command on a scenario.
#[track_caller]
fn withstands(text: &str, name: &str) {
    let desk = Desk::new();
    desk.file("x.ron", text);
    for (words, input) in COMMANDS {
        let begun = Instant::now();
        let mut command = desk.command(words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let feed =
            thread::spawn(move || drop(std::io::Write::write_all(&mut stdin, input.as_bytes())));
        let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let hear = |stream: &mut dyn Read| {
            let mut heard = Vec::new();
            stream.read_to_end(&mut heard).unwrap();
            String::from_utf8(heard).unwrap()
        };
        let errors = thread::spawn(move || {
            let mut heard = Vec::new();
            err.read_to_end(&mut heard).unwrap();
            String::from_utf8(heard).unwrap()
        });
        let said = hear(&mut out);
        let (status, complaints) = (child.wait().unwrap(), errors.join().unwrap());
        feed.join().unwrap();
        let told =
            format!("{name}: {words:?}\n{}", complaints.chars().take(2000).collect::<String>());
        assert!(matches!(status.code(), Some(0..=2)), "{status}: {told}");
        assert!(begun.elapsed() < PATIENCE, "{:?}: {told}", begun.elapsed());
        assert!(!is_raw(&said) && !is_raw(&complaints), "raw: {told}");
        // A scenario that does not load is told on standard error alone.
        let is_told = status.success() || !said.is_empty();
        if is_told && (words.contains(&"--json") || words.contains(&"json")) {
            assert!(serde_json::from_str::<Value>(&said).is_ok(), "no JSON: {told}");
        }
    }
}

#[test]
fn wide_meters_and_long_days_are_withstood() {
    withstands(&days(1, 2, 1), "a wide meter");
    withstands(&days(200, 1000, 30), "much in many days");
    withstands(&days(3, 1, 30), "more days than there are");
}

#[test]
fn chains_and_flags_are_withstood() {
    withstands(&chain(2000, true), "scenes in a row");
    withstands(&chain(2000, false), "scenes that lead on");
    withstands(&flags(300), "flags");
}

/// A scenario by its number: a random one, or now and then one of those that are hard to work out, of random
/// size.
fn drawn(seed: u64) -> String {
    // A mixer with known constants (SplitMix64): neighbouring numbers give unlike sizes.
    let mixed = |nth: u64| {
        let mut mixed = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(nth << 40);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let upto = |nth, most: u32| 1 + u32::try_from(mixed(nth) % u64::from(most)).unwrap();
    let size = |nth, most| usize::try_from(upto(nth, most)).unwrap();
    match seed % 25 {
        5 => chain(size(0, 3000), true),
        10 => chain(size(0, 3000), false),
        15 => flags(size(0, 400)),
        20 => days(size(0, 200), upto(1, 1000), upto(2, 40)),
        _ => generate::text(seed),
    }
}

#[test]
fn random_scenarios_are_withstood() {
    let count = std::env::var("RAPPORT_FUZZ").ok().and_then(|count| count.parse().ok());
    let (count, next) = (count.unwrap_or(FEW), AtomicU64::new(0));
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= count {
                        return;
                    }
                    withstands(&drawn(seed), &format!("seed {seed}"));
                    if (seed + 1) % FEW == 0 {
                        // Seen with --nocapture; a full run is told by it.
                        println!("{} runs", (seed + 1) * COMMANDS.len() as u64);
                    }
                }
            });
        }
    });
}
