//! Bounds on an analysis, its progress, and a way to stop it.

use std::ops::ControlFlow;

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

/// How many states go by between two reports.
pub(super) const TICK: usize = 4096;
