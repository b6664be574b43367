//! Working memory of passes over a Markov chain, kept from one pass to the next: memory that was written
//! before costs no page faults.

/// The places of a state that are in use, and where they are kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub from: u32,
    /// One past the last place; empty windows have it before `from`.
    pub to: u32,
    /// Where in [`Workspace::carried`].
    pub at: usize,
}

/// Working memory.
#[derive(Debug, Default)]
pub(in crate::solver) struct Workspace {
    /// Each state's window, by its place in the chain.
    pub(super) windows: Vec<Window>,
    /// What each state carries, window by window.
    pub(super) carried: Vec<f64>,
    /// What has come to its end.
    pub(super) over: Vec<f64>,
}
