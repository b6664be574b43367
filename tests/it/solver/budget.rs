//! An analysis whose time runs out, at any report of any phase: what it then calls complete is what the whole
//! one says, and the rest is told as not proven.

use std::{collections::BTreeSet, ops::ControlFlow};

use rapport::{
    scenario::Scenario,
    solver::{Analysis, Beliefs, Limits, Phase, Proven},
};

use super::generate;

/// The analysis whose watch breaks from that report on, and how many reports there were.
fn cut_at(scenario: &Scenario, last: usize) -> (Analysis, usize, BTreeSet<String>) {
    let (mut heard, mut phases) = (0, BTreeSet::new());
    let analysis = Analysis::of(scenario, Limits::default(), &mut |progress| {
        heard += 1;
        phases.insert(format!("{:?}", progress.phase));
        if heard > last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    (analysis, heard, phases)
}

#[test]
fn time_may_run_out_at_any_report() {
    for seed in 0..12 {
        let scenario = generate::scenario(seed).unwrap();
        let (whole, reports, _) = cut_at(&scenario, usize::MAX);
        assert!(whole.complete(), "seed {seed}");
        for last in 0..reports {
            let (cut, ..) = cut_at(&scenario, last);
            let place = format!("seed {seed}, report {last} of {reports}");
            // What is told is what the whole analysis tells; what is missing is missing.
            let same = |one: Option<f64>, all: Option<f64>| one.is_none() || one == all;
            assert!(same(cut.truth.best(), whole.truth.best()), "{place}");
            assert!(same(cut.open_loop, whole.open_loop), "{place}");
            let best = |analysis: &Analysis| analysis.beliefs.as_ref().and_then(Beliefs::best);
            assert!(same(best(&cut), best(&whole)), "{place}");
            for (part, all) in cut.bots.iter().zip(&whole.bots) {
                assert_eq!(part, all, "{place}");
            }
            for (part, all) in cut.lessons.iter().zip(&whole.lessons) {
                let holds = part.proven == Proven::NotProven || part.proven == all.proven;
                assert!(holds, "{place}");
            }
            if cut.complete() {
                assert_eq!(best(&cut), best(&whole), "{place}");
                assert_eq!(cut.truth.states(), whole.truth.states(), "{place}");
                assert_eq!(cut.findings.len(), whole.findings.len(), "{place}");
            }
        }
        assert!(!cut_at(&scenario, 0).0.complete(), "seed {seed}");
    }
}

#[test]
fn what_closes_a_report_has_time_of_its_own() {
    let scenario = generate::scenario(3).unwrap();
    let mut heard = BTreeSet::new();
    let analysis = Analysis::of(&scenario, Limits::default(), &mut |progress| {
        heard.insert(format!("{:?}", progress.phase));
        if progress.phase.is_closing() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert!(!analysis.complete());
    assert!(heard.contains(&format!("{:?}", Phase::Findings)), "{heard:?}");
    assert!(analysis.sample.is_some_and(|sample| sample.runs > 0));
}

#[test]
fn every_phase_is_heard() {
    let scenario = generate::scenario(1).unwrap();
    let (_, _, phases) = cut_at(&scenario, usize::MAX);
    for phase in [Phase::Preparation, Phase::Bots, Phase::Beliefs, Phase::OpenLoop, Phase::Findings]
    {
        assert!(phases.contains(&format!("{phase:?}")), "{phase:?} in {phases:?}");
    }
}

/// How often an analysis may still ask after it was told to stop: each of its parts finds out for itself.
const QUESTIONS: usize = 6;

#[test]
fn every_part_ends_soon_after_a_stop() {
    let mut most = 0;
    for seed in 0..12 {
        let scenario = generate::scenario(seed).unwrap();
        let (_, reports, _) = cut_at(&scenario, usize::MAX);
        for last in 0..reports {
            let (_, heard, _) = cut_at(&scenario, last);
            let after = heard - last;
            assert!(after <= QUESTIONS, "seed {seed}: {after} after report {last} of {reports}");
            most = most.max(after);
        }
    }
    assert!(most > 1, "it was asked again by the part that closes the report");
}
