//! How things stand line by line, so that nothing is shown before it is told.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use super::{
    super::{
        MeterView, OnStage, Said, Speaker, Standing, State, Witness, begin,
        chance::PlayChance,
        present::{Presenter, day_of},
        step,
    },
    Session, is_going_on,
};
use crate::scenario::{Reaction, Scenario, SceneId, Spoken};

impl Session {
    /// The observations of a turn in the order of its lines: how things stand once none of the view's lines were
    /// read, then one, and so on; the last one is the view's own.
    ///
    /// A step changes the state before its lines are said. Here each change waits for the line that brings it:
    /// what somebody thinks of you, for their own words; what you tell yourself, for your thought; what you
    /// learn, for the last thing told; and where you are, for the first line of the scene.
    #[must_use]
    pub fn unfold(&self) -> Vec<Standing> {
        let scenario = &*self.scenario;
        let mut lines = LineStandings::new(scenario);
        let forced: &[_] = if self.decisions.is_empty() { &self.forced } else { &[] };
        let mut chance =
            PlayChance { seed: self.seed, forced, branch: None, refused: None, branches: 0 };
        let first = if let Some((last, earlier)) = self.decisions.split_last() {
            let before = self.rewound_to(earlier.len());
            let standing = before.seen().standing.clone();
            if !is_going_on(&scenario.choice(last.chosen.choice).id) {
                lines.told.push(standing.clone());
            }
            chance.branch = last.forced_branch;
            let mut state = before.state.clone();
            step(scenario, &mut state, last.chosen, &mut chance, &mut lines);
            Some(standing)
        } else {
            begin(scenario, &mut chance, &mut lines);
            None
        };
        let view = self.seen();
        let LineStandings { mut told, mut breaks, .. } = lines;
        debug_assert_eq!(told.len(), view.said.len(), "a step says the same again");
        told.resize(view.said.len(), view.standing.clone());
        if let Some(last) = told.last_mut() {
            last.clone_from(&view.standing);
        }
        leave_with_the_days(&view.said, &mut told, self.arrival(), &view.standing);
        breaks.insert(view.said.len());
        let first = first.unwrap_or_else(|| before_anything(told.first(), &view.standing));
        let mut shown = vec![first];
        let mut from = 0;
        for end in breaks.into_iter().filter(|&end| end > 0) {
            let end = end.min(told.len());
            Segment { scenario, said: &view.said, told: &told, lines: from..end }.show(&mut shown);
            from = end;
        }
        if let Some(last) = shown.last_mut() {
            last.clone_from(&view.standing);
        }
        shown
    }
}

/// Before the first line of a play nothing is known yet; where one is, can be seen.
fn before_anything(first: Option<&Standing>, view: &Standing) -> Standing {
    Standing {
        saw: [].into(),
        told: [].into(),
        agreements: [].into(),
        reminders: [].into(),
        ..first.unwrap_or(view).clone()
    }
}

/// Hears a step and writes down how things stand in the engine when each line is said.
struct LineStandings<'s> {
    scenario: &'s Scenario,
    /// How things stand as the next line is said.
    now: Option<Standing>,
    told: Vec<Standing>,
    /// The lines with which a scene or a reaction begins.
    breaks: BTreeSet<usize>,
    in_days: bool,
}

impl<'s> LineStandings<'s> {
    fn new(scenario: &'s Scenario) -> Self {
        Self { scenario, now: None, told: Vec::new(), breaks: BTreeSet::new(), in_days: false }
    }
}

impl Witness for LineStandings<'_> {
    fn stands(&mut self, state: &State) {
        let day = day_of(self.scenario, state);
        let presenter = Presenter { scenario: self.scenario, state, day: &day };
        self.now = Some(presenter.standing(self.told.last()));
    }

    fn said(&mut self, _line: &Spoken) {
        self.in_days = false;
        self.told.extend(self.now.take());
    }

    fn day_passed(&mut self) {
        // Days that pass on end are one line.
        if self.in_days {
            self.told.pop();
        }
        self.in_days = true;
        self.told.extend(self.now.take());
    }

    fn entered(&mut self, _scene: SceneId) {
        self.breaks.insert(self.told.len());
    }

    fn reacted(&mut self, _reaction: &Reaction) {
        self.breaks.insert(self.told.len());
    }
}

/// Once days have passed, one is where the next scene plays, unless somebody who is left there still speaks.
fn leave_with_the_days(said: &[Said], told: &mut [Standing], arrival: usize, view: &Standing) {
    let arrival = arrival.min(said.len());
    let days = said[..arrival].iter().rposition(|line| matches!(line.who, Speaker::Days(_)));
    let Some(days) = days else { return };
    let next = told.get(arrival).unwrap_or(view).clone();
    let stays = |line: &Said| {
        let is = |people: &[OnStage]| people.iter().any(|one| is_by(line, &one.person.id));
        matches!(line.who, Speaker::Person(_)) && is(&told[days].people) && !is(&next.people)
    };
    if said[days..arrival].iter().any(stays) {
        return;
    }
    for standing in &mut told[days..arrival] {
        let mut people: Vec<OnStage> = next.people.to_vec();
        for person in &mut people {
            if let Some(same) = same_person(&standing.people, person) {
                person.mood = same.mood;
            }
        }
        *standing = Standing {
            day: standing.day.clone(),
            saw: Arc::clone(&standing.saw),
            told: Arc::clone(&standing.told),
            agreements: Arc::clone(&standing.agreements),
            reminders: Arc::clone(&standing.reminders),
            people: people.into(),
            act: None,
            ending: None,
            finished: false,
            ..next.clone()
        };
    }
}

/// Lines that are said in one state of the play.
struct Segment<'a> {
    scenario: &'a Scenario,
    said: &'a [Said],
    told: &'a [Standing],
    lines: Range<usize>,
}

impl Segment<'_> {
    /// Puts down how things stand after each of its lines.
    fn show(&self, shown: &mut Vec<Standing>) {
        let Some(before) = shown.last().cloned() else { return };
        let news = self.lines.clone().rev().find(|&at| {
            let line = &self.said[at];
            !matches!(line.who, Speaker::Thought) && !line.text.is_empty()
        });
        let news = news.unwrap_or(self.lines.end.saturating_sub(1));
        let thought = self.first(|line| matches!(line.who, Speaker::Thought)).unwrap_or(news);
        for at in self.lines.clone() {
            let mut now = self.told[at].clone();
            if at < news {
                now.saw = Arc::clone(&before.saw);
                now.agreements = Arc::clone(&before.agreements);
                now.reminders = Arc::clone(&before.reminders);
            }
            if at < thought {
                now.told = Arc::clone(&before.told);
            }
            self.keep_meters(&mut now, &before, at, thought);
            self.keep_imagined(&mut now, &before, at, news);
            shown.push(now);
        }
    }

    /// A meter of somebody waits for their own words, any other one for your thought.
    fn keep_meters(&self, now: &mut Standing, before: &Standing, at: usize, thought: usize) {
        let due = |meter: &MeterView| {
            let mut known = self.scenario.meters.iter();
            let person = known.find(|known| known.id == meter.id).and_then(|known| known.of);
            person.map_or(thought, |id| self.words_of(&self.scenario.person(id).id, thought))
        };
        let waits = |meter: &MeterView| {
            let earlier = before.meters.iter().find(|earlier| earlier.id == meter.id)?;
            (at < due(meter) && earlier != meter).then_some(earlier)
        };
        if now.meters.iter().any(|meter| waits(meter).is_some()) {
            let shown = |meter: &MeterView| waits(meter).unwrap_or(meter).clone();
            now.meters = now.meters.iter().map(shown).collect();
        }
    }

    /// Whoever was imagined is so until they speak.
    fn keep_imagined(&self, now: &mut Standing, before: &Standing, at: usize, news: usize) {
        let waits = |person: &OnStage| {
            let earlier = same_person(&before.people, person)?.imagined;
            let due = self.words_of(&person.person.id, news);
            (at < due && earlier.is_some() && person.imagined != earlier).then_some(earlier)
        };
        if now.people.iter().any(|person| waits(person).is_some()) {
            for person in Arc::make_mut(&mut now.people) {
                if let Some(earlier) = waits(person) {
                    person.imagined = earlier;
                }
            }
        }
    }

    /// The first line of that person; where they say nothing, `or`.
    fn words_of(&self, person: &str, or: usize) -> usize {
        self.first(|line| is_by(line, person)).unwrap_or(or)
    }

    fn first(&self, is: impl Fn(&Said) -> bool) -> Option<usize> {
        self.lines.clone().find(|&at| !self.said[at].text.is_empty() && is(&self.said[at]))
    }
}

fn same_person<'a>(people: &'a [OnStage], person: &OnStage) -> Option<&'a OnStage> {
    people.iter().find(|other| other.person.id == person.person.id)
}

fn is_by(line: &Said, id: &str) -> bool {
    match &line.who {
        Speaker::Person(person) | Speaker::Email(Some(person)) | Speaker::Message(Some(person)) => {
            person.id == *id
        }
        Speaker::Narrator
        | Speaker::Thought
        | Speaker::Player(_)
        | Speaker::Email(None)
        | Speaker::Message(None)
        | Speaker::Paper
        | Speaker::Days(_) => false,
    }
}
