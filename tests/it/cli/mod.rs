//! The command line, tried through its own door.

mod analyze;
mod anywhere;
mod bad_input;
mod check;
mod crash;
mod debrief;
mod desk;
mod folder;
mod hostile;
mod killed;
mod lessons;
mod library;
mod play;
mod records;
mod run;
mod stopped;
mod together;
mod usage;
mod walker;

pub(crate) use desk::{CORRIDOR, Desk, ERRAND};
