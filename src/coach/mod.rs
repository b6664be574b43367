//! From a finished play to an honest debrief.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod chance;
mod debrief;
mod tell;

pub use chance::*;
pub use debrief::*;
pub use tell::debrief;
