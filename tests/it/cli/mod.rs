//! The command line, tried through its own door.

mod analyze;
mod anywhere;
mod bad_input;
mod check;
mod crash;
mod damaged;
mod debrief;
mod desk;
mod doctor;
mod fmt;
mod folder;
mod graph;
#[cfg(feature = "team")]
mod guide;
mod hostile;
mod killed;
mod lessons;
mod library;
mod mending;
mod new;
mod outputs;
mod pictures;
mod play;
mod recorded;
mod records;
mod run;
mod script;
mod stopped;
mod together;
mod usage;
mod vocabulary;
mod waits;
mod walker;
mod withstood;

pub(crate) use desk::{CORRIDOR, Desk, ERRAND};
