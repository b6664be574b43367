//! The first phase: what is declared, and under which names.

use std::collections::BTreeMap;

use super::{
    names::{Lost, Table},
    reader::Reader,
    sections::{Listed, NamedEntries, Sections},
    speaker::KnownSpeaker,
};
use crate::scenario::{
    ChoiceId, Rubric,
    syntax::{Entries, Meter, Name},
};

/// Every name that can be referred to, and the bounds that numbers are held against.
pub(super) struct Declared<'a> {
    pub people: Table<'a>,
    /// The same people with the names that the player reads.
    pub speakers: Vec<KnownSpeaker<'a>>,
    pub meters: Table<'a>,
    /// Least and most of every meter.
    pub bounds: Vec<(i16, i16)>,
    /// How many meters come first that effects can change.
    pub stored_meters: usize,
    pub facts: Table<'a>,
    pub guesses: Table<'a>,
    pub agreements: Table<'a>,
    pub draws: Table<'a>,
    /// The values of each draw.
    pub values: Vec<Table<'a>>,
    pub scenes: Table<'a>,
    pub endings: Table<'a>,
    pub choices: Choices<'a>,
}

/// Every choice by id.
#[derive(Default)]
pub(super) struct Choices<'a> {
    /// In which scene each stands, its number, and its name.
    pub by_id: BTreeMap<&'a str, Vec<(u16, ChoiceId, Name<'a>)>>,
    pub scene_names: Vec<&'a str>,
    /// Whether these are all.
    pub is_whole: bool,
    count: usize,
}

impl<'a> Declared<'a> {
    /// The names of all sections; repeated and misshapen ones are reported.
    pub(super) fn of(sections: &Sections<'a>, reader: &mut Reader<'a>) -> Self {
        let declared = Self {
            people: keys("person", &sections.cast, reader),
            speakers: sections
                .cast
                .entries
                .iter()
                .map(|(id, person)| (id.0, reader.raw(&person.name).unwrap_or_default()))
                .collect(),
            meters: keys("meter", &sections.meters, reader),
            bounds: sections.meters.entries.iter().map(|(_, one)| bounds(one, reader)).collect(),
            stored_meters: sections.stored_meters,
            facts: keys("fact", &sections.facts, reader),
            guesses: keys("guess", &sections.guesses, reader),
            agreements: keys("agreement", &sections.agreements, reader),
            draws: listed("hidden draw", &sections.draws, |draw| draw.id, reader),
            values: sections
                .draws
                .entries
                .iter()
                .map(|draw| names("value", &draw.values, reader))
                .collect(),
            scenes: Table::of("scene", sections.scenes.iter().map(|scene| scene.name), reader)
                .without(sections.lost_scenes.clone()),
            endings: listed("ending", &sections.endings, |ending| ending.id, reader),
            choices: Choices::of(sections),
        };
        keys("reminder", &sections.reminders, reader);
        listed("reaction", &sections.reactions, |reaction| reaction.id, reader);
        listed("lesson", &sections.lessons, |lesson| lesson.id, reader);
        for scene in &sections.scenes {
            Table::of("choice", scene.choices().iter().map(|choice| choice.id), reader);
        }
        declared
    }
}

/// Least and most of a meter: 0 and 100 unless given.
fn bounds<'a>(meter: &Meter<'a>, reader: &mut Reader<'a>) -> (i16, i16) {
    let (least, most) = (i64::from(i16::MIN), i64::from(i16::MAX));
    let small = |number: i64| i16::try_from(number).unwrap_or_default();
    let min = meter.min.map_or(0, |min| small(reader.number(min, "the least value", least, most)));
    let max = match meter.max {
        Some(max) => small(reader.number(max, "the greatest value", min.into(), most)),
        None => 100.max(min),
    };
    (min, max)
}

impl<'a> Choices<'a> {
    fn of(sections: &Sections<'a>) -> Self {
        let mut choices = Self { is_whole: sections.is_every_choice_known, ..Self::default() };
        for (scene, section) in sections.scenes.iter().enumerate() {
            let scene = u16::try_from(scene).unwrap_or(u16::MAX);
            choices.scene_names.push(section.name.0);
            let going_on = section.scene.then.at.map(|at| Name("continue", at));
            let names = section.choices().iter().map(|choice| choice.id).chain(going_on);
            for name in names {
                // More than can be counted are refused; all that matters is to come to that.
                let number = ChoiceId(u16::try_from(choices.count).unwrap_or(u16::MAX));
                choices.by_id.entry(name.0).or_default().push((scene, number, name));
                choices.count += 1;
            }
        }
        choices
    }
}

/// The names of a section of named entries.
fn keys<'a, T>(
    what: &'static str,
    part: &NamedEntries<'a, T>,
    reader: &mut Reader<'a>,
) -> Table<'a> {
    Table::of(what, part.entries.iter().map(|(name, _)| *name), reader).without(part.lost.clone())
}

/// The names of a section of listed entries.
fn listed<'a, T>(
    what: &'static str,
    list: &Listed<T>,
    id: impl Fn(&T) -> Name<'a>,
    reader: &mut Reader<'a>,
) -> Table<'a> {
    let table = Table::of(what, list.entries.iter().map(|entry| id(&entry.it)), reader);
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
pub(super) fn find_skill<'a>(
    rubric: &Rubric,
    name: Name<'a>,
    reader: &mut Reader<'a>,
) -> Option<u16> {
    let found = rubric.find(name.0).map(|skill| skill.0);
    if found.is_none() {
        let known: Vec<&str> = rubric.competencies.iter().map(|skill| &*skill.id).collect();
        let near = reader.nearest(name.0, &known);
        reader.unknown("competency", name, near, &known);
    }
    found
}
