//! Diagnostics: what is wrong, where, and what to do about it.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod codes;
mod json;
mod render;

pub use codes::{RULES, Rule, Stage, codes, nearest_code, rule};
pub use json::to_json;
pub use render::{TerminalColours, render};

use crate::text::{Edit, Position, SourceFile, Span, shown_in_line};

/// Headlines are cut to so many characters.
const LONGEST_HEADLINE: usize = 400;

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be played.
    Error,
    /// The scenario can be played, but its author should look.
    Warning,
}

/// A place with a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The remark, in lower case and without a full stop; may be empty.
    pub text: String,
}

/// A place in another file, with a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The other file, as messages name it.
    pub file: String,
    /// The place in it.
    pub position: Position,
    /// The remark, in lower case and without a full stop.
    pub text: String,
}

/// Something an author should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code: `E0102`.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong, in lower case and without a full stop.
    pub headline: String,
    /// The place, then other places that explain it.
    pub labels: Vec<Label>,
    /// Places in other files that explain it.
    pub elsewhere: Vec<Elsewhere>,
    /// What to do.
    pub help: Vec<String>,
    /// The same as an edit, where there is only one way to do it.
    pub fix: Option<Edit>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, span: Span, headline: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, headline)
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, headline: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, headline)
    }

    fn new(
        code: &'static str,
        severity: Severity,
        span: Span,
        headline: impl Into<String>,
    ) -> Self {
        // What is named in it is the file's own, and a headline is one line.
        let mut headline = shown_in_line(&headline.into()).into_owned();
        // A file can hold names of any length; nobody reads a headline of a thousand words.
        if let Some((cut, _)) = headline.char_indices().nth(LONGEST_HEADLINE) {
            headline.truncate(cut);
            headline.push('…');
        }
        let labels = vec![Label { span, text: String::new() }];
        Self {
            code,
            severity,
            headline,
            labels,
            elsewhere: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// With a remark at its place.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = shown_in_line(&text.into()).into_owned();
        }
        self
    }

    /// With another place that explains it.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: shown_in_line(&text.into()).into_owned() });
        self
    }

    /// With a place in another file that explains it.
    #[must_use]
    pub fn elsewhere(mut self, file: &SourceFile, span: Span, text: impl Into<String>) -> Self {
        let position = file.position(span.start);
        let file = file.name().to_owned();
        let text = shown_in_line(&text.into()).into_owned();
        self.elsewhere.push(Elsewhere { file, position, text });
        self
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(shown_in_line(&text.into()).into_owned());
        self
    }

    /// With the edit that mends it.
    #[must_use]
    pub fn fixed_by(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Edit::replace(span, text));
        self
    }

    /// Its place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels.first().map(|label| label.span).unwrap_or_default()
    }
}

/// Whether any of them keeps the scenario from being played.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
