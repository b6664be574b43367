//! From source text to syntax, with exact places for what does not parse.

use ron::{Options, error::SpannedError, extensions::Extensions};
use serde::Deserialize;

use super::{brackets, faults, names::nearest, split};
use crate::{
    diagnostic::Diagnostic,
    scenario::syntax::{Entries, Fields, Goto, Name, Number, Raw},
    text::{Position, SourceFile, Span},
};

/// Nesting deeper than this is refused.
pub(super) const DEEPEST: usize = 96;
/// No more diagnostics than this are kept.
const MOST_KEPT: usize = 20_000;
/// How many times the nearest of many names is looked for.
const MOST_SUGGESTIONS: usize = 50;
/// From how many names on a search counts against [`MOST_SUGGESTIONS`].
const MANY: usize = 500;

/// A source being loaded, and what was found wrong with it so far.
pub(super) struct Reader<'a> {
    source: &'a SourceFile,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether some section could not be read, so that not every name is known.
    pub unread: bool,
    suggestions: usize,
}

impl<'a> Reader<'a> {
    /// Nothing found wrong yet.
    pub(super) fn new(source: &'a SourceFile) -> Self {
        Self { source, diagnostics: Vec::new(), unread: false, suggestions: 0 }
    }

    /// The source text.
    pub(super) fn text(&self) -> &'a str {
        self.source.text()
    }

    /// Keeps a diagnostic.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST_KEPT {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The whole file as `T`.
    pub(super) fn document<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let text = self.source.text();
        let known = self.diagnostics.len();
        let document = self.parse(text);
        // A bracket that does not close is better named than what the parser stumbles over.
        if document.is_none()
            && self.diagnostics.last().is_some_and(|fault| fault.code != faults::TOO_DEEP)
            && let Some(fault) = brackets::check(text)
        {
            self.diagnostics.truncate(known);
            self.report(fault);
        }
        document
    }

    /// The top of the file, field by field.
    pub(super) fn fields(&mut self) -> Option<Fields<'a>> {
        let fields = |(name, value)| (Name(name), Raw(value));
        match split::document(self.text()) {
            Some(found) => Some(Fields(found.into_iter().map(fields).collect())),
            // What cannot be split plainly is for the parser, which has the words for it.
            None => self.document(),
        }
    }

    /// A section of named entries, each to be read on its own.
    pub(super) fn entries(&mut self, raw: Raw<'a>) -> Option<Vec<(Name<'a>, Raw<'a>)>> {
        match split::entries(raw.0) {
            Some(found) => {
                Some(found.into_iter().map(|(name, value)| (Name(name), Raw(value))).collect())
            }
            None => self.section::<Entries<'a, Raw<'a>>>(raw).map(|entries| entries.0),
        }
    }

    /// The bracket around a name, with the word before it.
    pub(super) fn opening(&self, name: Name<'a>) -> Span {
        let inside = self.slice_span(name.0).start;
        self.with_word(brackets::around(self.text(), inside).unwrap_or_default())
    }

    /// A bracket with the word right before it.
    fn with_word(&self, bracket: usize) -> Span {
        let before = &self.text()[..bracket];
        let word = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        Span::new(word.len(), (bracket + 1).min(self.text().len()))
    }

    /// A section as `T`; one that does not parse is reported and counts as absent.
    pub(super) fn section<T: Deserialize<'a>>(&mut self, raw: Raw<'a>) -> Option<T> {
        self.parse(raw.0)
    }

    /// A number as written, or the nearest allowed one; one outside the bounds is reported.
    pub(super) fn number(&mut self, number: Number<'a>, what: &str, least: i64, most: i64) -> i64 {
        let span = self.number_span(number);
        let text = &self.text()[span.start..span.end];
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '_') {
            self.report(faults::no_number(span, what, text));
            return least;
        }
        // What does not even fit is as far outside as can be.
        let far = if text.starts_with('-') { i128::MIN } else { i128::MAX };
        let value: i128 = text.replace('_', "").parse().unwrap_or(far);
        let nearest = value.clamp(least.into(), most.into());
        if nearest != value {
            self.report(faults::out_of_range(span, what, text, least, most));
        }
        i64::try_from(nearest).unwrap_or(least)
    }

    /// Where a number stands.
    pub(super) fn number_span(&self, number: Number<'a>) -> Span {
        self.slice_span(brackets::trim(number.0))
    }

    /// Where a section stands.
    pub(super) fn raw_span(&self, raw: Raw<'a>) -> Span {
        self.slice_span(brackets::trim(raw.0))
    }

    /// The known name nearest to what was written. In a long list this is looked for only so often,
    /// so that a file full of wrong names costs no more than its length.
    pub(super) fn nearest<'n>(&mut self, written: &str, known: &[&'n str]) -> Option<&'n str> {
        if known.len() > MANY {
            self.suggestions += 1;
            if self.suggestions > MOST_SUGGESTIONS {
                return None;
            }
        }
        nearest(written, known.iter().copied())
    }

    /// Where play goes: `End`, or the name of a scene.
    pub(super) fn goto(&mut self, raw: Raw<'a>) -> Option<Goto<'a>> {
        let text = brackets::trim(raw.0);
        if text == "End" { Some(Goto::End) } else { self.parse(text).map(Goto::Scene) }
    }

    /// Where a name stands, with its quotes.
    pub(super) fn span(&self, name: Name<'a>) -> Span {
        let inner = self.slice_span(name.0);
        Span::new(inner.start.saturating_sub(1), (inner.end + 1).min(self.text().len()))
    }

    /// Where any slice of the source stands.
    pub(super) fn span_of(&self, slice: &str) -> Span {
        self.slice_span(slice)
    }

    fn slice_span(&self, slice: &str) -> Span {
        let start = (slice.as_ptr() as usize).wrapping_sub(self.text().as_ptr() as usize);
        let length = self.text().len();
        if start > length { Span::default() } else { Span::new(start, start + slice.len()) }
    }

    fn parse<T: Deserialize<'a>>(&mut self, text: &'a str) -> Option<T> {
        let options = Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .with_recursion_limit(DEEPEST);
        match options.from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let span = self.error_span(text, &error);
                self.report(faults::syntax(span, &error.code));
                self.unread = true;
                None
            }
        }
    }

    /// RON counts lines and columns from the start of the text it was given.
    fn error_span(&self, text: &'a str, error: &SpannedError) -> Span {
        let base = self.slice_span(text).start;
        let part = SourceFile::new("", text);
        let offset = |at: ron::error::Position| {
            base + part.offset(Position { line: at.line, column: at.col })
        };
        let (start, end) = (offset(error.span.start), offset(error.span.end));
        if matches!(error.code, ron::Error::MissingStructField { .. })
            && let Some(bracket) = brackets::around(text, end - base)
        {
            return self.with_word(base + bracket);
        }
        // Where a value is expected, the parser stops at the colon or blank before it.
        let before = self.text()[start..].trim_start_matches([':', ' ', '\t']);
        let start = self.text().len() - before.len();
        let token_end = self.text()[start..]
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
            .map_or(self.text().len(), |length| start + length);
        Span::new(start, end.max(token_end))
    }
}
