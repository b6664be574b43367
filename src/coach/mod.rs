//! From a finished play to an honest debrief.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod brief;
mod chance;
mod dear;
mod debrief;
mod event;
mod feeling;
mod figures;
mod first_page;
mod handout;
mod more;
mod page;
mod points;
mod seen;
mod split;
mod summary;
mod teach;
mod tell;
mod thresholds;
mod when;

pub use chance::*;
pub use dear::untold_notes;
pub use debrief::*;
pub use feeling::{Feeling, Felt};
pub use first_page::{is_if_then, page, turning_points};
pub use handout::{Handout, challenge};
pub use more::More;
pub use page::*;
pub use seen::{Seen, times};
pub use split::choices_and_chance;
pub use summary::{EARLIER_VERSION, NOT_PROVEN, NOT_WAITED_FOR, OUT_OF_TIME};
pub use tell::{debrief, when};
pub use thresholds::{AT_STAKE, BEST_MOVE, DEAR, EVENT, FELT, WELL};
pub use when::{Day, When};

/// What the product is for, said at the first launch and wherever records leave it.
pub const FOR_TRAINING: &str = "For training, not validated for selection: what this shows about somebody says \
    how they played, not whom to hire.";
