//! Tables of names: each id once, looked up with the nearest spelling at hand.

use std::collections::BTreeMap;

use super::{faults, reader::Reader};
use crate::scenario::syntax::Name;

/// The ids of one kind of thing.
#[derive(Debug)]
pub(super) struct Table<'a> {
    /// What they are ids of: "scene".
    what: &'static str,
    names: Vec<Name<'a>>,
    /// Names whose entries could not be read; `None`: it is not known which.
    lost: Option<Vec<Name<'a>>>,
    index: BTreeMap<&'a str, u16>,
}

impl<'a> Table<'a> {
    /// An empty table.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, names: Vec::new(), lost: Some(Vec::new()), index: BTreeMap::new() }
    }

    /// The table of these names; repeated and misshapen ones are reported.
    pub(super) fn of(
        what: &'static str,
        names: impl IntoIterator<Item = Name<'a>>,
        reader: &mut Reader<'a>,
    ) -> Self {
        let mut table = Self::new(what);
        for name in names {
            table.declare(name, reader);
        }
        table
    }

    /// Knows that entries of these names could not be read, so that the names are not unknown.
    pub(super) fn without(mut self, lost: Lost<'a>) -> Self {
        self.lost = lost.0;
        self
    }

    /// Adds a name, and reports it if it is repeated or misshapen.
    pub(super) fn declare(&mut self, name: Name<'a>, reader: &mut Reader<'a>) {
        if !is_id(name.0) {
            reader.report(faults::bad_id(reader.span(name), self.what, name.0));
        }
        self.add(name, reader);
    }

    fn add(&mut self, name: Name<'a>, reader: &mut Reader<'a>) {
        if let Some(&first) = self.index.get(name.0) {
            let earlier = reader.span(self.names[usize::from(first)]);
            reader.report(faults::duplicate(reader.span(name), earlier, self.what, name.0));
        } else if let Ok(at) = u16::try_from(self.names.len()) {
            self.index.insert(name.0, at);
        }
        self.names.push(name);
    }

    /// Adds names that need not have the shape of ids, and reports those that are repeated.
    pub(super) fn declare_phrases(
        &mut self,
        phrases: impl IntoIterator<Item = Name<'a>>,
        reader: &mut Reader<'a>,
    ) {
        for phrase in phrases {
            self.add(phrase, reader);
        }
    }

    /// The number of a name; an unknown one is reported.
    pub(super) fn find(&self, name: Name<'a>, reader: &mut Reader<'a>) -> Option<u16> {
        let found = self.get(name.0);
        if let Some(declared) = found.and_then(|at| self.names.get(usize::from(at))) {
            reader.map.uses(declared.1, name.1);
        }
        let is_lost = self.lost.as_ref().is_none_or(|lost| lost.contains(&name));
        if found.is_none() && !is_lost {
            let known: Vec<&str> = self.names.iter().map(|known| known.0).collect();
            let near = reader.nearest(name.0, &known);
            reader.report(faults::unknown(reader.span(name), self.what, name.0, near));
        }
        found
    }

    /// The number of a name.
    pub(super) fn get(&self, name: &str) -> Option<u16> {
        self.index.get(name).copied()
    }

    /// The names, in order.
    pub(super) fn names(&self) -> &[Name<'a>] {
        &self.names
    }
}

/// Names of entries that could not be read; `None`: it is not known which.
#[derive(Debug, Clone)]
pub(super) struct Lost<'a>(pub Option<Vec<Name<'a>>>);

impl Default for Lost<'_> {
    fn default() -> Self {
        Self(Some(Vec::new()))
    }
}

/// Ids are letters, digits, `-` and `_`.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The known spelling nearest to what was written, if it is near at all.
pub(super) fn nearest<'n>(
    written: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    let allowed = |name: &str| (name.len().max(written.len()) / 3).max(1);
    known
        .into_iter()
        // Names of very different length cannot be near; comparing them would only cost time.
        .filter(|name| name.len().abs_diff(written.len()) <= allowed(name))
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        .filter(|(distance, name)| *distance <= allowed(name))
        .min()
        .map(|(_, name)| name)
}
