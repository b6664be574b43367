//! States as a few machine words: the bits of what can still matter, and zeros for the rest.

use super::{
    live::{Purpose, live, location},
    vars::{VarSet, Vars},
};
use crate::{
    engine::State,
    scenario::{
        AgreementId, Condition, DrawId, Effect, EndingId, FactId, FlagId, GuessId, Line,
        MeterKind, Scenario, SceneId,
    },
};

/// How states of one scenario are packed.
#[derive(Debug)]
pub(super) struct Layout {
    /// Words of a key.
    pub width: usize,
    /// The scene, and whether the ending is fixed.
    place: Slot,
    numbers: Box<[(Number, Slot)]>,
    runs: Box<[Run]>,
    /// What can still matter, by location: `width` words each.
    masks: Box<[u64]>,
}

/// Some bits of a key.
#[derive(Debug, Clone, Copy)]
struct Slot {
    word: usize,
    shift: u32,
    mask: u64,
}

/// A number of a state.
#[derive(Debug, Clone, Copy)]
enum Number {
    Draw(usize),
    /// A stored meter, with its least value.
    Meter(usize, i16),
    /// Visits of a scene, up to the most that anything asks for.
    Visits(usize, u8),
    /// The day, up to the most that anything asks for.
    Day(u16),
    Ending,
}

/// The sets of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Flags,
    Facts,
    Guesses,
    Agreements,
}

/// Neighbouring bits of a set.
#[derive(Debug, Clone, Copy)]
struct Run {
    set: Set,
    word: usize,
    shift: u32,
    to: Slot,
}

impl Slot {
    fn get(self, key: &[u64]) -> u64 {
        key[self.word] >> self.shift & self.mask
    }

    fn put(self, key: &mut [u64], value: u64) {
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
        let word = match self.used.iter().position(|used| used + bits <= 64) {
            Some(word) => word,
            None => {
                self.used.push(0);
                self.used.len() - 1
            }
        };
        let shift = self.used[word];
        self.used[word] += bits;
        Slot { word, shift: shift.min(63), mask }
    }
}

impl Layout {
    /// The layout for a purpose.
    pub fn of(scenario: &Scenario, purpose: Purpose) -> Self {
        let vars = Vars::of(scenario);
        let live = live(scenario, &vars, purpose);
        let mut ever = VarSet::default();
        live.iter().flatten().for_each(|set| drop(ever.add(set)));
        let asked = Asked::by(scenario, purpose);
        let mut wanted: Vec<(Number, usize, u64)> = Vec::new();
        for (at, draw) in scenario.draws.iter().enumerate() {
            let last = draw.values.len().saturating_sub(1) as u64;
            wanted.push((Number::Draw(at), Vars::draw(DrawId(number(at))), last));
        }
        for (at, meter) in scenario.meters.iter().enumerate() {
            if matches!(meter.kind, MeterKind::Stored { .. }) {
                let range = u64::from(meter.max.abs_diff(meter.min));
                wanted.push((Number::Meter(at, meter.min), vars.stored_meter(at), range));
            }
        }
        for (at, cap) in asked.visits.iter().enumerate() {
            let scene = SceneId(number(at));
            wanted.push((Number::Visits(at, *cap), vars.visits(scene), u64::from(*cap)));
        }
        wanted.push((Number::Day(asked.day), vars.day(), asked.day.into()));
        let endings = scenario.endings.len().saturating_sub(1) as u64;
        wanted.push((Number::Ending, vars.ending(), endings));
        wanted.retain(|(_, var, most)| *most > 0 && ever.contains(*var));
        wanted.sort_by_key(|(_, _, most)| std::cmp::Reverse(bits(*most)));

        let mut room = Room::default();
        let mut pieces: Vec<(Slot, Vec<usize>)> = Vec::new();
        let place = room.take(bits(live.len().saturating_sub(1) as u64));
        let mut numbers = Vec::new();
        for (what, var, most) in wanted {
            let slot = room.take(bits(most));
            numbers.push((what, slot));
            pieces.push((slot, vec![var]));
        }
        let runs = runs(scenario, &vars, &ever, &mut room, &mut pieces);
        let width = room.used.len();
        let mut masks = vec![0; width * live.len()];
        for (at, set) in live.iter().enumerate() {
            let mask = &mut masks[at * width..][..width];
            place.put(mask, u64::MAX);
            let Some(set) = set else { continue };
            for (slot, vars) in &pieces {
                if let [only] = vars[..] {
                    slot.put(mask, if set.contains(only) { u64::MAX } else { 0 });
                } else {
                    let bits = vars.iter().enumerate();
                    let alive = bits.filter(|(_, var)| set.contains(**var));
                    slot.put(mask, alive.fold(0, |bits, (at, _)| bits | 1 << at));
                }
            }
        }
        Self { width, place, numbers: numbers.into(), runs: runs.into(), masks: masks.into() }
    }

    /// Packs a state that is not over.
    pub fn pack(&self, state: &State, key: &mut [u64]) {
        key.fill(0);
        let place = location(state.scene, state.ending.is_some());
        self.place.put(key, place as u64);
        for (what, slot) in &self.numbers {
            let value = match *what {
                Number::Draw(at) => state.draws[at].into(),
                Number::Meter(at, min) => u64::from(state.meters[at].abs_diff(min)),
                Number::Visits(at, cap) => state.visits[at].min(cap).into(),
                Number::Day(cap) => state.day.min(cap).into(),
                Number::Ending => state.ending.map_or(0, |ending| ending.0.into()),
            };
            slot.put(key, value);
        }
        for run in &self.runs {
            run.to.put(key, set_of(state, run.set)[run.word] >> run.shift);
        }
        let mask = &self.masks[place * self.width..][..self.width];
        for (word, mask) in key.iter_mut().zip(mask) {
            *word &= mask;
        }
    }

    /// Unpacks into a state of the same scenario; what cannot matter gets some value.
    pub fn unpack(&self, key: &[u64], state: &mut State) {
        let place = self.place.get(key);
        state.scene = SceneId(u16::try_from(place / 2).unwrap_or_default());
        state.ending = (place % 2 == 1).then_some(EndingId(0));
        state.step = 0;
        state.finished = false;
        for (what, slot) in &self.numbers {
            let value = slot.get(key);
            match *what {
                Number::Draw(at) => state.draws[at] = value as u8,
                Number::Meter(at, min) => {
                    state.meters[at] = (i64::from(min) + value as i64) as i16;
                }
                Number::Visits(at, _) => state.visits[at] = value as u8,
                Number::Day(_) => state.day = value as u16,
                Number::Ending => {
                    if state.ending.is_some() {
                        state.ending = Some(EndingId(value as u16));
                    }
                }
            }
        }
        for run in &self.runs {
            let words = match run.set {
                Set::Flags => state.flags.words_mut(),
                Set::Facts => state.facts.words_mut(),
                Set::Guesses => state.guesses.words_mut(),
                Set::Agreements => state.agreements.words_mut(),
            };
            let word = &mut words[run.word];
            *word &= !(run.to.mask << run.shift);
            *word |= run.to.get(key) << run.shift;
        }
    }

    /// The scene of a packed state, and whether its ending is fixed.
    pub fn place(&self, key: &[u64]) -> (SceneId, bool) {
        let place = self.place.get(key);
        (SceneId(u16::try_from(place / 2).unwrap_or_default()), place % 2 == 1)
    }
}

fn set_of(state: &State, set: Set) -> &[u64] {
    match set {
        Set::Flags => state.flags.words(),
        Set::Facts => state.facts.words(),
        Set::Guesses => state.guesses.words(),
        Set::Agreements => state.agreements.words(),
    }
}

/// Bits that hold the numbers 0 to `most`.
fn bits(most: u64) -> u32 {
    64 - most.leading_zeros()
}

fn number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// The members of the sets that ever matter, as runs of neighbouring bits.
fn runs(
    scenario: &Scenario,
    vars: &Vars,
    ever: &VarSet,
    room: &mut Room,
    pieces: &mut Vec<(Slot, Vec<usize>)>,
) -> Vec<Run> {
    let sets = [
        (Set::Flags, scenario.flags.len(), vars.flag(FlagId(0))),
        (Set::Facts, scenario.facts.len(), vars.fact(FactId(0))),
        (Set::Guesses, scenario.guesses.len(), vars.guess(GuessId(0))),
        (Set::Agreements, scenario.agreements.len(), vars.agreement(AgreementId(0))),
    ];
    let mut found: Vec<(Set, usize, Vec<usize>)> = Vec::new();
    for (set, count, first) in sets {
        let mut open: Option<(usize, Vec<usize>)> = None;
        for at in 0..count {
            let alive = ever.contains(first + at);
            if !alive || at % 64 == 0 {
                found.extend(open.take().map(|(from, members)| (set, from, members)));
            }
            if alive {
                open.get_or_insert((at, Vec::new())).1.push(first + at);
            }
        }
        found.extend(open.take().map(|(from, members)| (set, from, members)));
    }
    found.sort_by_key(|(_, _, members)| std::cmp::Reverse(members.len()));
    found
        .into_iter()
        .map(|(set, from, members)| {
            let to = room.take(u32::try_from(members.len()).unwrap_or(64));
            pieces.push((to, members));
            Run { set, word: from / 64, shift: u32::try_from(from % 64).unwrap_or(0), to }
        })
        .collect()
}

/// The greatest numbers that conditions ask for, beyond which nothing changes.
struct Asked {
    visits: Vec<u8>,
    day: u16,
}

impl Asked {
    fn by(scenario: &Scenario, purpose: Purpose) -> Self {
        let day = scenario.clock.as_ref().map_or(0, |clock| clock.last_day);
        let mut asked = Self { visits: vec![0; scenario.scenes.len()], day };
        for (at, scene) in scenario.scenes.iter().enumerate() {
            if purpose == Purpose::Belief && scene.act.is_some() {
                asked.visits[at] = 2;
            }
            asked.lines(&scene.lines);
        }
        for reminder in &scenario.reminders {
            asked.condition(&reminder.when);
            reminder.crossed.iter().for_each(|crossed| asked.condition(crossed));
        }
        for person in &scenario.cast {
            person.imagined.iter().for_each(|(_, until)| asked.condition(until));
        }
        for reaction in &scenario.reactions {
            asked.condition(&reaction.when);
            asked.effects(&reaction.effects);
            asked.lines(&reaction.lines);
        }
        for ending in &scenario.endings {
            asked.condition(&ending.when);
            asked.lines(&ending.lines);
        }
        scenario.clock.iter().for_each(|clock| asked.effects(&clock.each_day));
        for choice in &scenario.choices {
            asked.condition(&choice.when);
            choice.texts.iter().for_each(|(when, _)| asked.condition(when));
            choice.evidence.iter().for_each(|evidence| asked.condition(&evidence.when));
            asked.effects(&choice.effects);
            for option in choice.pick.iter().flat_map(|pick| pick.options.iter()) {
                asked.effects(&option.effects);
                asked.effects(&option.otherwise);
            }
            for outcome in &choice.outcomes {
                asked.condition(&outcome.when);
                asked.effects(&outcome.effects);
                asked.lines(&outcome.lines);
                for branch in &outcome.chance {
                    asked.effects(&branch.effects);
                    asked.lines(&branch.lines);
                }
            }
        }
        asked
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::DayAtLeast(day) => self.day = self.day.max(*day),
            Condition::VisitsAtLeast(scene, count) => {
                let most = &mut self.visits[scene.index()];
                *most = (*most).max(*count);
            }
            Condition::Not(inner) => self.condition(inner),
            Condition::Any(list) | Condition::All(list) => {
                list.iter().for_each(|inner| self.condition(inner));
            }
            _ => {}
        }
    }

    fn effects(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::When(condition, then) => {
                    self.condition(condition);
                    self.effects(then);
                }
                Effect::By(_, lists) => lists.iter().for_each(|list| self.effects(list)),
                _ => {}
            }
        }
    }

    fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            match line {
                Line::Say(_) => {}
                Line::If(condition, then, otherwise) => {
                    self.condition(condition);
                    self.lines(then);
                    self.lines(otherwise);
                }
                Line::By(_, lists) => lists.iter().for_each(|list| self.lines(list)),
            }
        }
    }
}

