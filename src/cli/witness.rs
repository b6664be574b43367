//! Plays that reach something, as programs and the command line take them; and what no play reaches.

use serde_json::{Map, Value, json};

use super::extent::Plays;
use crate::{
    engine::Save,
    scenario::{Choice, Scenario},
    solver::{Item, StateMdp, conditionals, lines},
};

/// Something that can be reached: what kind of thing it is, its key among these, and what it says.
struct NamedContent<'a> {
    kind: &'static str,
    /// Made where it is told: most of what there is may be told of nowhere.
    key: &'a dyn Fn() -> String,
    text: Option<&'a str>,
    item: Item,
}

/// The kinds of things that can be reached.
const KINDS: [&str; 9] = [
    "scenes",
    "endings",
    "reactions",
    "choices",
    "outcomes",
    "wordings",
    "evidence",
    "effects",
    "lines",
];

/// Goes through everything that can be reached.
fn everything(scenario: &Scenario, mut each: impl FnMut(NamedContent<'_>)) {
    let mut name = |kind, key: &dyn Fn() -> String, item| {
        each(NamedContent { kind, key, text: None, item });
    };
    for scene in &scenario.scenes {
        name("scenes", &|| scene.id.to_string(), Item::Scene(scene.node));
    }
    for ending in &scenario.endings {
        name("endings", &|| ending.id.to_string(), Item::Ending(ending.node));
    }
    for reaction in &scenario.reactions {
        name("reactions", &|| reaction.id.to_string(), Item::Reaction(reaction.node));
    }
    for choice in &scenario.choices {
        let place = || place(scenario, choice);
        name("choices", &place, Item::Choice(choice.node));
        let mut part = |kind, at, item| name(kind, &|| format!("{}/{at}", place()), item);
        for (at, one) in (1..).zip(&choice.outcomes) {
            part("outcomes", at, Item::Outcome(one.node));
        }
        for (at, one) in (1..).zip(&choice.texts) {
            part("wordings", at, Item::Wording(one.node));
        }
        for (at, one) in (1..).zip(&choice.evidence) {
            part("evidence", at, Item::Evidence(one.node));
        }
    }
    for one in conditionals(scenario) {
        name("effects", &|| one.path(scenario), one.item());
    }
    for placed in lines(scenario).iter().filter(|placed| !placed.line.text.is_empty()) {
        each(NamedContent {
            kind: "lines",
            key: &|| placed.path(scenario),
            text: Some(&placed.line.text),
            item: placed.item(),
        });
    }
}

/// A shortest play to everything that is reached, by kind and key, as long as there is room for them; and the
/// keys of what no play comes to, as far as that is proven, by kind.
pub(super) fn all(scenario: &Scenario, truth: &StateMdp, plays: &mut Plays<'_>) -> (Value, Value) {
    let empty: Map<_, _> = KINDS.iter().map(|kind| ((*kind).to_owned(), json!({}))).collect();
    let (mut reached, mut never) = (empty.clone(), empty);
    everything(scenario, |one| match truth.reaches(one.item) {
        Some(true) => {
            let Some(save) = plays.to(one.item) else { return };
            let mut play = play(&save);
            if let Some(text) = one.text {
                play["text"] = text.into();
            }
            reached[one.kind][(one.key)()] = play;
        }
        Some(false) => never[one.kind][(one.key)()] = Value::Null,
        None => {}
    });
    let keys = |found: Value| match found {
        Value::Object(found) => found.into_iter().map(|(key, _)| Value::from(key)).collect(),
        other => other,
    };
    let never: Map<_, _> = never.into_iter().map(|(kind, found)| (kind, keys(found))).collect();
    (reached.into(), never.into())
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

/// The line that opens a play, after the command that it is for.
pub(super) fn line(command: &str, save: &Save) -> String {
    let draws = save.forced.iter().map(|(draw, value)| format!("--draw {draw}={value} "));
    let draws: String = draws.collect();
    let chosen = choices(save).join(",");
    // A play that ends before anything is chosen has nothing to choose.
    let chosen = if chosen.is_empty() { chosen } else { format!("--choose {chosen}") };
    let line = format!("{command} --seed {} {draws}{chosen}", save.seed);
    line.trim_end().to_owned()
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
