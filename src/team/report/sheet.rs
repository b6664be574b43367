//! The report as CSV: a row for each choice of each vote.

use std::fmt::Write as _;

use super::TeamReport;

/// The report as CSV, with the first row for the columns' names.
#[must_use]
pub fn csv(report: &TeamReport) -> String {
    let mut out = String::from(
        "decision,scene,vote,letter,choice,votes,of,guess,fairly_sure,sure,cost,agreement,unified,note\r\n",
    );
    for (number, decision) in (1..).zip(&report.decisions) {
        let votes = [(1, &decision.first), (2, &decision.second)];
        for (vote, share) in
            votes.iter().flat_map(|(vote, all)| all.iter().map(move |one| (vote, one)))
        {
            let [guess, fairly, sure] = share.sure;
            let cost = share.cost.map(|cost| cost.to_string()).unwrap_or_default();
            let _ = write!(
                out,
                "{number},{},{vote},{},{},{},{},{guess},{fairly},{sure},{cost},{},{},{}\r\n",
                cell(&decision.scene),
                cell(&share.letter),
                cell(&share.text),
                share.votes,
                share.of,
                decision.agreement,
                if decision.unified { "yes" } else { "no" },
                cell(report.caution),
            );
        }
    }
    for (parting, (choice, count)) in
        report.partings.iter().flat_map(|one| one.ways.iter().map(move |way| (one, way)))
    {
        let _ = write!(
            out,
            "{},{},alone,,{},{count},{},,,,,,,{}\r\n",
            parting.step + 1,
            cell(&parting.scene),
            cell(choice),
            parting.of,
            cell(report.caution),
        );
    }
    for (number, road) in (1..).zip(&report.roads) {
        let _ = write!(
            out,
            "{},{},road {number},,{},,,,,,,,,{}\r\n",
            road.choices.len(),
            cell(road.ending.as_deref().unwrap_or("left before its end")),
            cell(&road.choices.join(" / ")),
            cell(report.caution),
        );
    }
    if report.decisions.is_empty() && report.partings.is_empty() && report.roads.is_empty() {
        // The caution is on every export, also on one without a vote.
        let _ = write!(out, "{}{}\r\n", ",".repeat(13), cell(report.caution));
    }
    out
}

/// A cell that a spreadsheet takes as words: quoted, and with a mark before what would begin a formula.
fn cell(words: &str) -> String {
    let begins = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if begins { "'" } else { "" };
    format!("\"{mark}{}\"", words.replace('"', "\"\""))
}
