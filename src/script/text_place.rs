//! Where the file holds the words of a piece of content: the literal that an edit would replace.

use crate::{
    scenario::{NodeId, SourceMap},
    tree::{Node, NodeKind, SyntaxId},
};

/// The field of a piece of content that holds these words, or the piece itself where it is a text.
pub(super) fn of_field(map: &SourceMap, node: NodeId, name: &str, words: &str) -> Option<SyntaxId> {
    holding(body(map.syntax(node)), name, words)
}

/// The words of a line, or its heading, where that has a name.
pub(super) fn of_line(map: &SourceMap, node: NodeId, name: &str, words: &str) -> Option<SyntaxId> {
    let line = body(map.syntax(node));
    let last = || line.items().filter(|item| item.kind() == NodeKind::Text).last();
    if line.kind() == NodeKind::Struct {
        return holding(line, name, words);
    }
    let literal = if line.kind() == NodeKind::Text { line } else { last()? };
    // Whose words they are may stand before them.
    literal.as_str().is_ok_and(|value| value.ends_with(words)).then(|| literal.id())
}

/// A text by the names of the fields that lead to it from the top of the file.
pub(super) fn of_top(map: &SourceMap, path: &[&str], words: &str) -> Option<SyntaxId> {
    let mut at = map.tree().value()?;
    for name in path {
        at = peeled(at.field(name)?.value?);
    }
    is_text(at, words).then(|| at.id())
}

/// One of the texts that a field holds in a row.
pub(super) fn of_item(
    map: &SourceMap,
    node: NodeId,
    (path, nth): (&[&str], usize),
    words: &str,
) -> Option<SyntaxId> {
    let mut at = body(map.syntax(node));
    for name in path {
        at = peeled(at.field(name)?.value?);
    }
    let item = at.items().nth(nth)?;
    is_text(item, words).then(|| item.id())
}

fn holding(body: Node<'_>, name: &str, words: &str) -> Option<SyntaxId> {
    if body.kind() == NodeKind::Text {
        return is_text(body, words).then(|| body.id());
    }
    let value = peeled(body.field(name)?.value?);
    // Of several cases, the one for the rest stands last.
    let value = if value.word() == Some("If") { value.items().last()? } else { value };
    is_text(value, words).then(|| value.id())
}

fn is_text(node: Node<'_>, words: &str) -> bool {
    node.as_str().is_ok_and(|value| value == words)
}

/// The node that holds the fields: of a named entry, the value.
fn body(node: Node<'_>) -> Node<'_> {
    let is_entry = node.kind() == NodeKind::Entry;
    peeled(if is_entry { node.children().last().unwrap_or(node) } else { node })
}

/// What stands in `Some( … )`, or alone in a list.
fn peeled(node: Node<'_>) -> Node<'_> {
    let is_some = node.kind() == NodeKind::Tuple && node.word() == Some("Some");
    let is_shell = is_some || node.kind() == NodeKind::List;
    let mut items = node.items();
    match (items.next(), items.next()) {
        (Some(only), None) if is_shell => peeled(only),
        _ => node,
    }
}
