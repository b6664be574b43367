//! How much of a report is told: plays and findings may be many, and Ctrl-C leaves most of them out.

use std::cell::Cell;

use crate::{
    engine::Save,
    scenario::Scenario,
    solver::{Item, StateMdp},
};

/// How many choices the plays of one part of a report have all together, at most: in a long chain of scenes
/// they would grow with its square.
const MOST_CHOICES: usize = 1 << 18;
/// The same after Ctrl-C: what a usual scenario needs for its endings, and written in no time.
const FEW_CHOICES: usize = 1 << 11;
/// How many findings are told after Ctrl-C.
const FEW_FINDINGS: usize = 100;

/// How much of a report is told.
pub(super) struct Extent<'s> {
    /// Whether somebody pressed Ctrl-C.
    stops: &'s dyn Fn() -> bool,
    is_abridged: Cell<bool>,
}

impl<'s> Extent<'s> {
    /// All of it, until that says to stop.
    pub(super) fn until(stops: &'s dyn Fn() -> bool) -> Self {
        Self { stops, is_abridged: Cell::new(false) }
    }

    /// Whether Ctrl-C left anything out so far.
    pub(super) fn is_abridged(&self) -> bool {
        self.is_abridged.get()
    }

    pub(super) fn is_stopped(&self) -> bool {
        (self.stops)()
    }

    /// Whether one more finding is told after so many.
    pub(super) fn tells_after(&self, findings: usize) -> bool {
        let is_told = findings < FEW_FINDINGS || !self.is_stopped();
        self.is_abridged.set(self.is_abridged.get() || !is_told);
        is_told
    }

    /// The plays of one part of a report.
    pub(super) fn plays<'a>(&'a self, scenario: &'a Scenario, truth: &'a StateMdp) -> Plays<'a> {
        Plays { extent: self, scenario, truth, left: MOST_CHOICES, left_out: 0 }
    }
}

/// Shortest plays to what can be reached, as long as all together are not too long.
pub(super) struct Plays<'a> {
    extent: &'a Extent<'a>,
    scenario: &'a Scenario,
    truth: &'a StateMdp,
    /// How many choices there is room for.
    left: usize,
    /// How many plays there was no room for.
    pub(super) left_out: usize,
}

impl Plays<'_> {
    /// A shortest play to something; `None` where there is none, where none is known, or no room for it.
    pub(super) fn to(&mut self, item: Item) -> Option<Save> {
        let is_hurried = self.extent.is_stopped();
        if is_hurried {
            self.left = self.left.min(FEW_CHOICES);
        }
        let play = self.truth.witness(self.scenario, item, self.left);
        match &play {
            Some(play) => self.left = self.left.saturating_sub(play.choices.len()),
            None if self.truth.reaches(item) == Some(true) => {
                self.left_out += 1;
                // Looking for plays that are too long costs no more than telling those that are not.
                self.left /= 2;
                self.extent.is_abridged.set(self.extent.is_abridged.get() || is_hurried);
            }
            None => {}
        }
        play
    }
}
