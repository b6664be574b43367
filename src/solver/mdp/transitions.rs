//! What follows from states that answer alike, worked out once.
//!
//! The steps from a state ask only so much of it: whether a flag is set, whether a meter is at least 12
//! (`live::asked`). States of one location that give the same answers go the same ways, and on each of
//! these the same is done to them: flags are put or left alone, numbers are shifted. So the engine takes
//! the steps of the first such state only; for all others, what they did is done to the packed words.
//! What compilers do with the hot paths of a program (trace compilation: Bala, Duesterwald and Banerjia
//! 2000) is exact here, since a path is known by its answers.

#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "numbers of a key are counted from 0, and shifts keep them within their bounds"
)]

mod guard;
mod patch;
mod record;

use self::{guard::Questions, patch::Deeds, record::Scratch};
use super::{
    graph::{Kind, OVER},
    moves::Kinds,
};
use crate::{
    engine::{State, value_of},
    scenario::{EndingId, Scenario},
    solver::{
        content::reached::Reached,
        intern::Keys,
        liveness::{pack::Layout, shift::Shift},
    },
};

/// The ways that were worked out, by what was answered.
pub(in crate::solver) struct Ways<'s> {
    scenario: &'s Scenario,
    questions: Questions,
    answers: Keys,
    known: Known,
    /// The answer, and then the next state.
    key: Box<[u64]>,
    weighed: State,
    scratch: Scratch,
}

/// Ways, answer by answer.
#[derive(Default)]
struct Known {
    /// One past the last way of each answer.
    ends: Vec<u32>,
    ways: Vec<Way>,
    deeds: Deeds,
    weighings: Vec<Weighing>,
}

/// One way from all states that answer alike.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// The kind of its edge; with [`WEIGHED`], where the value of an ending is worked out, which of the
    /// weighings.
    kind: u32,
    /// What it does, or [`OVER`].
    deed: u32,
}

/// The bit of [`Way::kind`] that stands for a value to be worked out.
const WEIGHED: u32 = 1 << 31;

/// An ending whose value depends on meters.
struct Weighing {
    ending: EndingId,
    /// The kind of the edge but for the value, and its family.
    kind: Kind,
    family: u32,
    /// What became of the stored meters that it depends on; the number in the key, where there is one.
    meters: Box<[(usize, Option<u32>, Shift)]>,
}

impl<'s> Ways<'s> {
    pub(in crate::solver) fn of(scenario: &'s Scenario, layout: &Layout) -> Self {
        Self {
            scenario,
            questions: Questions::of(scenario, layout),
            answers: Keys::new(layout.width),
            known: Known::default(),
            key: vec![0; layout.width].into(),
            weighed: State::blank(scenario),
            scratch: Scratch::new(scenario, layout.width),
        }
    }

    pub(in crate::solver) fn bytes(&self) -> usize {
        let Known { ends, ways, deeds, weighings } = &self.known;
        let meters = weighings.iter().map(|one| one.meters.len()).sum::<usize>();
        self.answers.bytes()
            + ends.capacity() * 4
            + ways.capacity() * size_of::<Way>()
            + deeds.bytes()
            + weighings.capacity() * size_of::<Weighing>()
            + meters * size_of::<(usize, Option<u32>, Shift)>()
    }

    /// Follows every way from a packed state: calls `each` with the kind of its edge, and with the
    /// packed state that it leads to if the play goes on. Ways that are taken for the first time note
    /// what they reach, as edges that are numbered from `via`.
    pub(in crate::solver) fn follow(
        &mut self,
        (layout, key): (&Layout, &[u64]),
        (kinds, reached, via): (&mut Kinds, &mut Reached, u32),
        mut each: impl FnMut(u32, Option<&[u64]>),
    ) {
        let place = layout.place.get(key) as usize;
        self.questions.ask(place, key, &mut self.key);
        let (answer, new) = self.answers.intern(&self.key);
        if new {
            self.record(layout, key, place, (kinds, reached, via));
        }
        let (known, next) = (&self.known, &mut self.key);
        let numbers = (&*self.questions.values, &*self.questions.rows);
        let from = answer.checked_sub(1).map_or(0, |before| known.ends[before as usize]);
        for way in &known.ways[from as usize..known.ends[answer as usize] as usize] {
            let kind = if way.kind & WEIGHED == 0 {
                way.kind
            } else {
                let weighing = &known.weighings[(way.kind & !WEIGHED) as usize];
                let value = weighing.value(self.scenario, numbers.0, &mut self.weighed);
                kinds.in_family(weighing.family, &weighing.kind, value)
            };
            if way.deed == OVER {
                each(kind, None);
            } else {
                known.deeds.apply(way.deed, key, numbers, next);
                each(kind, Some(next));
            }
        }
    }
}

impl Weighing {
    /// The value of the ending, from a state with these numbers.
    fn value(&self, scenario: &Scenario, values: &[i32], state: &mut State) -> u8 {
        for (meter, number, shift) in &self.meters {
            let value = number.map_or(0, |number| values[number as usize]);
            let value = shift.of(i32::from(scenario.meters[*meter].min) + value);
            state.meters[*meter] = value as i16;
        }
        u8::try_from(value_of(scenario, state, self.ending).clamp(0, 255)).unwrap_or(u8::MAX)
    }
}
