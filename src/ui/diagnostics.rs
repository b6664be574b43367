//! What is wrong with a scenario file, line by line.

use super::{Command, Look};
use crate::{diagnostic::Diagnostic, text::SourceFile};

/// What the diagnostics screen shows.
#[derive(Clone, Copy)]
pub struct DiagnosticsView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The file, as the player knows it.
    pub file: &'a str,
    /// Its text; `None` where it could not be read.
    pub source: Option<&'a SourceFile>,
    /// What is wrong with it.
    pub diagnostics: &'a [Diagnostic],
    /// Why it could not be read at all.
    pub unreadable: Option<&'a str>,
}

/// What the diagnostics screen remembers.
#[derive(Debug, Default)]
pub struct DiagnosticsLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The diagnostics screen.
pub fn diagnostics_ui(
    ui: &mut egui::Ui,
    view: &DiagnosticsView<'_>,
    local: &mut DiagnosticsLocal,
) -> Option<Command> {
    let _ = (ui, view, local);
    None
}
