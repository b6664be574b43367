//! Lessons in the report of `rapport analyze`: each with its claims, and the figure on which most hangs.

use std::io::Write;

use super::{MOST_FIGURES, broken, words::ClaimWords};
use crate::{
    cli::{stop::Stop, witness},
    scenario::{LessonId, Scenario},
    solver::{Proof, Proven},
};

/// How much is told of lessons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Told {
    /// Every claim, with its figures.
    Everything,
    /// What does not hold, or is not proven.
    WhatFails,
}

/// Prints them; nothing where a scenario has none.
pub(in crate::cli) fn print(
    scenario: &Scenario,
    proofs: &[Proof],
    how_to_run: &str,
    told: Told,
    out: &mut impl Write,
) -> Result<(), Stop> {
    if scenario.lessons.is_empty() {
        return Ok(());
    }
    let of = |lesson: LessonId| proofs.iter().filter(move |proof| proof.lesson == lesson);
    let lessons = || scenario.lesson_ids().zip(&scenario.lessons);
    let holds = |(id, _): &(LessonId, _)| of(*id).all(|proof| proof.proven == Proven::Holds);
    let (kept, all) = (lessons().filter(holds).count(), scenario.lessons.len());
    writeln!(out, "\nLessons: {kept} of {all} proved for this scenario as it is written")?;
    let words = ClaimWords { scenario };
    let fails = |proof: &Proof| proof.proven != Proven::Holds;
    let is_told = |proof: &Proof| told == Told::Everything || fails(proof);
    for (id, lesson) in lessons() {
        if !of(id).any(is_told) {
            continue;
        }
        writeln!(out, "  {}: {}", lesson.id, lesson.text)?;
        for proof in of(id).filter(|proof| is_told(proof)) {
            let claim = words.claim(&lesson.claims[proof.claim]);
            writeln!(out, "    {:10} {claim}", name(proof.proven))?;
            let told: Vec<_> = match proof.proven {
                Proven::Broken => {
                    let worst = proof.worst().into_iter();
                    let others = broken(proof).filter(|one| Some(*one) != proof.worst());
                    worst.chain(others).take(MOST_FIGURES).collect()
                }
                _ => proof.worst().into_iter().collect(),
            };
            for figure in told {
                writeln!(out, "               {}", words.figure(figure))?;
            }
            if let Some(save) = &proof.witness {
                writeln!(out, "               {}", witness::line(how_to_run, save))?;
            }
        }
    }
    Ok(())
}

/// What became of a claim, in a word or two.
fn name(proven: Proven) -> &'static str {
    match proven {
        Proven::Holds => "holds",
        Proven::Broken => "BROKEN",
        Proven::NotProven => "not proven",
        Proven::Idle => "idle",
    }
}
