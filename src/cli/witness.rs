//! Plays that reach something, as programs and the command line take them.

use serde_json::{Map, Value, json};

use crate::{
    engine::Save,
    scenario::{Choice, ChoiceId, EndingId, ReactionId, Scenario, SceneId},
    solver::{Item, Reach, Truth},
};

/// A shortest play to everything that is reached, by what it is.
pub(super) fn all(scenario: &Scenario, truth: &Truth) -> Value {
    let to = |item: Item| match truth.reach(scenario, item) {
        Reach::Reached(save) => Some(play(&save)),
        Reach::Unreachable | Reach::NotProven => None,
    };
    let scenes = (0..).map(SceneId).zip(&scenario.scenes);
    let scenes: Map<String, Value> = scenes
        .filter_map(|(id, scene)| Some((scene.id.to_string(), to(Item::Scene(id))?)))
        .collect();
    let choices = (0..).map(ChoiceId).zip(&scenario.choices);
    let choices: Map<String, Value> = choices
        .filter_map(|(id, choice)| Some((place(scenario, choice), to(Item::Choice(id))?)))
        .collect();
    let reactions = (0..).map(ReactionId).zip(&scenario.reactions);
    let reactions: Map<String, Value> = reactions
        .filter_map(|(id, reaction)| Some((reaction.id.to_string(), to(Item::Reaction(id))?)))
        .collect();
    json!({ "scenes": scenes, "choices": choices, "reactions": reactions })
}

/// A choice by its scene and id.
fn place(scenario: &Scenario, choice: &Choice) -> String {
    format!("{}/{}", scenario.scene(choice.scene).id, choice.id)
}

pub(super) fn play(save: &Save) -> Value {
    let draws: Map<String, Value> =
        save.forced.iter().map(|(draw, value)| (draw.clone(), value.clone().into())).collect();
    json!({ "seed": save.seed, "draws": draws, "choose": choices(save) })
}

/// The choices of a save as the command line takes them.
pub(super) fn choices(save: &Save) -> Vec<String> {
    let choices = save.choices.iter();
    choices
        .map(|choice| match choice.branch {
            Some(branch) => format!("{}#{}", choice.id, branch + 1),
            None => choice.id.clone(),
        })
        .collect()
}

/// What no play comes to, as far as that is proven.
pub(super) fn unreachable(scenario: &Scenario, truth: &Truth) -> Value {
    let never = |item: Item| truth.reach(scenario, item) == Reach::Unreachable;
    let scenes = (0..).map(SceneId).zip(&scenario.scenes).filter(|(id, _)| never(Item::Scene(*id)));
    let choices =
        (0..).map(ChoiceId).zip(&scenario.choices).filter(|(id, _)| never(Item::Choice(*id)));
    let endings =
        (0..).map(EndingId).zip(&scenario.endings).filter(|(id, _)| never(Item::Ending(*id)));
    json!({
        "scenes": scenes.map(|(_, scene)| &*scene.id).collect::<Vec<_>>(),
        "choices": choices
            .map(|(_, choice)| place(scenario, choice))
            .collect::<Vec<_>>(),
        "endings": endings.map(|(_, ending)| &*ending.id).collect::<Vec<_>>(),
    })
}
