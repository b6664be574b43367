//! Why a command stopped, and with which exit code.

use std::{io, process::ExitCode};

use crate::{
    practice::{CannotBegin, CannotGoOn},
    store::{ReadError, RecordsError},
};

/// Why a command stopped before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// There are findings, and they were told.
    Findings,
    /// The run failed.
    Failed(String),
    /// Wrong usage, a missing file, input or output.
    Usage(String),
    /// Whoever was reading has gone.
    Unread,
}

impl Stop {
    /// Tells what there is to tell, and gives the exit code.
    pub(super) fn exit(self) -> ExitCode {
        match self {
            Self::Findings => ExitCode::from(1),
            Self::Failed(why) => {
                super::tell(format_args!("error: {why}"));
                ExitCode::from(1)
            }
            Self::Usage(why) => {
                super::tell(format_args!("error: {why}"));
                ExitCode::from(2)
            }
            Self::Unread => ExitCode::SUCCESS,
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::Usage(format!("input or output failed: {error}")),
        }
    }
}

impl From<CannotBegin> for Stop {
    fn from(error: CannotBegin) -> Self {
        match error {
            CannotBegin::Draw(_) => Self::Usage(error.to_string()),
            CannotBegin::Choice { .. } => Self::Failed(error.to_string()),
        }
    }
}

impl From<CannotGoOn> for Stop {
    fn from(error: CannotGoOn) -> Self {
        match error {
            CannotGoOn::Resume(_) => Self::Usage(error.to_string()),
            CannotGoOn::Begin(error) => error.into(),
        }
    }
}

impl From<RecordsError> for Stop {
    fn from(error: RecordsError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Self::from(io::Error::from(error))
    }
}
