//! Play in the terminal: plain lines, so that it works piped and with a screen reader.

mod choices;
mod console;
mod debrief;
mod journal;
mod lines;
mod more;
mod page;
mod panels;
mod setting;
mod turn;

use std::{
    io::{BufRead, IsTerminal, Write},
    path::Path,
    sync::Arc,
};

use self::{
    console::Console,
    journal::Journal,
    setting::Setting,
    turn::{Answer, Turn},
};
use super::{places::Places, play::Start, solved::Work, stop::Stop, tables, tell};
use crate::{
    coach::ChoicesAndChance,
    engine::{EndingView, Said, Session},
    store::{
        Attempt, BEGUN_IN_HINDSIGHT, ForkKind, Proposal, Ready, Records, RecordsError, ResumeError,
        fresh_seed,
    },
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
    let records = places.records();
    let resume = places.how_to_play(wanted.scenario.unwrap_or(Path::new(&*ready.scenario.id)));
    let Some(mut play) = Play::open(&ready, &records, wanted.start, &mut console)? else {
        return Ok(());
    };
    let mut work = Work::default();
    loop {
        if !play.play_out(&mut work, &mut console)? {
            return play.leave(&resume, &mut console);
        }
        play.finish();
        let desk = debrief::Desk {
            session: &play.session,
            journal: &play.journal,
            work: &mut work,
            library: ready.scenario.hash,
        };
        match debrief::hold(desk, &mut console)? {
            Some(debrief::Next::PlayOn(step)) => play.go_back(step, ForkKind::PlayOn),
            Some(debrief::Next::Better(step, id)) => {
                play.go_back(step, ForkKind::PlayOn);
                play.choose(Answer { id, own_words: None }, &mut console)?;
            }
            None => return Ok(()),
        }
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
            end(ending, &[], &mut console)?;
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

/// A play under way, with its records.
struct Play<'r> {
    session: Session,
    journal: Journal<'r>,
    setting: Setting,
}

impl<'r> Play<'r> {
    /// Goes on with an unfinished play, or begins one; `None` if the player leaves at once.
    fn open(
        ready: &Ready,
        records: &'r Records,
        start: Option<&Start>,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<Option<Self>, Stop> {
        if let Some(start) = start {
            return Self::begin_with(ready, records, start, console).map(Some);
        }
        let unfinished = report(records.unfinished_of(&ready.scenario.id)).flatten();
        if let Some(attempt) = unfinished {
            match ask_to_go_on(&attempt, ready, console)? {
                GoOn::Leave => return Ok(None),
                GoOn::Anew => {
                    report(records.set_aside(attempt.id));
                }
                GoOn::There => match records.resume(attempt.id) {
                    Ok(session) => {
                        let journal = Journal::of(records, &attempt, ready)?;
                        let setting = Setting::default();
                        return Ok(Some(Self { session, journal, setting }));
                    }
                    Err(ResumeError::Records(fault)) => return Err(fault.into()),
                    Err(fault) => {
                        tell(format_args!("note: {fault}. A new play begins"));
                        report(records.set_aside(attempt.id));
                    }
                },
            }
        }
        let proposed = report(records.propose(&ready.scenario));
        let start = proposed.unwrap_or_else(|| Proposal { seed: fresh_seed(), forced: Vec::new() });
        let session = Session::new(Arc::clone(&ready.scenario), start.seed, &start.forced)
            .map_err(|fault| Stop::Failed(fault.to_string()))?;
        setting::title_card(ready, records, console)?;
        let journal = Journal::new(records, ready);
        Ok(Some(Self { session, journal, setting: Setting::default() }))
    }

    /// Begins a play with choices that are taken already; they are kept like any others.
    fn begin_with(
        ready: &Ready,
        records: &'r Records,
        start: &Start,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<Self, Stop> {
        // Nothing is kept of a play that cannot begin.
        start.session(&ready.scenario)?;
        setting::title_card(ready, records, console)?;
        let mut session =
            Start { choices: Vec::new(), ..start.clone() }.session(&ready.scenario)?;
        let mut journal = if start.is_given() {
            console.line(BEGUN_IN_HINDSIGHT)?;
            Journal::in_hindsight(records, ready)
        } else {
            Journal::new(records, ready)
        };
        for (id, branch) in &start.choices {
            if session.choose_branch(id, *branch).is_ok() {
                journal.record(&session, None);
            }
        }
        Ok(Self { session, journal, setting: Setting::default() })
    }

    /// Plays on; false if the player quit or the input ended.
    fn play_out(
        &mut self,
        work: &mut Work,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<bool, Stop> {
        self.show(console)?;
        while !self.session.finished() {
            match turn::ask(&self.session, console)? {
                Turn::Choose(answer) => {
                    self.choose(answer, console)?;
                    if self.session.view().standing.ending.is_some() {
                        // What comes after the ending is long enough to work it out.
                        work.begin(self.session.scenario());
                    }
                    self.show(console)?;
                }
                Turn::Rewind(step) => {
                    let before = panels::to_go_back_to(&self.session);
                    let number = before.iter().take_while(|at| **at <= step).count();
                    self.go_back(step, ForkKind::Rewind);
                    console.line(&format!("Back to before decision {number}."))?;
                    self.show(console)?;
                }
                Turn::Quit => return Ok(false),
            }
        }
        Ok(true)
    }

    /// What was said since the last choice, and how things stand now.
    fn show(&mut self, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
        console.call_days(self.session.scenario());
        let view = self.session.view();
        let (before, after) = view.said.split_at(self.session.arrival().min(view.said.len()));
        for said in before {
            lines::tell(said, console)?;
        }
        let ends = self.session.decisions().last().filter(|last| last.ending.is_some());
        match view.standing.ending.as_ref().zip(ends) {
            Some((ending, last)) => {
                let epilogue = last.epilogue.saturating_sub(before.len()).min(after.len());
                let (epilogue, reflection) = after.split_at(epilogue);
                end(ending, epilogue, console)?;
                reflection.iter().try_for_each(|said| lines::tell(said, console))?;
            }
            None => after.iter().try_for_each(|said| lines::tell(said, console))?,
        }
        if !view.standing.finished {
            self.setting.show(&view.standing, console)?;
        }
        Ok(())
    }

    /// Takes a choice; it is on disk before anything of its answer is shown.
    fn choose(
        &mut self,
        answer: Answer,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<(), Stop> {
        match self.session.choose(&answer.id) {
            Ok(()) => {
                self.journal.record(&self.session, answer.own_words);
                Ok(())
            }
            Err(refusal) => console.line(&format!("That cannot be done: {refusal}.")),
        }
    }

    fn go_back(&mut self, step: usize, kind: ForkKind) {
        self.journal.go_back(step, kind);
        self.session = self.session.rewound_to(step);
        self.setting = Setting::default();
    }

    fn finish(&mut self) {
        self.journal.finish(&self.session);
    }

    fn leave(
        &mut self,
        resume: &str,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<(), Stop> {
        console.line("")?;
        let saved = self.journal.is_saved();
        match (self.session.decisions().is_empty(), saved) {
            (true, _) => {
                console.line("You left before your first choice; there was nothing to save.")
            }
            (false, true) => console.line(&format!("Saved. To go on: {resume}")),
            (false, false) => console.line("This play could not be saved."),
        }
    }
}

/// An ending: its title, its epilogue, and only then what it came to.
fn end(
    ending: &EndingView,
    epilogue: &[Said],
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.line("")?;
    console.line(&format!("How it ended: {}", ending.title))?;
    epilogue.iter().try_for_each(|said| lines::tell(said, console))?;
    console.line(&ending.text)
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

/// What the records gave, or a note on why they did not; play goes on either way.
fn report<T>(result: Result<T, RecordsError>) -> Option<T> {
    result.map_err(|fault| tell(format_args!("note: {fault}"))).ok()
}
