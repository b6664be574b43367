//! What there is to say of an attempt beside what happens in it.

use crate::{
    engine::{BadDraw, NotOffered, Stopped},
    store::{AttemptId, OpeningNotice, RecordsError, ResumeError, SourceFault},
};

/// What the player should be told of how an attempt is kept. Play goes on in every case.
#[derive(Debug, thiserror::Error)]
pub enum Note {
    /// Something could not be kept or read yet.
    #[error(transparent)]
    Trouble(#[from] RecordsError),
    /// Something has happened to the records.
    #[error("{0}")]
    Records(OpeningNotice),
    /// An attempt cannot be gone on with, and stays as it is.
    #[error("{}", ResumeError::of_source(*.0, .1.clone()))]
    Stranded(AttemptId, SourceFault),
    /// A choice of the attempt cannot be read, so it is gone on with from before it.
    #[error(
        "decision {} of this play cannot be read any more. You go on from before it; the play as it was \
         stays in your history",
        .0 + 1
    )]
    ChoiceLost(usize),
    /// Another copy of the game has gone on with the attempt, so this one has become one of its own.
    #[error(
        "another copy of Rapport has gone on with this play. Nothing of it was changed; yours is kept as \
         a play of its own"
    )]
    OtherWindow,
    /// The attempt begins in hindsight.
    #[error(
        "This play begins with what was given and not with your own choices, so it stays out of your \
         progress."
    )]
    InHindsight,
    /// The attempt was replayed as far as it fits, and goes on from there as a fork.
    #[error(
        "this version of Rapport plays the scenario differently from decision {} on ({}). You go on from \
         there; the play as it was stays in your history",
        .0.step + 1,
        .0.refusal
    )]
    Stopped(Stopped),
    /// An attempt that cannot be gone on with any more is set aside.
    #[error("{0}. A new play begins")]
    Lost(ResumeError),
}

/// Why an attempt cannot begin as asked. Nothing is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotBegin {
    /// A forced draw cannot be.
    #[error(transparent)]
    Draw(#[from] BadDraw),
    /// A given choice is not on offer.
    #[error("choice {number}: {refusal}")]
    Choice {
        /// Which one, from 1.
        number: usize,
        /// What was wrong.
        refusal: NotOffered,
    },
}

/// Why nothing can be played on a scenario that was begun.
#[derive(Debug, thiserror::Error)]
pub enum CannotGoOn {
    /// The attempt cannot be gone on with, and there is nothing to begin anew.
    #[error(transparent)]
    Resume(#[from] ResumeError),
    /// The attempt cannot be gone on with, and another cannot begin.
    #[error(transparent)]
    Begin(#[from] CannotBegin),
}

/// Why play does not go back. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoGoingBack {
    /// An assessment is played once.
    #[error("this play is an assessment: nothing in it is taken back, nor played on from")]
    Assessment,
    /// The other choice is not on offer there.
    #[error(transparent)]
    NotOffered(#[from] NotOffered),
}
