//! A finished play, split into what was chosen and what chance did.

use super::{
    ChanceEvent, ChoicesAndChance, CoursePoint, Day, Mover, SumLine, Weight,
    dear::{Weighed, best_move, cost, dearest},
    event::{CAME_TO, Events, in_brief},
    figures::{Figures, whole},
    points::points as in_points,
    summary,
    teach::{costs, lessons, shows_harm},
    tell::when,
    thresholds::EVENT,
};
use crate::{
    engine::{Decision, Session},
    scenario::LessonsShown,
    solver::{Beliefs, TIE},
};

/// The split of a finished play into choices and chance.
///
/// `None` while it goes on, and where the analysis is not complete. `beliefs` must be of the version that was
/// played, [`Session::scenario`]; that is not checked.
#[must_use]
pub fn choices_and_chance(session: &Session, beliefs: &Beliefs) -> Option<ChoicesAndChance> {
    if !session.finished() {
        return None;
    }
    let course = beliefs.evaluate(session)?;
    let lessons = lessons(session);
    let costs = costs(session, &course, &lessons);
    let figures = Figures::of(&course, &costs, course.result?);
    let happened = Events::of(session);
    let weighed = Weighed { session, beliefs, course: &course, costs: &costs, lessons: &lessons };
    let dearest = dearest(&weighed, &figures);
    Some(ChoicesAndChance {
        summary: summary::sentences(&course, &figures),
        footnote: summary::FOOTNOTE.to_owned(),
        result: figures.result,
        best_average: figures.best,
        random_average: figures.random,
        left_behind: figures.left,
        chance: figures.chance,
        opening: opening(&figures),
        events: events(session, &figures, &happened, &lessons),
        smaller_chance: figures.chance_smaller,
        best_move: best_move(&weighed),
        left_elsewhere: figures.left - dearest.iter().map(|dear| dear.points).sum::<i32>(),
        dearest,
        ledger: ledger(session, &figures, &happened, &lessons),
        course: points(&weighed, &figures, &happened),
    })
}

/// What chance did, in order of play: what lay hidden at a decision, then what followed it.
fn events(
    session: &Session,
    figures: &Figures,
    happened: &Events,
    lessons: &[LessonsShown],
) -> Vec<ChanceEvent> {
    let steps = session.decisions().iter().enumerate();
    let told = steps.flat_map(|(step, decision)| {
        let hidden = figures.hidden_at(step).map(|points| ChanceEvent {
            step: Some(step),
            text: lay_hidden(decision, &lessons[step]),
            points,
            lay_hidden: true,
        });
        let event = figures.event_at(step).map(|points| ChanceEvent {
            step: Some(step),
            text: happened.after(step),
            points,
            lay_hidden: false,
        });
        hidden.into_iter().chain(event)
    });
    told.collect()
}

/// Said where something else was worth more that nobody would hold up.
fn lay_hidden(decision: &Decision, lessons: &LessonsShown) -> String {
    let why = if lessons.broken.is_empty() && !shows_harm(decision) {
        "no lesson speaks against yours"
    } else {
        "none to learn from"
    };
    format!("{}: another line would have been worth more here; {why}", in_brief(&decision.text))
}

/// What followed a step, in the sum: what the hidden draws show is told as the case it points to, since a
/// clue is no loss. An ending is no case.
fn in_the_sum(decision: &Decision, event: String, points: i32) -> String {
    match (&decision.chance, points) {
        _ if event.starts_with(CAME_TO) => event,
        (Some(_), _) | (None, 0) => event,
        (None, 1..) => format!("An easier case than most: {event}"),
        (None, _) => format!("A harder case than most: {event}"),
    }
}

fn opening(figures: &Figures) -> Option<ChanceEvent> {
    let points = figures.best - figures.everywhere;
    let text = summary::opening(figures.best, figures.everywhere);
    let opening = ChanceEvent { step: None, text, points, lay_hidden: false };
    (points.abs() >= whole(EVENT)).then_some(opening)
}

/// From best play's average to the result, one thing after the other.
fn ledger(
    session: &Session,
    figures: &Figures,
    happened: &Events,
    lessons: &[LessonsShown],
) -> Vec<SumLine> {
    let start = SumLine {
        step: None,
        mover: Mover::Start,
        points: figures.best,
        text: "What best play averages from your start".to_owned(),
    };
    let chosen = Chosen::of(session, figures);
    let told = session.decisions().iter().enumerate().flat_map(|(step, decision)| {
        let dear = figures.dear_at(step).map(|points| SumLine {
            step: Some(step),
            mover: Mover::Decision,
            points: -points,
            text: chosen.told(session, decision),
        });
        let hidden = figures.hidden_at(step).map(|points| SumLine {
            step: Some(step),
            mover: Mover::Chance,
            points,
            text: lay_hidden(decision, &lessons[step]),
        });
        let event = figures.event_at(step).map(|points| SumLine {
            step: Some(step),
            mover: Mover::Chance,
            points,
            text: in_the_sum(decision, happened.after(step), points),
        });
        dear.into_iter().chain(hidden).chain(event)
    });
    let smaller = [
        (Mover::Decision, -figures.left_smaller, "Smaller things you chose"),
        (Mover::Chance, figures.chance_smaller, "Smaller things that happened"),
    ];
    let smaller = smaller
        .into_iter()
        .filter(|(_, points, _)| *points != 0)
        .map(|(mover, points, text)| SumLine { step: None, mover, points, text: text.to_owned() });
    [start].into_iter().chain(told).chain(smaller).collect()
}

/// What the ledger tells of what was chosen, to tell those apart that read the same.
struct Chosen {
    /// In brief, and on which day.
    told: Vec<(String, Day)>,
}

impl Chosen {
    fn of(session: &Session, figures: &Figures) -> Self {
        let decisions = figures.dear.iter().map(|(step, _)| &session.decisions()[*step]);
        let told = decisions.map(|one| (in_brief(&one.text), when(session.scenario(), one).day));
        Self { told: told.collect() }
    }

    /// A decision; where several read the same, with its day, and its time if that is not enough.
    fn told(&self, session: &Session, decision: &Decision) -> String {
        let scenario = session.scenario();
        let (brief, on) = (in_brief(&decision.text), when(scenario, decision).day);
        let alike = || self.told.iter().filter(|(text, _)| *text == brief);
        match (alike().count(), alike().filter(|(_, day)| *day == on).count()) {
            (0 | 1, _) => format!("You: {brief}"),
            (_, 0 | 1) => format!("You, {on}: {brief}"),
            _ => format!("You, {}: {brief}", when(scenario, decision)),
        }
    }
}

/// The chart: the value of best play over time.
fn points(weighed: &Weighed<'_>, figures: &Figures, happened: &Events) -> Vec<CoursePoint> {
    let Weighed { session, course, costs, .. } = weighed;
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
            let cost = match (Weight::of(costs[step].chosen), figures.dear_at(step)) {
                (_, Some(points)) => cost(points),
                (Weight::Best, None) => "This cost nothing.".to_owned(),
                (_, None) => "This cost hardly anything.".to_owned(),
            };
            points.push(CoursePoint {
                value: shown(judged.value - costs[step].chosen),
                mover: Mover::Decision,
                step: Some(step),
                told: format!("{place} You: {} {cost}", as_sentence(&in_brief(&decision.text))),
            });
        }
        if costs[step].hidden > TIE {
            let took = figures.hidden_at(step).map_or("a little".to_owned(), |one| in_points(-one));
            points.push(CoursePoint {
                value: shown(judged.chosen),
                mover: Mover::Chance,
                step: Some(step),
                told: format!(
                    "{place} {}. This took {took}.",
                    lay_hidden(decision, &weighed.lessons[step])
                ),
            });
        }
        if judged.luck.abs() > TIE {
            let moved = match figures.event_at(step) {
                Some(points @ 1..) => format!("This gave about {}.", in_points(points)),
                Some(points) => format!("This took about {}.", in_points(-points)),
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
