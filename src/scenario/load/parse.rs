//! From source text to syntax, with exact places for what does not parse.

use ron::{Options, error::SpannedError, extensions::Extensions};
use serde::Deserialize;

use super::faults;
use crate::{
    diagnostic::Diagnostic,
    scenario::syntax::{Goto, Name, Raw},
    text::{Position, SourceFile, Span},
};

/// Nesting deeper than this is refused.
const DEEPEST: usize = 96;

/// A source being loaded, and what was found wrong with it so far.
pub struct Reader<'a> {
    source: &'a SourceFile,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// Nothing found wrong yet.
    pub fn new(source: &'a SourceFile) -> Self {
        Self { source, diagnostics: Vec::new() }
    }

    /// The source text.
    pub fn text(&self) -> &'a str {
        self.source.text()
    }

    /// Keeps a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The whole file as `T`.
    pub fn document<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let text = self.source.text();
        self.parse(text)
    }

    /// A section as `T`; one that does not parse is reported and counts as absent.
    pub fn section<T: Deserialize<'a>>(&mut self, raw: Raw<'a>) -> Option<T> {
        self.parse(raw.0.get_ron())
    }

    /// An optional section as `T`, or its default.
    pub fn section_or_default<T: Deserialize<'a> + Default>(&mut self, raw: Option<Raw<'a>>) -> T {
        raw.and_then(|raw| self.section(raw)).unwrap_or_default()
    }

    /// Where play goes: `End`, or the name of a scene.
    pub fn goto(&mut self, raw: Raw<'a>) -> Option<Goto<'a>> {
        let text = raw.0.trim().get_ron();
        if text == "End" { Some(Goto::End) } else { self.parse(text).map(Goto::Scene) }
    }

    /// Where a name stands, with its quotes.
    pub fn span(&self, name: Name<'a>) -> Span {
        let inner = self.slice_span(name.0);
        Span::new(inner.start.saturating_sub(1), (inner.end + 1).min(self.text().len()))
    }

    /// Where any slice of the source stands.
    pub fn span_of(&self, slice: &str) -> Span {
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
        let token_end = self.text()[start..]
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
            .map_or(self.text().len(), |length| start + length);
        Span::new(start, end.max(token_end))
    }
}
