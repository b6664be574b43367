//! The Bevy app: window, stage, and the screens it hosts.

#![expect(clippy::needless_pass_by_value, reason = "Bevy hands systems their parameters by value")]

mod app;
mod drive;
mod faces;
mod host;
mod pace;
mod painter;
mod raster;
mod resources;
mod screen;
mod screens;
mod stage;
mod stillness;
mod window;

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

/// Plays the game in a window until the player leaves it.
///
/// # Errors
///
/// Returns [`NoWindow`] where there is no display or no graphics adapter; nothing has been shown
/// or printed then, and the terminal can take over.
pub fn run(options: GameOptions) -> Result<GameExit, NoWindow> {
    window::has_display()?;
    let opening = host::Opening::begin(&options);
    let unsaved = host::Unsaved::default();
    let seen = unsaved.clone();
    let mut outcome =
        window::guarded(move |opened| app::build(options, opening, opened, unsaved).run())?;
    outcome.unsaved = seen.take();
    Ok(outcome)
}
