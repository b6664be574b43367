//! The screenplay of a scenario: everything that is said in it and when, to be read, signed, and brought back.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]
#![deny(clippy::wildcard_enum_match_arm)]

mod by_truth;
mod front;
mod html;
mod lines;
mod markdown;
mod merge;
mod parts;
mod read;
mod reading_order;
mod scenes;
mod screenplay;
mod text_place;
mod when;

pub use by_truth::by_truth;
pub use merge::{Current, MergeFault, Merged, merge};
pub use parts::{Extract, screenplay};
pub use screenplay::{Screenplay, ScriptText, TextMark};
