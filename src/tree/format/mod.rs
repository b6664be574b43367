//! The one layout of a file: every construct on one line where it is short, otherwise an item a line, of which short
//! ones share theirs.
//!
//! Only blanks, line ends and the commas before closing brackets change. Comments stay with what they stand
//! before or behind, and one blank line stays where there were some. What is printed is a function of the
//! nodes, the comments and the blank lines, so that printing twice changes nothing.

mod gap;
mod measure;
mod prelude;

use self::{
    gap::{Gap, Remark, gap, hoisted},
    measure::{Measures, is_bracket},
    prelude::prelude,
};
use super::node::{Node, NodeKind, Tree};
use crate::text::Span;

/// Columns of a line, unless a text alone is longer.
const WIDTH: usize = 100;
/// Columns of what shares its line with its neighbours.
const SMALL: usize = 40;
/// Blanks of a step to the right.
const STEP: usize = 2;

impl Tree {
    /// Pretty-prints the file; none of a file that has faults, in which nobody can tell what belongs where.
    #[must_use]
    pub fn formatted(&self) -> Option<String> {
        let value = self.value().filter(|_| self.faults().is_empty())?;
        let mut printer =
            Printer { tree: self, measures: Measures::of(self), out: prelude(self, value) };
        printer.value(value, 0, 0);
        printer.end(value);
        Some(printer.out)
    }
}

/// An item of a bracket, with the comments that are its own.
struct FormattedItem<'t> {
    node: Node<'t>,
    leading: Vec<Remark<'t>>,
    trailing: Vec<&'t str>,
    /// Whether a blank line stands before it and its comments.
    is_apart: bool,
    /// Whether one stands between its comments and itself.
    is_below_blank: bool,
}

/// What has been printed, and of what.
struct Printer<'t> {
    tree: &'t Tree,
    measures: Measures,
    out: String,
}

impl<'t> Printer<'t> {
    /// A value at the end of what is printed, with so many columns to follow it on its line.
    fn value(&mut self, node: Node<'t>, indent: usize, after: usize) {
        let room = WIDTH.saturating_sub(self.column() + after);
        let fits = self.measures.flat(node).is_some_and(|width| width <= room);
        if fits || !is_bracket(node) || self.is_a_phrase(node) {
            self.flat(node);
        } else if let Some(last) = self.hugged(node, room) {
            self.open(node);
            for item in node.children().filter(|item| *item != last) {
                self.flat(item);
                self.out.push_str(", ");
            }
            self.value(last, indent, after + 1);
            self.close(node);
        } else {
            self.broken(node, indent);
        }
    }

    /// A field or an entry, or what stands for itself.
    fn item(&mut self, node: Node<'t>, indent: usize) {
        if let Some(field) = node.as_field() {
            self.out.push_str(field.name);
            self.out.push_str(": ");
            field.value.into_iter().for_each(|value| self.value(value, indent, 1));
        } else if let Some(entry) = node.as_entry() {
            self.value(entry.key, indent, 2);
            self.out.push_str(": ");
            entry.value.into_iter().for_each(|value| self.value(value, indent, 1));
        } else {
            self.value(node, indent, 1);
        }
    }

    fn flat(&mut self, node: Node<'t>) {
        if let Some(field) = node.as_field() {
            self.out.push_str(field.name);
            self.out.push_str(": ");
            field.value.into_iter().for_each(|value| self.flat(value));
        } else if is_bracket(node) || node.kind() == NodeKind::Entry {
            let between = if is_bracket(node) { ", " } else { ": " };
            self.open(node);
            for (nth, child) in node.children().enumerate() {
                self.out.push_str(if nth == 0 { "" } else { between });
                self.flat(child);
            }
            self.close(node);
        } else {
            self.out.push_str(node.text());
        }
    }

    /// A bracket with its items on lines of their own, but that small ones share theirs.
    fn broken(&mut self, node: Node<'t>, indent: usize) {
        let inner = indent + STEP;
        let (opening, items, closing) = self.items(node);
        self.open(node);
        self.trailing(&opening);
        let mut before: Option<&FormattedItem<'t>> = None;
        for item in &items {
            if before.is_some_and(|before| self.shares(before, item)) {
                self.out.push(' ');
            } else if before.is_some() || !opening.is_empty() || !self.hangs(node, item) {
                if item.is_apart && before.is_some() {
                    self.out.push('\n');
                }
                self.remarks(&item.leading, inner);
                if item.is_below_blank {
                    self.out.push('\n');
                }
                self.line(inner);
            }
            self.item(item.node, inner);
            self.out.push(',');
            self.trailing(&item.trailing);
            before = Some(item);
        }
        self.remarks(&closing, inner);
        self.line(indent);
        self.close(node);
    }

    /// The items of a bracket and the comments about them: those behind the opening bracket, the items with
    /// theirs, and those before the closing bracket.
    fn items(&self, node: Node<'t>) -> (Vec<&'t str>, Vec<FormattedItem<'t>>, Vec<Remark<'t>>) {
        let mut at = node.open_span().map_or(node.span().start, |open| open.end);
        let end = node.close_span().map_or(node.span().end, |close| close.start);
        let mut opening = Vec::new();
        let mut items: Vec<FormattedItem<'t>> = Vec::new();
        for child in node.children() {
            let Gap { trailing, mut leading, is_apart } =
                gap(self.tree, Span::new(at, child.span().start), true);
            items.last_mut().map_or(&mut opening, |last| &mut last.trailing).extend(trailing);
            let is_below_blank = is_apart && !leading.is_empty();
            let is_apart = leading.first().map_or(is_apart, |first| first.is_apart);
            let inside = hoisted(child).into_iter();
            leading.extend(inside.map(|text| Remark { text, is_apart: false }));
            if let Some(first) = leading.first_mut() {
                first.is_apart = false;
            }
            let trailing = Vec::new();
            items.push(FormattedItem { node: child, leading, trailing, is_apart, is_below_blank });
            at = child.span().end;
        }
        let gap = gap(self.tree, Span::new(at, end), false);
        items.last_mut().map_or(&mut opening, |last| &mut last.trailing).extend(gap.trailing);
        (opening, items, gap.leading)
    }

    /// Whether an item goes on the line of the one before it.
    fn shares(&self, before: &FormattedItem<'t>, item: &FormattedItem<'t>) -> bool {
        let is_alone = item.is_apart || !item.leading.is_empty() || !before.trailing.is_empty();
        let width = self.measures.flat(item.node).unwrap_or(usize::MAX);
        !is_alone
            && self.is_small(before.node)
            && self.is_small(item.node)
            && self.column() + width + 2 <= WIDTH
    }

    /// Whether the first item stands behind the opening bracket: a short field, such as an id.
    fn hangs(&self, node: Node<'t>, first: &FormattedItem<'t>) -> bool {
        let is_field = node.word().is_none() && first.node.kind() == NodeKind::Field;
        let width = self.measures.flat(first.node).unwrap_or(usize::MAX);
        is_field
            && first.leading.is_empty()
            && self.is_small(first.node)
            && self.column() + width < WIDTH
    }

    /// Whether it is short and says little: a field with a plain value, or anything without a sentence in it.
    fn is_small(&self, node: Node<'t>) -> bool {
        let is_plain = match node.kind() {
            NodeKind::Entry => false,
            NodeKind::Field => {
                let is_one = node.children().all(|value| !is_bracket(value));
                is_one || !self.measures.has_sentence(node)
            }
            _ => !self.measures.has_sentence(node),
        };
        is_plain && self.measures.flat(node).is_some_and(|width| width <= SMALL)
    }

    /// Whether it is a word with plain values, such as a line somebody says: however long the text at its
    /// end, it stays on one line.
    fn is_a_phrase(&self, node: Node<'t>) -> bool {
        let items = node.children().count();
        let mut before = node.children().take(items.saturating_sub(1));
        node.kind() == NodeKind::Tuple
            && items > 0
            && node.children().all(|item| !is_bracket(item))
            && before.all(|item| self.is_small(item))
            && !self.measures.has_comments(inside(node))
    }

    /// The last value of a word whose bracket closes together with that of the word, as in `By("draw", {`.
    fn hugged(&self, node: Node<'t>, room: usize) -> Option<Node<'t>> {
        let last = node.children().last().filter(|last| is_bracket(*last))?;
        let (own, its) = (inside(node), last.span());
        let opened = last.open_span()?.end;
        let before = node.children().filter(|item| *item != last);
        let mut width = node.word().map_or(0, str::len) + 2;
        for item in before {
            if self.measures.has_sentence(item) {
                return None;
            }
            width += self.measures.flat(item)? + 2;
        }
        let is_one = node.kind() == NodeKind::Tuple && width + opened - its.start <= room;
        let has_comments = self.measures.has_comments(Span::new(own.start, opened))
            || self.measures.has_comments(Span::new(its.end, own.end));
        (is_one && !has_comments).then_some(last)
    }

    fn open(&mut self, node: Node<'t>) {
        self.out.push_str(node.word().unwrap_or_default());
        let open = node.open_span();
        self.out.push_str(open.map_or("", |open| &self.tree.text()[open.start..open.end]));
    }

    fn close(&mut self, node: Node<'t>) {
        let close = node.close_span();
        self.out.push_str(close.map_or("", |close| &self.tree.text()[close.start..close.end]));
    }

    /// The comments after the value, and the end of the last line.
    fn end(&mut self, value: Node<'t>) {
        let after = Span::new(value.span().end, self.tree.text().len());
        let gap = gap(self.tree, after, false);
        self.trailing(&gap.trailing);
        self.remarks(&gap.leading, 0);
        self.out.push('\n');
    }

    /// Comments on lines of their own.
    fn remarks(&mut self, remarks: &[Remark<'t>], indent: usize) {
        for remark in remarks {
            if remark.is_apart && !self.out.ends_with(['(', '[', '{']) {
                self.out.push('\n');
            }
            self.line(indent);
            self.out.push_str(remark.text);
        }
    }

    /// Comments behind what they are about.
    fn trailing(&mut self, remarks: &[&'t str]) {
        for remark in remarks {
            self.out.push(' ');
            self.out.push_str(remark);
        }
    }

    fn line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// How many columns the line has by now.
    fn column(&self) -> usize {
        let start = self.out.rfind('\n').map_or(0, |at| at + 1);
        self.out[start..].chars().count()
    }
}

/// From its opening bracket to its end: comments before that stand above it.
fn inside(node: Node<'_>) -> Span {
    let span = node.span();
    Span::new(node.open_span().map_or(span.start, |open| open.end), span.end)
}
