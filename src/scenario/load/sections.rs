//! The sections of a scenario file, each parsed on its own, and the tables of their names.

use super::{faults, names::Table, parse::Reader};
use crate::{
    scenario::{
        Rubric,
        syntax::{
            Agreement, Choice, Clock, Document, Draw, Ending, Entries, Guess, Meter, Name, Person,
            Reaction, Reminder, Scene, Text,
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
pub struct SceneSection<'a> {
    pub name: Name<'a>,
    pub scene: Scene<'a>,
    pub choices: Vec<Choice<'a>>,
}

/// The sections of a scenario file.
pub struct Sections<'a> {
    pub cast: Entries<'a, Person<'a>>,
    /// Stored meters first, then derived ones.
    pub meters: Vec<(Name<'a>, Meter<'a>)>,
    pub stored_meters: usize,
    pub facts: Entries<'a, Text<'a>>,
    pub guesses: Entries<'a, Guess<'a>>,
    pub agreements: Entries<'a, Agreement<'a>>,
    pub reminders: Entries<'a, Reminder<'a>>,
    pub draws: Vec<Draw<'a>>,
    pub clock: Option<Clock<'a>>,
    pub reactions: Vec<Reaction<'a>>,
    pub endings: Vec<Ending<'a>>,
    pub scenes: Vec<SceneSection<'a>>,
}

impl<'a> Sections<'a> {
    /// Parses every section, reporting each that does not parse.
    pub fn read(reader: &mut Reader<'a>, document: &Document<'a>) -> Self {
        let written: Entries<'a, Meter<'a>> = reader.section_or_default(document.meters);
        let (mut meters, derived): (Vec<_>, Vec<_>) =
            written.0.into_iter().partition(|(_, meter)| meter.sum.is_empty());
        let stored_meters = meters.len();
        meters.extend(derived);
        let sections = Self {
            cast: reader.section_or_default(document.cast),
            meters,
            stored_meters,
            facts: reader.section_or_default(document.facts),
            guesses: reader.section_or_default(document.told),
            agreements: reader.section_or_default(document.agreements),
            reminders: reader.section_or_default(document.reminders),
            draws: reader.section_or_default(document.hidden),
            clock: document.clock.and_then(|raw| reader.section(raw)),
            reactions: reader.section_or_default(document.reactions),
            endings: reader.section(document.endings).unwrap_or_default(),
            scenes: Self::scenes(reader, document),
        };
        sections.check_counts(reader, reader.span(document.id));
        sections
    }

    fn scenes(reader: &mut Reader<'a>, document: &Document<'a>) -> Vec<SceneSection<'a>> {
        let mut scenes = Vec::with_capacity(document.scenes.0.len());
        for (name, raw) in document.scenes.0.iter().take(MOST_SCENES + 1) {
            // A scene that does not parse keeps its name, so that a `goto` to it is not a second error.
            let scene: Scene<'a> = reader.section(*raw).unwrap_or_default();
            let choices =
                scene.choices.iter().filter_map(|choice| reader.section(*choice)).collect();
            scenes.push(SceneSection { name: *name, scene, choices });
        }
        scenes
    }

    fn check_counts(&self, reader: &mut Reader<'a>, at: Span) {
        let choices = self.scenes.iter().map(|scene| scene.choices.len()).sum();
        let counts = [
            ("scenes", self.scenes.len(), MOST_SCENES),
            ("choices", choices, MOST_CHOICES),
            ("meters", self.meters.len(), MOST_METERS),
            ("people", self.cast.0.len(), MOST_ENTRIES),
            ("facts", self.facts.0.len(), MOST_ENTRIES),
            ("guesses", self.guesses.0.len(), MOST_ENTRIES),
            ("agreements", self.agreements.0.len(), MOST_ENTRIES),
            ("reminders", self.reminders.0.len(), MOST_ENTRIES),
            ("hidden draws", self.draws.len(), MOST_ENTRIES),
            ("reactions", self.reactions.len(), MOST_ENTRIES),
            ("endings", self.endings.len(), MOST_ENTRIES),
        ];
        for (what, found, most) in counts {
            if found > most {
                reader.report(faults::too_many(at, what, found, most));
            }
        }
    }
}

/// The names of everything that can be referred to.
pub struct Tables<'a> {
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
    pub fn of(sections: &Sections<'a>, reader: &mut Reader<'a>) -> Self {
        let tables = Self {
            people: keys("person", &sections.cast, reader),
            meters: Table::of("meter", sections.meters.iter().map(|(name, _)| *name), reader),
            facts: keys("fact", &sections.facts, reader),
            guesses: keys("guess", &sections.guesses, reader),
            agreements: keys("agreement", &sections.agreements, reader),
            draws: Table::of("hidden draw", sections.draws.iter().map(|draw| draw.id), reader),
            values: sections.draws.iter().map(|draw| keys("value", &draw.values, reader)).collect(),
            scenes: Table::of("scene", sections.scenes.iter().map(|scene| scene.name), reader),
            endings: Table::of("ending", sections.endings.iter().map(|ending| ending.id), reader),
        };
        keys("reminder", &sections.reminders, reader);
        Table::of("reaction", sections.reactions.iter().map(|reaction| reaction.id), reader);
        for scene in &sections.scenes {
            Table::of("choice", scene.choices.iter().map(|choice| choice.id), reader);
        }
        tables
    }
}

fn keys<'a, T>(what: &'static str, entries: &Entries<'a, T>, reader: &mut Reader<'a>) -> Table<'a> {
    Table::of(what, entries.0.iter().map(|(name, _)| *name), reader)
}

/// The competencies of a rubric are not in the file; they are looked up by text.
pub fn find_skill(rubric: &Rubric, name: Name<'_>, reader: &mut Reader<'_>) -> Option<u16> {
    let found = rubric.find(name.0).map(|skill| skill.0);
    if found.is_none() {
        let known = rubric.competencies.iter().map(|skill| &*skill.id);
        let near = super::names::nearest(name.0, known);
        let span = reader.span_of(name.0);
        reader.report(faults::unknown(span, "competency", name.0, near));
    }
    found
}
