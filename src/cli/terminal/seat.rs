//! A player in the terminal: their play, what was last said of it, and how they go on.

use std::{
    io::{BufRead, Write},
    path::PathBuf,
    thread,
};

use super::{
    super::{stop::Stop, tell},
    console::Console,
    lines,
    notes::tell_of,
    panels,
    setting::Setting,
    turn::{self, Turn},
};
use crate::{
    practice::{AnalysisJob, NoGoingBack, Note, Play, Practice},
    store::NotSaved,
};

/// A player in the terminal, with their play.
pub(super) struct Seat<'p> {
    pub(super) practice: &'p Practice,
    pub(super) play: Play,
    pub(super) analysis: AnalysisJob,
    /// Where plays of this scenario are recorded, if it was given as a file.
    pub(super) recorded_in: Option<PathBuf>,
    setting: Setting,
}

impl<'p> Seat<'p> {
    /// Sits down to a play.
    pub(super) fn at(practice: &'p Practice, play: Play, recorded_in: Option<PathBuf>) -> Self {
        Self { practice, play, analysis: analysis(), recorded_in, setting: Setting::default() }
    }

    /// Plays on; false if the player quit or the input ended.
    pub(super) fn play_out(
        &mut self,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<bool, Stop> {
        self.show(console)?;
        while !self.play.session().finished() {
            match turn::ask(&self.play, console)? {
                Turn::Choose(choice) => {
                    match self.practice.choose(&mut self.play, choice) {
                        Ok(notes) => tell_of(notes, console)?,
                        Err(refusal) => {
                            console.line(&format!("That cannot be done: {refusal}."))?;
                        }
                    }
                    // What comes after the ending is long enough to work it out.
                    self.analysis.follow(&self.play);
                    self.show(console)?;
                }
                Turn::Rewind(step) => {
                    let before = panels::to_go_back_to(self.play.session());
                    let number = before.iter().take_while(|at| **at <= step).count();
                    let gone_back = self.practice.rewind(&mut self.play, step);
                    if self.gone_back(gone_back, console)? {
                        console.line(&format!("Back to before decision {number}."))?;
                        self.show(console)?;
                    }
                }
                Turn::Quit => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Whether play went back; why not is said.
    pub(super) fn gone_back(
        &mut self,
        gone_back: Result<Vec<Note>, NoGoingBack>,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<bool, Stop> {
        match gone_back {
            Ok(notes) => {
                self.setting = Setting::default();
                tell_of(notes, console)?;
                Ok(true)
            }
            Err(refusal) => {
                console.line(&format!("That cannot be done: {refusal}."))?;
                Ok(false)
            }
        }
    }

    /// What was said since the last choice, and how things stand now.
    fn show(&mut self, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
        let session = self.play.session();
        console.call_days(session.scenario());
        let view = session.view();
        let (before, after) = view.said.split_at(session.arrival().min(view.said.len()));
        for said in before {
            lines::tell(said, console)?;
        }
        let ends = session.decisions().last().filter(|last| last.ending.is_some());
        if let Some((ending, last)) = view.standing.ending.as_ref().zip(ends) {
            let epilogue = last.epilogue.saturating_sub(before.len()).min(after.len());
            let (epilogue, reflection) = after.split_at(epilogue);
            lines::end(ending, epilogue, console)?;
            if !view.standing.finished {
                self.setting.open(&view.standing, console)?;
            }
            reflection.iter().try_for_each(|said| lines::tell(said, console))?;
        } else {
            self.setting.open(&view.standing, console)?;
            after.iter().try_for_each(|said| lines::tell(said, console))?;
        }
        if !view.standing.finished {
            self.setting.close(&view.standing, console)?;
        }
        Ok(())
    }

    pub(super) fn leave(
        &self,
        resume: &str,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<(), Stop> {
        console.line("")?;
        let taken = self.play.session().decisions().len();
        if taken == 0 {
            return console.line("You left before your first choice; there was nothing to save.");
        }
        let saved = self.practice.saved(&self.play);
        tell_of(self.practice.news(), console)?;
        let NotSaved { kept, why } = match saved {
            Ok(()) => return console.line(&format!("Saved. To go on: {resume}")),
            Err(not_saved) => not_saved,
        };
        if kept == 0 {
            console.line("This play could not be saved.")?;
        } else if kept < taken {
            console.line(&format!(
                "Only the first {kept} of the {taken} choices of this play are saved. To go on from \
                 there: {resume}"
            ))?;
        } else {
            console
                .line(&format!("Every choice is saved, and not all else. To go on: {resume}"))?;
        }
        console.flush()?;
        Err(Stop::Failed(why))
    }

    /// Leaves after a debrief: nothing is said where all is well.
    pub(super) fn leave_debrief(
        &self,
        resume: &str,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<(), Stop> {
        let saved = self.practice.saved(&self.play);
        tell_of(self.practice.news(), console)?;
        if saved.is_ok() { Ok(()) } else { self.leave(resume, console) }
    }
}

/// The analysis job, on a thread of its own.
fn analysis() -> AnalysisJob {
    AnalysisJob::on(Box::new(|work| {
        let started = thread::Builder::new().name("analysis".to_owned()).spawn(work);
        if let Err(error) = started {
            tell(format_args!("note: no thread for the analysis: {error}"));
        }
    }))
}
