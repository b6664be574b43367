//! Prices that teach the wrong thing, as reviewers found them in a scenario that was fair, balanced and
//! well written: each small here, with the lesson that it breaks, and mended.

use rapport::{
    scenario::{self, Scenario},
    solver::{Analysis, Limits, Proven},
    text::SourceFile,
};

use super::go_on;

/// One case: scenes with prices left open, claims, and the wrong and the right prices.
struct Case {
    name: &'static str,
    scenes: &'static str,
    claims: &'static str,
    wrong: &'static [(&'static str, i32)],
    right: &'static [(&'static str, i32)],
    /// Whether what shows more costs more, too.
    rubric: bool,
}

const CASES: [Case; 5] = [
    Case {
        name: "the brave email is the cheapest",
        scenes: r#""desk": (choices: [
            (id: "email", text: "E", effects: [Add("points", EMAIL)], goto: End,
                evidence: [(skill: "channel", level: 1, why: "W.")]),
            (id: "ring", text: "R", effects: [Add("points", RING)], goto: End,
                evidence: [(skill: "channel", level: 3, why: "W.")]),
            (id: "ask-marcus", text: "A", effects: [Add("points", MARCUS)], goto: End,
                evidence: [(skill: "channel", level: 3, why: "W."), (skill: "triad", level: 3, why: "W.")]),
        ]),"#,
        claims: r#"Rather(these: ["ring", "ask-marcus"], than: ["email"], by: 5)"#,
        wrong: &[("EMAIL", 40), ("RING", 27), ("MARCUS", 39)],
        right: &[("EMAIL", 20), ("RING", 37), ("MARCUS", 39)],
        rubric: true,
    },
    Case {
        name: "the honest question is the worst line under one truth",
        scenes: r#""call": (choices: [
            (id: "own", text: "O", goto: End, evidence: [(skill: "curiosity", level: 4, why: "W.")],
                effects: [By("truth", { "busy": [Add("points", OWN)], "hurt": [Add("points", 40)] })]),
            (id: "sorry", text: "S", goto: End, evidence: [(skill: "curiosity", level: 2, why: "W.")],
                effects: [By("truth", { "busy": [Add("points", SORRY)], "hurt": [Add("points", 5)] })]),
        ]),"#,
        // The truth is heard before, so that the cost under it is its own.
        claims: r#"Rather(these: ["own"], than: ["sorry"], by: 6, within: "truth"),
            Fits(these: ["own"], at_most: 4, within: "truth")"#,
        wrong: &[("OWN", 6), ("SORRY", 35)],
        right: &[("OWN", 36), ("SORRY", 29)],
        rubric: false,
    },
    Case {
        name: "a further week's silence is cheaper than a voicemail",
        scenes: r#""reach": (choices: [
            (id: "voicemail", text: "V", effects: [Add("points", VOICEMAIL)], goto: End,
                evidence: [(skill: "timely", level: 3, why: "W.")]),
            (id: "booking", text: "B", effects: [Add("points", 40)], goto: End,
                evidence: [(skill: "timely", level: 4, why: "W.")]),
            (id: "leave-it", text: "L", effects: [Add("points", LEAVE)], goto: End,
                evidence: [(skill: "timely", level: 1, why: "W.")]),
        ]),"#,
        claims: r#"Costs(these: ["leave-it"], at_least: 10), Close(these: ["voicemail", "booking"], to: 6),
            Rather(these: ["voicemail"], than: ["leave-it"], by: 5)"#,
        wrong: &[("VOICEMAIL", 34), ("LEAVE", 37)],
        right: &[("VOICEMAIL", 38), ("LEAVE", 20)],
        rubric: true,
    },
    Case {
        name: "the nudge by others is cheap",
        scenes: r#""marcus": (choices: [
            (id: "nudge", text: "N", effects: [Add("points", NUDGE)], goto: End,
                evidence: [(skill: "triad", level: 1, why: "W."), (skill: "candour", level: 2, why: "W.")]),
            (id: "guidance", text: "G", effects: [Add("points", GUIDANCE)], goto: End,
                evidence: [(skill: "triad", level: 4, why: "W."), (skill: "candour", level: 2, why: "W.")]),
        ]),"#,
        claims: r#"Costs(these: ["nudge"], at_least: 10), Costs(these: ["guidance"], at_most: 2)"#,
        wrong: &[("NUDGE", 38), ("GUIDANCE", 36)],
        right: &[("NUDGE", 22), ("GUIDANCE", 36)],
        rubric: true,
    },
    Case {
        name: "deceit pays",
        scenes: r#""terms": (choices: [
            (id: "lie", text: "L", effects: [Set("lied"), Add("points", LIE)], goto: End),
            (id: "note", text: "N", effects: [Add("points", NOTE)], goto: End),
        ]),"#,
        claims: r#"Worth(ending: ["pyrrhic"], below: ["chat"], at_most: 9)"#,
        wrong: &[("LIE", 25), ("NOTE", 20)],
        right: &[("LIE", 9), ("NOTE", 20)],
        rubric: false,
    },
];

fn load(case: &Case, prices: &[(&str, i32)]) -> Scenario {
    let start = case.scenes.split('"').nth(1).expect("a scene");
    let mut scenes = case.scenes.to_owned();
    for (name, price) in prices {
        scenes = scenes.replace(name, &price.to_string());
    }
    let hidden = if scenes.contains("truth") {
        // Heard before the call, so that what is said there can fit it.
        scenes += r#""ring": (choices: [(id: "dial", text: "D", goto: "call",
            lines: [By("truth", { "busy": [Narrate("Phones.")], "hurt": [Narrate("A pause.")] })])]),"#;
        r#"hidden: [(id: "truth", values: { "busy": (weight: 1), "hurt": (weight: 1) })],"#
    } else {
        ""
    };
    let start = if hidden.is_empty() { start } else { "ring" };
    let text = format!(
        r#"Scenario(format: 1, id: "case", title: "C", summary: "S.", minutes: 2,
        player: (name: "P", role: "R"), meters: {{ "points": (label: "P", start: 0) }}, {hidden}
        lessons: [(id: "lesson", text: "L.", claims: [{}])],
        start: "{start}", scenes: {{ {scenes} }}, endings: [
            (id: "pyrrhic", when: [Took(LIES)], title: "P", value: (base: 0, plus: [("points", 1, 1)]), text: "T"),
            (id: "chat", title: "C", value: (base: 0, plus: [("points", 1, 1)]), text: "T"),
        ])"#,
        case.claims
    );
    let text = if case.scenes.contains("\"lie\"") {
        text.replace("LIES", "\"lie\"")
    } else {
        text.replace("when: [Took(LIES)]", "when: [AtLeast(\"points\", 100)]")
    };
    let loaded = scenario::load(&SourceFile::new("case.ron", &text), None);
    loaded.scenario.unwrap_or_else(|| panic!("{:#?}\n{text}", loaded.diagnostics))
}

#[test]
fn wrong_prices_break_the_lesson_and_right_ones_keep_it() {
    for case in &CASES {
        let wrong = Analysis::of(&load(case, case.wrong), Limits::default(), &mut go_on);
        let is_broken = |proven| proven == Proven::Broken;
        let broken = wrong.lessons.iter().filter(|proof| is_broken(proof.proven));
        let witnesses: Vec<_> = broken.map(|proof| proof.witness.is_some()).collect();
        assert!(!witnesses.is_empty(), "{}: {:#?}", case.name, wrong.lessons);
        assert!(witnesses.iter().all(|there| *there), "{}", case.name);
        let right = Analysis::of(&load(case, case.right), Limits::default(), &mut go_on);
        for proof in &right.lessons {
            assert_eq!(proof.proven, Proven::Holds, "{}: {proof:#?}", case.name);
        }
        let disagree = |analysis: &Analysis| {
            analysis
                .findings
                .iter()
                .any(|found| found.code == "W0212" && found.text.contains("shows level 3 or more"))
        };
        assert_eq!(disagree(&wrong), case.rubric, "{}: {:#?}", case.name, wrong.findings);
        assert!(!disagree(&right), "{}: {:#?}", case.name, right.findings);
    }
}
