//! A finished play, split into what was chosen and what chance did.

use super::{
    ChanceEvent, ChoicesAndChance, CoursePoint, Entry, Mover, Weight,
    dear::{best_move, dearest, left},
    event::{Events, in_brief},
    figures::{EVENT, Figures, whole},
    summary,
    tell::{day, when},
};
use crate::{
    engine::{Decision, Session},
    solver::{Beliefs, Course, TIE, Truth},
};

/// The split of a finished play into choices and chance.
///
/// `None` while it goes on, and where the analysis is not complete. `beliefs` and `truth` must be of the
/// version that was played, [`Session::scenario`]; that is not checked.
#[must_use]
pub fn choices_and_chance(
    session: &Session,
    beliefs: &Beliefs,
    truth: Option<&Truth>,
) -> Option<ChoicesAndChance> {
    if !session.finished() {
        return None;
    }
    let course = beliefs.judge(session)?;
    let figures = Figures::of(&course, course.result?);
    let happened = Events::of(session);
    let event = |(step, points): &(usize, i32)| ChanceEvent {
        step: Some(*step),
        text: happened.after(*step),
        points: *points,
    };
    let dearest = dearest(session, beliefs, &course, &figures);
    let has_hidden = !session.scenario().draws.is_empty();
    let known = truth.filter(|_| has_hidden).and_then(|truth| truth.had_you_known(session));
    Some(ChoicesAndChance {
        summary: summary::sentences(&course, &figures),
        footnote: summary::FOOTNOTE.to_owned(),
        result: figures.result,
        best_average: figures.best,
        random_average: figures.random,
        left_behind: figures.left,
        chance: figures.chance,
        opening: opening(&figures),
        events: figures.events.iter().map(event).collect(),
        smaller_chance: figures.chance_smaller,
        best_move: best_move(session, &course),
        left_elsewhere: figures.left - dearest.iter().map(|dear| dear.points).sum::<i32>(),
        dearest,
        ledger: ledger(session, &figures, &happened),
        course: points(session, &course, &figures, &happened),
        had_you_known: known
            .and_then(|values| values.first().copied())
            .map(|average| summary::had_you_known(average, figures.best)),
    })
}

fn opening(figures: &Figures) -> Option<ChanceEvent> {
    let points = figures.best - figures.everywhere;
    let text = summary::opening(points, figures.everywhere);
    (points.abs() >= whole(EVENT)).then_some(ChanceEvent { step: None, text, points })
}

/// From best play's average to the result, one thing after the other.
fn ledger(session: &Session, figures: &Figures, happened: &Events) -> Vec<Entry> {
    let start = Entry {
        step: None,
        mover: Mover::Start,
        points: figures.best,
        text: "What best play averages from your start".to_owned(),
    };
    let chosen = Chosen::of(session, figures);
    let told = session.decisions().iter().enumerate().flat_map(|(step, decision)| {
        let dear = figures.dear_at(step).map(|points| Entry {
            step: Some(step),
            mover: Mover::Decision,
            points: -points,
            text: chosen.told(session, decision),
        });
        let event = figures.event_at(step).map(|points| Entry {
            step: Some(step),
            mover: Mover::Chance,
            points,
            text: happened.after(step),
        });
        dear.into_iter().chain(event)
    });
    let smaller = [
        (Mover::Decision, -figures.left_smaller, "Smaller things you chose"),
        (Mover::Chance, figures.chance_smaller, "Smaller things that happened"),
    ];
    let smaller = smaller
        .into_iter()
        .filter(|(_, points, _)| *points != 0)
        .map(|(mover, points, text)| Entry { step: None, mover, points, text: text.to_owned() });
    [start].into_iter().chain(told).chain(smaller).collect()
}

/// What the ledger tells of what was chosen, to tell those apart that read the same.
struct Chosen {
    /// In brief, and on which day.
    told: Vec<(String, String)>,
}

impl Chosen {
    fn of(session: &Session, figures: &Figures) -> Self {
        let decisions = figures.dear.iter().map(|(step, _)| &session.decisions()[*step]);
        let told = decisions.map(|one| (in_brief(&one.text), day(session.scenario(), one)));
        Self { told: told.collect() }
    }

    /// A decision; where several read the same, with its day, and its time if that is not enough.
    fn told(&self, session: &Session, decision: &Decision) -> String {
        let scenario = session.scenario();
        let (brief, on) = (in_brief(&decision.text), day(scenario, decision));
        let alike = || self.told.iter().filter(|(text, _)| *text == brief);
        match (alike().count(), alike().filter(|(_, day)| *day == on).count()) {
            (0 | 1, _) => format!("You: {brief}"),
            (_, 0 | 1) => format!("You, {on}: {brief}"),
            _ => format!("You, {}: {brief}", when(scenario, decision)),
        }
    }
}

/// The chart: the value of best play over time.
fn points(
    session: &Session,
    course: &Course,
    figures: &Figures,
    happened: &Events,
) -> Vec<CoursePoint> {
    let mut points = vec![CoursePoint {
        value: shown(course.start),
        mover: Mover::Start,
        step: None,
        told: format!("Your start. Best play averages {} from here.", figures.best),
    }];
    for (step, (judged, decision)) in course.steps.iter().zip(session.decisions()).enumerate() {
        let scenario = &**session.scenario();
        let place =
            format!("{}, {}.", when(scenario, decision), scenario.scene(decision.scene).title);
        if judged.offers.len() > 1 {
            let cost = match (Weight::of(judged.regret), figures.dear_at(step)) {
                (Weight::Best, _) => "This left nothing behind.".to_owned(),
                (_, Some(points)) => left(points),
                (_, None) => "This left hardly anything behind.".to_owned(),
            };
            points.push(CoursePoint {
                value: shown(judged.chosen),
                mover: Mover::Decision,
                step: Some(step),
                told: format!("{place} You: {} {cost}", as_sentence(&in_brief(&decision.text))),
            });
        }
        if judged.luck.abs() > TIE {
            let moved = match figures.event_at(step) {
                Some(points @ 1..) => format!("This gave about {points}."),
                Some(points) => format!("This took about {}.", -points),
                None if judged.luck > 0.0 => "This gave a little.".to_owned(),
                None => "This took a little.".to_owned(),
            };
            points.push(CoursePoint {
                value: shown(judged.chosen + judged.luck),
                mover: Mover::Chance,
                step: Some(step),
                told: format!("{place} {}. {moved}", happened.after(step)),
            });
        }
    }
    points
}

/// With a full stop, where it ends in no mark of its own.
fn as_sentence(text: &str) -> String {
    let ends = text.trim_end_matches('”').ends_with(['.', '?', '!', '…']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

#[expect(clippy::cast_possible_truncation, reason = "a chart needs no more")]
fn shown(value: f64) -> f32 {
    value as f32
}
