//! What proofs say against lessons, one constructor for each.

use crate::{diagnostic::Diagnostic, text::Span};

/// E0401: a claim that is not true of the scenario.
pub(in crate::cli) fn broken(span: Span, lesson: &str, figure: &str, claim: &str) -> Diagnostic {
    Diagnostic::error("E0401", span, format!("the lesson `{lesson}` is broken: {figure}"))
        .here(format!("claimed: {claim}"))
}

/// W0401: a claim that could not be worked out.
pub(in crate::cli) fn not_proven(span: Span, lesson: &str, claim: &str) -> Diagnostic {
    Diagnostic::warning("W0401", span, format!("the lesson `{lesson}` is not proven"))
        .here(format!("claimed: {claim}"))
        .help("the analysis did not come to its end: `rapport analyze` tells how far it came")
}

/// W0402: a claim that no play can keep or break.
pub(in crate::cli) fn idle(span: Span, lesson: &str, claim: &str) -> Diagnostic {
    Diagnostic::warning("W0402", span, format!("no play can keep or break the lesson `{lesson}`"))
        .here(format!("claimed: {claim}"))
        .help("what this is about never comes about: mend its conditions, or leave it out")
}
