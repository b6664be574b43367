//! What a word processor has changed all over a file, changed back.

use crate::{
    text::{Edit, Span, apply},
    tree::Tree,
};

/// The edits of a file as one, from the first to the last of them.
pub(super) fn together(text: &str, edits: &[Edit]) -> Option<Edit> {
    let (first, last) = (edits.first()?, edits.last()?);
    let (start, end) = (first.span.start, last.span.end);
    let moved = |edit: &Edit| {
        let span = Span::new(edit.span.start - start, edit.span.end - start);
        Edit::replace(span, edit.text.clone())
    };
    let moved: Vec<Edit> = edits.iter().map(moved).collect();
    Some(Edit::replace(Span::new(start, end), apply(text.get(start..end)?, &moved)))
}

/// The edit that gives the texts of a file straight quotation marks and leaves those within them as they are; `None`
/// where the file would not be sound by it.
pub(super) fn quotes(text: &str) -> Option<Edit> {
    let mut edits = Vec::new();
    let mut letters = text.char_indices().peekable();
    let mut is_text = false;
    while let Some((at, letter)) = letters.next() {
        let after = &text[at + letter.len_utf8()..];
        let is_remark = !is_text && letter == '/' && after.starts_with('/');
        if is_remark {
            while letters.next_if(|(_, letter)| *letter != '\n').is_some() {}
            continue;
        }
        if is_text && letter == '\\' {
            letters.next();
            continue;
        }
        if !is_double(letter) || (is_text && !ends(after)) {
            continue;
        }
        is_text = !is_text;
        if letter != '"' {
            edits.push(Edit::replace(Span::new(at, at + letter.len_utf8()), "\""));
        }
    }
    let edit = together(text, &edits)?;
    let mended = apply(text, std::slice::from_ref(&edit));
    Tree::parse(mended).faults().is_empty().then_some(edit)
}

fn is_double(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„')
}

/// Whether a text is over, by what follows its mark: brackets that close, a colon before a value, a comma before
/// something that no sentence goes on with, or the end of the line.
fn ends(after: &str) -> bool {
    let blank = |c: char| matches!(c, ' ' | '\t');
    let after = after.trim_start_matches(blank);
    let behind = after.trim_start_matches(|c: char| blank(c) || matches!(c, ')' | ']' | '}'));
    match behind.chars().next() {
        None | Some('\n' | '\r') => true,
        Some('/') => behind.starts_with("//"),
        Some(',') => goes_on(behind[1..].trim_start_matches(blank)),
        Some(':') => behind[1..].starts_with([' ', '\n']) && goes_on(behind[1..].trim_start()),
        Some(_) => false,
    }
}

/// Whether this is how a file goes on behind a comma, and no sentence.
fn goes_on(after: &str) -> bool {
    let Some(next) = after.chars().next() else { return true };
    if next.is_ascii_alphabetic() {
        let word_ends = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let sign = word_ends.and_then(|end| after[end..].chars().next());
        let is_word = next.is_ascii_uppercase() && matches!(sign, Some(',' | ')' | ']'));
        return is_word || matches!(sign, Some(':' | '('));
    }
    is_double(next)
        || next.is_ascii_digit()
        || matches!(next, '(' | '[' | '{' | ')' | ']' | '}' | '\n' | '\r' | '/' | '-')
}
