//! How an analysis went: how long it took, and whether it came to its end.

use std::time::Duration;

use super::{extent::Extent, interrupt::CutShort};
use crate::solver::Analysis;

/// How long the parts of an analysis took.
#[derive(Debug, Default)]
pub(super) struct Times {
    pub all: Duration,
    /// Finding and solving the true states.
    pub truth: Duration,
    /// Why it did not come to its end, if it was told to stop.
    pub cut_short: Option<CutShort>,
}

impl Times {
    /// The same; stopped, if its report was.
    pub(super) fn or_abridged(&self, extent: &Extent<'_>) -> Self {
        let stopped = extent.is_abridged().then_some(CutShort::Interrupted);
        Self { cut_short: self.cut_short.or(stopped), ..*self }
    }

    /// Whether every finding that there may be was looked for.
    pub(super) fn is_worked_out(&self, analysis: &Analysis) -> bool {
        analysis.complete() && analysis.rated && self.cut_short.is_none()
    }
}
