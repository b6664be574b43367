//! Available actions of a state, the moves on offer, with their stochastic transitions, the branches of chance;
//! and the labels of the edges that they make.

use super::graph::EdgeKind;
use crate::{
    engine::{Chance, Move, State},
    scenario::{Choice, Condition, EndingId, Goto, Scenario},
    solver::intern::Keys,
};

/// Wordings of one choice that are told apart.
const MOST_WORDINGS: u8 = 127;

/// Takes one given branch of chance, and tells how many there are.
#[derive(Debug, Default)]
pub(in crate::solver) struct Branching {
    pub take: usize,
    pub count: usize,
    weight: u32,
    total: u64,
}

impl Chance for Branching {
    fn draw(&mut self, _step: u32, _k: u32, weights: &[u32]) -> usize {
        self.count = weights.len();
        self.total = weights.iter().map(|weight| u64::from(*weight)).sum();
        self.weight = weights[self.take];
        self.take
    }
}

/// An available action: a move on offer, as found in a state.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) struct OfferedMove {
    /// What is offered, by content: states that look alike offer the same, in the same order.
    pub content: u32,
    pub wording: u8,
    pub taken: Move,
}

/// Calls `each` with every move on offer in file order, and its wording; `holds` decides conditions.
pub(in crate::solver) fn each_offer(
    scenario: &Scenario,
    state: &State,
    mut holds: impl FnMut(&Condition) -> bool,
    mut each: impl FnMut(Move, u8),
) {
    for id in scenario.scene(state.scene).choice_ids() {
        let choice = scenario.choice(id);
        let used_up = choice.once && choice.tracked.is_some_and(|taken| state.marked(taken));
        if used_up || !holds(&choice.when) {
            continue;
        }
        let wording = choice.texts.iter().position(|one| holds(&one.when));
        let wording = u8::try_from(wording.unwrap_or(0)).unwrap_or(u8::MAX).min(MOST_WORDINGS);
        let answers = choice.pick.as_ref().map_or(&[0][..], |pick| &pick.answers);
        for picked in answers {
            each(Move { choice: id, picked: *picked }, wording);
        }
    }
}

/// The labels (kinds) of edges found so far, each numbered once.
#[derive(Debug)]
pub(in crate::solver) struct EdgeKinds {
    keys: Keys,
    pub all: Vec<EdgeKind>,
    /// Kinds that differ in nothing but the value of their ending: their numbers by value.
    families: Keys,
    by_value: Vec<[u32; VALUES]>,
}

/// How many values an ending may have, with room to spare.
const VALUES: usize = 256;

/// What a step came to.
pub(in crate::solver) struct Came<'s> {
    pub offer: OfferedMove,
    pub outcome: u16,
    pub evidence: u32,
    pub answers: u32,
    pub chance: &'s Branching,
    pub before: &'s State,
    pub after: &'s State,
}

impl EdgeKinds {
    pub(in crate::solver) fn new() -> Self {
        Self { keys: Keys::new(4), all: Vec::new(), families: Keys::new(4), by_value: Vec::new() }
    }

    /// Bytes held.
    pub(in crate::solver) fn bytes(&self) -> usize {
        self.keys.bytes()
            + self.families.bytes()
            + self.all.capacity() * size_of::<EdgeKind>()
            + self.by_value.capacity() * size_of::<[u32; VALUES]>()
    }

    /// The number of the kind of a step.
    pub(in crate::solver) fn number(&mut self, scenario: &Scenario, came: &Came<'_>) -> u32 {
        self.intern(&came.kind(scenario))
    }

    /// The number of what is the same in kinds that differ in nothing but the value of their ending.
    pub(in crate::solver) fn family(&mut self, kind: &EdgeKind) -> u32 {
        let ended = kind.ended.map(|(ending, _)| (ending, 0));
        let (family, new) = self.families.intern(&words(&EdgeKind { ended, ..*kind }));
        if new {
            self.by_value.push([u32::MAX; VALUES]);
        }
        family
    }

    /// The number of a kind of a family.
    pub(in crate::solver) fn in_family(&mut self, family: u32, kind: &EdgeKind, value: u8) -> u32 {
        let known = self.by_value[family as usize][usize::from(value)];
        if known != u32::MAX {
            return known;
        }
        let ended = kind.ended.map(|(ending, _)| (ending, value));
        let number = self.intern(&EdgeKind { ended, ..*kind });
        self.by_value[family as usize][usize::from(value)] = number;
        number
    }

    /// The number of a kind.
    pub(in crate::solver) fn intern(&mut self, kind: &EdgeKind) -> u32 {
        let (number, new) = self.keys.intern(&words(kind));
        if new {
            self.all.push(*kind);
        }
        number
    }
}

/// What tells a kind from others.
fn words(kind: &EdgeKind) -> [u64; 4] {
    let branch = kind.branch.unwrap_or(u16::MAX);
    let (ending, value) =
        kind.ended.map_or((u16::MAX, 0), |(ending, value)| (ending.number(), value));
    let words = [kind.taken.choice.number(), kind.taken.picked, kind.outcome, branch];
    let head = words.iter().fold(0, |key, word| key << 16 | u64::from(*word));
    let tail = u64::from(kind.evidence) << 32
        | u64::from(ending) << 16
        | u64::from(value) << 8
        | u64::from(kind.stuck) << 7
        | u64::from(kind.wording);
    [head, tail, u64::from(kind.answers) << 32 | u64::from(kind.weight), kind.total]
}

impl Came<'_> {
    /// The kind of edge that it makes.
    pub(in crate::solver) fn kind(&self, scenario: &Scenario) -> EdgeKind {
        let Came { offer, outcome, evidence, answers, chance, before, after } = *self;
        let branches = chance.count > 0;
        let (weight, total) = if branches { (chance.weight, chance.total) } else { (1, 1) };
        let fixed = ended(after).filter(|_| before.ending.is_none());
        let choice = scenario.choice(offer.taken.choice);
        let stuck = fixed.is_some()
            && goto(choice, outcome, branches.then_some(chance.take)) != Goto::End
            && after.day < scenario.clock.as_ref().map_or(u16::MAX, |clock| clock.last_day);
        EdgeKind {
            taken: offer.taken,
            wording: offer.wording,
            outcome,
            branch: branches.then_some(u16::try_from(chance.take).unwrap_or(u16::MAX)),
            evidence,
            answers,
            ended: fixed,
            stuck,
            weight,
            total,
            probability: f64::from(weight) / total as f64,
            first: chance.take == 0,
        }
    }
}

/// Where a choice leads.
fn goto(choice: &Choice, outcome: u16, branch: Option<usize>) -> Goto {
    choice.outcomes.get(usize::from(outcome)).map_or(Goto::End, |outcome| {
        branch.and_then(|at| outcome.chance.get(at)).map_or(outcome.goto, |branch| branch.goto)
    })
}

/// The ending of a state with its value, once it is fixed.
pub(in crate::solver) fn ended(state: &State) -> Option<(EndingId, u8)> {
    let value = u8::try_from(state.value.clamp(0, 255)).unwrap_or(u8::MAX);
    state.ending.map(|ending| (ending, value))
}
