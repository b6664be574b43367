//! What the flagship promises: reading the cues pays, no habit wins, and every ending can be found.

use std::{collections::BTreeSet, sync::Arc};

use rapport::{
    scenario::Scenario,
    solver::{Analysis, Beliefs, Bot, Limits, Truth},
};

use super::{flagship::flagship, go_on};

/// So much of one truth's weight that the other truths hardly count.
const ALMOST_ALL: u32 = 100_000_000;
/// What those leave behind.
const TRACE: f64 = 1e-6;

/// The flagship with one truth behind it.
fn under(truth: usize) -> Scenario {
    let mut scenario = Arc::into_inner(flagship()).expect("nobody else holds it");
    for (at, value) in scenario.draws[0].values.iter_mut().enumerate() {
        value.weight = if at == truth { ALMOST_ALL } else { 1 };
    }
    scenario
}

#[test]
fn reading_the_cues_pays_and_no_habit_wins() {
    let analysis = Analysis::of(&flagship(), Limits::default(), &mut go_on);
    let best = analysis.beliefs.as_ref().and_then(Beliefs::best).expect("complete");
    let script = analysis.script.expect("complete");
    assert!(best - script >= 15.0, "{best:.1} with the cues, {script:.1} without");
    for (bot, outcomes) in &analysis.bots {
        assert!(best - outcomes.mean >= 15.0, "{bot:?}: {:.1}", outcomes.mean);
    }
    // Owning up and keeping a confidence are right whatever the truth; a week's wait and a
    // confidence passed on never are. The story is about little else.
    let known = ["come-clean", "ask-her", "wait", "pass-it-on"];
    let found = analysis.findings.iter().filter(|found| {
        let of_choices = ["W0203", "W0204"].contains(&found.code);
        !(of_choices && found.choice.as_deref().is_some_and(|choice| known.contains(&choice)))
    });
    let found: BTreeSet<&str> = found.map(|found| found.text.as_str()).collect();
    assert_eq!(found, BTreeSet::new());
}

#[test]
fn under_each_truth_no_ending_swamps_and_no_habit_starts_afresh() {
    let truths = flagship().draws[0].values.len();
    for at in 0..truths {
        let scenario = under(at);
        let name = &scenario.draws[0].values[at].id;
        let truth = Truth::of(&scenario, Limits::default(), &mut go_on);
        for bot in Bot::ALL {
            let outcomes = truth.outcomes(&scenario, bot).expect("complete");
            for (ending, share) in scenario.endings.iter().zip(&outcomes.endings) {
                let said = format!("{name}, {bot:?}: {} in {share:.4}", ending.id);
                let fresh = ["reset", "nothing-there"].contains(&&*ending.id);
                if bot == Bot::Random {
                    assert!(*share <= 0.35, "{said}");
                    assert!(!fresh || *share < TRACE || *share >= 0.001, "{said}");
                } else if fresh {
                    assert!(*share < 0.1, "{said}");
                }
            }
        }
    }
}
