//! A finished play, split into what was chosen and what chance did.

use super::{
    ChanceEvent, ChoicesAndChance, CoursePoint, Entry, Mover, Weight,
    dear::{best_move, dearest, left},
    event::{Events, first_words},
    figures::Figures,
    summary,
    tell::when,
};
use crate::{
    engine::Session,
    solver::{Beliefs, Course, TIE, Truth},
};

/// The split of a finished play into choices and chance.
///
/// `None` while it goes on, and where the analysis is not complete or not of the version of the scenario
/// that was played. `beliefs` and `truth` must be of [`Session::scenario`].
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
    let known = truth.and_then(|truth| truth.had_you_known(session));
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
    (points != 0).then_some(ChanceEvent { step: None, text, points })
}

/// From best play's average to the result, one thing after the other.
fn ledger(session: &Session, figures: &Figures, happened: &Events) -> Vec<Entry> {
    let start = Entry {
        step: None,
        mover: Mover::Start,
        points: figures.best,
        text: "What best play averages from your start".to_owned(),
    };
    let told = session.decisions().iter().enumerate().flat_map(|(step, decision)| {
        let dear = figures.dear_at(step).map(|points| Entry {
            step: Some(step),
            mover: Mover::Decision,
            points: -points,
            text: format!("You: “{}”", first_words(&decision.text)),
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
                told: format!("{place} You: “{}” {cost}", first_words(&decision.text)),
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

#[expect(clippy::cast_possible_truncation, reason = "a chart needs no more")]
fn shown(value: f64) -> f32 {
    value as f32
}
