//! The parser's state: the tokens, how far they are read, and what was made of them so far.

use super::{fault::SyntaxFault, node::NodeData, token::Sign};
use crate::text::Span;

/// What the parser makes of tokens.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) nodes: Vec<NodeData>,
    pub(super) faults: Vec<SyntaxFault>,
    pub(super) extensions: Vec<Span>,
    /// Whether brackets do not match.
    pub(super) is_unbalanced: bool,
    /// How many tokens stand where they cannot.
    pub(super) skipped: usize,
    /// How many tokens were read.
    pub(super) read: usize,
}

/// How closely the parser looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// As closely as a sound file needs.
    Plain,
    /// So that a struct is known by its later fields too.
    Close,
}

/// Tokens and how far they are read.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) signs: &'a [Sign],
    pub(super) at: usize,
    pub(super) care: Care,
    pub(super) most: usize,
    /// How far it was when it had enough.
    pub(super) read: usize,
    /// The brackets that are open.
    pub(super) open: Vec<Sign>,
    pub(super) parsed: Parsed,
}

/// A node whose end is not known yet.
#[derive(Clone, Copy)]
pub(super) struct OpenNode(pub(super) u32);
