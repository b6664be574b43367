//! The pages of the debrief: the first one, and those behind it, as the coach lists them.

use super::view::DebriefView;
use crate::coach::{Debrief, More};

/// The first page, and the pages behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    First,
    Behind(More),
}

impl Topic {
    /// Every page on which there is anything.
    pub(super) fn all(view: &DebriefView<'_>) -> Vec<Self> {
        let behind = More::behind(view.page, view.debrief).into_iter();
        // One volunteer's skills are not for the wall.
        let in_a_room = view.look.settings.room;
        let shown = behind.filter(|part| !(in_a_room && *part == More::Profile));
        [Self::First].into_iter().chain(shown.map(Self::Behind)).collect()
    }

    pub(super) fn title(self, debrief: &Debrief) -> &str {
        match self {
            Self::First => "The page",
            Self::Behind(part) => part.title(debrief),
        }
    }

    /// What the page is for; the first one has the ending's own words.
    pub(super) fn subtitle(self, view: &DebriefView<'_>) -> &'static str {
        match self {
            Self::First => "",
            Self::Behind(part) => part.purpose(view.debrief, view.can_play_on),
        }
    }
}
