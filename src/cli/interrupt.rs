//! Long commands: how far they are, and Ctrl-C. The first asks for a report of what there is so far,
//! the second ends at once.

use std::{
    io::{self, IsTerminal},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::solver::Phase;

/// How often progress is told.
const PAUSE: Duration = Duration::from_millis(300);
/// How long findings are looked for after Ctrl-C.
const GRACE: Duration = Duration::from_millis(20);
/// Exit code of a program that was interrupted, as shells have it.
const INTERRUPTED: i32 = 130;

/// Why a long command ends before it is through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CutShort {
    /// Somebody pressed Ctrl-C.
    Interrupted,
    /// Its time was up.
    OutOfTime,
}

/// How long a long command may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    /// So long,
    pub time: Duration,
    /// but not before it has told so often how far it is: what a usual machine gets through in time, a
    /// slow one is not cut short in.
    pub reports: u32,
}

impl Budget {
    /// So long, however far it is by then.
    pub(super) fn of(time: Duration) -> Self {
        Self { time, reports: 0 }
    }
}

/// Watches over a long command.
pub(super) struct Watcher {
    stopped: Arc<AtomicBool>,
    begun: Instant,
    /// How long it may take; `None` for ever.
    budget: Option<Budget>,
    reports: u32,
    is_out_of_time: bool,
    /// When Ctrl-C was noticed.
    interrupted: Option<Instant>,
    told: Instant,
    /// What was said to begin.
    begun_phases: Vec<Phase>,
    shown: bool,
}

impl Watcher {
    /// Listens for Ctrl-C from now on; tells progress on a terminal, or where it is wanted.
    pub(super) fn begin(wanted: bool, budget: Option<Budget>) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stopped);
        let heard = ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::SeqCst) {
                leave();
            }
            super::tell("\nstopping with what there is so far; Ctrl-C again ends at once");
        });
        if let Err(fault) = heard {
            // Ctrl-C then ends the program, as it would have anyway.
            super::tell(format_args!("note: {fault}"));
        }
        let shown = wanted || io::stderr().is_terminal();
        let begun = Instant::now();
        Self {
            stopped,
            begun,
            budget,
            reports: 0,
            is_out_of_time: false,
            interrupted: None,
            told: begun,
            begun_phases: Vec::new(),
            shown,
        }
    }

    /// Why it was told not to go on, if it was.
    pub(super) fn cut_short(&self) -> Option<CutShort> {
        if self.is_interrupted() {
            return Some(CutShort::Interrupted);
        }
        self.is_out_of_time.then_some(CutShort::OutOfTime)
    }

    /// Whether somebody pressed Ctrl-C.
    pub(super) fn is_interrupted(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Tells now and then how far an analysis is; whether to go on. What makes the most of what was worked
    /// out has a fifth more for itself.
    pub(super) fn goes_on(&mut self, phase: Phase, progress: impl FnOnce() -> String) -> bool {
        let share = if phase.is_closing() { 6 } else { 5 };
        self.reports = self.reports.saturating_add(1);
        let is_over = |budget: Budget| {
            self.reports > budget.reports && self.begun.elapsed() > budget.time * share / 5
        };
        let is_over = self.budget.is_some_and(is_over);
        self.is_out_of_time |= is_over;
        if !self.go_on(progress) {
            // What can be said of what was worked out is said, as far as nobody waits for it.
            let noticed = self.interrupted.get_or_insert_with(Instant::now);
            return phase == Phase::Findings && noticed.elapsed() < GRACE;
        }
        !is_over
    }

    /// Tells now and then how far it is; whether to go on.
    pub(super) fn go_on(&mut self, progress: impl FnOnce() -> String) -> bool {
        if self.shown && self.told.elapsed() > PAUSE {
            self.told = Instant::now();
            super::screen::over(&progress());
        }
        !self.is_interrupted()
    }

    /// Says once of each phase that it begins.
    pub(super) fn begins(&mut self, phase: Phase, name: &str) {
        if self.shown && !self.begun_phases.contains(&phase) {
            self.begun_phases.push(phase);
            super::screen::over(name);
        }
    }

    /// Says what comes after the last phase.
    pub(super) fn goes_over_to(&self, name: &str) {
        if self.shown {
            super::screen::over(name);
        }
    }

    /// Takes progress off the screen.
    pub(super) fn clear(&self) {
        if self.shown {
            super::screen::over("");
        }
    }
}

#[expect(
    clippy::exit,
    reason = "whoever presses Ctrl-C twice does not want to wait for the report"
)]
fn leave() {
    std::process::exit(INTERRUPTED);
}
