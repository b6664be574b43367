//! The spot in a play at which the wrong thing pays most: the counterexample to a claim.

use crate::scenario::{ChoiceId, EndingId};

/// A counterexample: where the wrong thing pays most.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot {
    /// In this belief, by taking this choice; `None` for whatever is best but one of the claim's.
    Decision { node: u32, wrong: Option<ChoiceId>, beside: ChoiceId, truth: usize, stage: usize },
    /// Where a play ends so.
    Ending(EndingId, u8),
    /// In the file alone: no play shows it.
    File,
}
