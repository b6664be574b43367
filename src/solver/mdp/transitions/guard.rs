//! Guards: what the steps from each location ask, and how a packed state answers.

use std::collections::BTreeMap;

use crate::{
    scenario::Scenario,
    solver::{
        liveness::{
            live::asked,
            pack::{Layout, PackedNumber, Slot},
            partition::{CutRuns, PartitionTable},
            thresholds::Thresholds,
        },
        watch::Pulse,
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
    pub rows: Rows,
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
    /// `None` where it was stopped.
    pub(in crate::solver) fn of(
        scenario: &Scenario,
        layout: &Layout,
        pulse: &Pulse<'_>,
    ) -> Option<Self> {
        let asked = asked(scenario, &layout.vars, pulse)?;
        let places = asked.of.len();
        let width = layout.width;
        let mut sets = vec![0; width];
        layout.mark(|_| true, &mut sets);
        let mut asks_of = Vec::with_capacity(width * asked.sets.len());
        for needed in &asked.sets {
            let mut asks = vec![0; width];
            layout.mark(|cut| needed.contains(cut), &mut asks);
            layout.place.put(&mut asks, u64::MAX);
            asks_of.extend(asks);
            pulse.beat(layout.marks())?;
        }
        let of_set = |set: &u32| &asks_of[*set as usize * width..][..width];
        let asks = asked.of.iter().flat_map(of_set).copied().collect();
        let mut rows = Rows::default();
        let mut tables: Vec<NumberTables> = Vec::new();
        let mut classes = Vec::with_capacity(layout.numbers.len() * places);
        for number in &layout.numbers {
            let of_number = NumberTables::of(number, &mut rows);
            let row = |place| of_number.classes[number.classes.number(place) as usize];
            classes.extend((0..places).map(row));
            tables.push(of_number);
            pulse.beat(places + number.classes.count() * 100)?;
        }
        let (mut told, mut ends) = (Vec::new(), Vec::new());
        for (place, set) in asked.of.iter().enumerate() {
            pulse.beat(1 + 4 * layout.numbers.len())?;
            for (nth, (number, tables)) in (0..).zip(layout.numbers.iter().zip(&mut tables)) {
                if number.classes.top(place) > 0 {
                    let needed = (*set, &asked.sets[*set as usize]);
                    told.push(tables.guarded((nth, number), place, needed, &mut rows));
                }
            }
            ends.push(told.len() as u32);
        }
        Some(Self {
            told: told.into(),
            ends: ends.into(),
            asks,
            sets: sets.into(),
            rows,
            classes: classes.into(),
            values: vec![0; layout.numbers.len()].into(),
        })
    }

    /// The flags and the like that are asked at a location.
    pub(in crate::solver) fn asks(&self, place: usize) -> &[u64] {
        let width = self.sets.len();
        &self.asks[place * width..][..width]
    }

    /// Where in `rows` the classes of a number's values at a location are.
    pub(in crate::solver) fn classes(&self, number: usize, place: usize) -> u32 {
        self.classes[number * self.ends.len() + place]
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
            let value = self.rows.member(told.members, class);
            self.values[told.number as usize] = value.into();
            if let Some(answers) = told.answers {
                let given = match answers & WIDE {
                    0 => self.rows.listed[(answers + class) as usize],
                    _ => self.rows.class(answers, value.into()),
                };
                answer[told.slot.word] |= u64::from(given) << told.slot.shift;
            }
        }
    }
}

/// Where the tables of one number are in [`Rows`].
struct NumberTables {
    /// By table: the classes of values, and a value of each class.
    classes: Vec<u32>,
    members: Vec<u32>,
    /// By table and by what is asked: the answers, if anything is.
    answers: BTreeMap<(u32, u32), Option<u32>>,
}

impl NumberTables {
    fn of(number: &PackedNumber, rows: &mut Rows) -> Self {
        let mut tables =
            Self { classes: Vec::new(), members: Vec::new(), answers: BTreeMap::new() };
        for table in 0..number.classes.count() {
            let (classes, members) = match number.classes.table(table) {
                PartitionTable::Listed(classes, members) => {
                    (rows.place(classes), rows.place(members))
                }
                PartitionTable::Runs(runs) => {
                    let row = rows.place_wide(runs.clone());
                    (row, row)
                }
            };
            tables.classes.push(classes);
            tables.members.push(members);
        }
        tables
    }

    /// What must be known of a number at a location, where so much is asked.
    fn guarded(
        &mut self,
        (nth, number): (u32, &PackedNumber),
        place: usize,
        (set, asked): (u32, &Thresholds),
        rows: &mut Rows,
    ) -> GuardedNumber {
        let table = number.classes.number(place);
        let answers = *self.answers.entry((table, set)).or_insert_with(|| {
            let asked = CutRuns::of(asked, number.cuts.clone());
            match number.classes.table(table as usize) {
                // How many of the guards a value answers with yes; at most as many as there are classes.
                PartitionTable::Listed(_, members) => {
                    let yes = members.iter().map(|value| asked.class((*value).into()));
                    let yes: Vec<u16> = yes.collect();
                    yes.last().is_some_and(|yes| *yes > 0).then(|| rows.place(&yes))
                }
                PartitionTable::Runs(runs) => {
                    let most = runs.member(number.classes.top(place));
                    (asked.class(most.into()) > 0).then(|| rows.place_wide(asked))
                }
            }
        });
        let members = self.members[table as usize];
        GuardedNumber { slot: number.slot, number: nth, members, answers }
    }
}

/// The bit of a row's place that stands for a number of many values.
const WIDE: u32 = 1 << 31;

/// Rows of small numbers, each kept once, and partitions of numbers with many values.
#[derive(Default)]
pub(in crate::solver) struct Rows {
    listed: Vec<u16>,
    places: BTreeMap<Box<[u16]>, u32>,
    wide: Vec<CutRuns>,
    wide_places: BTreeMap<CutRuns, u32>,
}

impl Rows {
    fn place(&mut self, row: &[u16]) -> u32 {
        if let Some(place) = self.places.get(row) {
            return *place;
        }
        let next = self.listed.len() as u32;
        self.listed.extend_from_slice(row);
        self.places.insert(row.into(), next);
        next
    }

    fn place_wide(&mut self, row: CutRuns) -> u32 {
        let next = self.wide.len() as u32 | WIDE;
        *self.wide_places.entry(row).or_insert_with_key(|row| {
            self.wide.push(row.clone());
            next
        })
    }

    /// The class of a value, by the row of classes.
    #[inline]
    pub(in crate::solver) fn class(&self, row: u32, value: usize) -> u16 {
        match row & WIDE {
            0 => self.listed[row as usize + value],
            _ => self.wide[(row & !WIDE) as usize].class(value),
        }
    }

    /// The value of a class, by the row of members.
    #[inline]
    fn member(&self, row: u32, class: u32) -> u16 {
        match row & WIDE {
            0 => self.listed[(row + class) as usize],
            _ => self.wide[(row & !WIDE) as usize].member(class as u16),
        }
    }
}
