//! When something happens, and what was decided then.

use serde::{Deserialize, Serialize};

use super::own::{maybe, text};
use crate::{
    coach::{Day, Moment, When},
    engine::DateView,
    scenario::Channel,
};

/// Date and time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireWhen {
    /// The day.
    pub day: WireDay,
    /// Time of day in minutes after midnight.
    pub minute: Option<u16>,
}

/// A day of a play, as far as it has a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum WireDay {
    /// With a date.
    Dated {
        /// Name of the weekday: "Tuesday".
        weekday: String,
        /// Day of the month, 1 to 31.
        day: i8,
        /// Name of the month: "May".
        month: String,
    },
    /// After the ending.
    Afterwards,
    /// By its number, from 1.
    Counted {
        /// The number.
        number: u32,
    },
}

impl From<&When> for WireWhen {
    fn from(when: &When) -> Self {
        let When { day, minute } = *when;
        let day = match day {
            Day::Dated(DateView { weekday, day, month }) => {
                WireDay::Dated { weekday: weekday.to_owned(), day, month: month.to_owned() }
            }
            Day::Afterwards => WireDay::Afterwards,
            Day::Counted(number) => WireDay::Counted { number },
        };
        Self { day, minute }
    }
}

/// A decision as the debrief tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireMoment {
    /// Position among the play's choices, from 0.
    pub step: usize,
    /// Short name of the scene.
    pub scene: String,
    /// Date and time.
    pub when: WireWhen,
    /// Channel used.
    pub channel: Channel,
    /// What you said or did.
    pub yours: String,
    /// What you meant by it, as the author sees it.
    pub intent: Option<String>,
    /// The first words that came back, with the speaker's name before them.
    pub reply: Option<String>,
    /// Why it counts; may be empty.
    pub why: String,
}

impl From<&Moment> for WireMoment {
    fn from(moment: &Moment) -> Self {
        let Moment { step, scene, when, channel, yours, intent, reply, why } = moment;
        Self {
            step: *step,
            scene: text(scene),
            when: when.into(),
            channel: *channel,
            yours: text(yours),
            intent: maybe(intent.as_ref()),
            reply: maybe(reply.as_ref()),
            why: text(why),
        }
    }
}
