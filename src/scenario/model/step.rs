//! What a step of play reads of scenes and choices, for those who follow a step from outside the engine.
//!
//! Liveness goes back over a step and the PRISM export writes it as expressions. Both take apart what is here
//! by name, so that a field that a step comes to read does not compile before they know it.

use super::{
    Branch, Choice, Condition, Effect, Evidence, FlagId, Goto, Line, Outcome, Pick, Scene, Wording,
};
use crate::scenario::Channel;

/// What a step reads of a choice, by the time of reading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChoiceStep<'s> {
    pub when: &'s Condition,
    pub once: bool,
    pub texts: &'s [Wording],
    pub evidence: &'s [Evidence],
    pub tracked: Option<FlagId>,
    pub pick: Option<&'s Pick>,
    pub effects: &'s [Effect],
    pub outcomes: &'s [Outcome],
}

/// What a step reads of a scene that it enters; the choices are read by the step after it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SceneStep<'s> {
    pub via: Channel,
    pub lines: &'s [Line],
}

/// What a step reads of an outcome that applies, and of the branch of chance that it takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OutcomeStep<'s> {
    pub takes: u16,
    pub goto: Goto,
    /// The outcome's, then the branch's.
    pub effects: [&'s [Effect]; 2],
    pub lines: [&'s [Line]; 2],
}

impl Outcome {
    /// What a step reads of it once it applies, and chance has taken this branch.
    pub(crate) fn step<'s>(&'s self, branch: Option<&'s Branch>) -> OutcomeStep<'s> {
        let Self { takes, effects, lines, goto, when: _, chance: _, weights: _, node: _ } = self;
        let Some(branch) = branch else {
            let (effects, lines) = ([&**effects, &[]], [&**lines, &[]]);
            return OutcomeStep { takes: *takes, goto: *goto, effects, lines };
        };
        let Branch { takes, goto, effects: more, lines: further, event: _, node: _ } = branch;
        let (effects, lines) = ([&**effects, more], [&**lines, further]);
        OutcomeStep { takes: *takes, goto: *goto, effects, lines }
    }
}

impl Choice {
    /// What a step reads of it.
    pub(crate) fn step(&self) -> ChoiceStep<'_> {
        let Self {
            when,
            once,
            texts,
            evidence,
            tracked,
            pick,
            effects,
            outcomes,
            node: _,
            id: _,
            scene: _,
            via: _,
            to: _,
            addressees: _,
            // The outcomes have taken it over.
            takes: _,
            intent: _,
            tempting_because: _,
            habit: _,
            timer: _,
            appears_after: _,
            commitment: _,
            own_words: _,
            note: _,
            beneath: _,
        } = self;
        let (once, tracked, pick) = (*once, *tracked, pick.as_ref());
        ChoiceStep { when, once, texts, evidence, tracked, pick, effects, outcomes }
    }
}

impl Scene {
    /// What a step reads of it.
    pub(crate) fn step(&self) -> SceneStep<'_> {
        let Self {
            via,
            lines,
            node: _,
            id: _,
            title: _,
            act: _,
            place: _,
            minute: _,
            with: _,
            pinned: _,
            choices: _,
        } = self;
        SceneStep { via: *via, lines }
    }
}
