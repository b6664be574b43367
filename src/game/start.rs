//! With what the game is started, and how it ends.

use std::{fmt, path::PathBuf};

use crate::practice::Start;

/// What the game is told when it is started.
#[derive(Debug, Clone, Default)]
pub struct GameOptions {
    /// Data folder: records, settings, own scenarios, crash reports.
    pub data_folder: Option<PathBuf>,
    /// Folders and files given beside the library's own.
    pub given: Vec<PathBuf>,
    /// Scenario to start with, by id or path; otherwise the home screen.
    pub scenario: Option<PathBuf>,
    /// With what its play begins, if that is given.
    pub start: Option<Start>,
}

/// How the game ended, once it had a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GameExit {
    /// Whether it was left by its player, not by a fault.
    pub success: bool,
    /// Why something of the play is not on disk, if something is not.
    pub unsaved: Option<String>,
}

/// Why no window could be opened, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoWindow {
    /// The reason, in lower case and without a full stop.
    pub reason: String,
}

impl fmt::Display for NoWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no window can be opened: {}", self.reason)
    }
}

impl std::error::Error for NoWindow {}
