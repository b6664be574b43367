//! What stands before the value of a file: attributes and comments, each on its line.

use super::gap::{hoisted, remark};
use crate::{
    text::Span,
    tree::{
        node::{Node, Tree},
        token::{Token, TokenKind},
    },
};

/// Attributes and comments before the value of a tree.
pub(super) fn prelude(tree: &Tree, value: Node<'_>) -> String {
    let mut out = String::with_capacity(tree.text().len());
    let mut ends = 0;
    let mut attribute = String::new();
    for token in tree.tokens_in(Span::new(0, value.span().start)) {
        match token.kind {
            TokenKind::Space | TokenKind::OddSpace => ends += token.text.matches('\n').count(),
            kind if kind.is_comment() => {
                let is_behind = ends == 0 && attribute.is_empty() && out.ends_with("]\n");
                if is_behind {
                    out.pop();
                    out.push(' ');
                }
                part(&mut out, remark(token), ends);
                ends = 0;
            }
            kind => {
                attribute.push_str(&spaced(token, &attribute));
                if kind == TokenKind::SquareClose {
                    part(&mut out, &attribute.replace(",)", ")"), ends);
                    attribute.clear();
                    ends = 0;
                }
            }
        }
    }
    if ends > 1 && !out.is_empty() {
        out.push('\n');
    }
    hoisted(value).into_iter().for_each(|text| part(&mut out, text, 0));
    out
}

/// A part with so many line ends before it.
fn part(out: &mut String, text: &str, ends: usize) {
    if ends > 1 && !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
    out.push('\n');
}

/// A token of an attribute, with the blank that stands before it.
fn spaced(token: Token<'_>, before: &str) -> String {
    let is_word = matches!(token.kind, TokenKind::Word | TokenKind::Text);
    let is_apart = is_word && before.ends_with([',', '=']) || token.kind == TokenKind::Equals;
    format!("{}{}", if is_apart { " " } else { "" }, token.text)
}
