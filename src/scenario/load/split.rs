//! Splitting a struct or map into its entries without reading them: a single pass over the bytes.
//!
//! What is not written plainly is left to the parser, so nothing here reports anything.

use super::{
    brackets::{Token, scan, trim_start},
    parse::DEEPEST,
};

/// The fields of `Name( field: value, … )`, after the attributes of the file.
pub(super) fn fields(text: &str) -> Option<Vec<(&str, &str)>> {
    let text = trim_start(text);
    let text = match text.strip_prefix("#![enable(implicit_some)]") {
        Some(rest) => trim_start(rest),
        None => text,
    };
    let body = trim_start(text.strip_prefix("Scenario").unwrap_or(text));
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

/// The parts of a bracket that fills the text, each as key and value.
fn pairs<'t>(
    text: &'t str,
    open: char,
    key: impl Fn(&'t str) -> Option<(&'t str, &'t str)>,
) -> Option<Vec<(&'t str, &'t str)>> {
    if !text.starts_with(open) {
        return None;
    }
    let mut found = Vec::new();
    let mut stack = Vec::with_capacity(32);
    let mut start = open.len_utf8();
    let mut push = |part: &'t str, is_last: bool| {
        let part = trim_start(part);
        if part.is_empty() {
            // Only after the last comma may nothing stand.
            return is_last.then_some(());
        }
        let (key, rest) = key(part)?;
        let value = trim_start(rest).strip_prefix(':')?;
        found.push((key, value));
        Some(())
    };
    for (at, token) in scan(text) {
        match token {
            Token::Open(_) if stack.len() > DEEPEST => return None,
            Token::Open(bracket) => stack.push(bracket),
            Token::Comma if stack.len() == 1 => {
                push(&text[start..at], false)?;
                start = at + 1;
            }
            Token::Comma => {}
            Token::Close(bracket) => {
                let fits = matches!((stack.pop()?, bracket), ('(', ')') | ('[', ']') | ('{', '}'));
                if !fits {
                    return None;
                }
                if stack.is_empty() {
                    push(&text[start..at], true)?;
                    return trim_start(&text[at + 1..]).is_empty().then_some(found);
                }
            }
            Token::Unclosed(_) => return None,
        }
    }
    None
}
