//! Random plays of random scenarios.

use std::sync::Arc;

use rapport::{coach::choices_and_chance, engine::Session};

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
            let split = choices_and_chance(&session, &beliefs, None).unwrap();
            check(&session, &beliefs, &split);
            words::are_plain(&split);
            plays += 1;
            dear += split.dearest.len();
            events += split.events.len();
        }
    }
    assert!(plays > 1000 && dear > 300 && events > 300, "{plays} {dear} {events}");
}

#[test]
fn best_play_leaves_nothing_behind() {
    for seed in 400..440 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let scenario = Arc::new(scenario);
        let beliefs = beliefs(&scenario);
        let start = Session::new(Arc::clone(&scenario), 3, &[]).unwrap();
        let Some(session) = beliefs.play_on(start) else { continue };
        let Some(split) = choices_and_chance(&session, &beliefs, None) else { continue };
        assert_eq!((split.left_behind, split.left_elsewhere), (0, 0));
        assert!(split.dearest.is_empty());
        assert!(split.summary.contains(&"Your choices left nothing behind.".to_owned()));
        assert!(split.summary[4].starts_with("You decided well"), "{:?}", split.summary);
    }
}

#[test]
fn a_play_that_is_not_over_is_not_judged() {
    let scenario = Arc::new((0..).find_map(|seed| generate::scenario(seed).ok()).unwrap());
    let session = Session::new(Arc::clone(&scenario), 1, &[]).unwrap();
    assert!(choices_and_chance(&session, &beliefs(&scenario), None).is_none());
}
