//! What was choice and what was chance is worked out beside the play, once its ending is fixed.

use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

use rapport::{
    coach,
    practice::{AnalysisJob, Play, Split, TakenChoice, Threads, Work},
    store::Mode,
};

use super::{House, quietly};

const MINIMAL: &str = include_str!("../../corpus/ok/minimal.ron");

/// Threads that ring when they end.
fn threads() -> (Threads, mpsc::Receiver<()>) {
    let (sender, rang) = mpsc::channel();
    let threads = move |work: Work| {
        let sender = sender.clone();
        let whole = move || {
            work();
            let _ = sender.send(());
        };
        thread::Builder::new().name("analysis".to_owned()).spawn(whole).unwrap();
    };
    (Box::new(threads), rang)
}

fn play(house: &House, choices: &[&str]) -> Play {
    let mut play = house.begin(&house.ready(MINIMAL));
    house.choose(&mut play, choices);
    play
}

#[test]
fn a_finished_play_is_split_without_anybody_waiting() {
    let house = House::new();
    let play = play(&house, &["wait"]);
    let (threads, rang) = threads();
    let mut analysis = AnalysisJob::on(threads);
    assert!(matches!(analysis.split(play.turn()), Split::Running));
    let mut news = 0;
    for what in ["the scenario", "the play"] {
        news += usize::from(analysis.follow(&play));
        assert_eq!(rang.recv_timeout(Duration::from_secs(20)), Ok(()), "once for {what}");
    }
    news += usize::from(analysis.follow(&play)) + usize::from(analysis.follow(&play));
    assert_eq!(news, 1, "it is news once");
    let Split::Done(split) = analysis.split(play.turn()) else { panic!("nothing was split") };
    assert_eq!((split.result, split.best_average, split.left_behind), (20, 70, 50));
    assert!(matches!(analysis.split(play.turn() + 1), Split::Running), "another turn");
    assert!(rang.try_recv().is_err(), "nothing is begun twice");
}

#[test]
fn nothing_is_begun_before_the_ending() {
    let house = House::new();
    let mut analysis = AnalysisJob::on(threads().0);
    assert!(!analysis.follow(&play(&house, &[])));
    assert!(analysis.is_idle() && analysis.progress().is_none());
}

#[test]
fn whoever_cannot_go_on_without_it_waits() {
    let house = House::new();
    let play = play(&house, &["wait"]);
    let mut analysis = AnalysisJob::on(threads().0);
    assert!(matches!(analysis.wait(&play, None), Split::Done(_)));
    assert!(matches!(analysis.wait(&play, Some(Duration::ZERO)), Split::Done(_)));
}

#[test]
fn what_is_known_of_a_scenario_serves_its_next_play_and_no_other() {
    let house = House::new();
    let mut first = play(&house, &["wait"]);
    let begun = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&begun);
    let mut analysis = AnalysisJob::on(Box::new(move |work: Work| {
        *counted.lock().unwrap() += 1;
        work();
    }));
    analysis.wait(&first, None);
    assert_eq!(*begun.lock().unwrap(), 2, "the scenario and the play");
    house.practice.play_on(&mut first, 0).unwrap();
    let decided = first.session().view().offered[0].id.clone();
    house.practice.choose(&mut first, TakenChoice::of(decided)).unwrap();
    assert!(matches!(analysis.split(first.turn()), Split::Running));
    if first.session().finished() {
        analysis.wait(&first, None);
        assert_eq!(*begun.lock().unwrap(), 3, "the play alone");
    }
    let errand = house.errand();
    let mut other = quietly(house.practice.begin(&errand, Mode::Practice).unwrap());
    house.choose(&mut other, &["ring", "fill", "promise"]);
    let before = *begun.lock().unwrap();
    analysis.wait(&other, None);
    assert_eq!(*begun.lock().unwrap(), before + 2, "another scenario is solved anew");
    analysis.forget();
    assert!(analysis.is_idle() && matches!(analysis.split(other.turn()), Split::Running));
}

#[test]
fn a_story_that_ran_out_of_time_is_not_called_too_big() {
    let house = House::new();
    let play = play(&house, &["wait"]);
    let mut analysis = AnalysisJob::on(threads().0).within(Some(Duration::ZERO));
    assert!(matches!(analysis.wait(&play, None), Split::OutOfTime));
    assert!(matches!(analysis.split(play.turn()), Split::OutOfTime));
    assert!(!coach::OUT_OF_TIME.contains("too big") && coach::NOT_PROVEN.contains("too big"));
}

#[test]
fn whoever_is_let_go_in_the_middle_ends() {
    let house = House::new();
    let ladder = include_str!("../../../benches/ladder.ron").replace("LAST_DAY", "400");
    let mut play = house.begin(&house.ready(&ladder));
    house.choose(&mut play, &["wait", "wait", "stop"]);
    for leave in [AnalysisJob::forget as fn(&mut AnalysisJob), |job| {
        drop(std::mem::replace(job, AnalysisJob::on(Box::new(drop))));
    }] {
        let (threads, rang) = threads();
        let mut analysis = AnalysisJob::on(threads).within(None);
        analysis.follow(&play);
        while analysis.progress().is_none_or(|progress| progress.done == 0) {
            thread::yield_now();
        }
        leave(&mut analysis);
        // It takes minutes to its end.
        assert_eq!(rang.recv_timeout(Duration::from_secs(20)), Ok(()), "its thread has ended");
        assert!(analysis.is_idle());
    }
}

#[test]
fn where_no_thread_is_to_be_had_nothing_is_proven_and_nobody_waits() {
    let house = House::new();
    let play = play(&house, &["wait"]);
    let mut analysis = AnalysisJob::on(Box::new(drop));
    assert!(matches!(analysis.wait(&play, None), Split::NotProven));
}
