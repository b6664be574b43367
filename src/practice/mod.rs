//! The practice service: the workflow of an attempt, and the analysis behind its debrief.
//!
//! Window and terminal are faces of it, and a phone page or a browser will be: they show what it gives and
//! hand on what the player wants.

mod analysis;
mod next;
mod note;
mod play;
mod service;
mod start;
pub mod wire;

pub use analysis::{AnalysisJob, PATIENCE, Solved, Split, Threads, Work};
pub use next::Proposal;
pub use note::{CannotBegin, CannotGoOn, NoGoingBack, Note};
pub use play::Play;
pub use service::{MODE_SETTING, OpenedPlay, Practice, TakenChoice};
pub use start::Start;
