//! The partially observable decision process (POMDP): what the player can know, and the best policy
//! given that.

pub(super) mod belief;
mod by_truth;
pub(super) mod contrast;
pub(super) mod evaluation;
pub(super) mod follow;
pub(super) mod hearing;
pub(super) mod merge;
pub(super) mod nodes;
pub(super) mod observations;
pub(super) mod observe;
mod script;
pub(super) mod statistics;
