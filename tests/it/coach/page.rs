//! The page for trainers says what the program does.

use rapport::coach::{AT_STAKE, BEST_MOVE, DEAR, EVENT, FELT, WELL};

#[test]
fn the_page_names_the_thresholds() {
    let page = include_str!("../../../docs/src/analysis.md");
    let rows = [
        ("a decision that left something behind, by name", format!("{FELT} points")),
        ("a dear decision", format!("{DEAR} points")),
        ("a chance event, by name", format!("{EVENT} points")),
        (
            "the best move's lead: less than a point left behind, and the rest averaging less by",
            format!("{BEST_MOVE} points"),
        ),
        ("something at stake: the rest averaging less by", format!("{AT_STAKE} point")),
        ("the opening, in a line of its own", format!("{EVENT} points")),
        ("decided well: left behind altogether", format!("less than {WELL} points")),
        ("turned out well: below best play's average by", format!("less than {WELL} points")),
    ];
    for (what, from) in rows {
        assert!(page.contains(&format!("| {what} | {from} |")), "{what}: {from}");
    }
}
