//! Building the page from what the debrief and the analysis say.

use super::{
    ChoicesAndChance, Columns, Debrief, GoingOn, IfThen, Page, Strength, TryNext, Turning,
    TurningPoint,
};
use crate::{
    engine::Session,
    scenario::{DrawId, Scenario},
};

/// How many facts, and how many guesses, the page tells; all of them are behind "More".
const COLUMN: usize = 3;

/// How many sentences are suggested for the if-then.
const SUGGESTIONS: usize = 3;

/// The after-action review on one page, of a finished play and its debrief; with what was choice and what
/// was chance, where that is known.
#[must_use]
pub fn page(session: &Session, debrief: &Debrief, split: Option<&ChoicesAndChance>) -> Page {
    Page {
        scenario: debrief.scenario.clone(),
        going_on: going_on(session, debrief),
        strength: strength(debrief, split),
        turning: turning(session, debrief, split),
        columns: columns(debrief),
        if_then: if_then(session, debrief),
    }
}

/// Every turning point, the weightiest first; the page tells the first, "More" the others.
#[must_use]
pub fn turning_points(
    session: &Session,
    debrief: &Debrief,
    split: Option<&ChoicesAndChance>,
) -> Vec<TurningPoint> {
    match split {
        Some(split) => split
            .dearest
            .iter()
            .map(|dear| TurningPoint {
                thought: thought(session, dear.moment.step),
                moment: dear.moment.clone(),
                answers: dear.answers.clone(),
                instead: Some(super::Instead {
                    id: dear.better.id.clone(),
                    text: dear.better.text.clone(),
                    channel: dear.moment.channel,
                    why: dear.better.why.clone(),
                }),
                lesson: None,
                cost: Some(dear.points),
            })
            .collect(),
        None => debrief
            .turning_points
            .iter()
            .map(|moment| TurningPoint {
                thought: thought(session, moment.step),
                moment: moment.clone(),
                answers: Vec::new(),
                instead: None,
                lesson: None,
                cost: None,
            })
            .collect(),
    }
}

fn turning(session: &Session, debrief: &Debrief, split: Option<&ChoicesAndChance>) -> Turning {
    match turning_points(session, debrief, split).into_iter().next() {
        Some(point) => Turning::Point(Box::new(point)),
        None => Turning::Nowhere {
            told: vec!["Nothing you chose was a turning point for the worse.".to_owned()],
            next: try_next(debrief),
        },
    }
}

/// The competency that was shown least, with its anchor one step up.
fn try_next(debrief: &Debrief) -> Option<TryNext> {
    let shown = debrief.profile.iter().filter_map(|skill| Some((skill, skill.step?)));
    let (skill, step) = shown.filter(|(_, step)| *step < 4).min_by_key(|(_, step)| *step)?;
    let anchor = skill.anchors.get(usize::from(step))?.clone();
    Some(TryNext { skill: skill.name.clone(), anchor })
}

fn strength(debrief: &Debrief, split: Option<&ChoicesAndChance>) -> Option<Strength> {
    let best = split.and_then(|split| split.best_move.as_ref()).map(|kept| &kept.moment);
    let moment = best.or(debrief.best_move.as_ref())?.clone();
    Some(Strength { moment, lesson: None })
}

/// What was going on: the draw whose thoughts lie beneath, else the one that makes a replay differ, else
/// the first that has something to tell.
fn going_on(session: &Session, debrief: &Debrief) -> GoingOn {
    let scenario = &**session.scenario();
    let main = scenario.beneath.as_ref().map(|beneath| beneath.draw).or(scenario.variety);
    let told = main.and_then(|draw| truth(session, scenario, draw));
    let any = || {
        let mut draws = (0..).take(scenario.draws.len()).map(DrawId);
        draws.find_map(|draw| truth(session, scenario, draw))
    };
    told.or_else(any).unwrap_or_else(|| GoingOn {
        title: debrief.ending.title.clone(),
        quote: None,
        explain: Some(debrief.ending.text.clone()),
    })
}

fn truth(session: &Session, scenario: &Scenario, draw: DrawId) -> Option<GoingOn> {
    let values = &scenario.draws[draw.index()].values;
    let value = values.get(usize::from(session.state().drawn(draw)))?;
    if value.reveal.is_none() && value.explain.is_none() {
        return None;
    }
    let who = scenario.beneath.as_ref().filter(|beneath| beneath.draw == draw);
    let who = who.map_or("In a sentence".to_owned(), |beneath| {
        first_name(&scenario.person(beneath.who).name).to_owned()
    });
    Some(GoingOn {
        title: value.title.as_ref().unwrap_or(&value.id).to_string(),
        quote: value.reveal.as_deref().map(|quote| (who, quote.to_owned())),
        explain: value.explain.as_deref().map(str::to_owned),
    })
}

/// What the person of the other chair thought when they heard what was chosen at this step.
fn thought(session: &Session, step: usize) -> Option<(String, String)> {
    let scenario = session.scenario();
    let beneath = scenario.beneath.as_ref()?;
    let decision = session.decisions().get(step)?;
    let drawn = usize::from(session.state().drawn(beneath.draw));
    let thought = scenario.choice(decision.chosen.choice).beneath.get(drawn)?.as_deref()?;
    let who = first_name(&scenario.person(beneath.who).name).to_owned();
    Some((who, thought.to_owned()))
}

/// A person's first name: "Helen" of "Helen Brandt".
pub(super) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

fn columns(debrief: &Debrief) -> Columns {
    let told = debrief.told.iter().map(|told| (told.text.clone(), told.so));
    Columns {
        saw: debrief.saw.iter().take(COLUMN).cloned().collect(),
        told: told.take(COLUMN).collect(),
    }
}

/// The sentence that the play led to, and the scenario's suggestions.
fn if_then(_session: &Session, debrief: &Debrief) -> IfThen {
    IfThen {
        suggestions: debrief.commitment.iter().take(SUGGESTIONS).cloned().collect(),
        ask_client: "With which client of your own?",
        ask_day: "On which day?",
    }
}
