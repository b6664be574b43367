//! All tests in one binary, a module for each capability.

mod cli;
mod corpus;
mod store;
mod ui;
