//! The process in the formats of model checkers.

pub(super) mod drn;
pub(super) mod prism;
