//! The observation function: what the player sees, as numbers that are equal if and only if everything
//! visible is equal.
//!
//! Follows [`crate::engine::View`]: what was said, how things stand, what is on offer as a set. Texts
//! count by content, not by id; the order of choices is presentation. Two things are left out since
//! they follow from what was said on the way: moods, and the player's own line.

#![expect(
    clippy::cast_possible_truncation,
    reason = "places are few, and 32 numbers are the most that are compared"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    engine::{Move, State, loudness},
    scenario::{
        Channel, Choice, Condition, MarkKind, Meter, MeterId, Mood, PersonId, Pick, Place,
        Scenario, Scene, Spoken, Timer, Voice,
    },
    solver::{
        intern::{Keys, Sequences},
        liveness::bounds::Bounds,
        mdp::moves::OfferedMove,
    },
};

/// Stands between parts of a sequence.
const NEXT: u32 = u32::MAX;

/// How much of a view is observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::solver) enum Attention {
    /// Everything in the view.
    Everything,
    /// Only what is on offer.
    Offers,
}

/// Numbers observations.
#[derive(Debug)]
pub(in crate::solver) struct Observer {
    /// Content of each line, by its number.
    pub lines: Vec<u32>,
    contents: Contents,
    /// What was said, and how things stand.
    heard: Sequences,
    offers: Sequences,
    /// Both together.
    views: Keys,
    attention: Attention,
    /// Whether an assigned number is observed as a difference, like any other, rather than by its
    /// new value, before which the old one does not matter. Both tell the same views apart, unless
    /// one and the same view can come about by assignment and without.
    by_change: bool,
    /// What was heard but for the numbers, and which of them had been put to something.
    skeletons: Sequences,
    forms: Vec<u32>,
    /// Whether one view may have come about both ways.
    pub mixed: bool,
    /// Where in `scratch` numbers are, and whether they were put to something.
    numbers: Vec<(usize, bool)>,
    scratch: Vec<u32>,
    part: Vec<u32>,
}

/// Content numbers of everything that stands on screen.
#[derive(Debug)]
struct Contents {
    scenes: Vec<u32>,
    acts: Vec<u32>,
    /// Of every kind of marks that stands on screen.
    marks: Vec<(MarkKind, WordList)>,
    reminders: Vec<u32>,
    /// By choice: first number in `offers`.
    choices: Vec<usize>,
    /// By choice and wording.
    offers: Vec<u32>,
    /// Numbers of answers: content of the offer, options marked.
    answers: BTreeMap<(u32, u16), u32>,
}

/// A list of things that stand on screen in words.
#[derive(Debug)]
struct WordList {
    words: Vec<u32>,
    /// Whether some words stand twice.
    ambiguous: bool,
}

impl WordList {
    fn of(words: impl Iterator<Item = u32>) -> Self {
        let words: Vec<u32> = words.collect();
        let different: BTreeSet<u32> = words.iter().copied().collect();
        Self { ambiguous: different.len() < words.len(), words }
    }
}

impl Observer {
    pub(in crate::solver) fn of(
        scenario: &Scenario,
        attention: Attention,
        by_change: bool,
    ) -> Self {
        Self {
            by_change,
            skeletons: Sequences::new(),
            forms: Vec::new(),
            mixed: false,
            numbers: Vec::new(),
            attention,
            lines: lines(scenario),
            contents: Contents::of(scenario),
            heard: Sequences::new(),
            offers: Sequences::new(),
            views: Keys::new(1),
            scratch: Vec::new(),
            part: Vec::new(),
        }
    }

    pub(in crate::solver) fn bytes(&self) -> usize {
        self.heard.bytes() + self.offers.bytes() + self.views.bytes()
    }

    /// The work of comparing what is held, about.
    pub(in crate::solver) fn marks(&self, scenario: &Scenario) -> usize {
        (self.contents.marks.len() + scenario.reminders.len() + scenario.meters.len()) * 2
    }

    /// The content of a move.
    pub(in crate::solver) fn content(&self, taken: Move, wording: u8) -> u32 {
        let offer = self.contents.offer(taken.choice.index(), usize::from(wording));
        self.contents.answers.get(&(offer, taken.picked)).copied().unwrap_or(offer)
    }

    /// What is on offer, as a number: its contents sorted, since order is presentation. The answers of
    /// a pick are one offer, and stand together.
    pub(in crate::solver) fn on_offer(&mut self, offers: &[OfferedMove]) -> u32 {
        let Self { contents, offers: numbers, part, .. } = self;
        let of = |offer: &OfferedMove| {
            contents.offer(offer.taken.choice.index(), usize::from(offer.wording))
        };
        part.clear();
        let same = |one: &OfferedMove, next: &OfferedMove| one.taken.choice == next.taken.choice;
        part.extend(offers.chunk_by(same).filter_map(|answers| answers.first().map(of)));
        part.sort_unstable();
        numbers.intern(part)
    }

    /// The number of a view, from what was heard and what is on offer.
    pub(in crate::solver) fn view(&mut self, heard: u32, offers: u32) -> u32 {
        match self.attention {
            Attention::Everything => {
                self.views.intern(&[u64::from(heard) << 32 | u64::from(offers)]).0
            }
            Attention::Offers => offers,
        }
    }

    /// The number of what was said, and of how things stand.
    ///
    /// Numbers are equal where views are, among views that follow the same move from views that were
    /// equal too. `from` is the state before the step, and gets to know what the view shows of meters.
    pub(in crate::solver) fn hear(
        &mut self,
        scenario: &Scenario,
        state: &State,
        (move_made, said): (u32, &[u32]),
        mut from: Option<(&State, &mut Bounds)>,
    ) -> u32 {
        if self.attention == Attention::Offers {
            return 0;
        }
        let (contents, out, numbers) = (&self.contents, &mut self.scratch, &mut self.numbers);
        let scene = scenario.scene(state.scene);
        out.clear();
        numbers.clear();
        out.push(move_made);
        out.extend_from_slice(said);
        let before = from.as_ref().map(|(before, _)| *before);
        let days = state.day - before.map_or(0, |before| before.day);
        out.extend([NEXT, contents.scenes[state.scene.index()], days.into()]);
        let first_visit = state.visits(state.scene) <= 1;
        out.push(if first_visit { contents.acts[state.scene.index()] } else { 0 });
        let bounds = &mut from;
        let mut holds = |condition: &Condition| match bounds {
            Some((_, bounds)) => bounds.holds(scenario, state, condition, 0),
            None => state.holds(scenario, condition, 0),
        };
        for (reminder, text) in scenario.reminders.iter().zip(&contents.reminders) {
            if holds(&reminder.when) {
                let crossed = reminder.crossed.as_ref().is_some_and(&mut holds);
                out.push(*text << 1 | u32::from(crossed));
            }
        }
        out.push(NEXT);
        for person in scene.with.iter().filter(|_| scene.via.is_call()) {
            let Some((meter, until)) = &scenario.person(*person).imagined else { continue };
            let imagined = !holds(until);
            let shown = &scenario.meters[meter.index()];
            out.push(match imagined {
                // Its number stands beside it.
                true if shown.shown.number && shown.of.is_none() => 0,
                true => loudness(scenario, state, *meter).into(),
                false => NEXT,
            });
        }
        for (meter, id) in scenario.meters.iter().zip(scenario.meter_ids()) {
            let seen = |scene: &Scene| meter.of.is_none_or(|person| scene.with.contains(&person));
            if meter.shown.is_shown() && seen(scene) {
                let before = from.as_mut().map(|(before, bounds)| (&**before, &mut **bounds));
                let (put, shown) =
                    reading(scenario, state, (id, meter), before, seen, self.by_change);
                if meter.shown.number {
                    numbers.push((out.len(), put));
                }
                out.extend([u32::from(put), shown]);
            }
        }
        out.push(NEXT);
        for (kind, contents) in &contents.marks {
            let before = before.map_or(&[][..], |before| before.marks.of_kind(*kind));
            news(contents, (before, state.marks.of_kind(*kind)), out);
        }
        let known = self.heard.len();
        let heard = self.heard.intern(&self.scratch);
        if self.heard.len() > known && from.is_some() {
            self.compare_forms();
        }
        heard
    }

    /// Notes whether what was just heard, but for its numbers, was heard before with others of them
    /// put to something.
    fn compare_forms(&mut self) {
        let mut forms = 0_u32;
        for (nth, (at, put)) in self.numbers.iter().enumerate() {
            self.scratch[*at..at + 2].fill(0);
            if *put {
                self.mixed |= nth >= 32;
                forms |= 1_u32.checked_shl(nth as u32).unwrap_or(0);
            }
        }
        let skeleton = self.skeletons.intern(&self.scratch) as usize;
        if skeleton == self.forms.len() {
            self.forms.push(forms);
        }
        self.mixed |= self.forms[skeleton] != forms;
    }
}

/// What a meter shows: its band; of a number that was in view before, how it changed, or (then the
/// first is true) what it was put to.
fn reading(
    scenario: &Scenario,
    state: &State,
    (id, meter): (MeterId, &Meter),
    from: Option<(&State, &mut Bounds)>,
    seen: impl Fn(&Scene) -> bool,
    by_change: bool,
) -> (bool, u32) {
    let value = state.meter(scenario, id);
    // A number shows at least as much as its band.
    if !meter.shown.number {
        if let Some((_, bounds)) = from {
            for (line, _) in &meter.shown.bands {
                bounds.at_least(scenario, state, id, (*line).into());
            }
        }
        let band = meter.shown.band(value);
        return (false, band.map_or(NEXT, |band| u32::try_from(band).unwrap_or(NEXT)));
    }
    let mut shown = i32::from(value);
    if let Some((before, bounds)) = from {
        if id.index() < scenario.stored_meters && seen(scenario.scene(before.scene)) {
            if bounds.was_put(id.index()) && !by_change {
                return (true, shown.cast_unsigned());
            }
            bounds.added(id.index());
            shown -= i32::from(before.meter(scenario, id));
        } else {
            bounds.pin(scenario, id);
        }
    }
    (false, shown.cast_unsigned())
}

/// What of a list is held that was not before, and the other way round, by its words; all of it where
/// some words stand twice.
fn news(contents: &WordList, (before, after): (&[u64], &[u64]), out: &mut Vec<u32>) {
    for (at, after) in after.iter().enumerate() {
        let before = before.get(at).filter(|_| !contents.ambiguous).copied().unwrap_or(0);
        let mut changed = before ^ after;
        while changed != 0 {
            let bit = changed.trailing_zeros();
            changed &= changed - 1;
            let gone = u32::from(after >> bit & 1 == 0);
            out.extend(contents.words.get(at * 64 + bit as usize).map(|word| word << 1 | gone));
        }
    }
    out.push(NEXT);
}

impl Contents {
    fn of(scenario: &Scenario) -> Self {
        let mut stage = Numbers::default();
        let mut words = Numbers::default();
        let mut offers = Numbers::default();
        let mut choices = Vec::new();
        let mut by_wording = Vec::new();
        let mut answers = BTreeMap::new();
        for choice in &scenario.choices {
            choices.push(by_wording.len());
            for wording in &choice.texts {
                let offer = offers.number(OfferContent::of(choice, &wording.text));
                by_wording.push(offer);
                for picked in choice.pick.iter().flat_map(|pick| pick.answers.iter()) {
                    answers.insert((offer, *picked), 0);
                }
            }
        }
        // Answers get numbers beyond those of offers.
        let first = u32::try_from(by_wording.len()).unwrap_or(u32::MAX);
        for (number, place) in (first..).zip(answers.values_mut()) {
            *place = number;
        }
        Self {
            scenes: scenario
                .scenes
                .iter()
                .map(|scene| stage.number(StageContent::of(scene)))
                .collect(),
            acts: scenario
                .scenes
                .iter()
                .map(|scene| scene.act.as_deref().map_or(0, |act| words.number((act, "")) + 1))
                .collect(),
            marks: MarkKind::ALL
                .into_iter()
                .filter(|kind| *kind != MarkKind::Flag)
                .map(|kind| {
                    let shown = scenario.marks(kind).filter_map(|mark| scenario.mark_words(mark));
                    (kind, WordList::of(shown.map(|shown| words.number(shown))))
                })
                .collect(),
            reminders: scenario.reminders.iter().map(|one| words.number((&one.text, ""))).collect(),
            choices,
            offers: by_wording,
            answers,
        }
    }

    fn offer(&self, choice: usize, wording: usize) -> u32 {
        let at = self.choices.get(choice).map_or(0, |first| first + wording);
        self.offers.get(at).copied().unwrap_or(0)
    }
}

/// Equal things get equal numbers, from 0.
struct Numbers<K>(BTreeMap<K, u32>);

impl<K: Ord> Default for Numbers<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Numbers<K> {
    fn number(&mut self, key: K) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(key).or_insert(next)
    }
}

/// What is fixed about a scene's stage.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct StageContent<'s> {
    title: &'s str,
    place: u8,
    channel: Channel,
    minute: Option<u16>,
    people: &'s [PersonId],
}

impl<'s> StageContent<'s> {
    fn of(scene: &'s Scene) -> Self {
        Self {
            title: &scene.title,
            place: place(scene.place),
            channel: scene.via,
            minute: scene.minute,
            people: &scene.with,
        }
    }
}

fn place(place: Place) -> u8 {
    Place::ALL.iter().position(|one| *one == place).map_or(u8::MAX, |at| at as u8)
}

/// What an offer shows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct OfferContent<'s> {
    text: &'s str,
    channel: Channel,
    to: Option<&'s str>,
    timer: Option<(bool, u16)>,
    appears_after: u16,
    own_words: bool,
    commits: bool,
    options: Vec<(&'s str, Option<&'s str>)>,
    marks: Option<(u16, u16)>,
    columns: Option<(&'s str, &'s str)>,
}

impl<'s> OfferContent<'s> {
    fn of(choice: &'s Choice, text: &'s str) -> Self {
        let pick: Option<&Pick> = choice.pick.as_ref();
        let options = pick.iter().flat_map(|pick| pick.options.iter());
        Self {
            text,
            channel: choice.via,
            to: choice.addressees.as_deref(),
            timer: choice.timer.map(|timer| match timer {
                Timer::Deadline(seconds) => (false, seconds),
                Timer::Hold(seconds) => (true, seconds),
            }),
            appears_after: choice.appears_after,
            own_words: choice.own_words,
            commits: choice.commitment.is_some() || choice.own_words,
            options: options.map(|option| (&*option.text, option.detail.as_deref())).collect(),
            marks: pick.map(|pick| (pick.at_least, pick.at_most)),
            columns: pick.and_then(|pick| pick.columns.as_ref()).map(|(yes, no)| (&**yes, &**no)),
        }
    }
}

/// The content of every line, by its number.
fn lines(scenario: &Scenario) -> Vec<u32> {
    let mut contents = vec![0; scenario.line_count as usize];
    let mut numbers = Numbers::default();
    let mut note = |line: &Spoken| {
        let key = (
            voice(line.voice),
            line.mood.and_then(|mood| Mood::ALL.iter().position(|one| *one == mood)),
            line.text.to_string(),
            line.heading.as_deref().map(str::to_owned),
        );
        if let Some(place) = contents.get_mut(line.number as usize) {
            *place = numbers.number(key);
        }
    };
    crate::solver::content::lines::every_line(scenario, &mut |line| note(line));
    contents
}

fn voice(voice: Voice) -> (u8, Option<PersonId>) {
    match voice {
        Voice::Narrator => (0, None),
        Voice::Thought => (1, None),
        Voice::Player => (2, None),
        Voice::Person(person) => (3, Some(person)),
        Voice::Email(from) => (4, from),
        Voice::Message(from) => (5, from),
        Voice::Paper => (6, None),
    }
}
