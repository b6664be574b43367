//! What became of the lessons of a scenario: in words, as JSON, and as diagnostics.

pub(super) mod faults;
mod json;
mod report;
mod words;

pub(super) use json::lessons as as_json;
pub(super) use report::{Told, print};

use std::{
    ops::ControlFlow,
    time::{Duration, Instant},
};

use super::{interrupt::Watcher, shell::quoted, witness};
use crate::{
    diagnostic::Diagnostic,
    scenario::ChoiceId,
    solver::{Figure, Limits, Proof, Proven, Subject, prove},
    store::Ready,
};
use words::ClaimWords;

/// How long the lessons of one scenario are proved, at most; what takes longer is told as not proven.
pub(super) const MOST_TIME: Duration = Duration::from_mins(1);

/// Most figures that a broken claim is told with.
const MOST_FIGURES: usize = 4;

/// What is wrong with the lessons of a scenario, by their proofs.
pub(super) fn check(ready: &Ready, watcher: &mut Watcher) -> Vec<Diagnostic> {
    let scenario = &*ready.scenario;
    let title = &scenario.title;
    let begun = Instant::now();
    let mut watch = |_| {
        let go_on = begun.elapsed() < MOST_TIME
            && watcher.go_on(|| format!("{title}: proving its lessons"));
        if go_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    diagnostics(ready, &prove(scenario, Limits::default(), &mut watch))
}

/// What proofs say against the lessons of a scenario.
pub(super) fn diagnostics(ready: &Ready, proofs: &[Proof]) -> Vec<Diagnostic> {
    proofs.iter().filter_map(|proof| diagnostic(ready, proof)).collect()
}

fn diagnostic(ready: &Ready, proof: &Proof) -> Option<Diagnostic> {
    let (scenario, map) = (&*ready.scenario, &ready.map);
    let lesson = &scenario.lesson(proof.lesson).id;
    let claims = &scenario.lesson(proof.lesson).claim_nodes;
    let span = map.span(*claims.get(proof.claim)?);
    let words = ClaimWords { scenario };
    let claim = words.claim(&scenario.lesson(proof.lesson).claims[proof.claim]);
    match proof.proven {
        Proven::Holds => None,
        Proven::NotProven => Some(faults::not_proven(span, lesson, &claim)),
        Proven::Idle => Some(faults::idle(span, lesson, &claim)),
        Proven::Broken => {
            let worst = proof.worst()?;
            let mut fault = faults::broken(span, lesson, &words.figure(worst), &claim);
            for (choice, role) in roles(worst) {
                fault = fault.also(map.head(scenario.choice(choice).node), role);
            }
            let others = broken(proof).filter(|one| *one != worst);
            for figure in others.take(MOST_FIGURES - 1) {
                fault = fault.help(format!("also: {}", words.figure(figure)));
            }
            if let Some(save) = &proof.witness {
                let path = quoted(ready.source.scenario.name());
                let line = witness::line(&format!("rapport play {path}"), save);
                fault = fault.help(format!("a play in which this shows most: {line}"));
            }
            Some(fault)
        }
    }
}

/// The figures of a claim that are not as they have to be.
fn broken(proof: &Proof) -> impl Iterator<Item = &Figure> {
    proof.figures.iter().filter(|figure| !figure.holds())
}

/// The choices that a figure is about, and what each is in it.
fn roles(figure: &Figure) -> Vec<(ChoiceId, &'static str)> {
    match figure.about {
        Subject::Less(better, worse) | Subject::Shows(better, worse) => {
            vec![(better, "this is called better"), (worse, "this is called worse")]
        }
        Subject::Apart(one, other) => vec![(one, "this"), (other, "and this")],
        Subject::Cost(choice) | Subject::Grows(choice, ..) => vec![(choice, "this choice")],
        Subject::Below(..) | Subject::Worth(_) => Vec::new(),
    }
}
