//! Bounds on an analysis, its progress, and a way to stop it.

use std::{
    cell::{Cell, RefCell},
    ops::ControlFlow,
};

use crate::scenario::{Effect, Scenario, Trigger};

/// How far an analysis may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most states, and most beliefs; they are found in batches, so a few dozen more may be held.
    pub max_states: usize,
    /// Most bytes of working memory, roughly, for each part of the analysis.
    pub max_bytes: usize,
}

impl Limits {
    /// What an analysis may use on the computer of somebody who only wants to play.
    #[must_use]
    pub const fn for_players() -> Self {
        Self { max_states: 3_000_000, max_bytes: gibibytes(2) }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_states: 5_000_000, max_bytes: gibibytes(6) }
    }
}

/// So many bytes, or all that an address of this platform can reach: 32 bits end below six of them.
const fn gibibytes(count: usize) -> usize {
    count.saturating_mul(1 << 30)
}

/// What an analysis is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Working out what must be known of a state.
    Preparation,
    /// Finding every state.
    States,
    /// Computing values over states.
    Values,
    /// Computing how the plays of each bot go.
    Bots,
    /// What comes of every bot within each value of the hidden draws.
    Draws,
    /// Distribution of the levels of each competency.
    Levels,
    /// Finding every state as far as the player's knowledge goes.
    Observations,
    /// Finding everything that the player can know.
    Beliefs,
    /// Proving what lessons claim.
    Lessons,
    /// Best play that sees nothing but what is on offer.
    OpenLoop,
    /// Playing at random where exact figures are not proven.
    Sample,
    /// What is said of content, choices and plays.
    Findings,
    /// Writing a model.
    Export,
}

impl Phase {
    /// Whether this is a part of the report that makes the most of what was worked out: sampled plays and
    /// findings. Whoever stops an analysis for want of time keeps a little for it.
    #[must_use]
    pub const fn is_closing(self) -> bool {
        matches!(self, Self::Sample | Self::Findings)
    }
}

/// How far an analysis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// How many it has done: states, beliefs.
    pub done: usize,
    /// How many it has found so far.
    pub found: usize,
}

/// Hears of progress; breaking stops the analysis, which then reports what it has.
pub type Watch<'w> = &'w mut dyn FnMut(Progress) -> ControlFlow<()>;

/// The same, heard from several threads at once.
pub type SharedWatch<'w> = &'w (dyn Fn(Progress) -> ControlFlow<()> + Sync);

/// How much work is done between two reports: of the size of looking at an edge, some ten nanoseconds.
const TICK: usize = 1 << 16;

/// Reports to a watch after so much work, whatever the work is: every phase counts what it does, in
/// preparation as in findings, so that a stop is heeded everywhere. Once the watch broke, nothing of what was
/// begun goes on.
pub(super) struct Pulse<'w> {
    /// `None` where nobody watches.
    watch: Option<RefCell<Watch<'w>>>,
    at: Cell<Progress>,
    /// Work until the next report.
    left: Cell<usize>,
    is_stopped: Cell<bool>,
}

impl<'w> Pulse<'w> {
    pub(super) fn of(watch: Watch<'w>, phase: Phase) -> Self {
        Self { watch: Some(RefCell::new(watch)), ..Self::unwatched(phase) }
    }

    /// For work that nobody watches.
    pub(super) fn unwatched(phase: Phase) -> Self {
        let at = Cell::new(Progress { phase, done: 0, found: 0 });
        Self { watch: None, at, left: Cell::new(TICK), is_stopped: Cell::new(false) }
    }

    /// Begins a phase, and reports; `None` once it was stopped.
    pub(super) fn begin(&self, phase: Phase) -> Option<()> {
        self.tell(phase, 0, 0);
        self.report()
    }

    /// Notes how far it is, for the next report.
    pub(super) fn tell(&self, phase: Phase, done: usize, found: usize) {
        self.at.set(Progress { phase, done, found });
    }

    /// Counts work; `None` once it was stopped.
    pub(super) fn beat(&self, work: usize) -> Option<()> {
        let left = self.left.get();
        if work < left {
            self.left.set(left - work);
            return if self.is_stopped.get() { None } else { Some(()) };
        }
        self.report()
    }

    /// Reports at once; `None` once it was stopped.
    pub(super) fn report(&self) -> Option<()> {
        self.left.set(TICK);
        if !self.is_stopped.get()
            && let Some(watch) = &self.watch
            && let Ok(mut watch) = watch.try_borrow_mut()
            && watch(self.at.get()).is_break()
        {
            self.is_stopped.set(true);
        }
        if self.is_stopped.get() { None } else { Some(()) }
    }

    /// Begins what may have time of its own, though something before it was stopped: the watch says.
    pub(super) fn begin_anew(&self, phase: Phase) -> Option<()> {
        self.is_stopped.set(false);
        self.begin(phase)
    }
}

/// The work of a day that passes, at most about: its effects, and the reactions to it.
pub(super) fn daily_work(scenario: &Scenario) -> usize {
    fn effects(list: &[Effect]) -> usize {
        let parts =
            |effect: &Effect| effect.parts().iter().map(|list| effects(list)).sum::<usize>();
        list.iter().map(|effect| 4 + parts(effect)).sum()
    }
    let daily = scenario.clock.as_ref().map_or(0, |clock| effects(&clock.each_day));
    let reactions = scenario.reactions.iter().filter(|one| one.on == Trigger::Day);
    daily + reactions.map(|one| 4 + effects(&one.effects)).sum::<usize>()
}
