//! Findings of the analysis as diagnostics: each at the piece of content that it is about.

mod faults;

use crate::{diagnostic::Diagnostic, solver::Finding, store::Ready};

/// A finding as a diagnostic; one about the scenario as a whole stands at its beginning.
pub(super) fn diagnostic(ready: &Ready, finding: &Finding) -> Diagnostic {
    let whole = || ready.map.nodes().next().map(|node| ready.map.head(node));
    let span = finding.node.map(|node| ready.map.head(node)).or_else(whole);
    faults::finding(span.unwrap_or_default(), finding.code, &finding.text)
}
