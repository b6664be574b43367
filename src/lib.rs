//! Rapport: a flight simulator for difficult client conversations.
//!
//! The rooms, in reading order; each uses only rooms above it that ARCHITECTURE.md allows.

pub mod cli;
pub mod coach;
pub mod diagnostic;
pub mod engine;
#[cfg(feature = "game")]
pub mod game;
pub mod scenario;
pub mod solver;
pub mod store;
pub mod text;
pub mod tree;
#[cfg(feature = "game")]
pub mod ui;
