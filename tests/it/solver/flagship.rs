//! What the analysis proves about the flagship.

use std::{fs, path::Path, sync::Arc};

use rapport::{
    engine::Session,
    scenario::{self, Scenario},
    solver::{Beliefs, Bot, Item, Limits, Reach, StateMdp},
    text::SourceFile,
};

use super::{go_on, near};

/// The flagship as shipped.
pub(super) fn flagship() -> Arc<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let read = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).expect("shipped");
        SourceFile::new(name, &text)
    };
    let loaded = scenario::load(&read("received-h.ron"), Some(&read("pack.ron")));
    Arc::new(loaded.scenario.expect("the flagship is sound"))
}

#[test]
fn the_flagship_is_solved_whole() {
    let scenario = flagship();
    let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
    assert!(truth.complete(), "{} states", truth.states());
    for ending in scenario.ending_ids() {
        let Reach::Reached(save) =
            truth.reach(&scenario, Item::Ending(scenario.ending(ending).node))
        else {
            panic!("the ending {} is out of reach", scenario.ending(ending).id);
        };
        let session = Session::replay(Arc::clone(&scenario), &save).expect("the witness replays");
        assert_eq!(session.state().ending(), Some(ending));
    }
    let beliefs = Beliefs::of(&scenario, Limits::default(), &mut go_on);
    let best = beliefs.best().expect("the flagship's beliefs are complete");
    assert!(truth.best().expect("complete") >= best - 1e-9);
    // Two different roads to the same figure.
    let random = truth.random().expect("complete");
    assert!(near(random, beliefs.random().expect("complete")));
    for bot in Bot::ALL {
        let outcomes = truth.outcomes(&scenario, bot).expect("complete");
        assert!(near(outcomes.endings.iter().sum(), 1.0));
        assert!(outcomes.mean <= best + 1e-9, "{bot:?} beats best play");
    }

    let mut session = Session::new(Arc::clone(&scenario), 5, &[]).expect("nothing forced");
    while !session.finished() {
        let id = session.view().offered.first().map(|offer| offer.id.to_string());
        let id = match session.view().offered.first().and_then(|offer| offer.pick.clone()) {
            Some(pick) if pick.at_least > 0 => {
                let marked = pick.options.iter().take(pick.at_least.into());
                marked.map(|option| option.id.as_str()).collect::<Vec<_>>().join("+")
            }
            Some(_) => "none".to_owned(),
            None => id.expect("something is on offer"),
        };
        session.choose(&id).expect("on offer");
    }
    let course = beliefs.evaluate(&session).expect("a play of this scenario");
    let split = course.opening + course.luck() - course.regret();
    assert!(near(f64::from(course.result.expect("finished")) - course.par, split));
    let better = beliefs.play_on(session.rewound_to(0)).expect("plays on");
    let regret = beliefs.evaluate(&better).expect("a play of this scenario").regret();
    assert!(near(regret, 0.0), "best play leaves {regret} behind");
}
