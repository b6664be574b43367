//! Two copies of the game at once.

use std::{collections::BTreeSet, fs};

use rapport::store::{AttemptFilter, ForkKind, Records};

use super::{Desk, walker::Walker};

const PLAY: [&str; 3] = ["play", "corridor.ron", "--terminal"];

#[test]
fn two_copies_that_go_on_with_one_play_keep_both() {
    let desk = Desk::new();
    desk.run_with(&["play", "corridor.ron", "--terminal", "--seed", "1"], "1\n1\n1\n").fine();
    let mut first = Walker::start(&desk, &PLAY);
    let mut second = Walker::start(&desk, &PLAY);
    let mut prompts = Vec::new();
    for walker in [&mut first, &mut second] {
        walker.prompt();
        walker.say("1");
        prompts.push(walker.prompt());
    }
    for _ in 0..20 {
        first.take(&prompts[0], "Left.");
        second.take(&prompts[1], "Right.");
        prompts = vec![first.prompt(), second.prompt()];
    }
    // Whoever came second is told, and goes on in a play of their own.
    let told = [first, second].map(|walker| walker.leave().1);
    let moved = |errors: &&String| errors.contains("another copy of Rapport has gone on");
    assert_eq!(told.iter().filter(moved).count(), 1, "{told:?}");
    assert_eq!(told.iter().filter(|errors| errors.is_empty()).count(), 1, "{told:?}");

    let (records, notices) = Records::open(&desk.data());
    assert_eq!(notices, []);
    let attempts = records.attempts(&AttemptFilter::default()).unwrap();
    let plays: BTreeSet<Vec<String>> = attempts
        .iter()
        .map(|attempt| {
            assert_eq!(records.resume(attempt.id).unwrap().decisions().len(), attempt.steps);
            let decisions = records.decisions(attempt.id).unwrap();
            decisions[3..].iter().map(|one| one.choice.id.clone()).collect()
        })
        .collect();
    let all = |id: &str| vec![id.to_owned(); 20];
    assert_eq!(plays, BTreeSet::from([all("left"), all("right")]));
    let forks: Vec<_> = attempts.iter().filter_map(|attempt| attempt.fork).collect();
    assert_eq!(forks.len(), 1);
    assert_eq!((forks[0].kind, forks[0].step), (ForkKind::OtherWindow, 3));
}

#[test]
fn many_copies_that_start_at_once_in_a_new_folder_all_keep_their_plays() {
    let desk = Desk::new();
    let words = ["play", "corridor.ron", "--terminal", "--seed", "5"];
    let mut walkers: Vec<Walker> = (0..6).map(|_| Walker::start(&desk, &words)).collect();
    for _ in 0..8 {
        for walker in &mut walkers {
            walker.prompt();
            walker.say("2");
        }
    }
    for walker in walkers {
        let (_, errors) = walker.leave();
        assert_eq!(errors, "");
    }
    let (records, notices) = Records::open(&desk.data());
    assert_eq!(notices, []);
    let attempts = records.attempts(&AttemptFilter::default()).unwrap();
    assert_eq!(attempts.iter().map(|attempt| attempt.steps).collect::<Vec<_>>(), [8; 6]);
}

#[test]
fn many_copies_that_meet_a_damaged_file_set_it_aside_once() {
    let desk = Desk::new();
    desk.file("data/records.sqlite", "this is not a database, it is a shopping list");
    let walkers: Vec<Walker> = (0..6)
        .map(|_| Walker::start(&desk, &["play", "corridor.ron", "--terminal", "--seed", "5"]))
        .collect();
    for mut walker in walkers {
        walker.prompt();
        walker.say("1");
        walker.prompt();
        walker.leave();
    }
    let names: Vec<String> = fs::read_dir(desk.data())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("set-aside") && name.ends_with(".sqlite"))
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let (records, _) = Records::open(&desk.data());
    assert_eq!(records.attempts(&AttemptFilter::default()).unwrap().len(), 6);
}
