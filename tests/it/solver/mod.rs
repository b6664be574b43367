//! The analysis against an independent referee, on thousands of small random scenarios.

mod balance;
mod brute;
mod budget;
mod decided;
mod exports;
mod extreme;
mod figures;
pub(crate) mod findings;
mod flagship;
pub(crate) mod generate;
mod lessons;
mod looks;
mod near;
mod parts;
mod plenty;
mod prism;
mod referee;
mod review;
mod said;
mod sums;
mod workers;
mod worth;
mod written;

use std::ops::ControlFlow;

use rapport::solver::{Bot, Progress};

/// Lets an analysis run on.
fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9
}

/// One bot after the other.
fn bot_of(seed: u64) -> Bot {
    let count = u64::try_from(Bot::ALL.len()).expect("few");
    Bot::ALL[usize::try_from(seed % count).expect("few")]
}
