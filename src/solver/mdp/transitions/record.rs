//! Symbolic recording of transitions: takes the ways from a state for the first time.

use super::{
    guard::Guards,
    patch::NumberChange,
    table::{DEFERRED, DeferredReward, Transition, TransitionTable},
};
use crate::{
    engine::{State, step},
    scenario::{MeterId, MeterKind, Scenario},
    solver::{
        content::{item::Item, reached::Reached},
        liveness::{
            live::location,
            pack::{Layout, PackedNumber, Slot, StateNumber},
            shift::{Shift, Shifts},
        },
        mdp::{
            graph::{EdgeKind, OVER},
            moves::{Branching, Came, EdgeKinds, OfferedMove, each_offer},
            trace::Trace,
        },
    },
};

/// Room for recording transitions: two states that answer alike, and what becomes of them.
pub(in crate::solver) struct Scratch {
    base: State,
    other: State,
    work: State,
    check: State,
    key: Vec<u64>,
    other_key: Vec<u64>,
    offers: Vec<OfferedMove>,
    shifts: Shifts,
    /// What a way keeps, then what it puts.
    words: Vec<u64>,
    changes: Vec<NumberChange>,
}

impl Scratch {
    pub(in crate::solver) fn new(scenario: &Scenario, width: usize) -> Self {
        Self {
            base: State::blank(scenario),
            other: State::blank(scenario),
            work: State::blank(scenario),
            check: State::blank(scenario),
            key: vec![0; width],
            other_key: vec![0; width],
            offers: Vec::new(),
            shifts: Shifts::default(),
            words: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// Begins with a packed state and with one that has every flag that nobody asks for the other way
    /// round: clear here, set there.
    fn begin(&mut self, layout: &Layout, key: &[u64], (sets, asks): (&[u64], &[u64])) {
        for (word, bits) in key.iter().enumerate() {
            let unasked = sets[word] & !asks[word];
            self.key[word] = bits & !unasked;
            self.other_key[word] = bits | unasked;
        }
        layout.unpack(&self.key, &mut self.base);
        layout.unpack(&self.other_key, &mut self.other);
    }
}

impl Scratch {
    /// Takes every way from a state, and from another that answers alike and differs in all flags that
    /// nobody asks for: where both come out the same, the step has put it, else it was kept. How many days
    /// passed on all of them.
    pub(in crate::solver) fn record(
        &mut self,
        (scenario, layout, guards): (&Scenario, &Layout, &Guards),
        known: &mut TransitionTable,
        (key, place): (&[u64], usize),
        (kinds, reached, via): (&mut EdgeKinds, &mut Reached, u32),
    ) -> usize {
        let (scratch, mut days) = (self, 0);
        scratch.begin(layout, key, (&guards.sets, guards.asks(place)));
        let Scratch { base, other, work, check, offers, shifts, .. } = scratch;
        offers.clear();
        let holds = |condition: &_| base.holds(scenario, condition, 0);
        each_offer(scenario, base, holds, |taken, wording| {
            offers.push(OfferedMove { content: 0, wording, taken });
        });
        let mut via = via;
        for offer in offers.iter().copied() {
            let choice = scenario.choice(offer.taken.choice);
            let mut chance = Branching::default();
            loop {
                work.clone_from(base);
                shifts.begin(scenario);
                let mut trace = Trace::of_step(scenario, reached, shifts, via, choice);
                step(scenario, work, offer.taken, &mut chance, &mut trace);
                let (outcome, evidence) = (trace.outcome, trace.evidence);
                days += usize::from(shifts.days);
                reached.note(Item::Choice(choice.node), via);
                reached.note(Item::Wording(choice.texts[usize::from(offer.wording)].node), via);
                reached.note(Item::Outcome(choice.outcomes[usize::from(outcome)].node), via);
                let came = Came {
                    offer,
                    outcome,
                    evidence,
                    answers: 0,
                    chance: &chance,
                    before: base,
                    after: work,
                };
                let kind = came.kind(scenario);
                check.clone_from(other);
                step(scenario, check, offer.taken, &mut chance, &mut ());
                let kind = match DeferredReward::of(scenario, layout, kind, (kinds, shifts)) {
                    Some(reward) => {
                        known.rewards.push(reward);
                        DEFERRED | (known.rewards.len() as u32 - 1)
                    }
                    None => kinds.intern(&kind),
                };
                let patch = if work.finished {
                    OVER
                } else {
                    layout.pack(work, &mut scratch.key);
                    layout.pack(check, &mut scratch.other_key);
                    let keys = (&*scratch.key, &*scratch.other_key);
                    let patch = (&mut scratch.words, &mut scratch.changes);
                    lead(layout, guards, (place, base, work), keys, shifts, patch);
                    known.patches.number(&scratch.words, &scratch.changes)
                };
                known.ways.push(Transition { kind, patch });
                via += 1;
                chance.take += 1;
                if chance.take >= chance.count {
                    break;
                }
            }
        }
        known.ends.push(known.ways.len() as u32);
        days
    }
}

/// How a way leads from packed state to packed state; `one` and `other` are where it led the two that
/// took it.
fn lead(
    layout: &Layout,
    guards: &Guards,
    (place, before, after): (usize, &State, &State),
    (one, other): (&[u64], &[u64]),
    shifts: &Shifts,
    (words, changes): (&mut Vec<u64>, &mut Vec<NumberChange>),
) {
    words.clear();
    changes.clear();
    let both = || one.iter().zip(other).zip(&guards.sets);
    debug_assert!(both().all(|((one, other), sets)| (one ^ other) & !sets == 0), "ways part");
    words.extend(both().map(|((one, other), _)| one ^ other));
    words.extend(both().map(|((one, other), sets)| one & sets & !(one ^ other)));
    let (keeps, puts) = words.split_at_mut(layout.width);
    let to = location(after.scene, after.ending.is_some());
    layout.place.put(puts, to as u64);
    for (nth, number) in layout.numbers.iter().enumerate() {
        let (here, there) = (guards.classes(nth, place), guards.classes(nth, to));
        if number.classes.top(to) == 0 {
            continue;
        }
        let most = number.classes.values as i32 - 1;
        let shift = shift(number, (before, after), shifts, most);
        if let Some(value) = shift.constant() {
            number.slot.put(puts, guards.rows.class(there, value as usize).into());
        } else if shift == Shift::still(0, most) && here == there {
            number.slot.put(keeps, u64::MAX);
        } else {
            let Slot { word, shift: bit, .. } = number.slot;
            let (number, word, bit) = (nth as u32, word as u16, bit as u16);
            changes.push(NumberChange { number, word, bit, classes: there, shift });
        }
    }
}

/// What a step does to a number of the key, counted from 0 to `most`.
fn shift(
    number: &PackedNumber,
    (before, after): (&State, &State),
    shifts: &Shifts,
    most: i32,
) -> Shift {
    let counted = |more: i32| Shift { add: more, low: more.min(most), high: most };
    match number.what {
        StateNumber::Draw(_) => Shift::still(0, most),
        StateNumber::Meter(at, min) => {
            let Shift { add, low, high } = shifts.meters[at];
            Shift { add, low: low - i32::from(min), high: high - i32::from(min) }
        }
        StateNumber::Visits(at, _) => counted(shifts.entered[at].into()),
        StateNumber::Day(_) => counted(shifts.days.into()),
        StateNumber::Ending => match (before.ending, after.ending) {
            (None, Some(ending)) => Shift::put(ending.index() as i32),
            _ => Shift::still(0, most),
        },
    }
}

impl DeferredReward {
    /// What the value of the ending depends on that a way fixes, if it depends on anything.
    fn of(
        scenario: &Scenario,
        layout: &Layout,
        kind: EdgeKind,
        (kinds, shifts): (&mut EdgeKinds, &Shifts),
    ) -> Option<Self> {
        let (ending, shifts) = shifts.weighed.as_ref()?;
        let plus = &scenario.ending(*ending).value.plus;
        kind.ended.filter(|_| !plus.is_empty())?;
        let number = |meter: usize| {
            let is_it =
                |one: &PackedNumber| matches!(one.what, StateNumber::Meter(at, _) if at == meter);
            layout.numbers.iter().position(is_it).map(|at| at as u32)
        };
        let stored = |meter: MeterId| match &scenario.meters[meter.index()].kind {
            MeterKind::Stored { .. } => vec![meter.index()],
            MeterKind::Derived { terms } => terms.iter().map(|(term, _)| term.index()).collect(),
        };
        let meters = plus.iter().flat_map(|(meter, ..)| stored(*meter));
        let meters = meters.map(|meter| (meter, number(meter), shifts[meter])).collect();
        let family = kinds.family(&kind);
        Some(Self { ending: *ending, kind, family, meters })
    }
}
