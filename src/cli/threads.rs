//! Threads for those who may not start any: two things at once, where the machine has two processors.

use std::{
    panic::resume_unwind,
    sync::{Mutex, PoisonError},
    thread,
};

use crate::solver::Workers;

/// Does two things on two threads.
pub(super) struct Threads;

impl Workers for Threads {
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
        // Whoever comes first takes it: without a second thread, this one does both.
        let other = Mutex::new(Some(other));
        let take = || {
            let work = other.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(work) = work {
                work();
            }
        };
        thread::scope(|scope| {
            let second = thread::Builder::new().name("analysis".to_owned());
            let second = second.spawn_scoped(scope, take);
            one();
            take();
            if let Ok(second) = second
                && let Err(panic) = second.join()
            {
                resume_unwind(panic);
            }
        });
    }
}
