//! What the analysis is measured on.

use std::{fs, ops::ControlFlow, path::Path};

use rapport::{
    scenario::{self, Scenario},
    solver::Progress,
    text::SourceFile,
};

/// Lets an analysis run on.
pub(crate) fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The flagship.
pub(crate) fn flagship() -> Scenario {
    let scenario = SourceFile::new("received-h.ron", read("scenarios/received-h.ron"));
    let pack = SourceFile::new("pack.ron", read("scenarios/pack.ron"));
    scenario::load(&scenario, Some(&pack)).scenario.expect("the flagship is sound")
}

/// A scenario whose states grow with the days; see `benches/ladder.ron`.
pub(crate) fn ladder(days: u32) -> Scenario {
    let text = read("benches/ladder.ron").replace("LAST_DAY", &days.to_string());
    scenario::load(&SourceFile::new("ladder.ron", &text), None).scenario.expect("it is sound")
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(path).expect("part of the checkout")
}
