//! Findings for authors: what the exact analysis says against a scenario, with place and figure.

mod choices;
mod content;
pub(super) mod finding;
mod pieces;
mod plays;
mod reads;
mod skills;

use self::finding::{Finding, Results};

/// All findings, the most useful first.
pub(super) fn findings(evidence: &Results<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    content::find(evidence, &mut found);
    plays::find(evidence, &mut found);
    choices::find(evidence, &mut found);
    skills::find(evidence, &mut found);
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.code.cmp(b.code)));
    found
}
