//! Exact analysis of a scenario as a Markov decision process, fully and partially observable: what can
//! happen, how likely, how good, and what a decision cost.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]
#![deny(clippy::wildcard_enum_match_arm)]

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
mod workers;

pub use analysis::{Analysis, KnownDraw, KnownValue};
pub use bot::Bot;
pub use claims::{
    proof::{Bound, Figure, Proof, Proven, Subject},
    prove,
};
pub use content::{
    conditional::{Conditional, conditionals},
    item::Item,
    lines::{LineAt, lines},
};
pub use findings::finding::{Concern, Finding};
pub use mdp::{
    by_draw::{DrawOutcomes, ValueOutcomes},
    frequencies::Frequencies,
    levels::Levels,
    occasions::Occasions,
    said::SaidWithin,
    state_mdp::{Outcomes, Reach, StateMdp},
};
pub use pomdp::{
    belief::{Beliefs, Verdict},
    contrast::Contrast,
    evaluation::{PlayEvaluation, StepEvaluation, TIE, Valued},
    statistics::{ChoiceStatistics, SceneStatistics, Statistics},
};
pub use sampling::{
    interval::Interval,
    reading::ReadingLoad,
    simulate::{Sample, rated, simulate},
};
pub use watch::{Limits, Phase, Progress, SharedWatch, Watch};
pub use workers::Workers;
