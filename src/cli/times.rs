//! How an analysis went: how long it took, and whether it came to its end.

use std::time::Duration;

use crate::solver::Analysis;

/// How long the parts of an analysis took.
#[derive(Debug, Default)]
pub(super) struct Times {
    pub all: Duration,
    /// Finding and solving the true states.
    pub truth: Duration,
    /// Whether it was stopped by Ctrl-C.
    pub stopped: bool,
}

impl Times {
    /// Whether every finding that there may be was looked for.
    pub(super) fn is_worked_out(&self, analysis: &Analysis) -> bool {
        analysis.complete() && analysis.rated && !self.stopped
    }
}
