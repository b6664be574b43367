//! The play screen: a stage above, what you can do below.

use egui::Rect;

use super::{Command, Look, Met};
use crate::{
    engine::{Said, View},
    scenario::Channel,
};

/// What the play screen shows.
#[derive(Clone, Copy)]
pub struct PlayView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// Changes whenever `view` does: the lines of a new turn arrive one after another.
    pub turn: u64,
    /// What the player can see.
    pub view: &'a View,
    /// Who the player is.
    pub player: Player<'a>,
    /// The title card, while it is to be shown: on the first turn of a new attempt.
    pub card: Option<TitleCard<'a>>,
    /// Before which of `view.said` an act break or the ending is shown; `None`: after the last day that
    /// passes, else after the last line.
    pub break_at: Option<usize>,
    /// Everything said so far.
    pub transcript: &'a [Said],
    /// The decisions so far.
    pub decisions: &'a [PastDecision],
    /// Phrases and what they mean.
    pub glossary: &'a [(Box<str>, Box<str>)],
    /// Whether decisions can be taken back.
    pub can_rewind: bool,
    /// What the player should know: "This could not be saved: the disk is full …".
    pub notice: Option<&'a str>,
}

/// Who the player is.
#[derive(Debug, Clone, Copy)]
pub struct Player<'a> {
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

/// What the play screen remembers.
#[derive(Debug)]
pub struct PlayLocal {
    /// Where the stage is drawn, in points; written every frame.
    pub stage_rect: Rect,
    /// Something moves: draw again at once.
    pub animating: bool,
    /// Nothing moves, but something is due: draw again after so many seconds.
    pub wakes_in: Option<f32>,
    /// How many of `view.said` have been shown, the one being read included.
    pub shown: usize,
}

impl Default for PlayLocal {
    fn default() -> Self {
        Self { stage_rect: Rect::NOTHING, animating: false, wakes_in: None, shown: 0 }
    }
}

/// The play screen.
pub fn play_ui(ui: &mut egui::Ui, view: &PlayView<'_>, local: &mut PlayLocal) -> Option<Command> {
    let _ = (ui, view, local);
    None
}
