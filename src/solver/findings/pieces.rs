//! Everything of a scenario that a play may come to, with words for it.

use std::collections::BTreeMap;

use crate::{
    scenario::{ChoiceId, Scenario, Site},
    solver::{
        content::{
            conditional::{Conditional, conditionals},
            lines::lines,
            reached::Item,
        },
        findings::finding::{Finding, nth},
    },
};

/// A piece of content.
pub(super) struct Coverable {
    /// What is reached if any of these is: the cases of a draw repeat what stands under `*`.
    pub items: Vec<Item>,
    /// What it stands in.
    pub around: Vec<Item>,
    pub within: Site,
    /// What an author should hear if no play comes to it.
    pub never: String,
    /// That it comes, to be followed by how often.
    pub comes: String,
    pub weight: f64,
}

impl Coverable {
    fn new(item: Item, within: Site, weight: f64, (never, comes): (String, String)) -> Self {
        Self { items: vec![item], around: Vec::new(), within, never, comes, weight }
    }

    fn inside(mut self, around: impl IntoIterator<Item = Item>) -> Self {
        self.around.extend(around);
        self
    }

    pub(super) fn finding(
        &self,
        scenario: &Scenario,
        code: &'static str,
        figure: f64,
        weight: f64,
        text: String,
    ) -> Finding {
        Finding::new(code, figure, weight, text).at(scenario, self.within)
    }
}

/// Every piece of a scenario.
pub(super) fn pieces(scenario: &Scenario) -> Vec<Coverable> {
    let mut all = Vec::new();
    for (at, scene) in scenario.scene_ids().zip(&scenario.scenes) {
        let name = format!("the scene `{}`", scene.id);
        all.push(Coverable::new(Item::Scene(at), Site::Scene(at), 90.0, coming(&name)));
    }
    for (at, ending) in scenario.ending_ids().zip(&scenario.endings) {
        let name = format!("the ending `{}`", ending.id);
        all.push(Coverable::new(Item::Ending(at), Site::Ending(at), 95.0, coming(&name)));
    }
    for (at, reaction) in scenario.reaction_ids().zip(&scenario.reactions) {
        let words = doing(&format!("the reaction `{}`", reaction.id), "fires");
        all.push(Coverable::new(Item::Reaction(at), Site::Reaction(at), 60.0, words));
    }
    scenario.choice_ids().for_each(|id| of_choice(scenario, id, &mut all));
    for (at, one) in (0..).zip(conditionals(scenario)) {
        let piece = Coverable::new(Item::Effect(at), one.within, 45.0, conditional(scenario, &one));
        let around = one.inside.map(Item::Effect);
        all.push(piece.inside(around).inside(around_of(scenario, one.within)));
    }
    said(scenario, &mut all);
    all
}

/// A choice, and what belongs to it.
fn of_choice(scenario: &Scenario, id: ChoiceId, all: &mut Vec<Coverable>) {
    let choice = scenario.choice(id);
    let (name, at) = (format!("`{}`", choice.id), Site::Choice(id));
    let scene = Item::Scene(choice.scene);
    let words = (format!("{name} is never on offer"), format!("{name} is on offer"));
    all.push(Coverable::new(Item::Choice(id), at, 80.0, words).inside([scene]));
    let around = [scene, Item::Choice(id)];
    // A single outcome, or wording, comes with its choice.
    for (nth, _) in (0..).zip(&choice.outcomes).filter(|_| choice.outcomes.len() > 1) {
        let words = doing(&format!("outcome {} of {name}", nth + 1), "applies");
        all.push(Coverable::new(Item::Outcome(id, nth), at, 60.0, words).inside(around));
    }
    for (nth, (_, text)) in (0..).zip(&choice.texts).filter(|_| choice.texts.len() > 1) {
        let text = quoted(text);
        let words = (format!("{name} is never worded {text}"), format!("{name} is worded {text}"));
        all.push(Coverable::new(Item::Wording(id, nth), at, 40.0, words).inside(around));
    }
    for (place, shown) in (0_u16..).zip(&choice.evidence) {
        let skill = &scenario.skill(shown.skill).id;
        let name =
            format!("the {} evidence of {name} ({skill}, level {})", nth(place + 1), shown.level);
        all.push(
            Coverable::new(Item::Evidence(id, place), at, 45.0, doing(&name, "counts"))
                .inside(around),
        );
    }
}

/// Lines. Lines of one choice with the same words are one: its outcomes often share an answer, and
/// cases of a draw repeat what stands under `*`. The same goes for a scene, a reaction and an
/// ending.
fn said(scenario: &Scenario, all: &mut Vec<Coverable>) {
    let mut known: BTreeMap<(Site, &str), usize> = BTreeMap::new();
    for placed in lines(scenario).into_iter().filter(|placed| !placed.line.text.is_empty()) {
        let item = Item::Line(placed.line.number);
        let place = placed.within.choice().map_or(placed.within, Site::Choice);
        let first = *known.entry((place, &placed.line.text)).or_insert(all.len());
        if let Some(piece) = all.get_mut(first) {
            piece.items.push(item);
            continue;
        }
        let name = format!("the line {}", quoted(&placed.line.text));
        let words = (format!("{name} is never said"), format!("{name} is said"));
        let piece = Coverable::new(item, placed.within, 50.0, words);
        all.push(piece.inside(around_of(scenario, placed.within)));
    }
}

/// What something stands in.
fn around_of(scenario: &Scenario, within: Site) -> Vec<Item> {
    let mut around = Vec::new();
    match within {
        Site::Scene(id) => around.push(Item::Scene(id)),
        Site::Reaction(id) => around.push(Item::Reaction(id)),
        Site::Ending(id) => around.push(Item::Ending(id)),
        Site::Outcome(id, at) | Site::Chance(id, at, _) => around.push(Item::Outcome(id, at)),
        // What a choice stands in follows below; nothing else that a play comes to is left.
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
        | Site::Question(_) => {}
    }
    if let Some(id) = within.choice() {
        around.extend([Item::Scene(scenario.choice(id).scene), Item::Choice(id)]);
    }
    around
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
