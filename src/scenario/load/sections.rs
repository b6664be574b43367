//! The sections of a scenario file, each parsed on its own, and the tables of their names.

use serde::Deserialize;

use super::{
    faults, fields,
    names::{Lost, Table},
    parse::Reader,
};
use crate::{
    scenario::{
        Rubric,
        syntax::{
            Agreement, Choice, Clock, Document, Draw, Ending, Entries, Event, Guess, Lesson, Meter,
            Name, Person, Raw, Reaction, Reminder, Scene, Text,
        },
    },
    text::Span,
};

/// Most scenes in one file.
const MOST_SCENES: usize = 20_000;
/// Most choices in one file.
const MOST_CHOICES: usize = 60_000;
/// Most entries of any other kind.
const MOST_ENTRIES: usize = 4_000;
/// Most meters.
const MOST_METERS: usize = 256;

/// A scene that parsed, with its choices that did.
pub(super) struct SceneSection<'a> {
    pub name: Name<'a>,
    /// The default where it did not parse.
    pub scene: Scene<'a>,
    pub is_read: bool,
    pub choices: Vec<Choice<'a>>,
}

/// Named entries that parsed, and the names of those that did not.
pub(super) struct Part<'a, T> {
    pub entries: Vec<(Name<'a>, T)>,
    lost: Lost<'a>,
}

/// Listed entries that parsed.
pub(super) struct Listed<'a, T> {
    pub entries: Vec<T>,
    lost: Lost<'a>,
}

/// The sections of a scenario file.
pub(super) struct Sections<'a> {
    pub cast: Part<'a, Person<'a>>,
    /// Stored meters first, then derived ones.
    pub meters: Part<'a, Meter<'a>>,
    pub stored_meters: usize,
    pub facts: Part<'a, Text<'a>>,
    pub guesses: Part<'a, Guess<'a>>,
    pub agreements: Part<'a, Agreement<'a>>,
    pub reminders: Part<'a, Reminder<'a>>,
    pub draws: Listed<'a, Draw<'a>>,
    pub clock: Option<Clock<'a>>,
    pub reactions: Listed<'a, Reaction<'a>>,
    pub events: Listed<'a, Event<'a>>,
    pub lessons: Listed<'a, Lesson<'a>>,
    pub endings: Listed<'a, Ending<'a>>,
    pub scenes: Vec<SceneSection<'a>>,
    lost_scenes: Lost<'a>,
}

impl<'a> Sections<'a> {
    /// Parses every section, reporting each that does not parse.
    pub(super) fn read(reader: &mut Reader<'a>, document: &Document<'a>) -> Self {
        let written: Part<'a, Meter<'a>> = Part::read(reader, document.meters);
        let (mut stored, derived): (Vec<_>, Vec<_>) =
            written.entries.into_iter().partition(|(_, meter)| meter.sum.is_empty());
        let stored_meters = stored.len();
        stored.extend(derived);
        let meters = Part { entries: stored, lost: written.lost };
        let (scenes, lost_scenes) = Self::scenes(reader, document);
        let sections = Self {
            cast: Part::read(reader, document.cast),
            meters,
            stored_meters,
            facts: Part::read(reader, document.facts),
            guesses: Part::read(reader, document.told),
            agreements: Part::read(reader, document.agreements),
            reminders: Part::read(reader, document.reminders),
            draws: Listed::read(reader, document.hidden),
            clock: document.clock.and_then(|raw| reader.section(raw)),
            reactions: Listed::read(reader, document.reactions),
            events: Listed::read(reader, document.events),
            lessons: Listed::read(reader, document.lessons),
            endings: Listed::read(reader, document.endings),
            scenes,
            lost_scenes,
        };
        sections.check_counts(reader, reader.span(document.id));
        sections
    }

    /// The names of all choices, in order of number; one that only goes on goes by its scene's.
    pub(super) fn choices(&self) -> impl Iterator<Item = Name<'a>> {
        self.scenes.iter().flat_map(|section| {
            let going_on = section.scene.then.is_some().then_some(section.name);
            section.choices.iter().map(|choice| choice.id).chain(going_on)
        })
    }

    fn scenes(
        reader: &mut Reader<'a>,
        document: &Document<'a>,
    ) -> (Vec<SceneSection<'a>>, Lost<'a>) {
        let written = document.scenes.and_then(|raw| reader.entries(raw));
        let Some(written) = written else {
            return (Vec::new(), Lost(None));
        };
        let mut scenes = Vec::with_capacity(written.len().min(MOST_SCENES));
        let mut choices_left = MOST_CHOICES + 1;
        for (name, raw) in written.iter().take(MOST_SCENES + 1) {
            // A scene that does not parse keeps its name, so that a `goto` to it is no second error.
            let (scene, is_read) = fields::scene(reader, *raw);
            let choices: Vec<Choice<'a>> = scene
                .choices
                .iter()
                .take(choices_left)
                .filter_map(|choice| reader.section(*choice))
                .collect();
            choices_left -= choices.len();
            scenes.push(SceneSection { name: *name, scene, is_read, choices });
        }
        (scenes, Lost::default())
    }

    fn check_counts(&self, reader: &mut Reader<'a>, at: Span) {
        let count = |scene: &SceneSection<'a>| {
            scene.choices.len() + usize::from(scene.scene.then.is_some())
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
                reader.report(faults::too_many(at, what, found, most));
            }
        }
    }
}

impl<'a, T: Deserialize<'a>> Part<'a, T> {
    /// Parses each entry on its own.
    fn read(reader: &mut Reader<'a>, section: Option<Raw<'a>>) -> Self {
        let mut part = Self { entries: Vec::new(), lost: Lost::default() };
        let Some(section) = section else { return part };
        let Some(written) = reader.entries(section) else {
            part.lost = Lost(None);
            return part;
        };
        let mut lost = Vec::new();
        for (name, raw) in written {
            match reader.section(raw) {
                Some(entry) => part.entries.push((name, entry)),
                None => lost.push(name),
            }
        }
        part.lost = Lost(Some(lost));
        part
    }
}

impl<'a, T: Deserialize<'a>> Listed<'a, T> {
    /// Parses each entry on its own.
    fn read(reader: &mut Reader<'a>, section: Option<Raw<'a>>) -> Self {
        let written: Option<Vec<Raw<'a>>> = match section {
            Some(section) => reader.section(section),
            None => Some(Vec::new()),
        };
        let count = written.as_ref().map(Vec::len);
        let entries: Vec<T> =
            written.into_iter().flatten().filter_map(|raw| reader.section(raw)).collect();
        let is_whole = count == Some(entries.len());
        Self { entries, lost: if is_whole { Lost::default() } else { Lost(None) } }
    }
}

impl<T> Listed<'_, T> {
    /// Whether every entry could be read.
    pub(super) fn is_whole(&self) -> bool {
        self.lost.0.is_some()
    }
}

/// The names of everything that can be referred to.
pub(super) struct Tables<'a> {
    pub people: Table<'a>,
    pub meters: Table<'a>,
    pub facts: Table<'a>,
    pub guesses: Table<'a>,
    pub agreements: Table<'a>,
    pub draws: Table<'a>,
    /// The values of each draw.
    pub values: Vec<Table<'a>>,
    pub scenes: Table<'a>,
    pub endings: Table<'a>,
}

impl<'a> Tables<'a> {
    /// The names of all sections; repeated and misshapen ones are reported.
    pub(super) fn of(sections: &mut Sections<'a>, reader: &mut Reader<'a>) -> Self {
        let tables = Self {
            people: keys("person", &mut sections.cast, reader),
            meters: keys("meter", &mut sections.meters, reader),
            facts: keys("fact", &mut sections.facts, reader),
            guesses: keys("guess", &mut sections.guesses, reader),
            agreements: keys("agreement", &mut sections.agreements, reader),
            draws: listed("hidden draw", &mut sections.draws, |draw| draw.id, reader),
            values: sections
                .draws
                .entries
                .iter()
                .map(|draw| names("value", &draw.values, reader))
                .collect(),
            scenes: Table::of("scene", sections.scenes.iter().map(|scene| scene.name), reader)
                .without(std::mem::take(&mut sections.lost_scenes)),
            endings: listed("ending", &mut sections.endings, |ending| ending.id, reader),
        };
        keys("reminder", &mut sections.reminders, reader);
        listed("reaction", &mut sections.reactions, |reaction| reaction.id, reader);
        listed("lesson", &mut sections.lessons, |lesson| lesson.id, reader);
        for scene in &sections.scenes {
            Table::of("choice", scene.choices.iter().map(|choice| choice.id), reader);
        }
        tables
    }
}

/// The names of a section of named entries.
fn keys<'a, T>(what: &'static str, part: &mut Part<'a, T>, reader: &mut Reader<'a>) -> Table<'a> {
    Table::of(what, part.entries.iter().map(|(name, _)| *name), reader)
        .without(std::mem::take(&mut part.lost))
}

/// The names of a section of listed entries.
fn listed<'a, T>(
    what: &'static str,
    list: &mut Listed<'a, T>,
    id: impl Fn(&T) -> Name<'a>,
    reader: &mut Reader<'a>,
) -> Table<'a> {
    let table = Table::of(what, list.entries.iter().map(id), reader);
    if list.is_whole() { table } else { table.without(Lost(None)) }
}

/// The keys of a map.
pub(super) fn names<'a, T>(
    what: &'static str,
    entries: &Entries<'a, T>,
    reader: &mut Reader<'a>,
) -> Table<'a> {
    Table::of(what, entries.0.iter().map(|(name, _)| *name), reader)
}

/// The competencies of a rubric are not in the file; they are looked up by text.
pub(super) fn find_skill(rubric: &Rubric, name: Name<'_>, reader: &mut Reader<'_>) -> Option<u16> {
    let found = rubric.find(name.0).map(|skill| skill.0);
    if found.is_none() {
        let known: Vec<&str> = rubric.competencies.iter().map(|skill| &*skill.id).collect();
        let near = reader.nearest(name.0, &known);
        let span = reader.span(name);
        reader.report(faults::unknown(span, "competency", name.0, near));
    }
    found
}
