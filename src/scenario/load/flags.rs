//! Flags: declared by being set, reported where they are only read.

use std::collections::BTreeMap;

use super::{faults, names::is_id, reader::Reader};
use crate::scenario::{
    ContentKind, Flag, FlagId, FlagOwner,
    syntax::{Name, SyntaxId},
};

/// Flags are declared by being set.
#[derive(Default)]
pub(super) struct Flags<'a> {
    index: BTreeMap<String, FlagId>,
    pub all: Vec<Flag>,
    pub set: Vec<bool>,
    pub read: Vec<Option<Name<'a>>>,
    /// Where each is first set, and where each is named.
    declared: Vec<Option<SyntaxId>>,
    named: Vec<(FlagId, SyntaxId)>,
}

impl<'a> Flags<'a> {
    fn at(&mut self, name: &str, owner: FlagOwner) -> FlagId {
        if let Some(flag) = self.index.get(name) {
            return *flag;
        }
        let flag = FlagId(u16::try_from(self.all.len()).unwrap_or(u16::MAX));
        self.index.insert(name.to_owned(), flag);
        self.all.push(Flag { id: name.into(), owner });
        self.set.push(false);
        self.read.push(None);
        self.declared.push(None);
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
        let at = flag.index();
        self.set[at] |= to;
        if to && self.declared[at].is_none() {
            self.declared[at] = Some(name.1);
            let node = reader.named(ContentKind::Flag, name.1, name);
            self.all[at].owner = FlagOwner::Author(Some(node));
        }
        flag
    }

    /// A flag that an author names; the shape keeps it apart from the engine's own.
    fn named(&mut self, name: Name<'a>, reader: &mut Reader<'a>) -> FlagId {
        let mut straight = None;
        if !is_id(name.0) {
            straight = reader.straightened(name);
            if straight.is_none() {
                reader.report(faults::bad_id(reader.span(name), "flag", name.0));
            }
        }
        let flag = self.at(straight.as_deref().unwrap_or(name.0), FlagOwner::Author(None));
        self.named.push((flag, name.1));
        flag
    }

    /// A flag of the engine's own, that no author can name.
    pub(super) fn own(&mut self, name: &str, owner: FlagOwner) -> FlagId {
        let flag = self.at(name, owner);
        self.set[flag.index()] = true;
        flag
    }

    /// Remembers where each is named, but for where that declares it: known once everything is read.
    pub(super) fn note_uses(&self, reader: &mut Reader<'a>) {
        for (flag, used) in &self.named {
            if let Some(declared) = self.declared[flag.index()].filter(|one| one != used) {
                reader.map.uses(declared, *used);
            }
        }
    }
}
