//! Recorded plays of a scenario: what is chosen, and what is to come of it. Read, run, and held against what
//! a scenario has.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod coverage;
mod difference;
mod document;
mod record;
mod run;

pub use coverage::{Coverage, Missed, Visit};
pub use difference::{Difference, PlayPlace};
pub use document::{PlanFault, Plans, RecordedPlay};
pub use record::recorded;
pub use run::{Ran, run};
