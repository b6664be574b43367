//! What is kept of a play: enough to compute everything else again.

/// A play as it is saved: replaying it gives the same state on every platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    /// Seed of every draw and shuffle.
    pub seed: u32,
    /// Hidden draws forced to a value: draw id, value id.
    pub forced: Vec<(String, String)>,
    /// The choices taken, in order.
    pub choices: Vec<SavedChoice>,
}

/// One choice as it is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedChoice {
    /// Id as offered; of a pick, the answer's id.
    pub id: String,
    /// The chance branch that was forced, counted from 0; `None`: drawn from the seed.
    pub branch: Option<u16>,
}
