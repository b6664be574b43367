//! Exact analysis over the engine: what can happen, how likely, how good, and what a decision cost.

#![expect(
    clippy::cast_possible_truncation,
    reason = "states are packed into words and numbered in 32 bits, within caps checked on the way in"
)]

mod analysis;
mod belief;
mod bot;
mod bounds;
mod by_draw;
mod caps;
mod conditional;
mod contrast;
mod course;
mod drn;
mod effects;
mod explore;
mod findings;
mod flow;
mod follow;
mod graph;
mod heard;
mod inquiry;
mod intern;
mod interval;
mod levels;
mod lines;
mod live;
mod merge;
mod moves;
mod nodes;
mod observe;
mod openings;
mod pack;
mod prism;
mod proof;
mod reached;
mod shift;
mod shown;
mod sights;
mod simulate;
mod survey;
mod trace;
mod truth;
mod vars;
mod watch;
mod ways;
mod within;

pub use analysis::Analysis;
pub use belief::{Beliefs, Verdict};
pub use bot::Bot;
pub use by_draw::{DrawOutcomes, ValueOutcomes};
pub use conditional::{Conditional, conditionals};
pub use contrast::Contrast;
pub use course::{Course, Judged, TIE, Valued};
pub use findings::Finding;
pub use heard::Heard;
pub use interval::Interval;
pub use levels::Levels;
pub use lines::{Placed, lines};
pub use proof::{Bound, Figure, Proof, Proven, Subject, prove};
pub use reached::Item;
pub use simulate::{Sample, rated, simulate};
pub use survey::{Stakes, Standing, Survey};
pub use truth::{Outcomes, Reach, Truth};
pub use watch::{Limits, Phase, Progress, Watch};
pub use within::Within;
