//! Flags: declared by being set, reported where they are only read.

use std::collections::BTreeMap;

use super::{faults, names::is_id, reader::Reader};
use crate::scenario::{FlagId, syntax::Name};

/// Flags are declared by being set.
#[derive(Default)]
pub(super) struct Flags<'a> {
    index: BTreeMap<String, FlagId>,
    pub names: Vec<Box<str>>,
    pub set: Vec<bool>,
    pub read: Vec<Option<Name<'a>>>,
}

impl<'a> Flags<'a> {
    fn at(&mut self, name: &str) -> FlagId {
        if let Some(flag) = self.index.get(name) {
            return *flag;
        }
        let flag = FlagId(u16::try_from(self.names.len()).unwrap_or(u16::MAX));
        self.index.insert(name.to_owned(), flag);
        self.names.push(name.into());
        self.set.push(false);
        self.read.push(None);
        flag
    }

    /// A flag that is read.
    pub(super) fn read(&mut self, name: Name<'a>, reader: &mut Reader<'a>) -> FlagId {
        let flag = self.named(name, reader);
        self.read[flag.index()].get_or_insert(name);
        flag
    }

    /// A flag that is set or cleared.
    pub(super) fn write(&mut self, name: Name<'a>, to: bool, reader: &mut Reader<'a>) -> FlagId {
        let flag = self.named(name, reader);
        self.set[flag.index()] |= to;
        flag
    }

    /// A flag that an author names; the shape keeps it apart from the engine's own.
    fn named(&mut self, name: Name<'a>, reader: &mut Reader<'a>) -> FlagId {
        if !is_id(name.0) {
            reader.report(faults::bad_id(reader.span(name), "flag", name.0));
        }
        self.at(name.0)
    }

    /// A flag of the engine's own.
    pub(super) fn own(&mut self, name: &str) -> FlagId {
        let flag = self.at(name);
        self.set[flag.index()] = true;
        flag
    }
}
