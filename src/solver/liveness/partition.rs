//! The partition of a number's values at each location: values between the same thresholds are a class.
//!
//! Locations that ask the same of a number share one table. A number of few values has its classes listed;
//! one of many is looked up among the runs of its thresholds, so that its width costs nothing.

use std::{collections::BTreeMap, ops::Range};

use super::{live::Live, thresholds::Thresholds};

/// From so many values on, classes are not listed.
const LISTED: usize = 1 << 10;

/// The classes of one number, by location.
#[derive(Debug)]
pub(in crate::solver) struct Partition {
    /// How many values it has.
    pub values: usize,
    /// By location: which table.
    tables: Box<[u32]>,
    shape: Shape,
}

/// The class of each value, and a value of each class.
type ListedClasses = (Box<[u16]>, Box<[u16]>);

#[derive(Debug)]
enum Shape {
    /// By table: the class of each value, and then a value of each class.
    Listed(Vec<ListedClasses>),
    Runs(Vec<CutRuns>),
}

/// A partition as runs of thresholds, counted from the number's first one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::solver) struct CutRuns(Box<[CutRun]>);

/// Neighbouring thresholds: each value from one past `from` up to `to` begins a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct CutRun {
    from: usize,
    to: usize,
    /// How many thresholds are below.
    below: usize,
}

impl CutRuns {
    /// The thresholds of a set that are within a range.
    pub(in crate::solver) fn of(needed: &Thresholds, cuts: Range<usize>) -> Self {
        let mut below = 0;
        let start = cuts.start;
        let runs = needed.within(cuts).map(|(from, to)| {
            let run = CutRun { from: from - start, to: to - start, below };
            below += to - from;
            run
        });
        Self(runs.collect())
    }

    /// The class of a value, counted from 0: how many thresholds are below it.
    pub(in crate::solver) fn class(&self, value: usize) -> u16 {
        let after = self.0.partition_point(|run| run.from < value);
        let class = match after.checked_sub(1).and_then(|at| self.0.get(at)) {
            Some(run) => run.below + value.min(run.to) - run.from,
            None => 0,
        };
        u16::try_from(class).unwrap_or(u16::MAX)
    }

    /// The least value of a class.
    pub(in crate::solver) fn member(&self, class: u16) -> u16 {
        let class = usize::from(class);
        let after = self.0.partition_point(|run| run.below < class);
        let value = match after.checked_sub(1).and_then(|at| self.0.get(at)) {
            Some(run) => run.from + class - run.below,
            None => 0,
        };
        u16::try_from(value).unwrap_or(u16::MAX)
    }

    /// The greatest class.
    fn top(&self) -> u16 {
        let top = self.0.last().map_or(0, |run| run.below + run.to - run.from);
        u16::try_from(top).unwrap_or(u16::MAX)
    }
}

/// A table as it is kept.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) enum PartitionTable<'p> {
    /// The class of each value, and a value of each class.
    Listed(&'p [u16], &'p [u16]),
    Runs(&'p CutRuns),
}

impl Partition {
    /// The classes of a number with these thresholds.
    pub(super) fn of(cuts: &Range<usize>, live: &Live) -> Self {
        let values = cuts.len() + 1;
        let mut known: BTreeMap<CutRuns, u32> = BTreeMap::new();
        let mut all: Vec<CutRuns> = Vec::new();
        let by_set = live.sets.iter().map(|needed| {
            let next = u32::try_from(all.len()).unwrap_or(u32::MAX);
            *known.entry(CutRuns::of(needed, cuts.clone())).or_insert_with_key(|runs| {
                all.push(runs.clone());
                next
            })
        });
        let by_set: Vec<u32> = by_set.collect();
        let tables = live.of.iter().map(|set| by_set[*set as usize]).collect();
        let shape = if values < LISTED {
            let listed = all.iter().map(|runs| {
                let classes = (0..values).map(|value| runs.class(value)).collect();
                let members = (0..=runs.top()).map(|class| runs.member(class)).collect();
                (classes, members)
            });
            Shape::Listed(listed.collect())
        } else {
            Shape::Runs(all)
        };
        Self { values, tables, shape }
    }

    /// How many tables there are.
    pub(in crate::solver) fn count(&self) -> usize {
        match &self.shape {
            Shape::Listed(listed) => listed.len(),
            Shape::Runs(runs) => runs.len(),
        }
    }

    /// Which table a location has.
    pub(in crate::solver) fn number(&self, place: usize) -> u32 {
        self.tables[place]
    }

    /// A table by its number.
    pub(in crate::solver) fn table(&self, number: usize) -> PartitionTable<'_> {
        match &self.shape {
            Shape::Listed(listed) => PartitionTable::Listed(&listed[number].0, &listed[number].1),
            Shape::Runs(runs) => PartitionTable::Runs(&runs[number]),
        }
    }

    /// The class of a value at a location.
    pub(in crate::solver) fn class(&self, place: usize, value: usize) -> u16 {
        match &self.shape {
            Shape::Listed(listed) => listed[self.tables[place] as usize].0[value],
            Shape::Runs(runs) => runs[self.tables[place] as usize].class(value),
        }
    }

    /// The least value of a class at a location.
    pub(in crate::solver) fn member(&self, place: usize, class: u16) -> u16 {
        match &self.shape {
            Shape::Listed(listed) => listed[self.tables[place] as usize].1[usize::from(class)],
            Shape::Runs(runs) => runs[self.tables[place] as usize].member(class),
        }
    }

    /// The greatest class at a location.
    pub(in crate::solver) fn top(&self, place: usize) -> u16 {
        self.class(place, self.values - 1)
    }

    /// The most classes of any location.
    pub(in crate::solver) fn most(&self) -> usize {
        let tops = (0..self.count()).map(|table| match self.table(table) {
            PartitionTable::Listed(_, members) => members.len(),
            PartitionTable::Runs(runs) => usize::from(runs.top()) + 1,
        });
        tops.max().unwrap_or(1)
    }
}
