//! Progress: what was shown over time, every attempt, every sentence kept.

use super::{Command, Look};

/// What the progress screen shows.
#[derive(Clone, Copy)]
pub struct ProgressView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The competencies over time.
    pub skills: &'a [SkillHistory],
    /// The attempts, newest first.
    pub attempts: &'a [AttemptRow],
    /// The sentences kept, newest first.
    pub commitments: &'a [CommitmentRow],
}

/// One competency over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillHistory {
    /// Name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// What was shown, oldest first; only finished attempts without hindsight.
    pub points: Vec<SkillPoint>,
    /// Why it should be practised now, in words.
    pub due: Option<String>,
}

/// What one attempt showed of a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillPoint {
    /// When, in words: "3 May".
    pub when: String,
    /// Step of four.
    pub step: u8,
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// Id, for [`Command::OpenAttempt`].
    pub id: String,
    /// When, in words.
    pub when: String,
    /// Title of the scenario.
    pub scenario: String,
    /// Title of the ending; `None`: not finished.
    pub ending: Option<String>,
    /// What sets it apart: "Played on from Reaching Helen", "Two decisions taken back".
    pub marks: Vec<String>,
}

/// One sentence kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentRow {
    /// When, in words.
    pub when: String,
    /// Title of the scenario.
    pub scenario: String,
    /// The sentence.
    pub text: String,
}

/// What the progress screen remembers.
#[derive(Debug, Default)]
pub struct ProgressLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The progress screen.
pub fn progress_ui(
    ui: &mut egui::Ui,
    view: &ProgressView<'_>,
    local: &mut ProgressLocal,
) -> Option<Command> {
    let _ = (ui, view, local);
    None
}
