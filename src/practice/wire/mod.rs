//! Wire forms: what other screens are sent, as JSON with a version.
//!
//! They are types of their own: engine and coach can change without a phone noticing. Dates are data, and whoever
//! shows them words them. Whatever is not in a [`View`](crate::engine::View) is not sent before the debrief.

mod debrief;
mod envelope;
mod moment;
mod own;
mod view;

pub use debrief::{
    WireAnswer, WireAsk, WireBeat, WireChair, WireDebrief, WireEvidence, WireLesson, WireLine,
    WireNote, WireSection, WireSkill, WireToldVerdict, WireTruth, part_name,
};
pub use envelope::{VERSION, WireError, from_json, to_json};
pub use moment::{WireDay, WireMoment, WireWhen};
pub use view::{
    WireAgreement, WireBand, WireColumns, WireEnding, WireMeter, WireNumber, WireOffer,
    WireOnStage, WireOption, WirePerson, WirePick, WireReminder, WireSaid, WireSpeaker,
    WireStanding, WireView,
};
