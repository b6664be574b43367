//! Diagnostics as text, in rustc's style.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet, renderer::DecorStyle};

use super::{Diagnostic, Severity};
use crate::text::{SourceFile, shown, shown_in_line, shown_styled};

/// Whether the text carries terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalColours {
    /// Plain text.
    Plain,
    /// Terminal colours.
    Coloured,
}

/// One diagnostic as text, without a line break at the end. Nothing in it steers a terminal but its colours.
#[must_use]
pub fn render(diagnostic: &Diagnostic, source: &SourceFile, palette: TerminalColours) -> String {
    let renderer = match palette {
        TerminalColours::Plain => Renderer::plain(),
        TerminalColours::Coloured => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let name = shown_in_line(source.name());
    let excerpt = Excerpt::of(diagnostic, source);
    let length = excerpt.text.len();
    let annotations = diagnostic.labels.iter().enumerate().map(|(at, label)| {
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let start = label.span.start.saturating_sub(excerpt.from).min(length);
        let end = label.span.end.saturating_sub(excerpt.from).clamp(start, length);
        kind.span(start..end).label((!label.text.is_empty()).then_some(label.text.as_str()))
    });
    let title = level.primary_title(diagnostic.headline.as_str()).id(diagnostic.code);
    let mut group = match diagnostic.labels.first() {
        // Nobody reads so long a line, and to lay it out for each diagnostic takes long.
        Some(label) if length > MOST_SHOWN => {
            let place = source.position(label.span.start);
            title.element(Origin::path(&*name).line(place.line).char_column(place.column))
        }
        _ => title.element(
            Snippet::source(excerpt.text)
                .line_start(excerpt.line)
                .path(&*name)
                .annotations(annotations),
        ),
    };
    for other in &diagnostic.elsewhere {
        let place = Origin::path(shown_in_line(&other.file))
            .line(other.position.line)
            .char_column(other.position.column);
        group = group.element(Level::NOTE.message(other.text.as_str())).element(place);
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let text = renderer.render(&[group]);
    // The renderer shows escapes of the source as pictures, but not every other character that steers.
    match palette {
        TerminalColours::Plain => shown(&text).into_owned(),
        TerminalColours::Coloured => shown_styled(&text),
    }
}

/// The longest lines, in bytes, that are shown with what is said of them.
const MOST_SHOWN: usize = 1 << 16;

/// The lines of a source that a diagnostic points at: so that telling of a place costs what stands there, and
/// not what the file holds.
struct Excerpt<'s> {
    text: &'s str,
    /// Where it begins in the source.
    from: usize,
    /// The number of its first line.
    line: usize,
}

impl<'s> Excerpt<'s> {
    fn of(diagnostic: &Diagnostic, source: &'s SourceFile) -> Self {
        let text = source.text();
        let spans = || diagnostic.labels.iter().map(|label| label.span);
        let first = spans().map(|span| span.start).min().unwrap_or(0).min(text.len());
        let last =
            spans().map(|span| span.end).max().unwrap_or(text.len()).clamp(first, text.len());
        let bytes = text.as_bytes();
        let breaks = |byte: &u8| *byte == b'\n';
        let from = bytes[..first].iter().rposition(breaks).map_or(0, |at| at + 1);
        let to = bytes[last..].iter().position(breaks).map_or(text.len(), |at| last + at);
        Self { text: &text[from..to], from, line: source.position(first).line }
    }
}
