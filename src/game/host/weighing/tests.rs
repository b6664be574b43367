//! A play is weighed once its ending is fixed, beside the game, and let go with its player.

use std::{
    sync::mpsc,
    time::{Duration, Instant},
};

use super::*;
use crate::{
    engine::Session,
    scenario,
    store::{KeptSource, Mode, NewAttempt, Records},
    text::SourceFile,
};

fn playing(choices: &[&str]) -> Playing {
    let text = include_str!("../../../../tests/corpus/ok/minimal.ron");
    let source = SourceFile::new("minimal.ron", text);
    let scenario = Arc::new(scenario::load(&source, None).scenario.unwrap());
    let mut session = Session::new(Arc::clone(&scenario), 1, &[]).unwrap();
    for id in choices {
        session.choose(id).unwrap();
    }
    let records = Records::in_memory();
    let begun = records.begin(&NewAttempt {
        scenario: &scenario,
        source: &KeptSource { scenario: source, pack: None },
        seed: 1,
        forced: &[],
        mode: Mode::Practice,
        hindsight: false,
    });
    Playing::new(session, begun.attempt, Mode::Practice, 0, &records)
}

fn wait_for(mut done: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing comes of it");
        thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_finished_play_is_weighed_and_wakes_the_game() {
    let (sender, rang) = mpsc::channel();
    let wake = Wake::with(move || {
        let _ = sender.send(());
    });
    let playing = playing(&["wait"]);
    let mut weighing = Weighing::default();
    assert!(matches!(weighing.split(playing.turn), Split::Running));
    wait_for(|| weighing.look_after(&playing, Some(&wake)));
    let Split::Done(split) = weighing.split(playing.turn) else { panic!("nothing was split") };
    assert_eq!((split.result, split.best_average, split.left_behind), (20, 70, 50));
    assert!(matches!(weighing.split(playing.turn + 1), Split::Running), "another turn");
    for what in ["the scenario", "the play"] {
        assert_eq!(rang.recv_timeout(Duration::from_secs(20)), Ok(()), "once for {what}");
    }
    assert!(!weighing.look_after(&playing, Some(&wake)), "there is no news twice");
}

#[test]
fn nothing_is_begun_before_the_ending() {
    let mut weighing = Weighing::default();
    assert!(!weighing.look_after(&playing(&[]), None));
    assert!(weighing.insight.is_none());
}

#[test]
fn work_that_nobody_waits_for_stops() {
    let (sender, stopped) = mpsc::channel();
    let job: Job<()> = Job::begin(None, move |watch| {
        let progress = Progress { phase: crate::solver::Phase::Beliefs, done: 0, found: 0 };
        while watch(progress).is_continue() {
            thread::sleep(Duration::from_millis(1));
        }
        let _ = sender.send(());
    });
    drop(job);
    assert_eq!(stopped.recv_timeout(Duration::from_secs(20)), Ok(()));
}

#[test]
fn work_that_fails_is_not_waited_for() {
    let job: Job<()> = Job::begin(None, |_| std::panic::resume_unwind(Box::new(())));
    wait_for(|| job.done() == Err(TryRecvError::Disconnected));
}
