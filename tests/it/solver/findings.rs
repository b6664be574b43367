//! Every finding: one small scenario that has it, and one as like it as can be that has not.

use std::fmt::Write;

use rapport::{
    scenario::{self, Scenario},
    solver::{Analysis, Finding, Limits},
    text::SourceFile,
};

use super::go_on;

/// The scenes of a scenario, and whatever else is not as usual in it.
#[derive(Clone, Copy)]
struct Case {
    scenes: &'static str,
    more: &'static str,
}

/// A code, a scenario that has the finding, one that has not.
type Row = (&'static str, Case, Case);

/// An end worth 90 if something good was done, and one worth 10.
const ENDINGS: &str = r#"
    (id: "good", when: [Has("good")], title: "G", value: 90, text: "T"),
    (id: "bad", title: "B", value: 10, text: "T"),"#;

/// Two truths, equally likely.
const HIDDEN: &str = r#"hidden: [(id: "truth", values: { "a": (weight: 1), "b": (weight: 1) })],"#;

/// Two truths, one nine times as likely as the other.
const NINE_TO_ONE: &str =
    r#"hidden: [(id: "truth", values: { "a": (weight: 9), "b": (weight: 1) })],"#;

const fn scenes(scenes: &'static str) -> Case {
    Case { scenes, more: "" }
}

const fn with(more: &'static str, scenes: &'static str) -> Case {
    Case { scenes, more }
}

/// Two choices, each right under one of the truths only.
macro_rules! right_under_one {
    ($first:literal, $second:literal) => {
        concat!(
            r#"(id: "x", text: "X", "#,
            $first,
            r#" effects: [When([Is("truth", "a")], [Set("good")])], goto: End),
               (id: "y", text: "Y", "#,
            $second,
            r#" effects: [When([Is("truth", "b")], [Set("good")])], goto: End),"#
        )
    };
}

/// The same, after a scene that tells the truths apart.
macro_rules! told_apart {
    ($first:literal, $second:literal) => {
        with(
            HIDDEN,
            concat!(
                r#""desk": (choices: [(id: "listen", text: "Listen", goto: "hall",
                    lines: [By("truth", { "a": [Narrate("A cough.")], "b": [Narrate("A laugh.")] })])]),
                "hall": (choices: ["#,
                right_under_one!($first, $second),
                "]),"
            ),
        )
    };
}

const ROWS: [Row; 16] = [
    (
        "W0201",
        with(
            HIDDEN,
            r#""desk": (choices: [
                (id: "x", text: "X", texts: [(when: [Has("n")], text: "Never X")],
                    evidence: [(skill: "channel", level: 2, why: "W.", when: [Has("n")])],
                    effects: [Set("good"), When([], []), When([Has("n")], [Set("n"), When([], [])])],
                    outcomes: [
                        (when: [Has("n")], lines: [Narrate("Fine.")], goto: End),
                        (goto: End, lines: [Narrate("Fine."), If([Has("n")], [Narrate("Fine.")])]),
                    ]),
                (id: "y", text: "Y", when: [Has("n")], lines: [Narrate("Fine.")], goto: End),
                (id: "z", text: "Z", lines: [If([Has("good"), Is("truth", "a"), Is("truth", "b")],
                    [Narrate("Fine.")]), By("truth", { "a": [Narrate("Sure.")], "*": [Narrate("Sure.")] })],
                    effects: [When([Is("truth", "a")], [By("truth", {
                        "a": [Set("good")], "b": [Set("n"), When([], [])],
                    })])],
                    goto: End),
            ]),"#,
        ),
        with(
            HIDDEN,
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: "hall"),
                (id: "y", text: "Y", goto: "hall"),
            ]),
            "hall": (choices: [(id: "z", text: "Z", texts: [(when: [Has("good")], text: "Good Z")],
                evidence: [(skill: "channel", level: 2, why: "W.", when: [Has("good")])],
                effects: [
                    When([Has("good")], [Set("n")]),
                    By("truth", { "a": [Set("m")], "*": [When([Has("good")], [Set("n")])] }),
                ],
                outcomes: [
                    (when: [Has("n")], lines: [Narrate("Fine.")], goto: End),
                    (goto: End, lines: [If([Has("m")], [Narrate("Fine.")])]),
                ])]),"#,
        ),
    ),
    (
        "W0202",
        scenes(
            r#""desk": (choices: [(id: "x", text: "X", outcomes: [(goto: End, chance: [
                (weight: 4999, goto: End),
                (weight: 1, goto: "moon", effects: [Set("good")], lines: [Narrate("Far.")]),
            ])])]),
            "moon": (choices: [(id: "back", text: "Back", lines: [Narrate("Home.")], goto: End)]),"#,
        ),
        scenes(
            r#""desk": (choices: [(id: "x", text: "X", outcomes: [(goto: End, chance: [
                (weight: 499, goto: End),
                (weight: 1, goto: "moon", effects: [Set("good")], lines: [Narrate("Far.")]),
            ])])]),
            "moon": (choices: [(id: "back", text: "Back", lines: [Narrate("Home.")], goto: End)]),"#,
        ),
    ),
    (
        "W0203",
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", goto: End),
            ]),"#,
        ),
        told_apart!("", ""),
    ),
    (
        "W0204",
        with(
            HIDDEN,
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", effects: [When([Is("truth", "b")], [Set("good")])], goto: End),
            ]),"#,
        ),
        with(NINE_TO_ONE, concat!(r#""desk": (choices: ["#, right_under_one!("", ""), "]),")),
    ),
    (
        "W0205",
        scenes(
            r#""desk": (choices: [(id: "x", text: "X", goto: "hall"), (id: "y", text: "Y", goto: "hall")]),
            "hall": (choices: [(id: "pick", text: "Which?", goto: End, effects: [Set("good")],
                pick: (options: [(id: "p", text: "P"), (id: "q", text: "Q")]))]),"#,
        ),
        scenes(
            r#""desk": (choices: [(id: "pick", text: "Which?", goto: End,
                pick: (options: [(id: "p", text: "P", effects: [Set("good")]), (id: "q", text: "Q")]))]),"#,
        ),
    ),
    (
        "W0206",
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", via: Phone, to: "ann", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", via: Email, to: "ann", goto: End),
            ]),"#,
        ),
        told_apart!(r#"via: Phone, to: "ann","#, r#"via: Email, to: "ann","#),
    ),
    (
        "W0207",
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", via: Phone, to: "ann", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", via: Email, to: "ann", goto: End),
            ]),"#,
        ),
        told_apart!(r#"via: Phone, to: "ann","#, r#"via: Email, to: "ann","#),
    ),
    (
        "W0208",
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", goto: End),
                (id: "z", text: "Z", goto: End),
            ]),"#,
        ),
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", goto: End),
            ]),"#,
        ),
    ),
    (
        "W0209",
        with(
            r#"trains: ["channel"],"#,
            r#""desk": (choices: [
                (id: "x", text: "X", evidence: [(skill: "channel", level: 3, why: "W.")], goto: "hall"),
                (id: "y", text: "Y", evidence: [(skill: "channel", level: 2, why: "W.")], goto: End),
            ]),
            "hall": (choices: [(id: "z", text: "Z", effects: [Set("good")], goto: End)]),"#,
        ),
        with(
            r#"trains: ["channel"],"#,
            r#""desk": (choices: [
                (id: "x", text: "X", evidence: [(skill: "channel", level: 3, why: "W.")], goto: "hall"),
                (id: "y", text: "Y", goto: End),
            ]),
            "hall": (choices: [(id: "z", text: "Z", effects: [Set("good")], goto: End,
                evidence: [(skill: "channel", level: 2, why: "W.")])]),"#,
        ),
    ),
    (
        "W0210",
        with(
            r#"trains: ["channel"],"#,
            r#""desk": (choices: [(id: "x", text: "X", evidence: [(skill: "channel", level: 3, why: "W.")],
                outcomes: [(goto: End, chance: [(weight: 1, goto: End), (weight: 1, goto: "hall")])])]),
            "hall": (choices: [(id: "z", text: "Z", effects: [Set("good")], goto: End,
                evidence: [(skill: "channel", level: 2, why: "W.")])]),"#,
        ),
        with(
            r#"trains: ["channel"],"#,
            r#""desk": (choices: [
                (id: "x", text: "X", evidence: [(skill: "channel", level: 3, why: "W.")], goto: "hall"),
                (id: "v", text: "V", goto: End), (id: "w", text: "W", goto: End),
                (id: "y", text: "Y", goto: End),
            ]),
            "hall": (choices: [
                (id: "z", text: "Z", effects: [Set("good")], goto: End,
                    evidence: [(skill: "channel", level: 2, why: "W.")]),
                (id: "u", text: "U", goto: End), (id: "t", text: "T", goto: End),
            ]),"#,
        ),
    ),
    (
        "W0211",
        with(
            HIDDEN,
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", goto: End),
            ]),"#,
        ),
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", goto: End),
            ]),"#,
        ),
    ),
    (
        "W0212",
        scenes(
            r#""desk": (choices: [
                (id: "s", text: "S", effects: [Set("s")], goto: "hall"),
                (id: "t", text: "T", goto: "hall"),
            ]),
            "hall": (choices: [
                (id: "x", text: "X", evidence: [
                    (skill: "channel", level: 4, why: "W.", when: [Not(Has("s"))]),
                    (skill: "channel", level: 1, why: "W.", when: [Has("s")]),
                ], effects: [When([Has("s")], [Set("good")])], goto: End),
                (id: "y", text: "Y", effects: [When([Not(Has("s"))], [Set("good")])], goto: End),
            ]),"#,
        ),
        scenes(
            r#""desk": (choices: [
                (id: "s", text: "S", effects: [Set("s")], goto: "hall"),
                (id: "t", text: "T", goto: "hall"),
            ]),
            "hall": (choices: [
                (id: "x", text: "X", evidence: [
                    (skill: "channel", level: 4, why: "W.", when: [Has("s")]),
                    (skill: "channel", level: 1, why: "W.", when: [Not(Has("s"))]),
                ], effects: [When([Has("s")], [Set("good")])], goto: End),
                (id: "y", text: "Y", effects: [When([Not(Has("s"))], [Set("good")])], goto: End),
            ]),"#,
        ),
    ),
    (
        // What shows more costs more; the near miss shows 2.5 on average.
        "W0212",
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", evidence: [(skill: "channel", level: 3, why: "W.")], goto: End),
                (id: "y", text: "Y", evidence: [(skill: "channel", level: 2, why: "W.")],
                    effects: [Set("good")], goto: End),
            ]),"#,
        ),
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", evidence: [
                    (skill: "channel", level: 3, why: "W."), (skill: "candour", level: 2, why: "W."),
                ], goto: End),
                (id: "y", text: "Y", evidence: [(skill: "channel", level: 2, why: "W.")],
                    effects: [Set("good")], goto: End),
            ]),"#,
        ),
    ),
    (
        "W0213",
        with(
            HIDDEN,
            r#""desk": (lines: [By("truth", { "a": [Narrate("A cough.")], "b": [Narrate("A laugh.")] })],
                choices: [(id: "x", text: "X", effects: [Set("good")], goto: End)]),"#,
        ),
        with(
            HIDDEN,
            r#""desk": (lines: [Narrate("A noise.")],
                choices: [(id: "x", text: "X", effects: [Set("good")], goto: End)]),"#,
        ),
    ),
    (
        "W0214",
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: "hall"),
                (id: "y", text: "Y", goto: "hall"),
            ]),
            "hall": (choices: [(id: "z", text: "Z", when: [Has("good")], goto: End)]),"#,
        ),
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: "hall"),
                (id: "y", text: "Y", goto: "hall"),
            ]),
            "hall": (choices: [(id: "z", text: "Z", goto: End)]),"#,
        ),
    ),
    (
        "W0215",
        scenes(
            r#""desk": (choices: [(id: "x", text: "X", effects: [Set("good"), Set("n")], goto: End)]),"#,
        ),
        scenes(
            r#""desk": (choices: [(id: "x", text: "X", effects: [Set("good"), Set("n")],
                lines: [If([Has("n")], [Narrate("N.")])], goto: End)]),"#,
        ),
    ),
];

/// What is nearer to a finding than the rows above: the code, what it would be about, whether it is one.
const NEAR: [(&str, &str, bool, Case); 6] = [
    (
        // What is said to be tempting may be wrong everywhere.
        "W0203",
        "y",
        false,
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", tempting_because: "It is quick.", goto: End),
            ]),"#,
        ),
    ),
    (
        // What a lesson teaches to be right may be right everywhere.
        "W0204",
        "x",
        false,
        with(
            r#"hidden: [(id: "truth", values: { "a": (weight: 1), "b": (weight: 1) })],
            lessons: [(id: "l", text: "X it.", claims: [Rather(these: ["x"], than: ["y"])])],"#,
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", effects: [When([Is("truth", "b")], [Set("good")])], goto: End),
            ]),"#,
        ),
    ),
    (
        // Where `best` is on offer nothing costs anything; where missing something is dear, it is not.
        "W0204",
        "best",
        false,
        with(
            HIDDEN,
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("n")], goto: "hall"),
                (id: "y", text: "Y", goto: "hall"),
            ]),
            "hall": (choices: [
                (id: "best", text: "B", when: [Has("n")], effects: [Set("good")], goto: End),
                (id: "low", text: "L", effects: [When([Has("n")], [Set("good")])], goto: End),
                (id: "mid", text: "M", effects: [Set("good")], goto: End,
                    lines: [By("truth", { "a": [Narrate("A.")], "b": [Narrate("B.")] })]),
            ]),"#,
        ),
    ),
    (
        // The one ending that comes has no others to swamp.
        "W0208",
        "good",
        false,
        scenes(r#""desk": (choices: [(id: "x", text: "X", effects: [Set("good")], goto: End)]),"#),
    ),
    (
        // There is evidence in two scenes, and in one of them it never counts.
        "W0209",
        "channel",
        true,
        with(
            r#"trains: ["channel"],"#,
            r#""desk": (choices: [(id: "x", text: "X", goto: "hall",
                evidence: [(skill: "channel", level: 2, why: "W.", when: [Has("n")])])]),
            "hall": (choices: [(id: "y", text: "Y", effects: [Set("n"), Set("good")], goto: End,
                evidence: [(skill: "channel", level: 3, why: "W.")])]),"#,
        ),
    ),
    (
        // The debrief reads what an event asks.
        "W0215",
        "n",
        false,
        with(
            r#"hidden: [(id: "truth", values: { "a": (weight: 1), "b": (weight: 1) })],
               events: [(when: [Has("n"), Is("truth", "a")], text: "It was so")],"#,
            r#""desk": (choices: [(id: "x", text: "X", effects: [Set("good"), Set("n")], goto: End,
                lines: [By("truth", { "a": [Narrate("A.")], "b": [Narrate("B.")] })])]),"#,
        ),
    ),
];

/// The codes that have a case.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    ROWS.iter().map(|(code, ..)| *code)
}

fn load(case: Case) -> Scenario {
    let Case { scenes, more } = case;
    let trains = if more.starts_with("trains") { "" } else { "trains: [], " };
    let text = format!(
        "#![enable(implicit_some)]\nScenario(format: 1, id: \"case\", title: \"Case\", summary: \"S.\", \
         minutes: 2, {trains}player: (name: \"P\", role: \"R\"), \
         cast: {{ \"ann\": (name: \"Ann\", role: \"R\", portrait: \"helen\") }}, \
         {more} start: \"desk\",\nscenes: {{ {scenes} }}, endings: [{ENDINGS}])"
    );
    let loaded = scenario::load(&SourceFile::new("case.ron", &text), None);
    loaded.scenario.unwrap_or_else(|| panic!("{:#?}\n{text}", loaded.diagnostics))
}

/// The choice that a finding is about, and what else.
fn names(scenario: &Scenario, one: &Finding) -> [Option<String>; 2] {
    let choice = one.choice.map(|id| scenario.choice(id).id.to_string());
    [choice, one.about.map(|about| about.name(scenario))]
}

fn found(scenario: &Scenario, code: &str) -> Vec<Finding> {
    let analysis = Analysis::of(scenario, Limits::default(), &mut go_on);
    assert!(analysis.complete());
    analysis.findings.into_iter().filter(|found| found.code == code).collect()
}

#[test]
fn each_finding_is_made_where_it_should_be_and_nowhere_else() {
    let mut told = String::new();
    for (code, yes, no) in ROWS {
        assert_eq!(found(&load(no), code), [], "{code} where it should not be");
        let scenario = load(yes);
        let all = found(&scenario, code);
        assert!(!all.is_empty(), "{code} is not found");
        for one in all {
            let text = &one.text;
            let scene = one.scene.map(|id| scenario.scene(id).id.to_string());
            let [choice, about] = names(&scenario, &one);
            let places = [scene, choice, about].into_iter().flatten().collect::<Vec<_>>();
            writeln!(told, "{code} [{}] {text}", places.join("/")).expect("strings take writes");
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_near_to_a_finding_is_told_apart() {
    for (code, about, is_one, case) in NEAR {
        let scenario = load(case);
        let all = found(&scenario, code);
        let is_it = |one: &Finding| names(&scenario, one).contains(&Some(about.to_owned()));
        assert_eq!(all.iter().any(is_it), is_one, "{code}: {all:?}");
    }
}
