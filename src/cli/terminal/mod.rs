//! Play in the terminal: plain lines, so that it works piped and with a screen reader.

mod choices;
mod console;
mod debrief;
mod handout;
mod lines;
mod more;
mod notes;
mod page;
mod panels;
mod saving;
mod seat;
mod setting;
mod turn;

use std::{
    io::{BufRead, IsTerminal, Write},
    path::Path,
};

use self::{
    console::Console,
    notes::{report, tell_of},
    seat::Seat,
};
use super::{places::Places, stop::Stop, tables, tell};
use crate::{
    coach::ChoicesAndChance,
    engine::Session,
    practice::{Note, OpenedPlay, Play, Practice, Start},
    store::{Attempt, Ready},
};

/// What is to be played.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Id or file; `None`: the player is asked.
    pub(super) scenario: Option<&'a Path>,
    /// With what a new play begins; `None`: an unfinished play is gone on with, or a fresh seed is used.
    pub(super) start: Option<&'a Start>,
}

/// Plays until the play is over, the player quits, or the input ends.
pub(super) fn play(
    places: &Places,
    wanted: Wanted<'_>,
    input: impl BufRead,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let mut console = Console::new(input, out, std::io::stdout().is_terminal());
    let ready = match wanted.scenario {
        Some(name) => places.scenario(name)?,
        None => match choose_scenario(places, &mut console)? {
            Some(ready) => ready,
            None => return Ok(()),
        },
    };
    let practice = Practice::over(places.records());
    report(practice.mend_from([&ready]));
    let resume = places.how_to_play(wanted.scenario.unwrap_or(Path::new(&*ready.scenario.id)));
    saving::beside(&practice, || play_at(&practice, &ready, wanted, &resume, console))
}

/// Plays with these records.
fn play_at<'p>(
    practice: &'p Practice,
    ready: &Ready,
    wanted: Wanted<'_>,
    resume: &str,
    mut console: Console<'p, impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.keep_by(practice);
    let Some(play) = open(ready, practice, wanted.start, &mut console)? else {
        return Ok(());
    };
    let given = wanted.scenario.filter(|path| path.is_file());
    let mut seat = Seat::at(practice, play, given.map(|path| path.with_extension("plan.ron")));
    loop {
        if !seat.play_out(&mut console)? {
            return seat.leave(resume, &mut console);
        }
        let next = debrief::hold(&mut seat, ready.scenario.hash, &mut console)?;
        let Some(next) = next else { return seat.leave_debrief(resume, &mut console) };
        let gone_back = match next {
            debrief::Next::PlayOn(step) => practice.play_on(&mut seat.play, step),
            debrief::Next::Better(step, id) => practice.play_better(&mut seat.play, step, &id),
        };
        seat.gone_back(gone_back, &mut console)?;
    }
}

/// Prints a play that needs no answers, how things stand at its end, and what was choice and what chance.
pub(super) fn print_run(
    session: &Session,
    split: Option<&ChoicesAndChance>,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let mut console = Console::new(std::io::empty(), out, false);
    console.call_days(session.scenario());
    for said in session.transcript() {
        lines::tell(said, &mut console)?;
    }
    let view = session.view();
    match &view.standing.ending {
        Some(ending) => {
            lines::end(ending, &[], &mut console)?;
            console.line(&format!("Value: {} of 100", ending.value))?;
        }
        None => panels::meters(&view.standing, &mut console)?,
    }
    if let Some(split) = split {
        console.line("")?;
        choices::split(split, &mut console)?;
    }
    if view.offered.is_empty() {
        return Ok(());
    }
    console.line("")?;
    console.line("On offer:")?;
    for offer in &view.offered {
        console.item("  ", &format!("{}: {}", offer.id, offer.text))?;
    }
    Ok(())
}

fn choose_scenario(
    places: &Places,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<Ready>, Stop> {
    let library = places.library();
    for (_, broken) in library.broken() {
        tell(format_args!("cannot be played: {}", broken.first_error()));
    }
    let ready: Vec<&Ready> = library.ready().map(|(_, ready)| ready).collect();
    if ready.is_empty() {
        return Err(Stop::Usage("there is nothing to play; see `rapport list`".into()));
    }
    console.line("What would you like to play?")?;
    for (number, one) in (1..).zip(&ready) {
        let scenario = &one.scenario;
        let (title, minutes, summary) = (&scenario.title, scenario.minutes, &scenario.summary);
        console.item(&format!("{number:3}. "), &format!("{title} ({minutes} min). {summary}"))?;
    }
    loop {
        let Some(answer) = console.ask()? else { return Ok(None) };
        if answer == "q" {
            return Ok(None);
        }
        match answer.parse().ok().and_then(|number: usize| ready.get(number.checked_sub(1)?)) {
            Some(chosen) => return Ok(Some((*chosen).clone())),
            None => {
                console.line(&format!("Type a number from 1 to {}, or q to quit.", ready.len()))?;
            }
        }
    }
}

/// Goes on with an unfinished play, or begins one; `None` if the player leaves at once.
fn open(
    ready: &Ready,
    practice: &Practice,
    start: Option<&Start>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<Play>, Stop> {
    let mode = report(practice.mode()).unwrap_or_default();
    if let Some(start) = start {
        // Nothing is said of a play that cannot begin.
        start.session(&ready.scenario)?;
        setting::title_card(ready, practice.records(), console)?;
        return opened(practice.begin_with(ready, mode, start)?, console).map(Some);
    }
    let stranded = report(practice.records().stranded(Some(&ready.scenario.id)));
    for (attempt, fault) in stranded.unwrap_or_default() {
        tell_of([Note::Stranded(attempt.id, fault)], console)?;
    }
    let unfinished = report(practice.unfinished_of(&ready.scenario.id)).flatten();
    let begun = match unfinished {
        None => practice.begin(ready, mode)?,
        Some(attempt) => match ask_to_go_on(&attempt, ready, console)? {
            GoOn::Leave => return Ok(None),
            GoOn::Anew => practice.begin_anew(ready, mode)?,
            GoOn::There => practice.go_on(attempt.id, Some(ready), mode)?,
        },
    };
    if begun.play.session().decisions().is_empty() {
        setting::title_card(ready, practice.records(), console)?;
    }
    opened(begun, console).map(Some)
}

fn opened(
    opened: OpenedPlay,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Play, Stop> {
    tell_of(opened.notes, console)?;
    Ok(opened.play)
}

enum GoOn {
    There,
    Anew,
    Leave,
}

fn ask_to_go_on(
    attempt: &Attempt,
    ready: &Ready,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<GoOn, Stop> {
    let (title, day) = (&attempt.scenario_title, tables::day(attempt.touched));
    let choices =
        if attempt.steps == 1 { "1 choice".into() } else { format!("{} choices", attempt.steps) };
    console.line(&format!("You have begun \"{title}\": {choices}, last on {day}."))?;
    if attempt.hash != ready.scenario.hash {
        console.line(
            "The scenario has changed since. If you go on, you play the version you began with.",
        )?;
    }
    console.line("  1. Go on where you stopped")?;
    console.line("  2. Start anew")?;
    loop {
        match console.ask()?.as_deref() {
            Some("1") => return Ok(GoOn::There),
            Some("2") => return Ok(GoOn::Anew),
            None | Some("q") => return Ok(GoOn::Leave),
            Some(_) => console.line("Type 1 or 2, or q to quit.")?,
        }
    }
}
