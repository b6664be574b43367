//! Structs that are read field by field, so that one mistake in them does not hide the others.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{faults, parse::Reader, split};
use crate::{
    scenario::syntax::{Fields, Name, Raw, Scene},
    text::Span,
};

/// Every field of a scene; none is required.
const SCENE: [&str; 10] =
    ["title", "act", "place", "time", "via", "with", "lines", "pinned", "choices", "then"];

/// The fields of a struct.
pub(super) struct Found<'a, 'r> {
    pub(super) fields: Fields<'a>,
    pub(super) reader: &'r mut Reader<'a>,
    /// Whether everything asked for so far could be read.
    pub(super) is_whole: bool,
}

impl<'a> Found<'a, '_> {
    /// A field as written.
    pub(super) fn raw(&self, field: &str) -> Option<Raw<'a>> {
        self.fields.0.iter().find(|(name, _)| name.0 == field).map(|(_, raw)| *raw)
    }

    /// A field as `T`; one that does not parse is reported and counts as absent.
    pub(super) fn value<T: Deserialize<'a>>(&mut self, field: &str) -> Option<T> {
        let raw = self.raw(field)?;
        let value = self.reader.section(raw);
        self.is_whole &= value.is_some();
        value
    }

    /// Reports unknown, repeated and missing fields; the first `required` ones of `known` must be
    /// there.
    pub(super) fn check_names(&mut self, owner: &str, known: &[&str], required: usize, head: Span) {
        let mut seen: BTreeMap<&str, Name<'a>> = BTreeMap::new();
        for (name, _) in &self.fields.0 {
            let span = self.reader.span_of(name.0);
            if !known.contains(&name.0) {
                self.reader.report(faults::no_field(span, name.0, owner, known));
                self.is_whole = false;
                self.reader.unread = true;
            }
            if let Some(first) = seen.insert(name.0, *name) {
                let earlier = self.reader.span_of(first.0);
                self.reader.report(faults::field_twice(span, Some(earlier), name.0));
            }
        }
        for field in &known[..required] {
            if !seen.contains_key(field) {
                self.reader.report(faults::missing_field(head, field, Some(owner)));
            }
        }
    }
}

/// A scene, and whether all of it could be read.
pub(super) fn scene<'a>(reader: &mut Reader<'a>, raw: Raw<'a>) -> (Scene<'a>, bool) {
    let Some(fields) = split::fields(raw.0, "Scene") else {
        // What cannot be split plainly is for the parser, which has the words for it.
        let scene = reader.section(raw);
        let is_whole = scene.is_some();
        return (scene.unwrap_or_default(), is_whole);
    };
    let fields = Fields(fields.into_iter().map(|(name, raw)| (Name(name), Raw(raw))).collect());
    let mut found = Found { fields, reader, is_whole: true };
    found.check_names("Scene", &SCENE, 0, Span::default());
    let scene = Scene {
        title: found.value("title").flatten(),
        act: found.value("act").flatten(),
        place: found.value("place").flatten(),
        time: found.value("time").flatten(),
        via: found.value("via").unwrap_or_default(),
        with: found.value("with").unwrap_or_default(),
        lines: found.value("lines").unwrap_or_default(),
        pinned: found.value("pinned").unwrap_or_default(),
        choices: match found.raw("choices") {
            Some(raw) => found.list(raw),
            None => Vec::new(),
        },
        then: found.raw("then"),
    };
    (scene, found.is_whole)
}

impl<'a> Found<'a, '_> {
    /// A list whose entries are read later, each on its own.
    fn list(&mut self, raw: Raw<'a>) -> Vec<Raw<'a>> {
        if let Some(entries) = split::list(raw.0) {
            return entries.into_iter().map(Raw).collect();
        }
        let entries: Option<Vec<Raw<'a>>> = self.reader.section(raw);
        self.is_whole &= entries.is_some();
        entries.unwrap_or_default()
    }
}
