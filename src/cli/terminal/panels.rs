//! What is there on demand: notes, details, transcript, help.

use std::io::{BufRead, Write};

use super::{super::stop::Stop, console::Console, lines};
use crate::{
    coach::When,
    engine::{MeterView, Session, Standing, View},
    practice::Play,
    scenario::{Scenario, find_phrase},
    text::{SharedStr, first_name},
};

/// Place, channel, day and time in words.
pub(super) fn place(standing: &Standing) -> String {
    let mut parts = vec![standing.place.label().to_owned()];
    let channel = standing.channel.label();
    if !channel.is_empty() {
        parts.push(channel.to_lowercase());
    }
    let when = When::now(standing);
    parts.push(when.day.within());
    parts.extend(when.time());
    parts.join(", ")
}

/// Who is there, and how they seem.
pub(super) fn people(
    standing: &Standing,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    for person in &*standing.people {
        let (name, role, mood) = (&person.person.name, &person.role, person.mood.label());
        let seems = match (standing.channel.is_call(), person.imagined) {
            (_, Some(_)) => format!("as you imagine {}: {mood}", first_name(name)),
            (true, None) => format!("sounds {mood}"),
            (false, None) => format!("looks {mood}"),
        };
        console.line(&format!("{name} ({role}), {seems}."))?;
    }
    Ok(())
}

/// The meters that are shown.
pub(super) fn meters(
    standing: &Standing,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    for meter in &*standing.meters {
        console.line(&format!("{}: {}", meter.label, reading(meter)))?;
    }
    Ok(())
}

fn reading(meter: &MeterView) -> String {
    let number = meter.number.map(|number| format!("{} of {}", number.value, number.max));
    let band = meter.band.as_ref().map(|(word, at, count)| match number {
        Some(_) => word.to_string(),
        None => format!("{word} ({} of {count})", at + 1),
    });
    match (number, band) {
        (Some(number), Some(band)) => format!("{number}: {band}"),
        (Some(reading), None) | (None, Some(reading)) => reading,
        (None, None) => String::new(),
    }
}

/// The columns, what was agreed, and reminders.
pub(super) fn notes(
    standing: &Standing,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    column("I saw", &standing.saw, console)?;
    column("I've told myself", &standing.told, console)?;
    let agreed: Vec<String> = standing
        .agreements
        .iter()
        .map(|one| format!("{} (with {})", one.label, one.with))
        .collect();
    column("Agreed", &agreed, console)?;
    let reminders: Vec<String> = standing
        .reminders
        .iter()
        .map(
            |one| {
                if one.crossed { format!("{} (crossed)", one.text) } else { one.text.to_string() }
            },
        )
        .collect();
    if reminders.is_empty() { Ok(()) } else { column("To keep in mind", &reminders, console) }
}

/// A heading with a list under it.
pub(super) fn column(
    heading: &str,
    items: &[impl AsRef<str>],
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    if items.is_empty() {
        return console.line(&format!("{heading}: nothing yet."));
    }
    console.line(&format!("{heading}:"))?;
    items.iter().try_for_each(|item| console.item("  - ", item.as_ref()))
}

/// Where things stand in full, and what the next of the phrases on screen means: one at a time, and none
/// that was not read yet.
pub(super) fn details(
    session: &Session,
    view: &View,
    asked: &mut usize,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let (scenario, standing) = (session.scenario(), &view.standing);
    if *asked == 0 {
        console.line(&format!("You are {}, {}.", scenario.player_name, scenario.player_role))?;
        console.line(&format!("Where and when: {}.", place(standing)))?;
        people(standing, console)?;
        meters(standing, console)?;
    }
    let phrases = on_screen(scenario, view);
    let Some((phrase, meaning)) = phrases.get(*asked % phrases.len().max(1)) else { return Ok(()) };
    *asked += 1;
    let more = match phrases.len() {
        1 => "",
        _ => " (d again: the next phrase)",
    };
    console.line(&format!("“{phrase}” means: {meaning}{more}"))
}

/// The phrases of the glossary in what is said and on offer now, in the order of the glossary.
fn on_screen<'s>(scenario: &'s Scenario, view: &View) -> Vec<&'s (Box<str>, Box<str>)> {
    let said = view.said.iter().flat_map(|said| said.heading.iter().chain([&said.text]));
    let texts: Vec<&SharedStr> = said.chain(view.offered.iter().map(|offer| &offer.text)).collect();
    let is_read = |phrase: &str| texts.iter().any(|text| find_phrase(text, phrase).is_some());
    scenario.glossary.iter().filter(|(phrase, _)| is_read(phrase)).collect()
}

/// The meters that are shown, each with the words that it goes by, from low to high.
fn explain_meters(
    session: &Session,
    standing: &Standing,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    for meter in &*standing.meters {
        let known = session.scenario().meters.iter().find(|known| *known.id == *meter.id);
        let words = known.iter().flat_map(|known| &known.shown.bands).map(|(_, word)| &**word);
        let words = words.collect::<Vec<_>>().join(", ");
        let scale = if words.is_empty() { words } else { format!(" (from low to high: {words})") };
        console.item("  ", &format!("{}: {}{scale}", meter.label, reading(meter)))?;
    }
    Ok(())
}

/// Everything said so far.
pub(super) fn transcript(
    session: &Session,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.call_days(session.scenario());
    console.line("--- Everything so far ---")?;
    for said in session.transcript() {
        lines::tell(said, console)?;
    }
    console.line("--- Now ---")
}

/// The decisions to which a player can go back.
pub(super) fn decisions(
    session: &Session,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let steps = to_go_back_to(session);
    if steps.is_empty() {
        return console.line("There is no decision to go back to yet.");
    }
    for (number, step) in (1..).zip(steps) {
        console.item(&format!("{number:3}. "), &session.decisions()[step].text)?;
    }
    console.line("Type r and a number to go back to before that decision.")
}

/// The steps at which there was something to choose, as the list of decisions counts them from 1.
pub(super) fn to_go_back_to(session: &Session) -> Vec<usize> {
    let decisions = session.decisions().iter().enumerate();
    decisions.filter(|(_, one)| one.offered.len() > 1).map(|(step, _)| step).collect()
}

/// What can be typed, and what the meters mean.
pub(super) fn help(
    play: &Play,
    standing: &Standing,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    for line in [
        "A number takes that choice.",
        "n     your notes: what you saw, what you've told yourself, what was agreed",
        "d     where you are, who is there, how things stand, what a phrase on screen means",
        "t     everything said so far",
        "r     the decisions you can go back to; r 3 goes back to before the third",
        "l     the choices again",
        "q     quit; every choice is saved as you make it",
        "?     this help",
    ] {
        if play.can_go_back() || !line.starts_with('r') {
            console.item("  ", line)?;
        }
    }
    explain_meters(play.session(), standing, console)
}
