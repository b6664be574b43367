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
        Choice, Clock, Condition, MarkKind, Meter, MeterId, PersonId, Pick, Scenario, Scene,
        Spoken, Voice,
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
            people: kept(before.map(|before| &before.people), || {
                scene.with.iter().map(|person| self.on_stage(scene, *person))
            }),
            meters: kept(before.map(|before| &before.meters), || self.meters(scene)),
            saw: kept_words(before.map(|before| &before.saw), || self.words(MarkKind::Fact)),
            told: kept_words(before.map(|before| &before.told), || self.words(MarkKind::Guess)),
            agreements: kept(before.map(|before| &before.agreements), || {
                self.on_screen(MarkKind::Agreement).map(|(label, with)| AgreementView {
                    label: label.clone(),
                    with: with.cloned().unwrap_or_default(),
                })
            }),
            reminders: kept(before.map(|before| &before.reminders), || self.reminders()),
            ending: ending_view(scenario, state),
            finished: state.is_finished(),
        }
    }

    fn on_stage(&self, scene: &Scene, id: PersonId) -> OnStage {
        let (scenario, state) = (self.scenario, self.state);
        let person = scenario.person(id);
        let imagined = person
            .imagined
            .as_ref()
            .filter(|(_, until)| scene.via.is_call() && !state.holds(scenario, until, 0))
            .map(|(meter, _)| loudness(scenario, state, *meter));
        OnStage {
            person: person_view(scenario, id),
            role: person.role.clone(),
            portrait: person.portrait.clone(),
            place: if scene.via.is_call() { person.place } else { scene.place },
            mood: state.mood(id),
            imagined,
        }
    }

    /// What stands on screen of the marks that hold, in file order: words, and with whom.
    fn on_screen(&self, kind: MarkKind) -> impl Iterator<Item = (&SharedStr, Option<&SharedStr>)> {
        self.state.marks.held(kind).filter_map(|mark| self.scenario.mark_shared(mark))
    }

    fn words(&self, kind: MarkKind) -> impl Iterator<Item = &SharedStr> {
        self.on_screen(kind).map(|(words, _)| words)
    }

    fn meters(&self, scene: &Scene) -> impl Iterator<Item = MeterView> {
        let meters = self.scenario.meter_ids().zip(&self.scenario.meters);
        meters
            .filter(|(_, meter)| {
                meter.shown.is_shown() && meter.of.is_none_or(|person| scene.with.contains(&person))
            })
            .map(|(id, meter)| self.meter(id, meter))
    }

    fn reminders(&self) -> impl Iterator<Item = ReminderView> {
        let holds = |condition: &Condition| self.state.holds(self.scenario, condition, 0);
        self.scenario.reminders.iter().filter(move |reminder| holds(&reminder.when)).map(
            move |reminder| ReminderView {
                text: reminder.text.clone(),
                crossed: reminder.crossed.as_ref().is_some_and(holds),
            },
        )
    }

    fn meter(&self, id: MeterId, meter: &Meter) -> MeterView {
        let value = self.state.meter(self.scenario, id);
        let reading = &meter.shown;
        MeterView {
            id: meter.id.clone(),
            label: meter.label.clone(),
            number: reading.number.then_some(MeterNumber { value, min: meter.min, max: meter.max }),
            band: reading
                .band(value)
                .map(|at| (reading.bands[at].1.clone(), at, reading.bands.len())),
        }
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
            to: choice.to.map(|person| self.scenario.person(person).name.clone()),
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

/// The list as it is now: the earlier one itself, if nothing in it has changed.
fn kept<T: PartialEq, I: Iterator<Item = T>>(
    before: Option<&Arc<[T]>>,
    now: impl Fn() -> I,
) -> Arc<[T]> {
    kept_of(before, now, |one, earlier| one == earlier, |one| one)
}

/// The same for words, which are compared where they lie and copied only into a new list.
fn kept_words<'s, I: Iterator<Item = &'s SharedStr>>(
    before: Option<&Arc<[SharedStr]>>,
    now: impl Fn() -> I,
) -> Arc<[SharedStr]> {
    kept_of(before, now, |one, earlier| *one == earlier, SharedStr::clone)
}

fn kept_of<T, I: Iterator>(
    before: Option<&Arc<[T]>>,
    now: impl Fn() -> I,
    is: impl Fn(&I::Item, &T) -> bool,
    made: impl Fn(I::Item) -> T,
) -> Arc<[T]> {
    let none = Arc::default();
    let before = before.unwrap_or(&none);
    let mut earlier = before.iter();
    let is_same = now().all(|one| earlier.next().is_some_and(|other| is(&one, other)))
        && earlier.next().is_none();
    if is_same { Arc::clone(before) } else { now().map(made).collect() }
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
    let chosen = choice.texts.iter().find(|(when, _)| state.holds(scenario, when, 0));
    chosen.map_or_else(SharedStr::default, |(_, text)| text.clone())
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
    let text = choice.texts.get(wording).map_or("", |(_, text)| text);
    let options = choice.pick.iter().flat_map(|pick| marked(pick, picked));
    let length: usize =
        text.chars().count() + options.map(|option| option.text.chars().count()).sum::<usize>();
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn marked(pick: &Pick, picked: u16) -> impl Iterator<Item = &crate::scenario::PickOption> {
    pick.options.iter().enumerate().filter(move |(at, _)| picked >> at & 1 == 1).map(|(_, o)| o)
}

/// The date of a day, where the scenario has a calendar.
fn date_of(clock: &Clock, day: u16) -> Option<Date> {
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
