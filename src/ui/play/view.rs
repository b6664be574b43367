//! What the play screen shows, and what a part of it needs.

use std::collections::BTreeSet;

use egui::Rect;

use super::words;
use crate::{
    engine::{Said, Standing, View},
    scenario::{Channel, Composition},
    text::SharedStr,
    ui::{Look, Met, look::Pen, stage::StageLayout},
};

/// What the play screen shows.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own of the play")]
#[derive(Clone, Copy)]
pub struct PlayView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// Title of the scenario.
    pub title: &'a str,
    /// About how long the whole of it takes.
    pub minutes: u16,
    /// Changes whenever `view` does: the lines of a new turn arrive one after another.
    pub turn: u64,
    /// What the player can see.
    pub view: &'a View,
    /// How things stand once so many lines of the turn were read, from none to all of them: nothing is shown
    /// before the line that brings it. Where an entry is missing, `view` counts.
    pub course: &'a [Standing],
    /// Everybody who can speak.
    pub cast: &'a [CastMember],
    /// Whether something was hidden that the debrief tells.
    pub has_truths: bool,
    /// Who the player is.
    pub player: PlayerView<'a>,
    /// The title card, while it is to be shown: on the first turn of a new attempt.
    pub card: Option<TitleCard<'a>>,
    /// The picture of the ending, once there is one.
    pub picture: Option<&'a Composition>,
    /// Before which of `view.said` an act break or the ending is shown: the first line of the new scene, or
    /// of the epilogue; `None`: where it most likely is.
    pub break_at: Option<usize>,
    /// Everything said so far.
    pub transcript: &'a [Said],
    /// The decisions so far.
    pub decisions: &'a [PastDecision],
    /// The words of lines that were read in earlier attempts: they can be skipped.
    pub known: &'a BTreeSet<SharedStr>,
    /// Whether somebody looks: the window has the focus and is not put away. Clocks stand still meanwhile.
    pub attended: bool,
    /// Phrases and what they mean.
    pub glossary: &'a [(Box<str>, Box<str>)],
    /// Whether the days of the calendar are working days.
    pub working_days: bool,
    /// Whether decisions can be taken back.
    pub can_rewind: bool,
    /// What the player should know: "This could not be saved: the disk is full …".
    pub notice: Option<&'a str>,
}

impl PlayView<'_> {
    /// How things stand once so many lines were read.
    pub(super) fn standing(&self, shown: usize) -> &Standing {
        self.course.get(shown).unwrap_or(&self.view.standing)
    }

    /// Somebody of the cast.
    pub(super) fn member(&self, id: &str) -> Option<&CastMember> {
        self.cast.iter().find(|member| member.id == id)
    }

    /// Who says a line of this turn for the first time in the play.
    pub(super) fn introduced(&self, at: usize) -> Option<&CastMember> {
        let person = words::person(&self.view.said.get(at)?.who)?;
        let before = self.transcript.len().saturating_sub(self.view.said.len());
        let earlier = self.transcript.iter().take(before).chain(self.view.said.iter().take(at));
        let mut spoke = earlier.filter(|said| !said.text.is_empty());
        let is_known =
            spoke.any(|said| words::person(&said.who).is_some_and(|it| it.id == person.id));
        self.member(&person.id).filter(|_| !is_known)
    }
}

/// Who the player is.
#[derive(Debug, Clone, Copy)]
pub struct PlayerView<'a> {
    /// Name.
    pub name: &'a str,
    /// Role.
    pub role: &'a str,
}

/// Somebody who can speak, on the stage or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastMember {
    /// Id of the cast.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Job and company.
    pub role: String,
    /// Which drawing shows them.
    pub portrait: String,
}

/// The title card.
#[derive(Debug, Clone, Copy)]
pub struct TitleCard<'a> {
    /// Title of the scenario.
    pub title: &'a str,
    /// One line under it.
    pub tagline: Option<&'a str>,
    /// What it is about: who wants what, and by when.
    pub summary: &'a str,
    /// The picture on it.
    pub picture: &'a Composition,
    /// In how many acts it falls.
    pub parts: usize,
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
    /// How things stand as far as the player has read.
    pub(super) standing: &'a Standing,
    /// The whole window.
    pub(super) whole: Rect,
    /// Where the stage is drawn.
    pub(super) stage: Rect,
    /// Who stands where on it.
    pub(super) places: &'a StageLayout,
}
