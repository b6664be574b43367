//! What is near to a finding, and is told apart from it.

use rapport::solver::Finding;

use super::findings::{Case, HIDDEN, found, load, names, scenes, with};

/// What is nearer to a finding than the rows above: the code, what it would be about, whether it is one.
const NEAR: [(&str, &str, bool, Case); 8] = [
    (
        // A hint that two truths share gives none of them away.
        "W0213",
        "desk",
        false,
        with(
            r#"variety: "truth", hidden: [(id: "truth", values: { "a": (weight: 1), "b": (weight: 1), "c": (weight: 1) }),
                (id: "cue", values: { "cough": (weight: 1, when: [Not(Is("truth", "c"))]), "laugh": (weight: 1) })],"#,
            r#""desk": (lines: [By("cue", { "cough": [Narrate("A cough.")], "laugh": [Narrate("A laugh.")] })],
                choices: [(id: "x", text: "X", effects: [Set("good")], goto: End)]),"#,
        ),
    ),
    (
        "W0213",
        "desk",
        true,
        with(
            r#"variety: "truth", hidden: [(id: "truth", values: { "a": (weight: 1), "b": (weight: 1), "c": (weight: 1) }),
                (id: "cue", values: { "cough": (weight: 1, when: [Is("truth", "c")]), "laugh": (weight: 1) })],"#,
            r#""desk": (lines: [By("cue", { "cough": [Narrate("A cough.")], "laugh": [Narrate("A laugh.")] })],
                choices: [(id: "x", text: "X", effects: [Set("good")], goto: End)]),"#,
        ),
    ),
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

#[test]
fn what_is_near_to_a_finding_is_told_apart() {
    for (code, about, is_one, case) in NEAR {
        let scenario = load(case);
        let all = found(&scenario, code);
        let is_it = |one: &Finding| {
            let scene = one.scene.map(|id| scenario.scene(id).id.to_string());
            names(&scenario, one)
                .into_iter()
                .chain([scene])
                .any(|name| name.as_deref() == Some(about))
        };
        assert_eq!(all.iter().any(is_it), is_one, "{code}: {all:?}");
    }
}
