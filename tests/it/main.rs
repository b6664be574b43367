//! tests

mod cli;
mod store;
