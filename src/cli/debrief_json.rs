//! Choices and chance for programs: exact, every step.

use serde_json::{Value, json};

use super::page_json;
use crate::{
    coach::{ChoicesAndChance, Mover},
    engine::{Decision, Session},
    practice::Solved,
    solver::{Beliefs, PlayEvaluation, StateMdp, StepEvaluation, TIE},
};

/// The key `debrief` of `rapport run --json`. The keys are always the same; where nothing is proven,
/// `complete` is false and the figures are null.
pub(super) fn debrief(session: &Session, solved: &Solved, truth: Option<&StateMdp>) -> Value {
    let course = solved.beliefs.evaluate(session);
    let split = solved.split(session);
    let known = truth.and_then(|truth| truth.had_you_known(session));
    let figure = |of: fn(&PlayEvaluation) -> f64| course.as_ref().map(of);
    let decisions = |course| decisions(session, course, &solved.beliefs, split.as_ref());
    json!({
        "complete": course.is_some(),
        "result": course.as_ref().and_then(|course| course.result),
        "best_average": figure(|course| course.start),
        "random_average": figure(|course| course.random),
        "opening": figure(|course| course.opening),
        "left_behind": figure(PlayEvaluation::regret),
        "chance": figure(PlayEvaluation::luck),
        "now": figure(|course| course.now),
        "had_you_known": known.and_then(|values| values.first().copied()),
        "decisions": course.as_ref().map_or_else(Vec::new, decisions),
        "told": split.as_ref().map(told),
        "page": page_json::page(session, split.as_ref()),
    })
}

/// The steps up to the ending.
fn decisions(
    session: &Session,
    course: &PlayEvaluation,
    beliefs: &Beliefs,
    split: Option<&ChoicesAndChance>,
) -> Vec<Value> {
    let steps = course.steps.iter().zip(session.decisions()).enumerate();
    steps
        .filter(|(_, (judged, _))| !judged.offers.is_empty())
        .map(|(step, (judged, decision))| {
            let is_best = judged.best().any(|best| best.taken == decision.chosen);
            let best = if is_best {
                Some(decision.choice_id.as_str())
            } else {
                judged.best().next().map(|best| best.id.as_str())
            };
            let better = if is_best { None } else { better(session, step, beliefs) };
            json!({
                "step": step,
                "choice": decision.choice_id,
                "value": judged.value,
                "chosen": judged.chosen,
                "best": best,
                "regret": judged.regret,
                "luck": judged.luck,
                "event": event(step, judged, decision, split),
                "better": better,
            })
        })
        .collect()
}

/// What chance did after a step, in words: as the author named it, else as the debrief tells it once the
/// play is over.
fn event(
    step: usize,
    judged: &StepEvaluation,
    decision: &Decision,
    split: Option<&ChoicesAndChance>,
) -> Option<String> {
    let named = decision.chance.as_ref().and_then(|drawn| drawn.event.as_deref());
    let told = || {
        let events = split.filter(|_| judged.luck.abs() > TIE)?.events.iter();
        let mut here = events.filter(|one| one.step == Some(step) && !one.lay_hidden);
        here.next().map(|one| one.text.clone())
    };
    named.map(str::to_owned).or_else(told)
}

/// Best play from before a step, against the same draws and the same seed.
fn better(session: &Session, step: usize, beliefs: &Beliefs) -> Option<Value> {
    let played = beliefs.play_on(session.rewound_to(step))?;
    let ending = played.view().standing.ending?;
    let choices = played.decisions()[step..].iter().map(|decision| &decision.choice_id);
    Some(json!({
        "choices": choices.collect::<Vec<_>>(),
        "ending": ending.id,
        "result": ending.value,
    }))
}

/// What the debrief tells people: in words, and in whole points that add up.
fn told(split: &ChoicesAndChance) -> Value {
    let ledger = split.ledger.iter().map(|entry| {
        let mover = match entry.mover {
            Mover::Start => "start",
            Mover::Decision => "decision",
            Mover::Chance => "chance",
        };
        json!({ "step": entry.step, "mover": mover, "points": entry.points, "text": entry.text })
    });
    json!({
        "summary": split.summary,
        "ledger": ledger.collect::<Vec<_>>(),
        "opening": split.opening.as_ref().map(|opening| &opening.text),
        "footnote": split.footnote,
    })
}
