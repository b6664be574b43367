//! Diagnostics as annotations of a GitHub workflow.

use std::fmt::Write as _;

use super::tell;
use crate::{
    diagnostic::{Diagnostic, Severity},
    text::{SourceFile, shown},
};

/// Tells one at its place.
pub(super) fn annotate(source: &SourceFile, diagnostic: &Diagnostic) {
    let span = diagnostic.span();
    let (start, end) = (source.position(span.start), source.position(span.end));
    let word = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = diagnostic.headline.clone();
    for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()) {
        let line = source.position(label.span.start).line;
        let _ = write!(text, "\nline {line}: {}", label.text);
    }
    for other in &diagnostic.elsewhere {
        let (file, line) = (&other.file, other.position.line);
        let _ = write!(text, "\n{file}, line {line}: {}", other.text);
    }
    for help in &diagnostic.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    let file = property(source.name());
    tell(format_args!(
        "::{word} file={file},line={},col={},endLine={},endColumn={},title={}::{}",
        start.line,
        start.column,
        end.line,
        end.column,
        property(diagnostic.code),
        message(&text),
    ));
}

/// Tells what is wrong with a whole file, or at a place in it.
pub(super) fn annotate_file(file: &str, (line, column): (usize, usize), text: &str) {
    let (file, text) = (property(file), message(text));
    tell(format_args!("::error file={file},line={line},col={column}::{text}"));
}

/// A message as a workflow command carries it.
fn message(text: &str) -> String {
    shown(text).replace('%', "%25").replace('\n', "%0A")
}

/// A property as a workflow command carries it.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
