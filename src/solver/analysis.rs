//! The whole analysis in one go, as `rapport analyze` reports it.

use std::ops::ControlFlow;

use super::{
    belief::{Beliefs, Verdict},
    bot::Bot,
    findings::{Evidence, Finding, findings},
    levels::Levels,
    live::Purpose,
    simulate::{Sample, rated, simulate},
    survey::Survey,
    truth::{Outcomes, Truth},
    watch::{Limits, Phase, Progress, Watch},
};
use crate::scenario::{Condition, Scenario};

/// Everything that the analysis can say about a scenario.
#[derive(Debug)]
pub struct Analysis {
    /// What can happen.
    pub truth: Truth,
    /// What the player can know; `None` if the analysis was stopped before.
    pub beliefs: Option<Beliefs>,
    /// Value of the best plan that ignores what it sees; `None` where it is not proven: see
    /// [`Analysis::script_bounds`].
    pub script: Option<f64>,
    /// Outcomes of each bot, random play first; empty where they are not proven.
    pub bots: Vec<(Bot, Outcomes)>,
    /// Levels of each competency in random play.
    pub levels: Vec<Levels>,
    /// What each choice is worth; `None` where it is not proven.
    pub survey: Option<Survey>,
    /// Sampled plays, where the exact figures are not proven.
    pub sample: Option<Sample>,
    /// Findings, the most useful first.
    pub findings: Vec<Finding>,
}

/// How many plays stand in for figures that are not proven.
const SAMPLED_PLAYS: u64 = 100_000;

impl Analysis {
    /// Analyses a scenario within limits. Where `watch` breaks, reports what is known so far.
    #[must_use]
    pub fn of(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        let mut stopped = false;
        let mut watch = |progress: Progress| {
            stopped |= watch(progress).is_break();
            if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let truth = Truth::of(scenario, limits, &mut watch);
        let progress = |phase, done| Progress { phase, done, found: truth.states() };
        let mut bots = Vec::new();
        for (at, bot) in Bot::ALL.into_iter().enumerate() {
            if watch(progress(Phase::Bots, at)).is_break() {
                break;
            }
            bots.extend(truth.outcomes(scenario, bot).map(|outcomes| (bot, outcomes)));
        }
        let (mut levels, mut sample) = (Vec::new(), None);
        for (at, skill) in rated(scenario).into_iter().enumerate() {
            if watch(progress(Phase::Levels, at)).is_break() {
                break;
            }
            let exact = truth.levels(scenario, Bot::Random, skill);
            levels.push(exact.unwrap_or_else(|| {
                let sample = sample.get_or_insert_with(|| {
                    let go_on = |_| watch(progress(Phase::Levels, at)).is_continue();
                    simulate(scenario, Bot::Random, SAMPLED_PLAYS, 0, go_on)
                });
                Levels::sampled(skill, sample)
            }));
        }
        let go_on = watch(progress(Phase::Beliefs, 0)).is_continue();
        let mut beliefs = go_on.then(|| Beliefs::of_rated(scenario, limits, &mut watch));
        let cut_short = |beliefs: &Beliefs| beliefs.verdict() == Verdict::CutShort;
        if beliefs.as_ref().is_some_and(cut_short)
            && rates_by_state(scenario)
            && watch(progress(Phase::Beliefs, 0)).is_continue()
        {
            // Best play comes first; what is said of evidence is left out then.
            beliefs = Some(Beliefs::of(scenario, limits, &mut watch));
        }
        let survey = beliefs.as_ref().and_then(|beliefs| beliefs.survey(scenario));
        // A script remembers less, but mixes more states into one belief: it gets the same limits.
        let go_on = survey.is_some() && watch(progress(Phase::Script, 0)).is_continue();
        let script =
            go_on.then(|| Beliefs::of_script(scenario, limits, &mut watch).best()).flatten();
        let evidence = Evidence {
            scenario,
            truth: &truth,
            bots: &bots,
            beliefs: beliefs.as_ref(),
            survey: survey.as_ref(),
            script,
        };
        let findings = findings(&evidence);
        Self { truth, beliefs, script, bots, levels, survey, sample, findings }
    }

    /// Whether everything was found and solved.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.truth.complete()
            && self.beliefs.as_ref().is_some_and(Beliefs::complete)
            && self.script.is_some()
    }

    /// Between what values the best plan that ignores what it sees lies: it is no better than best
    /// play, and no worse than the bots that go by what can be seen of an offer.
    #[must_use]
    pub fn script_bounds(&self) -> Option<(f64, f64)> {
        if let Some(script) = self.script {
            return Some((script, script));
        }
        let best = self.beliefs.as_ref().and_then(Beliefs::best)?;
        let seen = [Bot::Random, Bot::Longest, Bot::Phone, Bot::Email];
        let of_those = self.bots.iter().filter(|(bot, _)| seen.contains(bot));
        let most = of_those.map(|(_, outcomes)| outcomes.mean).reduce(f64::max)?;
        Some((most, best))
    }
}

/// Whether beliefs have to be kept apart by which evidence counts.
fn rates_by_state(scenario: &Scenario) -> bool {
    let evidence = scenario.choices.iter().flat_map(|choice| &choice.evidence);
    let mut rated = evidence.filter(|one| Purpose::Rated.rates(one));
    rated.any(|one| one.when != Condition::Always)
}
