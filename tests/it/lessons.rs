//! What a decision shows of the lessons: kept, broken, or nothing.

use rapport::{
    scenario::{self, ChoiceId, Condition, Decision, LessonId, Scenario},
    text::SourceFile,
};

/// One lesson for each kind of claim, about the choices a, b, c and d.
const CLAIMS: [&str; 12] = [
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
    let offered: Vec<ChoiceId> = offered.iter().copied().map(ChoiceId).collect();
    let holds = |condition: &Condition| match condition {
        Condition::Always => true,
        Condition::Is(_, value) => *value == truth,
        Condition::DayAtLeast(_) => late,
        other => panic!("{other:?} is asked"),
    };
    let decision = Decision { chosen: ChoiceId(chosen), offered: &offered, holds: &holds };
    let shown = scenario.shown_by(&decision);
    let numbers = |ids: Vec<LessonId>| ids.into_iter().map(|id| id.0).collect();
    (numbers(shown.kept), numbers(shown.broken))
}

#[test]
fn a_decision_keeps_or_breaks_what_it_is_about() {
    let (a, b, c, d) = (0, 1, 2, 3);
    assert_eq!(shown(a, &[a, b, c, d], 0, true), (vec![0, 1, 4, 6, 10], vec![3, 5, 8]));
    assert_eq!(shown(a, &[a, b, c, d], 1, true), (vec![0, 1, 4, 6, 10, 11], vec![3, 5, 8]));
    assert_eq!(shown(b, &[a, b, c, d], 1, true), (vec![6], vec![0, 1, 10, 11]));
    assert_eq!(shown(b, &[a, b, c, d], 1, false), (vec![6], vec![0, 1, 10]));
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
    let offered = [ChoiceId(0), ChoiceId(1)];
    let holds = |_: &Condition| true;
    let shown =
        scenario.shown_by(&Decision { chosen: ChoiceId(0), offered: &offered, holds: &holds });
    assert_eq!((shown.kept, shown.broken), (vec![], vec![LessonId(0)]));
}
