//! More evidence in one play than its pass can tell apart.

use rapport::{
    scenario,
    solver::{Bot, Limits, StateMdp},
    text::SourceFile,
};

use super::go_on;

/// A choice taken on each of so many days, with so many pieces of evidence each time.
fn story(days: usize, pieces: usize) -> String {
    let evidence = r#"(skill: "channel", level: 4, why: "W."), "#.repeat(pieces);
    format!(
        r#"Scenario(format: 1, id: "plenty", title: "P", summary: "S", minutes: 1, trains: ["channel"],
        player: (name: "P", role: "R"), clock: (last_day: {days}, then: "over"), start: "s",
        scenes: {{ "s": (choices: [(id: "again", text: "A", takes: 1, evidence: [{evidence}], goto: "s")]) }},
        endings: [(id: "over", title: "O", value: 50, text: "O")])"#
    )
}

#[test]
fn what_is_beyond_counting_is_not_told_wrongly() {
    for (days, pieces, is_told) in [(10, 3, true), (1000, 60, false)] {
        let loaded = scenario::load(&SourceFile::new("plenty.ron", story(days, pieces)), None);
        let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        let states = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        assert!(states.complete());
        let levels = states.levels(&scenario, Bot::Random, scenario.trains[0]);
        assert_eq!(levels.is_some(), is_told, "{levels:?}");
        if let Some(levels) = levels {
            assert_eq!(levels.mean, Some(4.0));
        }
    }
}
