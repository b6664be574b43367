//! Patches: what transitions do to packed states, each kept once.

use super::guard::Rows;
use crate::solver::{
    intern::{Slots, finish, mix},
    liveness::shift::Shift,
};

/// All patches seen so far.
#[derive(Default)]
pub(in crate::solver) struct Patches {
    /// For each patch, the words of what it keeps, then those of what it puts.
    words: Vec<u64>,
    changes: Vec<NumberChange>,
    /// One past the last change of each patch.
    ends: Vec<u32>,
    slots: Slots,
}

/// What becomes of a number that is neither left alone nor put to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::solver) struct NumberChange {
    pub number: u32,
    /// Where in a key it is kept.
    pub word: u16,
    pub bit: u16,
    /// The row of classes in which it is kept afterwards.
    pub classes: u32,
    pub shift: Shift,
}

impl Patches {
    pub(in crate::solver) fn bytes(&self) -> usize {
        self.words.capacity() * 8
            + self.changes.capacity() * size_of::<NumberChange>()
            + self.ends.capacity() * 4
            + self.slots.bytes()
    }

    /// The number of a patch: words of what it keeps and then of what it puts, and what it changes.
    pub(in crate::solver) fn number(&mut self, words: &[u64], changes: &[NumberChange]) -> u32 {
        let Self { words: all_words, changes: all_changes, ends, slots } = self;
        let hash = words.iter().fold(0, |hash: u64, word| mix(hash.rotate_left(23), *word));
        let hash = changes.iter().fold(hash, |hash, change| {
            let NumberChange { number, word, bit, classes, shift } = *change;
            let place = u64::from(number) << 32 | u64::from(word) << 16 | u64::from(bit);
            let by = i64::from(shift.add) << 32 ^ i64::from(shift.low) << 16;
            let to = i64::from(classes) << 32 ^ i64::from(shift.high);
            mix(mix(hash.rotate_left(23), place), (by.rotate_left(7) ^ to).cast_unsigned())
        });
        let next = ends.len() as u32;
        let (number, new) = slots.find_or_insert(finish(hash), next, |number| {
            let at = number as usize;
            all_words[at * words.len()..][..words.len()] == *words
                && all_changes[begin(ends, number)..ends[at] as usize] == *changes
        });
        if new {
            all_words.extend_from_slice(words);
            all_changes.extend_from_slice(changes);
            ends.push(all_changes.len() as u32);
        }
        number
    }

    /// Applies a patch to a packed state with these numbers.
    #[inline]
    pub(in crate::solver) fn apply(
        &self,
        patch: u32,
        key: &[u64],
        (values, rows): (&[i32], &Rows),
        next: &mut [u64],
    ) {
        let words = &self.words[patch as usize * 2 * key.len()..][..2 * key.len()];
        let (keeps, puts) = words.split_at(key.len());
        for (word, next) in next.iter_mut().enumerate() {
            *next = key[word] & keeps[word] | puts[word];
        }
        for change in &self.changes[begin(&self.ends, patch)..self.ends[patch as usize] as usize] {
            let value = change.shift.of(values[change.number as usize]);
            let class = rows.class(change.classes, value as usize);
            next[usize::from(change.word)] |= u64::from(class) << change.bit;
        }
    }
}

/// Where the changes of a patch begin.
fn begin(ends: &[u32], patch: u32) -> usize {
    patch.checked_sub(1).map_or(0, |before| ends[before as usize] as usize)
}
