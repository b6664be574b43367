//! The state of a play: dense, small, without a generator.

use crate::scenario::{
    Condition, DrawId, EndingId, Mark, MarkKind, MeterId, MeterKind, Mood, PersonId, Scenario,
    SceneId,
};

/// The marks that hold, as a set of bits; those of each kind begin in a word of their own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Marks {
    words: Box<[u64]>,
    /// The first word of each kind; one more at the end.
    first: [u16; MarkKind::ALL.len() + 1],
}

impl Marks {
    fn of(scenario: &Scenario) -> Self {
        let mut first = [0; MarkKind::ALL.len() + 1];
        for (at, kind) in MarkKind::ALL.into_iter().enumerate() {
            // Marks are numbered in 16 bits: all of them fit in a few thousand words.
            let words = u16::try_from(scenario.mark_count(kind).div_ceil(64)).unwrap_or_default();
            first[at + 1] = first[at] + words;
        }
        Self { words: vec![0; first[MarkKind::ALL.len()].into()].into(), first }
    }

    /// In which word a mark is, and at which bit.
    pub(crate) fn place(&self, mark: Mark) -> (usize, u32) {
        let word = usize::from(self.first[mark.kind as usize]) + usize::from(mark.number / 64);
        (word, u32::from(mark.number % 64))
    }

    pub(crate) fn get(&self, mark: Mark) -> bool {
        let (word, bit) = self.place(mark);
        self.words[word] >> bit & 1 == 1
    }

    pub(crate) fn put(&mut self, mark: Mark, to: bool) {
        let (word, bit) = self.place(mark);
        let bit = 1 << bit;
        if to { self.words[word] |= bit } else { self.words[word] &= !bit }
    }

    /// All words.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// All words, to be written.
    pub(crate) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }

    /// The words of one kind, the lowest numbers first.
    pub(crate) fn of_kind(&self, kind: MarkKind) -> &[u64] {
        let at = kind as usize;
        &self.words[self.first[at].into()..self.first[at + 1].into()]
    }

    /// The marks of one kind that hold, in file order.
    pub(super) fn held(&self, kind: MarkKind) -> impl Iterator<Item = Mark> {
        self.of_kind(kind).iter().zip((0_u16..).step_by(64)).flat_map(move |(word, from)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(Mark { kind, number: from + u16::try_from(bit).unwrap_or_default() })
            })
        })
    }

    /// Takes in the marks that hold elsewhere in the same scenario.
    pub(super) fn join(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, more)| *word |= more);
    }

    fn count(&self, kind: MarkKind) -> u32 {
        self.of_kind(kind).iter().map(|word| word.count_ones()).sum()
    }
}

/// Where a play stands.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub(crate) scene: SceneId,
    pub(crate) step: u32,
    pub(crate) day: u16,
    pub(crate) ending: Option<EndingId>,
    /// Value of the ending, fixed when it was reached.
    pub(crate) value: i32,
    pub(crate) finished: bool,
    pub(crate) draws: Box<[u8]>,
    pub(crate) meters: Box<[i16]>,
    pub(crate) visits: Box<[u8]>,
    pub(crate) moods: Box<[Mood]>,
    pub(crate) marks: Marks,
}

impl Clone for State {
    fn clone(&self) -> Self {
        Self {
            draws: self.draws.clone(),
            meters: self.meters.clone(),
            visits: self.visits.clone(),
            moods: self.moods.clone(),
            marks: self.marks.clone(),
            ..*self
        }
    }

    /// Copies in place, without allocating: the solver does this millions of times.
    fn clone_from(&mut self, source: &Self) {
        self.scene = source.scene;
        self.step = source.step;
        self.day = source.day;
        self.ending = source.ending;
        self.value = source.value;
        self.finished = source.finished;
        self.draws.clone_from(&source.draws);
        self.meters.clone_from(&source.meters);
        self.visits.clone_from(&source.visits);
        self.moods.clone_from(&source.moods);
        self.marks.words.clone_from(&source.marks.words);
        self.marks.first = source.marks.first;
    }
}

impl State {
    /// The state before anything is drawn or said.
    pub(crate) fn blank(scenario: &Scenario) -> Self {
        let meters = scenario.meters[..scenario.stored_meters]
            .iter()
            .map(|meter| match meter.kind {
                MeterKind::Stored { start } => start,
                MeterKind::Derived { .. } => meter.min,
            })
            .collect();
        Self {
            scene: scenario.start,
            step: 0,
            day: 0,
            ending: None,
            value: 0,
            finished: false,
            draws: vec![0; scenario.draws.len()].into(),
            meters,
            visits: vec![0; scenario.scenes.len()].into(),
            moods: vec![Mood::Neutral; scenario.cast.len()].into(),
            marks: Marks::of(scenario),
        }
    }

    /// The scene.
    #[must_use]
    pub fn scene(&self) -> SceneId {
        self.scene
    }

    /// How many steps were taken.
    #[must_use]
    pub fn step(&self) -> u32 {
        self.step
    }

    /// Days since the play began.
    #[must_use]
    pub fn day(&self) -> u16 {
        self.day
    }

    /// The ending, once one was reached.
    #[must_use]
    pub fn ending(&self) -> Option<EndingId> {
        self.ending
    }

    /// The value of the ending, 0 to 100; 0 before there is one.
    #[must_use]
    pub fn value(&self) -> i32 {
        self.value
    }

    /// Whether the play is over.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// The value of a hidden draw.
    #[must_use]
    pub fn drawn(&self, draw: DrawId) -> u8 {
        self.draws[draw.index()]
    }

    /// The value of a meter, stored or derived.
    #[must_use]
    pub fn meter(&self, scenario: &Scenario, id: MeterId) -> i16 {
        if let Some(stored) = self.meters.get(id.index()) {
            return *stored;
        }
        let meter = &scenario.meters[id.index()];
        let sum = match &meter.kind {
            MeterKind::Stored { start } => i64::from(*start),
            // Wide enough for any number of terms: what goes beyond the bounds may come back.
            MeterKind::Derived { terms } => terms
                .iter()
                .map(|(term, factor)| i64::from(self.meters[term.index()]) * i64::from(*factor))
                .sum(),
        };
        narrow(sum, meter.min, meter.max)
    }

    /// Whether a mark holds: a flag is set, a fact was learned, a guess is held, an agreement stands.
    #[must_use]
    pub fn marked(&self, mark: impl Into<Mark>) -> bool {
        self.marks.get(mark.into())
    }

    /// How often a scene was entered, up to 255.
    #[must_use]
    pub fn visits(&self, scene: SceneId) -> u8 {
        self.visits[scene.index()]
    }

    /// How somebody looks.
    #[must_use]
    pub fn mood(&self, person: PersonId) -> Mood {
        self.moods[person.index()]
    }

    /// Whether a condition holds; `picked` are the options of the pick being answered.
    #[must_use]
    #[inline]
    pub fn holds(&self, scenario: &Scenario, condition: &Condition, picked: u16) -> bool {
        // Most of what is asked in play is unconditional, and costs no call.
        matches!(condition, Condition::Always) || self.holds_as_written(scenario, condition, picked)
    }

    fn holds_as_written(&self, scenario: &Scenario, condition: &Condition, picked: u16) -> bool {
        match condition {
            Condition::Always => true,
            Condition::Is(draw, value) => self.drawn(*draw) == *value,
            Condition::Holds(mark) => self.marked(*mark),
            Condition::AgreementsAtLeast(count) => {
                self.marks.count(MarkKind::Agreement) >= u32::from(*count)
            }
            Condition::AtLeast(meter, value) => self.meter(scenario, *meter) >= *value,
            Condition::DayAtLeast(day) => self.day >= *day,
            Condition::VisitsAtLeast(scene, count) => self.visits(*scene) >= *count,
            Condition::Picked(option) => picked >> option & 1 == 1,
            Condition::Ended(ending) => self.ending == Some(*ending),
            Condition::Not(inner) => !self.holds(scenario, inner, picked),
            Condition::Any(list) => list.iter().any(|inner| self.holds(scenario, inner, picked)),
            Condition::All(list) => list.iter().all(|inner| self.holds(scenario, inner, picked)),
        }
    }

    pub(crate) fn put_meter(&mut self, scenario: &Scenario, id: MeterId, value: i32) {
        let meter = &scenario.meters[id.index()];
        self.meters[id.index()] = narrow(value.into(), meter.min, meter.max);
    }
}

/// A sum brought within a meter's bounds.
fn narrow(value: i64, min: i16, max: i16) -> i16 {
    i16::try_from(value.clamp(min.into(), max.into())).unwrap_or(max)
}
