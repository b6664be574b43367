//! Splitting a struct or map into its entries without reading them: a single pass over the bytes.
//!
//! What is not written plainly is left to the parser, so nothing here reports anything.

use super::{
    brackets::{Token, scan, trim_start},
    parse::DEEPEST,
};

/// The fields of a whole file: `Scenario( field: value, … )`, after its attributes.
pub(super) fn document(text: &str) -> Option<Vec<(&str, &str)>> {
    let text = trim_start(text);
    fields(text.strip_prefix("#![enable(implicit_some)]").unwrap_or(text), "Scenario")
}

/// The fields of `Name( field: value, … )`; the name may be left out.
pub(super) fn fields<'t>(text: &'t str, name: &str) -> Option<Vec<(&'t str, &'t str)>> {
    let text = trim_start(text);
    let body = trim_start(text.strip_prefix(name).unwrap_or(text));
    pairs(body, '(', |part| {
        let length = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
        (length > 0 && !part.starts_with("r#")).then(|| part.split_at(length))
    })
}

/// The entries of `{ "key": value, … }`.
pub(super) fn entries(text: &str) -> Option<Vec<(&str, &str)>> {
    pairs(trim_start(text), '{', |part| {
        let (key, rest) = part.strip_prefix('"')?.split_once('"')?;
        (!key.contains('\\')).then_some((key, rest))
    })
}

/// The entries of `[ value, … ]`.
pub(super) fn list(text: &str) -> Option<Vec<&str>> {
    parts(trim_start(text), '[')
}

/// The parts of a bracket that fills the text, each as key and value.
fn pairs<'t>(
    text: &'t str,
    open: char,
    key: impl Fn(&'t str) -> Option<(&'t str, &'t str)>,
) -> Option<Vec<(&'t str, &'t str)>> {
    let pair = |part| {
        let (key, rest) = key(trim_start(part))?;
        Some((key, trim_start(rest).strip_prefix(':')?))
    };
    parts(text, open)?.into_iter().map(pair).collect()
}

/// The parts, between commas, of a bracket that fills the text.
fn parts(text: &str, open: char) -> Option<Vec<&str>> {
    if !text.starts_with(open) {
        return None;
    }
    let mut found = Vec::new();
    let mut stack = Vec::with_capacity(32);
    let mut start = open.len_utf8();
    for (at, token) in scan(text) {
        match token {
            Token::Open(_) if stack.len() > DEEPEST => return None,
            Token::Open(bracket) => stack.push(bracket),
            Token::Comma if stack.len() == 1 => {
                let part = &text[start..at];
                if trim_start(part).is_empty() {
                    return None;
                }
                found.push(part);
                start = at + 1;
            }
            Token::Comma => {}
            Token::Close(bracket) => {
                if !matches!((stack.pop()?, bracket), ('(', ')') | ('[', ']') | ('{', '}')) {
                    return None;
                }
                if stack.is_empty() {
                    // Only after the last comma may nothing stand.
                    let last = &text[start..at];
                    found.extend((!trim_start(last).is_empty()).then_some(last));
                    return trim_start(&text[at + 1..]).is_empty().then_some(found);
                }
            }
            Token::Unclosed(_) => return None,
        }
    }
    None
}
