//! A job tells how far it is, stops when nobody waits, and is not waited for where it cannot end.

use std::thread;

use super::*;

fn threads() -> Threads {
    Box::new(|work| {
        thread::Builder::new().name("a job".to_owned()).spawn(work).unwrap();
    })
}

fn progress(done: usize) -> Progress {
    Progress { phase: Phase::Beliefs, done, found: 7 }
}

#[test]
fn work_that_nobody_waits_for_stops() {
    let (sender, stopped) = mpsc::channel();
    let job: BackgroundJob<()> = BackgroundJob::begin(&threads(), move |watch| {
        while watch(progress(0)).is_continue() {
            thread::yield_now();
        }
        let _ = sender.send(());
    });
    drop(job);
    assert_eq!(stopped.recv_timeout(Duration::from_secs(20)), Ok(()));
}

#[test]
fn work_tells_how_far_it_is() {
    let (go_on, waits) = mpsc::channel::<()>();
    let (sender, told) = mpsc::channel();
    let job: BackgroundJob<usize> = BackgroundJob::begin(&threads(), move |watch| {
        for done in [3, 5] {
            let _ = watch(progress(done));
        }
        let _ = sender.send(());
        let _ = waits.recv();
        5
    });
    told.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(job.progress(), Some(progress(5)));
    assert_eq!(job.result(Patience::None), Err(RecvTimeoutError::Timeout));
    go_on.send(()).unwrap();
    assert_eq!(job.result(Patience::Endless), Ok(5));
}

#[test]
fn work_that_fails_is_not_waited_for() {
    let job: BackgroundJob<()> =
        BackgroundJob::begin(&threads(), |_| std::panic::resume_unwind(Box::new(())));
    assert_eq!(job.result(Patience::Endless), Err(RecvTimeoutError::Disconnected));
}

#[test]
fn where_no_thread_is_to_be_had_nothing_is_waited_for() {
    let job: BackgroundJob<()> = BackgroundJob::begin(&(Box::new(drop) as Threads), |_| ());
    assert_eq!(job.result(Patience::None), Err(RecvTimeoutError::Disconnected));
}
