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

mod bare;
mod bracket;
mod control;
mod cursor;
mod edit;
mod fault;
mod format;
mod layout;
mod lexer;
mod literal;
mod look_alike;
mod node;
mod parse;
mod parser;
mod quoted;
mod reading;
mod recover;
mod token;
mod value;

use std::sync::Arc;

use self::{node::NodeData, parser::Parsed, token::RawToken};
use crate::text::Span;

pub use self::{
    fault::{Bare, FaultKind, SyntaxFault},
    look_alike::{LookAlike, look_alike},
    node::{Field, MapEntry, Node, NodeKind, SyntaxId, Tree},
    token::{Token, TokenKind},
    value::ValueFault,
};

impl Tree {
    /// Reads a text, whatever it is.
    #[must_use]
    pub fn parse(text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        if u32::try_from(text.len()).is_err() {
            return Self::too_long(text);
        }
        let plain = reading::plain(&text);
        let has_faults = !plain.lexed.faults.is_empty() || !plain.parsed.faults.is_empty();
        let read = if has_faults { recover::recover(&text, plain) } else { plain };
        let mut faults = read.lexed.faults;
        faults.extend(control::control_characters(&text));
        faults.extend(read.parsed.faults);
        faults.sort_by_key(|fault| fault.span);
        let faults = recover::firsts(&text, &faults);
        let Parsed { mut nodes, extensions, .. } = read.parsed;
        let mut pieces = read.lexed.pieces;
        // A tree lives as long as what is loaded from it, and is never added to.
        nodes.shrink_to_fit();
        pieces.shrink_to_fit();
        let mut tree = Self { text, pieces, nodes, faults, extensions };
        tree.mark_faulty();
        tree
    }

    fn too_long(text: Arc<str>) -> Self {
        let root = NodeData {
            kind: NodeKind::File,
            is_faulty: true,
            start: 0,
            end: u32::MAX,
            word_end: 0,
            parent: 0,
            after: 1,
        };
        let faults = vec![SyntaxFault::new(FaultKind::TooLong, Span::new(0, 0))];
        let pieces = vec![RawToken { kind: TokenKind::Unknown, start: 0 }];
        Self { text, pieces, nodes: vec![root], faults, extensions: Vec::new() }
    }
}
