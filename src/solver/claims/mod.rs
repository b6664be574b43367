//! Claims about policies, proved or refuted exactly: what each claim's choices cost, over
//! everything that the player can know.
//!
//! The cost of a choice is its regret, the debrief's own: `V(b) - Q(b, c)`, a pick by its best answer.
//! Over all beliefs in which the choices concerned are on offer together, weighted by how often random
//! play comes there and by the share of the belief in which the claim's conditions hold:
//!
//! ```text
//! cost(c) = sum over b of  mass(b) * share(b) * (V(b) - Q(b, c))  /  sum over b of mass(b) * share(b)
//! ```
//!
//! Within a hidden draw, the share is that of the states with one of its values; what the player
//! knows, and so the cost, is the same. Two figures count as equal within [`TIE`](super::TIE).

mod judge;
mod ledger;
mod play;
pub(super) mod proof;
mod spot;

use self::{
    judge::judged,
    ledger::Ledger,
    proof::{Proof, Proven},
};
use super::{
    liveness::purpose::Purpose,
    pomdp::belief::{Beliefs, Verdict},
    watch::{Limits, Phase, Pulse, Watch},
};
use crate::scenario::Scenario;

/// Proves or refutes every claim of a scenario, within limits and as far as `watch` lets it come.
#[must_use]
pub fn prove(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Vec<Proof> {
    if scenario.lessons.is_empty() {
        return Vec::new();
    }
    let pulse = &Pulse::of(watch, Phase::Beliefs);
    Beliefs::under(scenario, Purpose::Taught, limits, pulse).proved(scenario, pulse)
}

/// The claims of a scenario before anything is proved.
pub(super) fn unproved(scenario: &Scenario) -> Vec<Proof> {
    let lessons = scenario.lesson_ids().zip(&scenario.lessons);
    let claims = lessons.flat_map(|(id, lesson)| (0..lesson.claims.len()).map(move |at| (id, at)));
    claims
        .map(|(lesson, claim)| Proof {
            lesson,
            claim,
            proven: Proven::NotProven,
            figures: Vec::new(),
            witness: None,
        })
        .collect()
}

impl Beliefs {
    /// Proves or refutes every claim; takes [`Beliefs::of_taught`] or [`Beliefs::of_rated`].
    #[must_use]
    pub fn prove(&self, scenario: &Scenario, watch: Watch<'_>) -> Vec<Proof> {
        self.proved(scenario, &Pulse::of(watch, Phase::Lessons))
    }

    pub(super) fn proved(&self, scenario: &Scenario, pulse: &Pulse<'_>) -> Vec<Proof> {
        let is_known = self.verdict() == Verdict::Complete && self.taught;
        let ledger = if is_known && !scenario.lessons.is_empty() {
            pulse.begin(Phase::Lessons).and_then(|()| Ledger::of(self, scenario, pulse))
        } else {
            None
        };
        judged(self, scenario, ledger.as_ref(), pulse)
    }
}
