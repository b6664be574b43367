//! Sums of meters that 32 bits do not hold.

use std::sync::Arc;

use rapport::{
    engine::Session,
    scenario,
    solver::{Limits, StateMdp},
    text::SourceFile,
};

use super::go_on;

/// Terms whose sum is beyond 32 bits.
pub(crate) const BEYOND: &str = r#"("a", 32_767), ("b", 32_767), ("c", 32_767), ("d", 32_767)"#;

/// Terms whose sum is beyond 32 bits on the way, and 0 in the end.
pub(crate) const BACK: &str = r#"("a", 32_767), ("b", 32_767), ("c", 32_767), ("a", -32_767), ("b", -32_767), ("c", -32_767)"#;

/// One sum of meters at their ends, asked for where it matters.
pub(crate) fn summed(terms: &str) -> String {
    format!(
        "Scenario(format: 1, id: \"summed\", title: \"S\", summary: \"S\", minutes: 1,
         player: (name: \"P\", role: \"R\"), cast: {{\"ann\": (name: \"Ann\", role: \"R\")}},
         meters: {{\"a\": (label: \"A\", start: 32_767, min: 32_766, max: 32_767),
                  \"b\": (label: \"B\", start: 32_767, min: 32_766, max: 32_767),
                  \"c\": (label: \"C\", start: 32_767, min: 32_766, max: 32_767),
                  \"d\": (label: \"D\", start: 32_767, min: 32_766, max: 32_767),
                  \"s\": (label: \"S\", sum: [{terms}], min: -30_000, max: 30_000)}},
         start: \"s\", scenes: {{\"s\": (choices: [
           (id: \"go\", text: \"Go\", effects: [Add(\"a\", -1), Add(\"b\", -1)], goto: End),
           (id: \"stay\", text: \"Stay\", goto: End)])}},
         endings: [(id: \"high\", when: [AtLeast(\"s\", 0)], title: \"H\", value: 9, text: \"T\"),
                   (id: \"low\", title: \"L\", value: 1, text: \"T\")])"
    )
}

#[test]
fn a_sum_of_meters_goes_beyond_32_bits_and_comes_back() {
    for (terms, sum) in [(BEYOND, 30_000), (BACK, 0)] {
        let loaded = scenario::load(&SourceFile::new("summed.ron", summed(terms)), None);
        let scenario = Arc::new(loaded.scenario.expect("loads"));
        let session = Session::new(Arc::clone(&scenario), 1, &[]).expect("begins");
        let mut meters = scenario.meter_ids().zip(&scenario.meters);
        let (id, _) = meters.find(|(_, meter)| &*meter.id == "s").expect("it is there");
        assert_eq!(session.state().meter(&scenario, id), sum);
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        assert_eq!(truth.best(), Some(9.0));
        assert_eq!(truth.worst(), Some(9.0));
    }
}
