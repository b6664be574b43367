//! Live variables: what of a state the future can still ask, and the exact quotient (bisimulation)
//! that follows from it.

pub(super) mod bounds;
pub(super) mod caps;
pub(super) mod effects;
pub(super) mod inquiry;
pub(super) mod live;
mod looks;
pub(super) mod pack;
pub(super) mod partition;
pub(super) mod purpose;
mod reactions;
pub(super) mod shift;
pub(super) mod shown;
mod step_path;
pub(super) mod thresholds;
pub(super) mod vars;
