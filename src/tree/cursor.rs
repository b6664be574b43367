//! The parser's cursor: the tokens before it, the nodes and faults behind it.

use super::{
    fault::{FaultKind, SyntaxFault},
    node::{NodeData, NodeKind},
    parser::{OpenNode, Parser},
    token::{self, Sign, TokenKind},
};
use crate::text::Span;

impl Parser<'_> {
    pub(super) fn sign(&self) -> Sign {
        self.ahead(0)
    }

    pub(super) fn kind(&self) -> TokenKind {
        self.sign().kind
    }

    /// The token `count` after the current one; past the end, the end.
    pub(super) fn ahead(&self, count: usize) -> Sign {
        self.signs[(self.at + count).min(self.signs.len() - 1)]
    }

    /// The end of the token before the current one.
    pub(super) fn before(&self) -> u32 {
        self.at.checked_sub(1).map_or(0, |at| self.signs[at].end)
    }

    pub(super) fn take(&mut self, kind: TokenKind) -> Option<Sign> {
        let sign = self.sign();
        (sign.kind == kind).then(|| {
            self.at += 1;
            sign
        })
    }

    pub(super) fn text_of(&self, sign: Sign) -> &str {
        &self.text[sign.start as usize..sign.end as usize]
    }

    pub(super) fn begin(&mut self, kind: NodeKind, start: u32, parent: u32) -> OpenNode {
        let id = token::offset(self.parsed.nodes.len());
        let (end, word_end, after) = (start, start, id + 1);
        let data = NodeData { kind, is_faulty: false, start, end, word_end, parent, after };
        self.parsed.nodes.push(data);
        OpenNode(id)
    }

    pub(super) fn node(&mut self, node: OpenNode) -> &mut NodeData {
        &mut self.parsed.nodes[node.0 as usize]
    }

    pub(super) fn end(&mut self, node: OpenNode) {
        let end = self.before();
        self.end_at(node, end);
    }

    pub(super) fn end_at(&mut self, node: OpenNode, end: u32) {
        let after = token::offset(self.parsed.nodes.len());
        let node = self.node(node);
        node.end = end.max(node.word_end);
        node.after = after;
    }

    pub(super) fn fault(&mut self, kind: FaultKind, place: Span) {
        self.push(SyntaxFault::new(kind, place));
    }

    pub(super) fn push(&mut self, fault: SyntaxFault) {
        self.parsed.faults.push(fault);
        if self.parsed.faults.len() > self.most && self.read == 0 {
            self.read = self.at;
            self.at = self.signs.len() - 1;
        }
    }

    pub(super) fn faults_so_far(&self) -> usize {
        self.parsed.faults.len()
    }

    pub(super) fn insert_fault(&mut self, at: usize, fault: SyntaxFault) {
        self.parsed.faults.insert(at, fault);
    }
}
