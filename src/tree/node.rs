//! Nodes: handles on the syntax tree, and ways through it.

use super::{
    Tree,
    token::{TokenKind, span},
};
use crate::text::Span;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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
    pub(super) kind: Kind,
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
pub struct Entry<'t> {
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
    pub fn kind(self) -> Kind {
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
        let has_word = matches!(data.kind, Kind::Struct | Kind::Tuple | Kind::Unit);
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
        (data.kind == Kind::Field).then(|| Field {
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
    pub fn entries(self) -> impl Iterator<Item = Entry<'t>> {
        self.children().filter_map(Node::as_entry)
    }

    /// The node as an entry.
    #[must_use]
    pub fn as_entry(self) -> Option<Entry<'t>> {
        let mut children = self.children();
        let key = (self.kind() == Kind::Entry).then(|| children.next()).flatten()?;
        Some(Entry { node: self, key, value: children.next() })
    }

    /// The items of a list or a tuple; what cannot be one has the kind `Error`.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> {
        let has_items = matches!(self.kind(), Kind::List | Kind::Tuple);
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
        let has = matches!(data.kind, Kind::Struct | Kind::Tuple | Kind::List | Kind::Map);
        let after = span(data.word_end, data.end);
        has.then(|| self.tree.tokens_in(after).find(|token| token.kind.opens()))
            .flatten()
            .map(|token| token.span)
    }

    /// The place of the bracket that closes it, if it has one.
    #[must_use]
    pub fn close_span(self) -> Option<Span> {
        let has = matches!(self.kind(), Kind::Struct | Kind::Tuple | Kind::List | Kind::Map);
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
