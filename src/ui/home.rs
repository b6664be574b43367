//! The home screen: go on, practise, look back, set things up.

use super::{Command, Look};

/// What the home screen shows.
#[derive(Clone, Copy)]
pub struct HomeView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The newest unfinished attempt.
    pub unfinished: Option<&'a Unfinished>,
    /// The if-then sentence that was kept last.
    pub commitment: Option<&'a str>,
    /// Whether the game runs for the first time.
    pub first_launch: bool,
    /// What the player should know: "The records could not be read and were set aside as …".
    pub notices: &'a [String],
}

/// An attempt that was not played to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Title of the scenario.
    pub title: String,
    /// Where it stands, in words: "Reaching Helen, Thursday 23 May".
    pub place: String,
    /// When it was left, in words: "yesterday".
    pub left: String,
    /// Whether the scenario's file has changed since.
    pub changed: bool,
}

/// What the home screen remembers.
#[derive(Debug, Default)]
pub struct HomeLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The home screen.
pub fn home_ui(ui: &mut egui::Ui, view: &HomeView<'_>, local: &mut HomeLocal) -> Option<Command> {
    let _ = (ui, view, local);
    None
}
