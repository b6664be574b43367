//! The top of a scenario file, read field by field.

use super::{
    FORMAT, faults,
    fields::Found,
    names::{Table, is_id},
    parse::Reader,
};
use crate::scenario::syntax::{Document, Name};

/// Every field, required ones first.
const FIELDS: [&str; 28] = [
    "format",
    "id",
    "title",
    "summary",
    "minutes",
    "player",
    "start",
    "scenes",
    "endings",
    "tagline",
    "trains",
    "cast",
    "meters",
    "facts",
    "told",
    "agreements",
    "reminders",
    "hidden",
    "variety",
    "clock",
    "reactions",
    "events",
    "lessons",
    "beneath",
    "reflection",
    "commitments",
    "questions",
    "glossary",
];
/// How many of them are required.
const REQUIRED: usize = 9;

/// Reads the top of the file; `None` if it is no scenario of this format at all.
pub(super) fn read<'a>(reader: &mut Reader<'a>) -> Option<Document<'a>> {
    let fields = reader.fields()?;
    let head = fields.0.first().map(|(first, _)| reader.opening(*first)).unwrap_or_default();
    let mut found = Found { fields, reader, is_whole: true };
    if let Some(raw) = found.raw("format") {
        let number = found.reader.section(raw)?;
        let format = found.reader.number(number, "the format", 0, i64::from(u32::MAX));
        if format != FORMAT {
            let span = found.reader.number_span(number);
            found.reader.report(faults::format_version(span, format));
            return None;
        }
    }
    found.check_names("Scenario", &FIELDS, REQUIRED, head);
    Some(Document {
        id: found.value("id").unwrap_or(Name(&found.reader.text()[head.start..head.start])),
        title: found.value("title").unwrap_or_default(),
        summary: found.value("summary").unwrap_or_default(),
        tagline: found.value("tagline"),
        minutes: found.value("minutes"),
        trains: found.value("trains").unwrap_or_default(),
        player: found.value("player"),
        cast: found.raw("cast"),
        meters: found.raw("meters"),
        facts: found.raw("facts"),
        told: found.raw("told"),
        agreements: found.raw("agreements"),
        reminders: found.raw("reminders"),
        hidden: found.raw("hidden"),
        variety: found.value("variety"),
        clock: found.raw("clock"),
        reactions: found.raw("reactions"),
        events: found.raw("events"),
        lessons: found.raw("lessons"),
        beneath: found.value("beneath"),
        start: found.value("start"),
        scenes: found.raw("scenes"),
        endings: found.raw("endings"),
        reflection: found.value("reflection"),
        commitments: found.value("commitments").unwrap_or_default(),
        questions: found.value("questions").unwrap_or_default(),
        glossary: found.value("glossary").unwrap_or_default(),
    })
}

/// Checks the shape of the scenario's id, and that no phrase is explained twice.
pub(super) fn check_ids<'a>(reader: &mut Reader<'a>, document: &Document<'a>) {
    let id = document.id;
    if !id.0.is_empty() && !is_id(id.0) {
        reader.report(faults::bad_id(reader.span(id), "scenario", id.0));
    }
    let known = document.glossary.0.iter();
    let phrases = known.map(|(phrase, _)| *phrase);
    Table::new("phrase").declare_phrases(phrases, reader);
}
