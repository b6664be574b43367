//! Plays that reach something, as programs and the command line take them; and what no play reaches.

use serde_json::{Map, Value, json};

use crate::{
    engine::Save,
    scenario::{Choice, NodeId, Scenario},
    solver::{Item, StateMdp, conditionals, lines},
};

/// Something that can be reached: what kind of thing it is, its key among these, and what it says.
struct NamedContent {
    kind: &'static str,
    key: String,
    text: Option<String>,
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

/// Everything that can be reached.
fn everything(scenario: &Scenario) -> Vec<NamedContent> {
    let mut all = Vec::new();
    let mut name = |kind, key, item| all.push(NamedContent { kind, key, text: None, item });
    for scene in &scenario.scenes {
        name("scenes", scene.id.to_string(), Item::Scene(scene.node));
    }
    for ending in &scenario.endings {
        name("endings", ending.id.to_string(), Item::Ending(ending.node));
    }
    for reaction in &scenario.reactions {
        name("reactions", reaction.id.to_string(), Item::Reaction(reaction.node));
    }
    for choice in &scenario.choices {
        let place = place(scenario, choice);
        name("choices", place.clone(), Item::Choice(choice.node));
        let mut parts = |kind, nodes: Vec<NodeId>, item: fn(NodeId) -> Item| {
            for (at, node) in (1..).zip(nodes) {
                name(kind, format!("{place}/{at}"), item(node));
            }
        };
        let outcomes = choice.outcomes.iter().map(|one| one.node);
        parts("outcomes", outcomes.collect(), Item::Outcome);
        parts("wordings", choice.texts.iter().map(|one| one.node).collect(), Item::Wording);
        parts("evidence", choice.evidence.iter().map(|one| one.node).collect(), Item::Evidence);
    }
    for one in conditionals(scenario) {
        name("effects", one.path(scenario), one.item());
    }
    let lines = lines(scenario).into_iter().filter(|placed| !placed.line.text.is_empty());
    all.extend(lines.map(|placed| NamedContent {
        kind: "lines",
        key: placed.path(scenario),
        text: Some(placed.line.text.to_string()),
        item: placed.item(),
    }));
    all
}

/// How many choices the plays of a report have all together, at most: in a long chain of scenes they would
/// grow with its square.
const MOST_CHOICES: usize = 1 << 18;

/// A shortest play to everything that is reached, by kind and key; and how many are left out, since all
/// together would be too long.
pub(super) fn all(scenario: &Scenario, truth: &StateMdp) -> (Value, usize) {
    let (mut left, mut left_out) = (MOST_CHOICES, 0);
    let plays = by_kind(everything(scenario), |one| {
        let Some(save) = truth.witness(scenario, one.item, left) else {
            if truth.reaches(one.item) == Some(true) {
                left_out += 1;
                // Looking for plays that are too long costs no more than telling those that are not.
                left /= 2;
            }
            return None;
        };
        left = left.saturating_sub(save.choices.len());
        let mut play = play(&save);
        if let Some(text) = one.text {
            play["text"] = text.into();
        }
        Some((one.key, play))
    });
    (plays, left_out)
}

/// The keys of what no play comes to, as far as that is proven, by kind.
pub(super) fn unreachable(scenario: &Scenario, truth: &StateMdp) -> Value {
    let never = by_kind(everything(scenario), |one| {
        let never = truth.reaches(one.item) == Some(false);
        never.then(|| (one.key, Value::Null))
    });
    let Value::Object(kinds) = never else { return never };
    let keys = |found: Value| match found {
        Value::Object(found) => found.into_iter().map(|(key, _)| Value::from(key)).collect(),
        other => other,
    };
    kinds.into_iter().map(|(kind, found)| (kind, keys(found))).collect()
}

fn by_kind(
    all: Vec<NamedContent>,
    mut entry: impl FnMut(NamedContent) -> Option<(String, Value)>,
) -> Value {
    let mut kinds: Map<String, Value> =
        KINDS.iter().map(|kind| ((*kind).to_owned(), json!({}))).collect();
    for one in all {
        let kind = one.kind;
        if let Some((key, value)) = entry(one) {
            kinds[kind][key] = value;
        }
    }
    kinds.into()
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
