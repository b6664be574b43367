//! What lies behind the first page: one list of parts, for window and terminal.

use super::{Debrief, Page};

/// A part of the debrief behind its first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum More {
    /// Further turning points.
    TurningPoints,
    /// Choices and chance.
    ChoicesAndChance,
    /// What you showed.
    Profile,
    /// Everything that was seen and told.
    Columns,
    /// The play from the other chair.
    OtherChair,
    /// Notes from the coach.
    Notes,
    /// Questions to think about.
    Questions,
    /// What the story teaches.
    Lessons,
    /// What stood agreed.
    Agreements,
    /// What next: playing on, playing again.
    Next,
}

impl More {
    /// All parts, in the order in which they are shown.
    const ALL: [Self; 10] = [
        Self::TurningPoints,
        Self::ChoicesAndChance,
        Self::Profile,
        Self::Columns,
        Self::OtherChair,
        Self::Notes,
        Self::Questions,
        Self::Lessons,
        Self::Agreements,
        Self::Next,
    ];

    /// The parts on which there is anything, in order.
    #[must_use]
    pub fn behind(page: &Page, debrief: &Debrief) -> Vec<Self> {
        Self::ALL.into_iter().filter(|part| part.is_there(page, debrief)).collect()
    }

    fn is_there(self, page: &Page, debrief: &Debrief) -> bool {
        let first = &page.columns;
        match self {
            Self::Columns => {
                debrief.saw.len() > first.saw.len() || debrief.told.len() > first.told.len()
            }
            Self::Profile => !debrief.profile.is_empty(),
            Self::Notes => !debrief.notes.is_empty(),
            Self::OtherChair => debrief.other_chair.is_some(),
            Self::Questions => !debrief.questions.is_empty(),
            Self::Lessons => {
                debrief.lessons.iter().any(|one| !(one.kept.is_empty() && one.broken.is_empty()))
            }
            Self::Agreements => !debrief.agreements.is_empty(),
            Self::TurningPoints | Self::ChoicesAndChance | Self::Next => true,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(self, debrief: &Debrief) -> &str {
        match self {
            Self::TurningPoints => "Turning points",
            Self::ChoicesAndChance => "Choices and chance",
            Self::Profile => "What you showed",
            Self::Columns => "Saw and told",
            Self::OtherChair => {
                debrief.other_chair.as_ref().map_or("The other chair", |chair| &chair.title)
            }
            Self::Notes => "Notes",
            Self::Questions => "Questions",
            Self::Lessons => "Lessons",
            Self::Agreements => "Agreed",
            Self::Next => "What next",
        }
    }

    /// What it is for.
    #[must_use]
    pub fn purpose(self, debrief: &Debrief, can_play_on: bool) -> &'static str {
        match self {
            Self::TurningPoints => "Where it narrowed, one decision at a time.",
            Self::ChoicesAndChance => "What your decisions did, and what you could not have known.",
            Self::Profile => {
                "In steps of four, with what it is based on. It says how you played, not who you are."
            }
            Self::Columns => "What you knew, and what you told yourself about it.",
            Self::OtherChair => {
                "Your conversation from the other chair, with what was thought under your lines."
            }
            Self::Notes => "A word on single decisions, in the order in which you took them.",
            Self::Questions => {
                "To think about, or to talk over. No answers are kept; one is enough."
            }
            Self::Lessons => "What this story teaches, and what your decisions made of it.",
            Self::Agreements => "What stood agreed at the end.",
            Self::Next => match (!debrief.truths.is_empty(), can_play_on) {
                (true, true) => "Again with another reason, or on from a decision of this play.",
                (true, false) => "Again with another reason, or something else.",
                (false, true) => "Again, or on from a decision of this play.",
                (false, false) => "Again, or something else.",
            },
        }
    }
}
