//! The syntax tree: lossless, in step with `ron`, and exact about what is wrong.

mod edits;
mod faults;
mod format;
mod lossless;
pub(crate) mod removals;
mod ron;
