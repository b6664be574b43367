//! Bad input: whatever bytes a file holds, loading answers in bounded time, in words, with places.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use rapport::{
    diagnostic::{TerminalColours, has_errors, render, to_json},
    scenario::{Loaded, load, load_pack},
    text::SourceFile,
};

use super::corpus::{corpus, read};

/// Far above what any file here needs, far below what anybody would call a hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// Loads a text as a scenario and as a pack; every diagnostic must have words and a place in it.
fn try_load(text: &str) -> Loaded {
    let source = SourceFile::new("bad.ron", text);
    let began = Instant::now();
    let loaded = load(&source, Some(&source));
    let (pack, faults) = load_pack(&source);
    assert_eq!(loaded.scenario.is_none(), has_errors(&loaded.diagnostics));
    assert_eq!(pack.is_none(), has_errors(&faults));
    for one in loaded.diagnostics.iter().chain(&faults).take(30) {
        assert!(!one.headline.is_empty() && one.headline.len() < 2_000);
        let span = one.span();
        assert!(span.start <= span.end && span.end <= source.text().len(), "{one:?}");
        assert!(source.text().is_char_boundary(span.start), "{one:?}");
        assert!(source.text().is_char_boundary(span.end), "{one:?}");
        assert!(!render(one, &source, TerminalColours::Plain).is_empty());
        assert!(to_json(one, &source)["line"].as_u64() >= Some(1));
    }
    assert!(began.elapsed() < PATIENCE, "took {:?} for {} bytes", began.elapsed(), text.len());
    loaded
}

fn first(text: &str) -> (String, usize, usize) {
    let loaded = try_load(text);
    let place = SourceFile::new("", text);
    let one = loaded.diagnostics.first().expect("something is wrong with it");
    let at = place.position(one.span().start);
    (one.code.to_owned(), at.line, at.column)
}

fn everything() -> String {
    let path = corpus("ok").into_iter().find(|path| path.ends_with("everything.ron")).unwrap();
    read(&path).text().to_owned()
}

fn small(scenes: &str) -> String {
    format!(
        "Scenario(format: 1, id: \"x\", title: \"X\", summary: \"X\", minutes: 1,\n\
         player: (name: \"Sam\", role: \"R\"), start: \"a\",\nscenes: {{\n{scenes}\n}},\n\
         endings: [(id: \"over\", title: \"Over\", value: 1, text: \"Over.\")])"
    )
}

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().concat()
}

const DESK: &str = "\"a\": (choices: [(id: \"w\", text: \"W\", goto: End)]),";

#[test]
fn a_file_cut_anywhere_is_refused_in_words() {
    let flagship = include_str!("../../scenarios/received-h.ron");
    let whole = everything();
    for (text, cuts) in [(flagship, 120), (whole.as_str(), 600)] {
        for cut in 0..cuts {
            let mut at = text.len() * cut / cuts;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            assert!(try_load(&text[..at]).scenario.is_none(), "cut at {at}");
        }
    }
}

#[test]
fn ten_thousand_brackets_are_too_many_anywhere() {
    for (open, close) in [("[", "]"), ("(", ")"), ("{", "}"), ("Some(", ")"), ("Not(", ")")] {
        for count in [100, 10_000] {
            let nest = format!("{}{}", open.repeat(count), close.repeat(count));
            let places = [
                nest.clone(),
                open.repeat(count),
                close.repeat(count),
                small(&format!("\"a\": {nest}")),
                small(&format!("\"a\": (choices: [{nest}])")),
                small(&format!("\"a\": (lines: [If([{nest}], [])], then: End)")),
                small(&format!("\"a\": (then: {nest})")),
                small(DESK).replace("minutes: 1", &format!("minutes: {nest}")),
                small(DESK).replace("format: 1", &format!("format: {nest}")),
                small(DESK).replace("title: \"X\"", &format!("title: \"X\", cast: {nest}")),
                small(DESK).replace("value: 1", &format!("value: {nest}")),
                small(DESK).replace("title: \"X\"", &format!("title: \"X\", subtitle: {nest}")),
            ];
            for text in places {
                assert!(try_load(&text).scenario.is_none());
            }
        }
        // In a comment or a text, brackets are letters like any other.
        let open = open.repeat(10_000);
        let remark =
            small(DESK).replace("minutes: 1", &format!("/* {open} */ minutes: 1 // {open}\n"));
        assert!(try_load(&remark).scenario.is_some());
        let spoken = small(DESK).replace("title: \"X\"", &format!("title: \"{open}\""));
        assert!(try_load(&spoken).scenario.is_some());
    }
    let comments = format!("{}{}", "/*".repeat(10_000), "*/".repeat(10_000));
    assert!(try_load(&format!("{comments}{}", small(DESK))).scenario.is_some());
    assert!(try_load(&"/*".repeat(10_000)).scenario.is_none());
}

#[test]
fn nesting_up_to_the_limit_costs_no_more_than_its_length() {
    // Conditions as deep as allowed, each level with a second branch.
    let deep = |levels: usize| {
        let mut inner = "Visited(\"a\")".to_owned();
        for _ in 0..levels {
            inner = format!("Any([Not({inner}), DayAtLeast(1)])");
        }
        inner
    };
    let scene = |levels: usize| {
        format!(
            "\"a\": (lines: [If([{0}], [Think(\"T\")])], choices: [(id: \"w\", text: \"W\", outcomes: \
             [(when: [{0}], goto: End), (goto: End)])]),",
            deep(levels)
        )
    };
    assert!(try_load(&small(&scene(12))).scenario.is_some());
    for levels in [20, 40, 200] {
        assert!(try_load(&small(&scene(levels))).diagnostics.iter().all(|one| one.code == "E0005"));
    }
}

#[test]
fn huge_numbers_and_names_stay_in_bounds() {
    let long = "9".repeat(100_000);
    assert_eq!(first(&small(DESK).replace("minutes: 1", &format!("minutes: {long}"))).0, "E0201");
    assert_eq!(first(&small(DESK).replace("minutes: 1", "minutes: 1e9")).0, "E0001");
    assert_eq!(first(&small(DESK).replace("minutes: 1", "minutes: 0x10")).0, "E0001");
    assert_eq!(first(&small(DESK).replace("format: 1", &format!("format: {long}"))).0, "E0004");
    let name = "n".repeat(1_000_000);
    assert_eq!(
        first(&small(DESK).replace("start: \"a\"", &format!("start: \"{name}\""))).0,
        "E0101"
    );
    assert_eq!(first(&small(DESK).replace("id: \"x\"", &format!("id: \"{name}\""))).0, "E0104");
    assert_eq!(
        first(&small(DESK).replace("minutes: 1", &format!("minutes: 1, {name}: 1"))).0,
        "E0002"
    );
}

#[test]
fn thousands_of_wrong_names_take_no_longer_than_thousands_of_right_ones() {
    let scenes = |target: &str| -> String {
        let scene = |at| {
            format!(
                "\"scene-{at}\": (choices: [(id: \"w\", text: \"W\", goto: \"{target}{at}\")]),\n"
            )
        };
        (0..8_000).map(scene).collect()
    };
    let wrong = try_load(&small(&scenes("scehe-")));
    // The first two hundred mistakes, and how many there are.
    assert_eq!(wrong.diagnostics.len(), 201);
}

#[test]
fn sizes_are_bounded() {
    let choice = |at| format!("(id: \"c{at}\", text: \"C\", once: true, goto: End),");
    let choices = many(66_000, choice);
    let faults = try_load(&small(&format!("\"a\": (choices: [{choices}])"))).diagnostics;
    assert_eq!(faults[0].code, "E0005", "{}", faults[0].headline);
    let going_on = many(20_002, |at| format!("\"s{at}\": (then: End),\n"));
    assert!(try_load(&small(&going_on)).diagnostics.iter().any(|one| one.code == "E0005"));
    let flags = many(66_000, |at| format!("Set(\"f{at}\"),"));
    let faults = try_load(&small(&format!(
        "\"a\": (choices: [(id: \"w\", text: \"W\", effects: [{flags}], goto: End)]),"
    )))
    .diagnostics;
    assert_eq!(faults[0].code, "E0005");
    // Draws whose every value has a condition, so many that their combinations cannot be counted.
    let values = "\"x\": (weight: 1), \"y\": (weight: 1)";
    let draws = many(90, |at| format!("(id: \"d{at}\", values: {{ {values} }}),"));
    let last = "(id: \"last\", values: { \"x\": (weight: 1, when: [Is(\"d0\", \"x\")]) })";
    let text = small(DESK).replace("minutes: 1", &format!("minutes: 1, hidden: [{draws}{last}]"));
    assert_eq!(first(&text).0, "E0313");
    assert_eq!(first(&" ".repeat(1 << 20)).0, "E0006");
    assert_eq!(first(&" ".repeat(33 << 20)).0, "E0005");
    let (_, faults) = load_pack(&SourceFile::new("pack.ron", " ".repeat(33 << 20)));
    assert_eq!(faults[0].code, "E0005");
    assert_eq!(first(&"(".repeat(33 << 20)).0, "E0005");
}

#[test]
fn days_and_sums_at_their_limits_do_not_overflow() {
    let text = small(
        "\"a\": (choices: [(id: \"w\", text: \"W\", takes: 1000, effects: [Pass(1000), Pass(1000)], outcomes: \
         [(takes: 1000, effects: [Pass(1000)], chance: [(weight: 1_000_000, takes: 1000, effects: [Pass(1000)], goto: End)])])]),",
    );
    let loaded = try_load(&text);
    let mut session =
        rapport::engine::Session::new(loaded.scenario.unwrap().into(), 1, &[]).unwrap();
    session.choose("w").unwrap();
    assert!(session.finished());
    assert_eq!(session.state().day(), 5000);
}

#[test]
fn places_are_right_behind_other_letters_and_line_ends() {
    let fault =
        "\"a\": (lines: [/* 株式会社 🙂 */ Narrate(\"Grüße — Ελλάδα\"), Thing(\"x\")], then: End)";
    let text = small(fault);
    let column = fault[..fault.find("Thing").unwrap()].chars().count() + 1;
    assert_eq!(first(&text), ("E0002".into(), 4, column));
    // Lines that end in CR LF count as one line end.
    assert_eq!(first(&text.replace('\n', "\r\n")), ("E0002".into(), 4, column));
    let name = "\"a\": (lines: [Say(\"nobody\", \"Grüße\")], then: End)";
    let column = name.find("\"nobody\"").unwrap() + 1;
    assert_eq!(first(&small(name).replace('\n', "\r\n")), ("E0101".into(), 4, column));
    // A byte order mark is no letter of the file.
    assert_eq!(first(&format!("\u{feff}{text}")), first(&text));
    assert!(try_load(&format!("\u{feff}{}", small(DESK).replace('\n', "\r\n"))).scenario.is_some());
    assert_eq!(first("\u{feff}").0, "E0006");
}

#[test]
fn several_faults_are_told_in_one_run() {
    let text = small(
        "\"a\": (place: Moon, then: End),\n\"b\": (choices: [(id: \"w\", tex: \"W\", goto: End), (id: \"v\", text: \"V\", goto: \"c\")]),\n\"c d\": (then: \"a\"),",
    );
    let loaded = try_load(&text);
    let source = SourceFile::new("", text.as_str());
    let found: Vec<(&str, usize)> = loaded
        .diagnostics
        .iter()
        .map(|one| (one.code, source.position(one.span().start).line))
        .collect();
    assert_eq!(found, [("W0122", 4), ("E0002", 5), ("E0101", 5), ("E0104", 6)]);
}

#[test]
fn positions_and_offsets_agree() {
    let source = SourceFile::new("", "ä\nbc\r\n\n");
    for (at, _) in source.text().char_indices() {
        assert_eq!(source.offset(source.position(at)), at);
    }
    // Past the end of a line is its end, not the next line.
    assert_eq!(source.offset(rapport::text::Position { line: 1, column: 9 }), 2);
    assert_eq!(source.offset(rapport::text::Position { line: 9, column: 9 }), source.text().len());
}

#[test]
fn one_long_line_is_told_in_time() {
    let line = small(&DESK.replace("End", "\"nowhere\"").repeat(5_000)).replace('\n', " ");
    assert!(!try_load(&line).diagnostics.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        try_load(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn arbitrary_words_are_answered(words in prop::collection::vec(prop::sample::select(vec![
        "Scenario(", "format: 1,", "(", ")", "[", "]", "{", "}", ",", ":", "\"a\"", "\"", "'", "//", "/*", "*/", "\n",
        "scenes:", "choices:", "End", "r#\"", "\"#", "\\", "1", "-", "#![enable(", "Some(", "\u{feff}", "é", "goto",
    ]), 0..60)) {
        try_load(&words.join(" "));
        try_load(&small(&words.concat()));
    }

    #[test]
    fn mangled_scenarios_are_answered(edits in prop::collection::vec(edit(), 1..4)) {
        let mut text = everything();
        for one in &edits {
            text = one.apply(&text);
        }
        try_load(&text);
    }
}

/// One way of mangling a text.
#[derive(Debug, Clone)]
enum Edit {
    Put(prop::sample::Index, char),
    Cut(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize, prop::sample::Index),
    Number(prop::sample::Index, i64),
}

fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        (index(), prop::sample::select("()[]{},:\"'\\/#*x0-é\n ".chars().collect::<Vec<_>>()))
            .prop_map(|(at, letter)| Edit::Put(at, letter)),
        (index(), 1..80_usize).prop_map(|(at, length)| Edit::Cut(at, length)),
        (index(), 1..300_usize, index()).prop_map(|(at, length, to)| Edit::Repeat(at, length, to)),
        (index(), any::<i64>()).prop_map(|(at, number)| Edit::Number(at, number)),
    ]
}

impl Edit {
    fn apply(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        if letters.is_empty() {
            return String::new();
        }
        let slice = |from: usize, to: usize| {
            letters[from.min(letters.len())..to.min(letters.len())].iter().collect::<String>()
        };
        let end = letters.len();
        match self {
            Self::Put(at, letter) => {
                let at = at.index(end);
                format!("{}{letter}{}", slice(0, at), slice(at + 1, end))
            }
            Self::Cut(at, length) => {
                let at = at.index(end);
                format!("{}{}", slice(0, at), slice(at + length, end))
            }
            Self::Repeat(at, length, to) => {
                let (at, to) = (at.index(end), to.index(end));
                format!("{}{}{}", slice(0, to), slice(at, at + length), slice(to, end))
            }
            Self::Number(at, number) => {
                let digits: Vec<usize> =
                    (0..end).filter(|at| letters[*at].is_ascii_digit()).collect();
                let at = digits[at.index(digits.len())];
                format!("{}{number}{}", slice(0, at), slice(at + 1, end))
            }
        }
    }
}

#[test]
fn sums_of_many_large_meters_do_not_overflow() {
    let meters = many(200, |at| format!("\"m{at}\": (label: \"M\", start: 32767, max: 32767),"));
    let terms = many(200, |at| format!("(\"m{at}\", 32767),"));
    let text = small(DESK).replace(
        "minutes: 1",
        &format!(
            "minutes: 1, meters: {{ {meters} \"s\": (label: \"S\", sum: [{terms}], shown: Exact) }}"
        ),
    );
    let scenario = try_load(&text).scenario.unwrap();
    let session = rapport::engine::Session::new(scenario.into(), 1, &[]).unwrap();
    assert_eq!(session.view().standing.meters[0].number.unwrap().value, 100);
}
