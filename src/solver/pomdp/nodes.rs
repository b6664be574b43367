//! The belief states of the POMDP: sorted sets of states with whole weights, each stored once.

#![expect(
    clippy::cast_possible_truncation,
    reason = "words of 32 bits are cut from weights on purpose; places are checked on the way in"
)]

use crate::solver::intern::{Slots, finish, mix};

/// One state in the support of a belief, with its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::solver) struct BeliefEntry {
    pub state: u32,
    pub weight: u128,
}

/// The belief states found so far, one after another in one arena.
///
/// A belief is its states, then their weights, in two words each, or four where one is wide.
#[derive(Debug)]
pub(in crate::solver) struct Nodes {
    arena: Vec<u32>,
    /// Where each belief begins, and how many words a weight takes.
    places: Vec<NodePlace>,
    slots: Slots,
    /// The belief that is nothing but a state, by state; [`NONE`] where it was not found yet.
    single: Vec<u32>,
    /// Beliefs that wait to be numbered: their hashes, and where they are in `staged`.
    line: Vec<(u64, NodePlace)>,
    staged: Vec<u32>,
    near: Vec<u32>,
}

/// Where a belief state is in the arena.
#[derive(Debug, Clone, Copy)]
struct NodePlace {
    from: u32,
    states: u32,
    wide: bool,
}

impl NodePlace {
    /// How many words the belief takes.
    fn length(self) -> usize {
        self.states as usize * if self.wide { 5 } else { 3 }
    }
}

const NONE: u32 = u32::MAX;

impl Nodes {
    pub(in crate::solver) fn new(states: usize) -> Self {
        Self {
            arena: Vec::new(),
            places: Vec::new(),
            slots: Slots::new(),
            single: vec![NONE; states],
            line: Vec::new(),
            staged: Vec::new(),
            near: Vec::new(),
        }
    }

    pub(in crate::solver) fn len(&self) -> usize {
        self.places.len()
    }

    pub(in crate::solver) fn bytes(&self) -> usize {
        (self.arena.capacity() + self.single.capacity()) * 4
            + self.places.capacity() * size_of::<NodePlace>()
            + self.slots.bytes()
    }

    pub(in crate::solver) fn entries(
        &self,
        node: u32,
    ) -> impl ExactSizeIterator<Item = BeliefEntry> {
        let place = self.places[node as usize];
        let (from, count) = (place.from as usize, place.states as usize);
        let weights = from + count;
        (0..count).map(move |at| {
            let part = |word: usize| u128::from(self.arena[word]);
            let weight = if place.wide {
                let at = weights + at * 4;
                part(at) | part(at + 1) << 32 | part(at + 2) << 64 | part(at + 3) << 96
            } else {
                let at = weights + at * 2;
                part(at) | part(at + 1) << 32
            };
            BeliefEntry { state: self.arena[from + at], weight }
        })
    }

    /// The highest number of a belief's states.
    pub(in crate::solver) fn highest(&self, node: u32) -> u32 {
        let place = self.places[node as usize];
        // States come in order.
        self.arena[(place.from + place.states) as usize - 1]
    }

    /// Puts a belief in line to be numbered. Its entries come in order of state, each state once;
    /// their weights are divided by what they have in common.
    pub(in crate::solver) fn stage(&mut self, entries: &[BeliefEntry]) {
        let common = common(entries);
        let wide = entries.iter().any(|entry| entry.weight / common > u64::MAX.into());
        let from = self.staged.len();
        self.staged.extend(entries.iter().map(|entry| entry.state));
        for entry in entries {
            let weight = if common == 1 { entry.weight } else { entry.weight / common };
            let low = weight as u64;
            self.staged.extend([low as u32, (low >> 32) as u32]);
            if wide {
                let high = (weight >> 64) as u64;
                self.staged.extend([high as u32, (high >> 32) as u32]);
            }
        }
        let pairs = self.staged[from..].chunks(2).map(|pair| match pair {
            [one, two] => u64::from(*one) << 32 | u64::from(*two),
            rest => rest.first().copied().unwrap_or(0).into(),
        });
        let hash = pairs.fold(entries.len() as u64, |hash, pair| mix(hash.rotate_left(23), pair));
        let place = NodePlace { from: from as u32, states: entries.len() as u32, wide };
        self.line.push((finish(hash), place));
    }

    /// How many beliefs wait in line.
    pub(in crate::solver) fn waiting(&self) -> usize {
        self.line.len()
    }

    /// Numbers the beliefs in line, in their order; `None` where there are too many.
    pub(in crate::solver) fn settle(&mut self, mut tell: impl FnMut(u32)) -> Option<()> {
        std::hint::black_box(self.touch());
        let line = std::mem::take(&mut self.line);
        let staged = std::mem::take(&mut self.staged);
        for (hash, place) in &line {
            let length = place.length();
            let words = &staged[place.from as usize..][..length];
            tell(self.number(*hash, *place, words)?);
        }
        (self.line, self.staged) = (line, staged);
        self.line.clear();
        self.staged.clear();
        Some(())
    }

    /// Fetches what belongs to all beliefs in line, so that the processor waits for memory once and
    /// not for each in turn.
    fn touch(&mut self) -> u32 {
        self.near.clear();
        let slots = &self.slots;
        self.near.extend(self.line.iter().filter_map(|(hash, _)| slots.peek(*hash)));
        for near in &mut self.near {
            *near = self.places[*near as usize].from;
        }
        self.near.iter().fold(0, |sum, from| sum ^ self.arena[*from as usize])
    }

    fn number(&mut self, hash: u64, place: NodePlace, words: &[u32]) -> Option<u32> {
        let alone = if place.states == 1 { words.first().copied() } else { None };
        if let Some(state) = alone {
            let known = self.single[state as usize];
            if known != NONE {
                return Some(known);
            }
            let node = self.push(place, words)?;
            self.single[state as usize] = node;
            return Some(node);
        }
        let (arena, places) = (&self.arena, &self.places);
        let is_it = |node: u32| {
            let known = places[node as usize];
            (known.states, known.wide) == (place.states, place.wide)
                && arena[known.from as usize..][..words.len()] == *words
        };
        let next = u32::try_from(self.places.len()).ok()?;
        let (node, new) = self.slots.find_or_insert(hash, next, is_it);
        if new { self.push(place, words) } else { Some(node) }
    }

    /// Keeps a new belief.
    fn push(&mut self, place: NodePlace, words: &[u32]) -> Option<u32> {
        let node = u32::try_from(self.places.len()).ok().filter(|node| *node != NONE)?;
        let from = u32::try_from(self.arena.len()).ok()?;
        self.places.push(NodePlace { from, ..place });
        self.arena.extend_from_slice(words);
        Some(node)
    }

    /// Lets go of the tables; beliefs stay readable.
    pub(in crate::solver) fn freeze(&mut self) {
        self.slots = Slots::new();
        self.single = Vec::new();
    }
}

/// What the weights of a belief have in common.
fn common(entries: &[BeliefEntry]) -> u128 {
    let mut common = 0;
    for entry in entries {
        common = gcd(common, entry.weight);
        if common == 1 {
            break;
        }
    }
    common.max(1)
}

/// Greatest common divisor (Euclid).
pub(in crate::solver) fn gcd(mut a: u128, mut b: u128) -> u128 {
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
pub(in crate::solver) fn lcm(a: u128, b: u128) -> Option<u128> {
    (a / gcd(a, b).max(1)).checked_mul(b)
}
