//! From a finished play to an honest debrief.

mod debrief;

pub use debrief::*;
