//! Choices and chance in plain lines: the learner answers first, then it is told.

use std::io::{BufRead, Write};

use super::{super::stop::Stop, console::Console, debrief};
use crate::coach::{Answer, BetterLine, ChoicesAndChance, Dear, Debrief, Entry, Kept, Mover};

/// How many dear decisions are told, and put to the learner.
pub(super) const ASKED: usize = 2;

/// The move that kept most open.
pub(super) fn best_move(
    best: &Kept,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    debrief::heading("Your best move", console)?;
    debrief::moment(&best.moment, console)?;
    console.item("  ", &best.told)
}

/// The dearest decisions, each with its question.
pub(super) fn turning_points(
    story: &Debrief,
    split: &ChoicesAndChance,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    if split.dearest.is_empty() {
        return console.line("\nNo decision of yours left much behind.");
    }
    for (dear, heading) in split.dearest.iter().zip(["A turning point", "Another turning point"]) {
        debrief::heading(heading, console)?;
        turning_point(debrief::number(story, dear.moment.step), dear, console)?;
    }
    Ok(())
}

fn turning_point(
    number: Option<usize>,
    dear: &Dear,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let said = crate::coach::Moment { why: String::new(), ..dear.moment.clone() };
    debrief::moment(&said, console)?;
    console.line("What might have kept it open? This was on offer too:")?;
    for (number, answer) in (1..).zip(&dear.answers) {
        console.item(&format!("{number:3}. "), &answer.text)?;
    }
    let picked = ask(dear, console)?.map(|at| &dear.answers[at]);
    if let Some(answer) = picked {
        console.line(&answer.told)?;
    }
    better(&dear.better, picked, console)?;
    console.line("What you chose:")?;
    console.item("  ", &dear.told)?;
    if !dear.moment.why.is_empty() {
        console.item("  ", &dear.moment.why)?;
    }
    way_on(&dear.better, console)?;
    let Some(number) = number else { return Ok(()) };
    console.line(&format!(
        "At the end of the debrief, b {number} plays this better line, and r {number} plays on from here \
         as you like."
    ))
}

/// The answer that was picked; Enter and the end of the input skip.
fn ask(
    dear: &Dear,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<usize>, Stop> {
    let count = dear.answers.len();
    let numbers = match count {
        1 => "Type 1".to_owned(),
        _ => format!("Type a number from 1 to {count}"),
    };
    console.line(&format!("{numbers}, or press Enter to be told."))?;
    loop {
        let Some(typed) = console.ask()? else { return Ok(None) };
        if typed.is_empty() {
            return Ok(None);
        }
        let at = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match at.filter(|at| *at < count) {
            Some(at) => return Ok(Some(at)),
            None => console.line(&format!("{numbers}, or press Enter to be told."))?,
        }
    }
}

/// The better choice and why it is one, unless that was just heard; and what would have come back.
fn better(
    better: &BetterLine,
    picked: Option<&Answer>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    if picked.is_none_or(|answer| answer.id != better.id) {
        console.line(if picked.is_some_and(|answer| answer.best) {
            "So would this:"
        } else {
            "What would have kept most open:"
        })?;
        console.item("  ", &better.text)?;
        console.item("  ", &better.why)?;
    }
    match &better.reply {
        Some(reply) => {
            console.line("What would have come back:")?;
            console.item("  ", reply)
        }
        None => Ok(()),
    }
}

/// What it comes to, and by which decisions.
fn way_on(
    better: &BetterLine,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.line(&better.told)?;
    if better.line.is_empty() {
        return Ok(());
    }
    console.line("It would have gone on like this:")?;
    for moment in &better.line {
        console.item("  - ", &format!("You: {}", moment.yours))?;
        if let Some(reply) = &moment.reply {
            console.item("    ", reply)?;
        }
    }
    Ok(())
}

/// What was choice and what was chance, and how it adds up.
pub(super) fn split(
    split: &ChoicesAndChance,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let (last, figures) =
        split.summary.split_last().map_or(("", &[][..]), |(last, rest)| (last, rest));
    console.line(&figures.join(" "))?;
    console.line(last)?;
    if split.ledger.len() > 1 {
        console.line("How that adds up:")?;
        split.ledger.iter().try_for_each(|entry| console.item("  - ", &line(entry)))?;
        console.item("  - ", &format!("makes {}, what you reached", split.result))?;
    }
    if let Some(opening) = &split.opening {
        console.line(&format!("{}.", opening.text))?;
    }
    console.line(&split.footnote)
}

fn line(entry: &Entry) -> String {
    let Entry { mover, points, text, .. } = entry;
    match mover {
        Mover::Start => format!("{points}: {text}"),
        _ if *points < 0 => format!("less {}: {text}", -points),
        _ => format!("plus {points}: {text}"),
    }
}
