//! Where the phrases of a glossary stand in a text.

use std::ops::Range;

/// Where a phrase stands first in a text, in bytes, whatever its capitals.
#[must_use]
pub fn find_phrase(text: &str, phrase: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    // Lowering a text may change its length; then only the exact phrase is found.
    let (hay, needle) = if lower.len() == text.len() {
        (lower, phrase.to_lowercase())
    } else {
        (text.to_owned(), phrase.to_owned())
    };
    let at = hay.find(&needle)?;
    let end = at + needle.len();
    let whole = !needle.is_empty() && text.is_char_boundary(at) && text.is_char_boundary(end);
    whole.then_some(at..end)
}
