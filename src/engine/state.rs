//! The state of a play: dense, small, without a generator.

use crate::scenario::{
    AgreementId, Condition, DrawId, EndingId, FactId, FlagId, GuessId, MeterId, MeterKind, Mood,
    PersonId, Scenario, SceneId,
};

/// A set of small numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Bits(Box<[u64]>);

impl Bits {
    fn of(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)].into())
    }

    pub(crate) fn get(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    fn put(&mut self, at: usize, to: bool) {
        let bit = 1 << (at % 64);
        if to { self.0[at / 64] |= bit } else { self.0[at / 64] &= !bit }
    }

    /// The set as words, the lowest numbers first.
    pub(crate) fn words(&self) -> &[u64] {
        &self.0
    }

    /// The set as words, to be written.
    pub(crate) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.0
    }

    /// The numbers in it, ascending.
    pub(super) fn ones(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }

    /// Takes in what is in another set of the same things.
    pub(super) fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, more)| *word |= more);
    }

    fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
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
    pub(crate) flags: Bits,
    pub(crate) facts: Bits,
    pub(crate) guesses: Bits,
    pub(crate) agreements: Bits,
}

impl Clone for State {
    fn clone(&self) -> Self {
        Self {
            draws: self.draws.clone(),
            meters: self.meters.clone(),
            visits: self.visits.clone(),
            moods: self.moods.clone(),
            flags: self.flags.clone(),
            facts: self.facts.clone(),
            guesses: self.guesses.clone(),
            agreements: self.agreements.clone(),
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
        self.flags.0.clone_from(&source.flags.0);
        self.facts.0.clone_from(&source.facts.0);
        self.guesses.0.clone_from(&source.guesses.0);
        self.agreements.0.clone_from(&source.agreements.0);
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
            flags: Bits::of(scenario.flags.len()),
            facts: Bits::of(scenario.facts.len()),
            guesses: Bits::of(scenario.guesses.len()),
            agreements: Bits::of(scenario.agreements.len()),
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

    /// Whether a flag is set.
    #[must_use]
    pub fn has(&self, flag: FlagId) -> bool {
        self.flags.get(flag.index())
    }

    /// Whether a fact was learned.
    #[must_use]
    pub fn knows(&self, fact: FactId) -> bool {
        self.facts.get(fact.index())
    }

    /// Whether a guess is held.
    #[must_use]
    pub fn holds_guess(&self, guess: GuessId) -> bool {
        self.guesses.get(guess.index())
    }

    /// Whether an agreement stands.
    #[must_use]
    pub fn agreed(&self, agreement: AgreementId) -> bool {
        self.agreements.get(agreement.index())
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
            Condition::Has(flag) => self.has(*flag),
            Condition::Knows(fact) => self.knows(*fact),
            Condition::Told(guess) => self.holds_guess(*guess),
            Condition::Agreed(agreement) => self.agreed(*agreement),
            Condition::AgreementsAtLeast(count) => self.agreements.count() >= u32::from(*count),
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

    pub(crate) fn put_flag(&mut self, flag: FlagId, to: bool) {
        self.flags.put(flag.index(), to);
    }

    pub(crate) fn learn(&mut self, fact: FactId) {
        self.facts.put(fact.index(), true);
    }

    pub(crate) fn put_guess(&mut self, guess: GuessId, to: bool) {
        self.guesses.put(guess.index(), to);
    }

    pub(crate) fn put_agreement(&mut self, agreement: AgreementId, to: bool) {
        self.agreements.put(agreement.index(), to);
    }
}

/// A sum brought within a meter's bounds.
fn narrow(value: i64, min: i16, max: i16) -> i16 {
    i16::try_from(value.clamp(min.into(), max.into())).unwrap_or(max)
}
