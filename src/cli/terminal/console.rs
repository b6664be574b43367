//! Lines out, lines in.

use std::io::{BufRead, Read, Write};

use super::super::stop::Stop;
use crate::scenario::Scenario;

/// Where a line is broken on a terminal; piped, it is not broken at all.
const WIDTH: usize = 80;

/// No answer is longer than this, in bytes.
const LONGEST: u64 = 16 * 1024;

/// The terminal, or the pipes in its place.
pub(super) struct Console<R, W> {
    input: R,
    out: W,
    /// Whether somebody looks at a terminal.
    is_watched: bool,
    /// What a day is called.
    day: &'static str,
}

impl<R: BufRead, W: Write> Console<R, W> {
    pub(super) fn new(input: R, out: W, is_watched: bool) -> Self {
        Self { input, out, is_watched, day: "day" }
    }

    /// Calls days working days where the scenario's clock counts these.
    pub(super) fn call_days(&mut self, scenario: &Scenario) {
        let working = scenario.clock.as_ref().is_some_and(|clock| clock.working_days);
        self.day = if working { "working day" } else { "day" };
    }

    /// That so many days pass.
    pub(super) fn days_pass(&mut self, count: u16) -> Result<(), Stop> {
        let day = self.day;
        match count {
            1 => self.line(&format!("--- A {day} passes. ---")),
            count => self.line(&format!("--- {count} {day}s pass. ---")),
        }
    }

    /// A paragraph on lines of its own; line breaks in it are kept.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Stop> {
        self.item("", text)
    }

    /// A paragraph behind a mark, indented to stand clear of it.
    pub(super) fn item(&mut self, mark: &str, text: &str) -> Result<(), Stop> {
        self.marked(mark, &" ".repeat(mark.chars().count()), text)
    }

    /// Something written, with a bar beside each of its lines.
    pub(super) fn written(&mut self, text: &str) -> Result<(), Stop> {
        self.marked("  | ", "  | ", text)
    }

    fn marked(&mut self, mark: &str, later: &str, text: &str) -> Result<(), Stop> {
        let width = WIDTH.saturating_sub(mark.chars().count());
        let mut lead = mark;
        for line in text.lines().chain(text.is_empty().then_some("")) {
            for piece in self.broken(line, width) {
                let mark = if piece.is_empty() { lead.trim_end() } else { lead };
                writeln!(self.out, "{mark}{piece}")?;
                lead = later;
            }
        }
        Ok(())
    }

    /// Asks for a line; `None` where the input ends.
    pub(super) fn ask(&mut self) -> Result<Option<String>, Stop> {
        self.ask_with("> ")
    }

    /// Asks for a line behind a prompt of its own.
    pub(super) fn ask_with(&mut self, prompt: &str) -> Result<Option<String>, Stop> {
        write!(self.out, "{prompt}")?;
        self.out.flush()?;
        let mut line = Vec::new();
        let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
        if read == 0 {
            writeln!(self.out)?;
            return Ok(None);
        }
        if !self.is_watched {
            // On a terminal the line that was typed ends the prompt's line.
            writeln!(self.out)?;
        }
        // What was typed must not steer the terminal when it is shown again.
        let text: String =
            String::from_utf8_lossy(&line).chars().filter(|c| !c.is_control()).collect();
        Ok(Some(text.trim().to_owned()))
    }

    /// Whether somebody looks at a terminal.
    pub(super) fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// Shows what was said so far, before something that takes a while.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        Ok(self.out.flush()?)
    }

    /// On a terminal, waits until the player has read so far.
    pub(super) fn pause(&mut self) -> Result<(), Stop> {
        if self.is_watched {
            self.ask_with("(Enter for more) ")?;
        }
        Ok(())
    }

    fn broken<'t>(&self, line: &'t str, width: usize) -> Vec<&'t str> {
        if !self.is_watched {
            return vec![line];
        }
        let mut pieces = Vec::new();
        let mut rest = line;
        while rest.chars().count() > width {
            let end = rest.char_indices().nth(width + 1).map_or(rest.len(), |(at, _)| at);
            let Some(space) = rest[..end].rfind(' ').filter(|at| *at > 0) else { break };
            pieces.push(rest[..space].trim_end());
            rest = rest[space..].trim_start();
        }
        pieces.push(rest);
        pieces
    }
}
