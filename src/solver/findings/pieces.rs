//! Everything of a scenario that a play may come to, with words for it.

use std::collections::BTreeMap;

use crate::{
    scenario::{ChoiceId, NodeId, Scenario, Site},
    solver::{
        content::{
            conditional::{Conditional, conditionals},
            item::Item,
            lines::lines,
        },
        findings::finding::{Finding, nth},
    },
};

/// A piece of content.
pub(super) struct Coverable {
    /// What is reached if any of these is: the cases of a draw repeat what stands under `*`.
    pub items: Vec<Item>,
    /// What it stands in, but for its choice.
    pub around: Vec<Item>,
    /// The choice that has to be made for it.
    pub chosen: Option<ChoiceId>,
    pub within: Site,
    /// Its place in the source map.
    pub node: NodeId,
    /// What an author should hear if no play comes to it.
    pub never: String,
    /// That it comes, to be followed by how often.
    pub comes: String,
    pub weight: f64,
}

impl Coverable {
    fn new(item: Item, within: Site, weight: f64, (never, comes): (String, String)) -> Self {
        let (items, node) = (vec![item], item.node());
        Self { items, around: Vec::new(), chosen: None, within, node, never, comes, weight }
    }

    fn inside(mut self, around: impl IntoIterator<Item = Item>) -> Self {
        self.around.extend(around);
        self
    }

    /// In a choice.
    fn of_choice(self, scenario: &Scenario, id: ChoiceId) -> Self {
        let scene = scenario.scene(scenario.choice(id).scene);
        Self { chosen: Some(id), ..self.inside([Item::Scene(scene.node)]) }
    }

    /// In what stands at a place.
    fn within(self, scenario: &Scenario, within: Site) -> Self {
        let inside = self.inside(around_of(scenario, within));
        match within.choice() {
            Some(id) => inside.of_choice(scenario, id),
            None => inside,
        }
    }

    pub(super) fn finding(
        &self,
        scenario: &Scenario,
        code: &'static str,
        figure: f64,
        weight: f64,
        text: String,
    ) -> Finding {
        Finding::new(code, figure, weight, text).of(self.node).at(scenario, self.within)
    }
}

/// Every piece of a scenario.
pub(super) fn pieces(scenario: &Scenario) -> Vec<Coverable> {
    let mut all = Vec::new();
    for (at, scene) in scenario.scene_ids().zip(&scenario.scenes) {
        let words = coming(&format!("the scene `{}`", scene.id));
        all.push(Coverable::new(Item::Scene(scene.node), Site::Scene(at), 90.0, words));
    }
    for (at, ending) in scenario.ending_ids().zip(&scenario.endings) {
        let words = coming(&format!("the ending `{}`", ending.id));
        all.push(Coverable::new(Item::Ending(ending.node), Site::Ending(at), 95.0, words));
    }
    for (at, reaction) in scenario.reaction_ids().zip(&scenario.reactions) {
        let words = doing(&format!("the reaction `{}`", reaction.id), "fires");
        all.push(Coverable::new(Item::Reaction(reaction.node), Site::Reaction(at), 60.0, words));
    }
    scenario.choice_ids().for_each(|id| of_choice(scenario, id, &mut all));
    for one in conditionals(scenario) {
        let piece = Coverable::new(one.item(), one.within, 45.0, conditional(scenario, &one));
        all.push(piece.inside(one.inside).within(scenario, one.within));
    }
    said(scenario, &mut all);
    all
}

/// A choice, and what belongs to it.
fn of_choice(scenario: &Scenario, id: ChoiceId, all: &mut Vec<Coverable>) {
    let choice = scenario.choice(id);
    let (name, site) = (format!("`{}`", choice.id), Site::Choice(id));
    let scene = Item::Scene(scenario.scene(choice.scene).node);
    let words = (format!("{name} is never on offer"), format!("{name} is on offer"));
    all.push(Coverable::new(Item::Choice(choice.node), site, 80.0, words).inside([scene]));
    let mut part = |item, weight, words| {
        all.push(Coverable::new(item, site, weight, words).of_choice(scenario, id));
    };
    // A single outcome, or wording, comes with its choice.
    for (nth, outcome) in choice.outcomes.iter().enumerate().filter(|_| choice.outcomes.len() > 1) {
        let words = doing(&format!("outcome {} of {name}", nth + 1), "applies");
        part(Item::Outcome(outcome.node), 60.0, words);
    }
    for wording in choice.texts.iter().filter(|_| choice.texts.len() > 1) {
        let text = quoted(&wording.text);
        let words = (format!("{name} is never worded {text}"), format!("{name} is worded {text}"));
        part(Item::Wording(wording.node), 40.0, words);
    }
    for (place, shown) in (1_u16..).zip(&choice.evidence) {
        let skill = &scenario.skill(shown.skill).id;
        let name =
            format!("the {} evidence of {name} ({skill}, level {})", nth(place), shown.level);
        part(Item::Evidence(shown.node), 45.0, doing(&name, "counts"));
    }
}

/// Lines. Lines of one choice with the same words are one: its outcomes often share an answer, and
/// cases of a draw repeat what stands under `*`. The same goes for a scene, a reaction and an
/// ending.
fn said(scenario: &Scenario, all: &mut Vec<Coverable>) {
    let mut known: BTreeMap<(Site, &str), usize> = BTreeMap::new();
    for placed in lines(scenario).into_iter().filter(|placed| !placed.line.text.is_empty()) {
        let item = placed.item();
        let place = placed.within.choice().map_or(placed.within, Site::Choice);
        let first = *known.entry((place, &placed.line.text)).or_insert(all.len());
        if let Some(piece) = all.get_mut(first) {
            piece.items.push(item);
            continue;
        }
        let name = format!("the line {}", quoted(&placed.line.text));
        let words = (format!("{name} is never said"), format!("{name} is said"));
        let piece = Coverable::new(item, placed.within, 50.0, words);
        all.push(piece.within(scenario, placed.within));
    }
}

/// What something stands in, but for its choice.
fn around_of(scenario: &Scenario, within: Site) -> Option<Item> {
    match within {
        Site::Scene(id) => Some(Item::Scene(scenario.scene(id).node)),
        Site::Reaction(id) => Some(Item::Reaction(scenario.reactions[id.index()].node)),
        Site::Ending(id) => Some(Item::Ending(scenario.ending(id).node)),
        Site::Outcome(id, at) | Site::Chance(id, at, _) => {
            Some(Item::Outcome(scenario.choice(id).outcomes[usize::from(at)].node))
        }
        // Nothing else that a play comes to is left.
        Site::Day
        | Site::Choice(_)
        | Site::Marked(..)
        | Site::Unmarked(..)
        | Site::Person(_)
        | Site::Reminder(_)
        | Site::Guess(_)
        | Site::Value(..)
        | Site::Event(_)
        | Site::Claim(..)
        | Site::Commitment(_)
        | Site::Question(_) => None,
    }
}

fn coming(name: &str) -> (String, String) {
    (format!("no play comes to {name}"), format!("{name} comes"))
}

fn doing(name: &str, does: &str) -> (String, String) {
    (format!("{name} never {does}"), format!("{name} {does}"))
}

fn conditional(scenario: &Scenario, one: &Conditional) -> (String, String) {
    let (which, place) = (nth(one.nth), one.within.words(scenario));
    match one.case_names(scenario) {
        None => doing(&format!("the {which} `When` in {place}"), "applies"),
        Some((draw, values)) => {
            let values = values.join("`, `");
            let name = format!("the case `{values}` of the {which} `By(\"{draw}\", …)` in {place}");
            doing(&name, "applies")
        }
    }
}

/// The first words of a text.
fn quoted(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    // What somebody says has its quotation marks already.
    let (open, close) = if line.starts_with('“') { ("", "") } else { ("“", "”") };
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{open}{}…{close}", &line[..at]),
        None => format!("{open}{line}{close}"),
    }
}
