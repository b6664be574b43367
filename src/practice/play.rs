//! An attempt under way: the session, and where and how it is kept.

use crate::{
    coach::{Feeling, Intention},
    engine::Session,
    store::{AttemptId, KeptSource, Mode},
};

/// A play under way, or just ended, with its attempt in the records.
#[derive(Debug)]
pub struct Play {
    pub(super) session: Session,
    pub(super) kept: Kept,
    pub(super) mode: Mode,
    pub(super) hindsight: bool,
    pub(super) turn: u64,
    /// What was typed, choice by choice.
    pub(super) own_words: Vec<Option<String>>,
    pub(super) feeling: Option<Feeling>,
    pub(super) commitment: Option<Intention>,
}

/// Where a play is kept.
#[derive(Debug)]
pub(super) enum Kept {
    /// Nowhere before its first choice; then with the files that it is played from.
    NotYet(Box<KeptSource>),
    /// Under this attempt.
    Under(AttemptId),
}

impl Play {
    /// The session: what is played.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Its attempt; `None` before the first choice.
    #[must_use]
    pub fn attempt(&self) -> Option<AttemptId> {
        match self.kept {
            Kept::NotYet(_) => None,
            Kept::Under(attempt) => Some(attempt),
        }
    }

    /// The revision of what is shown: no other state of a play has this number while the service lasts.
    #[must_use]
    pub fn turn(&self) -> u64 {
        self.turn
    }

    /// How it is played.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether it stays out of progress.
    #[must_use]
    pub fn is_hindsight(&self) -> bool {
        self.hindsight
    }

    /// Whether decisions can be taken back, and played on from.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.mode == Mode::Practice
    }

    /// Whether its ending is fixed; what follows reflects on it.
    #[must_use]
    pub fn has_ending(&self) -> bool {
        self.session.finished() || self.session.decisions().iter().any(|one| one.ending.is_some())
    }

    /// What the learner typed last in place of a sentence to commit to.
    #[must_use]
    pub fn own_words(&self) -> Option<&str> {
        self.own_words.iter().rev().flatten().next().map(String::as_str)
    }

    /// How it felt, if that was said in a word we know.
    #[must_use]
    pub fn feeling(&self) -> Option<Feeling> {
        self.feeling
    }

    /// The sentence that is kept of it.
    #[must_use]
    pub fn commitment(&self) -> Option<&Intention> {
        self.commitment.as_ref()
    }
}
