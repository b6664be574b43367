//! Exact analysis over the engine: what can happen, how likely, how good, and what a decision cost.

#![expect(
    clippy::cast_possible_truncation,
    reason = "states are packed into words and numbered in 32 bits, within caps checked on the way in"
)]

mod analysis;
mod bot;
mod claims;
mod content;
mod export;
mod findings;
mod intern;
mod liveness;
mod mdp;
mod pomdp;
mod sampling;
mod watch;

pub use analysis::Analysis;
pub use bot::Bot;
pub use claims::{Bound, Figure, Proof, Proven, Subject, prove};
pub use content::{
    conditional::{Conditional, conditionals},
    lines::{Placed, lines},
    reached::Item,
    site::Within,
};
pub use findings::Finding;
pub use mdp::{
    by_draw::{DrawOutcomes, ValueOutcomes},
    frequencies::Heard,
    levels::Levels,
    state_mdp::{Outcomes, Reach, Truth},
};
pub use pomdp::{
    belief::{Beliefs, Verdict},
    contrast::Contrast,
    evaluation::{Course, Judged, TIE, Valued},
    statistics::{Stakes, Standing, Survey},
};
pub use sampling::{
    interval::Interval,
    simulate::{Sample, rated, simulate},
};
pub use watch::{Limits, Phase, Progress, Watch};
