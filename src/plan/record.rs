//! A play as a recorded one, with everything that came of it.

use super::run::{hundredths, levels, meters, quoted};
use crate::engine::Session;

/// A play as it stands in a plan file, under a name.
#[must_use]
pub fn recorded(session: &Session, name: &str) -> String {
    let scenario = session.scenario();
    let list = |texts: Vec<String>| {
        let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        format!("[{}]", texts.join(", "))
    };
    let save = session.save();
    let choices = session.decisions().iter().map(|decision| match &decision.chance {
        // The branch too: which one a seed draws depends on how many draws came before.
        Some(drawn) => format!("{}#{}", decision.choice_id, drawn.branch + 1),
        None => decision.choice_id.to_string(),
    });
    let scenes = session.decisions().iter().map(|one| scenario.scene(one.scene).id.to_string());
    let draws: Vec<String> = session
        .draws()
        .iter()
        .map(|(draw, value)| format!("{}: {}", quoted(draw), quoted(value)))
        .collect();
    let numbers = |all: Vec<(String, String)>| {
        let all: Vec<String> =
            all.iter().map(|(id, number)| format!("{}: {number}", quoted(id))).collect();
        format!("{{{}}}", all.join(", "))
    };
    let levels = levels(session).into_iter().map(|(id, level)| (id, hundredths(level)));
    let meters = meters(session).into_iter().map(|(id, meter)| (id, meter.to_string()));
    let ending = session
        .view()
        .standing
        .ending
        .map(|ending| format!("ending: {}, value: {}, ", quoted(&ending.id), ending.value));
    format!(
        "(name: {}, seed: {}, draws: {{{}}}, choose: {}, scenes: {}, {}levels: {}, meters: {})",
        quoted(name),
        save.seed,
        draws.join(", "),
        list(choices.collect()),
        list(scenes.collect()),
        ending.unwrap_or_default(),
        numbers(levels.collect()),
        numbers(meters.collect()),
    )
}
