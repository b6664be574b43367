//! Tables of names: each id once, looked up with the nearest spelling at hand.

use std::collections::BTreeMap;

use super::{faults, parse::Reader};
use crate::scenario::syntax::Name;

/// The ids of one kind of thing.
#[derive(Debug)]
pub struct Table<'a> {
    /// What they are ids of: "scene".
    what: &'static str,
    names: Vec<Name<'a>>,
    index: BTreeMap<&'a str, u16>,
}

impl<'a> Table<'a> {
    /// An empty table.
    pub fn new(what: &'static str) -> Self {
        Self { what, names: Vec::new(), index: BTreeMap::new() }
    }

    /// The table of these names; repeated and misshapen ones are reported.
    pub fn of(
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

    /// Adds a name, and reports it if it is repeated or misshapen.
    pub fn declare(&mut self, name: Name<'a>, reader: &mut Reader<'a>) {
        if !is_id(name.0) {
            reader.report(faults::bad_id(reader.span(name), self.what, name.0));
        }
        if let Some(&first) = self.index.get(name.0) {
            let earlier = reader.span(self.names[usize::from(first)]);
            reader.report(faults::duplicate(reader.span(name), earlier, self.what, name.0));
        } else if let Ok(at) = u16::try_from(self.names.len()) {
            self.index.insert(name.0, at);
        }
        self.names.push(name);
    }

    /// The number of a name; an unknown one is reported.
    pub fn find(&self, name: Name<'a>, reader: &mut Reader<'a>) -> Option<u16> {
        let found = self.get(name.0);
        if found.is_none() {
            let near = nearest(name.0, self.names.iter().map(|known| known.0));
            reader.report(faults::unknown(reader.span(name), self.what, name.0, near));
        }
        found
    }

    /// The number of a name.
    pub fn get(&self, name: &str) -> Option<u16> {
        self.index.get(name).copied()
    }

    /// The names, in order.
    pub fn names(&self) -> &[Name<'a>] {
        &self.names
    }
}

/// Ids are letters, digits, `-` and `_`.
fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The known spelling nearest to what was written, if it is near at all.
pub fn nearest<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        .filter(|(distance, name)| *distance <= (name.len().max(written.len()) / 3).max(1))
        .min()
        .map(|(_, name)| name)
}
