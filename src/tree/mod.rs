//! The lossless syntax tree of RON: every byte of a file in its place, whatever the file.
//!
//! A tree is a flat arena: tokens that cover the text without gaps, and nodes in preorder that know
//! their place, their parent and how much is beneath them. Shared and hashed nodes, as `rowan` has
//! them, serve editors that keep many versions of one file; here a file is read once, a quarter of a
//! megabyte in less than three milliseconds, and read again after an edit.
//!
//! `ron` is the definition of RON and reads the values; this room knows where everything stands, and
//! what is wrong with the form of what `ron` refuses.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod bracket;
mod control;
mod cursor;
mod edit;
mod fault;
mod layout;
mod lexer;
mod literal;
mod look_alike;
mod node;
mod parse;
mod recover;
mod token;
mod value;

use std::{fmt, sync::Arc};

use self::{node::NodeData, parse::Parsed, token::Piece};
use crate::text::Span;

pub use self::{
    edit::{Edit, apply},
    fault::{Fault, FaultKind},
    look_alike::{LookAlike, look_alike},
    node::{Entry, Field, Kind, Node, SyntaxId},
    token::{Token, TokenKind},
    value::ValueFault,
};

/// The syntax tree of a file.
#[derive(Clone)]
pub struct Tree {
    text: Arc<str>,
    pieces: Vec<Piece>,
    nodes: Vec<NodeData>,
    faults: Vec<Fault>,
    extensions: Vec<Span>,
}

impl Tree {
    /// Reads a text, whatever it is.
    #[must_use]
    pub fn parse(text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        if u32::try_from(text.len()).is_err() {
            return Self::too_long(text);
        }
        let plain = recover::plain(&text);
        let has_faults = !plain.lexed.faults.is_empty() || !plain.parsed.faults.is_empty();
        let read = if has_faults { recover::recover(&text, plain) } else { plain };
        let mut faults = read.lexed.faults;
        faults.extend(control::control_characters(&text));
        faults.extend(read.parsed.faults);
        faults.sort_by_key(|fault| fault.span);
        let faults = recover::firsts(&text, &faults);
        let Parsed { nodes, extensions, .. } = read.parsed;
        let mut tree = Self { text, pieces: read.lexed.pieces, nodes, faults, extensions };
        tree.mark_faulty();
        tree
    }

    fn too_long(text: Arc<str>) -> Self {
        let root = NodeData {
            kind: Kind::File,
            is_faulty: true,
            start: 0,
            end: u32::MAX,
            word_end: 0,
            parent: 0,
            after: 1,
        };
        let faults = vec![Fault::new(FaultKind::TooLong, Span::new(0, 0))];
        let pieces = vec![Piece { kind: TokenKind::Unknown, start: 0 }];
        Self { text, pieces, nodes: vec![root], faults, extensions: Vec::new() }
    }

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
        self.root().children().find(|child| child.kind() != Kind::Error)
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
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The extensions that the file switches on: `#![enable(…)]`.
    pub fn extensions(&self) -> impl Iterator<Item = &str> {
        self.extensions.iter().map(|span| &self.text[span.start..span.end])
    }

    fn token(&self, at: usize) -> Token<'_> {
        let piece = self.pieces[at];
        let end = self.pieces.get(at + 1).map_or(self.text.len(), |next| next.start as usize);
        let span = Span::new(piece.start as usize, end);
        Token { kind: piece.kind, span, text: &self.text[span.start..span.end] }
    }

    /// Marks the nodes that faults are in.
    fn mark_faulty(&mut self) {
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
