//! What has a name to stand for it: conditions, passages of lines, rating scales.
//!
//! They are resolved where they are named, each time anew, so that play and analysis know nothing of
//! them. What is wrong within one is told once, in its declaration, with a place that uses it.

use std::rc::Rc;

use super::{
    faults, limits,
    names::Table,
    reader::Reader,
    sections::{NamedEntries, Sections},
};
use crate::scenario::syntax::{Condition, EvidenceEntry, Line, List, Name};

/// Names stand within names so deep.
const DEEPEST: usize = 16;

/// What has a name, of one kind.
pub(super) struct NamedLists<'a, T> {
    /// What they are: "passage".
    what: &'static str,
    table: Table<'a>,
    entries: Vec<(Name<'a>, Rc<List<T>>)>,
    used: Vec<bool>,
    /// The names being resolved, the outermost first.
    open: Vec<u16>,
    /// Circles that were told, each in order of number.
    circles: Vec<Vec<u16>>,
    is_depth_told: bool,
}

/// All that has a name to stand for it.
pub(super) struct Reusable<'a> {
    pub conditions: NamedLists<'a, Condition<'a>>,
    pub passages: NamedLists<'a, Line<'a>>,
    pub scales: NamedLists<'a, EvidenceEntry<'a>>,
    /// How many pieces of content names have stood for.
    pieces: usize,
    /// Whether what nothing uses is being looked at.
    pub is_unused: bool,
}

impl<'a> Reusable<'a> {
    /// What is declared, taken out of the sections.
    pub(super) fn of(sections: &mut Sections<'a>, reader: &mut Reader<'a>) -> Self {
        Self {
            conditions: NamedLists::of("condition", sections.conditions.take(), reader),
            passages: NamedLists::of("passage", sections.passages.take(), reader),
            scales: NamedLists::of("scale", sections.scales.take(), reader),
            pieces: 0,
            is_unused: false,
        }
    }

    /// Counts a piece that is resolved; whether there are too many that names stand for.
    pub(super) fn is_too_much(&mut self, reader: &mut Reader<'a>) -> bool {
        if !reader.is_in_use() {
            return false;
        }
        self.pieces += 1;
        if self.pieces == limits::EXPANDED.most + 1 {
            limits::EXPANDED.allows(self.pieces, reader.head(), reader);
            // What is left out may use the others.
            self.conditions.used.fill(true);
            self.passages.used.fill(true);
            self.scales.used.fill(true);
        }
        self.pieces > limits::EXPANDED.most
    }
}

impl<'a, T> NamedLists<'a, T> {
    fn of(
        what: &'static str,
        declared: NamedEntries<'a, List<T>>,
        reader: &mut Reader<'a>,
    ) -> Self {
        let NamedEntries { entries, lost } = declared;
        let table = Table::of(what, entries.iter().map(|(name, _)| *name), reader).without(lost);
        let entries: Vec<_> =
            entries.into_iter().map(|(name, list)| (name, Rc::new(list))).collect();
        Self {
            what,
            table,
            used: vec![false; entries.len()],
            entries,
            open: Vec::new(),
            circles: Vec::new(),
            is_depth_told: false,
        }
    }

    /// Whether something is declared under this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.get(name).is_some()
    }

    /// What a name stands for, until [`Self::close`]; an unknown or a circular one is reported.
    pub(super) fn open(&mut self, name: Name<'a>, reader: &mut Reader<'a>) -> Option<Rc<List<T>>> {
        let at = self.table.find(name, reader)?;
        let (_, list) = self.entries.get(usize::from(at))?;
        self.used[usize::from(at)] = true;
        if let Some(first) = self.open.iter().position(|open| *open == at) {
            self.tell_circle(first, name, reader);
            return None;
        }
        if self.open.len() >= DEEPEST {
            let span = reader.span(name);
            let is_told = std::mem::replace(&mut self.is_depth_told, true);
            if !is_told {
                reader.report(faults::too_many(span, "names within names", DEEPEST + 1, DEEPEST));
            }
            // Those that only a deeper one uses are used.
            self.used.fill(true);
            return None;
        }
        self.open.push(at);
        reader.begin_use(name);
        Some(Rc::clone(list))
    }

    /// A circle is told once, wherever it is come to first.
    fn tell_circle(&mut self, first: usize, name: Name<'a>, reader: &mut Reader<'a>) {
        let circle = &self.open[first..];
        let mut members = circle.to_vec();
        members.sort_unstable();
        if self.circles.contains(&members) {
            return;
        }
        let path = circle.iter().chain(circle.first());
        let names: Vec<&str> = path.map(|at| self.entries[usize::from(*at)].0.0).collect();
        reader.report(faults::circle(reader.span(name), self.what, &names));
        self.circles.push(members);
    }

    /// The name that was opened last is done with.
    pub(super) fn close(&mut self, reader: &mut Reader<'a>) {
        self.open.pop();
        reader.end_use();
    }

    /// The first that nothing uses, which counts as used from now on; it is reported.
    pub(super) fn next_unused(&mut self, reader: &mut Reader<'a>) -> Option<Rc<List<T>>> {
        let at = self.used.iter().position(|used| !used)?;
        self.used[at] = true;
        let (name, list) = &self.entries[at];
        let is_first = self.table.get(name.0).is_some_and(|first| usize::from(first) == at);
        // One that is declared twice is told as that.
        if is_first {
            let span = reader.span(*name);
            reader.report(faults::unused(span, self.what, name.0));
        }
        Some(Rc::clone(list))
    }
}
