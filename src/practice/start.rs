//! With what an attempt begins, where that is given.

use std::sync::Arc;

use super::CannotBegin;
use crate::{engine::Session, scenario::Scenario};

/// The given beginning of an attempt: its seed, and with it draws and choices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// Seed of every draw and shuffle.
    pub seed: u32,
    /// Hidden draws forced to a value: draw id, value id.
    pub forced: Vec<(String, String)>,
    /// Choices taken already, each with the branch of chance that is forced, from 0.
    pub choices: Vec<(String, Option<u16>)>,
}

impl Start {
    /// Whether more is given than a seed: then whoever plays knows what is hidden, or did not choose.
    #[must_use]
    pub fn is_given(&self) -> bool {
        !self.forced.is_empty() || !self.choices.is_empty()
    }

    /// The play as it begins.
    ///
    /// # Errors
    /// [`CannotBegin`] if a forced draw cannot be, or a choice is not on offer.
    pub fn session(&self, scenario: &Arc<Scenario>) -> Result<Session, CannotBegin> {
        let mut session = self.opening(scenario)?;
        for (at, (id, branch)) in self.choices.iter().enumerate() {
            session
                .choose_branch(id, *branch)
                .map_err(|refusal| CannotBegin::Choice { number: at + 1, refusal })?;
        }
        Ok(session)
    }

    /// The play before its first choice.
    pub(super) fn opening(&self, scenario: &Arc<Scenario>) -> Result<Session, CannotBegin> {
        Ok(Session::new(Arc::clone(scenario), self.seed, &self.forced)?)
    }
}
