//! All tests in one binary, a module for each capability.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod circles;
#[cfg(feature = "records")]
mod cli;
mod coach;
mod codes;
mod corpus;
mod docs;
mod engine;
#[cfg(feature = "records")]
mod faces;
#[cfg(feature = "game")]
mod game;
mod language;
mod lessons;
mod limits;
mod mistakes;
mod names;
#[cfg(feature = "records")]
mod pictures;
mod plans;
#[cfg(feature = "records")]
mod practice;
mod script;
mod short;
mod slips;
mod solver;
#[cfg(feature = "game")]
mod sound;
mod source_map;
#[cfg(feature = "records")]
mod store;
#[cfg(feature = "team")]
mod team;
mod tidy;
mod tree;
mod typeface;
#[cfg(feature = "game")]
mod ui;
