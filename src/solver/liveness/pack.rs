//! The state encoding: abstract states as a few machine words, the bits of what is live, and zeros
//! for the rest.

#![expect(
    clippy::cast_possible_truncation,
    reason = "values of a key are packed into as many bits as they need"
)]

use std::{cmp::Reverse, ops::Range};

use super::{
    caps::Caps,
    live::{live, location},
    partition::Partition,
    purpose::Purpose,
    thresholds::Thresholds,
    vars::{Var, Vars},
};
use crate::{
    engine::State,
    scenario::{EndingId, Mark, MarkKind, Scenario, SceneId},
    solver::watch::Pulse,
};

/// The most words that the masks of all locations may take.
const MOST_WORDS: usize = 1 << 24;

/// The encoding of the abstract states of one scenario.
#[derive(Debug)]
pub(in crate::solver) struct Layout {
    pub vars: Vars,
    /// Words of a key.
    pub width: usize,
    /// The scene, and whether the ending is fixed.
    pub place: Slot,
    pub numbers: Box<[PackedNumber]>,
    runs: Box<[Run]>,
    /// Marks that must be known, by location: `width` words each.
    masks: Box<[u64]>,
}

/// Some bits of a key.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) struct Slot {
    pub word: usize,
    pub shift: u32,
    pub mask: u64,
}

/// A numeric state variable with its partition: the classes of values between thresholds.
#[derive(Debug)]
pub(in crate::solver) struct PackedNumber {
    pub what: StateNumber,
    pub slot: Slot,
    /// Its thresholds, and its classes by location.
    pub cuts: Range<usize>,
    pub classes: Partition,
}

/// A numeric state variable.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) enum StateNumber {
    Draw(usize),
    /// A stored meter, with its least value.
    Meter(usize, i16),
    /// Visits of a scene, up to the most that anything asks for.
    Visits(usize, u8),
    /// The day, up to the most that anything asks for.
    Day(u16),
    Ending,
}

/// Neighbouring marks.
#[derive(Debug)]
struct Run {
    /// Where in the words of a state's marks they are.
    word: usize,
    shift: u32,
    to: Slot,
    /// The cut of each.
    cuts: Box<[usize]>,
}

impl Slot {
    pub(in crate::solver) fn get(self, key: &[u64]) -> u64 {
        key[self.word] >> self.shift & self.mask
    }

    pub(in crate::solver) fn put(self, key: &mut [u64], value: u64) {
        key[self.word] |= (value & self.mask) << self.shift;
    }
}

/// Hands out bits, first fit.
#[derive(Default)]
struct Room {
    used: Vec<u32>,
}

impl Room {
    fn take(&mut self, bits: u32) -> Slot {
        let mask = if bits >= 64 { u64::MAX } else { (1 << bits) - 1 };
        let word = if let Some(word) = self.used.iter().position(|used| used + bits <= 64) {
            word
        } else {
            self.used.push(0);
            self.used.len() - 1
        };
        let shift = self.used[word];
        self.used[word] += bits;
        Slot { word, shift: shift.min(63), mask }
    }
}

impl Layout {
    /// The layout for a purpose; `None` where it was stopped, or takes too much memory.
    pub(in crate::solver) fn of(
        scenario: &Scenario,
        purpose: Purpose,
        pulse: &Pulse<'_>,
    ) -> Option<Self> {
        let caps = Caps::of(scenario, purpose);
        let vars = Vars::of(scenario, &caps.visits, caps.day);
        let live = live(scenario, &vars, purpose, pulse)?;
        let mut ever = Thresholds::default();
        for needed in &live.sets {
            ever.add(needed);
            pulse.beat(needed.runs())?;
        }
        let mut packed: Vec<PackedNumber> = Vec::new();
        for (what, var) in numbers(scenario, &vars, &caps) {
            let cuts = vars.cuts(var);
            if ever.any(cuts.clone()) {
                pulse.beat(live.sets.len() * 20 + live.of.len())?;
                let slot = Slot { word: 0, shift: 0, mask: 0 };
                let classes = Partition::of(&cuts, &live);
                packed.push(PackedNumber { what, slot, cuts, classes });
            }
        }
        packed.sort_by_cached_key(|number| Reverse(number.classes.most()));
        let mut room = Room::default();
        let place = room.take(bits(live.of.len().saturating_sub(1)));
        for number in &mut packed {
            number.slot = room.take(bits(number.classes.most() - 1));
        }
        let runs = runs(scenario, &vars, &ever, &mut room);
        let width = room.used.len();
        if width.saturating_mul(live.of.len()) > MOST_WORDS {
            return None;
        }
        let numbers = packed.into();
        let mut layout = Self { vars, width, place, numbers, runs, masks: Box::default() };
        let mut by_set = Vec::with_capacity(live.sets.len() * width);
        for needed in &live.sets {
            let mut mask = vec![0; width];
            place.put(&mut mask, u64::MAX);
            layout.numbers.iter().for_each(|number| number.slot.put(&mut mask, u64::MAX));
            layout.mark(|cut| needed.contains(cut), &mut mask);
            by_set.extend(mask);
            pulse.beat(layout.marks() + layout.numbers.len())?;
        }
        let mask = |set: &u32| &by_set[*set as usize * width..][..width];
        layout.masks = live.of.iter().flat_map(mask).copied().collect();
        Some(layout)
    }

    /// What nothing is packed in: of an analysis that did not come to its states.
    pub(in crate::solver) fn nothing(scenario: &Scenario) -> Self {
        let place = Slot { word: 0, shift: 0, mask: 0 };
        Self {
            vars: Vars::of(scenario, &vec![0; scenario.scenes.len()], 0),
            width: 1,
            place,
            numbers: Box::default(),
            runs: Box::default(),
            masks: Box::default(),
        }
    }

    /// How many marks there are in a key.
    pub(in crate::solver) fn marks(&self) -> usize {
        self.runs.iter().map(|run| run.cuts.len()).sum()
    }

    /// Sets the bits of the marks whose cuts are wanted.
    pub(in crate::solver) fn mark(&self, wanted: impl Fn(usize) -> bool, mask: &mut [u64]) {
        for run in &self.runs {
            let bits = run.cuts.iter().enumerate().filter(|(_, cut)| wanted(**cut));
            run.to.put(mask, bits.fold(0, |bits, (at, _)| bits | 1 << at));
        }
    }

    /// Packs a state that is not over.
    pub(in crate::solver) fn pack(&self, state: &State, key: &mut [u64]) {
        key.fill(0);
        let place = location(state.scene, state.ending.is_some());
        for run in &self.runs {
            run.to.put(key, state.marks.words()[run.word] >> run.shift);
        }
        let mask = &self.masks[place * self.width..][..self.width];
        for (word, mask) in key.iter_mut().zip(mask) {
            *word &= mask;
        }
        self.place.put(key, place as u64);
        for number in &self.numbers {
            let value = match number.what {
                StateNumber::Draw(at) => usize::from(state.draws[at]),
                StateNumber::Meter(at, min) => usize::from(state.meters[at].abs_diff(min)),
                StateNumber::Visits(at, cap) => usize::from(state.visits[at].min(cap)),
                StateNumber::Day(cap) => usize::from(state.day.min(cap)),
                StateNumber::Ending => state.ending.map_or(0, EndingId::index),
            };
            number.slot.put(key, number.classes.class(place, value).into());
        }
    }

    /// The stored meters that are in the keys.
    pub(in crate::solver) fn meters(&self) -> Vec<usize> {
        self.meter_slots().map(|(_, meter, _)| meter).collect()
    }

    fn meter_slots(&self) -> impl Iterator<Item = (&PackedNumber, usize, i16)> {
        self.numbers.iter().filter_map(|number| match number.what {
            StateNumber::Meter(at, min) => Some((number, at, min)),
            StateNumber::Draw(_)
            | StateNumber::Visits(..)
            | StateNumber::Day(_)
            | StateNumber::Ending => None,
        })
    }

    /// Takes the meters out of a key.
    pub(in crate::solver) fn without_meters(&self, key: &mut [u64]) {
        for (number, ..) in self.meter_slots() {
            key[number.slot.word] &= !(number.slot.mask << number.slot.shift);
        }
    }

    /// What bounds of a packed state's meters are worth for states before they are packed: those that
    /// are packed to a value within them. Asked for in the order of [`Layout::meters`].
    pub(in crate::solver) fn whole(
        &self,
        key: &[u64],
        mut bounds: impl FnMut(usize) -> (i32, i32),
        into: &mut Vec<(i16, i16)>,
    ) {
        let place = self.place.get(key) as usize;
        for (number, meter, min) in self.meter_slots() {
            let (partition, greatest) = (&number.classes, number.classes.values - 1);
            let (low, high) = bounds(meter);
            let at = |value: i32| {
                let at = usize::try_from(value - i32::from(min)).unwrap_or(0);
                at.min(greatest)
            };
            let (mut low, mut high) = (at(low), at(high));
            let least = |class: u16| usize::from(partition.member(place, class));
            // A class is packed to its least value.
            let (class, top) = (partition.class(place, low), partition.top(place));
            if low < high && least(class) < low {
                low = if class < top { least(class + 1).min(high) } else { high };
            }
            let class = partition.class(place, high);
            high = if class < top { least(class + 1) - 1 } else { greatest };
            let value = |at: usize| min.wrapping_add_unsigned(at as u16);
            into.push((value(low), value(high)));
        }
    }

    /// Whether the ending of a packed state is fixed.
    pub(in crate::solver) fn ended(&self, key: &[u64]) -> bool {
        self.place.get(key) % 2 == 1
    }

    /// Unpacks into a state of the same scenario; what cannot matter gets some value.
    pub(in crate::solver) fn unpack(&self, key: &[u64], state: &mut State) {
        let place = self.place.get(key) as usize;
        state.scene = SceneId::at(place / 2);
        state.ending = (place % 2 == 1).then_some(EndingId::at(0));
        state.step = 0;
        state.finished = false;
        for number in &self.numbers {
            let class = number.slot.get(key) as usize;
            let value = number.classes.member(place, class as u16);
            match number.what {
                StateNumber::Draw(at) => state.draws[at] = value as u8,
                StateNumber::Meter(at, min) => state.meters[at] = min.wrapping_add_unsigned(value),
                StateNumber::Visits(at, _) => state.visits[at] = value as u8,
                StateNumber::Day(_) => state.day = value,
                StateNumber::Ending => {
                    if state.ending.is_some() {
                        state.ending = Some(EndingId::at(value.into()));
                    }
                }
            }
        }
        for run in &self.runs {
            let word = &mut state.marks.words_mut()[run.word];
            *word &= !(run.to.mask << run.shift);
            *word |= run.to.get(key) << run.shift;
        }
    }
}

/// The union of what is live anywhere.
pub(in crate::solver) fn needed_ever(
    scenario: &Scenario,
    vars: &Vars,
    purpose: Purpose,
    pulse: &Pulse<'_>,
) -> Option<Thresholds> {
    let mut ever = Thresholds::default();
    for needed in &live(scenario, vars, purpose, pulse)?.sets {
        ever.add(needed);
    }
    Some(ever)
}

/// The numbers of a scenario's states.
fn numbers(scenario: &Scenario, vars: &Vars, caps: &Caps) -> Vec<(StateNumber, Var)> {
    let mut numbers = Vec::new();
    for draw in scenario.draw_ids() {
        numbers.push((StateNumber::Draw(draw.index()), vars.draw(draw)));
    }
    for (at, meter) in scenario.meters[..scenario.stored_meters].iter().enumerate() {
        numbers.push((StateNumber::Meter(at, meter.min), vars.stored_meter(at)));
    }
    for (scene, cap) in scenario.scene_ids().zip(&caps.visits) {
        numbers.push((StateNumber::Visits(scene.index(), *cap), vars.visits(scene)));
    }
    numbers.push((StateNumber::Day(caps.day), vars.day()));
    numbers.push((StateNumber::Ending, vars.ending()));
    numbers
}

/// Bits that hold the numbers 0 to `most`.
fn bits(most: usize) -> u32 {
    usize::BITS - most.leading_zeros()
}

/// The marks that ever matter, as runs of neighbouring bits.
fn runs(scenario: &Scenario, vars: &Vars, ever: &Thresholds, room: &mut Room) -> Box<[Run]> {
    let words = State::blank(scenario).marks;
    let mut found: Vec<(Mark, Vec<usize>)> = Vec::new();
    for kind in MarkKind::ALL {
        let mut open: Option<(Mark, Vec<usize>)> = None;
        for mark in scenario.marks(kind) {
            let cut = vars.cuts(vars.mark(mark)).start;
            let alive = ever.contains(cut);
            if !alive || mark.number.is_multiple_of(64) {
                found.extend(open.take());
            }
            if alive {
                open.get_or_insert((mark, Vec::new())).1.push(cut);
            }
        }
        found.extend(open.take());
    }
    found.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    found
        .into_iter()
        .map(|(from, members)| {
            let to = room.take(u32::try_from(members.len()).unwrap_or(64));
            let (word, shift) = words.place(from);
            Run { word, shift, to, cuts: members.into() }
        })
        .collect()
}
