//! Rapport: a flight simulator for difficult client conversations.
//!
//! The rooms, in reading order; each uses only rooms above it that ARCHITECTURE.md allows.

#[cfg(feature = "records")]
pub mod art;
#[cfg(feature = "records")]
pub mod cli;
pub mod coach;
pub mod diagnostic;
pub mod engine;
#[cfg(feature = "game")]
pub mod game;
pub mod map;
pub mod plan;
#[cfg(feature = "postgres")]
pub mod postgres;
#[cfg(feature = "records")]
pub mod practice;
pub mod scenario;
pub mod script;
pub mod solver;
#[cfg(feature = "game")]
pub mod sound;
#[cfg(feature = "records")]
pub mod store;
#[cfg(feature = "team")]
pub mod team;
pub mod text;
pub mod tree;
#[cfg(feature = "game")]
pub mod ui;
