//! `rapport check --fix`: the edits that messages name, shown before they are made.

use std::io::Write;

use super::stop::Stop;
use crate::{
    diagnostic::Diagnostic,
    store::replace_source,
    text::{Edit, SourceFile, apply, shown_in_line},
    tree::Tree,
};

/// Whether edits are made, or shown alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FixMode {
    /// They are shown.
    Show,
    /// They are shown, and made.
    Write,
}

/// Shows the safe edits of a file, and makes them. How many there are.
pub(super) fn fix(
    source: &SourceFile,
    found: &[Diagnostic],
    mode: FixMode,
    out: &mut impl Write,
) -> Result<usize, Stop> {
    let edits = safe(source.text(), found);
    if edits.is_empty() {
        return Ok(0);
    }
    show(source, &edits, out)?;
    if mode == FixMode::Write {
        out.flush()?;
        let mended = apply(source.text(), &edits);
        replace_source(source, &mended).map_err(|error| Stop::Usage(error.to_string()))?;
    }
    Ok(edits.len())
}

/// The edits that surely mend something: of two at one place the first, and all of them only if the file has
/// fewer faults of its form for it, or as few.
fn safe(text: &str, found: &[Diagnostic]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = found.iter().filter_map(|one| one.fix.clone()).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut last = None;
    edits.retain(|edit| {
        let is_apart = last.is_none_or(|last| edit.span.start >= last);
        if is_apart {
            last = Some(edit.span.end.max(edit.span.start + 1));
        }
        is_apart && text.get(edit.span.start..edit.span.end).is_some_and(|was| was != edit.text)
    });
    let faults = |text: &str| Tree::parse(text).faults().len();
    let before = faults(text);
    let mends = |edits: &[Edit]| before == 0 || faults(&apply(text, edits)) < before;
    if mends(&edits) {
        return edits;
    }
    // One that does harm keeps none of the others from being made.
    edits.retain(|edit| mends(std::slice::from_ref(edit)));
    edits
}

/// The lines that change, as they are and as they will be.
pub(super) fn show(source: &SourceFile, edits: &[Edit], out: &mut impl Write) -> Result<(), Stop> {
    writeln!(out, "{}", shown_in_line(source.name()))?;
    let text = source.text();
    let mut at = 0;
    while at < edits.len() {
        let start = text[..edits[at].span.start].rfind('\n').map_or(0, |line| line + 1);
        let mut end = line_end(text, edits[at].span.end);
        let mut next = at + 1;
        while next < edits.len() && edits[next].span.start <= end {
            end = line_end(text, edits[next].span.end.max(end));
            next += 1;
        }
        let moved: Vec<Edit> = edits[at..next]
            .iter()
            .map(|edit| {
                let span = crate::text::Span::new(edit.span.start - start, edit.span.end - start);
                Edit::replace(span, edit.text.clone())
            })
            .collect();
        writeln!(out, "line {}", source.position(edits[at].span.start).line)?;
        let was = &text[start..end];
        was.lines().try_for_each(|line| writeln!(out, "- {}", shown_in_line(line)))?;
        let now = apply(was, &moved);
        now.lines().try_for_each(|line| writeln!(out, "+ {}", shown_in_line(line)))?;
        at = next;
    }
    Ok(())
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}
