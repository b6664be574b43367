//! From a state to what the player can see of it.

use std::sync::Arc;

use jiff::civil::{Date, Weekday};

use super::{
    AgreementView, DateView, DayView, EndingView, MeterNumber, MeterView, Move, Offer, OnStage,
    PersonView, PickOptionView, PickView, ReminderView, Said, Speaker, Standing, State,
    chance::shuffle,
};
use crate::{
    scenario::{
        Choice, Clock, Condition, MarkKind, Meter, MeterId, Person, PersonId, Pick, Place,
        Scenario, Scene, Spoken, Voice,
    },
    text::SharedStr,
};

/// Shows a state.
pub(super) struct Presenter<'s> {
    pub scenario: &'s Scenario,
    pub state: &'s State,
    /// The day of the state; see [`day_of`].
    pub day: &'s DayView,
}

impl Presenter<'_> {
    /// How things stand. Lists that are as they were before are shared with it, not made again.
    pub(super) fn standing(&self, before: Option<&Standing>) -> Standing {
        let (scenario, state) = (self.scenario, self.state);
        let scene = scenario.scene(state.scene);
        let first_visit = state.visits(state.scene) <= 1;
        Standing {
            scene_title: scene.title.clone(),
            act: scene.act.clone().filter(|_| first_visit),
            place: scene.place,
            channel: scene.via,
            minute: scene.minute,
            day: self.day.clone(),
            people: kept(
                before.map(|before| &before.people),
                || scene.with.iter().copied(),
                |id, earlier| self.looks_as(scene, *id, earlier),
                |id| self.on_stage(scene, id),
            ),
            meters: kept(
                before.map(|before| &before.meters),
                || self.meters(scene),
                |id, earlier| self.reads_as(*id, earlier),
                |id| self.meter(id),
            ),
            saw: self.words(MarkKind::Fact, before.map(|before| &before.saw)),
            told: self.words(MarkKind::Guess, before.map(|before| &before.told)),
            agreements: kept(
                before.map(|before| &before.agreements),
                || self.on_screen(MarkKind::Agreement),
                |(label, with), earlier| {
                    **label == earlier.label && with.map_or("", |with| with) == &*earlier.with
                },
                |(label, with)| AgreementView {
                    label: label.clone(),
                    with: with.cloned().unwrap_or_default(),
                },
            ),
            reminders: kept(
                before.map(|before| &before.reminders),
                || self.reminders(),
                |(text, crossed), earlier| **text == earlier.text && *crossed == earlier.crossed,
                |(text, crossed)| ReminderView { text: text.clone(), crossed },
            ),
            ending: ending_view(scenario, state),
            finished: state.is_finished(),
        }
    }

    fn on_stage(&self, scene: &Scene, id: PersonId) -> OnStage {
        let person = self.scenario.person(id);
        OnStage {
            person: person_view(self.scenario, id),
            role: person.role.clone(),
            portrait: person.portrait.clone(),
            place: whereabouts(scene, person),
            mood: self.state.mood(id),
            imagined: self.imagined(scene, person),
        }
    }

    /// Whether somebody is shown as before.
    fn looks_as(&self, scene: &Scene, id: PersonId, earlier: &OnStage) -> bool {
        let person = self.scenario.person(id);
        person.id == earlier.person.id
            && whereabouts(scene, person) == earlier.place
            && self.state.mood(id) == earlier.mood
            && self.imagined(scene, person) == earlier.imagined
    }

    fn imagined(&self, scene: &Scene, person: &Person) -> Option<u8> {
        let (scenario, state) = (self.scenario, self.state);
        let (meter, until) = person.imagined.as_ref()?;
        (scene.via.is_call() && !state.holds(scenario, until, 0))
            .then(|| loudness(scenario, state, *meter))
    }

    /// What stands on screen of the marks that hold, in file order: words, and with whom.
    fn on_screen(&self, kind: MarkKind) -> impl Iterator<Item = (&SharedStr, Option<&SharedStr>)> {
        self.state.marks.held(kind).filter_map(|mark| self.scenario.mark_shared(mark))
    }

    fn words(&self, kind: MarkKind, before: Option<&Arc<[SharedStr]>>) -> Arc<[SharedStr]> {
        let now = || self.on_screen(kind).map(|(words, _)| words);
        kept(before, now, |words, earlier| *words == earlier, SharedStr::clone)
    }

    fn meters(&self, scene: &Scene) -> impl Iterator<Item = MeterId> {
        let meters = self.scenario.meter_ids().zip(&self.scenario.meters);
        let shown = meters.filter(|(_, meter)| {
            meter.shown.is_shown() && meter.of.is_none_or(|person| scene.with.contains(&person))
        });
        shown.map(|(id, _)| id)
    }

    fn meter(&self, id: MeterId) -> MeterView {
        let meter = &self.scenario.meters[id.index()];
        let (number, band) = self.reading(id, meter);
        let bands = &meter.shown.bands;
        MeterView {
            id: meter.id.clone(),
            label: meter.label.clone(),
            number,
            band: band.map(|at| (bands[at].1.clone(), at, bands.len())),
        }
    }

    /// Whether a meter reads as before.
    fn reads_as(&self, id: MeterId, earlier: &MeterView) -> bool {
        let meter = &self.scenario.meters[id.index()];
        let (number, band) = self.reading(id, meter);
        let earlier_band = earlier.band.as_ref().map(|(_, at, _)| *at);
        meter.id == earlier.id && number == earlier.number && band == earlier_band
    }

    /// The number, and the place of the band, as far as they are shown.
    fn reading(&self, id: MeterId, meter: &Meter) -> (Option<MeterNumber>, Option<usize>) {
        let value = self.state.meter(self.scenario, id);
        let number = MeterNumber { value, min: meter.min, max: meter.max };
        (meter.shown.number.then_some(number), meter.shown.band(value))
    }

    /// The reminders in force, and whether their line was crossed.
    fn reminders(&self) -> impl Iterator<Item = (&SharedStr, bool)> {
        let holds = |condition: &Condition| self.state.holds(self.scenario, condition, 0);
        let in_force = self.scenario.reminders.iter().filter(move |one| holds(&one.when));
        in_force.map(move |one| (&one.text, one.crossed.as_ref().is_some_and(holds)))
    }

    /// What is on offer, in the order in which this seed shows it. `moves` are all of it in file order,
    /// and the answers of a pick are one offer.
    pub(super) fn offers(&self, moves: &[Move], seed: u32) -> Vec<Offer> {
        let (scenario, state) = (self.scenario, self.state);
        let choices = || moves.chunk_by(|one, next| one.choice == next.choice);
        let mut offers = Vec::with_capacity(choices().count());
        offers.extend(choices().map(|answers| self.offer(scenario.choice(answers[0].choice))));
        if !scenario.scene(state.scene).pinned {
            shuffle(seed, state.scene.number(), state.visits(state.scene), &mut offers);
        }
        offers
    }

    fn offer(&self, choice: &Choice) -> Offer {
        Offer {
            id: choice.id.clone(),
            text: wording(self.scenario, self.state, choice),
            channel: choice.via,
            to: choice.addressees.clone(),
            timer: choice.timer,
            appears_after: choice.appears_after,
            pick: choice.pick.as_ref().map(pick_view),
            commits: choice.commitment.is_some() || choice.own_words,
            own_words: choice.own_words,
        }
    }
}

/// A meter's value as a share of its range, 0 to 100.
pub(crate) fn loudness(scenario: &Scenario, state: &State, id: MeterId) -> u8 {
    let meter = &scenario.meters[id.index()];
    let range = (i32::from(meter.max) - i32::from(meter.min)).max(1);
    let above = i32::from(state.meter(scenario, id)) - i32::from(meter.min);
    u8::try_from((above * 100 / range).clamp(0, 100)).unwrap_or(100)
}

/// The day of a state, with its date where there is a calendar.
pub(super) fn day_of(scenario: &Scenario, state: &State) -> DayView {
    // After the ending the story may leap, so the calendar no longer says what day it is.
    let clock = scenario.clock.as_ref().filter(|_| state.ending.is_none());
    let date = clock.and_then(|clock| date_of(clock, state.day));
    DayView { number: state.day, date: date.map(date_view) }
}

/// The list as it is now: the earlier one itself, if nothing in it has changed. What is shown is compared
/// where it lies, and copied only into a new list.
fn kept<T, I: Iterator>(
    before: Option<&Arc<[T]>>,
    now: impl Fn() -> I,
    is: impl Fn(&I::Item, &T) -> bool,
    made: impl Fn(I::Item) -> T,
) -> Arc<[T]> {
    let mut earlier = before.map_or(&[][..], |before| before).iter();
    let is_same = now().all(|one| earlier.next().is_some_and(|other| is(&one, other)))
        && earlier.next().is_none();
    if is_same { before.cloned().unwrap_or_default() } else { now().map(made).collect() }
}

/// Where somebody is in a scene: at their place while on a call, and else where it plays.
fn whereabouts(scene: &Scene, person: &Person) -> Place {
    if scene.via.is_call() { person.place } else { scene.place }
}

fn ending_view(scenario: &Scenario, state: &State) -> Option<EndingView> {
    let ending = scenario.ending(state.ending?);
    Some(EndingView {
        id: ending.id.clone(),
        title: ending.title.clone(),
        text: ending.text.clone(),
        value: state.value,
    })
}

fn pick_view(pick: &Pick) -> PickView {
    PickView {
        options: pick
            .options
            .iter()
            .map(|option| PickOptionView {
                id: option.id.clone(),
                text: option.text.clone(),
                detail: option.detail.clone(),
            })
            .collect(),
        at_least: pick.at_least,
        at_most: pick.at_most,
        columns: pick.columns.clone(),
    }
}

fn person_view(scenario: &Scenario, id: PersonId) -> PersonView {
    let person = scenario.person(id);
    PersonView { id: person.id.clone(), name: person.name.clone() }
}

/// A line as the player sees it.
pub(super) fn said(scenario: &Scenario, line: &Spoken) -> Said {
    let person = |id: PersonId| person_view(scenario, id);
    Said {
        who: match line.voice {
            Voice::Narrator => Speaker::Narrator,
            Voice::Thought => Speaker::Thought,
            Voice::Player => Speaker::Player(crate::scenario::Channel::None),
            Voice::Person(id) => Speaker::Person(person(id)),
            Voice::Email(from) => Speaker::Email(from.map(person)),
            Voice::Message(from) => Speaker::Message(from.map(person)),
            Voice::Paper => Speaker::Paper,
        },
        mood: line.mood,
        text: line.text.clone(),
        heading: line.heading.clone(),
    }
}

/// The wording of a choice in a state.
fn wording(scenario: &Scenario, state: &State, choice: &Choice) -> SharedStr {
    let chosen = choice.texts.iter().find(|one| state.holds(scenario, &one.when, 0));
    chosen.map_or_else(SharedStr::default, |one| one.text.clone())
}

/// The id under which a move is offered: the choice's, or of a pick the options' joined by `+`.
pub(crate) fn answer_id(scenario: &Scenario, one: Move) -> String {
    let choice = scenario.choice(one.choice);
    match &choice.pick {
        None => choice.id.to_string(),
        Some(pick) => pick.answer_id(one.picked),
    }
}

/// Whether a move is offered under that id.
pub(super) fn is_answer(scenario: &Scenario, one: Move, id: &str) -> bool {
    let choice = scenario.choice(one.choice);
    match &choice.pick {
        None => choice.id == *id,
        Some(pick) => pick.is_answer_id(one.picked, id),
    }
}

/// What the player said or did: the wording, with the options marked.
pub(super) fn answer_text(scenario: &Scenario, state: &State, one: Move) -> SharedStr {
    let choice = scenario.choice(one.choice);
    let text = wording(scenario, state, choice);
    let Some(pick) = &choice.pick else { return text };
    let joint = if text.ends_with(char::is_alphanumeric) { ": " } else { " " };
    if one.picked == 0 {
        let none = if text.ends_with(['.', '!', '?', '”']) {
            "Nothing marked."
        } else {
            "nothing marked"
        };
        return format!("{text}{joint}{none}").into();
    }
    let options: Vec<&str> =
        marked(pick, one.picked).map(|option| option.text.trim_end_matches('.')).collect();
    format!("{text}{joint}{}", options.join("; ")).into()
}

/// How many characters the player would read of an answer: the wording and the options marked.
pub(crate) fn answer_length(choice: &Choice, wording: usize, picked: u16) -> u32 {
    let text = choice.texts.get(wording).map_or("", |one| &one.text);
    let options = choice.pick.iter().flat_map(|pick| marked(pick, picked));
    let length: usize =
        text.chars().count() + options.map(|option| option.text.chars().count()).sum::<usize>();
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn marked(pick: &Pick, picked: u16) -> impl Iterator<Item = &crate::scenario::PickOption> {
    pick.options.iter().enumerate().filter(move |(at, _)| picked >> at & 1 == 1).map(|(_, o)| o)
}

/// The date of a day, where the scenario has a calendar.
pub(super) fn date_of(clock: &Clock, day: u16) -> Option<Date> {
    let mut date = clock.starts?;
    let mut left = day;
    while left > 0 {
        date = date.tomorrow().ok()?;
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        if !(clock.working_days && weekend) {
            left -= 1;
        }
    }
    Some(date)
}

fn date_view(date: Date) -> DateView {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let weekday = match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    };
    let month = usize::try_from(date.month() - 1).unwrap_or(0).min(11);
    DateView { weekday, day: date.day(), month: MONTHS[month] }
}
