//! What the play screen shows, and what a part of it needs.

use egui::Rect;

use crate::{
    engine::{Said, Standing, View},
    scenario::Channel,
    ui::{Look, Met, look::Pen, stage::StageLayout},
};

/// What the play screen shows.
#[derive(Clone, Copy)]
pub struct PlayView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// Title of the scenario.
    pub title: &'a str,
    /// Changes whenever `view` does: the lines of a new turn arrive one after another.
    pub turn: u64,
    /// What the player can see.
    pub view: &'a View,
    /// How things stand as far as the player has read.
    pub standing: &'a Standing,
    /// Whether something was hidden that the debrief tells.
    pub has_truths: bool,
    /// Who the player is.
    pub player: PlayerView<'a>,
    /// The title card, while it is to be shown: on the first turn of a new attempt.
    pub card: Option<TitleCard<'a>>,
    /// Before which of `view.said` an act break or the ending is shown: the first line of the new scene, or
    /// of the epilogue; `None`: where it most likely is.
    pub break_at: Option<usize>,
    /// Everything said so far.
    pub transcript: &'a [Said],
    /// The decisions so far.
    pub decisions: &'a [PastDecision],
    /// Phrases and what they mean.
    pub glossary: &'a [(Box<str>, Box<str>)],
    /// Whether the days of the calendar are working days.
    pub working_days: bool,
    /// Whether decisions can be taken back.
    pub can_rewind: bool,
    /// What the player should know: "This could not be saved: the disk is full …".
    pub notice: Option<&'a str>,
}

/// Who the player is.
#[derive(Debug, Clone, Copy)]
pub struct PlayerView<'a> {
    /// Name.
    pub name: &'a str,
    /// Role.
    pub role: &'a str,
}

/// The title card.
#[derive(Debug, Clone, Copy)]
pub struct TitleCard<'a> {
    /// Title of the scenario.
    pub title: &'a str,
    /// One line under it.
    pub tagline: Option<&'a str>,
    /// Which of the hidden reasons were met.
    pub met: Option<&'a Met>,
}

/// A decision taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastDecision {
    /// Position among the play's choices, from 0: going back to it keeps so many choices.
    pub step: usize,
    /// Short name of the scene.
    pub scene: String,
    /// When, in words.
    pub when: String,
    /// Channel used.
    pub channel: Channel,
    /// What was said or done.
    pub text: String,
}

/// Everything that a part of the play screen needs.
#[derive(Clone, Copy)]
pub(in crate::ui) struct PlayContext<'a> {
    pub(super) pen: Pen<'a>,
    pub(super) view: &'a PlayView<'a>,
    /// The whole window.
    pub(super) whole: Rect,
    /// Where the stage is drawn.
    pub(super) stage: Rect,
    /// Who stands where on it.
    pub(super) places: &'a StageLayout,
}
