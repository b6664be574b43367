//! Findings for authors: what the exact analysis says against a scenario, with place and figure.

mod choices;
mod content;
pub(super) mod finding;
mod looks;
mod pieces;
mod plays;
mod reads;
mod skills;

use self::finding::{Finding, Results};
use super::watch::Phase;

/// All findings, the most useful first, and whether all were looked for.
pub(super) fn findings(evidence: &Results<'_, '_>) -> (Vec<Finding>, bool) {
    let mut found = Vec::new();
    let all = find_all(evidence, &mut found).is_some();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.code.cmp(b.code)));
    (found, all)
}

fn find_all(evidence: &Results<'_, '_>, found: &mut Vec<Finding>) -> Option<()> {
    evidence.pulse.begin(Phase::Findings)?;
    content::find(evidence, found)?;
    plays::find(evidence, found);
    choices::find(evidence, found)?;
    looks::find(evidence, found)?;
    skills::find(evidence, found)
}
