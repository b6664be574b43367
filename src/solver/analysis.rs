//! The whole analysis in one go, as `rapport analyze` reports it.

use std::{
    ops::ControlFlow,
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    bot::Bot,
    claims::{self, proof::Proof},
    findings::{
        finding::{Finding, Results},
        findings,
    },
    mdp::{
        by_draw::DrawOutcomes,
        chain::{Chain, Chains},
        flow::{Flow, starts},
        frequencies::Frequencies,
        levels::Levels,
        state_mdp::{Outcomes, StateMdp},
    },
    pomdp::{
        belief::{Beliefs, Verdict},
        statistics::Statistics,
    },
    sampling::simulate::{Sample, rated, simulate},
    watch::{Limits, Phase, Progress, SharedWatch, Watch},
    workers::Workers,
};
use crate::scenario::{ChoiceId, Condition, Scenario};

/// Everything that the analysis can say about a scenario.
#[derive(Debug)]
pub struct Analysis {
    /// The MDP of true states: what can happen.
    pub truth: StateMdp,
    /// The belief MDP: what the player can know; `None` if the analysis was stopped before.
    pub beliefs: Option<Beliefs>,
    /// Whether beliefs tell which evidence counts: only then were rubric and cost compared.
    pub rated: bool,
    /// Value of the best open-loop policy, a plan that ignores what it sees; `None` where it is not
    /// proven: see [`Analysis::open_loop_bounds`].
    pub open_loop: Option<f64>,
    /// Outcomes of each fixed policy, random play first; empty where they are not proven.
    pub bots: Vec<(Bot, Outcomes)>,
    /// The same within each value of each hidden draw, as far as that is proven.
    pub within: Vec<DrawOutcomes>,
    /// Levels of each competency in random play; those that were not come to are left out.
    pub levels: Vec<Levels>,
    /// Levels of each competency in the plays of the other bots, where they are proven.
    pub habits: Vec<(Bot, Vec<Levels>)>,
    /// What each choice is worth; `None` where it is not proven.
    pub survey: Option<Statistics>,
    /// What lessons claim, proved or refuted, in file order.
    pub lessons: Vec<Proof>,
    /// Sampled random plays, where the exact figures are not proven.
    pub sample: Option<Sample>,
    /// Findings, the most useful first.
    pub findings: Vec<Finding>,
}

/// How many plays stand in for figures that are not proven, at most.
const SAMPLED_PLAYS: u64 = 100_000;

/// About how many steps these plays take all together, at most: long ones are fewer.
const SAMPLED_STEPS: u64 = 4_000_000;

/// How many plays tell how long they are.
const FIRST_PLAYS: u64 = 64;

impl Analysis {
    /// Analyses a scenario within limits. Where `watch` breaks, reports what is known so far.
    #[must_use]
    pub fn of(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        let mut stopped = false;
        let mut watch = |progress: Progress| {
            stopped |= watch(progress).is_break();
            if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let states = StateResults::of(scenario, limits, &mut watch);
        let beliefs = BeliefResults::of(scenario, limits, &mut watch);
        let lessons = beliefs.lessons(scenario, &mut watch);
        let open_loop = beliefs.open_loop(scenario, limits, &mut watch);
        Self::put_together(scenario, states, beliefs, lessons, open_loop)
    }

    /// The same, to the last digit, with workers that may do two things at once. What can happen and what
    /// the player can know do not need each other.
    #[must_use]
    pub fn shared(
        scenario: &Scenario,
        limits: Limits,
        workers: &dyn Workers,
        watch: SharedWatch<'_>,
    ) -> Self {
        let stopped = AtomicBool::new(false);
        let watch = |progress: Progress| {
            if watch(progress).is_break() {
                stopped.store(true, Ordering::Relaxed);
            }
            let is_stopped = stopped.load(Ordering::Relaxed);
            if is_stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let (mut of_states, mut of_beliefs) = (None, None);
        workers.both(
            &mut || {
                of_states =
                    Some(StateResults::of(scenario, limits, &mut |progress| watch(progress)));
            },
            &mut || {
                let results = BeliefResults::of(scenario, limits, &mut |progress| watch(progress));
                let (mut lessons, mut open_loop) = (None, None);
                workers.both(
                    &mut || lessons = results.lessons(scenario, &mut |progress| watch(progress)),
                    &mut || {
                        open_loop =
                            results.open_loop(scenario, limits, &mut |progress| watch(progress));
                    },
                );
                of_beliefs = Some((results, lessons, open_loop));
            },
        );
        match (of_states, of_beliefs) {
            (Some(states), Some((beliefs, lessons, open_loop))) => {
                Self::put_together(scenario, states, beliefs, lessons, open_loop)
            }
            // Workers who left something undone are no help.
            _ => Self::of(scenario, limits, &mut |progress| watch(progress)),
        }
    }

    fn put_together(
        scenario: &Scenario,
        states: StateResults,
        beliefs: BeliefResults,
        lessons: Option<Vec<Proof>>,
        open_loop: Option<f64>,
    ) -> Self {
        let StateResults { truth, bots, within, shown, heard, stuck } = states;
        let BeliefResults { beliefs, rated, survey } = beliefs;
        let findings = findings(&Results {
            scenario,
            truth: &truth,
            bots: &bots,
            heard: heard.as_ref(),
            stuck: &stuck,
            beliefs: beliefs.as_ref(),
            survey: survey.as_ref(),
            open_loop,
        });
        let SkillFigures { levels, habits, sample } = shown;
        Self {
            truth,
            beliefs,
            rated,
            open_loop,
            bots,
            within,
            levels,
            habits,
            survey,
            lessons: lessons.unwrap_or_else(|| claims::unproved(scenario)),
            sample,
            findings,
        }
    }

    /// Whether everything was found and solved.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.truth.complete()
            && self.beliefs.as_ref().is_some_and(Beliefs::complete)
            && self.open_loop.is_some()
    }

    /// Bounds on the value of the best open-loop policy, a plan that ignores what it sees: it is no
    /// better than best play, and no worse than the bots that go by what can be seen of an offer.
    #[must_use]
    pub fn open_loop_bounds(&self) -> Option<(f64, f64)> {
        if let Some(open_loop) = self.open_loop {
            return Some((open_loop, open_loop));
        }
        let best = self.beliefs.as_ref().and_then(Beliefs::best)?;
        let seen = [Bot::Random, Bot::Longest, Bot::Phone, Bot::Email];
        let of_those = self.bots.iter().filter(|(bot, _)| seen.contains(bot));
        let most = of_those.map(|(_, outcomes)| outcomes.mean).reduce(f64::max)?;
        Some((most, best))
    }
}

/// What can happen: everything that needs no beliefs.
struct StateResults {
    truth: StateMdp,
    bots: Vec<(Bot, Outcomes)>,
    within: Vec<DrawOutcomes>,
    shown: SkillFigures,
    heard: Option<Frequencies>,
    stuck: Vec<(ChoiceId, f64)>,
}

impl StateResults {
    fn of(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        let truth = StateMdp::of(scenario, limits, watch);
        let mut go_on =
            |phase, done| watch(Progress { phase, done, found: truth.states() }).is_continue();
        let (mut chains, starts) = (truth.chains(scenario), starts(&truth.graph));
        let mut bots = Vec::new();
        for (at, bot) in Bot::ALL.into_iter().enumerate() {
            if !go_on(Phase::Bots, at) {
                break;
            }
            if truth.values.is_some() {
                let outcomes = chains.with(bot, |chain, _| truth.summed(scenario, chain, &starts));
                bots.push((bot, outcomes));
            }
        }
        let within = all_within(scenario, &truth, &mut chains, |done| go_on(Phase::Draws, done));
        let shown =
            SkillFigures::of(scenario, &truth, &mut chains, |done| go_on(Phase::Levels, done));
        let (heard, stuck) = match truth.values {
            Some(_) => chains.with(Bot::Random, |chain, _| {
                let flow = Flow::of(&truth.graph, chain, &starts);
                (Some(truth.frequencies(scenario, chain, &flow)), truth.stuck(&flow))
            }),
            None => (None, Vec::new()),
        };
        Self { truth, bots, within, shown, heard, stuck }
    }
}

/// What the player can know.
struct BeliefResults {
    beliefs: Option<Beliefs>,
    rated: bool,
    survey: Option<Statistics>,
}

/// A way to find what the player can know.
type Find = fn(&Scenario, Limits, Watch<'_>) -> Beliefs;

impl BeliefResults {
    fn of(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        let begins = Progress { phase: Phase::Beliefs, done: 0, found: 0 };
        let go_on = watch(begins).is_continue();
        let mut beliefs = go_on.then(|| Beliefs::of_rated(scenario, limits, watch));
        let mut rated = true;
        let cut_short = |beliefs: &Beliefs| beliefs.verdict() == Verdict::CutShort;
        // Best play comes first, then what lessons claim; what is said of evidence is left out first.
        let simpler: [(bool, Find); 2] = [
            (rates_by_state(scenario) && !scenario.lessons.is_empty(), Beliefs::of_taught),
            (rates_by_state(scenario) || !scenario.lessons.is_empty(), Beliefs::of),
        ];
        for (is_simpler, find) in simpler {
            if is_simpler && beliefs.as_ref().is_some_and(cut_short) && watch(begins).is_continue()
            {
                beliefs = Some(find(scenario, limits, watch));
                rated = false;
            }
        }
        let survey = beliefs.as_ref().and_then(|beliefs| beliefs.survey(scenario));
        Self { beliefs, rated, survey }
    }

    fn lessons(&self, scenario: &Scenario, watch: Watch<'_>) -> Option<Vec<Proof>> {
        self.beliefs.as_ref().map(|beliefs| beliefs.prove(scenario, watch))
    }

    /// A script (open loop) remembers less, but mixes more states into one belief: it gets the same
    /// limits.
    fn open_loop(&self, scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Option<f64> {
        let begins = Progress { phase: Phase::OpenLoop, done: 0, found: 0 };
        let go_on = self.survey.is_some() && watch(begins).is_continue();
        go_on.then(|| Beliefs::of_open_loop(scenario, limits, watch).best()).flatten()
    }
}

/// Whether beliefs have to be kept apart by which evidence counts.
fn rates_by_state(scenario: &Scenario) -> bool {
    let mut evidence = scenario.choices.iter().flat_map(|choice| &choice.evidence);
    evidence.any(|one| one.when != Condition::Always)
}

/// What plays show of the competencies.
struct SkillFigures {
    levels: Vec<Levels>,
    habits: Vec<(Bot, Vec<Levels>)>,
    sample: Option<Sample>,
}

impl SkillFigures {
    /// As far as `go_on` lets it come.
    fn of(
        scenario: &Scenario,
        truth: &StateMdp,
        chains: &mut Chains<'_>,
        mut go_on: impl FnMut(usize) -> bool,
    ) -> Self {
        let nothing = |bot| (bot, Vec::new());
        let habits = Bot::ALL.into_iter().skip(1).map(nothing).collect();
        let mut shown = Self { levels: Vec::new(), habits, sample: None };
        let skills = rated(scenario);
        if truth.random().is_none() {
            shown.sample(scenario, || go_on(0));
        }
        for (at, skill) in skills.into_iter().enumerate() {
            let mut go_on = || go_on(at);
            let all =
                go_on().then(|| truth.levels_of(scenario, chains, &Bot::ALL, skill, &mut go_on));
            let mut all = all.flatten().unwrap_or_default();
            if all.len() == Bot::ALL.len() {
                let of_habits = all.drain(1..);
                shown.habits.iter_mut().zip(of_habits).for_each(|((_, held), one)| held.push(one));
            }
            let exact = all.into_iter().next();
            let sampled =
                || shown.sample(scenario, go_on).map(|sample| Levels::sampled(skill, sample));
            let Some(levels) = exact.or_else(sampled) else { break };
            shown.levels.push(levels);
        }
        shown.habits.retain(|(_, of_habit)| !of_habit.is_empty());
        shown
    }

    /// Plays that stand in for what is not proven; `None` where there is no time for any.
    fn sample(&mut self, scenario: &Scenario, mut go_on: impl FnMut() -> bool) -> Option<&Sample> {
        if self.sample.is_none() {
            let mut play = |plays| simulate(scenario, Bot::Random, plays, 0, |_| go_on());
            let first = play(FIRST_PLAYS);
            let plays = SAMPLED_STEPS * FIRST_PLAYS / first.steps.max(1);
            let sample = play(plays.clamp(FIRST_PLAYS, SAMPLED_PLAYS));
            self.sample = (sample.runs > 0).then_some(sample);
        }
        self.sample.as_ref()
    }
}

/// What comes of every bot within each value of each hidden draw, as far as `go_on` lets it come.
fn all_within(
    scenario: &Scenario,
    truth: &StateMdp,
    chains: &mut Chains<'_>,
    mut go_on: impl FnMut(usize) -> bool,
) -> Vec<DrawOutcomes> {
    let mut done = 0;
    let mut next = |bot, draw| {
        done += 1;
        let work = |chain: &Chain, _: &mut _| truth.within_chain(scenario, chain, draw);
        let is_known = go_on(done) && truth.values.is_some();
        let within = is_known.then(|| chains.with(bot, work));
        within.flatten().map(|within| (bot, within))
    };
    let draws = scenario.draw_ids();
    draws
        .map_while(|draw| {
            let bots: Option<Vec<_>> = Bot::ALL.into_iter().map(|bot| next(bot, draw)).collect();
            Some(DrawOutcomes { draw, bots: bots? })
        })
        .collect()
}
