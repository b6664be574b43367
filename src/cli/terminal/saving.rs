//! What waits to be kept, tried again while the player thinks.

use std::{
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use super::super::tell;
use crate::practice::Practice;

/// How often what waits is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// Does this, and beside it looks after the records once a second.
pub(super) fn beside<T>(practice: &Practice, play: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (done, until_done) = mpsc::channel::<()>();
        let keep_up = move || {
            while until_done.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                practice.keep_up();
            }
        };
        let started = thread::Builder::new().name("saving".to_owned()).spawn_scoped(scope, keep_up);
        if let Err(error) = started {
            tell(format_args!(
                "note: no thread to save beside play ({error}); it is saved with it"
            ));
        }
        let played = play();
        drop(done);
        played
    })
}
