//! Sampling: plays drawn at random, and how far figures from them may be off.

pub(super) mod interval;
pub(super) mod simulate;
