//! Rapport.
fn main() {}
