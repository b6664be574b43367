//! Monte Carlo sampling: plays drawn at random, and how far figures from them may be off.

pub(super) mod interval;
mod logarithm;
pub(super) mod reading;
pub(super) mod simulate;
