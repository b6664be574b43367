//! Edits: replacing, inserting, removing and moving, so that comments and indentation stay.
//!
//! An item owns the comments right above it, its comma, and a comment that ends its line; they go
//! where it goes. Edits are spans with a replacement. They are applied together, and the result is
//! read again.

use super::{
    node::{Node, Tree},
    token::{Token, TokenKind},
};
use crate::text::{Edit, Span};

/// An item with what belongs to it.
struct Owned {
    /// From the first of its comments to its comma and the comment after it.
    span: Span,
    /// The place of its comma.
    comma: Option<Span>,
}

impl Tree {
    /// Puts a text in a node's place.
    #[must_use]
    pub fn replace(&self, node: Node<'_>, text: &str) -> Vec<Edit> {
        vec![Edit::replace(node.span(), text)]
    }

    /// Puts an item into a list or a tuple, before the one of that index or at the end.
    #[must_use]
    pub fn insert_item(&self, parent: Node<'_>, index: usize, text: &str) -> Vec<Edit> {
        self.insert(parent, index, text)
    }

    /// Puts a field, `name: value`, into a struct, before the one of that index or at the end.
    #[must_use]
    pub fn insert_field(&self, parent: Node<'_>, index: usize, text: &str) -> Vec<Edit> {
        self.insert(parent, index, text)
    }

    /// Puts an entry, `key: value`, into a map, before the one of that index or at the end.
    #[must_use]
    pub fn insert_entry(&self, parent: Node<'_>, index: usize, text: &str) -> Vec<Edit> {
        self.insert(parent, index, text)
    }

    /// Takes a field, an entry or an item out, with what belongs to it.
    #[must_use]
    pub fn remove(&self, node: Node<'_>) -> Vec<Edit> {
        let Some(parent) = node.parent() else { return self.replace(node, "") };
        let owned = self.owned(node);
        if let Some(lines) = self.whole_lines(owned.span) {
            return vec![Edit::replace(lines, "")];
        }
        let siblings: Vec<Node<'_>> = parent.children().collect();
        let place = siblings.iter().position(|one| *one == node).unwrap_or_default();
        let is_last = place + 1 == siblings.len();
        let before = place.checked_sub(1).map(|before| self.owned(siblings[before]));
        let Span { start, end } = owned.span;
        let spaces = self.text()[..start].trim_end_matches([' ', '\t']).len();
        let span = match before {
            Some(before) if is_last => {
                // The last takes the comma before it along, if it has none of its own.
                let comma = before.comma.filter(|comma| {
                    owned.comma.is_none() && self.text()[comma.end..start].trim().is_empty()
                });
                Span::new(comma.map_or(spaces, |comma| comma.start), end)
            }
            None if is_last => Span::new(start, end),
            _ => {
                let rest = &self.text()[end..];
                let next = end + rest.len() - rest.trim_start_matches([' ', '\t']).len();
                let ends_line = self.text()[next..].starts_with(['\n', '\r']);
                if ends_line { Span::new(spaces, end) } else { Span::new(start, next) }
            }
        };
        vec![Edit::replace(span, "")]
    }

    /// Moves an item, a field or an entry to another place among its siblings: from the place `from`
    /// to the place `to`. The places keep their commas and their lines; what stands there moves.
    #[must_use]
    pub fn move_item(&self, parent: Node<'_>, from: usize, to: usize) -> Vec<Edit> {
        let siblings: Vec<Node<'_>> = parent.children().collect();
        if from >= siblings.len() || to >= siblings.len() {
            return Vec::new();
        }
        let mut order: Vec<usize> = (0..siblings.len()).collect();
        let moved = order.remove(from);
        order.insert(to, moved);
        let changed = order.into_iter().enumerate().filter(|(place, source)| place != source);
        changed
            .map(|(place, source)| {
                let old = self.owned(siblings[place]);
                let new = self.owned(siblings[source]);
                let end = new.comma.map_or(siblings[source].span().end, |comma| comma.start);
                let rest = new.comma.map_or(end, |comma| comma.end);
                let body = &self.text()[new.span.start..end];
                let comma = if old.comma.is_some() { "," } else { "" };
                let comment = &self.text()[rest..new.span.end];
                let mut text = format!("{body}{comma}{comment}");
                if comment.contains("//") && !self.ends_line(old.span.end) {
                    // What follows must not become part of the comment.
                    text.push('\n');
                }
                Edit::replace(old.span, text)
            })
            .collect()
    }

    fn insert(&self, parent: Node<'_>, index: usize, text: &str) -> Vec<Edit> {
        let siblings: Vec<Node<'_>> = parent.children().collect();
        let (Some(open), Some(close)) = (parent.open_span(), parent.close_span()) else {
            return Vec::new();
        };
        if let Some(next) = siblings.get(index) {
            let owned = self.owned(*next);
            let indent = self.indent_of_line(owned.span.start);
            return match indent {
                Some(indent) => {
                    let text = indented(text, indent);
                    vec![Edit::insert(owned.span.start, format!("{text},\n{indent}"))]
                }
                None => vec![Edit::insert(owned.span.start, format!("{text}, "))],
            };
        }
        let Some(last) = siblings.last() else {
            // Between brackets that hold nothing, or comments at most.
            let inside = &self.text()[open.end..close.start];
            let at = close.start;
            let line = inside.rfind('\n').filter(|line| inside[*line..].trim().is_empty());
            let Some(line) = line.map(|line| open.end + line) else {
                return vec![Edit::insert(at, text)];
            };
            let outer = &self.text()[line + 1..at];
            let text = indented(text, &format!("{outer}    "));
            return vec![Edit::insert(line, format!("\n{outer}    {text},"))];
        };
        let owned = self.owned(*last);
        let is_apart = self.text()[owned.span.end..close.start].contains('\n');
        let indent = self.indent_of_line(owned.span.start).filter(|_| is_apart);
        let mut edits = Vec::new();
        if owned.comma.is_none() {
            edits.push(Edit::insert(last.span().end, ","));
        }
        let comma = if owned.comma.is_some() { "," } else { "" };
        match indent {
            Some(indent) => {
                let text = indented(text, indent);
                edits.push(Edit::insert(owned.span.end, format!("\n{indent}{text}{comma}")));
            }
            None => edits.push(Edit::insert(owned.span.end, format!(" {text}{comma}"))),
        }
        edits
    }

    /// An item with the comments that belong to it, and its comma.
    fn owned(&self, node: Node<'_>) -> Owned {
        let own = node.span();
        let mut start = own.start;
        while let Some(comment) = self.comment_before(start) {
            let gap = self.text()[comment.end..start].matches('\n').count();
            // A comment that ends the line of another item is that one's.
            let is_own = gap == 0 || (gap == 1 && self.indent_of_line(comment.start).is_some());
            if !is_own {
                break;
            }
            start = comment.start;
        }
        let rest = Span::new(own.end, self.text().len());
        let next = self.tokens_in(rest).find(|token| !token.kind.is_trivia());
        let comma = next.filter(|token| token.kind == TokenKind::Comma).map(|token| token.span);
        let mut end = comma.map_or(own.end, |comma| comma.end);
        let is_near = |token: &Token<'_>| token.kind.is_trivia() && !token.text.contains('\n');
        let rest = Span::new(end, self.text().len());
        let comments = self.tokens_in(rest).take_while(is_near).filter(|one| one.kind.is_comment());
        if let Some(last) = comments.last().filter(|last| self.ends_line(last.span.end)) {
            end = last.span.end;
        }
        Owned { span: Span::new(start, end), comma }
    }

    /// The comment that stands before an offset, with nothing but spaces between.
    fn comment_before(&self, at: usize) -> Option<Span> {
        let mut at = at;
        loop {
            let token = self.token_at(at.checked_sub(1)?)?;
            match token.kind {
                TokenKind::Space | TokenKind::OddSpace => at = token.span.start,
                kind if kind.is_comment() => return Some(token.span),
                _ => return None,
            }
        }
    }

    fn ends_line(&self, at: usize) -> bool {
        let rest = self.text()[at..].trim_start_matches([' ', '\t', '\r']);
        rest.is_empty() || rest.starts_with('\n')
    }

    /// The indentation of an offset that is the first in its line.
    fn indent_of_line(&self, at: usize) -> Option<&str> {
        let start = self.text()[..at].rfind('\n').map(|line| line + 1)?;
        let indent = &self.text()[start..at];
        indent.trim().is_empty().then_some(indent)
    }

    /// The lines that a span fills, up to the line break that ends them.
    fn whole_lines(&self, span: Span) -> Option<Span> {
        let indent = self.indent_of_line(span.start)?;
        let rest = &self.text()[span.end..];
        let line = rest.find('\n')?;
        rest[..line]
            .trim()
            .is_empty()
            .then(|| Span::new(span.start - indent.len(), span.end + line + 1))
    }
}

/// A text whose lines after the first are indented by so much more.
fn indented(text: &str, indent: &str) -> String {
    text.replace('\n', &format!("\n{indent}"))
}
