//! Exact analysis over the engine: what can happen, how likely, how good, and what a decision cost.

mod belief;
mod bot;
mod course;
mod effects;
mod explore;
mod flow;
mod graph;
mod intern;
mod lines;
mod live;
mod nodes;
mod observe;
mod openings;
mod pack;
mod reached;
mod shown;
mod trace;
mod truth;
mod vars;
mod watch;

pub use belief::{Beliefs, Verdict};
pub use bot::Bot;
pub use course::{Course, Judged, TIE, Valued};
pub use reached::Item;
pub use truth::{Outcomes, Reach, Truth};
pub use watch::{Limits, Phase, Progress, Watch};
