//! What can go wrong with the records, in words: what happened, what is kept, what to do.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use rusqlite::ErrorCode;

use super::{AttemptId, SourceFault};
use crate::{diagnostic::Diagnostic, engine::ReplayError, text::SourceFile};

/// Something to tell the player once, after opening the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningNotice {
    /// What happened, what is kept, what to do.
    pub text: String,
}

impl fmt::Display for OpeningNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Records could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// No room is left.
    #[error(
        "{}: the disk is full. Everything before this is kept; this waits and is written as soon as \
         there is room. Free some space and go on",
        path.display()
    )]
    DiskFull {
        /// The database.
        path: PathBuf,
    },
    /// Writing is not allowed.
    #[error(
        "{}: the records cannot be written to. Everything before this is kept; this waits and \
         is tried again every second. Allow writing, or choose another folder with --data-dir",
        path.display()
    )]
    ReadOnly {
        /// The database.
        path: PathBuf,
    },
    /// Another program holds the records for too long.
    #[error(
        "{}: another program is holding the records. Everything before this is kept; this waits and \
         is tried again every second",
        path.display()
    )]
    Busy {
        /// The database.
        path: PathBuf,
    },
    /// The disk does not do what it should.
    #[error(
        "{}: writing or reading failed ({detail}). Everything before this is kept; this waits and is \
         tried again every second. Check the disk and its free space",
        path.display()
    )]
    Disk {
        /// The database.
        path: PathBuf,
        /// What the database library says.
        detail: String,
    },
    /// The database was damaged while it was open.
    #[error(
        "{}: the records are damaged ({detail}). This waits and is tried again every second. Close every \
         copy of Rapport and start again: the damaged file is then set aside, and what can be read of \
         it is taken over into fresh records",
        path.display()
    )]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What the database library says.
        detail: String,
    },
    /// The database does not take what Rapport gives it.
    #[error(
        "{}: the records did not take this ({detail}). Everything before this is kept. This is a fault \
         of Rapport: please report it",
        path.display()
    )]
    Rejected {
        /// The database.
        path: PathBuf,
        /// What the database library says.
        detail: String,
    },
    /// The database holds something that Rapport never wrote.
    #[error(
        "{}: the records hold something that cannot be read ({detail}). Nothing of them was changed",
        path.display()
    )]
    Unreadable {
        /// The database.
        path: PathBuf,
        /// What the database library says.
        detail: String,
    },
    /// There is no such attempt.
    #[error("there is no attempt {0} in the records")]
    UnknownAttempt(AttemptId),
    /// A choice was to be kept before the ones in front of it.
    #[error(
        "attempt {attempt} has {kept} choices in the records, so choice {step} cannot be the next"
    )]
    Gap {
        /// The attempt.
        attempt: AttemptId,
        /// The step that was to be kept.
        step: usize,
        /// How many are kept.
        kept: usize,
    },
}

impl RecordsError {
    /// What a database error means for the player.
    pub(super) fn of(error: &rusqlite::Error, path: Option<&Path>) -> Self {
        let path = path.unwrap_or_else(|| Path::new("(records in memory)")).to_path_buf();
        let detail = said_by(error);
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly { path }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::SystemIoFailure | ErrorCode::OutOfMemory) => {
                Self::Disk { path, detail }
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { path, detail }
            }
            None => Self::Unreadable { path, detail },
            _ => Self::Rejected { path, detail },
        }
    }

    /// What stands in the way, and what can be done about it: for when nothing waits any more.
    pub(super) fn in_the_end(&self) -> String {
        match self {
            Self::DiskFull { path } => {
                format!("{}: the disk is full. Free some space", path.display())
            }
            Self::ReadOnly { path } => format!(
                "{}: the records cannot be written to. Allow writing, or choose another folder with \
                 --data-dir",
                path.display()
            ),
            Self::Busy { path } => {
                format!("{}: another program is holding the records. Close it", path.display())
            }
            Self::Disk { path, detail } => format!(
                "{}: writing failed ({detail}). Check the disk and its free space",
                path.display()
            ),
            Self::Damaged { path, detail } => {
                format!("{}: the records are damaged ({detail})", path.display())
            }
            Self::Rejected { .. }
            | Self::Unreadable { .. }
            | Self::UnknownAttempt(_)
            | Self::Gap { .. } => self.to_string(),
        }
    }

    /// Whether the same write may succeed later.
    pub(super) fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::DiskFull { .. }
                | Self::ReadOnly { .. }
                | Self::Busy { .. }
                | Self::Disk { .. }
                | Self::Damaged { .. }
        )
    }
}

/// What the database library says of an error, without the statement: nobody can do anything with that.
pub(super) fn said_by(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}

/// A play is not on disk, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSaved {
    /// How many of its choices are there.
    pub kept: usize,
    /// Why not all, and what can be done: a sentence without its stop.
    pub why: String,
}

/// An attempt cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum ResumeError {
    /// The records could not be read.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The version of the scenario is not in the records.
    #[error(
        "the version of the scenario that attempt {0} was played on is not in the records. The \
         attempt stays in your history; start the scenario anew"
    )]
    SourceLost(AttemptId),
    /// The version of the scenario is not what it was: its text does not have its hash.
    #[error(
        "attempt {0} is kept, but the text of the scenario that it was played on was changed since, so it \
         cannot be gone on with. The attempt stays in your history; the scenario can be started anew"
    )]
    SourceChanged(AttemptId),
    /// The version of the scenario cannot be read.
    #[error(
        "attempt {0} is kept, but the text of the scenario that it was played on is damaged ({1}), so it \
         cannot be gone on with. The attempt stays in your history; the scenario can be started anew"
    )]
    SourceDamaged(AttemptId, String),
    /// A choice of a finished attempt cannot be read.
    #[error(
        "choice {1} of attempt {0} cannot be read, so it cannot be shown again. Its result stays in your \
         history, and `rapport doctor` says what is damaged"
    )]
    ChoiceLost(AttemptId, usize),
    /// This build no longer accepts that version.
    #[error(
        "this version of Rapport cannot read the scenario that the attempt was played on: {}. The \
         attempt stays in your history; start the scenario anew",
        diagnostics.first().map_or("it is not readable", |first| first.headline.as_str())
    )]
    NoLongerLoads {
        /// That version of the scenario.
        file: Box<SourceFile>,
        /// What is wrong with it.
        diagnostics: Vec<Diagnostic>,
    },
    /// The choices no longer fit.
    #[error("{0}. The attempt stays in your history; start the scenario anew")]
    Replay(ReplayError),
}

impl ResumeError {
    /// That the version of an attempt is not what it was.
    #[must_use]
    pub fn of_source(attempt: AttemptId, fault: SourceFault) -> Self {
        match fault {
            SourceFault::Missing => Self::SourceLost(attempt),
            SourceFault::Changed => Self::SourceChanged(attempt),
            SourceFault::Unreadable(why) => Self::SourceDamaged(attempt, why),
        }
    }

    /// Whether a later start may go on with it: the text may come back with a library that has it.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Records(_) | Self::SourceChanged(_) | Self::SourceDamaged(..) => true,
            Self::SourceLost(_)
            | Self::ChoiceLost(..)
            | Self::NoLongerLoads { .. }
            | Self::Replay(_) => false,
        }
    }
}
