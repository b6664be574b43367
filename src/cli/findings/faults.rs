//! What the exact analysis says against a scenario.

use crate::{diagnostic::Diagnostic, text::Span};

/// W0201 to W0215: a finding, in the words of the analysis.
pub(in crate::cli) fn finding(span: Span, code: &'static str, text: &str) -> Diagnostic {
    Diagnostic::warning(code, span, text)
}
