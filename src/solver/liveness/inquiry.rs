//! The predicates of claims: what lessons ask of the states in which their choices are on offer,
//! conditions and hidden draws.
//!
//! States are kept apart by the answers where a choice that is claimed about is on offer, or can still
//! be; edges carry the answers as they carry what evidence counts.

use super::purpose::Purpose;
use crate::{
    engine::State,
    scenario::{ChoiceId, Claim, Condition, DrawId, Scenario},
};

/// A predicate of a claim on states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::solver) enum ClaimQuestion {
    /// Whether a condition holds.
    Holds(Condition),
    /// What a hidden draw is.
    Drawn(DrawId),
}

/// The predicates of all claims, by choice; each is asked once of a choice.
#[derive(Debug)]
pub(in crate::solver) struct Inquiry(Box<[Box<[ClaimQuestion]>]>);

impl Inquiry {
    /// What is asked for a purpose.
    pub(in crate::solver) fn of(scenario: &Scenario, purpose: Purpose) -> Self {
        let mut all: Vec<Vec<ClaimQuestion>> = vec![Vec::new(); scenario.choices.len()];
        let claims = scenario.lessons.iter().flat_map(|lesson| &lesson.claims);
        for claim in claims.filter(|_| purpose.proves()) {
            for choice in choices_of(claim) {
                for question in questions_of(claim) {
                    let known = &mut all[choice.index()];
                    if !known.contains(&question) {
                        known.push(question);
                    }
                }
            }
        }
        Self(all.into_iter().map(Vec::into).collect())
    }

    /// What is asked where a choice is on offer.
    pub(in crate::solver) fn at(&self, choice: ChoiceId) -> &[ClaimQuestion] {
        &self.0[choice.index()]
    }

    /// Where the answer to a question stands among those of a choice.
    pub(in crate::solver) fn slot(
        &self,
        choice: ChoiceId,
        question: &ClaimQuestion,
    ) -> Option<usize> {
        self.at(choice).iter().position(|one| one == question)
    }

    /// The answers in a state; `holds` decides conditions.
    pub(in crate::solver) fn answer(
        &self,
        choice: ChoiceId,
        state: &State,
        mut holds: impl FnMut(&Condition) -> bool,
        into: &mut Vec<u32>,
    ) {
        into.clear();
        into.extend(self.at(choice).iter().map(|question| match question {
            ClaimQuestion::Holds(condition) => u32::from(holds(condition)),
            ClaimQuestion::Drawn(draw) => state.drawn(*draw).into(),
        }));
    }
}

/// The choices that a claim is about, those on both sides of it.
pub(in crate::solver) fn choices_of(claim: &Claim) -> Vec<ChoiceId> {
    match claim {
        Claim::Rather { these, than, .. } => these.iter().chain(than).copied().collect(),
        Claim::Close { these, .. }
        | Claim::Costs { these, .. }
        | Claim::Fits { these, .. }
        | Claim::Grows { these, .. } => these.to_vec(),
        Claim::Rated { .. } | Claim::Worth { .. } => Vec::new(),
    }
}

fn questions_of(claim: &Claim) -> Vec<ClaimQuestion> {
    let Some(scope) = claim.scope() else { return Vec::new() };
    let drawn = scope.within.as_ref().map(|within| ClaimQuestion::Drawn(within.draw));
    let asked = claim.conditions().filter(|condition| **condition != Condition::Always);
    drawn.into_iter().chain(asked.cloned().map(ClaimQuestion::Holds)).collect()
}
