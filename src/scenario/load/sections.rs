//! The sections of a scenario file: their entries that could be read, and what is known of the rest.

use super::{limits, names::Lost, reader::Reader};
use crate::scenario::syntax::{
    Agreement, Choice, Clock, Condition, Document, Draw, Ending, Event, EvidenceEntry, Guess,
    Lenient, Lesson, Line, List, Meter, Name, Person, Placed, Reaction, Reminder, Scene, Section,
    Text,
};

/// A scene under its name.
pub(super) struct SceneSection<'a> {
    pub name: Name<'a>,
    pub scene: Scene<'a>,
    /// Whether all of it could be read.
    pub is_whole: bool,
}

impl<'a> SceneSection<'a> {
    /// The choices that could be read.
    pub(super) fn choices(&self) -> &[Placed<Choice<'a>>] {
        self.scene.choices.it.as_deref().unwrap_or_default()
    }
}

/// Named entries that could be read, and the names of those that could not.
pub(super) struct NamedEntries<'a, T> {
    pub entries: Vec<(Name<'a>, T)>,
    pub lost: Lost<'a>,
}

/// Listed entries that could be read.
pub(super) struct Listed<T> {
    pub entries: Vec<Placed<T>>,
    is_whole: bool,
}

/// The sections of a scenario file.
pub(super) struct Sections<'a> {
    pub cast: NamedEntries<'a, Person<'a>>,
    /// Stored meters first, then derived ones.
    pub meters: NamedEntries<'a, Meter<'a>>,
    pub stored_meters: usize,
    pub facts: NamedEntries<'a, Text<'a>>,
    pub guesses: NamedEntries<'a, Guess<'a>>,
    pub agreements: NamedEntries<'a, Agreement<'a>>,
    pub reminders: NamedEntries<'a, Reminder<'a>>,
    pub conditions: NamedEntries<'a, List<Condition<'a>>>,
    pub passages: NamedEntries<'a, List<Line<'a>>>,
    pub scales: NamedEntries<'a, List<EvidenceEntry<'a>>>,
    pub draws: Listed<Draw<'a>>,
    pub clock: Option<Clock<'a>>,
    pub reactions: Listed<Reaction<'a>>,
    pub events: Listed<Event<'a>>,
    pub lessons: Listed<Lesson<'a>>,
    pub endings: Listed<Ending<'a>>,
    pub scenes: Vec<SceneSection<'a>>,
    /// Whether every choice could be read.
    pub is_every_choice_known: bool,
    pub lost_scenes: Lost<'a>,
}

impl<'a> Sections<'a> {
    /// The sections of a document, taken out of it. Where the name of a field is misspelt, the sections
    /// that are absent may be the ones that are meant: nobody knows what is in them.
    pub(super) fn take(document: &mut Document<'a>, is_misspelt: bool) -> Self {
        let written: NamedEntries<'a, Meter<'a>> =
            NamedEntries::of(&mut document.meters, is_misspelt);
        let (mut stored, derived): (Vec<_>, Vec<_>) =
            written.entries.into_iter().partition(|(_, meter)| meter.sum.is_empty());
        let stored_meters = stored.len();
        stored.extend(derived);
        let meters = NamedEntries { entries: stored, lost: written.lost };
        let is_every_choice_known =
            document.scenes.is_whole && !(is_misspelt && document.scenes.at.is_none());
        let (scenes, lost_scenes) = Self::scenes(&mut document.scenes, is_misspelt);
        Self {
            cast: NamedEntries::of(&mut document.cast, is_misspelt),
            meters,
            stored_meters,
            facts: NamedEntries::of(&mut document.facts, is_misspelt),
            guesses: NamedEntries::of(&mut document.told, is_misspelt),
            agreements: NamedEntries::of(&mut document.agreements, is_misspelt),
            reminders: NamedEntries::of(&mut document.reminders, is_misspelt),
            conditions: NamedEntries::of(&mut document.conditions, is_misspelt),
            passages: NamedEntries::of(&mut document.passages, is_misspelt),
            scales: NamedEntries::of(&mut document.scales, is_misspelt),
            draws: Listed::of(&mut document.hidden, is_misspelt),
            clock: document.clock.it.take(),
            reactions: Listed::of(&mut document.reactions, is_misspelt),
            events: Listed::of(&mut document.events, is_misspelt),
            lessons: Listed::of(&mut document.lessons, is_misspelt),
            endings: Listed::of(&mut document.endings, is_misspelt),
            scenes,
            is_every_choice_known,
            lost_scenes,
        }
    }

    fn scenes(
        section: &mut Section<'a, Scene<'a>>,
        is_misspelt: bool,
    ) -> (Vec<SceneSection<'a>>, Lost<'a>) {
        let is_lost = section.is_lost() || is_misspelt && section.at.is_none();
        let written = section.it.take().unwrap_or_default().0;
        // A scene that could not be read keeps its name, so that a `goto` to it is no second error.
        // More choices than can be numbered are counted, and not resolved.
        let mut left = limits::CHOICES.most + 1;
        let scenes = written.into_iter().map(|(name, mut scene)| {
            if let Some(choices) = scene.it.as_mut().and_then(|scene| scene.choices.it.as_mut()) {
                choices.entries.truncate(left);
                left -= choices.entries.len();
            }
            let is_whole = scene.is_whole;
            SceneSection { name, scene: scene.it.unwrap_or_default(), is_whole }
        });
        let lost = if is_lost { Lost(None) } else { Lost::default() };
        (scenes.take(limits::SCENES.most + 1).collect(), lost)
    }

    /// Whether everything keeps to its limit; what does not is reported. Glossary and questions are still in
    /// the document.
    pub(super) fn check_counts(&self, document: &Document<'a>, reader: &mut Reader<'a>) -> bool {
        let count = |scene: &SceneSection<'a>| {
            scene.choices().len() + usize::from(scene.scene.then.it.is_some())
        };
        let phrases = document.glossary.it.as_ref().map_or(0, |glossary| glossary.0.len());
        let asked = |one: &Lenient<List<_>>| one.it.as_ref().map_or(0, |list| list.entries.len());
        let counts = [
            (limits::SCENES, self.scenes.len()),
            (limits::CHOICES, self.scenes.iter().map(count).sum()),
            (limits::METERS, self.meters.entries.len()),
            (limits::PEOPLE, self.cast.entries.len()),
            (limits::FACTS, self.facts.entries.len()),
            (limits::GUESSES, self.guesses.entries.len()),
            (limits::AGREEMENTS, self.agreements.entries.len()),
            (limits::REMINDERS, self.reminders.entries.len()),
            (limits::NAMED, self.conditions.entries.len()),
            (limits::NAMED, self.passages.entries.len()),
            (limits::NAMED, self.scales.entries.len()),
            (limits::DRAWS, self.draws.entries.len()),
            (limits::REACTIONS, self.reactions.entries.len()),
            (limits::EVENTS, self.events.entries.len()),
            (limits::LESSONS, self.lessons.entries.len()),
            (limits::ENDINGS, self.endings.entries.len()),
            (limits::COMMITMENTS, asked(&document.commitments)),
            (limits::QUESTIONS, asked(&document.questions)),
            (limits::PHRASES, phrases),
        ];
        let mut is_within = true;
        for (limit, found) in counts {
            is_within &= limit.allows(found, reader.head(), reader);
        }
        for draw in &self.draws.entries {
            let span = reader.span(draw.id);
            is_within &= limits::VALUES.allows(draw.values.0.len(), span, reader);
        }
        is_within
    }
}

impl<'a, T> NamedEntries<'a, T> {
    fn of(section: &mut Section<'a, T>, is_misspelt: bool) -> Self {
        let is_lost = section.is_lost() || is_misspelt && section.at.is_none();
        let mut entries = Vec::new();
        let mut lost = Vec::new();
        for (name, entry) in section.it.take().unwrap_or_default().0 {
            // Half an entry would only bring mistakes that follow from what was told of it.
            match entry.it.filter(|_| entry.is_whole) {
                Some(entry) => entries.push((name, entry)),
                None => lost.push(name),
            }
        }
        Self { entries, lost: Lost((!is_lost).then_some(lost)) }
    }

    /// All of them, taken out.
    pub(super) fn take(&mut self) -> Self {
        Self { entries: std::mem::take(&mut self.entries), lost: self.lost.clone() }
    }
}

impl<T> Listed<T> {
    fn of(section: &mut Lenient<List<T>>, is_misspelt: bool) -> Self {
        let is_lost = section.is_lost() || is_misspelt && section.at.is_none();
        let List { entries, is_whole } = section.it.take().unwrap_or_default();
        Self { entries, is_whole: is_whole && !is_lost }
    }

    /// Whether every entry could be read.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }
}
