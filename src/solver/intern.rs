//! Hash-consing: two tables that give equal things equal numbers, without an allocation for each.
//!
//! Open addressing with linear probing; a slot holds the upper half of the hash and the number. The
//! place of a slot is taken from the top of that half, so that growing moves slots in order.

#![expect(
    clippy::cast_possible_truncation,
    reason = "numbers have 32 bits, and parts of a hash choose a slot"
)]

/// Numbers keys of one fixed width.
#[derive(Debug)]
pub(super) struct Keys {
    width: usize,
    words: Vec<u64>,
    slots: Slots,
    /// Numbers that were asked for not long ago, by the last bits of their hashes; empty where keys do
    /// not come again soon.
    recent: Box<[u32]>,
}

/// How many numbers are at hand: as many as stay in the processor's own memory.
const RECENT: usize = 1 << 16;

impl Keys {
    pub(super) fn new(width: usize) -> Self {
        let recent = Box::default();
        Self { width: width.max(1), words: Vec::new(), slots: Slots::new(), recent }
    }

    /// For keys that come again soon if they do: see [`Keys::recall`].
    pub(super) fn remembering(width: usize) -> Self {
        Self { recent: vec![u32::MAX; RECENT].into(), ..Self::new(width) }
    }

    /// The number of a key that was asked for not long ago.
    pub(super) fn recall(&self, key: &[u64], hash: u64) -> Option<u32> {
        let number = *self.recent.get(hash as usize % RECENT)?;
        let known = self.words.get(number as usize * self.width..)?.get(..self.width)?;
        known.iter().zip(key).all(|(known, word)| known == word).then_some(number)
    }

    pub(super) fn len(&self) -> usize {
        self.words.len() / self.width
    }

    pub(super) fn get(&self, number: u32) -> &[u64] {
        &self.words[number as usize * self.width..][..self.width]
    }

    /// The number of a key, and whether it is new.
    pub(super) fn intern(&mut self, key: &[u64]) -> (u32, bool) {
        self.intern_hashed(key, hash(key))
    }

    /// Fetches what belongs to several keys at once, so that the processor waits for memory once and
    /// not for each key in turn. The result means nothing.
    pub(super) fn touch(&self, hashes: impl Iterator<Item = u64>, near: &mut Vec<u32>) -> u64 {
        near.clear();
        near.extend(hashes.filter_map(|hash| self.slots.peek(hash)));
        let words = near.iter().map(|number| self.words[*number as usize * self.width]);
        words.fold(0, |sum, word| sum ^ word)
    }

    /// [`Keys::intern`] of a key whose [`hash`] is known.
    pub(super) fn intern_hashed(&mut self, key: &[u64], hash: u64) -> (u32, bool) {
        let (width, words) = (self.width, &self.words);
        // Keys are a few words: comparing them here is faster than calling for it.
        let is_it = |number: u32| {
            let known = &words[number as usize * width..][..width];
            known.iter().zip(key).all(|(known, word)| known == word)
        };
        let next = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let (number, new) = self.slots.find_or_insert(hash, next, is_it);
        if new {
            self.words.extend_from_slice(key);
        }
        if let Some(recent) = self.recent.get_mut(hash as usize % RECENT) {
            *recent = number;
        }
        (number, new)
    }

    /// Lets go of the table; numbers stay readable.
    pub(super) fn freeze(&mut self) {
        self.slots = Slots::new();
        self.recent = Box::default();
        self.words.shrink_to_fit();
    }

    pub(super) fn bytes(&self) -> usize {
        self.words.capacity() * 8 + self.slots.bytes() + self.recent.len() * 4
    }
}

/// Numbers sequences of any length.
#[derive(Debug)]
pub(super) struct Sequences {
    items: Vec<u32>,
    ends: Vec<u32>,
    slots: Slots,
}

impl Sequences {
    pub(super) fn new() -> Self {
        Self { items: Vec::new(), ends: Vec::new(), slots: Slots::new() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The sequence of a number.
    pub(super) fn get(&self, number: u32) -> &[u32] {
        part(&self.items, &self.ends, number)
    }

    /// The number of a sequence.
    pub(super) fn intern(&mut self, sequence: &[u32]) -> u32 {
        let (items, ends) = (&self.items, &self.ends);
        let next = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        let is_it = |number: u32| part(items, ends, number) == sequence;
        let (number, new) = self.slots.find_or_insert(hash_small(sequence), next, is_it);
        if new {
            self.items.extend_from_slice(sequence);
            self.ends.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
        }
        number
    }

    pub(super) fn bytes(&self) -> usize {
        (self.items.capacity() + self.ends.capacity()) * 4 + self.slots.bytes()
    }
}

fn part<'i>(items: &'i [u32], ends: &[u32], number: u32) -> &'i [u32] {
    let at = number as usize;
    let from = if at == 0 { 0 } else { ends[at - 1] };
    &items[from as usize..ends[at] as usize]
}

/// The slots of a table.
#[derive(Debug)]
pub(super) struct Slots {
    /// Upper half of the hash, then number plus one; 0 where empty.
    cells: Vec<u64>,
    shift: u32,
    used: usize,
}

impl Default for Slots {
    fn default() -> Self {
        Self::new()
    }
}

impl Slots {
    pub(super) fn new() -> Self {
        Self { cells: Vec::new(), shift: 32, used: 0 }
    }

    pub(super) fn bytes(&self) -> usize {
        self.cells.capacity() * 8
    }

    /// A number that may have this hash: the one in its first slot.
    pub(super) fn peek(&self, hash: u64) -> Option<u32> {
        let slot = *self.cells.get(self.place(hash))?;
        let same = (slot ^ hash) >> 32 == 0 && slot != 0;
        same.then(|| (slot as u32).wrapping_sub(1))
    }

    /// Finds the number with this hash that `is_it`, or takes `next` for it; whether it was taken.
    pub(super) fn find_or_insert(
        &mut self,
        hash: u64,
        next: u32,
        is_it: impl Fn(u32) -> bool,
    ) -> (u32, bool) {
        if self.used * 4 >= self.cells.len() * 3 {
            self.grow();
        }
        let tag = hash & 0xFFFF_FFFF_0000_0000;
        let mask = self.cells.len() - 1;
        let mut at = self.place(tag);
        loop {
            let slot = self.cells[at];
            if slot == 0 {
                self.cells[at] = tag | (u64::from(next) + 1);
                self.used += 1;
                return (next, true);
            }
            if slot & 0xFFFF_FFFF_0000_0000 == tag {
                let number = (slot as u32).wrapping_sub(1);
                if is_it(number) {
                    return (number, false);
                }
            }
            at = (at + 1) & mask;
        }
    }

    fn place(&self, tag: u64) -> usize {
        ((tag >> 32) >> self.shift) as usize
    }

    fn grow(&mut self) {
        let size = (self.cells.len() * 2).max(16);
        let old = std::mem::replace(&mut self.cells, vec![0; size]);
        self.shift = 32 - size.trailing_zeros().min(32);
        let mask = size - 1;
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let mut at = self.place(slot);
            while self.cells[at] != 0 {
                at = (at + 1) & mask;
            }
            self.cells[at] = slot;
        }
    }
}

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// Folded multiplication: every bit of both halves of the product counts.
pub(super) fn mix(hash: u64, word: u64) -> u64 {
    let product = u128::from(hash ^ word ^ MIX) * u128::from(0xD6E8_FEB8_6659_FD93_u64);
    (product as u64) ^ (product >> 64) as u64
}

/// The hash of a key.
pub(super) fn hash(key: &[u64]) -> u64 {
    finish(key.iter().fold(0, |hash, word| mix(hash.rotate_left(23), *word)))
}

fn hash_small(sequence: &[u32]) -> u64 {
    finish(
        sequence
            .iter()
            .fold(sequence.len() as u64, |hash, item| mix(hash.rotate_left(23), u64::from(*item))),
    )
}

pub(super) fn finish(hash: u64) -> u64 {
    mix(hash, hash >> 29)
}
