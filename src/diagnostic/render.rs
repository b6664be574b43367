//! Diagnostics as text, in rustc's style.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet, renderer::DecorStyle};

use super::{Diagnostic, Severity};
use crate::text::{SourceFile, shown, shown_in_line, shown_styled};

/// Whether the text carries terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// Plain text.
    Plain,
    /// Terminal colours.
    Coloured,
}

/// One diagnostic as text, without a line break at the end. Nothing in it steers a terminal but its colours.
#[must_use]
pub fn render(diagnostic: &Diagnostic, source: &SourceFile, palette: Palette) -> String {
    let renderer = match palette {
        Palette::Plain => Renderer::plain(),
        Palette::Coloured => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let name = shown_in_line(source.name());
    let length = source.text().len();
    let annotations = diagnostic.labels.iter().enumerate().map(|(at, label)| {
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let start = label.span.start.min(length);
        let end = label.span.end.clamp(start, length);
        kind.span(start..end).label((!label.text.is_empty()).then_some(label.text.as_str()))
    });
    let mut group = level
        .primary_title(diagnostic.headline.as_str())
        .id(diagnostic.code)
        .element(Snippet::source(source.text()).path(&*name).annotations(annotations));
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
        Palette::Plain => shown(&text).into_owned(),
        Palette::Coloured => shown_styled(&text),
    }
}
