//! Beliefs as sorted sets of states with whole weights, each stored once.

use super::intern::{Slots, finish, mix};

/// One state of a belief, with its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub state: u32,
    pub weight: u128,
}

/// All beliefs found so far.
#[derive(Debug)]
pub(super) struct Nodes {
    states: Vec<u32>,
    weights: Vec<u128>,
    /// One past the last entry of each belief.
    ends: Vec<usize>,
    slots: Slots,
}

impl Nodes {
    pub(super) fn new() -> Self {
        Self { states: Vec::new(), weights: Vec::new(), ends: Vec::new(), slots: Slots::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn bytes(&self) -> usize {
        self.states.capacity() * 4
            + self.weights.capacity() * 16
            + self.ends.capacity() * 8
            + self.slots.bytes()
    }

    pub(super) fn entries(&self, node: u32) -> impl ExactSizeIterator<Item = Entry> {
        let range = range(&self.ends, node);
        let states = self.states[range.clone()].iter();
        states
            .zip(&self.weights[range])
            .map(|(state, weight)| Entry { state: *state, weight: *weight })
    }

    /// The number of a belief. Its entries come in order of state, each state once; their weights are
    /// divided by what they have in common.
    pub(super) fn intern(&mut self, entries: &mut [Entry]) -> u32 {
        let common = entries.iter().fold(0, |common, entry| gcd(common, entry.weight)).max(1);
        let mut hash = entries.len() as u64;
        for entry in &mut *entries {
            if common > 1 {
                entry.weight /= common;
            }
            let (low, high) = (entry.weight as u64, (entry.weight >> 64) as u64);
            hash = mix(hash.rotate_left(23), u64::from(entry.state));
            hash = mix(hash.rotate_left(23), low ^ high.rotate_left(32));
        }
        let (states, weights, ends) = (&self.states, &self.weights, &self.ends);
        let is_it = |node: u32| {
            let range = range(ends, node);
            let known = states[range.clone()].iter().zip(&weights[range.clone()]);
            range.len() == entries.len()
                && known.zip(&*entries).all(|((state, weight), entry)| {
                    (*state, *weight) == (entry.state, entry.weight)
                })
        };
        let next = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let (node, new) = self.slots.find_or_insert(finish(hash), next, is_it);
        if new {
            self.states.extend(entries.iter().map(|entry| entry.state));
            self.weights.extend(entries.iter().map(|entry| entry.weight));
            self.ends.push(self.states.len());
        }
        node
    }

    /// Lets go of the table; beliefs stay readable.
    pub(super) fn freeze(&mut self) {
        self.slots = Slots::new();
    }
}

fn range(ends: &[usize], node: u32) -> std::ops::Range<usize> {
    let at = node as usize;
    let from = if at == 0 { 0 } else { ends[at - 1] };
    from..ends[at]
}

/// Greatest common divisor (Euclid).
pub(super) fn gcd(mut a: u128, mut b: u128) -> u128 {
    // Most weights are small, and small numbers divide faster.
    while b != 0 {
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            return gcd_small(small_a, small_b).into();
        }
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_small(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Least common multiple; `None` where it does not fit.
pub(super) fn lcm(a: u128, b: u128) -> Option<u128> {
    (a / gcd(a, b).max(1)).checked_mul(b)
}
