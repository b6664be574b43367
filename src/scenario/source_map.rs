//! The source map: each piece of content, where it stands, what it is called and who names it.

use crate::{
    text::Span,
    tree::{Node, NodeKind, SyntaxId, Tree},
};

/// A piece of content, numbered over the whole file. Findings, witnesses and diagnostics name
/// content by it; readable paths and places in the file come from the [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NodeId(pub(in crate::scenario) u32);

impl NodeId {
    /// Its position among all pieces of content.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place that is no part of what stands there: two effects that do the same are equal wherever
/// they stand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin(pub NodeId);

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}

/// The kind of a piece of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is called as the language calls it")]
pub enum ContentKind {
    Scenario,
    Person,
    Meter,
    Flag,
    Fact,
    Guess,
    Agreement,
    Reminder,
    Draw,
    Value,
    Clock,
    Reaction,
    Event,
    Lesson,
    Claim,
    Scene,
    Choice,
    Wording,
    PickOption,
    Outcome,
    Branch,
    Line,
    Condition,
    Effect,
    Evidence,
    Ending,
    Question,
}

/// A piece of content in its file.
#[derive(Debug, Clone, Copy)]
struct ContentPlace {
    content: ContentKind,
    at: SyntaxId,
    name: Option<SyntaxId>,
}

/// Where every piece of content stands, and how it is connected by name.
#[derive(Debug)]
pub struct SourceMap {
    tree: Tree,
    pieces: Vec<ContentPlace>,
    /// The piece of each node of the tree, [`NONE`] for most.
    by_syntax: Vec<u32>,
    /// Uses of names: where a thing is named, and the name in its declaration; by declaration.
    uses: Vec<(SyntaxId, SyntaxId)>,
}

const NONE: u32 = u32::MAX;

impl SourceMap {
    /// How many pieces of content there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether there is no content at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The syntax tree of the file.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Every piece of content.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..).map(NodeId).take(self.pieces.len())
    }

    /// What kind of content it is.
    #[must_use]
    pub fn content(&self, node: NodeId) -> ContentKind {
        self.piece(node).content
    }

    /// Its node in the syntax tree.
    #[must_use]
    pub fn syntax(&self, node: NodeId) -> Node<'_> {
        self.tree.node(self.piece(node).at)
    }

    /// Where it stands, in bytes.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Span {
        self.syntax(node).span()
    }

    /// Where its name is declared, with its quotes; `None` where it has none.
    #[must_use]
    pub fn name_span(&self, node: NodeId) -> Option<Span> {
        self.piece(node).name.map(|name| self.tree.node(name).span())
    }

    /// What a diagnostic points at: its name, or the whole of it where it has none.
    #[must_use]
    pub fn head(&self, node: NodeId) -> Span {
        self.name_span(node).unwrap_or_else(|| self.span(node))
    }

    /// Where the name and the value of one of its fields stand.
    #[must_use]
    pub fn field(&self, node: NodeId, name: &str) -> Option<(Span, Span)> {
        let field = self.body(node).field(name)?;
        Some((field.name_span, field.value?.span()))
    }

    /// Its fields: name, where that stands, and where the value stands.
    pub fn fields(&self, node: NodeId) -> impl Iterator<Item = (&str, Span, Option<Span>)> {
        let fields = self.body(node).fields();
        fields.map(|field| (field.name, field.name_span, field.value.map(Node::span)))
    }

    /// The piece of content that encloses it; `None` for the whole scenario.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.enclosing(self.syntax(node).parent()?)
    }

    /// The innermost piece of content at a byte offset.
    #[must_use]
    pub fn at(&self, offset: usize) -> Option<NodeId> {
        self.enclosing(self.tree.at(offset))
    }

    /// Where it is named, in order of place, its declaration not counted.
    pub fn uses(&self, node: NodeId) -> impl Iterator<Item = Span> {
        let name = self.piece(node).name;
        let first = self.uses.partition_point(|(declared, _)| Some(*declared) < name);
        let uses = self.uses[first..].iter();
        uses.take_while(move |(declared, _)| Some(*declared) == name)
            .map(|(_, used)| self.tree.node(*used).span())
    }

    /// The piece of content whose name stands at a byte offset, declared or used there.
    #[must_use]
    pub fn named_at(&self, offset: usize) -> Option<NodeId> {
        let at = self.tree.at(offset).id();
        let used = self.uses.iter().find(|(_, used)| *used == at).map(|(declared, _)| *declared);
        let name = used.unwrap_or(at);
        let node = self.enclosing(self.tree.node(name))?;
        (self.piece(node).name == Some(name)).then_some(node)
    }

    fn piece(&self, node: NodeId) -> ContentPlace {
        self.pieces[node.index()]
    }

    /// The node that holds its fields: of a named entry, the value.
    fn body(&self, node: NodeId) -> Node<'_> {
        let syntax = self.syntax(node);
        if syntax.kind() == NodeKind::Entry {
            syntax.children().last().unwrap_or(syntax)
        } else {
            syntax
        }
    }

    fn enclosing(&self, node: Node<'_>) -> Option<NodeId> {
        let mut node = Some(node);
        while let Some(at) = node {
            match self.by_syntax.get(at.id().0 as usize) {
                Some(&piece) if piece != NONE => return Some(NodeId(piece)),
                _ => node = at.parent(),
            }
        }
        None
    }
}

/// A source map in the making.
#[derive(Debug, Default)]
pub(in crate::scenario) struct SourceMapBuilder {
    pieces: Vec<ContentPlace>,
    by_syntax: Vec<u32>,
    uses: Vec<(SyntaxId, SyntaxId)>,
}

impl SourceMapBuilder {
    /// Numbers a piece of content; what stands at one node is one piece, however often it is
    /// resolved.
    pub(in crate::scenario) fn add(
        &mut self,
        content: ContentKind,
        at: SyntaxId,
        name: Option<SyntaxId>,
    ) -> NodeId {
        let place = at.0 as usize;
        if place >= self.by_syntax.len() {
            self.by_syntax.resize(place + 1, NONE);
        }
        if self.by_syntax[place] != NONE {
            return NodeId(self.by_syntax[place]);
        }
        let node = NodeId(u32::try_from(self.pieces.len()).unwrap_or(NONE - 1));
        self.by_syntax[place] = node.0;
        self.pieces.push(ContentPlace { content, at, name });
        node
    }

    /// Numbers a piece of content that may stand at one node for several choices, once for each.
    pub(in crate::scenario) fn add_again(&mut self, content: ContentKind, at: SyntaxId) -> NodeId {
        let known = self.pieces.len();
        let node = self.add(content, at, None);
        if node.index() >= known {
            return node;
        }
        self.pieces.push(ContentPlace { content, at, name: None });
        NodeId(u32::try_from(known).unwrap_or(NONE - 1))
    }

    /// What a diagnostic points at: the name of a piece, or the whole of it where it has none.
    pub(in crate::scenario) fn head(&self, node: NodeId, tree: &Tree) -> Span {
        let piece = self.pieces.get(node.index());
        piece.map(|piece| tree.node(piece.name.unwrap_or(piece.at)).span()).unwrap_or_default()
    }

    /// Where the whole of a piece stands.
    pub(in crate::scenario) fn whole(&self, node: NodeId, tree: &Tree) -> Span {
        self.pieces.get(node.index()).map(|piece| tree.node(piece.at).span()).unwrap_or_default()
    }

    /// Remembers that what is declared under one name is named at another place.
    pub(in crate::scenario) fn uses(&mut self, declared: SyntaxId, used: SyntaxId) {
        self.uses.push((declared, used));
    }

    /// The map, with the tree that it speaks of.
    pub(in crate::scenario) fn finish(mut self, tree: Tree) -> SourceMap {
        self.uses.sort_unstable();
        self.uses.dedup();
        SourceMap { tree, pieces: self.pieces, by_syntax: self.by_syntax, uses: self.uses }
    }
}
