//! The settings, and every key.

use super::{Command, Look};

/// What the settings screen shows; the settings themselves are in `look`.
#[derive(Clone, Copy)]
pub struct SettingsView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// Portraits that the player can choose.
    pub portraits: &'a [&'a str],
}

/// What the settings screen remembers.
#[derive(Debug, Default)]
pub struct SettingsLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The settings screen.
pub fn settings_ui(
    ui: &mut egui::Ui,
    view: &SettingsView<'_>,
    local: &mut SettingsLocal,
) -> Option<Command> {
    let _ = (ui, view, local);
    None
}
