//! Rapport: a flight simulator for difficult client conversations.
//!
//! The rooms, in reading order; each uses only rooms above it that ARCHITECTURE.md allows.

pub mod text;
pub mod diagnostic;
pub mod scenario;
pub mod engine;
pub mod coach;
pub mod store;
#[cfg(feature = "game")]
pub mod ui;
#[cfg(feature = "game")]
pub mod game;
pub mod cli;
