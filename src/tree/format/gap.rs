//! What stands between two items: comments, and whether there was a blank line.

use super::measure::is_bracket;
use crate::{
    text::Span,
    tree::{
        node::{Node, Tree},
        token::{Token, TokenKind},
    },
};

/// A comment on a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Remark<'t> {
    pub(super) text: &'t str,
    /// Whether a blank line stands before it.
    pub(super) is_apart: bool,
}

/// What stands between two items.
pub(super) struct Gap<'t> {
    /// Comments behind the item before, on its line.
    pub(super) trailing: Vec<&'t str>,
    /// Comments on lines of their own.
    pub(super) leading: Vec<Remark<'t>>,
    /// Whether a blank line stands before the next item.
    pub(super) is_apart: bool,
}

/// What stands in a span without items. A comment on the line of both items belongs to the next one, if
/// there is one.
pub(super) fn gap(tree: &Tree, span: Span, has_next: bool) -> Gap<'_> {
    let mut gap = Gap { trailing: Vec::new(), leading: Vec::new(), is_apart: false };
    let mut ends = 0;
    let mut is_first_line = true;
    for token in tree.tokens_in(span) {
        if token.kind == TokenKind::Space {
            ends += token.text.matches('\n').count();
            is_first_line &= ends == 0;
        } else if token.kind.is_comment() {
            let text = remark(token);
            if is_first_line {
                gap.trailing.push(text);
            } else {
                gap.leading.push(Remark { text, is_apart: ends > 1 });
            }
            ends = 0;
        }
    }
    gap.is_apart = ends > 1;
    if is_first_line && has_next {
        let all = gap.trailing.drain(..).map(|text| Remark { text, is_apart: false });
        gap.leading.extend(all);
    }
    gap
}

/// Comments within an item but outside its brackets, which have no line there.
pub(super) fn hoisted(node: Node<'_>) -> Vec<&str> {
    if is_bracket(node) {
        return before_bracket(node);
    }
    let mut found = Vec::new();
    let mut at = node.span().start;
    for value in node.children() {
        found.extend(comments(node.tree(), Span::new(at, value.span().start)));
        found.extend(before_bracket(value));
        at = value.span().end;
    }
    found
}

fn before_bracket(node: Node<'_>) -> Vec<&str> {
    let before = node.open_span().map(|open| Span::new(node.span().start, open.start));
    before.map_or_else(Vec::new, |before| comments(node.tree(), before))
}

fn comments(tree: &Tree, span: Span) -> Vec<&str> {
    let all = tree.tokens_in(span).filter(|token| token.kind.is_comment());
    all.map(remark).collect()
}

/// A comment without blanks behind it.
pub(super) fn remark(token: Token<'_>) -> &str {
    match token.kind {
        TokenKind::LineComment => token.text.trim_end(),
        _ => token.text,
    }
}
