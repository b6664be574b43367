//! Steps in which several days pass: a command takes one day at a time.
//!
//! The choice leads to a place of its own and notes there how many days are left, where the step goes
//! and what was true before it; from there on nothing is up to the player.

use std::io::{self, Write};

use super::{
    expressions::{FALSE, TRUE, choose},
    names::Names,
    steps::{Goals, Steps, noted},
};
use crate::scenario::Scenario;

impl<'s> Steps<'s> {
    /// While days pass: every variable is what the model keeps.
    fn on_the_way(scenario: &'s Scenario, names: &'s Names) -> Self {
        let mut steps = Self::new(scenario, names);
        for (now, name) in steps.now.iter_mut().zip(&names.vars) {
            if names.declares(name) {
                now.clone_from(&name.text);
            }
        }
        let watched = steps.was.iter_mut().enumerate();
        watched
            .filter_map(|(at, was)| Some((at, was.as_mut()?)))
            .for_each(|(at, was)| *was = noted(at));
        steps
    }
}

/// Declares what is noted while days pass.
pub(in crate::solver) fn declare(
    scenario: &Scenario,
    names: &Names,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(
        out,
        "  left : [0..{}] init 0;\n  goal : [0..{}] init 0;",
        names.most_left, names.end
    )?;
    for (at, _) in
        Steps::new(scenario, names).was.iter().enumerate().filter(|(_, was)| was.is_some())
    {
        writeln!(out, "  {} : bool init false;", noted(at))?;
    }
    Ok(())
}

/// Writes the command that lets a day pass, and those that follow the last one.
pub(in crate::solver) fn write(
    scenario: &Scenario,
    names: &Names,
    goals: &Goals,
    out: &mut impl Write,
) -> io::Result<()> {
    let steps = Steps::on_the_way(scenario, names);
    let passing = names.passing;
    let mut day = steps.clone();
    day.pass_day(TRUE);
    day.checked()?;
    let left = choose(&day.limit(), "0", "left-1");
    write!(out, "  [] at={passing}&left>0 -> (left'={left})")?;
    for (name, now) in names.vars.iter().zip(&day.now) {
        if names.declares(name) && name.text != *now {
            write!(out, "&({}'={now})", name.text)?;
        }
    }
    writeln!(out, ";")?;
    for (goal, goto) in goals {
        let mut steps = steps.clone();
        let arrival = steps.arrive(*goto);
        steps.checked()?;
        write!(out, "  [] at={passing}&left=0&goal={goal} -> {arrival}&(goal'=0)")?;
        for at in (0..steps.was.len()).filter(|at| steps.was[*at].is_some()) {
            write!(out, "&({}'={FALSE})", noted(at))?;
        }
        for (name, now) in
            names.vars.iter().zip(&steps.now).filter(|(name, _)| names.declares(name))
        {
            // What only lives within a step is forgotten, so that states which differ in it are one.
            let now = if name.kept { now.clone() } else { name.before() };
            if name.text != now {
                write!(out, "&({}'={now})", name.text)?;
            }
        }
        writeln!(out, ";")?;
    }
    Ok(())
}
