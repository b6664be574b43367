//! From a finished play to an honest debrief.

mod debrief;
mod tell;

pub use debrief::*;
pub use tell::debrief;
