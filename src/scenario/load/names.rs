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
    /// Names with look-alikes in them, as they are meant.
    meant: BTreeMap<String, u16>,
}

impl<'a> Table<'a> {
    /// An empty table.
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            names: Vec::new(),
            lost: Some(Vec::new()),
            index: BTreeMap::new(),
            meant: BTreeMap::new(),
        }
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
            match reader.straightened(name) {
                // What is named as it is meant is no second mistake.
                Some(meant) => {
                    let number = u16::try_from(self.names.len()).unwrap_or(u16::MAX);
                    self.meant.insert(meant, number);
                }
                None => reader.report(faults::bad_id(reader.span(name), self.what, name.0)),
            }
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
        if found.is_some() || is_lost {
            return found;
        }
        if !is_id(name.0)
            && let Some(meant) = reader.straightened(name)
        {
            return self.get(&meant).or_else(|| self.meant(&meant));
        }
        let meant = self.meant(name.0);
        if meant.is_none() {
            let known: Vec<&str> = self.names.iter().map(|known| known.0).collect();
            let near = reader.nearest(name.0, &known);
            // An id that is near and misshapen is told as that, and may be the one that is meant.
            if near.is_none_or(is_id) {
                reader.unknown(self.what, name, near, &known);
            }
        }
        meant
    }

    /// The number of a name that is declared with look-alikes in it.
    fn meant(&self, name: &str) -> Option<u16> {
        self.meant.get(name).copied()
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
