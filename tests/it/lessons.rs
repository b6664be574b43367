//! What a decision shows of the lessons: kept, broken, or nothing.

use std::ops::ControlFlow;

use rapport::{
    scenario::{self, ChoiceId, Condition, DecisionTaken, LessonId, Scenario},
    solver::{Limits, Proven, prove},
    text::SourceFile,
};

/// One lesson for each kind of claim, about the choices a, b, c and d.
const CLAIMS: [&str; 13] = [
    r#"Rather(these: ["a"], than: ["b", "c"], by: 5)"#,
    r#"Rather(these: ["a"], than: ["b"])"#,
    r#"Rather(these: ["a"], than: ["b"], by: -6)"#,
    r#"Costs(these: ["a"], at_least: 3)"#,
    r#"Costs(these: ["a"], at_most: 3)"#,
    r#"Costs(these: ["a"], at_least: 1, at_most: 3)"#,
    r#"Fits(these: ["a", "b"], at_most: 3)"#,
    r#"Close(these: ["a", "b"], to: 3)"#,
    r#"Grows(these: ["a"], over: [[DayBelow(3)], [DayAtLeast(3)]])"#,
    r#"Worth(ending: ["over"], at_most: 60)"#,
    r#"Rather(these: ["a"], than: ["b"], within: "truth")"#,
    r#"Rather(these: ["a"], than: ["b"], within: ("truth", ["hurt"]), when: [DayAtLeast(2)])"#,
    r#"Rated(these: ["a"], than: ["b"])"#,
];

fn scenario(claims: &[&str]) -> Scenario {
    let lesson = |(at, claim)| format!("(id: \"l{at}\", text: \"L.\", claims: [{claim}]),");
    let lessons = claims.iter().enumerate().map(lesson).collect::<Vec<_>>().concat();
    let choice = |id| format!("(id: \"{id}\", text: \"{id}\", goto: End),");
    let choices = ["a", "b", "c", "d"].map(choice).concat();
    let text = format!(
        r#"Scenario(format: 1, id: "case", title: "C", summary: "S.", minutes: 2,
        player: (name: "P", role: "R"),
        hidden: [(id: "truth", values: {{ "busy": (weight: 1), "hurt": (weight: 1) }})],
        lessons: [{lessons}], start: "desk", scenes: {{ "desk": (choices: [{choices}]) }},
        endings: [(id: "over", title: "O", value: 50, text: "T")])"#
    );
    let loaded = scenario::load(&SourceFile::new("case.ron", &text), None);
    loaded.scenario.unwrap_or_else(|| panic!("{:#?}\n{text}", loaded.diagnostics))
}

/// Which lessons are kept and broken by taking one of these, under a truth, on day 2 or later or not.
fn shown(chosen: u16, offered: &[u16], truth: u8, late: bool) -> (Vec<u16>, Vec<u16>) {
    let scenario = scenario(&CLAIMS);
    let all: Vec<ChoiceId> = scenario.choice_ids().collect();
    let offered: Vec<ChoiceId> = offered.iter().map(|at| all[usize::from(*at)]).collect();
    let holds = |condition: &Condition| match condition {
        Condition::Always => true,
        Condition::Is(_, value) => *value == truth,
        Condition::DayAtLeast(_) => late,
        other => panic!("{other:?} is asked"),
    };
    let decision =
        DecisionTaken { chosen: all[usize::from(chosen)], offered: &offered, holds: &holds };
    let shown = scenario.shown_by(&decision);
    let numbers = |ids: Vec<LessonId>| ids.into_iter().map(LessonId::number).collect();
    (numbers(shown.kept), numbers(shown.broken))
}

#[test]
fn a_decision_keeps_or_breaks_what_it_is_about() {
    let (a, b, c, d) = (0, 1, 2, 3);
    assert_eq!(shown(a, &[a, b, c, d], 0, true), (vec![0, 1, 4, 6, 10, 12], vec![3, 5, 8]));
    assert_eq!(shown(a, &[a, b, c, d], 1, true), (vec![0, 1, 4, 6, 10, 11, 12], vec![3, 5, 8]));
    assert_eq!(shown(b, &[a, b, c, d], 1, true), (vec![6], vec![0, 1, 10, 11, 12]));
    assert_eq!(shown(b, &[a, b, c, d], 1, false), (vec![6], vec![0, 1, 10, 12]));
    assert_eq!(shown(c, &[a, b, c, d], 0, true), (vec![], vec![0]));
    assert_eq!(shown(d, &[a, b, c, d], 0, true), (vec![], vec![]));
    // What was not on offer could not be taken instead.
    assert_eq!(shown(b, &[b, c], 0, true), (vec![6], vec![]));
    assert_eq!(shown(a, &[a, d], 0, true), (vec![4, 6], vec![3, 5, 8]));
    assert_eq!(shown(a, &[a], 0, true), (vec![], vec![]));
}

#[test]
fn what_breaks_one_claim_of_a_lesson_breaks_the_lesson() {
    let both = format!("{}, {}", CLAIMS[0], CLAIMS[3]);
    let scenario = scenario(&[&both]);
    let offered: Vec<ChoiceId> = scenario.choice_ids().take(2).collect();
    let holds = |_: &Condition| true;
    let shown =
        scenario.shown_by(&DecisionTaken { chosen: offered[0], offered: &offered, holds: &holds });
    assert_eq!((shown.kept, shown.broken), (vec![], scenario.lesson_ids().collect()));
}

#[test]
fn ratings_are_compared_by_their_means_and_where_they_vary_at_their_worst() {
    let rubric = SourceFile::new(
        "pack.ron",
        r#"Pack(format: 1, id: "p", title: "P", rubric: [
            (id: "voice", name: "V", what: "W", anchors: ("1", "2", "3", "4")),
        ])"#,
    );
    let text = r#"Scenario(format: 1, id: "case", title: "C", summary: "S.", minutes: 2, trains: ["voice"],
        player: (name: "P", role: "R"),
        lessons: [(id: "l", text: "L.", claims: [
            Rated(these: ["a"], than: ["b"]),
            Rated(these: ["b"], than: ["a"]),
            Rated(these: ["a"], than: ["c"]),
            Rated(these: ["c"], than: ["b"]),
            Rated(these: ["a"], than: ["d"]),
        ])],
        start: "desk", scenes: { "desk": (choices: [
            (id: "a", text: "A", evidence: [(skill: "voice", level: 4, why: "Y"), (skill: "voice", level: 3, why: "Y")], goto: End),
            (id: "b", text: "B", evidence: [(skill: "voice", level: 2, why: "Y")], goto: End),
            (id: "c", text: "C", evidence: [
                (skill: "voice", level: 3, why: "Y"), (skill: "voice", level: 2, why: "Y", when: [DayAtLeast(2)]),
            ], goto: End),
            (id: "d", text: "D", goto: End),
        ]) },
        endings: [(id: "over", title: "O", value: 50, text: "T")])"#;
    let loaded = scenario::load(&SourceFile::new("case.ron", text), Some(&rubric));
    let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let proofs = prove(&scenario, Limits::default(), &mut |_| ControlFlow::Continue(()));
    let told: Vec<(Proven, Option<f64>)> = proofs
        .iter()
        .map(|proof| (proof.proven, proof.worst().map(|figure| figure.points)))
        .collect();
    assert_eq!(
        told,
        [
            (Proven::Holds, Some(1.5)),
            (Proven::Broken, Some(-1.5)),
            (Proven::Holds, Some(0.5)),
            (Proven::Broken, Some(0.0)),
            (Proven::Idle, None),
        ]
    );
}
