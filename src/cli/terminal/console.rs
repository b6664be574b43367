//! Lines out, lines in.

use std::{
    borrow::Cow,
    io::{BufRead, Read, Write},
};

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm, core::display_width};

use super::super::{stop::Stop, tell};
use crate::{practice::Practice, scenario::Scenario, text::steers};

/// Where a line is broken on a wide terminal: longer ones are hard to read. Piped, none is broken at all.
const WIDEST: usize = 80;

/// No answer is longer than this, in bytes.
const LONGEST: u64 = 16 * 1024;

/// The terminal, or the pipes in its place.
pub(super) struct Console<'p, R, W> {
    input: R,
    out: W,
    /// Columns of the terminal that somebody looks at.
    columns: Option<usize>,
    /// What a day is called.
    day: &'static str,
    /// The practice whose records are looked after at every prompt.
    kept_by: Option<&'p Practice>,
}

impl<'p, R: BufRead, W: Write> Console<'p, R, W> {
    pub(super) fn new(input: R, out: W, is_watched: bool) -> Self {
        let columns = is_watched.then(|| textwrap::termwidth().min(WIDEST));
        Self { input, out, columns, day: "day", kept_by: None }
    }

    /// From now on, what waits to be kept is tried again at every prompt and every line.
    pub(super) fn keep_by(&mut self, practice: &'p Practice) {
        self.kept_by = Some(practice);
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
        self.marked(mark, &" ".repeat(display_width(mark)), text)
    }

    /// Something written, with a bar beside each of its lines.
    pub(super) fn written(&mut self, text: &str) -> Result<(), Stop> {
        self.marked("  | ", "  | ", text)
    }

    fn marked(&mut self, mark: &str, later: &str, text: &str) -> Result<(), Stop> {
        let width = self.columns.map(|columns| columns.saturating_sub(display_width(mark)));
        let mut lead = mark;
        for line in text.lines().chain(text.is_empty().then_some("")) {
            for piece in broken(line, width) {
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
        if let Some(practice) = self.kept_by {
            practice.keep_up();
            // What was said so far comes in front of it.
            let news = practice.news();
            if !news.is_empty() {
                self.out.flush()?;
            }
            news.into_iter().for_each(|note| tell(format_args!("note: {note}")));
        }
        write!(self.out, "{prompt}")?;
        self.out.flush()?;
        let mut line = Vec::new();
        let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
        self.kept_by.into_iter().for_each(Practice::keep_up);
        if read == 0 {
            writeln!(self.out)?;
            return Ok(None);
        }
        if !self.is_watched() {
            // On a terminal the line that was typed ends the prompt's line.
            writeln!(self.out)?;
        }
        // What was typed must not steer the terminal when it is shown again.
        let text: String =
            String::from_utf8_lossy(&line).chars().filter(|c| *c != '\n' && !steers(*c)).collect();
        Ok(Some(text.trim().to_owned()))
    }

    /// Whether somebody looks at a terminal.
    pub(super) fn is_watched(&self) -> bool {
        self.columns.is_some()
    }

    /// Shows what was said so far, before something that takes a while.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        Ok(self.out.flush()?)
    }

    /// On a terminal, waits until the player has read so far.
    pub(super) fn pause(&mut self) -> Result<(), Stop> {
        if self.is_watched() {
            self.ask_with("(Enter for more) ")?;
        }
        Ok(())
    }
}

/// A line in pieces of so many columns at most, as a terminal counts them: a wide letter has two, a combining
/// mark none. A word that is longer than that stays whole.
fn broken(line: &str, width: Option<usize>) -> Vec<Cow<'_, str>> {
    let Some(width) = width else { return vec![line.into()] };
    let options = Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(line, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(columns: usize, mark: &str, text: &str) -> String {
        let mut out = Vec::new();
        let mut console =
            Console { columns: Some(columns), ..Console::new(&b""[..], &mut out, false) };
        assert!(console.item(mark, text).is_ok());
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn lines_are_broken_at_spaces_by_the_columns_that_they_take() {
        assert_eq!(told(9, "1. ", "one two three"), "1. one\n   two\n   three\n");
        // Six columns each: three wide letters, or six that carry an accent each.
        assert_eq!(
            told(6, "", "\u{738b}\u{5c0f}\u{660e} ringt"),
            "\u{738b}\u{5c0f}\u{660e}\nringt\n"
        );
        let accents = "e\u{301}".repeat(6);
        assert_eq!(told(6, "", &accents), format!("{accents}\n"));
        assert_eq!(told(13, "", &format!("{accents} {accents}")), format!("{accents} {accents}\n"));
    }

    #[test]
    fn a_word_that_does_not_fit_stays_whole() {
        assert_eq!(told(4, "", "a longer word"), "a\nlonger\nword\n");
        assert_eq!(told(9, "  ", "kept\n\napart"), "  kept\n\n  apart\n");
    }
}
