//! Diagnostics as JSON, for programs.

use serde_json::{Value, json};

use super::{Diagnostic, Severity};
use crate::text::{SourceFile, Span};

/// One diagnostic as a JSON object with file, line and column (from 1, in characters).
#[must_use]
pub fn to_json(diagnostic: &Diagnostic, source: &SourceFile) -> Value {
    let placed = |span: Span, text: &str| {
        let (start, end) = (source.position(span.start), source.position(span.end));
        json!({
            "line": start.line, "column": start.column,
            "end_line": end.line, "end_column": end.column,
            "text": text,
        })
    };
    let labels: Vec<Value> =
        diagnostic.labels.iter().map(|label| placed(label.span, &label.text)).collect();
    let place = source.position(diagnostic.span().start);
    json!({
        "code": diagnostic.code,
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "file": source.name(),
        "line": place.line,
        "column": place.column,
        "headline": diagnostic.headline,
        "labels": labels,
        "help": diagnostic.help,
        "fix": diagnostic.fix.as_ref().map(|fix| placed(fix.span, &fix.text)),
    })
}
