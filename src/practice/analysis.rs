//! The analysis behind a debrief: what was choice and what was chance, worked out while other things go on.

use std::{
    ops::ControlFlow,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

use super::Play;
use crate::{
    coach::{ChoicesAndChance, choices_and_chance},
    engine::Session,
    scenario::{ContentHash, Scenario},
    solver::{Beliefs, Limits, Phase, Progress, StateMdp, Watch},
};

/// What the solver knows of a scenario, as far as the limits for players go.
#[derive(Debug)]
pub struct Solved {
    /// What a player can believe, and what best play by it averages.
    pub beliefs: Beliefs,
    /// Whether it was stopped before its end.
    pub is_stopped: bool,
}

impl Solved {
    /// Solves as far as the limits for players go, and as `watch` lets it come.
    #[must_use]
    pub fn of(scenario: &Scenario, watch: Watch<'_>) -> Self {
        let mut is_stopped = false;
        let mut heard = |progress| {
            let answer = watch(progress);
            is_stopped |= answer.is_break();
            answer
        };
        let beliefs = Beliefs::of(scenario, Limits::for_players(), &mut heard);
        Self { beliefs, is_stopped }
    }

    /// The same with the hidden draws known, for programs; only where there are any, and where the rest is
    /// proven.
    #[must_use]
    pub fn truth(&self, scenario: &Scenario, watch: Watch<'_>) -> Option<StateMdp> {
        let is_of_use = self.beliefs.complete() && !scenario.draws.is_empty();
        is_of_use.then(|| StateMdp::of(scenario, Limits::for_players(), watch))
    }

    /// The split of a finished play; `None` where it is not proven.
    #[must_use]
    pub fn split(&self, session: &Session) -> Option<ChoicesAndChance> {
        choices_and_chance(session, &self.beliefs)
    }
}

/// How far a play is split into what was chosen and what chance did.
#[derive(Debug, Clone, Copy, Default)]
pub enum Split<'a> {
    /// It is being worked out.
    #[default]
    Running,
    /// It cannot be worked out exactly, so nothing is said.
    NotProven,
    /// It was not worked out in time, so nothing is said.
    OutOfTime,
    /// It is known.
    Done(&'a ChoicesAndChance),
}

/// Something to be done on a thread of its own.
pub type Work = Box<dyn FnOnce() + Send>;

/// Starts threads: given from outside, where it is known how they are named and who is told that they have
/// ended. Where no thread is to be had, the work is dropped.
pub type Threads = Box<dyn Fn(Work) + Send + Sync>;

/// How long a scenario is worked out behind a debrief, at most. A shipped one takes seconds; what takes longer
/// than this is said not to be proven.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// The analysis job of whoever sits at a play.
///
/// It begins when the ending of a play is fixed, or when the debrief of an older one is opened, and with the
/// version that was played. What the solver knows of that version is kept for the next play of it. Whatever is
/// under way when it is not wanted any more stops; only the splitting of a play, which is short, runs to
/// its end once it has begun.
pub struct AnalysisJob {
    threads: Threads,
    budget: Option<Duration>,
    known: Option<(ContentHash, Known)>,
    weighed: Option<(u64, SplitState)>,
}

/// What is known of a scenario.
enum Known {
    Working(BackgroundJob<Solved>),
    Solved(Arc<Solved>),
    Failed,
}

/// A play, split.
enum SplitState {
    Working(BackgroundJob<Option<ChoicesAndChance>>),
    Done(Option<Box<ChoicesAndChance>>),
}

impl AnalysisJob {
    /// On threads that are started so.
    #[must_use]
    pub fn on(threads: Threads) -> Self {
        Self { threads, budget: Some(PATIENCE), known: None, weighed: None }
    }

    /// The same, with that much time for a scenario instead of [`PATIENCE`]; `None` for as long as it takes.
    #[must_use]
    pub fn within(self, budget: Option<Duration>) -> Self {
        Self { budget, ..self }
    }

    /// Lets go of everything, and stops what is under way.
    pub fn forget(&mut self) {
        self.known = None;
        self.weighed = None;
    }

    /// Whether nothing is known, and nothing worked out.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.known.is_none()
    }

    /// What is known of the play at that [`turn`](Play::turn).
    #[must_use]
    pub fn split(&self, turn: u64) -> Split<'_> {
        match &self.weighed {
            Some((of, SplitState::Done(Some(split)))) if *of == turn => Split::Done(split),
            Some((of, SplitState::Done(None))) if *of == turn => match &self.known {
                Some((_, Known::Solved(solved))) if solved.is_stopped => Split::OutOfTime,
                _ => Split::NotProven,
            },
            _ => Split::Running,
        }
    }

    /// How far the work under way is; `None` where there is none, or nothing is heard of it yet.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        match (&self.known, &self.weighed) {
            (Some((_, Known::Working(job))), _) => job.progress(),
            (_, Some((_, SplitState::Working(job)))) => job.progress(),
            _ => None,
        }
    }

    /// Keeps what is of use for a play, and begins what is missing, without waiting for anything; whether
    /// its split is news.
    pub fn follow(&mut self, play: &Play) -> bool {
        self.advance(play, Patience::None)
    }

    /// Waits until the scenario of a finished play is solved, so long or for ever, and then for its split,
    /// which is short; what is known of it then.
    pub fn wait(&mut self, play: &Play, patience: Option<Duration>) -> Split<'_> {
        let patience = match patience {
            Some(patience) => Patience::Until(Instant::now() + patience),
            None => Patience::Endless,
        };
        self.advance(play, patience);
        self.split(play.turn())
    }

    fn advance(&mut self, play: &Play, patience: Patience) -> bool {
        let (session, turn) = (play.session(), play.turn());
        let hash = session.scenario().hash;
        if self.known.as_ref().is_some_and(|(of, _)| *of != hash) {
            self.forget();
        }
        if self.known.is_none() && play.has_ending() {
            let scenario = Arc::clone(session.scenario());
            let budget = self.budget;
            let job = BackgroundJob::begin(&self.threads, move |watch| {
                let begun = Instant::now();
                Solved::of(&scenario, &mut |progress| {
                    let is_over = budget.is_some_and(|budget| begun.elapsed() >= budget);
                    if is_over { ControlFlow::Break(()) } else { watch(progress) }
                })
            });
            self.known = Some((hash, Known::Working(job)));
        }
        let Some((_, known)) = &mut self.known else { return false };
        if let Known::Working(job) = known {
            match job.result(patience) {
                Ok(solved) => *known = Known::Solved(Arc::new(solved)),
                Err(RecvTimeoutError::Disconnected) => *known = Known::Failed,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        if !session.finished() {
            self.weighed = None;
            return false;
        }
        if self.weighed.as_ref().is_none_or(|(of, _)| *of != turn) {
            let weighed = match known {
                Known::Working(_) => return false,
                Known::Failed => SplitState::Done(None),
                Known::Solved(solved) => {
                    let (solved, session) = (Arc::clone(solved), session.clone());
                    SplitState::Working(BackgroundJob::begin(&self.threads, move |watch| {
                        let progress = Progress { phase: Phase::Values, done: 0, found: 0 };
                        watch(progress).is_continue().then(|| solved.split(&session)).flatten()
                    }))
                }
            };
            let is_news = matches!(weighed, SplitState::Done(_));
            self.weighed = Some((turn, weighed));
            if is_news {
                return true;
            }
        }
        let Some((_, SplitState::Working(job))) = &self.weighed else { return false };
        let patience = match patience {
            Patience::None => Patience::None,
            Patience::Until(_) | Patience::Endless => Patience::Endless,
        };
        let split = match job.result(patience) {
            Ok(split) => split,
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => return false,
        };
        self.weighed = Some((turn, SplitState::Done(split.map(Box::new))));
        true
    }
}

/// How long something is waited for.
#[derive(Clone, Copy)]
enum Patience {
    None,
    Until(Instant),
    Endless,
}

/// Work on a thread; it stops when nobody waits for it any more.
struct BackgroundJob<T> {
    report: Arc<JobReport>,
    result: Mutex<Receiver<T>>,
}

/// What a job and whoever waits for it tell each other.
#[derive(Default)]
struct JobReport {
    stop: AtomicBool,
    progress: Mutex<Option<Progress>>,
}

impl<T: Send + 'static> BackgroundJob<T> {
    fn begin(threads: &Threads, work: impl FnOnce(Watch<'_>) -> T + Send + 'static) -> Self {
        let report = Arc::new(JobReport::default());
        let (sender, result) = mpsc::channel();
        let heard = Arc::clone(&report);
        threads(Box::new(move || {
            let done = work(&mut |progress| {
                *heard.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
                let stops = heard.stop.load(Ordering::Relaxed);
                if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            // Nobody waits for it any more if this fails.
            let _ = sender.send(done);
        }));
        Self { report, result: Mutex::new(result) }
    }

    /// The result, once; a timeout where it is not there in time, disconnected if there never will be one.
    fn result(&self, patience: Patience) -> Result<T, RecvTimeoutError> {
        let result = self.result.lock().unwrap_or_else(PoisonError::into_inner);
        match patience {
            Patience::None => result.recv_timeout(Duration::ZERO),
            Patience::Until(end) => {
                result.recv_timeout(end.saturating_duration_since(Instant::now()))
            }
            Patience::Endless => result.recv().map_err(|_gone| RecvTimeoutError::Disconnected),
        }
    }

    fn progress(&self) -> Option<Progress> {
        *self.report.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Drop for BackgroundJob<T> {
    fn drop(&mut self) {
        self.report.stop.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests;
