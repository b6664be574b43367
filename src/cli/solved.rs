//! The analysis behind a debrief, also made in the background while the learner looks back.

use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use crate::{
    coach::{ChoicesAndChance, choices_and_chance},
    engine::Session,
    scenario::Scenario,
    solver::{Beliefs, Limits, Progress, StateMdp, Watch},
};

/// What the analysis of a scenario says to learners.
pub(super) struct Solved {
    pub(super) beliefs: Beliefs,
    /// With the hidden draws known; only where there are any, and where the rest is proven.
    pub(super) truth: Option<StateMdp>,
}

impl Solved {
    /// Solved as far as the limits for players go, and as `watch` lets it come.
    pub(super) fn of(scenario: &Scenario, watch: Watch<'_>) -> Self {
        let limits = Limits::for_players();
        let beliefs = Beliefs::of(scenario, limits, watch);
        let is_of_use = beliefs.complete() && !scenario.draws.is_empty();
        let truth = is_of_use.then(|| StateMdp::of(scenario, limits, watch));
        Self { beliefs, truth }
    }

    /// The split of a finished play; `None` where it is not proven.
    pub(super) fn split(&self, session: &Session) -> Option<ChoicesAndChance> {
        choices_and_chance(session, &self.beliefs)
    }
}

/// An analysis that is made while other things go on, once. It stops when nobody waits for it any more.
#[derive(Default)]
pub(super) enum Work {
    /// Not asked for yet.
    #[default]
    Ahead,
    /// Going on.
    Under(Job),
    /// Done; `None` where it could not be.
    Done(Option<Box<Solved>>),
}

/// A thread at work.
pub(super) struct Job {
    stop: Arc<AtomicBool>,
    result: Receiver<Solved>,
}

impl Work {
    /// Begins, if it has not begun.
    pub(super) fn begin(&mut self, scenario: &Arc<Scenario>) {
        if matches!(self, Self::Ahead) {
            *self = Job::begin(Arc::clone(scenario)).map_or(Self::Done(None), Self::Under);
        }
    }

    /// Whether it is done, or will be within so long.
    pub(super) fn is_done_within(&mut self, patience: Duration) -> bool {
        if let Self::Under(job) = self {
            let done = match job.result.recv_timeout(patience) {
                Ok(solved) => Some(Box::new(solved)),
                Err(RecvTimeoutError::Disconnected) => None,
                Err(RecvTimeoutError::Timeout) => return false,
            };
            *self = Self::Done(done);
        }
        true
    }

    /// What came of it; waits for it.
    pub(super) fn result(&mut self) -> Option<&Solved> {
        if let Self::Under(job) = self {
            *self = Self::Done(job.result.recv().ok().map(Box::new));
        }
        match self {
            Self::Done(solved) => solved.as_deref(),
            Self::Ahead | Self::Under(_) => None,
        }
    }
}

impl Job {
    fn begin(scenario: Arc<Scenario>) -> Option<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let (sender, result) = mpsc::channel();
        let stopped = Arc::clone(&stop);
        let work = move || {
            let mut watch = |_: Progress| {
                let stops = stopped.load(Ordering::Relaxed);
                if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            // Nobody waits for it any more if this fails.
            let _ = sender.send(Solved::of(&scenario, &mut watch));
        };
        thread::Builder::new().name("analysis".to_owned()).spawn(work).ok()?;
        Some(Self { stop, result })
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
