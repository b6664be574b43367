//! The state variables of an exported model.

use std::collections::BTreeMap;

use crate::{
    engine::State,
    scenario::{DrawId, Effect, Mark, MarkKind, Scenario, SceneId, Written},
    solver::{
        liveness::{
            caps::Caps,
            pack::needed_ever,
            purpose::Purpose,
            thresholds::Thresholds,
            vars::{Var, Vars},
        },
        watch::Pulse,
    },
};

/// A state variable of the model.
pub(in crate::solver) struct ModelVariable {
    pub text: String,
    /// Least and greatest value; `None`: true or false.
    pub range: Option<(i32, i32)>,
    /// Whether the model keeps it from step to step; others only live within one.
    pub kept: bool,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Draw(DrawId),
    Meter(usize),
    Mark(Mark),
    Visits(SceneId),
    Day,
}

/// All variables, and numbers for places.
pub(in crate::solver) struct Names {
    pub vars: Vec<ModelVariable>,
    pub numbering: Vars,
    by_var: BTreeMap<Var, usize>,
    pub start: usize,
    pub end: usize,
    pub done: usize,
    /// Where days pass one at a time.
    pub passing: usize,
    /// The most days that a step lets pass there; 0 where no step does.
    pub most_left: i32,
}

impl Names {
    /// `None` where it was stopped.
    pub(in crate::solver) fn of(scenario: &Scenario, pulse: &Pulse<'_>) -> Option<Self> {
        let caps = Caps::of(scenario, Purpose::OpenLoop);
        let numbering = Vars::of(scenario, &caps.visits, caps.day);
        let ever = needed_ever(scenario, &numbering, Purpose::OpenLoop, pulse)?;
        let scenes = scenario.scenes.len();
        let mut names = Self {
            vars: Vec::new(),
            numbering,
            by_var: BTreeMap::new(),
            start: scenes,
            end: scenes + 1,
            done: scenes + 2,
            passing: scenes + 3,
            most_left: most_left(scenario),
        };
        names.fill(scenario, &caps, &ever);
        Some(names)
    }

    /// The variables that the model declares.
    pub(in crate::solver) fn declared(&self) -> impl Iterator<Item = &ModelVariable> {
        self.vars.iter().filter(|name| self.declares(name))
    }

    /// Whether the model declares a variable: what only lives within a step is kept while days pass.
    pub(in crate::solver) fn declares(&self, name: &ModelVariable) -> bool {
        let one_value = name.range.is_some_and(|(least, most)| least == most);
        name.kept || (self.most_left > 0 && !one_value)
    }

    fn fill(&mut self, scenario: &Scenario, caps: &Caps, ever: &Thresholds) {
        for (id, draw) in scenario.draw_ids().zip(&scenario.draws) {
            let most = i32::try_from(draw.values.len()).unwrap_or(i32::MAX) - 1;
            let var = self.numbering.draw(id);
            self.add(var, ever, "d", &draw.id, Some((0, most)), What::Draw(id));
        }
        for (at, meter) in scenario.meters[..scenario.stored_meters].iter().enumerate() {
            let range = (meter.min.into(), meter.max.into());
            let var = self.numbering.stored_meter(at);
            self.add(var, ever, "m", &meter.id, Some(range), What::Meter(at));
        }
        for mark in MarkKind::ALL.into_iter().flat_map(|kind| scenario.marks(kind)) {
            let kind = match mark.kind {
                MarkKind::Flag => "f",
                MarkKind::Fact => "x",
                MarkKind::Guess => "g",
                MarkKind::Agreement => "a",
            };
            let var = self.numbering.mark(mark);
            self.add(var, ever, kind, scenario.mark_id(mark), None, What::Mark(mark));
        }
        for (scene, most) in scenario.scene_ids().zip(&caps.visits) {
            let var = self.numbering.visits(scene);
            let id = &scenario.scene(scene).id;
            self.add(var, ever, "v", id, Some((0, (*most).into())), What::Visits(scene));
        }
        let day = self.numbering.day();
        self.add(day, ever, "t", "day", Some((0, caps.day.into())), What::Day);
    }

    fn add(
        &mut self,
        var: Var,
        ever: &Thresholds,
        kind: &str,
        id: &str,
        range: Option<(i32, i32)>,
        what: What,
    ) {
        let kept = ever.any(self.numbering.cuts(var));
        let plain: String =
            id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let name = format!("{kind}{}_{plain}", self.vars.len());
        self.by_var.insert(var, self.vars.len());
        self.vars.push(ModelVariable { text: name, range, kept, what });
    }

    /// The place of a variable; `None` if it is not one of a story's.
    pub(in crate::solver) fn place(&self, var: Var) -> Option<usize> {
        self.by_var.get(&var).copied()
    }
}

/// Whether a step that lets up to so many days pass is taken day by day. Written as one expression,
/// each day would repeat the text of the day before it wherever it reads a variable.
pub(in crate::solver) fn passes_slowly(days: i32) -> bool {
    days > 1
}

/// The most days that a step lets pass, of those that are taken day by day.
fn most_left(scenario: &Scenario) -> i32 {
    let steps = scenario.choices.iter().flat_map(|choice| {
        let options = choice.pick.iter().flat_map(|pick| pick.options.iter());
        let picked: i32 = options.map(|one| days(&one.effects).max(days(&one.otherwise))).sum();
        let before = picked + days(&choice.effects);
        choice.outcomes.iter().flat_map(move |outcome| {
            let before = before + days(&outcome.effects);
            let straight = outcome.chance.is_empty().then(|| before + i32::from(outcome.takes));
            let branches = outcome.chance.iter();
            branches
                .map(move |one| before + days(&one.effects) + i32::from(one.takes))
                .chain(straight)
        })
    });
    steps.filter(|days| passes_slowly(*days)).max().unwrap_or(0)
}

/// The most days that effects can pass, as the steps count them.
fn days(effects: &[Effect]) -> i32 {
    let of = |effect: &Effect| match effect.writes() {
        Some(Written::Days(days)) => i32::from(days),
        Some(Written::Meter(_) | Written::Mark(_)) | None => {
            effect.parts().iter().map(|list| days(list)).sum()
        }
    };
    effects.iter().map(of).fold(0, i32::saturating_add)
}

impl ModelVariable {
    /// What it is before a step.
    pub(in crate::solver) fn before(&self) -> String {
        match self.range {
            _ if self.kept => self.text.clone(),
            Some((least, _)) => least.to_string(),
            None => "false".to_owned(),
        }
    }

    /// Its value in a state.
    pub(in crate::solver) fn value(&self, _scenario: &Scenario, state: &State) -> String {
        match self.what {
            What::Draw(at) => state.drawn(at).to_string(),
            What::Meter(at) => state.meters[at].to_string(),
            What::Mark(mark) => state.marks.get(mark).to_string(),
            What::Visits(at) => {
                let most = self.range.map_or(0, |(_, most)| most);
                i32::from(state.visits(at)).min(most).to_string()
            }
            What::Day => {
                let most = self.range.map_or(0, |(_, most)| most);
                i32::from(state.day()).min(most).to_string()
            }
        }
    }
}
