//! The sections of a scenario file: their entries that could be read, and what is known of the rest.

use super::{faults, names::Lost, reader::Reader};
use crate::scenario::syntax::{
    Agreement, Choice, Clock, Document, Draw, Ending, Event, Guess, Lenient, Lesson, List, Meter,
    Name, Person, Placed, Reaction, Reminder, Scene, Section, Text,
};

/// Most scenes in one file.
const MOST_SCENES: usize = 20_000;
/// Most choices in one file.
const MOST_CHOICES: usize = 60_000;
/// Most entries of any other kind.
const MOST_ENTRIES: usize = 4_000;
/// Most meters.
const MOST_METERS: usize = 256;

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
    pub(super) fn take(
        document: &mut Document<'a>,
        is_misspelt: bool,
        reader: &mut Reader<'a>,
    ) -> Self {
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
        let sections = Self {
            cast: NamedEntries::of(&mut document.cast, is_misspelt),
            meters,
            stored_meters,
            facts: NamedEntries::of(&mut document.facts, is_misspelt),
            guesses: NamedEntries::of(&mut document.told, is_misspelt),
            agreements: NamedEntries::of(&mut document.agreements, is_misspelt),
            reminders: NamedEntries::of(&mut document.reminders, is_misspelt),
            draws: Listed::of(&mut document.hidden, is_misspelt),
            clock: document.clock.it.take(),
            reactions: Listed::of(&mut document.reactions, is_misspelt),
            events: Listed::of(&mut document.events, is_misspelt),
            lessons: Listed::of(&mut document.lessons, is_misspelt),
            endings: Listed::of(&mut document.endings, is_misspelt),
            scenes,
            is_every_choice_known,
            lost_scenes,
        };
        sections.check_counts(reader);
        sections
    }

    fn scenes(
        section: &mut Section<'a, Scene<'a>>,
        is_misspelt: bool,
    ) -> (Vec<SceneSection<'a>>, Lost<'a>) {
        let is_lost = section.is_lost() || is_misspelt && section.at.is_none();
        let written = section.it.take().unwrap_or_default().0;
        // A scene that could not be read keeps its name, so that a `goto` to it is no second error.
        // More choices than can be numbered are counted, and not resolved.
        let mut left = MOST_CHOICES + 1;
        let scenes = written.into_iter().map(|(name, mut scene)| {
            if let Some(choices) = scene.it.as_mut().and_then(|scene| scene.choices.it.as_mut()) {
                choices.entries.truncate(left);
                left -= choices.entries.len();
            }
            let is_whole = scene.is_whole;
            SceneSection { name, scene: scene.it.unwrap_or_default(), is_whole }
        });
        let lost = if is_lost { Lost(None) } else { Lost::default() };
        (scenes.take(MOST_SCENES + 1).collect(), lost)
    }

    fn check_counts(&self, reader: &mut Reader<'a>) {
        let count = |scene: &SceneSection<'a>| {
            scene.choices().len() + usize::from(scene.scene.then.it.is_some())
        };
        let choices = self.scenes.iter().map(count).sum();
        let counts = [
            ("scenes", self.scenes.len(), MOST_SCENES),
            ("choices", choices, MOST_CHOICES),
            ("meters", self.meters.entries.len(), MOST_METERS),
            ("people", self.cast.entries.len(), MOST_ENTRIES),
            ("facts", self.facts.entries.len(), MOST_ENTRIES),
            ("guesses", self.guesses.entries.len(), MOST_ENTRIES),
            ("agreements", self.agreements.entries.len(), MOST_ENTRIES),
            ("reminders", self.reminders.entries.len(), MOST_ENTRIES),
            ("hidden draws", self.draws.entries.len(), MOST_ENTRIES),
            ("reactions", self.reactions.entries.len(), MOST_ENTRIES),
            ("events", self.events.entries.len(), MOST_ENTRIES),
            ("lessons", self.lessons.entries.len(), MOST_ENTRIES),
            ("endings", self.endings.entries.len(), MOST_ENTRIES),
        ];
        for (what, found, most) in counts {
            if found > most {
                reader.report(faults::too_many(reader.head(), what, found, most));
            }
        }
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
