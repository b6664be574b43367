//! What lies behind "More": unhurried, one part after another.

use std::io::{BufRead, Write};

use super::{super::stop::Stop, choices, console::Console, page, panels};
use crate::coach::{
    self, ChoicesAndChance, Debrief, More, OtherChair, Page, SkillProfile, TurningPoint,
};

/// What there is to tell.
pub(super) struct Rest<'r> {
    /// The first page, which was read.
    pub(super) page: &'r Page,
    pub(super) debrief: &'r Debrief,
    /// What was choice and what was chance, or why that is not told.
    pub(super) split: Result<&'r ChoicesAndChance, &'static str>,
    /// The turning points that the first page had no room for.
    pub(super) points: &'r [TurningPoint],
}

/// Tells all of it, in order.
pub(super) fn show(
    rest: &Rest<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    for part in More::behind(rest.page, rest.debrief) {
        match part {
            More::TurningPoints => turning_points(rest, console)?,
            More::ChoicesAndChance => {
                heading(part.title(rest.debrief), console)?;
                match rest.split {
                    Ok(split) => choices::split(split, console)?,
                    Err(why) => console.line(why)?,
                }
            }
            More::Profile => {
                heading(part.title(rest.debrief), console)?;
                rest.debrief.profile.iter().try_for_each(|skill| profile(skill, console))?;
            }
            More::Columns => columns(rest.debrief, console)?,
            More::OtherChair => {
                rest.debrief
                    .other_chair
                    .iter()
                    .try_for_each(|chair| other_chair(chair, console))?;
            }
            More::Notes => notes(rest, console)?,
            More::Questions => questions(rest.debrief, console)?,
            More::Lessons => {
                heading(part.title(rest.debrief), console)?;
                lessons(rest.debrief, console)?;
            }
            More::Agreements => agreements(rest.debrief, console)?,
            More::Next => happened(rest.debrief, console)?,
        }
        if part != More::Next {
            console.pause()?;
        }
    }
    Ok(())
}

fn heading(text: &str, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
    console.line(&format!("\n== {text} =="))
}

/// The turning points that the first page has no room for; and where each leads, played on well.
fn turning_points(
    rest: &Rest<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    for point in rest.points {
        page::section(&point.section(), console)?;
    }
    let Some(split) = rest.split.ok().filter(|split| !split.dearest.is_empty()) else {
        return Ok(());
    };
    heading("Where another line leads", console)?;
    let number = |step| number(rest.debrief, step);
    split
        .dearest
        .iter()
        .try_for_each(|dear| choices::way_on(number(dear.moment.step), dear, console))
}

/// The number of the decision taken at a step, as "What happened" counts.
fn number(debrief: &Debrief, step: usize) -> Option<usize> {
    debrief.happened.iter().position(|moment| moment.step == step).map(|at| at + 1)
}

/// What the story teaches, and how often it was kept and broken.
fn lessons(debrief: &Debrief, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
    for lesson in &debrief.lessons {
        let times = match (lesson.kept.len(), lesson.broken.len()) {
            (kept, 0) => format!("kept {}", coach::times(kept)),
            (0, broken) => format!("broken {}", coach::times(broken)),
            (kept, broken) => {
                format!("kept {}, broken {}", coach::times(kept), coach::times(broken))
            }
        };
        console.item("  - ", &format!("{} ({times})", lesson.text))?;
    }
    Ok(())
}

/// What was shown of a competency: the evidence, what it says together, and what to try next.
fn profile(
    skill: &SkillProfile,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.line(&format!("{}: {}", skill.name, skill.seen))?;
    for note in &skill.evidence {
        console.item("  - ", &format!("{} You: {}", note.why, note.yours))?;
    }
    if let Some(note) = &skill.note {
        console.item("  ", note)?;
    }
    match &skill.next {
        Some(next) => console.item("  To try next: ", next),
        None => Ok(()),
    }
}

fn other_chair(
    chair: &OtherChair,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    heading(&chair.title, console)?;
    for beat in &chair.beats {
        console.item("You: ", &beat.yours)?;
        console.item(&format!("  {} thinks: ", chair.name), &beat.thought)?;
        if let Some(said) = &beat.said {
            console.item(&format!("  {}: ", chair.name), said)?;
        }
    }
    Ok(())
}

/// The coaching notes that were not told at a turning point.
fn notes(rest: &Rest<'_>, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
    let notes = match rest.split {
        Ok(split) => coach::untold_notes(rest.debrief, split),
        Err(_) => rest.debrief.notes.iter().collect(),
    };
    if notes.is_empty() {
        return Ok(());
    }
    heading("Notes from the coach", console)?;
    for note in notes {
        console.line(&format!("{}: {}", note.scene, note.yours))?;
        console.item("  ", &note.note)?;
    }
    Ok(())
}

fn questions(
    debrief: &Debrief,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    heading("To think about, or to talk over", console)?;
    debrief.questions.iter().try_for_each(|question| console.item("  - ", question))
}

fn agreements(
    debrief: &Debrief,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    heading("What stood agreed at the end", console)?;
    debrief.agreements.iter().try_for_each(|agreed| console.item("  - ", agreed))
}

/// What was seen and told, in full.
fn columns(debrief: &Debrief, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
    heading("All you saw, and told yourself", console)?;
    if !debrief.saw.is_empty() {
        panels::column("I saw", &debrief.saw, console)?;
    }
    let told: Vec<String> =
        debrief.told.iter().map(|told| coach::with_verdict(&told.text, told.so)).collect();
    if told.is_empty() { Ok(()) } else { panels::column("I've told myself", &told, console) }
}

/// How it ended, and every decision by its number, to play on from.
fn happened(
    debrief: &Debrief,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    heading("What happened", console)?;
    console.line(&format!("{}. {}", debrief.ending.title, debrief.ending.text))?;
    for (number, moment) in (1..).zip(&debrief.happened) {
        console.item(&format!("{number:3}. "), &format!("{}: {}", moment.when, moment.yours))?;
    }
    Ok(())
}
