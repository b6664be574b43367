//! Output that grows no further than it may, and not after Ctrl-C.

use std::io::{self, Write};

/// The most bytes of a model.
const MOST_BYTES: u64 = 4 << 30;

/// A file that grows no further than a model may, and not after Ctrl-C.
pub(super) struct Bounded<'f, W> {
    file: &'f mut W,
    stops: &'f dyn Fn() -> bool,
    left: u64,
}

impl<'f, W> Bounded<'f, W> {
    pub(super) fn of(file: &'f mut W, stops: &'f dyn Fn() -> bool) -> Self {
        Self { file, stops, left: MOST_BYTES }
    }
}

impl<W: Write> Write for Bounded<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.stops)() {
            return Err(io::Error::other("it was stopped"));
        }
        let written = self.file.write(bytes)?;
        self.left = self
            .left
            .checked_sub(written as u64)
            .ok_or_else(|| io::Error::other("the model takes more than 4 GiB"))?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
