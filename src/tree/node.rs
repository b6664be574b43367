//! The tree and its nodes: handles on it, and ways through it.

use std::{fmt, sync::Arc};

use super::{
    fault::SyntaxFault,
    token::{self, RawToken, Token, TokenKind, span},
};
use crate::text::Span;

/// The syntax tree of a file.
#[derive(Clone)]
pub struct Tree {
    pub(super) text: Arc<str>,
    pub(super) pieces: Vec<RawToken>,
    pub(super) nodes: Vec<NodeData>,
    pub(super) faults: Vec<SyntaxFault>,
    pub(super) extensions: Vec<Span>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// The whole file: the root.
    File,
    /// Named fields in round brackets: `Word(name: value)`.
    Struct,
    /// Values in round brackets: `Word("a", 1)`, `()`.
    Tuple,
    /// A word alone.
    Unit,
    /// `[a, b]`
    List,
    /// `{ key: value }`
    Map,
    /// A name and its value, in a struct.
    Field,
    /// A key and its value, in a map.
    Entry,
    /// A string literal.
    Text,
    /// A number, or a range of numbers.
    Number,
    /// A character literal.
    Char,
    /// A byte string literal.
    Bytes,
    /// `true` or `false`.
    Bool,
    /// What cannot stand where it stands.
    Error,
}

/// The identity of a node within its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SyntaxId(pub u32);

/// A node as the tree keeps it, in preorder: a node's first child follows it, and its next sibling
/// follows what is beneath it.
#[derive(Debug, Clone, Copy)]
pub(super) struct NodeData {
    pub(super) kind: NodeKind,
    /// Whether a fault is inside.
    pub(super) is_faulty: bool,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The end of the word or name that it begins with; its start if there is none.
    pub(super) word_end: u32,
    pub(super) parent: u32,
    /// The first node that is not beneath it.
    pub(super) after: u32,
}

/// A node of a tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    pub(super) tree: &'t Tree,
    pub(super) id: SyntaxId,
}

/// A field of a struct.
#[derive(Debug, Clone, Copy)]
pub struct Field<'t> {
    /// The whole field.
    pub node: Node<'t>,
    /// Its name.
    pub name: &'t str,
    /// The place of the name.
    pub name_span: Span,
    /// Its value, unless it lacks one.
    pub value: Option<Node<'t>>,
}

/// An entry of a map.
#[derive(Debug, Clone, Copy)]
pub struct MapEntry<'t> {
    /// The whole entry.
    pub node: Node<'t>,
    /// Its key.
    pub key: Node<'t>,
    /// Its value, unless it lacks one.
    pub value: Option<Node<'t>>,
}

impl<'t> Node<'t> {
    pub(super) fn data(self) -> &'t NodeData {
        &self.tree.nodes[self.id.0 as usize]
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> NodeKind {
        self.data().kind
    }

    /// Its identity.
    #[must_use]
    pub fn id(self) -> SyntaxId {
        self.id
    }

    /// The tree that it is of.
    #[must_use]
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// Its place, without the spaces and comments around it.
    #[must_use]
    pub fn span(self) -> Span {
        span(self.data().start, self.data().end)
    }

    /// Its text.
    #[must_use]
    pub fn text(self) -> &'t str {
        let span = self.span();
        &self.tree.text[span.start..span.end]
    }

    /// The node that it is in; none of the root.
    #[must_use]
    pub fn parent(self) -> Option<Node<'t>> {
        (self.id.0 > 0).then(|| self.tree.node(SyntaxId(self.data().parent)))
    }

    /// The nodes that it is in, from the inside out.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'t>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The nodes right beneath it, in order.
    pub fn children(self) -> impl Iterator<Item = Node<'t>> {
        let end = self.data().after;
        let first = self.id.0 + 1;
        let at = move |id: u32| (id < end).then(|| self.tree.node(SyntaxId(id)));
        std::iter::successors(at(first), move |node| at(node.data().after))
    }

    /// The word before its bracket, or the word that it is.
    #[must_use]
    pub fn word(self) -> Option<&'t str> {
        self.word_span().map(|span| &self.tree.text[span.start..span.end])
    }

    /// The place of that word.
    #[must_use]
    pub fn word_span(self) -> Option<Span> {
        let data = self.data();
        let has_word = matches!(data.kind, NodeKind::Struct | NodeKind::Tuple | NodeKind::Unit);
        (has_word && data.word_end > data.start).then(|| span(data.start, data.word_end))
    }

    /// The fields of a struct.
    pub fn fields(self) -> impl Iterator<Item = Field<'t>> {
        self.children().filter_map(Node::as_field)
    }

    /// The node as a field.
    #[must_use]
    pub fn as_field(self) -> Option<Field<'t>> {
        let data = self.data();
        let name_span = span(data.start, data.word_end);
        (data.kind == NodeKind::Field).then(|| Field {
            node: self,
            name: &self.tree.text[name_span.start..name_span.end],
            name_span,
            value: self.children().next(),
        })
    }

    /// The first field of that name.
    #[must_use]
    pub fn field(self, name: &str) -> Option<Field<'t>> {
        self.fields().find(|field| field.name == name)
    }

    /// The entries of a map.
    pub fn entries(self) -> impl Iterator<Item = MapEntry<'t>> {
        self.children().filter_map(Node::as_entry)
    }

    /// The node as an entry.
    #[must_use]
    pub fn as_entry(self) -> Option<MapEntry<'t>> {
        let mut children = self.children();
        let key = (self.kind() == NodeKind::Entry).then(|| children.next()).flatten()?;
        Some(MapEntry { node: self, key, value: children.next() })
    }

    /// The items of a list or a tuple; what cannot be one has the kind `Error`.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> {
        let has_items = matches!(self.kind(), NodeKind::List | NodeKind::Tuple);
        self.children().filter(move |_| has_items)
    }

    /// Whether no fault is inside.
    #[must_use]
    pub fn is_sound(self) -> bool {
        !self.data().is_faulty
    }

    /// The place of the bracket that opens it, if it has one.
    #[must_use]
    pub fn open_span(self) -> Option<Span> {
        let data = self.data();
        let has = matches!(
            data.kind,
            NodeKind::Struct | NodeKind::Tuple | NodeKind::List | NodeKind::Map
        );
        let after = span(data.word_end, data.end);
        has.then(|| self.tree.tokens_in(after).find(|token| token.kind.opens()))
            .flatten()
            .map(|token| token.span)
    }

    /// The place of the bracket that closes it, if it has one.
    #[must_use]
    pub fn close_span(self) -> Option<Span> {
        let has = matches!(
            self.kind(),
            NodeKind::Struct | NodeKind::Tuple | NodeKind::List | NodeKind::Map
        );
        let end = self.span().end;
        let last = has.then(|| self.tree.token_at(end.checked_sub(1)?)).flatten()?;
        (last.kind.closes() && last.span.end == end).then_some(last.span)
    }

    /// The kind of the token that it begins with.
    pub(super) fn first_token(self) -> Option<TokenKind> {
        self.tree.token_at(self.span().start).map(|token| token.kind)
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.kind(), self.text())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for Node<'_> {}

impl Tree {
    /// The text, byte for byte.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The root, which is the whole file.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        self.node(SyntaxId(0))
    }

    /// The value of the file, if it has one.
    #[must_use]
    pub fn value(&self) -> Option<Node<'_>> {
        self.root().children().find(|child| child.kind() != NodeKind::Error)
    }

    /// The node of that identity, which this tree gave.
    #[must_use]
    pub fn node(&self, id: SyntaxId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// The innermost node that stands at an offset; between nodes, the one around.
    #[must_use]
    pub fn at(&self, offset: usize) -> Node<'_> {
        let before = self.nodes.partition_point(|node| node.start as usize <= offset);
        let last = self.node(SyntaxId(token::offset(before.saturating_sub(1))));
        let is_inside = |node: &Node<'_>| node.span().end > offset;
        if is_inside(&last) {
            return last;
        }
        last.ancestors().find(is_inside).unwrap_or_else(|| self.root())
    }

    /// The tokens that a span touches, in order.
    pub fn tokens_in(&self, span: Span) -> impl Iterator<Item = Token<'_>> {
        let first = self.pieces.partition_point(|piece| (piece.start as usize) <= span.start);
        (first.saturating_sub(1)..self.pieces.len())
            .map(|at| self.token(at))
            .skip_while(move |token| token.span.end <= span.start)
            .take_while(move |token| token.span.start < span.end)
    }

    /// The token at an offset.
    #[must_use]
    pub fn token_at(&self, offset: usize) -> Option<Token<'_>> {
        self.tokens_in(Span::new(offset, offset + 1)).next()
    }

    /// The syntax errors, in order of their place.
    #[must_use]
    pub fn faults(&self) -> &[SyntaxFault] {
        &self.faults
    }

    /// The extensions that the file switches on: `#![enable(…)]`.
    pub fn extensions(&self) -> impl Iterator<Item = &str> {
        self.extensions.iter().map(|span| &self.text[span.start..span.end])
    }

    pub(super) fn token(&self, at: usize) -> Token<'_> {
        let piece = self.pieces[at];
        let end = self.pieces.get(at + 1).map_or(self.text.len(), |next| next.start as usize);
        let span = Span::new(piece.start as usize, end);
        Token { kind: piece.kind, span, text: &self.text[span.start..span.end] }
    }

    /// Marks the nodes that faults are in.
    pub(super) fn mark_faulty(&mut self) {
        for at in 0..self.faults.len() {
            let fault = self.faults[at].span;
            let mut id = self.at(fault.start).id.0 as usize;
            while !self.nodes[id].is_faulty {
                self.nodes[id].is_faulty = true;
                id = self.nodes[id].parent as usize;
            }
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..self.pieces.len()).try_for_each(|at| f.write_str(self.token(at).text))
    }
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn outline(node: Node<'_>, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let start = node.text().split('\n').next().unwrap_or_default();
            writeln!(f, "{:depth$}{:?} {start}", "", node.kind())?;
            node.children().try_for_each(|child| outline(child, depth + 2, f))
        }
        outline(self.root(), 0, f)?;
        self.faults.iter().try_for_each(|fault| writeln!(f, "{:?} {:?}", fault.kind, fault.span))
    }
}
