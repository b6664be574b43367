//! All tests in one binary, a module for each capability.

mod corpus;
mod engine;
mod language;
