//! The rules of play: state, step, chance, what the player can see, and the journal.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]
#![deny(clippy::wildcard_enum_match_arm)]

mod answer;
mod chance;
mod decision;
mod present;
mod save;
mod session;
mod state;
mod step;
mod view;

pub use chance::{Chance, Seeded, weighted};
pub use decision::{Decision, Drawn, Shown};
pub(crate) use present::{answer_id, answer_length, loudness};
pub use save::{Save, SavedChoice};
pub use session::{BadDraw, NotOffered, ReplayError, Replayed, Session, Stopped};
pub use state::State;
pub use step::{Move, Notice, Witness, begin, offered, step};
pub(crate) use step::{is_offered, value_of};
pub use view::*;
