//! The Markov decision process in the formats of probabilistic model checkers.

pub(super) mod drn;
pub(super) mod prism;
