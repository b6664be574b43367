//! What knowing is worth, the script that is worth most, and how long a play is.

use std::io::Write;

use serde_json::{Value, json};

use super::{grid::Grid, stop::Stop};
use crate::{
    scenario::Scenario,
    solver::{Analysis, Beliefs, KnownDraw, KnownValue, ReadingLoad},
};

/// How many words people read in a minute, beside what they think: below the 238 words of silent reading (Brysbaert
/// 2019).
const WORDS_A_MINUTE: u32 = 200;
/// Points that are next to nothing.
const LITTLE: f64 = 1.0;

/// In sentences: whether it pays to know, and what a player takes who looks at nothing.
pub(super) fn sentences(
    scenario: &Scenario,
    analysis: &Analysis,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let best = analysis.beliefs.as_ref().and_then(Beliefs::best);
    if let (Some(known), Some(best), false) =
        (analysis.truth.best(), best, scenario.draws.is_empty())
    {
        let worth = known - best;
        if worth < LITTLE {
            let most =
                if worth < 0.05 { "nothing".to_owned() } else { format!("{worth:.1} points") };
            writeln!(
                out,
                "  Knowing beforehand what is hidden is worth {most}: it can be found out in play, or changes little."
            )?;
        } else {
            writeln!(
                out,
                "  Knowing beforehand what is hidden is worth {worth:.1} points: as much cannot be found out in time."
            )?;
        }
    }
    if let (Some(script), Some(best)) = (analysis.open_loop, best)
        && !analysis.script.is_empty()
    {
        let looking = best - script;
        let told =
            if looking < 0.05 { "nothing".to_owned() } else { format!("{looking:.1} points") };
        writeln!(out, "  Looking and asking is worth {told}. Who looks at nothing does best by:")?;
        writeln!(out, "    {}", analysis.script.join(", "))?;
    }
    Ok(())
}

/// What each truth is worth knowing.
pub(super) fn truths(
    scenario: &Scenario,
    known: &[KnownDraw],
    out: &mut impl Write,
) -> Result<(), Stop> {
    for KnownDraw { draw, values } in known.iter().filter(|known| known.values.len() > 1) {
        let draw = &scenario.draws[draw.index()];
        writeln!(out, "\nBest play within each `{}`: as it is, and had one known", draw.id)?;
        let mut grid = Grid::new(values.iter().map(|one| draw.values[one.value].id.to_string()));
        let figures = |of: &dyn Fn(f64, f64) -> f64| -> Vec<String> {
            values.iter().map(|one| format!("{:.1}", of(one.seen, one.known) + 0.0)).collect()
        };
        grid.row("best play", figures(&|seen, _| seen));
        grid.row("had you known", figures(&|_, known| known));
        grid.row("worth knowing", figures(&|seen, known| (known - seen).max(0.0)));
        grid.print(out)?;
    }
    Ok(())
}

/// How long a play is, against what the file says.
pub(super) fn length(
    scenario: &Scenario,
    reading: Option<ReadingLoad>,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let Some(ReadingLoad { short, median, long }) = reading else { return Ok(()) };
    let minutes = |words: u32| words.div_ceil(WORDS_A_MINUTE).max(1);
    let (from, to) = (minutes(short), minutes(long));
    let takes = match (from, to) {
        (1, 1) => "1 minute".to_owned(),
        (from, to) if from == to => format!("{from} minutes"),
        (from, to) => format!("{from} to {to} minutes"),
    };
    writeln!(out, "\nHow long a play is")?;
    writeln!(
        out,
        "  {short} to {long} words with what is on offer, {median} in the middle: {takes} to read, at \
         {WORDS_A_MINUTE} words a minute."
    )?;
    let said = u32::from(scenario.minutes);
    let verdict = if said < from {
        "Say more in `minutes`."
    } else if said > 3 * to {
        "Say fewer in `minutes`, or write more."
    } else {
        "With time to think, that fits."
    };
    writeln!(out, "  The file says {said}. {verdict}")?;
    Ok(())
}

/// What each value of a draw is worth knowing, for programs.
pub(super) fn as_json(scenario: &Scenario, known: &KnownDraw) -> Value {
    let draw = &scenario.draws[known.draw.index()];
    let value = |one: &KnownValue| json!({ "id": draw.values[one.value].id, "best": one.seen, "best_informed": one.known });
    json!({ "id": draw.id, "values": known.values.iter().map(value).collect::<Vec<_>>() })
}
