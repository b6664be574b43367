//! Replay and rewind: a play computed again from what is kept of it.

use std::sync::Arc;

use super::{BadDraw, NotOffered, Session};
use crate::{engine::Save, scenario::Scenario};

/// A save that does not fit its scenario.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// A forced draw cannot be.
    #[error(transparent)]
    Draw(#[from] BadDraw),
    /// A choice was not on offer.
    #[error(transparent)]
    Choice(#[from] Stopped),
}

/// A replay as far as it fits: the play up to there, and where it stopped.
#[derive(Debug, Clone)]
pub struct Replayed {
    /// The play, up to the first choice that is not on offer any more.
    pub session: Session,
    /// That choice; `None` where everything fits.
    pub stopped: Option<Stopped>,
}

/// Where a replay stopped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("step {}: {refusal}", step + 1)]
pub struct Stopped {
    /// Position among the choices, from 0; so many were taken.
    pub step: usize,
    /// What was wrong.
    pub refusal: NotOffered,
}

impl Session {
    /// Replays a save, all of it.
    ///
    /// # Errors
    /// [`ReplayError`] if the save does not fit the scenario.
    pub fn replay(scenario: Arc<Scenario>, save: &Save) -> Result<Self, ReplayError> {
        let Replayed { session, stopped } = Self::replay_as_far(scenario, save)?;
        stopped.map_or(Ok(session), |stopped| Err(stopped.into()))
    }

    /// Replays a save as far as it fits the scenario, and says where it stopped.
    ///
    /// # Errors
    /// [`BadDraw`] if it cannot even begin: a forced draw is unknown or impossible.
    pub fn replay_as_far(scenario: Arc<Scenario>, save: &Save) -> Result<Replayed, BadDraw> {
        let mut session = Self::new(scenario, save.seed, &save.forced)?;
        let refused = save.choices.iter().enumerate().find_map(|(step, choice)| {
            let refusal = session.choose_branch(&choice.id, choice.branch).err()?;
            Some(Stopped { step, refusal })
        });
        Ok(Replayed { session, stopped: refused })
    }

    /// Rewinds: a new play of the first `step` choices of this one, or of all of them where it has fewer.
    ///
    /// It begins at the start that is kept, and a step is a function of state, choice and seed, so that what
    /// was on offer is on offer again.
    #[must_use]
    pub fn rewound_to(&self, step: usize) -> Self {
        let mut rewound = Self::at_start(
            Arc::clone(&self.scenario),
            self.seed,
            self.forced.clone(),
            self.start.clone(),
            Arc::clone(&self.opening),
            Vec::new(),
        );
        for decision in self.decisions.iter().take(step) {
            let again = rewound.choose_branch(&decision.choice_id, decision.forced_branch);
            debug_assert!(again.is_ok(), "a play's own choices fit it");
        }
        rewound
    }
}
