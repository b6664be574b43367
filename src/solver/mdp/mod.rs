//! The Markov decision process (MDP) of the true states: every state reached, and what comes of a
//! policy.

pub(super) mod by_draw;
pub(super) mod chain;
pub(super) mod explore;
pub(super) mod flow;
pub(super) mod frequencies;
pub(super) mod graph;
pub(super) mod hidden;
pub(super) mod levels;
pub(super) mod moves;
pub(super) mod occasions;
mod preferences;
pub(super) mod said;
pub(super) mod state_mdp;
pub(super) mod trace;
pub(super) mod transitions;
mod workspace;
