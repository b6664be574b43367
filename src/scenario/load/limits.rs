//! Limits of the language: how much of everything there may be. Whatever exceeds one is told as E0005, once.

use super::{faults, reader::Reader};
use crate::{scenario::model::MOST_PEOPLE, text::Span};

/// How much of something there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Of what, as messages and the guide call it.
    pub what: &'static str,
    /// How much at most.
    pub most: usize,
}

impl Limit {
    const fn of(what: &'static str, most: usize) -> Self {
        Self { what, most }
    }

    /// Whether it is kept to; if not, that is reported.
    pub(super) fn allows(self, found: usize, span: Span, reader: &mut Reader<'_>) -> bool {
        let is_within = found <= self.most;
        if !is_within {
            reader.report(faults::too_many(span, self.what, found, self.most));
        }
        is_within
    }
}

/// Longer files are refused unread.
pub(super) const BYTES: Limit = Limit::of("bytes of a file", 16 << 20);
pub(super) const SCENES: Limit = Limit::of("scenes", 20_000);
pub(super) const CHOICES: Limit = Limit::of("choices", 60_000);
pub(super) const METERS: Limit = Limit::of("meters", 256);
/// The engine's own included.
pub(super) const FLAGS: Limit = Limit::of("flags", 65_000);
pub(super) const PEOPLE: Limit = entries("people");
pub(super) const FACTS: Limit = entries("facts");
pub(super) const GUESSES: Limit = entries("guesses");
pub(super) const AGREEMENTS: Limit = entries("agreements");
pub(super) const REMINDERS: Limit = entries("reminders");
pub(super) const DRAWS: Limit = entries("hidden draws");
pub(super) const VALUES: Limit = Limit::of("values of one hidden draw", 64);
pub(super) const REACTIONS: Limit = entries("reactions");
pub(super) const EVENTS: Limit = entries("events");
pub(super) const LESSONS: Limit = entries("lessons");
pub(super) const ENDINGS: Limit = entries("endings");
pub(super) const COMMITMENTS: Limit = entries("commitments");
pub(super) const QUESTIONS: Limit = entries("questions");
pub(super) const PHRASES: Limit = entries("phrases of the glossary");
pub(super) const EXPANDED: Limit = Limit::of("pieces that names stand for", 200_000);
pub(super) const NAMED: Limit = entries("conditions, passages or scales with a name");
pub(super) const OPTIONS: Limit = Limit::of("options of one pick", 16);
pub(super) const ANSWERS: Limit = Limit::of("answers of one pick", 64);
pub(super) const PICTURED: Limit = Limit::of("people of one picture", MOST_PEOPLE);
pub(super) const CARD: Limit = Limit::of("characters of a title, summary or tagline", 100_000);
pub(super) const COMPETENCIES: Limit = entries("competencies");
pub(super) const ORDER: Limit = entries("scenarios in the order of a pack");

const fn entries(what: &'static str) -> Limit {
    Limit::of(what, 4_000)
}

/// Every limit, but for the depth of brackets, which the syntax tree holds.
pub const LIMITS: [Limit; 27] = [
    BYTES,
    SCENES,
    CHOICES,
    METERS,
    FLAGS,
    PEOPLE,
    FACTS,
    GUESSES,
    AGREEMENTS,
    REMINDERS,
    DRAWS,
    VALUES,
    REACTIONS,
    EVENTS,
    LESSONS,
    ENDINGS,
    COMMITMENTS,
    QUESTIONS,
    PHRASES,
    EXPANDED,
    NAMED,
    OPTIONS,
    ANSWERS,
    PICTURED,
    CARD,
    COMPETENCIES,
    ORDER,
];
