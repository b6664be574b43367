//! Reading load: how many words a play gives to read, sampled at random.

use super::simulate::Dice;
use crate::{
    engine::{Move, State, Witness, begin, is_offered, step},
    scenario::{EndingId, Scenario, Spoken},
    solver::watch::{Pulse, daily_work},
};

/// How many words random plays give to read: lines, whatever is on offer, the ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingLoad {
    /// One play in twenty has no more.
    pub short: u32,
    /// As many have no more as have no less.
    pub median: u32,
    /// One play in twenty has no less.
    pub long: u32,
}

/// How many plays are sampled.
const PLAYS: usize = 400;

/// About how much work they are all together, at most.
const WORK: u64 = 4_000_000;

/// The reading load of random plays, the same on every platform; `None` where not even a few come to an end.
pub(in crate::solver) fn reading_load(
    scenario: &Scenario,
    pulse: &Pulse<'_>,
) -> Option<ReadingLoad> {
    let mut dice = Dice::of(0);
    let (mut plays, mut effort) = (Vec::with_capacity(PLAYS), 0);
    while plays.len() < PLAYS && effort < WORK {
        plays.push(play(scenario, &mut dice, &mut effort, pulse)?);
    }
    plays.sort_unstable();
    let at =
        |twentieths: usize| plays.get(plays.len().saturating_sub(1) * twentieths / 20).copied();
    Some(ReadingLoad { short: at(1)?, median: at(10)?, long: at(19)? })
}

fn play(scenario: &Scenario, dice: &mut Dice, effort: &mut u64, pulse: &Pulse<'_>) -> Option<u32> {
    let mut read = WordTally(0);
    let mut state = begin(scenario, dice, &mut read);
    let daily = daily_work(scenario);
    while !state.finished {
        let moves = offers(scenario, &state, &mut read);
        let at = usize::try_from(dice.below(moves.len() as u64)).ok()?;
        let Some(taken) = moves.get(at).copied() else { break };
        let day = state.day;
        step(scenario, &mut state, taken, dice, &mut read);
        let days = usize::from(state.day.saturating_sub(day));
        let work = 40 + moves.len() + days * daily;
        *effort += work as u64;
        pulse.beat(work)?;
    }
    let ending = scenario.ending(state.ending.unwrap_or(EndingId::at(0)));
    read.add(&ending.title);
    read.add(&ending.text);
    Some(read.0)
}

/// What is on offer; its words are read.
fn offers(scenario: &Scenario, state: &State, read: &mut WordTally) -> Vec<Move> {
    let mut moves = Vec::new();
    for id in scenario.scene(state.scene).choice_ids() {
        let choice = scenario.choice(id);
        if !is_offered(scenario, state, choice) {
            continue;
        }
        let wording = choice.texts.iter().find(|one| state.holds(scenario, &one.when, 0));
        read.add(wording.map_or("", |one| &*one.text));
        let options = choice.pick.iter().flat_map(|pick| &pick.options);
        options.for_each(|option| read.add(&option.text));
        let answers = choice.pick.as_ref().map_or(&[0][..], |pick| &pick.answers);
        moves.extend(answers.iter().map(|picked| Move { choice: id, picked: *picked }));
    }
    moves
}

/// Words so far.
struct WordTally(u32);

impl WordTally {
    fn add(&mut self, text: &str) {
        let words = u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
        self.0 = self.0.saturating_add(words);
    }
}

impl Witness for WordTally {
    fn said(&mut self, line: &Spoken) {
        self.add(&line.text);
        self.add(line.heading.as_deref().unwrap_or_default());
    }
}
