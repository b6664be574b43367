//! The page for trainers says what the program does.

use rapport::coach::{AT_STAKE, BEST_MOVE, DEAR, EVENT, FELT, WELL};

#[test]
fn the_page_names_the_thresholds() {
    let page = include_str!("../../../docs/src/analysis.md");
    let rows = [
        ("a decision that cost something, by name", format!("{FELT} points")),
        ("a dear decision", format!("{DEAR} points")),
        ("a chance event, by name; also what no lesson speaks against", format!("{EVENT} points")),
        (
            "a strength's lead: it cost less than a point, and the other lines averaged less by",
            format!("{BEST_MOVE} points"),
        ),
        ("something at stake: the other lines averaging less by", format!("{AT_STAKE} point")),
        ("the opening, in a line of its own", format!("{EVENT} points")),
        ("decided well: all choices together cost", format!("less than {WELL} points")),
        ("turned out well: below best play's average by", format!("less than {WELL} points")),
    ];
    for (what, from) in rows {
        assert!(page.contains(&format!("| {what} | {from} |")), "{what}: {from}");
    }
}
