//! The symbolic MDP in the language of the PRISM model checker, which Storm reads too.
//!
//! Symbolic and unmerged: a module with the scenario's variables, one command for each answer of a
//! choice and outcome, one branch for each branch of chance. Every command carries the whole step
//! as expressions over the state before it; where days pass, a command takes one of them at a time,
//! since their texts within each other would grow without a bound. What no condition, wording or
//! value reads is left out; so is the reflection, since the value is fixed before it.

mod expressions;
mod names;
mod passing;
mod steps;

use std::io::{self, Write};

use self::{
    names::Names,
    steps::{Goals, Steps},
};
use crate::{
    engine::State,
    scenario::Scenario,
    solver::{
        mdp::{hidden::HiddenAssignment, state_mdp::StateMdp},
        watch::{Phase, Pulse},
    },
};

impl StateMdp {
    /// Writes the model: `Rmax=? [F "done"]` is [`StateMdp::best`].
    ///
    /// # Errors
    /// Whatever the writer says; `InvalidInput` if not every opening was explored.
    pub fn write_prism(&self, scenario: &Scenario, out: &mut impl Write) -> io::Result<()> {
        if !self.complete() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "not every state was explored",
            ));
        }
        let pulse = &Pulse::unwatched(Phase::Export);
        let Some(names) = Names::of(scenario, pulse) else { return Err(stopped()) };
        writeln!(out, "// {} {}\nmdp\n\nmodule play", scenario.id, scenario.hash)?;
        let (start, end, done) = (names.start, names.end, names.done);
        let places = if names.most_left > 0 { names.passing } else { done };
        writeln!(out, "  at : [0..{places}] init {start};\n  worth : [0..100] init 0;")?;
        for name in names.declared() {
            match name.range {
                Some((least, most)) => {
                    writeln!(out, "  {} : [{least}..{most}] init {least};", name.text)?;
                }
                None => writeln!(out, "  {} : bool init false;", name.text)?,
            }
        }
        if names.most_left > 0 {
            passing::declare(scenario, &names, out)?;
        }
        openings(scenario, &names, out)?;
        let before = Steps::new(scenario, &names);
        let mut goals = Goals::new();
        for choice in scenario.choice_ids() {
            before.write(choice, &mut goals, out)?;
        }
        if !goals.is_empty() {
            passing::write(scenario, &names, &goals, out)?;
        }
        writeln!(
            out,
            "  [end] at={end} -> (at'={done});\n  [stay] at={done} -> true;\nendmodule\n"
        )?;
        writeln!(out, "label \"done\" = at={done};\n")?;
        writeln!(out, "rewards \"value\"\n  [end] true : worth;\nendrewards")
    }
}

/// The one command that makes the hidden draws.
fn openings(scenario: &Scenario, names: &Names, out: &mut impl Write) -> io::Result<()> {
    write!(out, "  [draws] at={} ->", names.start)?;
    let mut next = Some(HiddenAssignment::first());
    let mut first = true;
    while let Some(mut assignment) = next {
        let state = assignment.begin(scenario, &mut ());
        let shares: Vec<String> =
            assignment.weights.iter().map(|(one, all)| format!("{one}/{all}")).collect();
        let share = if shares.is_empty() { "1".to_owned() } else { shares.join("*") };
        let plus = if first { "" } else { " +" };
        write!(out, "{plus}\n    {share} : {}", opening(scenario, names, &state))?;
        (first, next) = (false, assignment.advance());
    }
    writeln!(out, ";")
}

fn opening(scenario: &Scenario, names: &Names, state: &State) -> String {
    let ended = state.ending().is_some();
    let at = if ended { names.end } else { state.scene().index() };
    let mut update = format!("(at'={at})");
    if ended {
        update.push_str(&format!("&(worth'={})", state.value()));
    } else {
        for name in names.vars.iter().filter(|name| name.kept) {
            update.push_str(&format!("&({}'={})", name.text, name.value(scenario, state)));
        }
    }
    update
}

/// What is said where somebody stopped it.
fn stopped() -> io::Error {
    io::Error::other("it was stopped")
}
