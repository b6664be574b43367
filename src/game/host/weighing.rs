//! Works out what was choice and what was chance, on threads of their own.
//!
//! It begins when the ending of a play is fixed, or when the debrief of an older one is opened, and with
//! the version that was played. What the solver knows of that version is kept while a play of it is at
//! the table, and let go when the player leaves. What is under way then stops; only the splitting of a play,
//! which is short, runs to its end once it has begun.

use std::{
    ops::ControlFlow,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, TryRecvError},
    },
    thread,
};

use bevy::prelude::*;

use super::{Playing, Table};
use crate::{
    coach::{ChoicesAndChance, choices_and_chance},
    game::{
        pace::{Pace, Wake},
        screen::Screen,
    },
    scenario::{ContentHash, Scenario},
    solver::{Beliefs, Limits, Phase, Progress},
    ui::Split,
};

/// What is known of the play at the table.
#[derive(Resource, Default)]
pub(in crate::game) struct Weighing {
    insight: Option<(ContentHash, Insight)>,
    weighed: Option<(u64, Weighed)>,
}

/// What the solver knows of a scenario.
enum Insight {
    Working(Job<Known>),
    Known(Arc<Known>),
    Failed,
}

struct Known {
    beliefs: Beliefs,
}

/// A play, split.
enum Weighed {
    Working(Job<Option<ChoicesAndChance>>),
    Done(Option<Box<ChoicesAndChance>>),
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Weighing>();
    app.add_systems(Update, weigh);
}

impl Weighing {
    /// How far the split of that turn's play is.
    pub(in crate::game) fn split(&self, turn: u64) -> Split<'_> {
        match &self.weighed {
            Some((of, Weighed::Done(Some(split)))) if *of == turn => Split::Done(split),
            Some((of, Weighed::Done(None))) if *of == turn => Split::NotProven,
            _ => Split::Running,
        }
    }

    /// Keeps what is of use for what is at the table, and begins what is missing; whether there is news.
    fn look_after(&mut self, playing: &Playing, wake: Option<&Wake>) -> bool {
        let scenario = playing.session.scenario();
        if self.insight.as_ref().is_some_and(|(hash, _)| *hash != scenario.hash) {
            *self = Self::default();
        }
        if self.insight.is_none() && playing.has_ending() {
            let scenario = Arc::clone(scenario);
            let hash = scenario.hash;
            let job = Job::begin(wake, move |watch| understand(&scenario, watch));
            self.insight = Some((hash, Insight::Working(job)));
        }
        let Some((_, insight)) = &mut self.insight else { return false };
        if let Insight::Working(job) = insight {
            match job.done() {
                Ok(known) => *insight = Insight::Known(Arc::new(known)),
                Err(TryRecvError::Disconnected) => *insight = Insight::Failed,
                Err(TryRecvError::Empty) => {}
            }
        }
        if playing.debrief.is_none() {
            self.weighed = None;
            return false;
        }
        let turn = playing.turn;
        if self.weighed.as_ref().is_none_or(|(of, _)| *of != turn) {
            let weighed = match insight {
                Insight::Working(_) => return false,
                Insight::Failed => Weighed::Done(None),
                Insight::Known(known) => {
                    let (known, session) = (Arc::clone(known), playing.session.clone());
                    Weighed::Working(Job::begin(wake, move |watch| {
                        let progress = Progress { phase: Phase::Values, done: 0, found: 0 };
                        if watch(progress).is_break() {
                            return None;
                        }
                        choices_and_chance(&session, &known.beliefs)
                    }))
                }
            };
            self.weighed = Some((turn, weighed));
        }
        let Some((_, Weighed::Working(job))) = &self.weighed else { return false };
        let split = match job.done() {
            Ok(split) => split,
            Err(TryRecvError::Disconnected) => None,
            Err(TryRecvError::Empty) => return false,
        };
        self.weighed = Some((turn, Weighed::Done(split.map(Box::new))));
        true
    }
}

fn weigh(
    table: Res<Table>,
    screen: Res<State<Screen>>,
    wake: Option<Res<Wake>>,
    mut weighing: ResMut<Weighing>,
    mut pace: ResMut<Pace>,
) {
    let at_table = matches!(screen.get(), Screen::Play | Screen::Debrief | Screen::Settings);
    let Some(playing) = table.0.as_ref().filter(|_| at_table) else {
        if weighing.insight.is_some() {
            *weighing = Weighing::default();
        }
        return;
    };
    if weighing.look_after(playing, wake.as_deref()) {
        pace.now();
    }
}

fn understand(scenario: &Scenario, watch: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Known {
    Known { beliefs: Beliefs::of(scenario, Limits::for_players(), watch) }
}

/// Work on a thread of its own; it stops when nobody waits for it any more.
struct Job<T> {
    stop: Arc<AtomicBool>,
    result: Mutex<Receiver<T>>,
}

impl<T: Send + 'static> Job<T> {
    fn begin(
        wake: Option<&Wake>,
        work: impl FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> T + Send + 'static,
    ) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (sender, result) = mpsc::channel();
        let (stopped, wake) = (Arc::clone(&stop), wake.cloned());
        let work = move || {
            // Whatever becomes of the work, the game looks up once it is over: the bell goes last.
            let _bell = Bell(wake);
            let sender = sender;
            let done = work(&mut |_| {
                let stops = stopped.load(Ordering::Relaxed);
                if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            // Nobody waits for it any more if this fails.
            let _ = sender.send(done);
        };
        // Where no thread is to be had there is no result either: what was to run is dropped, with its sender.
        if let Err(error) = thread::Builder::new().name("weighing".to_owned()).spawn(work) {
            warn!("no thread to weigh a play on: {error}");
        }
        Self { stop, result: Mutex::new(result) }
    }

    /// The result, once; empty until it is there, disconnected if there never will be one.
    fn done(&self) -> Result<T, TryRecvError> {
        self.result.lock().unwrap_or_else(PoisonError::into_inner).try_recv()
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Wakes the game when it is dropped.
struct Bell(Option<Wake>);

impl Drop for Bell {
    fn drop(&mut self) {
        if let Some(wake) = &self.0 {
            wake.up();
        }
    }
}

#[cfg(test)]
mod tests;
