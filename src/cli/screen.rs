//! Standard output and standard error: whatever is written to either goes through here.
//!
//! Titles, ids, names of files and words of the command line are other people's. On their way out, a picture
//! stands for every character in them that would steer a terminal. Colours and progress are ours, and have
//! doors of their own.

use std::{
    env,
    fmt::Display,
    io::{self, BufWriter, IsTerminal, StdoutLock, Write},
    str,
};

use crate::{
    diagnostic::TerminalColours,
    text::{shown, steers},
};

/// Where the words of a command go.
pub(crate) trait FilteredOutput: Write {
    /// Writes a line that has been cleaned and coloured already.
    fn styled(&mut self, text: &str) -> io::Result<()>;
}

/// A writer that lets nothing through that steers a terminal.
pub(super) struct Clean<W: Write> {
    inner: W,
    /// The first bytes of a character whose others are still to come.
    begun: Vec<u8>,
}

/// Standard output, held back until it is flushed.
pub(super) fn out() -> Clean<BufWriter<StdoutLock<'static>>> {
    Clean { inner: BufWriter::new(io::stdout().lock()), begun: Vec::new() }
}

impl<W: Write> Clean<W> {
    fn words(&mut self, words: &str) -> io::Result<()> {
        self.inner.write_all(shown(words).as_bytes())
    }

    /// Writes bytes, of which those that are no text become the sign for that.
    fn bytes(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        loop {
            match str::from_utf8(bytes) {
                Ok(words) => return self.words(words),
                Err(fault) => {
                    let (sound, rest) = bytes.split_at(fault.valid_up_to());
                    self.words(&String::from_utf8_lossy(sound))?;
                    let Some(wrong) = fault.error_len() else {
                        self.begun = rest.to_vec();
                        return Ok(());
                    };
                    self.words("\u{fffd}")?;
                    bytes = rest.get(wrong..).unwrap_or_default();
                }
            }
        }
    }
}

impl<W: Write> Write for Clean<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.begun.is_empty() {
            self.bytes(bytes)?;
        } else {
            let mut all = std::mem::take(&mut self.begun);
            all.extend_from_slice(bytes);
            self.bytes(&all)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: Write> FilteredOutput for Clean<W> {
    fn styled(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.inner, "{text}")
    }
}

/// Says something on standard error.
pub(crate) fn tell(text: impl Display) {
    tell_styled(shown(&text.to_string()));
}

/// Says something on standard error that has been cleaned and coloured already.
pub(crate) fn tell_styled(text: impl Display) {
    // There is nobody left to tell if standard error is gone.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes a line on standard error for progress: on a terminal in place of the one before.
pub(super) fn over(text: &str) {
    let mut stderr = io::stderr().lock();
    if stderr.is_terminal() {
        let _ = write!(stderr, "\r\x1b[K{}", shown(text));
    } else if !text.is_empty() {
        let _ = writeln!(stderr, "{}", shown(text));
    }
}

/// Colours for a terminal, unless the environment asks for none.
pub(super) fn palette(stream: &(impl IsTerminal + Write)) -> TerminalColours {
    let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream.is_terminal() && !unwanted {
        TerminalColours::Coloured
    } else {
        TerminalColours::Plain
    }
}

/// Help, the version, or what is wrong with the words of a command line: coloured on a terminal, unless one of
/// these words would steer it.
pub(super) fn tell_usage(fault: &clap::Error) -> io::Result<()> {
    let is_ours = env::args_os().all(|word| !word.to_string_lossy().chars().any(steers));
    let words = |palette| match palette {
        TerminalColours::Coloured if is_ours => fault.render().ansi().to_string(),
        _ => shown(&fault.render().to_string()).into_owned(),
    };
    if fault.use_stderr() {
        let mut stderr = io::stderr().lock();
        write!(stderr, "{}", words(palette(&stderr)))
    } else {
        let mut stdout = io::stdout().lock();
        write!(stdout, "{}", words(palette(&stdout)))?;
        stdout.flush()
    }
}
