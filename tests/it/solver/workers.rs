//! An analysis that is shared among workers says what one worker alone says, to the last digit.

use std::{
    fmt::Debug,
    ops::ControlFlow,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use rapport::{
    scenario::{Scenario, load},
    solver::{Analysis, Limits, Phase, Progress, Workers},
    text::SourceFile,
};

use super::{generate, go_on};

/// Two threads; how often they were asked for.
#[derive(Default)]
struct Pair(AtomicUsize);

impl Workers for Pair {
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
        self.0.fetch_add(1, Ordering::Relaxed);
        thread::scope(|scope| {
            scope.spawn(other);
            one();
        });
    }
}

/// Does one after the other.
struct InOrder;

impl Workers for InOrder {
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
        one();
        other();
    }
}

/// Does the second thing first.
struct Backwards;

impl Workers for Backwards {
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
        other();
        one();
    }
}

/// Does only half of what it is asked for.
struct Idle;

impl Workers for Idle {
    fn both(&self, one: &mut (dyn FnMut() + Send), _other: &mut (dyn FnMut() + Send)) {
        one();
    }
}

/// Every digit of what an analysis says.
fn said(analysis: &Analysis) -> Vec<String> {
    let figures = (analysis.truth.best(), analysis.truth.worst(), analysis.truth.random());
    let beliefs = analysis.beliefs.as_ref();
    let beliefs = beliefs.map(|known| (known.best(), known.random(), known.nodes()));
    let parts: [&dyn Debug; 11] = [
        &figures,
        &(analysis.truth.states(), analysis.truth.transitions(), analysis.rated),
        &beliefs,
        &analysis.open_loop,
        &analysis.bots,
        &analysis.within,
        &(&analysis.levels, &analysis.habits),
        &analysis.statistics,
        &analysis.lessons,
        &analysis.sample,
        &analysis.findings,
    ];
    parts.iter().map(|part| format!("{part:?}")).collect()
}

fn scenarios() -> impl Iterator<Item = Scenario> {
    (0..60).filter_map(|seed| generate::scenario(seed).ok()).chain([ladder()])
}

fn ladder() -> Scenario {
    let text = include_str!("../../../benches/ladder.ron").replace("LAST_DAY", "8");
    load(&SourceFile::new("ladder.ron", &text), None).scenario.expect("it is sound")
}

#[test]
fn work_that_is_shared_comes_to_the_same() {
    let mut compared = 0;
    for scenario in scenarios() {
        let alone = said(&Analysis::of(&scenario, Limits::default(), &mut go_on));
        let pair = Pair::default();
        let workers: [&dyn Workers; 3] = [&pair, &Backwards, &Idle];
        for workers in workers {
            let shared = Analysis::shared(&scenario, Limits::default(), workers, &go_on);
            assert_eq!(said(&shared), alone, "{}", scenario.id);
        }
        assert_eq!(pair.0.into_inner(), 2);
        compared += 1;
    }
    assert!(compared > 40, "{compared}");
}

#[test]
fn work_that_is_shared_stops_everywhere_once_it_is_told_to() {
    let scenario = ladder();
    for stop in [Phase::States, Phase::Levels, Phase::Observations, Phase::OpenLoop] {
        let go_on = ControlFlow::Continue(());
        let watch = |progress: Progress| {
            if progress.phase == stop { ControlFlow::Break(()) } else { go_on }
        };
        let analysis = Analysis::shared(&scenario, Limits::default(), &InOrder, &watch);
        assert!(!analysis.complete(), "{stop:?}");
        // What stopped the first half keeps the second from beginning.
        let begun = analysis.beliefs.is_some();
        assert_eq!(begun, [Phase::Observations, Phase::OpenLoop].contains(&stop), "{stop:?}");
    }
}
