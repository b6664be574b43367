//! What a scenario consists of, piece by piece and place by place.

pub(super) mod conditional;
pub(super) mod item;
pub(super) mod lines;
pub(super) mod numbers;
pub(super) mod reached;
