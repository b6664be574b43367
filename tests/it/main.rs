//! All tests in one binary, a module for each capability.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod circles;
mod cli;
mod coach;
mod corpus;
mod docs;
mod engine;
#[cfg(feature = "game")]
mod game;
mod language;
mod lessons;
mod plans;
mod solver;
mod store;
mod tidy;
mod tree;
#[cfg(feature = "game")]
mod ui;
