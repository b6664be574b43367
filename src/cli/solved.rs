//! The analysis behind a debrief, also made in the background while the learner looks back.

use std::{ops::ControlFlow, sync::Arc, thread};

use crate::{
    coach::{ChoicesAndChance, choices_and_chance},
    engine::Session,
    scenario::Scenario,
    solver::{Beliefs, Limits, Progress, Truth},
};

/// What the analysis of a scenario says to learners.
pub(super) struct Solved {
    beliefs: Beliefs,
    truth: Truth,
}

impl Solved {
    pub(super) fn of(scenario: &Scenario) -> Self {
        Self {
            beliefs: beliefs(scenario),
            truth: Truth::of(scenario, Limits::for_players(), &mut to_the_end),
        }
    }

    /// The split of a finished play; `None` where it is not proven.
    pub(super) fn split(&self, session: &Session) -> Option<ChoicesAndChance> {
        choices_and_chance(session, &self.beliefs, Some(&self.truth))
    }
}

/// What the learner could know, solved as far as the limits for players go.
pub(super) fn beliefs(scenario: &Scenario) -> Beliefs {
    Beliefs::of(scenario, Limits::for_players(), &mut to_the_end)
}

fn to_the_end(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// An analysis that is made while other things go on, once.
#[derive(Default)]
pub(super) enum Work {
    /// Not asked for yet.
    #[default]
    Ahead,
    /// Going on.
    Under(thread::JoinHandle<Solved>),
    /// Done; `None` where it could not be.
    Done(Option<Box<Solved>>),
}

impl Work {
    /// Begins, if it has not begun.
    pub(super) fn begin(&mut self, scenario: &Arc<Scenario>) {
        if matches!(self, Self::Ahead) {
            let scenario = Arc::clone(scenario);
            let begun = thread::Builder::new()
                .name("analysis".to_owned())
                .spawn(move || Solved::of(&scenario));
            *self = begun.map_or(Self::Done(None), Self::Under);
        }
    }

    /// What came of it; waits for it.
    pub(super) fn result(&mut self) -> Option<&Solved> {
        *self = match std::mem::take(self) {
            Self::Under(work) => Self::Done(work.join().ok().map(Box::new)),
            before => before,
        };
        match self {
            Self::Done(solved) => solved.as_deref(),
            Self::Ahead | Self::Under(_) => None,
        }
    }
}
