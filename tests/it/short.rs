//! The short forms: a story told in them is the one told in the long forms, in play and in analysis; what
//! names stand for is told where it is declared, and no name stands for more than can be held.

use std::{ops::ControlFlow, sync::Arc};

use rapport::{
    engine::Session,
    scenario::{Loaded, Scenario, SkillId, load},
    solver::{Bot, Limits, StateMdp},
    text::SourceFile,
};

use super::engine::properties::answers;

fn told(name: &str) -> Arc<Scenario> {
    let text = match name {
        "short" => include_str!("../corpus/ok/short.ron"),
        _ => include_str!("../corpus/ok/long.ron"),
    };
    load(&SourceFile::new(name, text), None).scenario.unwrap().into()
}

fn loaded(fields: &str, lines: &str) -> Loaded {
    let text = format!(
        "Scenario(format: 1, id: \"x\", title: \"X\", summary: \"X\", minutes: 1, {fields}\n\
         player: (name: \"Sam\", role: \"R\"), start: \"a\",\n\
         scenes: {{ \"a\": (lines: [{lines}], choices: [(id: \"w\", text: \"W\", goto: End)]) }},\n\
         endings: [(id: \"over\", title: \"Over\", value: 1, text: \"Over.\")])"
    );
    load(&SourceFile::new("x.ron", text), None)
}

#[test]
fn the_same_story_plays_the_same() {
    let (short, long) = (told("short"), told("long"));
    let (mut steps, mut endings) = (0, std::collections::BTreeSet::new());
    for seed in 0..400 {
        let mut one = Session::new(Arc::clone(&short), seed, &[]).unwrap();
        let mut other = Session::new(Arc::clone(&long), seed, &[]).unwrap();
        let mut turn = seed as usize;
        loop {
            assert_eq!(one.view(), other.view(), "seed {seed}, step {steps}");
            if one.finished() {
                break;
            }
            let ids = answers(&one.clone());
            turn = turn.wrapping_mul(31).wrapping_add(7);
            let id = &ids[(turn >> 3) % ids.len()];
            one.choose(id).unwrap();
            other.choose(id).unwrap();
            steps += 1;
        }
        // What was said, but for where it stands.
        let said = |session: &Session| {
            let said = session.transcript().map(|said| {
                let word = format!("{said:?}");
                word.split("node: NodeId(")
                    .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()))
                    .collect::<String>()
            });
            said.collect::<Vec<_>>()
        };
        assert_eq!(said(&one), said(&other), "seed {seed}");
        assert_eq!(levels(&one), levels(&other), "seed {seed}");
        endings.insert(one.state().ending());
    }
    assert!(steps > 1_000 && endings.len() == 2, "{steps} steps, {endings:?}");
}

/// What each decision showed: competency, level and why.
fn levels(session: &Session) -> Vec<(SkillId, u8, String)> {
    let shown = session.decisions().iter().flat_map(|decision| &decision.evidence);
    shown.map(|shown| (shown.skill, shown.level, shown.why.to_string())).collect()
}

#[test]
fn the_same_story_is_worth_the_same() {
    let outcomes = |name: &str| {
        let scenario = told(name);
        let truth = StateMdp::of(&scenario, Limits::default(), &mut |_| ControlFlow::Continue(()));
        let random = truth.outcomes(&scenario, Bot::Random);
        (format!("{random:?}"), truth.states())
    };
    assert_eq!(outcomes("short"), outcomes("long"));
}

#[test]
fn a_name_stands_for_no_more_than_can_be_held() {
    // Each passage says the one before twice: two to the twelfth lines, then two to the fifteenth times four.
    let passages = |count: usize, lines: &str| {
        let first = format!("\"p0\": [{lines}],");
        let rest: Vec<String> = (1..count)
            .map(|at| format!("\"p{at}\": [Passage(\"p{0}\"), Passage(\"p{0}\")],", at - 1))
            .collect();
        let fields = format!("passages: {{ {first} {} }},", rest.concat());
        loaded(&fields, &format!("Passage(\"p{}\")", count - 1))
    };
    assert!(passages(13, "\"One.\"").diagnostics.is_empty());
    for (count, lines) in [(16, "\"One.\",".repeat(20)), (40, "\"One.\"".to_owned())] {
        let codes: Vec<&str> =
            passages(count, &lines).diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["E0005"], "{count}");
    }
}

#[test]
fn what_is_wrong_under_a_name_is_told_once_with_a_place_that_uses_it() {
    let fields = "passages: { \"p\": [Passage(\"q\"), \"helen: Good morning.\"], \"q\": \"\" },";
    let lines = "Passage(\"p\"), If(Visited(\"a\"), Passage(\"p\"), Passage(\"q\"))";
    let found = loaded(fields, lines).diagnostics;
    let told: Vec<(&str, &str)> =
        found.iter().map(|one| (one.code, one.labels.last().unwrap().text.as_str())).collect();
    assert_eq!(told, [("E0101", "used here"), ("E0106", "used here")]);
}

#[test]
fn cases_say_what_they_lack() {
    for (lines, code) in [
        ("If(\"It is late.\")", "E0001"),
        ("If(\"It is late.\", \"Late.\")", "E0001"),
        ("If(Visited(\"a\"), Set(\"late\"))", "E0002"),
        ("If()", "E0001"),
        ("If", "E0001"),
    ] {
        let found = loaded("", lines).diagnostics;
        let codes: Vec<&str> = found.iter().map(|one| one.code).collect();
        assert_eq!(codes, [code], "{lines}: {:?}", found.first());
    }
}
