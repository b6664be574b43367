//! What the player sees, as numbers: equal numbers if and only if everything visible is equal.
//!
//! Follows [`crate::engine::View`]: what was said, how things stand, what is on offer as a set. Texts
//! count by content, not by id; the order of choices is presentation. Two things are left out since
//! they follow from what was said on the way: moods, and the player's own line.

use std::collections::BTreeMap;

use super::intern::{Keys, Sequences};
use crate::{
    engine::{Move, State, is_offered, loudness},
    scenario::{
        Channel, Choice, FactId, GuessId, MeterId, Mood, PersonId, Pick, Place, Scenario, Scene,
        Spoken, Timer, Voice,
    },
};

/// Stands between parts of a sequence.
const NEXT: u32 = u32::MAX;

/// What the player takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attention {
    /// Everything in the view.
    Everything,
    /// Only what is on offer.
    Offers,
}

/// Numbers what is seen.
#[derive(Debug)]
pub(super) struct Observer {
    /// Content of each line, by its number.
    pub lines: Vec<u32>,
    contents: Contents,
    said: Sequences,
    standing: Sequences,
    offers: Sequences,
    /// Said and standing together.
    views: Keys,
    attention: Attention,
    scratch: Vec<u32>,
    part: Vec<u32>,
}

/// Content numbers of everything that stands on screen.
#[derive(Debug)]
struct Contents {
    scenes: Vec<u32>,
    acts: Vec<u32>,
    facts: Vec<u32>,
    guesses: Vec<u32>,
    agreements: Vec<u32>,
    reminders: Vec<u32>,
    /// By choice: first number in `offers`.
    choices: Vec<usize>,
    /// By choice and wording.
    offers: Vec<u32>,
    /// Numbers of answers: content of the offer, options marked.
    answers: BTreeMap<(u32, u16), u32>,
}

impl Observer {
    pub(super) fn of(scenario: &Scenario, attention: Attention) -> Self {
        Self {
            attention,
            lines: lines(scenario),
            contents: Contents::of(scenario),
            said: Sequences::new(),
            standing: Sequences::new(),
            offers: Sequences::new(),
            views: Keys::new(1),
            scratch: Vec::new(),
            part: Vec::new(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.said.bytes() + self.standing.bytes() + self.offers.bytes() + self.views.bytes()
    }

    /// The content of a move.
    pub(super) fn content(&self, taken: Move, wording: u8) -> u32 {
        let offer = self.contents.offer(taken.choice.index(), usize::from(wording));
        self.contents.answers.get(&(offer, taken.picked)).copied().unwrap_or(offer)
    }

    /// The number of a view: what was said, and a state.
    pub(super) fn see(&mut self, scenario: &Scenario, state: &State, said: &[u32]) -> u32 {
        if state.ending.is_some() {
            return 0;
        }
        let offers = self.on_offer(scenario, state);
        if self.attention == Attention::Offers {
            return offers;
        }
        let said = self.said.intern(said);
        let standing = self.stand(scenario, state, offers);
        let key = u64::from(said) << 32 | u64::from(standing);
        self.views.intern(&[key]).0
    }

    /// What is on offer: sorted, since order is presentation.
    fn on_offer(&mut self, scenario: &Scenario, state: &State) -> u32 {
        self.part.clear();
        for id in scenario.scene(state.scene).choice_ids() {
            let choice = scenario.choice(id);
            if is_offered(scenario, state, choice) {
                let wording =
                    choice.texts.iter().position(|(when, _)| state.holds(scenario, when, 0));
                self.part.push(self.contents.offer(id.index(), wording.unwrap_or(0)));
            }
        }
        self.part.sort_unstable();
        self.offers.intern(&self.part)
    }

    fn stand(&mut self, scenario: &Scenario, state: &State, offers: u32) -> u32 {
        let (contents, out) = (&self.contents, &mut self.scratch);
        let scene = scenario.scene(state.scene);
        out.clear();
        out.extend([contents.scenes[state.scene.index()], offers, state.day.into()]);
        let first_visit = state.visits(state.scene) <= 1;
        out.push(if first_visit { contents.acts[state.scene.index()] } else { 0 });
        for person in scene.with.iter().filter(|_| scene.via.is_call()) {
            if let Some((meter, until)) = &scenario.person(*person).imagined {
                let imagined = !state.holds(scenario, until, 0);
                out.push(if imagined { loudness(scenario, state, *meter).into() } else { NEXT });
            }
        }
        meters(scenario, state, scene, out);
        out.push(NEXT);
        let facts = contents.facts.iter().zip(0..);
        out.extend(facts.filter(|(_, at)| state.knows(FactId(*at))).map(|(text, _)| *text));
        out.push(NEXT);
        let guesses = contents.guesses.iter().zip(0..);
        out.extend(
            guesses.filter(|(_, at)| state.holds_guess(GuessId(*at))).map(|(text, _)| *text),
        );
        out.push(NEXT);
        for (at, text) in contents.agreements.iter().enumerate() {
            if state.agreements.get(at) {
                out.push(*text);
            }
        }
        out.push(NEXT);
        for (reminder, text) in scenario.reminders.iter().zip(&contents.reminders) {
            if state.holds(scenario, &reminder.when, 0) {
                let crossed = reminder.crossed.as_ref();
                let crossed = crossed.is_some_and(|crossed| state.holds(scenario, crossed, 0));
                out.push(*text << 1 | u32::from(crossed));
            }
        }
        self.standing.intern(&self.scratch)
    }
}

fn meters(scenario: &Scenario, state: &State, scene: &Scene, out: &mut Vec<u32>) {
    for (meter, at) in scenario.meters.iter().zip(0..) {
        let seen = meter.of.is_none_or(|person| scene.with.contains(&person));
        if !meter.shown.is_shown() || !seen {
            continue;
        }
        let value = state.meter(scenario, MeterId(at));
        // A number shows at least as much as its band.
        out.push(if meter.shown.number {
            u32::from(value.abs_diff(i16::MIN))
        } else {
            meter.shown.band(value).map_or(NEXT, |band| u32::try_from(band).unwrap_or(NEXT))
        });
    }
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
            for (_, text) in &choice.texts {
                let offer = offers.number(OfferContent::of(scenario, choice, text));
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
        let with = |at: PersonId| &*scenario.person(at).name;
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
            facts: scenario.facts.iter().map(|fact| words.number((&fact.text, ""))).collect(),
            guesses: scenario.guesses.iter().map(|guess| words.number((&guess.text, ""))).collect(),
            agreements: scenario
                .agreements
                .iter()
                .map(|agreement| words.number((&agreement.label, with(agreement.with))))
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
    fn of(scenario: &'s Scenario, choice: &'s Choice, text: &'s str) -> Self {
        let pick: Option<&Pick> = choice.pick.as_ref();
        let options = pick.iter().flat_map(|pick| pick.options.iter());
        Self {
            text,
            channel: choice.via,
            to: choice.to.map(|person| &*scenario.person(person).name),
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
    super::lines::every_line(scenario, &mut |line| note(line));
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
