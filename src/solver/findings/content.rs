//! Content that no play, or hardly any play, comes to.
//!
//! W0201 proven unreachable; W0202 scenes, choices, reactions and endings rarer than one play in a
//! thousand; W0214 scenes where play is stuck; W0215 state that nothing reads.

use std::collections::BTreeSet;

use super::{
    Evidence, Finding,
    reads::{Kind, decorative},
    share,
};
use crate::{
    scenario::{ChoiceId, EndingId, ReactionId, Scenario, SceneId, Trigger},
    solver::{
        lines::{Spot, every_line_at},
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
            if is_rare(offered) {
                let text = format!(
                    "`{}` is on offer in at most {} random plays",
                    scenario.choice(id).id,
                    share(offered)
                );
                found.push(Finding::new("W0202", offered, 20.0, text).at_choice(scenario, id));
            }
        }
        for (id, probability) in numbers(&random.endings).map(|(at, p)| (EndingId(at), p)) {
            if is_rare(probability) {
                let ending = &scenario.ending(id).id;
                let text =
                    format!("the ending `{ending}` comes in {} random plays", share(probability));
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
    if let Some(heard) = truth.heard(scenario) {
        for (id, often) in numbers(&heard.scenes).map(|(at, n)| (SceneId(at), n)) {
            if is_rare(often) {
                let scene = &scenario.scene(id).id;
                let text =
                    format!("the scene `{scene}` comes in at most {} random plays", share(often));
                found.push(Finding::new("W0202", often, 25.0, text).at_scene(scenario, id));
            }
        }
        for (at, often) in heard.reactions.iter().enumerate().filter(|(_, often)| is_rare(**often))
        {
            let reaction = &scenario.reactions[at].id;
            let text = format!(
                "the reaction `{reaction}` fires in at most {} random plays",
                share(*often)
            );
            found.push(Finding::new("W0202", *often, 20.0, text).about(&**reaction));
        }
    }
    for (kind, name) in decorative(scenario) {
        let text = match kind {
            Kind::Flag => format!("the flag `{name}` decides nothing"),
            Kind::Meter => {
                format!("the meter `{name}` decides nothing, and nobody sees it")
            }
            Kind::Fact => format!("the fact `{name}` is never learned, and decides nothing"),
            Kind::Guess => format!("the guess `{name}` is never made, and decides nothing"),
            Kind::Agreement => {
                format!("the agreement `{name}` is never reached, and decides nothing")
            }
        };
        found.push(Finding::new("W0215", 0.0, 10.0, text).about(name));
    }
}

/// Whether content comes at all, yet in hardly any play.
fn is_rare(often: f64) -> bool {
    often > 0.0 && often < RARE
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
    let (mut said, mut unsaid) = (BTreeSet::new(), Vec::new());
    every_line_at(scenario, &mut |spot, line| {
        if !line.text.is_empty() {
            if never(Item::Line(line.number)) {
                unsaid.push((spot, line.text.to_string()));
            } else {
                said.insert(line.text.to_string());
            }
        }
    });
    let mut told = BTreeSet::new();
    unsaid.retain(|(_, text)| !said.contains(text) && told.insert(text.clone()));
    for (spot, text) in unsaid {
        let text = format!("the line “{}” is never said", short(&text));
        let finding = Finding::new("W0201", 0.0, 50.0, text);
        found.push(match spot {
            Spot::Scene(at) => finding.at_scene(scenario, at),
            Spot::Choice(at) => finding.at_choice(scenario, at),
            Spot::Reaction(at) => {
                let reaction = &scenario.reactions[at.index()];
                let finding = finding.about(&*reaction.id);
                match reaction.on {
                    Trigger::Arrive(scene) => finding.at_scene(scenario, scene),
                    _ => finding,
                }
            }
            Spot::Ending(at) => finding.about(&*scenario.ending(at).id),
        });
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
