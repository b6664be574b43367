//! Verification of claims: from sums to figures, from figures to whether a claim holds, with a counterexample
//! where it does not.

use super::{
    ledger::{Account, ClaimTally, Ledger},
    play::{self, ShortestPlays},
    proof::{Bound, Figure, Proof, Proven, Subject},
    spot::Spot,
};
use crate::{
    scenario::{ChoiceId, Claim, DrawId, EndingId, LessonId, Scenario},
    solver::{pomdp::belief::Beliefs, watch::Pulse},
};

/// A figure, and where in the beliefs it is at its worst.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measured {
    pub figure: Figure,
    pub spot: Spot,
}

/// All claims, lesson by lesson. Without a ledger, nothing is proved of choices.
pub(super) fn judged(
    beliefs: &Beliefs,
    scenario: &Scenario,
    ledger: Option<&Ledger<'_>>,
    pulse: &Pulse<'_>,
) -> Vec<Proof> {
    let mut proofs = Vec::new();
    // Worked out for the first broken claim; nothing where it was stopped before.
    let mut ways: Option<Option<ShortestPlays<'_>>> = None;
    for (id, lesson) in scenario.lesson_ids().zip(&scenario.lessons) {
        for (at, claim) in lesson.claims.iter().enumerate() {
            let _ = pulse.beat(1 + beliefs.graph.kinds.len());
            let account = ledger.and_then(|ledger| ledger.accounts[id.index()][at].as_ref());
            let found = match (claim, account) {
                (Claim::Worth { .. }, _) if beliefs.graph.complete => Some(worth(beliefs, claim)),
                (Claim::Rated { these, than }, _) => Some(rated(scenario, these, than)),
                (_, Some(account)) => Some(figures(account)),
                (_, None) => None,
            };
            let (mut proof, spot) = proof(beliefs, ledger, (id, at), (claim, found));
            if let (Some(spot), Some(ledger)) = (spot, ledger) {
                let ways = ways.get_or_insert_with(|| ShortestPlays::of(beliefs, pulse));
                let asked = (claim, &ledger.inquiry);
                proof.witness =
                    ways.as_ref().and_then(|ways| play::to(ways, scenario, asked, spot, pulse));
            }
            proofs.push(proof);
        }
    }
    proofs
}

/// A proof, and for a broken claim where it is at its worst.
fn proof(
    beliefs: &Beliefs,
    ledger: Option<&Ledger<'_>>,
    (lesson, claim): (LessonId, usize),
    (words, found): (&Claim, Option<Vec<Measured>>),
) -> (Proof, Option<Spot>) {
    let found = found.unwrap_or_default();
    let mut proof = Proof {
        lesson,
        claim,
        proven: Proven::NotProven,
        figures: found.iter().map(|one| one.figure).collect(),
        witness: None,
    };
    let is_proven = match words {
        Claim::Worth { .. } => beliefs.graph.complete,
        Claim::Rated { .. } => true,
        Claim::Rather { .. }
        | Claim::Close { .. }
        | Claim::Costs { .. }
        | Claim::Fits { .. }
        | Claim::Grows { .. } => ledger.is_some(),
    };
    if !is_proven {
        return (proof, None);
    }
    proof.proven = match found.iter().all(|one| one.figure.holds()) {
        _ if found.is_empty() => Proven::Idle,
        true => Proven::Holds,
        false => Proven::Broken,
    };
    let worst = proof.worst().copied().filter(|_| proof.proven == Proven::Broken);
    let spot = found.iter().find(|one| Some(one.figure) == worst).map(|one| one.spot);
    (proof, spot)
}

/// The figures of a claim about choices.
fn figures(account: &Account<'_>) -> Vec<Measured> {
    let mut found = Vec::new();
    let (truths, draw): (Vec<usize>, Option<DrawId>) = match &account.scope.within {
        Some(within) => {
            (within.values.iter().map(|value| usize::from(*value)).collect(), Some(within.draw))
        }
        None => (vec![0], None),
    };
    for truth in truths {
        let value = draw.map(|draw| (draw, u8::try_from(truth).unwrap_or(u8::MAX)));
        within(account, truth, &mut |about, points, asked, decisions, spot| {
            let figure = Figure { about, truth: value, points, asked, decisions };
            found.push(Measured { figure, spot });
        });
    }
    found
}

/// Hears a figure.
type MeasureSink<'t> = &'t mut dyn FnMut(Subject, f64, Bound, f64, Spot);

/// The figures within one truth.
fn within(account: &Account<'_>, truth: usize, tell: MeasureSink<'_>) {
    let always = account.scope.always;
    let subjects = || account.subjects.iter().copied().enumerate();
    let spot = |node, wrong, beside| Spot::Decision { node, wrong, beside, truth, stage: 0 };
    match account.claim {
        Claim::Rather { by, .. } => {
            for (at, (this, that)) in subjects() {
                let tally = account.tally(at, truth, 0);
                let Some(mean) = tally.mean() else { continue };
                let (points, spot) = (
                    if always { tally.least.0 } else { mean },
                    spot(tally.least.1, Some(that), this),
                );
                tell(Subject::Less(this, that), points, Bound::AtLeast(*by), tally.mass, spot);
            }
        }
        Claim::Close { to, .. } => {
            for (at, (one, other)) in subjects() {
                let tally = account.tally(at, truth, 0);
                let Some(mean) = tally.mean() else { continue };
                let (least, most) = (tally.least, tally.most);
                let furthest = (-least.0).max(most.0);
                // The figure is the cost of the other less that of the one.
                let is_other_cheap = if always { -least.0 >= most.0 } else { mean < 0.0 };
                let spot = if is_other_cheap {
                    spot(least.1, Some(other), one)
                } else {
                    spot(most.1, Some(one), other)
                };
                let points = if always { furthest } else { mean.abs() };
                tell(Subject::Apart(one, other), points, Bound::AtMost(*to), tally.mass, spot);
            }
        }
        Claim::Costs { at_least, at_most, .. } => {
            for (at, (choice, _)) in subjects() {
                let tally = account.tally(at, truth, 0);
                let Some(mean) = tally.mean() else { continue };
                let about = Subject::Cost(choice);
                if let Some(least) = at_least {
                    let points = if always { tally.least.0 } else { mean };
                    let spot = spot(tally.least.1, Some(choice), choice);
                    tell(about, points, Bound::AtLeast(*least), tally.mass, spot);
                }
                if let Some(most) = at_most {
                    let points = if always { tally.most.0 } else { mean };
                    let spot = spot(tally.most.1, None, choice);
                    tell(about, points, Bound::AtMost(*most), tally.mass, spot);
                }
            }
        }
        Claim::Fits { .. } => fits(account, truth, tell),
        Claim::Grows { .. } => grows(account, truth, tell),
        Claim::Rated { .. } | Claim::Worth { .. } => {}
    }
}

/// What so many of the choices cost at most: on average each for itself, or at every decision.
fn fits(account: &Account<'_>, truth: usize, tell: MeasureSink<'_>) {
    let Claim::Fits { count, at_most, .. } = account.claim else { return };
    let means = account.subjects.iter().enumerate().filter_map(|(at, (choice, _))| {
        let tally = account.tally(at, truth, 0);
        Some((tally.mean()?, *choice, tally))
    });
    let mut means: Vec<(f64, ChoiceId, &ClaimTally)> = means.collect();
    means.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let Some((mean, choice, tally)) = means.get(count - 1).or(means.last()).copied() else {
        return;
    };
    let spot = |node| Spot::Decision { node, wrong: None, beside: choice, truth, stage: 0 };
    let about = Subject::Cost(choice);
    if account.scope.always {
        let tally = &account.fits[truth];
        if tally.mass > 0.0 {
            let (points, node) = tally.most;
            tell(about, points, Bound::AtMost(*at_most), tally.mass, spot(node));
        }
        return;
    }
    // Where there are not as many of them at all, none of them can make up for it.
    let points = if means.len() < *count { f64::INFINITY } else { mean };
    tell(about, points, Bound::AtMost(*at_most), tally.mass, spot(tally.most.1));
}

/// How much more a choice costs under each condition than under the one before that occurs.
fn grows(account: &Account<'_>, truth: usize, tell: MeasureSink<'_>) {
    let Claim::Grows { over, by, .. } = account.claim else { return };
    for (at, (choice, _)) in account.subjects.iter().copied().enumerate() {
        let mut before: Option<(u16, f64)> = None;
        for stage in 0..over.len() {
            let tally = account.tally(at, truth, stage);
            let Some(mean) = tally.mean() else { continue };
            let now = u16::try_from(stage).unwrap_or(u16::MAX);
            if let Some((before, cost)) = before {
                let about = Subject::Grows(choice, before, now);
                let (node, wrong) = (tally.least.1, Some(choice));
                let spot = Spot::Decision { node, wrong, beside: choice, truth, stage };
                tell(about, mean - cost, Bound::MoreThan(*by), tally.mass, spot);
            }
            before = Some((now, mean));
        }
    }
}

/// The figures of a claim about ratings, which are there for all plays to see. The worse of two is
/// taken at its best, and the better at its worst.
fn rated(scenario: &Scenario, these: &[ChoiceId], than: &[ChoiceId]) -> Vec<Measured> {
    let pairs = these.iter().flat_map(|this| than.iter().map(move |that| (*this, *that)));
    let figure = |(this, that): (ChoiceId, ChoiceId)| {
        let (better, worse) = (scenario.choice(this), scenario.choice(that));
        let ratings = better.rated().zip(worse.rated()).filter(|_| better.scene == worse.scene);
        let ((least, _), (_, most)) = ratings?;
        let (about, asked) = (Subject::Shows(this, that), Bound::MoreThan(0));
        let points = least - most;
        Some(Figure { about, truth: None, points, asked, decisions: 0.0 })
    };
    pairs.filter_map(figure).map(|figure| Measured { figure, spot: Spot::File }).collect()
}

/// The figures of a claim about endings, over every value that some play ends with.
fn worth(beliefs: &Beliefs, claim: &Claim) -> Vec<Measured> {
    let Claim::Worth { these, below, at_least, at_most } = claim else { return Vec::new() };
    let mut found = Vec::new();
    let mut tell = |about, points: i32, asked, (ending, value)| {
        let points = f64::from(points);
        let figure = Figure { about, truth: None, points, asked, decisions: 0.0 };
        found.push(Measured { figure, spot: Spot::Ending(ending, value) });
    };
    for ending in these {
        let Some((least, most)) = values(beliefs, *ending) else { continue };
        for other in below {
            let Some((above, _)) = values(beliefs, *other) else { continue };
            let apart = i32::from(above) - i32::from(most);
            let about = Subject::Below(*ending, *other);
            tell(about, apart, Bound::MoreThan(0), (*ending, most));
        }
        let about = Subject::Worth(*ending);
        if let Some(bound) = at_least {
            tell(about, least.into(), Bound::AtLeast(*bound), (*ending, least));
        }
        if let Some(bound) = at_most {
            tell(about, most.into(), Bound::AtMost(*bound), (*ending, most));
        }
    }
    found
}

/// The least and the greatest value with which some play comes to an ending.
fn values(beliefs: &Beliefs, ending: EndingId) -> Option<(u8, u8)> {
    let graph = &beliefs.graph;
    let ways = graph.kinds.iter().filter_map(|kind| kind.ended);
    let opened = graph.initial.iter().filter_map(|initial| initial.ended);
    let values = ways.chain(opened).filter(|(one, _)| *one == ending).map(|(_, value)| value);
    values.fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((least, most)) => Some((value.min(least), value.max(most))),
    })
}
