//! Random plays of random scenarios.

use std::sync::Arc;

use rapport::{
    coach::choices_and_chance,
    engine::Session,
    solver::{Beliefs, Limits},
};

use super::{beliefs, check, random_play, words};
use crate::solver::generate;

#[test]
fn what_is_shown_adds_up_on_any_play_of_any_scenario() {
    let (mut plays, mut dear, mut events) = (0, 0, 0);
    for seed in 0..300 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let scenario = Arc::new(scenario);
        let beliefs = beliefs(&scenario);
        for seed in 0..6 {
            let Some(session) = random_play(&scenario, seed) else { continue };
            let split = choices_and_chance(&session, &beliefs).unwrap();
            check(&session, &beliefs, &split);
            words::are_all_plain(&split);
            plays += 1;
            dear += split.dearest.len();
            events += split.events.len();
        }
    }
    assert!(plays > 1000 && dear > 300 && events > 300, "{plays} {dear} {events}");
}

#[test]
fn a_good_decision_is_told_apart_from_a_good_result() {
    let mut seen = [0; 4];
    for seed in 1000..1300 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let scenario = Arc::new(scenario);
        let beliefs = beliefs(&scenario);
        for seed in 0..4 {
            let Some(session) = random_play(&scenario, seed) else { continue };
            let split = choices_and_chance(&session, &beliefs).unwrap();
            let below = split.best_average - split.result;
            let well = 10; // WELL, as shown
            let last = &split.summary[4];
            let case = match (split.left_behind < well, below < well) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            seen[case] += 1;
            assert_eq!(last.starts_with("You decided well"), case < 2, "{:?}", split.summary);
            assert_eq!(last.contains("turned out well"), case % 2 == 0, "{:?}", split.summary);
            // What is said to have been chance was chance.
            let chance = if last.contains("chance had a hand") { 3.. } else { i32::MIN.. };
            assert!(chance.contains(&split.chance), "{:?}", split.summary);
            let unlucky = last.contains("worse than that") || last.contains("out of your hands");
            assert!(!unlucky || split.chance <= -3, "{:?}", split.summary);
            assert!(case != 1 || split.chance < 0, "{:?}", split.summary);
            assert!(case != 2 || split.chance > 0, "{:?}", split.summary);
        }
    }
    assert!(seen.iter().all(|count| *count > 10), "{seen:?}");
}

#[test]
fn best_play_leaves_nothing_behind() {
    let mut plays = 0;
    for seed in 400..440 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let scenario = Arc::new(scenario);
        let beliefs = beliefs(&scenario);
        let start = Session::new(Arc::clone(&scenario), 3, &[]).unwrap();
        let Some(session) = beliefs.play_on(start) else { continue };
        let split = choices_and_chance(&session, &beliefs).unwrap();
        plays += 1;
        assert_eq!((split.left_behind, split.left_elsewhere), (0, 0));
        assert!(split.dearest.is_empty());
        assert!(split.summary.contains(&"Your choices cost nothing.".to_owned()));
        assert!(split.summary[4].starts_with("You decided well"), "{:?}", split.summary);
    }
    assert!(plays > 20, "{plays}");
}

#[test]
fn a_play_that_is_not_over_is_not_judged() {
    let scenario = Arc::new((0..).find_map(|seed| generate::scenario(seed).ok()).unwrap());
    let session = Session::new(Arc::clone(&scenario), 1, &[]).unwrap();
    assert!(choices_and_chance(&session, &beliefs(&scenario)).is_none());
}

#[test]
fn what_is_not_proven_is_not_told() {
    let limits = Limits { max_states: 1, ..Limits::default() };
    let mut plays = 0;
    for seed in 0..40 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let scenario = Arc::new(scenario);
        let beliefs = Beliefs::of(&scenario, limits, &mut super::go_on);
        let Some(session) = random_play(&scenario, 1).filter(|_| !beliefs.complete()) else {
            continue;
        };
        assert!(choices_and_chance(&session, &beliefs).is_none());
        plays += 1;
    }
    assert!(plays > 10, "{plays}");
}
