//! Extreme numbers, long days and many draws, through everything that is worked out of a scenario.
//! Tests are built with checks of overflow: what wraps round fails here.

use std::{fmt::Write as _, sync::Arc};

use rapport::{
    coach,
    engine::Session,
    scenario::{self, Scenario},
    solver::{Beliefs, Bot, Limits, Truth, conditionals},
    text::SourceFile,
};

use super::{go_on, sums};
use crate::engine::generate::small;

fn load(text: &str) -> Option<Arc<Scenario>> {
    scenario::load(&SourceFile::new("extreme.ron", text), None).scenario.map(Arc::new)
}

/// A generated scenario with its numbers as far out as the language lets them be.
fn extreme(seed: u64) -> String {
    let ten: String = (0..10).fold(String::new(), |mut draws, at| {
        let weights = [(33, 67), (1, 999_983), (999_979, 999_983)][at % 3];
        write!(
            draws,
            "(id: \"z{at}\", values: {{\"a\": (weight: {}), \"b\": (weight: {})}}), ",
            weights.0, weights.1
        )
        .unwrap();
        draws
    });
    let text = small(seed)
        .replace("min: -30_000, max: 30_000", "min: -32_768, max: 32_767")
        .replace("start: 4, max: 10,", "start: 4, min: -32_768, max: 32_767,")
        .replace(
            "[(\"m\", 3), (\"n\", -2)]",
            "[(\"m\", 32_767), (\"n\", 32_767), (\"m\", -32_768), (\"n\", 32_767), (\"m\", 32_767)]",
        )
        .replace("(\"m\", 7, 2)", "(\"m\", 1000, 1), (\"n\", -1000, 3)");
    let text = if seed % 2 == 0 { text.replace("takes: 1,", "takes: 200,") } else { text };
    let text = if seed % 4 < 2 { text.replace("last_day: ", "last_day: 1") } else { text };
    if seed % 8 == 0 { text.replace("hidden: [", &format!("hidden: [{ten}")) } else { text }
}

/// Works out everything of a scenario.
fn everything(scenario: &Arc<Scenario>, seed: u64) {
    let limits = Limits { max_states: 600, ..Limits::default() };
    let truth = Truth::of(scenario, limits, &mut go_on);
    let beliefs = Beliefs::of(scenario, limits, &mut go_on);
    if truth.complete() {
        let mut text = Vec::new();
        // Too many digits are a reason; anything else is not.
        if let Err(refused) = truth.write_drn(scenario, &mut text) {
            assert!(refused.to_string().contains("digits"), "seed {seed}: {refused}");
        }
        let _ = truth.heard(scenario);
        Bot::ALL.iter().for_each(|bot| drop(truth.outcomes(scenario, *bot)));
    }
    if beliefs.complete() {
        beliefs.write_drn(scenario, &mut Vec::new()).expect("memory takes it");
    }
    let _ = conditionals(scenario);
    for play in 0..2_u32 {
        let mut session = Session::new(Arc::clone(scenario), play, &[]).expect("begins");
        for step in 0..12_usize {
            let offered = session.view().offered;
            let Some(choice) = offered.get((step + play as usize) % offered.len().max(1)) else {
                break;
            };
            let mut id = choice.id.clone();
            if let Some(pick) = &choice.pick {
                id = pick.options.iter().map(|one| &*one.id).collect::<Vec<_>>().join("+");
            }
            session.choose(&id).expect("on offer");
        }
        let _ = coach::debrief(&session);
        let _ = coach::choices_and_chance(&session, &beliefs);
    }
}

#[test]
#[ignore = "takes minutes; run it alone"]
fn nothing_overflows_in_anything_that_is_worked_out() {
    let mut loaded = 0;
    for seed in 73_000..73_008 {
        if let Some(scenario) = load(&extreme(seed)) {
            everything(&scenario, seed);
            loaded += 1;
        }
    }
    assert!(loaded > 3, "only {loaded} loaded");
}

#[test]
fn nothing_overflows_where_sums_are_beyond_32_bits() {
    for terms in [sums::BEYOND, sums::BACK] {
        everything(&load(&sums::summed(terms)).expect("loads"), 0);
    }
}
