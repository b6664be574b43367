//! The state variables of an exported model.

use std::collections::BTreeMap;

use crate::{
    engine::State,
    scenario::{AgreementId, DrawId, Effect, FactId, FlagId, GuessId, Scenario, SceneId},
    solver::liveness::{
        caps::Caps,
        pack::needed_ever,
        purpose::Purpose,
        vars::{Thresholds, Var, Vars},
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
    Draw(u16),
    Meter(usize),
    Flag(u16),
    Fact(u16),
    Guess(u16),
    Agreement(u16),
    Visits(u16),
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
    pub(in crate::solver) fn of(scenario: &Scenario) -> Self {
        let caps = Caps::of(scenario, Purpose::OpenLoop);
        let numbering = Vars::of(scenario, &caps.visits, caps.day);
        let ever = needed_ever(scenario, &numbering, Purpose::OpenLoop);
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
        names
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
        for (at, draw) in (0..).zip(&scenario.draws) {
            let most = i32::try_from(draw.values.len()).unwrap_or(i32::MAX) - 1;
            let var = self.numbering.draw(DrawId(at));
            self.add(var, ever, "d", &draw.id, Some((0, most)), What::Draw(at));
        }
        for (at, meter) in scenario.meters[..scenario.stored_meters].iter().enumerate() {
            let range = (meter.min.into(), meter.max.into());
            let var = self.numbering.stored_meter(at);
            self.add(var, ever, "m", &meter.id, Some(range), What::Meter(at));
        }
        for (at, flag) in (0..).zip(&scenario.flags) {
            self.add(self.numbering.flag(FlagId(at)), ever, "f", flag, None, What::Flag(at));
        }
        for (at, fact) in (0..).zip(&scenario.facts) {
            self.add(self.numbering.fact(FactId(at)), ever, "x", &fact.id, None, What::Fact(at));
        }
        for (at, guess) in (0..).zip(&scenario.guesses) {
            self.add(
                self.numbering.guess(GuessId(at)),
                ever,
                "g",
                &guess.id,
                None,
                What::Guess(at),
            );
        }
        for (at, one) in (0..).zip(&scenario.agreements) {
            let var = self.numbering.agreement(AgreementId(at));
            self.add(var, ever, "a", &one.id, None, What::Agreement(at));
        }
        for (at, most) in (0..).zip(&caps.visits) {
            let var = self.numbering.visits(SceneId(at));
            let id = &scenario.scenes[usize::from(at)].id;
            self.add(var, ever, "v", id, Some((0, (*most).into())), What::Visits(at));
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
    let of = |effect: &Effect| match effect {
        Effect::Pass(days) => i32::from(*days),
        Effect::When(_, then) => days(then),
        Effect::By(_, lists) => lists.iter().map(|list| days(list)).sum(),
        _ => 0,
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
            What::Draw(at) => state.drawn(DrawId(at)).to_string(),
            What::Meter(at) => state.meters[at].to_string(),
            What::Flag(at) => state.has(FlagId(at)).to_string(),
            What::Fact(at) => state.knows(FactId(at)).to_string(),
            What::Guess(at) => state.holds_guess(GuessId(at)).to_string(),
            What::Agreement(at) => state.agreed(AgreementId(at)).to_string(),
            What::Visits(at) => {
                let most = self.range.map_or(0, |(_, most)| most);
                i32::from(state.visits(SceneId(at))).min(most).to_string()
            }
            What::Day => {
                let most = self.range.map_or(0, |(_, most)| most);
                i32::from(state.day()).min(most).to_string()
            }
        }
    }
}
