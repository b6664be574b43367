//! The debrief: a conversation, one thing at a time.

use super::{Command, Feeling, Look, Met};
use crate::coach::Debrief;

/// What the debrief shows.
#[derive(Clone, Copy)]
pub struct DebriefView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The debrief.
    pub debrief: &'a Debrief,
    /// Changes when another debrief is shown.
    pub attempt: u64,
    /// How it felt, if the learner said so.
    pub feeling: Option<Feeling>,
    /// The sentence that was kept; `None`: the one in the debrief, not kept yet.
    pub kept: Option<&'a str>,
    /// Sentences to choose from.
    pub suggestions: &'a [String],
    /// Which of the hidden reasons were met, this one included.
    pub met: Option<&'a Met>,
    /// Whether play can go on from a decision.
    pub can_play_on: bool,
}

/// What the debrief remembers.
#[derive(Debug, Default)]
pub struct DebriefLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The debrief.
pub fn debrief_ui(
    ui: &mut egui::Ui,
    view: &DebriefView<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    let _ = (ui, view, local);
    None
}
