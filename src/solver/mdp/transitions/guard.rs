//! Guards: what the steps from each location ask, and how a packed state answers.

use std::collections::BTreeMap;

use crate::{
    scenario::Scenario,
    solver::liveness::{
        live::asked,
        pack::{Layout, PackedNumber, Slot},
        vars::Thresholds,
    },
};

/// The guards of every location, and the numbers of the state that was asked last.
pub(in crate::solver) struct Guards {
    /// The numbers that must be known at each location, one location after another.
    told: Box<[GuardedNumber]>,
    /// One past the last of them, by location.
    ends: Box<[u32]>,
    /// Which flags and the like are asked, by location: as many words as a key has.
    asks: Box<[u64]>,
    /// Where any of them are in a key.
    pub sets: Box<[u64]>,
    /// Classes, members and answers of numbers.
    pub rows: Box<[u16]>,
    /// By number, then location: where in `rows` the classes of values are.
    classes: Box<[u32]>,
    /// The numbers of the state that was asked last, each from 0.
    pub values: Box<[i32]>,
}

/// A number that must be known at a location.
struct GuardedNumber {
    slot: Slot,
    number: u32,
    /// Where in `rows` a value of each class is.
    members: u32,
    /// Where in `rows` the answer of each class is, if anything is asked.
    answers: Option<u32>,
}

impl Guards {
    pub(in crate::solver) fn of(scenario: &Scenario, layout: &Layout) -> Self {
        let asked = asked(scenario, &layout.vars);
        let width = layout.width;
        let mut sets = vec![0; width];
        layout.mark(|_| true, &mut sets);
        let mut rows = Rows::default();
        let mut asks = vec![0; width * asked.len()];
        let (mut told, mut ends) = (Vec::new(), Vec::new());
        for (at, asked) in asked.iter().enumerate() {
            let asks = &mut asks[at * width..][..width];
            layout.mark(|cut| asked.contains(cut), asks);
            layout.place.put(asks, u64::MAX);
            let numbers = (0..).zip(&layout.numbers);
            told.extend(
                numbers.filter_map(|number| GuardedNumber::of(number, at, asked, &mut rows)),
            );
            ends.push(told.len() as u32);
        }
        let numbers = layout.numbers.iter();
        let classes = numbers.flat_map(|number| number.classes.chunks_exact(number.values));
        let classes = classes.map(|classes| rows.place(classes)).collect();
        Self {
            told: told.into(),
            ends: ends.into(),
            asks: asks.into(),
            sets: sets.into(),
            rows: rows.all.into(),
            classes,
            values: vec![0; layout.numbers.len()].into(),
        }
    }

    /// The flags and the like that are asked at a location.
    pub(in crate::solver) fn asks(&self, place: usize) -> &[u64] {
        let width = self.sets.len();
        &self.asks[place * width..][..width]
    }

    /// The classes of a number's values at a location, and where in `rows` they are.
    pub(in crate::solver) fn classes(
        &self,
        number: usize,
        place: usize,
        packed: &PackedNumber,
    ) -> (u32, &[u16]) {
        let at = self.classes[number * self.ends.len() + place];
        (at, &self.rows[at as usize..][..packed.values])
    }

    /// Asks a state everything that its steps ask, and notes its numbers.
    pub(in crate::solver) fn ask(&mut self, place: usize, key: &[u64], answer: &mut [u64]) {
        let asks = &self.asks[place * key.len()..][..key.len()];
        for (word, answer) in answer.iter_mut().enumerate() {
            *answer = key[word] & asks[word];
        }
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        for told in &self.told[from as usize..self.ends[place] as usize] {
            let class = told.slot.get(key) as u32;
            self.values[told.number as usize] = self.rows[(told.members + class) as usize].into();
            if let Some(answers) = told.answers {
                let given = self.rows[(answers + class) as usize];
                answer[told.slot.word] |= u64::from(given) << told.slot.shift;
            }
        }
    }
}

impl GuardedNumber {
    /// `None` where all values of the number are one.
    fn of(
        (nth, number): (u32, &PackedNumber),
        place: usize,
        asked: &Thresholds,
        rows: &mut Rows,
    ) -> Option<Self> {
        let classes = &number.classes[place * number.values..][..number.values];
        let most = usize::from(*classes.last()?);
        if most == 0 {
            return None;
        }
        let members = &number.members[place * number.values..][..=most];
        // How many of the guards a value answers with yes; at most as many as there are classes.
        let yes = |value: &u16| {
            let cuts = number.cut..number.cut + usize::from(*value);
            cuts.filter(|cut| asked.contains(*cut)).count() as u16
        };
        let answers: Vec<u16> = members.iter().map(yes).collect();
        let is_asked = answers.last().is_some_and(|yes| *yes > 0);
        Some(Self {
            slot: number.slot,
            number: nth,
            members: rows.place(members),
            answers: is_asked.then(|| rows.place(&answers)),
        })
    }
}

/// Rows of small numbers, each kept once.
#[derive(Default)]
struct Rows {
    all: Vec<u16>,
    places: BTreeMap<Vec<u16>, u32>,
}

impl Rows {
    fn place(&mut self, row: &[u16]) -> u32 {
        let next = self.all.len() as u32;
        *self.places.entry(row.to_vec()).or_insert_with(|| {
            self.all.extend_from_slice(row);
            next
        })
    }
}
