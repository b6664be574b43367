//! All tests in one binary, a module for each capability.

mod cli;
mod corpus;
mod engine;
#[cfg(feature = "game")]
mod game;
mod language;
mod store;
mod tidy;
#[cfg(feature = "game")]
mod ui;
