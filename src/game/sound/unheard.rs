//! Why something is not heard, which nobody is told.

/// Nobody answers, or no longer.
pub(super) struct Unheard;
