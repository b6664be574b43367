//! Sets of thresholds: the partition of every variable that they make.
//!
//! Kept as runs of neighbours, so that a set costs what conditions compare and not how many values a
//! variable has: all thresholds of a meter of full width are one run.

use std::ops::Range;

/// A set of thresholds, by number: disjoint runs in order, with gaps between them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::solver) struct Thresholds(Vec<(usize, usize)>);

impl Thresholds {
    pub(in crate::solver) fn insert(&mut self, cut: usize) {
        self.insert_all(cut..cut + 1);
    }

    pub(in crate::solver) fn contains(&self, cut: usize) -> bool {
        self.any(cut..cut + 1)
    }

    pub(in crate::solver) fn insert_all(&mut self, cuts: Range<usize>) {
        if cuts.is_empty() {
            return;
        }
        // Runs that touch the new one become one with it.
        let first = self.0.partition_point(|(_, to)| *to < cuts.start);
        let last = first + self.0[first..].partition_point(|(from, _)| *from <= cuts.end);
        match (self.0.get(first).copied(), last - first) {
            (_, 0) => self.0.insert(first, (cuts.start, cuts.end)),
            (Some((from, _)), count) => {
                let to = self.0[first + count - 1].1;
                self.0[first] = (from.min(cuts.start), to.max(cuts.end));
                self.0.drain(first + 1..last);
            }
            (None, _) => {}
        }
    }

    pub(in crate::solver) fn remove_all(&mut self, cuts: Range<usize>) {
        let first = self.0.partition_point(|(_, to)| *to <= cuts.start);
        let last = first + self.0[first..].partition_point(|(from, _)| *from < cuts.end);
        if first == last || cuts.is_empty() {
            return;
        }
        let (from, to) = (self.0[first].0, self.0[last - 1].1);
        let before = (from < cuts.start).then_some((from, cuts.start));
        let after = (to > cuts.end).then_some((cuts.end, to));
        self.0.splice(first..last, before.into_iter().chain(after));
    }

    pub(in crate::solver) fn any(&self, cuts: Range<usize>) -> bool {
        let at = self.0.partition_point(|(_, to)| *to <= cuts.start);
        self.0.get(at).is_some_and(|(from, _)| *from < cuts.end)
    }

    /// The runs within a range.
    pub(in crate::solver) fn within(
        &self,
        cuts: Range<usize>,
    ) -> impl Iterator<Item = (usize, usize)> + '_ {
        let first = self.0.partition_point(|(_, to)| *to <= cuts.start);
        let within = self.0[first..].iter().take_while(move |(from, _)| *from < cuts.end);
        within.map(move |(from, to)| ((*from).max(cuts.start), (*to).min(cuts.end)))
    }

    /// How many there are in a range.
    pub(in crate::solver) fn count(&self, cuts: Range<usize>) -> usize {
        self.within(cuts).map(|(from, to)| to - from).sum()
    }

    /// How many runs it takes to hold them.
    pub(in crate::solver) fn runs(&self) -> usize {
        self.0.len()
    }

    /// Adds all of another set; whether that changed anything.
    pub(in crate::solver) fn add(&mut self, other: &Self) -> bool {
        if self.has(other) {
            return false;
        }
        if self.0.is_empty() {
            self.0.clone_from(&other.0);
            return true;
        }
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut all: Vec<(usize, usize)> = Vec::with_capacity(self.0.len() + other.0.len());
        loop {
            let next = match (mine.peek(), theirs.peek()) {
                (Some(one), Some(two)) if one.0 <= two.0 => mine.next(),
                (Some(_), None) => mine.next(),
                (_, Some(_)) => theirs.next(),
                (None, None) => break,
            };
            let Some((from, to)) = next.copied() else { break };
            match all.last_mut() {
                Some(last) if last.1 >= from => last.1 = last.1.max(to),
                _ => all.push((from, to)),
            }
        }
        self.0 = all;
        true
    }

    /// Whether all of another set is in it.
    fn has(&self, other: &Self) -> bool {
        let mut at = 0;
        other.0.iter().all(|(from, to)| {
            at += self.0[at..].partition_point(|(_, end)| end < to);
            self.0.get(at).is_some_and(|(begin, _)| begin <= from)
        })
    }

    pub(in crate::solver) fn meets(&self, other: &Self) -> bool {
        let (fewer, more) =
            if self.0.len() < other.0.len() { (self, other) } else { (other, self) };
        fewer.0.iter().any(|(from, to)| more.any(*from..*to))
    }

    /// Keeps only what is in another set too.
    pub(in crate::solver) fn keep(&mut self, other: &Self) {
        let mine = std::mem::take(&mut self.0);
        for (from, to) in mine {
            self.0.extend(other.within(from..to));
        }
    }

    /// From what is needed after adding to a variable to what is needed before.
    pub(in crate::solver) fn shift(&mut self, cuts: Range<usize>, by: i32) {
        if by == 0 {
            return;
        }
        let by = by as isize;
        let moved = |cut: usize| cut.saturating_add_signed(-by).clamp(cuts.start, cuts.end);
        let runs: Vec<(usize, usize)> = self.within(cuts.clone()).collect();
        self.remove_all(cuts.clone());
        for (from, to) in runs {
            self.insert_all(moved(from)..moved(to));
        }
    }
}
