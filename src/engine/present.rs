//! From a state to what the player can see of it.

use jiff::civil::{Date, Weekday};

use super::{
    AgreementView, DateView, DayView, EndingView, MeterNumber, MeterView, Move, Offer, OnStage,
    PersonView, PickOptionView, PickView, ReminderView, Said, Speaker, Standing, State, View,
    chance::shuffle, step::is_offered,
};
use crate::scenario::{
    Choice, Clock, MarkKind, Meter, MeterId, PersonId, Pick, Scenario, Scene, Spoken, Voice,
};

/// Shows a state.
pub(super) struct Presenter<'s> {
    pub scenario: &'s Scenario,
    pub state: &'s State,
    pub seed: u32,
}

impl Presenter<'_> {
    /// The view, with what was said since the last choice.
    pub(super) fn view(&self, said: Vec<Said>) -> View {
        View { said, standing: self.standing(), offered: self.offers() }
    }

    fn standing(&self) -> Standing {
        let (scenario, state) = (self.scenario, self.state);
        let scene = scenario.scene(state.scene);
        let first_visit = state.visits(state.scene) <= 1;
        Standing {
            scene_title: scene.title.to_string(),
            act: scene.act.as_deref().filter(|_| first_visit).map(str::to_owned),
            place: scene.place,
            channel: scene.via,
            minute: scene.minute,
            day: self.day(),
            people: scene.with.iter().map(|person| self.on_stage(scene, *person)).collect(),
            meters: self.meters(scene),
            saw: self.on_screen(MarkKind::Fact).map(|(fact, _)| fact.to_owned()).collect(),
            told: self.on_screen(MarkKind::Guess).map(|(guess, _)| guess.to_owned()).collect(),
            agreements: self
                .on_screen(MarkKind::Agreement)
                .map(|(label, with)| AgreementView { label: label.into(), with: with.into() })
                .collect(),
            reminders: scenario
                .reminders
                .iter()
                .filter(|reminder| state.holds(scenario, &reminder.when, 0))
                .map(|reminder| ReminderView {
                    text: reminder.text.to_string(),
                    crossed: reminder
                        .crossed
                        .as_ref()
                        .is_some_and(|crossed| state.holds(scenario, crossed, 0)),
                })
                .collect(),
            ending: ending_view(scenario, state),
            finished: state.is_finished(),
        }
    }

    /// The day, with its date where there is a calendar.
    pub(super) fn day(&self) -> DayView {
        // After the ending the story may leap, so the calendar no longer says what day it is.
        let clock = self.scenario.clock.as_ref().filter(|_| self.state.ending.is_none());
        let date = clock.and_then(|clock| date_of(clock, self.state.day));
        DayView { number: self.state.day, date: date.map(date_view) }
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
            role: person.role.to_string(),
            portrait: person.portrait.to_string(),
            place: if scene.via.is_call() { person.place } else { scene.place },
            mood: state.mood(id),
            imagined,
        }
    }

    /// What stands on screen of the marks that hold, in file order: words, and with whom.
    fn on_screen(&self, kind: MarkKind) -> impl Iterator<Item = (&str, &str)> {
        let held = self.scenario.marks(kind).filter(|mark| self.state.marked(*mark));
        held.filter_map(|mark| self.scenario.mark_words(mark))
    }

    fn meters(&self, scene: &Scene) -> Vec<MeterView> {
        let meters = self.scenario.meter_ids().zip(&self.scenario.meters);
        meters
            .filter(|(_, meter)| {
                meter.shown.is_shown() && meter.of.is_none_or(|person| scene.with.contains(&person))
            })
            .map(|(id, meter)| self.meter(id, meter))
            .collect()
    }

    fn meter(&self, id: MeterId, meter: &Meter) -> MeterView {
        let value = self.state.meter(self.scenario, id);
        let reading = &meter.shown;
        MeterView {
            id: meter.id.to_string(),
            label: meter.label.to_string(),
            number: reading.number.then_some(MeterNumber { value, min: meter.min, max: meter.max }),
            band: reading
                .band(value)
                .map(|at| (reading.bands[at].1.to_string(), at, reading.bands.len())),
        }
    }

    fn offers(&self) -> Vec<Offer> {
        let (scenario, state) = (self.scenario, self.state);
        if state.is_finished() {
            return Vec::new();
        }
        let scene = scenario.scene(state.scene);
        let mut offers: Vec<Offer> = scene
            .choice_ids()
            .map(|id| scenario.choice(id))
            .filter(|choice| is_offered(scenario, state, choice))
            .map(|choice| self.offer(choice))
            .collect();
        if !scene.pinned {
            shuffle(self.seed, state.scene.number(), state.visits(state.scene), &mut offers);
        }
        offers
    }

    fn offer(&self, choice: &Choice) -> Offer {
        Offer {
            id: choice.id.to_string(),
            text: wording(self.scenario, self.state, choice).to_owned(),
            channel: choice.via,
            to: choice.to.map(|person| self.scenario.person(person).name.to_string()),
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

fn ending_view(scenario: &Scenario, state: &State) -> Option<EndingView> {
    let ending = scenario.ending(state.ending?);
    Some(EndingView {
        id: ending.id.to_string(),
        title: ending.title.to_string(),
        text: ending.text.to_string(),
        value: state.value,
    })
}

fn pick_view(pick: &Pick) -> PickView {
    PickView {
        options: pick
            .options
            .iter()
            .map(|option| PickOptionView {
                id: option.id.to_string(),
                text: option.text.to_string(),
                detail: option.detail.as_deref().map(str::to_owned),
            })
            .collect(),
        at_least: pick.at_least,
        at_most: pick.at_most,
        columns: pick.columns.as_ref().map(|(yes, no)| (yes.to_string(), no.to_string())),
    }
}

fn person_view(scenario: &Scenario, id: PersonId) -> PersonView {
    let person = scenario.person(id);
    PersonView { id: person.id.to_string(), name: person.name.to_string() }
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
        text: line.text.to_string(),
        heading: line.heading.as_deref().map(str::to_owned),
    }
}

/// The wording of a choice in a state.
fn wording<'s>(scenario: &Scenario, state: &State, choice: &'s Choice) -> &'s str {
    let chosen = choice.texts.iter().find(|(when, _)| state.holds(scenario, when, 0));
    chosen.map_or("", |(_, text)| text)
}

/// The id under which a move is offered: the choice's, or of a pick the options' joined by `+`.
pub(crate) fn answer_id(scenario: &Scenario, one: Move) -> String {
    let choice = scenario.choice(one.choice);
    match &choice.pick {
        None => choice.id.to_string(),
        Some(pick) => pick.answer_id(one.picked),
    }
}

/// What the player said or did: the wording, with the options marked.
pub(super) fn answer_text(scenario: &Scenario, state: &State, one: Move) -> String {
    let choice = scenario.choice(one.choice);
    let text = wording(scenario, state, choice);
    let Some(pick) = &choice.pick else { return text.to_owned() };
    let joint = if text.ends_with(char::is_alphanumeric) { ": " } else { " " };
    if one.picked == 0 {
        let none = if text.ends_with(['.', '!', '?', '”']) {
            "Nothing marked."
        } else {
            "nothing marked"
        };
        return format!("{text}{joint}{none}");
    }
    let options: Vec<&str> =
        marked(pick, one.picked).map(|option| option.text.trim_end_matches('.')).collect();
    format!("{text}{joint}{}", options.join("; "))
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
