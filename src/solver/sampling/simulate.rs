//! Monte Carlo simulation by the engine itself, nothing merged.

#![expect(
    clippy::cast_possible_truncation,
    reason = "halves of a product are cut from it on purpose"
)]

use std::{collections::BTreeMap, ops::ControlFlow};

use super::interval::Interval;
use crate::{
    engine::{
        Chance, Move, Save, SavedChoice, State, Witness, answer_id, begin, is_offered, step,
        weighted,
    },
    scenario::{EndingId, Evidence, Scenario, SkillId},
    solver::{
        bot::Bot,
        mdp::hidden::names,
        watch::{Phase, Progress, Pulse, daily_work},
    },
};

/// What sampled plays came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// How many plays.
    pub runs: u64,
    /// How many steps all together.
    pub steps: u64,
    /// How many came to each ending.
    pub endings: Vec<u64>,
    /// How many came to each value, 0 to 100.
    pub values: Vec<u64>,
    /// For each competency: how many plays showed it so often (count) with this sum of levels.
    pub levels: Vec<BTreeMap<(usize, usize), u64>>,
    /// For each ending, the first play that came to it.
    pub first: Vec<Option<Save>>,
}

impl Sample {
    fn none(scenario: &Scenario) -> Self {
        Self {
            runs: 0,
            steps: 0,
            endings: vec![0; scenario.endings.len()],
            values: vec![0; 101],
            levels: vec![BTreeMap::new(); scenario.rubric.competencies.len()],
            first: vec![None; scenario.endings.len()],
        }
    }

    /// Mean value; `None` of no plays.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let sum: f64 = self.values.iter().zip(0_u32..).map(|(n, v)| *n as f64 * f64::from(v)).sum();
        (self.runs > 0).then(|| sum / self.runs as f64)
    }

    /// The 99 % interval of the mean.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::of_mean(&self.values)
    }

    /// How often plays came to an ending, as a share; `None` of no plays.
    #[must_use]
    pub fn share(&self, ending: EndingId) -> Option<f64> {
        (self.runs > 0).then(|| self.endings[ending.index()] as f64 / self.runs as f64)
    }

    /// The 99 % interval of that share.
    #[must_use]
    pub fn share_interval(&self, ending: EndingId) -> Interval {
        Interval::of_share(self.share(ending).unwrap_or_default(), self.runs)
    }
}

/// Numbers from a seed (xoshiro256++ by Blackman and Vigna, seeded by splitmix64).
#[derive(Debug, Clone)]
pub(super) struct Dice([u64; 4]);

impl Dice {
    pub(super) fn of(seed: u64) -> Self {
        let mut x = seed;
        Self([(); 4].map(|()| {
            x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let z = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ z >> 31
        }))
    }

    fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number below `n`, without bias (Lemire 2019).
    pub(super) fn below(&mut self, n: u64) -> u64 {
        let mut product = u128::from(self.next()) * u128::from(n);
        if (product as u64) < n {
            let least = n.wrapping_neg() % n.max(1);
            while (product as u64) < least {
                product = u128::from(self.next()) * u128::from(n);
            }
        }
        (product >> 64) as u64
    }
}

impl Chance for Dice {
    fn draw(&mut self, _step: u32, _k: u32, weights: &[u32]) -> usize {
        weighted(weights, |total| self.below(total))
    }
}

/// Chance that also breaks ties, between moves that a bot likes alike.
trait TieBreaking: Chance {
    /// A number below `n`.
    fn break_tie(&mut self, n: u64) -> u64;
}

impl TieBreaking for Dice {
    fn break_tie(&mut self, n: u64) -> u64 {
        self.below(n)
    }
}

/// The same dice, with what they fell on.
struct Noted {
    dice: Dice,
    draws: Vec<u8>,
    branch: Option<u16>,
}

impl Chance for Noted {
    fn draw(&mut self, step: u32, k: u32, weights: &[u32]) -> usize {
        let at = self.dice.draw(step, k, weights);
        // Hidden draws are step 0.
        if step == 0 {
            self.draws.push(u8::try_from(at).unwrap_or(u8::MAX));
        } else {
            self.branch = u16::try_from(at).ok();
        }
        at
    }
}

impl TieBreaking for Noted {
    fn break_tie(&mut self, n: u64) -> u64 {
        self.dice.below(n)
    }
}

/// Adds up evidence.
struct EvidenceTally(Vec<(usize, usize)>);

impl EvidenceTally {
    fn of(scenario: &Scenario) -> Self {
        Self(vec![(0, 0); scenario.rubric.competencies.len()])
    }
}

impl Witness for EvidenceTally {
    fn evidence(&mut self, evidence: &Evidence) {
        if let Some((count, sum)) = self.0.get_mut(evidence.skill.index()) {
            *count += 1;
            *sum += usize::from(evidence.level);
        }
    }
}

/// Plays so often, from a seed. The same seed gives the same plays on every platform.
///
/// `go_on` is asked now and then; plays so far are returned once it says no.
#[must_use]
pub fn simulate(
    scenario: &Scenario,
    bot: Bot,
    runs: u64,
    seed: u64,
    mut go_on: impl FnMut(u64) -> bool,
) -> Sample {
    let mut watch = |progress: Progress| {
        let plays = u64::try_from(progress.done).unwrap_or(u64::MAX);
        if go_on(plays) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    sampled(scenario, bot, runs, seed, &Pulse::of(&mut watch, Phase::Sample)).0
}

/// The same, and how much work it was. A play that was stopped under way is left out.
pub(in crate::solver) fn sampled(
    scenario: &Scenario,
    bot: Bot,
    runs: u64,
    seed: u64,
    pulse: &Pulse<'_>,
) -> (Sample, u64) {
    let mut sample = Sample::none(scenario);
    let mut dice = Dice::of(seed);
    let mut player = BotPlayer { scenario, bot, moves: Vec::new(), pulse, effort: 0 };
    let mut tally = EvidenceTally::of(scenario);
    while sample.runs < runs {
        pulse.tell(Phase::Sample, count(sample.runs), count(runs));
        if sample.runs == 0 && pulse.report().is_none() {
            break;
        }
        let before = dice.clone();
        tally.0.fill((0, 0));
        let mut steps = 0;
        let Some(state) = player.play(&mut dice, &mut tally, |_, _| steps += 1) else { break };
        sample.steps += steps;
        sample.runs += 1;
        let ending = state.ending.unwrap_or(EndingId::at(0));
        sample.endings[ending.index()] += 1;
        if sample.endings[ending.index()] == 1 {
            sample.first[ending.index()] = player.play_again(before);
        }
        if let Some(place) =
            usize::try_from(state.value).ok().and_then(|v| sample.values.get_mut(v))
        {
            *place += 1;
        }
        for (skill, shown) in tally.0.iter().enumerate() {
            *sample.levels[skill].entry(*shown).or_default() += 1;
        }
    }
    (sample, player.effort)
}

fn count(plays: u64) -> usize {
    usize::try_from(plays).unwrap_or(usize::MAX)
}

/// A bot at play.
struct BotPlayer<'s, 'p, 'w> {
    scenario: &'s Scenario,
    bot: Bot,
    moves: Vec<Move>,
    pulse: &'p Pulse<'w>,
    /// How much work it was so far.
    effort: u64,
}

impl BotPlayer<'_, '_, '_> {
    /// Plays once, and tells of every move; `None` where it was stopped.
    fn play<C: TieBreaking>(
        &mut self,
        chance: &mut C,
        tally: &mut EvidenceTally,
        mut moved: impl FnMut(Move, &mut C),
    ) -> Option<State> {
        let mut state = begin(self.scenario, chance, tally);
        let daily = daily_work(self.scenario);
        while !state.finished {
            self.look(&state);
            let (day, offers) = (state.day, self.scenario.scene(state.scene).choice_ids().count());
            let at = chance.break_tie(self.moves.len() as u64) as usize;
            let Some(taken) = self.moves.get(at).copied() else { break };
            step(self.scenario, &mut state, taken, chance, tally);
            moved(taken, chance);
            let days = usize::from(state.day.saturating_sub(day));
            let effort = 20 + offers + days * daily;
            self.effort += effort as u64;
            self.pulse.beat(effort)?;
        }
        Some(state)
    }

    /// The play that these dice give, as it is kept.
    fn play_again(&mut self, dice: Dice) -> Option<Save> {
        let scenario = self.scenario;
        let mut noted = Noted { dice, draws: Vec::new(), branch: None };
        let mut choices = Vec::new();
        self.play(&mut noted, &mut EvidenceTally::of(scenario), |taken, noted| {
            let branch = noted.branch.take();
            choices.push(SavedChoice { id: answer_id(scenario, taken), branch });
        })?;
        Some(Save { seed: 0, forced: names(scenario, &noted.draws), choices })
    }

    /// The moves that the bot likes best.
    fn look(&mut self, state: &State) {
        let Self { scenario, bot, moves, .. } = self;
        moves.clear();
        let mut liked = 0;
        for id in scenario.scene(state.scene).choice_ids() {
            let choice = scenario.choice(id);
            if !is_offered(scenario, state, choice) {
                continue;
            }
            let answers = choice.pick.as_ref().map_or(&[0][..], |pick| &pick.answers);
            let longest = (*bot == Bot::Longest)
                .then(|| choice.texts.iter().position(|one| state.holds(scenario, &one.when, 0)));
            for picked in answers {
                let one = Move { choice: id, picked: *picked };
                let wording = longest.flatten().unwrap_or(0);
                let liking = bot.liking(scenario, one, wording, moves.len());
                if *bot == Bot::First && !moves.is_empty() {
                    continue;
                }
                if liking > liked && *bot != Bot::Random {
                    liked = liking;
                    moves.clear();
                }
                if liking == liked || *bot == Bot::Random {
                    moves.push(one);
                }
            }
        }
    }
}

/// The competencies that a scenario trains or rates.
#[must_use]
pub fn rated(scenario: &Scenario) -> Vec<SkillId> {
    let rates = |skill: &SkillId| {
        scenario.trains.contains(skill)
            || scenario.choices.iter().any(|one| one.evidence.iter().any(|e| e.skill == *skill))
    };
    scenario.skill_ids().filter(rates).collect()
}
