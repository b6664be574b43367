//! What in the records cannot be read, by name, beside what can.

use std::fmt;

use rusqlite::types::ValueRef;

/// A corrupt record: something kept that this build cannot read. Everything beside it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What it is, by name: "play 0198…", "choice 3 of play 0198…".
    pub what: String,
    /// Why it cannot be read.
    pub why: String,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.why)
    }
}

/// What could be read, and what could not.
#[derive(Debug, Clone, PartialEq)]
pub struct Legible<T> {
    /// What could.
    pub sound: T,
    /// What could not.
    pub damaged: Vec<Damage>,
}

impl<T: Default> Default for Legible<T> {
    fn default() -> Self {
        Self { sound: T::default(), damaged: Vec::new() }
    }
}

/// Why a row cannot be read.
#[derive(Debug)]
pub(super) struct RowFault(pub(super) String);

impl RowFault {
    /// That a column holds what it cannot.
    pub(super) fn of(column: &str, error: &rusqlite::Error) -> Self {
        let why = match error {
            rusqlite::Error::Utf8Error(..) => "it is not UTF-8 text".to_owned(),
            rusqlite::Error::IntegralValueOutOfRange(_, number) => {
                format!("{number} is out of range")
            }
            rusqlite::Error::InvalidColumnType(_, _, found) => {
                format!("it is of the type {found}")
            }
            other => other.to_string(),
        };
        Self(format!("its `{column}` cannot be read ({why})"))
    }

    /// That a column holds a number that cannot be.
    pub(super) fn out_of_range(column: &str, number: impl fmt::Display) -> Self {
        Self(format!("its `{column}` cannot be read ({number} is out of range)"))
    }
}

/// Words from the records as a message names them: whatever they are, in one line.
pub(super) fn named(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            text.chars().take(80).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
        }
    }
}
