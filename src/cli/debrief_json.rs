//! Choices and chance for programs: exact, every step.

use serde_json::{Value, json};

use crate::{
    engine::Session,
    solver::{Beliefs, Course},
};

/// The key `debrief` of `rapport run --json`. The keys are always the same; where nothing is proven,
/// `complete` is false and the figures are null.
pub(super) fn debrief(session: &Session, beliefs: &Beliefs) -> Value {
    let course = beliefs.judge(session);
    let figure = |of: fn(&Course) -> f64| course.as_ref().map(of);
    json!({
        "complete": course.is_some(),
        "result": course.as_ref().and_then(|course| course.result),
        "best_average": figure(|course| course.start),
        "random_average": figure(|course| course.random),
        "opening": figure(|course| course.opening),
        "left_behind": figure(Course::regret),
        "chance": figure(Course::luck),
        "now": figure(|course| course.now),
        "decisions": course.as_ref().map_or_else(Vec::new, |course| decisions(session, course)),
    })
}

/// The steps up to the ending.
fn decisions(session: &Session, course: &Course) -> Vec<Value> {
    let steps = course.steps.iter().zip(session.decisions()).enumerate();
    steps
        .filter(|(_, (judged, _))| !judged.offers.is_empty())
        .map(|(step, (judged, decision))| {
            let is_best = judged.best().any(|best| best.taken == decision.chosen);
            let best = if is_best {
                Some(&decision.choice_id)
            } else {
                judged.best().next().map(|best| &best.id)
            };
            json!({
                "step": step,
                "choice": decision.choice_id,
                "value": judged.value,
                "chosen": judged.chosen,
                "best": best,
                "regret": judged.regret,
                "luck": judged.luck,
                "event": decision.chance.as_ref().and_then(|drawn| drawn.event.as_deref()),
            })
        })
        .collect()
}
