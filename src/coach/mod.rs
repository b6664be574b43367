//! From a finished play to an honest debrief.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod chance;
mod debrief;
mod tell;

pub use chance::*;
pub use debrief::*;
pub use tell::debrief;

/// What the product is for, said at the first launch and wherever records leave it.
pub const FOR_TRAINING: &str = "For training, not validated for selection: what this shows about somebody says \
    how they played, not whom to hire.";
