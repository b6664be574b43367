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

/// How often progress is told.
const PAUSE: Duration = Duration::from_millis(300);
/// Exit code of a program that was interrupted, as shells have it.
const INTERRUPTED: i32 = 130;

/// Watches over a long command.
pub(super) struct Watcher {
    stopped: Arc<AtomicBool>,
    told: Instant,
    shown: bool,
}

impl Watcher {
    /// Listens for Ctrl-C from now on; tells progress on a terminal, or where it is wanted.
    pub(super) fn begin(wanted: bool) -> Self {
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
        Self { stopped, told: Instant::now(), shown }
    }

    /// Whether somebody pressed Ctrl-C.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Tells now and then how far it is; whether to go on.
    pub(super) fn go_on(&mut self, progress: impl FnOnce() -> String) -> bool {
        if self.shown && self.told.elapsed() > PAUSE {
            self.told = Instant::now();
            super::screen::over(&progress());
        }
        !self.is_stopped()
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
