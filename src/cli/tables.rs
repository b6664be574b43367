//! Output for programs.

use std::{fmt::Display, io::Write};

use serde_json::{Value, json};

use super::{bounded::Bounded, stop::Stop};
use crate::{store::LessonResult, text::escaped_json};

/// Prints a JSON document, readable for people too.
pub(super) fn json(out: &mut impl Write, value: &Value) -> Result<(), Stop> {
    writeln!(out, "{}", escaped_json(&serde_json::to_string_pretty(value)?))?;
    Ok(())
}

/// The same, made whole before anything of it is printed; whether it was, and not stopped meanwhile.
pub(super) fn json_unless(
    stops: &dyn Fn() -> bool,
    value: &Value,
    out: &mut impl Write,
) -> Result<bool, Stop> {
    let mut text = Vec::new();
    let made = serde_json::to_writer_pretty(&mut Bounded::of(&mut text, stops), value);
    if stops() {
        return Ok(false);
    }
    made?;
    writeln!(out, "{}", escaped_json(&String::from_utf8_lossy(&text)))?;
    Ok(true)
}

/// A moment as programs read it: RFC 3339 in UTC, to the second.
pub(super) fn moment(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A day as people read it, in their own time zone: "12 May 2026".
pub(super) fn day(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %B %Y").to_string()
}

/// So many of something: "1 state", "2 states".
pub(super) fn counted(count: impl Display, one: &str) -> String {
    let count = count.to_string();
    let plural = if count == "1" { "" } else { "s" };
    format!("{count} {one}{plural}")
}

/// What a play showed of a lesson, for programs.
pub(super) fn lesson(result: &LessonResult) -> Value {
    let LessonResult { lesson, sentence, kept, broken } = result;
    json!({ "id": lesson, "sentence": sentence, "kept": kept, "broken": broken })
}
