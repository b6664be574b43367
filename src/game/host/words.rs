//! Dates and times as people say them, and what there is to say of how a play is kept.

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};

use crate::practice::Note;

/// How long ago: "today", "yesterday", "9 days ago", "on 3 May".
pub(in crate::game) fn ago(then: Timestamp) -> String {
    let days = days_since(then);
    match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=30 => format!("{days} days ago"),
        _ => format!("on {}", date(then)),
    }
}

/// Whole days since a time, by the calendar here.
pub(in crate::game) fn days_since(then: Timestamp) -> i32 {
    let today = Zoned::now().date();
    let day = then.to_zoned(TimeZone::system()).date();
    day.until(today).map_or(0, |span| span.get_days())
}

/// A day: "3 May", with the year if it is another one.
pub(in crate::game) fn date(then: Timestamp) -> String {
    let day = then.to_zoned(TimeZone::system()).date();
    let same_year = day.year() == Zoned::now().date().year();
    day_and_month(day, same_year)
}

fn day_and_month(day: Date, same_year: bool) -> String {
    let month = day.strftime("%B");
    if same_year {
        format!("{} {month}", day.day())
    } else {
        format!("{} {month} {}", day.day(), day.year())
    }
}

/// What there is to say of how a play is kept, each thing once; `None` if nothing.
pub(in crate::game) fn told(notes: &[Note]) -> Option<String> {
    let mut told: Vec<String> = notes.iter().map(|note| sentence(&note.to_string())).collect();
    told.dedup();
    (!told.is_empty()).then(|| told.join(" "))
}

/// A message as a sentence: it begins with a capital and ends with a full stop.
pub(in crate::game) fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if message.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}
