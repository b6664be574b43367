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
    liveness::purpose::Purpose,
    mdp::{
        by_draw::DrawOutcomes,
        chain::{Chain, Chains},
        flow::{Flow, starts},
        frequencies::Frequencies,
        levels::Levels,
        occasions::Occasions,
        state_mdp::{Outcomes, StateMdp},
    },
    pomdp::{
        belief::{Beliefs, Verdict},
        statistics::Statistics,
    },
    sampling::{
        reading::{ReadingLoad, reading_load},
        simulate::{Sample, rated, sampled},
    },
    watch::{Limits, Phase, Progress, Pulse, SharedWatch, Watch},
    workers::Workers,
};
use crate::{
    engine::answer_id,
    scenario::{ChoiceId, Condition, DrawId, Scenario},
};

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
    /// Ids of the choices that this plan takes, where what is on offer falls as it usually does; none where nothing
    /// is left to chance, and every plan is one.
    pub script: Vec<String>,
    /// What each value of each hidden draw is worth knowing, where that is proven.
    pub knowing: Vec<KnownDraw>,
    /// Where each competency can be shown, where that is proven.
    pub occasions: Vec<Occasions>,
    /// How much a play gives to read; `None` if the analysis was stopped before.
    pub reading: Option<ReadingLoad>,
    /// Outcomes of each fixed policy, random play first; empty where they are not proven.
    pub bots: Vec<(Bot, Outcomes)>,
    /// The same within each value of each hidden draw, as far as that is proven.
    pub within: Vec<DrawOutcomes>,
    /// Levels of each competency in random play; those that were not come to are left out.
    pub levels: Vec<Levels>,
    /// Levels of each competency in the plays of the other bots, where they are proven.
    pub habits: Vec<(Bot, Vec<Levels>)>,
    /// What each choice is worth; `None` where it is not proven.
    pub statistics: Option<Statistics>,
    /// What lessons claim, proved or refuted, in file order.
    pub lessons: Vec<Proof>,
    /// Sampled random plays, where the exact figures are not proven.
    pub sample: Option<Sample>,
    /// Findings, the most useful first.
    pub findings: Vec<Finding>,
    /// Whether all that can be found from these figures was looked for.
    pub all_found: bool,
}

/// How many plays stand in for figures that are not proven, at most.
const SAMPLED_PLAYS: u64 = 100_000;

/// About how many steps these plays take all together, at most: long ones are fewer.
const SAMPLED_STEPS: u64 = 4_000_000;

/// About how much work they are all together, at most, where there is much to choose from.
const SAMPLED_WORK: u64 = 200_000_000;

/// How many plays tell how long they are.
const FIRST_PLAYS: u64 = 64;

impl Analysis {
    /// Analyses a scenario within limits. Where `watch` breaks, reports what is known so far.
    #[must_use]
    pub fn of(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        let pulse = &Pulse::of(watch, Phase::States);
        let states = StateResults::of(scenario, limits, pulse);
        let beliefs = BeliefResults::of(scenario, limits, pulse);
        let lessons = beliefs.lessons(scenario, pulse);
        let open_loop = beliefs.open_loop(scenario, limits, pulse);
        Self::put_together(scenario, states, beliefs, (lessons, open_loop), pulse)
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
                return ControlFlow::Break(());
            }
            let is_stopped = stopped.load(Ordering::Relaxed) && !progress.phase.is_closing();
            if is_stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let (mut of_states, mut of_beliefs) = (None, None);
        workers.both(
            &mut || {
                let mut watch = |progress| watch(progress);
                let pulse = &Pulse::of(&mut watch, Phase::States);
                of_states = Some(StateResults::of(scenario, limits, pulse));
            },
            &mut || {
                let mut own = |progress| watch(progress);
                let results =
                    BeliefResults::of(scenario, limits, &Pulse::of(&mut own, Phase::Beliefs));
                let (mut lessons, mut open_loop) = (None, None);
                workers.both(
                    &mut || {
                        let mut watch = |progress| watch(progress);
                        let pulse = &Pulse::of(&mut watch, Phase::Lessons);
                        lessons = results.lessons(scenario, pulse);
                    },
                    &mut || {
                        let mut watch = |progress| watch(progress);
                        let pulse = &Pulse::of(&mut watch, Phase::OpenLoop);
                        open_loop = results.open_loop(scenario, limits, pulse);
                    },
                );
                of_beliefs = Some((results, lessons, open_loop));
            },
        );
        match (of_states, of_beliefs) {
            (Some(states), Some((beliefs, lessons, open_loop))) => {
                let mut watch = |progress| watch(progress);
                let pulse = &Pulse::of(&mut watch, Phase::Findings);
                Self::put_together(scenario, states, beliefs, (lessons, open_loop), pulse)
            }
            // Workers who left something undone are no help.
            _ => Self::of(scenario, limits, &mut |progress| watch(progress)),
        }
    }

    fn put_together(
        scenario: &Scenario,
        states: StateResults,
        beliefs: BeliefResults,
        (lessons, open_loop): (Option<Vec<Proof>>, Option<OpenLoop>),
        pulse: &Pulse<'_>,
    ) -> Self {
        // Whether it may go on is asked where it does.
        let _ = pulse.begin_anew(Phase::Findings);
        let StateResults { truth, bots, within, shown, visits, stuck } = states;
        let BeliefResults { beliefs, rated, statistics } = beliefs;
        let (findings, all_found) = findings(&Results {
            scenario,
            pulse,
            truth: &truth,
            bots: &bots,
            visits: visits.as_ref(),
            stuck: &stuck,
            beliefs: beliefs.as_ref(),
            statistics: statistics.as_ref(),
            open_loop: open_loop.as_ref().map(|plan| plan.best),
        });
        let knowing = known_draws(scenario, &truth, beliefs.as_ref(), pulse);
        let occasions = truth.occasions(scenario, pulse).unwrap_or_default();
        let reading = reading_load(scenario, pulse);
        let SkillFigures { levels, habits, sample } = shown;
        let best_plan = open_loop.as_ref().map(|plan| plan.best);
        let script = open_loop.filter(|_| truth.leaves_to_chance());
        Self {
            truth,
            beliefs,
            rated,
            open_loop: best_plan,
            script: script.map(|plan| plan.script).unwrap_or_default(),
            knowing,
            occasions,
            reading,
            bots,
            within,
            levels,
            habits,
            statistics,
            lessons: lessons.unwrap_or_else(|| claims::unproved(scenario)),
            sample,
            findings,
            all_found,
        }
    }

    /// Whether everything was found and solved.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.truth.complete()
            && self.beliefs.as_ref().is_some_and(Beliefs::complete)
            && self.truth.values.is_some()
            && self.statistics.is_some()
            && self.open_loop.is_some()
            && self.all_found
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
    visits: Option<Frequencies>,
    stuck: Vec<(ChoiceId, f64)>,
}

impl StateResults {
    fn of(scenario: &Scenario, limits: Limits, pulse: &Pulse<'_>) -> Self {
        let truth = StateMdp::under(scenario, limits, pulse);
        let (mut chains, starts) = (truth.chains(scenario), starts(&truth.graph));
        let outcomes = |(at, bot)| {
            pulse.tell(Phase::Bots, at, truth.states());
            pulse.report()?;
            let summed = |chain: &Chain, _: &mut _| truth.summed(scenario, chain, &starts, pulse);
            truth.values.as_ref().and_then(|_| Some((bot, chains.with(bot, pulse, summed)?)))
        };
        let bots = (0..).zip(Bot::ALL).map_while(outcomes).collect();
        let within = all_within(scenario, &truth, &mut chains, pulse);
        let shown = SkillFigures::of(scenario, &truth, &mut chains, pulse);
        let visits = truth.values.as_ref().and_then(|_| {
            chains.with(Bot::Random, pulse, |chain, _| {
                let flow = Flow::of(&truth.graph, chain, &starts, pulse)?;
                Some((truth.frequencies(scenario, chain, &flow, pulse)?, truth.stuck(&flow)))
            })
        });
        let (visits, stuck) =
            visits.map_or((None, Vec::new()), |(visits, stuck)| (Some(visits), stuck));
        Self { truth, bots, within, shown, visits, stuck }
    }
}

/// What the player can know.
struct BeliefResults {
    beliefs: Option<Beliefs>,
    rated: bool,
    statistics: Option<Statistics>,
}

impl BeliefResults {
    fn of(scenario: &Scenario, limits: Limits, pulse: &Pulse<'_>) -> Self {
        let find = |purpose| Beliefs::under(scenario, purpose, limits, pulse);
        let mut beliefs = pulse.begin(Phase::Beliefs).map(|()| find(Purpose::Rated));
        let mut rated = true;
        let cut_short = |beliefs: &Beliefs| beliefs.verdict() == Verdict::CutShort;
        // Best play comes first, then what lessons claim; what is said of evidence is left out first.
        let simpler = [
            (rates_by_state(scenario) && !scenario.lessons.is_empty(), Purpose::Taught),
            (rates_by_state(scenario) || !scenario.lessons.is_empty(), Purpose::Belief),
        ];
        for (is_simpler, purpose) in simpler {
            if is_simpler
                && beliefs.as_ref().is_some_and(cut_short)
                && pulse.begin(Phase::Beliefs).is_some()
            {
                beliefs = Some(find(purpose));
                rated = false;
            }
        }
        let statistics =
            beliefs.as_ref().and_then(|beliefs| beliefs.statistics_within(scenario, pulse));
        Self { beliefs, rated, statistics }
    }

    fn lessons(&self, scenario: &Scenario, pulse: &Pulse<'_>) -> Option<Vec<Proof>> {
        self.beliefs.as_ref().map(|beliefs| beliefs.proved(scenario, pulse))
    }

    /// A script (open loop) remembers less, but mixes more states into one belief: it gets the same
    /// limits.
    fn open_loop(
        &self,
        scenario: &Scenario,
        limits: Limits,
        pulse: &Pulse<'_>,
    ) -> Option<OpenLoop> {
        self.statistics.as_ref().and_then(|_| pulse.begin(Phase::OpenLoop))?;
        let plans = Beliefs::under(scenario, Purpose::OpenLoop, limits, pulse);
        let script = plans.script()?.into_iter().map(|taken| answer_id(scenario, taken)).collect();
        Some(OpenLoop { best: plans.best()?, script })
    }
}

/// The best open-loop policy: what it is worth, and what it takes.
struct OpenLoop {
    best: f64,
    script: Vec<String>,
}

/// What each value of a hidden draw is worth knowing.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownDraw {
    /// The draw.
    pub draw: DrawId,
    /// Its values that may come, in file order.
    pub values: Vec<KnownValue>,
}

/// What a value of a hidden draw is worth knowing: the two expected values of best play where it fell so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnownValue {
    /// Position of the value among those of the draw.
    pub value: usize,
    /// Of a player who knows every hidden draw from the start.
    pub known: f64,
    /// Of one who knows what can be seen.
    pub seen: f64,
}

fn known_draws(
    scenario: &Scenario,
    truth: &StateMdp,
    beliefs: Option<&Beliefs>,
    pulse: &Pulse<'_>,
) -> Vec<KnownDraw> {
    let of = |draw| {
        let seen = beliefs?.best_within(scenario, draw, pulse)?;
        let value = |(value, seen): (usize, Option<f64>)| {
            Some(KnownValue { value, known: truth.known_within(draw, value)?, seen: seen? })
        };
        Some(KnownDraw { draw, values: seen.into_iter().enumerate().filter_map(value).collect() })
    };
    scenario.draw_ids().map_while(of).collect()
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
    /// As far as it comes.
    fn of(
        scenario: &Scenario,
        truth: &StateMdp,
        chains: &mut Chains<'_>,
        pulse: &Pulse<'_>,
    ) -> Self {
        let nothing = |bot| (bot, Vec::new());
        let habits = Bot::ALL.into_iter().skip(1).map(nothing).collect();
        let mut shown = Self { levels: Vec::new(), habits, sample: None };
        let skills = rated(scenario);
        if truth.random().is_none() {
            shown.sample(scenario, pulse);
        }
        for (at, skill) in skills.into_iter().enumerate() {
            pulse.tell(Phase::Levels, at, truth.states());
            let all = pulse
                .report()
                .and_then(|()| truth.levels_of(scenario, chains, &Bot::ALL, skill, pulse));
            let mut all = all.unwrap_or_default();
            if all.len() == Bot::ALL.len() {
                let of_habits = all.drain(1..);
                shown.habits.iter_mut().zip(of_habits).for_each(|((_, held), one)| held.push(one));
            }
            let exact = all.into_iter().next();
            let sampled =
                || shown.sample(scenario, pulse).map(|sample| Levels::sampled(skill, sample));
            let Some(levels) = exact.or_else(sampled) else { break };
            shown.levels.push(levels);
        }
        shown.habits.retain(|(_, of_habit)| !of_habit.is_empty());
        shown
    }

    /// Plays that stand in for what is not proven; `None` where there is no time for any.
    fn sample(&mut self, scenario: &Scenario, pulse: &Pulse<'_>) -> Option<&Sample> {
        if self.sample.is_none() && pulse.begin_anew(Phase::Sample).is_some() {
            let play = |plays| sampled(scenario, Bot::Random, plays, 0, pulse);
            // A few tell how much work they are.
            let (first, work) = play(FIRST_PLAYS);
            let plays = (SAMPLED_STEPS * FIRST_PLAYS / first.steps.max(1))
                .min(SAMPLED_WORK * FIRST_PLAYS / work.max(1));
            let (more, _) = play(plays.clamp(FIRST_PLAYS, SAMPLED_PLAYS));
            let sample = if more.runs < first.runs { first } else { more };
            self.sample = (sample.runs > 0).then_some(sample);
        }
        self.sample.as_ref()
    }
}

/// What comes of every bot within each value of each hidden draw, as far as it comes.
fn all_within(
    scenario: &Scenario,
    truth: &StateMdp,
    chains: &mut Chains<'_>,
    pulse: &Pulse<'_>,
) -> Vec<DrawOutcomes> {
    let mut done = 0;
    let mut next = |bot, draw| {
        done += 1;
        pulse.tell(Phase::Draws, done, truth.states());
        pulse.report()?;
        let work = |chain: &Chain, _: &mut _| truth.within_chain(scenario, chain, draw, pulse);
        truth.values.as_ref().and_then(|_| Some((bot, chains.with(bot, pulse, work)?)))
    };
    let draws = scenario.draw_ids();
    draws
        .map_while(|draw| {
            let bots: Option<Vec<_>> = Bot::ALL.into_iter().map(|bot| next(bot, draw)).collect();
            Some(DrawOutcomes { draw, bots: bots? })
        })
        .collect()
}
