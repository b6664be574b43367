//! The JSON document of all records, written attempt by attempt: all pages together may be more than fits into
//! memory.

use std::{
    io::{self, Write},
    str,
};

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Value, json};

use crate::{cli::progress, coach::FOR_TRAINING, store::Damage, text::escaped_json};

/// Everything, as programs read it.
pub(super) struct JsonDocument<'e> {
    /// How many attempts there are.
    pub(super) count: usize,
    /// Makes one of them, when it is written.
    pub(super) attempt: &'e dyn Fn(usize) -> Value,
    /// What cannot be read.
    pub(super) damaged: &'e [Damage],
}

impl JsonDocument<'_> {
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let mut out = Escaped { out, held: Vec::new() };
        self.serialize(&mut serde_json::Serializer::pretty(&mut out))?;
        writeln!(out)?;
        out.flush()
    }
}

impl Serialize for JsonDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = serializer.serialize_map(None)?;
        document.serialize_entry("format", &1)?;
        document.serialize_entry("note", FOR_TRAINING)?;
        document.serialize_entry("attempts", &Attempts(self))?;
        let mut last = json!({});
        progress::name_in(&mut last, self.damaged);
        for (key, value) in last.as_object().into_iter().flatten() {
            document.serialize_entry(key, value)?;
        }
        document.end()
    }
}

/// The list of attempts.
struct Attempts<'d>(&'d JsonDocument<'d>);

impl Serialize for Attempts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((0..self.0.count).map(self.0.attempt))
    }
}

/// About how many bytes are escaped at a time.
const PIECE: usize = 1 << 16;

/// A writer of JSON in which no character steers, held back until it is flushed.
struct Escaped<'o, W> {
    out: &'o mut W,
    held: Vec<u8>,
}

impl<W: Write> Escaped<'_, W> {
    fn hand_on(&mut self) -> io::Result<()> {
        // The serializer writes whole characters.
        let text = str::from_utf8(&self.held).map_err(io::Error::other)?;
        self.out.write_all(escaped_json(text).as_bytes())?;
        self.held.clear();
        Ok(())
    }
}

impl<W: Write> Write for Escaped<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.hand_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on()?;
        self.out.flush()
    }
}
