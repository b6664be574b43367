//! Warnings that an author has looked at: a remark at the place, with the reason, keeps one from being told.

use crate::{
    diagnostic::{Diagnostic, Severity},
    scenario::load::faults,
};

/// How such a remark begins.
const MARK: &str = "// allow ";

/// Takes out the warnings that a remark in their line, or in the line before, allows by code and with a reason.
/// Errors cannot be allowed.
#[must_use]
pub fn without_allowed(text: &str, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if !text.contains(MARK) {
        return diagnostics;
    }
    diagnostics.retain_mut(|told| {
        let allowed = (told.severity == Severity::Warning).then(|| allowed(text, told)).flatten();
        match allowed {
            None => true,
            Some(Allowed::WithReason) => false,
            Some(Allowed::WithoutReason) => {
                *told = faults::without_reason(told.clone());
                true
            }
        }
    });
    diagnostics
}

/// Whether a remark says why it allows something.
enum Allowed {
    WithReason,
    WithoutReason,
}

fn allowed(text: &str, told: &Diagnostic) -> Option<Allowed> {
    let at = text.floor_char_boundary(told.span().start);
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let own = text[start..].split('\n').next().unwrap_or_default();
    let before = text[..start.saturating_sub(1)].rsplit('\n').next().unwrap_or_default();
    let before = before.trim_start().starts_with(MARK).then_some(before);
    let remarks = [Some(own), before].into_iter().flatten();
    let mut found = remarks.filter_map(|line| {
        let rest = line.split_once(MARK)?.1.strip_prefix(told.code)?;
        let reason = rest.strip_prefix(':').unwrap_or_default();
        Some(if reason.trim().is_empty() { Allowed::WithoutReason } else { Allowed::WithReason })
    });
    found.next()
}
