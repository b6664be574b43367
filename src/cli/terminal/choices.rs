//! Choices and chance in plain lines.

use std::io::{BufRead, Write};

use super::{super::stop::Stop, console::Console};
use crate::coach::{ChoicesAndChance, Dear};

/// What a decision cost, and by which decisions a better line would have gone on.
pub(super) fn way_on(
    number: Option<usize>,
    dear: &Dear,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let better = &dear.better;
    console.item("You: ", &dear.moment.yours)?;
    console.item("  ", &dear.told)?;
    console.item("  Instead: ", &better.text)?;
    if let Some(reply) = &better.reply {
        console.item("    ", reply)?;
    }
    for moment in &better.line {
        console.item("  - ", &format!("You: {}", moment.yours))?;
        if let Some(reply) = &moment.reply {
            console.item("    ", reply)?;
        }
    }
    console.item("  ", &better.told)?;
    let Some(number) = number else { return Ok(()) };
    console.item(
        "  ",
        &format!("b {number} plays this line, r {number} plays on from here as you like."),
    )
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
        split.ledger.iter().try_for_each(|entry| console.item("  - ", &entry.told()))?;
        console.item("  - ", &format!("That makes {} of 100, what you reached", split.result))?;
    }
    if let Some(opening) = &split.opening {
        console.line(&format!("{}.", opening.text))?;
    }
    console.line(&split.footnote)
}
