//! Content that no play, or hardly any play, comes to.
//!
//! W0201 proven unreachable; W0202 rarer than one play in a thousand; W0214 scenes where play is
//! stuck; W0215 state that nothing reads.

use super::{Evidence, Finding, share};
use crate::{
    scenario::{ChoiceId, EndingId, FlagId, ReactionId, Scenario, SceneId},
    solver::{
        lines::every_line,
        pack::never_asked,
        reached::Item,
        truth::{Reach, Truth},
    },
};

/// Below this share of random plays, content is practically unreachable.
const RARE: f64 = 0.001;

pub(super) fn find(evidence: &Evidence<'_>, found: &mut Vec<Finding>) {
    let (scenario, truth) = (evidence.scenario, evidence.truth);
    if truth.complete() {
        unreachable(scenario, truth, found);
    }
    if let Some((_, random)) = evidence.bots.first() {
        for (id, offered) in numbers(&random.offered).map(|(at, n)| (ChoiceId(at), n)) {
            if offered > 0.0 && offered < RARE {
                let text = format!(
                    "`{}` is on offer in {} of random plays",
                    scenario.choice(id).id,
                    share(offered)
                );
                found.push(Finding::new("W0202", offered, 20.0, text).at_choice(scenario, id));
            }
        }
        for (id, probability) in numbers(&random.endings).map(|(at, p)| (EndingId(at), p)) {
            if probability > 0.0 && probability < RARE {
                let ending = &scenario.ending(id).id;
                let text = format!(
                    "the ending `{ending}` comes in {} of random plays",
                    share(probability)
                );
                found.push(Finding::new("W0202", probability, 30.0, text).about(&**ending));
            }
        }
        for (choice, often) in truth.stuck(scenario) {
            let text = format!(
                "`{}` can lead to a scene that offers nothing: {} of random plays end there",
                scenario.choice(choice).id,
                share(often)
            );
            found
                .push(Finding::new("W0214", often, 70.0 + often, text).at_choice(scenario, choice));
        }
    }
    for flag in never_asked(scenario) {
        let name = &scenario.flags[FlagId::index(flag)];
        let text = format!("the flag `{name}` decides nothing");
        found.push(Finding::new("W0215", 0.0, 10.0, text).about(&**name));
    }
}

fn numbers(list: &[f64]) -> impl Iterator<Item = (u16, f64)> {
    (0..).zip(list.iter().copied())
}

fn unreachable(scenario: &Scenario, truth: &Truth, found: &mut Vec<Finding>) {
    let never = |item: Item| truth.reach(scenario, item) == Reach::Unreachable;
    let mut scenes_left = vec![true; scenario.scenes.len()];
    for (at, scene) in (0..).map(SceneId).zip(&scenario.scenes) {
        if never(Item::Scene(at)) {
            scenes_left[at.index()] = false;
            let text = format!("no play comes to the scene `{}`", scene.id);
            found.push(Finding::new("W0201", 0.0, 90.0, text).at_scene(scenario, at));
        }
    }
    for (at, choice) in (0..).map(ChoiceId).zip(&scenario.choices) {
        // A scene that no play comes to speaks for its choices.
        if !scenes_left[choice.scene.index()] {
            continue;
        }
        if never(Item::Choice(at)) {
            let text = format!("`{}` is never on offer", choice.id);
            found.push(Finding::new("W0201", 0.0, 80.0, text).at_choice(scenario, at));
            continue;
        }
        for (nth, _) in (0..).zip(&choice.outcomes) {
            if never(Item::Outcome(at, nth)) {
                let text = format!("outcome {} of `{}` never applies", nth + 1, choice.id);
                found.push(Finding::new("W0201", 0.0, 60.0, text).at_choice(scenario, at));
            }
        }
        for (nth, (_, words)) in (0..).zip(&choice.texts) {
            if never(Item::Wording(at, nth)) {
                let text = format!("`{}` is never worded “{}”", choice.id, short(words));
                found.push(Finding::new("W0201", 0.0, 40.0, text).at_choice(scenario, at));
            }
        }
    }
    for (at, ending) in (0..).map(EndingId).zip(&scenario.endings) {
        if never(Item::Ending(at)) {
            let text = format!("no play comes to the ending `{}`", ending.id);
            found.push(Finding::new("W0201", 0.0, 95.0, text).about(&*ending.id));
        }
    }
    for (at, reaction) in (0..).map(ReactionId).zip(&scenario.reactions) {
        if never(Item::Reaction(at)) {
            let text = format!("the reaction `{}` never fires", reaction.id);
            found.push(Finding::new("W0201", 0.0, 60.0, text).about(&*reaction.id));
        }
    }
    lines(scenario, &never, found);
}

/// Lines that nobody ever reads. The cases of a draw repeat what stands under `*`: a line counts as
/// said if one with the same words is.
fn lines(scenario: &Scenario, never: &impl Fn(Item) -> bool, found: &mut Vec<Finding>) {
    let (mut said, mut unsaid) = (std::collections::BTreeSet::new(), Vec::new());
    every_line(scenario, &mut |line| {
        if !line.text.is_empty() {
            if never(Item::Line(line.number)) {
                unsaid.push(line.text.to_string());
            } else {
                said.insert(line.text.to_string());
            }
        }
    });
    unsaid.retain(|text| !said.contains(text));
    unsaid.dedup();
    for text in unsaid {
        let text = format!("the line “{}” is never said", short(&text));
        found.push(Finding::new("W0201", 0.0, 50.0, text));
    }
}

/// The first words of a text.
fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
