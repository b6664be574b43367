//! What the debrief shows, and what a page of it needs.

use egui::TextureId;

use crate::{
    coach::{self, Debrief},
    practice::Split,
    ui::{Feeling, Intention, Look, Met, look::Pen},
};

/// What the debrief shows.
#[derive(Clone, Copy)]
pub struct DebriefView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The debrief.
    pub debrief: &'a Debrief,
    /// Its first page.
    pub page: &'a coach::Page,
    /// Portrait of whoever's truth it was.
    pub face: Option<&'a str>,
    /// Choices and chance.
    pub split: Split<'a>,
    /// Whether the library holds another version than the one that was played.
    pub earlier_version: bool,
    /// Changes when another debrief is shown.
    pub attempt: u64,
    /// How it felt, if the learner said so.
    pub feeling: Option<Feeling>,
    /// The if-then that was kept; `None`: none yet.
    pub kept: Option<&'a Intention>,
    /// Which of the hidden reasons were met, this one included.
    pub met: Option<&'a Met>,
    /// Whether play can go on from a decision.
    pub can_play_on: bool,
    /// What may be taken along.
    pub share: ShareView<'a>,
}

/// What may be taken along of a debrief, as a picture or as a page.
#[derive(Clone, Copy, Default)]
pub struct ShareView<'a> {
    /// "One silence, six reasons: which did you get?"
    pub challenge: Option<&'a str>,
    /// How it ended, 2.7 times as wide as high.
    pub picture: Option<TextureId>,
    /// Where something was written, or why it could not be.
    pub told: Option<&'a str>,
    /// The picture is being taken: nothing but itself is shown.
    pub is_taken: bool,
}

impl DebriefView<'_> {
    /// Whether something was hidden and is told now.
    pub(super) fn has_truths(&self) -> bool {
        !self.debrief.truths.is_empty()
    }

    /// Why going on from here does not count.
    pub(super) fn hindsight(&self) -> &'static str {
        if self.has_truths() {
            "You know now what was going on, so this stays out of your progress."
        } else {
            "You know now how it went, so this stays out of your progress."
        }
    }
}

/// What a page of the debrief needs.
#[derive(Clone, Copy)]
pub(in crate::ui) struct PageContext<'a> {
    pub(super) pen: Pen<'a>,
    pub(super) view: &'a DebriefView<'a>,
}
