//! What the analysis proves about the flagship.

use std::{fs, ops::ControlFlow, path::Path, sync::Arc};

use rapport::{
    scenario::{self, Scenario},
    solver::{Beliefs, Bot, Limits, Truth},
    text::SourceFile,
};

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
    let mut go_on = |_| ControlFlow::Continue(());
    let start = std::time::Instant::now();
    let truth = Truth::of(&scenario, Limits::default(), &mut go_on);
    println!("states {} transitions {} {:?}", truth.states(), truth.transitions(), start.elapsed());
    println!("best {:?} random {:?} worst {:?}", truth.best(), truth.random(), truth.worst());
    assert!(truth.complete());
    for bot in Bot::ALL {
        let outcomes = truth.outcomes(&scenario, bot).expect("complete");
        println!("{:10} {:.2}", bot.name(), outcomes.mean);
    }
    let start = std::time::Instant::now();
    let beliefs = Beliefs::of(&scenario, Limits::default(), &mut go_on);
    println!(
        "beliefs {:?} {} of {} states, {:?}",
        beliefs.verdict(),
        beliefs.nodes(),
        beliefs.states(),
        start.elapsed()
    );
    println!("best {:?} random {:?}", beliefs.best(), beliefs.random());
}
