//! From a finished play to an honest debrief.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod debrief;
mod tell;

pub use debrief::*;
pub use tell::debrief;
