//! Every finding: one small scenario that has it, and one as like it as can be that has not.

use std::{collections::BTreeSet, fmt::Write};

use rapport::{
    scenario::{self, Scenario},
    solver::{Analysis, Finding, Limits},
    text::SourceFile,
};

use super::go_on;

/// The scenes of a scenario, and whatever else is not as usual in it.
#[derive(Clone, Copy)]
pub(super) struct Case {
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
pub(super) const HIDDEN: &str =
    r#"hidden: [(id: "truth", values: { "a": (weight: 1), "b": (weight: 1) })],"#;

/// Two truths, one nine times as likely as the other.
const NINE_TO_ONE: &str =
    r#"hidden: [(id: "truth", values: { "a": (weight: 9), "b": (weight: 1) })],"#;

pub(super) const fn scenes(scenes: &'static str) -> Case {
    Case { scenes, more: "" }
}

pub(super) const fn with(more: &'static str, scenes: &'static str) -> Case {
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

const ROWS: [Row; 18] = [
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
    (
        "W0216",
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "I ring her now and ask.", effects: [Set("good")], goto: End),
                (id: "y", text: "I wait.", goto: End),
            ]),"#,
        ),
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "I ring.", effects: [Set("good")], goto: End),
                (id: "y", text: "I wait for her and do nothing.", goto: End),
            ]),"#,
        ),
    ),
    (
        "W0217",
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", goto: "hall"),
            ]),
            "hall": (choices: [(id: "z", text: "Z", goto: "last")]),
            "last": (choices: [(id: "w", text: "W", goto: End)]),"#,
        ),
        scenes(
            r#""desk": (choices: [
                (id: "x", text: "X", effects: [Set("good")], goto: End),
                (id: "y", text: "Y", goto: "hall"),
            ]),
            "hall": (choices: [(id: "z", text: "Z", goto: "last")]),
            "last": (choices: [(id: "w", text: "W", goto: End), (id: "v", text: "V", effects: [Set("good")], goto: End)]),"#,
        ),
    ),
];

/// The codes that have a case.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    ROWS.iter().map(|(code, ..)| *code)
}

pub(super) fn load(case: Case) -> Scenario {
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

/// The codes of what the analysis says against a story, which loads.
pub(crate) fn of_a_story(source: &SourceFile) -> BTreeSet<&'static str> {
    let loaded = scenario::load(source, None);
    let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let analysis = Analysis::of(&scenario, Limits::default(), &mut go_on);
    analysis.findings.iter().map(|one| one.code).collect()
}

/// The choice that a finding is about, and what else.
pub(super) fn names(scenario: &Scenario, one: &Finding) -> [Option<String>; 2] {
    let choice = one.choice.map(|id| scenario.choice(id).id.to_string());
    [choice, one.about.map(|about| about.name(scenario))]
}

pub(super) fn found(scenario: &Scenario, code: &str) -> Vec<Finding> {
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
