//! Coverage: which scenes, choices, outcomes and lines no recorded play comes to.

use std::collections::BTreeSet;

use crate::{
    engine::{Chance, Session, Witness, begin, step},
    scenario::{ChoiceId, NodeId, Scenario, SceneId, Spoken},
    solver::{Item, lines},
};

/// What recorded plays came to, all together.
#[derive(Debug, Default)]
pub struct Coverage {
    visited: BTreeSet<Item>,
}

/// One kind of what can be visited.
#[derive(Debug, PartialEq, Eq)]
pub struct Visit {
    /// What it is: scenes, choices, outcomes, lines.
    pub what: &'static str,
    /// How many there are.
    pub all: usize,
    /// Those that no play came to, in file order.
    pub missed: Vec<Missed>,
}

/// Something that no recorded play came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Missed {
    /// Its path.
    pub path: String,
    /// Its place in the source map.
    pub node: NodeId,
    /// Its words, of a line.
    pub words: Option<String>,
}

impl Coverage {
    /// Adds what a play came to, by playing it again.
    pub fn add(&mut self, session: &Session) {
        let scenario = session.scenario();
        let values = session.draws();
        let draws = scenario.draws.iter().zip(&values).map(|(draw, (_, value))| {
            draw.values.iter().position(|one| *one.id == **value).unwrap_or_default()
        });
        let mut chance = RecordedChance { draws: draws.collect(), branch: 0 };
        let mut eye = Eye { scenario, choice: None, visited: &mut self.visited };
        let mut state = begin(scenario, &mut chance, &mut eye);
        for decision in session.decisions() {
            chance.branch = decision.chance.as_ref().map_or(0, |drawn| drawn.branch);
            eye.choice = Some(decision.chosen.choice);
            let node = scenario.choice(decision.chosen.choice).node;
            eye.visited.insert(Item::Choice(node));
            step(scenario, &mut state, decision.chosen, &mut chance, &mut eye);
        }
    }

    /// What there is of each kind, and what no play came to.
    #[must_use]
    pub fn of(&self, scenario: &Scenario) -> [Visit; 4] {
        let mut scenes = Visit { what: "scenes", all: 0, missed: Vec::new() };
        let mut choices = Visit { what: "choices", all: 0, missed: Vec::new() };
        let mut outcomes = Visit { what: "outcomes", all: 0, missed: Vec::new() };
        let mut said = Visit { what: "lines", all: 0, missed: Vec::new() };
        let count = |visit: &mut Visit, item: Item, path: &dyn Fn() -> String| {
            visit.all += 1;
            let is_missed = !self.visited.contains(&item);
            if is_missed {
                visit.missed.push(Missed { path: path(), node: item.node(), words: None });
            }
            is_missed
        };
        for scene in &scenario.scenes {
            count(&mut scenes, Item::Scene(scene.node), &|| scene.id.to_string());
            for choice in scene.choice_ids().map(|id| scenario.choice(id)) {
                let path = || format!("{}/{}", scene.id, choice.id);
                count(&mut choices, Item::Choice(choice.node), &path);
                for (nth, outcome) in choice.outcomes.iter().enumerate() {
                    let item = Item::Outcome(outcome.node);
                    count(&mut outcomes, item, &|| format!("{}/outcomes/{}", path(), nth + 1));
                }
            }
        }
        for line in lines(scenario) {
            if count(&mut said, line.item(), &|| line.path(scenario))
                && let Some(missed) = said.missed.last_mut()
            {
                missed.words = Some(line.line.text.to_string());
            }
        }
        [scenes, choices, outcomes, said]
    }
}

/// Chance as it was.
struct RecordedChance {
    draws: Vec<usize>,
    branch: usize,
}

impl Chance for RecordedChance {
    fn draw(&mut self, step: u32, k: u32, weights: &[u32]) -> usize {
        let drawn = usize::try_from(k).ok().and_then(|k| self.draws.get(k)).copied();
        let case = if step == 0 { drawn.unwrap_or_default() } else { self.branch };
        case.min(weights.len().saturating_sub(1))
    }
}

/// Notes what a step comes to.
struct Eye<'v> {
    scenario: &'v Scenario,
    choice: Option<ChoiceId>,
    visited: &'v mut BTreeSet<Item>,
}

impl Witness for Eye<'_> {
    fn came_to(&mut self, outcome: usize) {
        if let Some(choice) = self.choice {
            let node = self.scenario.choice(choice).outcomes[outcome].node;
            self.visited.insert(Item::Outcome(node));
        }
    }

    fn said(&mut self, line: &Spoken) {
        self.visited.insert(Item::Line(line.node, line.number));
    }

    fn entered(&mut self, scene: SceneId) {
        self.visited.insert(Item::Scene(self.scenario.scene(scene).node));
    }
}
