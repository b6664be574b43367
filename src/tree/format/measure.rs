//! Measures of nodes: how wide each is on one line, and what is in it.

use crate::{
    text::Span,
    tree::node::{Node, NodeKind, SyntaxId, Tree},
};

/// What is known of a node before it is printed.
#[derive(Debug, Clone, Copy, Default)]
struct Measure {
    /// Columns on one line; none if it cannot stand on one.
    flat: Option<usize>,
    /// Whether a text of several words is in it.
    has_sentence: bool,
}

/// The measures of all nodes of a tree.
pub(super) struct Measures {
    nodes: Vec<Measure>,
    /// Where comments begin.
    comments: Vec<usize>,
}

impl Measures {
    /// Measures from the leaves up: what is beneath a node has higher numbers.
    pub(super) fn of(tree: &Tree) -> Self {
        let whole = Span::new(0, tree.text().len());
        let comments = tree.tokens_in(whole).filter(|token| token.kind.is_comment());
        let comments = comments.map(|token| token.span.start).collect();
        let nodes = vec![Measure::default(); tree.nodes.len()];
        let mut measures = Self { nodes, comments };
        for id in (0..tree.nodes.len()).rev() {
            let node = tree.node(SyntaxId(u32::try_from(id).unwrap_or(u32::MAX)));
            measures.nodes[id] = measures.measure(node);
        }
        measures
    }

    fn measure(&self, node: Node<'_>) -> Measure {
        let mut children = 0;
        let mut within = Some(0);
        let mut has_sentence = node.kind() == NodeKind::Text && node.text().contains([' ', '\n']);
        for child in node.children() {
            children += 1;
            let Measure { flat, has_sentence: its } = self.nodes[child.id().0 as usize];
            within = within.zip(flat).map(|(sum, own)| sum + own);
            has_sentence |= its;
        }
        let around = match node.kind() {
            NodeKind::Field => node.as_field().map_or(0, |field| columns(field.name)) + 2,
            NodeKind::Entry => 2,
            _ if is_bracket(node) => {
                2 + node.word().map_or(0, columns) + 2 * usize::saturating_sub(children, 1)
            }
            NodeKind::File => 0,
            _ => columns(node.text()),
        };
        let is_lines = children == 0 && node.text().contains('\n') && !is_bracket(node);
        // Comments before the value of a field or before a bracket get lines of their own above.
        let inside = node.open_span().map(|open| Span::new(open.end, node.span().end));
        let is_one = !is_lines && !inside.is_some_and(|inside| self.has_comments(inside));
        Measure { flat: within.filter(|_| is_one).map(|within| within + around), has_sentence }
    }

    /// Columns of a node on one line; none if it holds comments or a text of several lines.
    pub(super) fn flat(&self, node: Node<'_>) -> Option<usize> {
        self.nodes[node.id().0 as usize].flat
    }

    /// Whether a text of several words is in a node.
    pub(super) fn has_sentence(&self, node: Node<'_>) -> bool {
        self.nodes[node.id().0 as usize].has_sentence
    }

    /// Whether a comment begins within a span.
    pub(super) fn has_comments(&self, span: Span) -> bool {
        let first = self.comments.partition_point(|at| *at < span.start);
        self.comments.get(first).is_some_and(|at| *at < span.end)
    }
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

/// Whether it has items in a bracket.
pub(super) fn is_bracket(node: Node<'_>) -> bool {
    matches!(node.kind(), NodeKind::Struct | NodeKind::Tuple | NodeKind::List | NodeKind::Map)
}
