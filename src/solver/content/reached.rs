//! Coverage: what was ever reached, and by which edge first, which is a shortest witness since
//! states are explored in order of steps.

use super::conditional::ConditionalIndex;
use crate::{
    engine::{Notice, State},
    scenario::{ChoiceId, EndingId, ReactionId, Scenario, SceneId},
};

/// Not reached.
const NEVER: u32 = u32::MAX;

/// How something was first reached: by an edge, or in the opening of one way to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::solver) enum Via {
    Edge(u32),
    Opening(u32),
}

impl Via {
    /// As one number: openings have the top bit.
    pub(in crate::solver) fn code(self) -> u32 {
        match self {
            Self::Edge(edge) => edge,
            Self::Opening(initial) => initial | 1 << 31,
        }
    }

    pub(in crate::solver) fn from_code(code: u32) -> Self {
        if code >> 31 == 1 { Self::Opening(code & !(1 << 31)) } else { Self::Edge(code) }
    }
}

/// Witnesses of coverage: the first ways to everything that can be reached.
#[derive(Debug)]
pub(in crate::solver) struct Reached {
    scenes: Box<[u32]>,
    choices: Box<[u32]>,
    lines: Box<[u32]>,
    reactions: Box<[u32]>,
    endings: Box<[u32]>,
    /// Outcomes, choice by choice.
    outcomes: Box<[Box<[u32]>]>,
    /// Wordings, choice by choice.
    wordings: Box<[Box<[u32]>]>,
    /// Evidence, choice by choice.
    evidence: Box<[Box<[u32]>]>,
    effects: Box<[u32]>,
    known: ConditionalIndex,
}

/// Something that can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A scene is entered.
    Scene(SceneId),
    /// A choice is on offer.
    Choice(ChoiceId),
    /// A line is said, by its number.
    Line(u32),
    /// A reaction fires.
    Reaction(ReactionId),
    /// An ending is fixed.
    Ending(EndingId),
    /// An outcome of a choice applies.
    Outcome(ChoiceId, u16),
    /// A wording of a choice is shown.
    Wording(ChoiceId, u16),
    /// Evidence of a choice counts.
    Evidence(ChoiceId, u16),
    /// A conditional part of effects applies, by its number: see [`crate::solver::conditionals`].
    Effect(u32),
}

impl Reached {
    pub(in crate::solver) fn nothing(scenario: &Scenario) -> Self {
        let never = |count: usize| vec![NEVER; count].into_boxed_slice();
        let known = ConditionalIndex::of(scenario);
        let choices = &scenario.choices;
        Self {
            scenes: never(scenario.scenes.len()),
            choices: never(scenario.choices.len()),
            lines: never(scenario.line_count as usize),
            reactions: never(scenario.reactions.len()),
            endings: never(scenario.endings.len()),
            outcomes: choices.iter().map(|choice| never(choice.outcomes.len())).collect(),
            wordings: choices.iter().map(|choice| never(choice.texts.len())).collect(),
            evidence: choices.iter().map(|choice| never(choice.evidence.len())).collect(),
            effects: never(known.count),
            known,
        }
    }

    fn place(&mut self, item: Item) -> Option<&mut u32> {
        match item {
            Item::Scene(id) => self.scenes.get_mut(id.index()),
            Item::Choice(id) => self.choices.get_mut(id.index()),
            Item::Line(number) => self.lines.get_mut(number as usize),
            Item::Reaction(id) => self.reactions.get_mut(id.index()),
            Item::Ending(id) => self.endings.get_mut(id.index()),
            Item::Outcome(id, at) => self.outcomes[id.index()].get_mut(usize::from(at)),
            Item::Wording(id, at) => self.wordings[id.index()].get_mut(usize::from(at)),
            Item::Evidence(id, at) => self.evidence[id.index()].get_mut(usize::from(at)),
            Item::Effect(number) => self.effects.get_mut(number as usize),
        }
    }

    pub(in crate::solver) fn note(&mut self, item: Item, via: u32) {
        if let Some(place) = self.place(item)
            && *place == NEVER
        {
            *place = via;
        }
    }

    /// Hears that a conditional part of effects applies.
    pub(in crate::solver) fn notice(
        &mut self,
        scenario: &Scenario,
        (state, notice): (&State, Notice<'_>),
        via: u32,
    ) {
        if let Some(number) = self.known.applied(scenario, state, notice) {
            self.note(Item::Effect(number), via);
        }
    }

    pub(in crate::solver) fn via(&self, item: Item) -> Option<Via> {
        let code = match item {
            Item::Scene(id) => self.scenes.get(id.index()),
            Item::Choice(id) => self.choices.get(id.index()),
            Item::Line(number) => self.lines.get(number as usize),
            Item::Reaction(id) => self.reactions.get(id.index()),
            Item::Ending(id) => self.endings.get(id.index()),
            Item::Outcome(id, at) => self.outcomes[id.index()].get(usize::from(at)),
            Item::Wording(id, at) => self.wordings[id.index()].get(usize::from(at)),
            Item::Evidence(id, at) => self.evidence[id.index()].get(usize::from(at)),
            Item::Effect(number) => self.effects.get(number as usize),
        };
        code.copied().filter(|code| *code != NEVER).map(Via::from_code)
    }
}
