//! Dates and moments: data, and the one place where they are put into words.

use std::fmt;

use crate::engine::{DateView, Standing};

/// When something happens in a play: the date as far as it is known, and the time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub day: Day,
    /// Time of day in minutes after midnight.
    pub minute: Option<u16>,
}

/// A day of a play, as far as it has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// With a date, where the scenario has a calendar.
    Dated(DateView),
    /// After the ending, when no days are counted any more.
    Afterwards,
    /// By its number, from 1.
    Counted(u32),
}

impl When {
    /// How late it is in a play.
    #[must_use]
    pub fn now(standing: &Standing) -> Self {
        let day = match standing.day.date {
            Some(date) => Day::Dated(date),
            None if standing.ending.is_some() => Day::Afterwards,
            None => Day::Counted(standing.day.counted()),
        };
        Self { day, minute: standing.minute }
    }

    /// The time in words: "16:40".
    #[must_use]
    pub fn time(&self) -> Option<String> {
        self.minute.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60))
    }
}

impl Day {
    /// In few letters: "Tue 21".
    #[must_use]
    pub fn short(&self) -> String {
        match self {
            Self::Dated(DateView { weekday, day, .. }) => {
                format!("{} {day}", weekday.chars().take(3).collect::<String>())
            }
            Self::Afterwards | Self::Counted(_) => self.to_string(),
        }
    }

    /// Within a sentence: "day 3".
    #[must_use]
    pub fn within(&self) -> String {
        match self {
            Self::Dated(_) => self.to_string(),
            Self::Afterwards | Self::Counted(_) => self.to_string().to_lowercase(),
        }
    }
}

/// "Tuesday 21 May", "Afterwards", "Day 3".
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dated(DateView { weekday, day, month }) => write!(f, "{weekday} {day} {month}"),
            Self::Afterwards => f.write_str("Afterwards"),
            Self::Counted(number) => write!(f, "Day {number}"),
        }
    }
}

/// "Tuesday 21 May, 16:40", or as much of it as is known.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time() {
            Some(time) => write!(f, "{}, {time}", self.day),
            None => self.day.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_much_is_said_as_is_known() {
        let date = DateView { weekday: "Tuesday", day: 21, month: "May" };
        let dated = When { day: Day::Dated(date), minute: Some(16 * 60 + 5) };
        assert_eq!(dated.to_string(), "Tuesday 21 May, 16:05");
        assert_eq!(
            (dated.day.short(), dated.day.within()),
            ("Tue 21".into(), "Tuesday 21 May".into())
        );
        let counted = When { day: Day::Counted(3), minute: None };
        assert_eq!((counted.to_string(), counted.day.within()), ("Day 3".into(), "day 3".into()));
        let after = When { day: Day::Afterwards, minute: Some(0) };
        assert_eq!(after.to_string(), "Afterwards, 00:00");
        assert_eq!(
            (after.day.short(), after.day.within()),
            ("Afterwards".into(), "afterwards".into())
        );
    }
}
