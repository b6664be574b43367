//! The state encoding: abstract states as a few machine words, the bits of what is live, and zeros
//! for the rest.

#![expect(
    clippy::cast_possible_truncation,
    reason = "values of a key are packed into as many bits as they need"
)]

use super::{
    caps::Caps,
    live::{live, location},
    purpose::Purpose,
    vars::{Thresholds, Var, Vars},
};
use crate::{
    engine::State,
    scenario::{EndingId, Mark, MarkKind, Scenario, SceneId},
};

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
    /// How many values it has.
    pub values: usize,
    /// Its first cut.
    pub cut: usize,
    /// By location and value: its class there.
    pub classes: Box<[u16]>,
    /// By location and class: a value of that class.
    pub members: Box<[u16]>,
    /// Most classes of any location.
    most: usize,
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

impl PackedNumber {
    fn of(what: StateNumber, cuts: std::ops::Range<usize>, live: &[Option<Thresholds>]) -> Self {
        let values = cuts.len() + 1;
        let mut classes = vec![0; values * live.len()];
        let mut members = vec![0; values * live.len()];
        let mut most = 1;
        for (at, needed) in live.iter().enumerate() {
            let mut class = 0;
            for value in 1..values {
                let told_apart =
                    needed.as_ref().is_some_and(|needed| needed.contains(cuts.start + value - 1));
                if told_apart {
                    class += 1;
                    members[at * values + class] = u16::try_from(value).unwrap_or(u16::MAX);
                }
                classes[at * values + value] = u16::try_from(class).unwrap_or(u16::MAX);
            }
            most = most.max(class + 1);
        }
        let slot = Slot { word: 0, shift: 0, mask: 0 };
        let (classes, members) = (classes.into(), members.into());
        Self { what, slot, values, cut: cuts.start, classes, members, most }
    }
}

impl Layout {
    /// The layout for a purpose.
    pub(in crate::solver) fn of(scenario: &Scenario, purpose: Purpose) -> Self {
        let caps = Caps::of(scenario, purpose);
        let vars = Vars::of(scenario, &caps.visits, caps.day);
        let live = live(scenario, &vars, purpose);
        let mut packed: Vec<PackedNumber> = numbers(scenario, &vars, &caps)
            .into_iter()
            .map(|(what, var)| PackedNumber::of(what, vars.cuts(var), &live))
            .filter(|number| number.most > 1)
            .collect();
        packed.sort_by_key(|number| std::cmp::Reverse(number.most));
        let mut room = Room::default();
        let place = room.take(bits(live.len().saturating_sub(1)));
        for number in &mut packed {
            number.slot = room.take(bits(number.most - 1));
        }
        let mut ever = Thresholds::default();
        for needed in live.iter().flatten() {
            ever.add(needed);
        }
        let runs = runs(scenario, &vars, &ever, &mut room);
        let width = room.used.len();
        let numbers = packed.into();
        let mut layout = Self { vars, width, place, numbers, runs, masks: Box::default() };
        let mut masks = vec![0; width * live.len()];
        for (at, needed) in live.iter().enumerate() {
            let mask = &mut masks[at * width..][..width];
            place.put(mask, u64::MAX);
            layout.numbers.iter().for_each(|number| number.slot.put(mask, u64::MAX));
            if let Some(needed) = needed {
                layout.mark(|cut| needed.contains(cut), mask);
            }
        }
        layout.masks = masks.into();
        layout
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
            number.slot.put(key, number.classes[place * number.values + value].into());
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
            let classes = &number.classes[place * number.values..][..number.values];
            let (low, high) = bounds(meter);
            let at = |value: i32| {
                let at = usize::try_from(value - i32::from(min)).unwrap_or(0);
                at.min(number.values - 1)
            };
            let (mut low, mut high) = (at(low), at(high));
            // A class is packed to its least value.
            while low > 0 && low < high && classes[low - 1] == classes[low] {
                low += 1;
            }
            while high + 1 < number.values && classes[high + 1] == classes[high] {
                high += 1;
            }
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
            let value = number.members[place * number.values + class];
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
) -> Thresholds {
    let mut ever = Thresholds::default();
    for needed in live(scenario, vars, purpose).iter().flatten() {
        ever.add(needed);
    }
    ever
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
