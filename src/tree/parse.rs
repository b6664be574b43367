//! The parser: tokens to nodes. It never gives up: what cannot stand where it stands becomes a node
//! of its own, and a separator that is missing costs nothing but its fault.

use super::{
    bracket::stray,
    fault::{FaultKind, SyntaxFault},
    lexer::is_number_word,
    node::NodeKind,
    parser::{Care, OpenNode, Parsed, Parser},
    token::{Sign, TokenKind, TokenOrigin, span},
};
use crate::text::Span;

/// How many brackets and items `ron` reads within one another.
const DEEPEST: u32 = 128;
/// What a bracket costs that recovery puts in where nothing can stand, in tokens passed over.
const SENSELESS: usize = 50;

/// Reads the tokens of a text that are no trivia, of which the last is its end; what follows more than
/// `most` faults is passed over.
pub(super) fn parse(text: &str, signs: &[Sign], care: Care, most: usize) -> Parsed {
    let nodes = Vec::with_capacity(signs.len() / 2 + 1);
    let mut parsed = Parsed { nodes, ..Parsed::default() };
    let dropped = signs.iter().filter(|sign| sign.note == TokenOrigin::Dropped);
    parsed.faults.extend(dropped.map(|sign| stray(text, *sign)));
    let kept: Vec<Sign>;
    let signs = if parsed.faults.is_empty() {
        signs
    } else {
        kept = signs.iter().filter(|sign| sign.note != TokenOrigin::Dropped).copied().collect();
        &kept
    };
    let mut parser = Parser { text, signs, at: 0, care, most, read: 0, open: Vec::new(), parsed };
    parser.file();
    parser.parsed.read = parser.read.max(parser.at);
    parser.parsed
}

impl Parser<'_> {
    fn file(&mut self) {
        let root = self.begin(NodeKind::File, 0, 0);
        while self.kind() == TokenKind::Hash {
            self.attribute();
        }
        if !self.kind().starts_value() && self.kind() != TokenKind::End {
            self.fault(FaultKind::StrayToken, self.sign().span());
            self.skip(root, |parser| parser.kind().starts_value());
        }
        if self.kind() == TokenKind::End {
            let end = self.sign().start;
            self.fault(FaultKind::EmptyFile, span(end, end));
        } else {
            self.value(root, 0);
        }
        if self.kind() != TokenKind::End {
            let start = self.sign();
            self.fault(FaultKind::TrailingContent, start.span());
            self.parsed.is_unbalanced |= start.kind.closes();
            self.skip(root, |_| false);
        }
        self.end_at(root, self.sign().end);
    }

    /// `#![enable(…)]`, `#![type = "…"]`, `#![schema = "…"]`.
    fn attribute(&mut self) {
        let start = self.at;
        if self.attribute_inside().is_none() {
            let first = self.signs[start];
            let line = &self.text[first.start as usize..];
            let end = first.start as usize + line.find('\n').unwrap_or(line.len());
            while self.kind() != TokenKind::End && (self.sign().start as usize) < end {
                self.at += 1;
            }
            self.at = self.at.max(start + 1);
            self.fault(FaultKind::BadAttribute, span(first.start, self.before()));
        }
    }

    fn attribute_inside(&mut self) -> Option<()> {
        for kind in [TokenKind::Hash, TokenKind::Bang, TokenKind::SquareOpen] {
            self.take(kind)?;
        }
        let name = self.take(TokenKind::Word)?;
        match self.text_of(name) {
            "enable" => {
                self.take(TokenKind::RoundOpen)?;
                loop {
                    let extension = self.take(TokenKind::Word)?;
                    let known = [
                        "unwrap_newtypes",
                        "implicit_some",
                        "unwrap_variant_newtypes",
                        "explicit_struct_names",
                    ];
                    known.contains(&self.text_of(extension)).then_some(())?;
                    self.parsed.extensions.push(extension.span());
                    let is_over = self.take(TokenKind::Comma).is_none();
                    if is_over || self.kind() == TokenKind::RoundClose {
                        break;
                    }
                }
                self.take(TokenKind::RoundClose)?;
            }
            "type" | "schema" => {
                self.take(TokenKind::Equals)?;
                self.take(TokenKind::Text)?;
            }
            _ => return None,
        }
        self.take(TokenKind::SquareClose).map(|_| ())
    }

    /// A value, of which `cost` brackets and items are around it.
    fn value(&mut self, parent: OpenNode, cost: u32) {
        let first = self.sign();
        let is_round = first.kind == TokenKind::Word
            && self.ahead(1).kind == TokenKind::RoundOpen
            && !matches!(self.text_of(first), "true" | "false" | "None")
            && !is_number_word(self.text_of(first));
        if cost > DEEPEST || ((first.kind.opens() || is_round) && cost == DEEPEST) {
            return self.too_deep(parent);
        }
        match first.kind {
            TokenKind::RoundOpen => self.round(parent, cost, false),
            TokenKind::Word if is_round => self.round(parent, cost, true),
            TokenKind::SquareOpen => self.list(parent, cost),
            TokenKind::CurlyOpen => self.map(parent, cost),
            TokenKind::Word => {
                let kind = match self.text_of(first) {
                    "true" | "false" => NodeKind::Bool,
                    word if is_number_word(word) => NodeKind::Number,
                    _ => NodeKind::Unit,
                };
                let is_bare_some = self.text_of(first) == "Some";
                self.leaf(kind, parent);
                if is_bare_some {
                    let kind = FaultKind::MissingOpeningBracket { open: '(' };
                    self.fault(kind, span(first.end, first.end));
                }
            }
            TokenKind::Text | TokenKind::BrokenText => self.leaf(NodeKind::Text, parent),
            TokenKind::Bytes => self.leaf(NodeKind::Bytes, parent),
            TokenKind::Char => self.leaf(NodeKind::Char, parent),
            TokenKind::Number => self.leaf(NodeKind::Number, parent),
            _ => {}
        }
    }

    fn leaf(&mut self, kind: NodeKind, parent: OpenNode) {
        let sign = self.sign();
        let node = self.begin(kind, sign.start, parent.0);
        if kind == NodeKind::Unit {
            self.node(node).word_end = sign.end;
        }
        self.at += 1;
        self.end_at(node, sign.end);
    }

    fn round(&mut self, parent: OpenNode, cost: u32, has_word: bool) {
        let node = self.begin(NodeKind::Tuple, self.sign().start, parent.0);
        let mut is_some = false;
        if has_word {
            let word = self.sign();
            is_some = self.text_of(word) == "Some";
            self.node(node).word_end = word.end;
            self.at += 1;
        }
        self.open_bracket();
        if self.is_struct() {
            self.node(node).kind = NodeKind::Struct;
        }
        let is_struct = self.node(node).kind == NodeKind::Struct;
        let wraps = is_some && !self.has_extension("unwrap_variant_newtypes");
        let inner = if is_some { cost + 1 } else { cost + 2 };
        let first = self.sign();
        if is_struct {
            self.fields(node, inner);
        } else {
            self.items(node, inner);
        }
        if wraps {
            // An option holds one value.
            let count = self.parsed.nodes.get(node.0 as usize + 1).map(|child| {
                let second = child.after;
                if (second as usize) < self.parsed.nodes.len() { 2 } else { 1 }
            });
            match count {
                Some(1) if !is_struct => {}
                None => self.fault(FaultKind::MissingValue, span(first.start, first.start)),
                _ => self.fault(FaultKind::StrayToken, first.span()),
            }
        }
        self.close_bracket(node);
    }

    fn list(&mut self, parent: OpenNode, cost: u32) {
        let node = self.begin(NodeKind::List, self.sign().start, parent.0);
        self.open_bracket();
        self.items(node, cost + 2);
        self.close_bracket(node);
    }

    fn map(&mut self, parent: OpenNode, cost: u32) {
        let node = self.begin(NodeKind::Map, self.sign().start, parent.0);
        self.open_bracket();
        self.separated(node, |parser| {
            if !parser.kind().starts_value() {
                return false;
            }
            parser.entry(node, cost + 2);
            true
        });
        self.close_bracket(node);
    }

    fn entry(&mut self, parent: OpenNode, cost: u32) {
        let node = self.begin(NodeKind::Entry, self.sign().start, parent.0);
        self.value(node, cost);
        self.after_name(node, cost);
        self.end(node);
    }

    fn fields(&mut self, node: OpenNode, cost: u32) {
        let mut last: Option<Span> = None;
        self.separated(node, |parser| {
            let is_word = parser.kind() == TokenKind::Word && !parser.is_aside();
            if parser.is_nameless() {
                let fault = SyntaxFault::new(FaultKind::MissingName, parser.sign().span());
                parser.push(match last {
                    Some(name) => fault.beside(name),
                    None => fault,
                });
                parser.skip(node, Self::is_item_over);
                return true;
            }
            let is_field = is_word || parser.is_quoted_name();
            if is_field {
                last = Some(parser.sign().span());
                parser.field(node, cost);
            }
            is_field
        });
    }

    fn field(&mut self, parent: OpenNode, cost: u32) {
        let mut name = self.sign();
        let node = self.begin(NodeKind::Field, name.start, parent.0);
        let place = name.span();
        if name.kind != TokenKind::Word {
            let bare = self.text_of(name).trim_matches('"').to_owned();
            self.push(SyntaxFault::new(FaultKind::QuotedName, place).mended_by(place, bare));
        } else if self.is_name_of_two() {
            self.at += 1;
            name.end = self.sign().end;
            let whole = span(name.start, name.end);
            let joined = self.text_of(name).split_whitespace().collect::<Vec<_>>().join("_");
            self.push(SyntaxFault::new(FaultKind::SpaceInName, whole).mended_by(whole, joined));
        }
        self.node(node).word_end = name.end;
        self.at += 1;
        self.after_name(node, cost);
        self.end(node);
    }

    /// The colon after a name or a key, and its value.
    fn after_name(&mut self, node: OpenNode, cost: u32) {
        let end = self.before();
        let here = span(end, end);
        match self.kind() {
            TokenKind::Colon => self.at += 1,
            TokenKind::Equals => {
                let fault = FaultKind::WrongSeparator { found: '=', wanted: ':' };
                let place = self.sign().span();
                self.push(SyntaxFault::new(fault, place).mended_by(place, ":"));
                self.at += 1;
            }
            // A comma between a name and its value, not between two names.
            TokenKind::Comma
                if self.ahead(1).kind.starts_value()
                    && self.ahead(1).kind != TokenKind::Word
                    && self.ahead(2).kind != TokenKind::Colon =>
            {
                let fault = FaultKind::WrongSeparator { found: ',', wanted: ':' };
                let place = self.sign().span();
                self.push(SyntaxFault::new(fault, place).mended_by(place, ":"));
                self.at += 1;
            }
            kind if kind.starts_value() => {
                self.push(SyntaxFault::new(FaultKind::MissingColon, here).mended_by(here, ":"));
            }
            _ => return self.fault(FaultKind::MissingValue, here),
        }
        let is_next_field = self.kind() == TokenKind::Word
            && self.ahead(1).kind == TokenKind::Colon
            && self.node(node).kind == NodeKind::Field;
        if self.kind().starts_value() && !is_next_field {
            self.value(node, cost);
        } else {
            let end = self.before();
            self.fault(FaultKind::MissingValue, span(end, end));
        }
    }

    fn items(&mut self, node: OpenNode, cost: u32) {
        self.separated(node, |parser| {
            if !parser.kind().starts_value() || parser.is_aside() {
                return false;
            }
            if parser.kind() == TokenKind::Word && parser.ahead(1).kind == TokenKind::Colon {
                // A field among items: it is kept, but cannot stand here.
                let error = parser.begin(NodeKind::Error, parser.sign().start, node.0);
                parser.fault(FaultKind::StrayToken, parser.sign().span());
                parser.field(error, cost);
                parser.end(error);
            } else {
                parser.value(node, cost);
            }
            true
        });
    }

    /// Items with commas between them, up to the bracket that closes them. `item` reads one, and says
    /// whether there was one.
    fn separated(&mut self, node: OpenNode, mut item: impl FnMut(&mut Self) -> bool) {
        let mut comma: Option<Sign> = None;
        let mut is_first = true;
        loop {
            let sign = self.sign();
            match sign.kind {
                TokenKind::End => return,
                kind if kind.closes() => {
                    let is_ours = self.open.last().is_some_and(|open| open.kind.closer() == kind);
                    let is_others = self.open.iter().any(|open| open.kind.closer() == kind);
                    if is_ours || is_others {
                        return;
                    }
                    self.parsed.is_unbalanced = true;
                    self.fault(FaultKind::StrayBracket { found: kind.sign() }, sign.span());
                    self.at += 1;
                }
                TokenKind::Comma => {
                    if is_first || comma.is_some() {
                        let fault = SyntaxFault::new(FaultKind::DoubleComma, sign.span());
                        let fault = fault.mended_by(sign.span(), "");
                        self.push(match comma {
                            Some(first) => fault.beside(first.span()),
                            None => fault,
                        });
                    }
                    comma = Some(sign);
                    is_first = false;
                    self.at += 1;
                }
                _ => {
                    let is_apart = is_first || comma.is_some();
                    let place = self.faults_so_far();
                    let end = self.before();
                    if !is_apart && sign.kind == TokenKind::Colon {
                        self.colon_for_comma();
                        comma = Some(sign);
                        continue;
                    }
                    if item(self) {
                        if !is_apart {
                            let here = span(end, end);
                            let fault = SyntaxFault::new(FaultKind::MissingComma, here);
                            self.insert_fault(place, fault.mended_by(here, ","));
                        }
                    } else {
                        self.push(self.stray_token(sign));
                        self.skip(node, Self::is_item_over);
                    }
                    comma = None;
                    is_first = false;
                }
            }
        }
    }

    /// What cannot stand where it stands: the decimals of a number, most likely, if only a comma is
    /// between them and one.
    fn stray_token(&self, sign: Sign) -> SyntaxFault {
        let before = self.at.checked_sub(2).map(|at| [self.signs[at], self.signs[at + 1]]);
        match before {
            Some([number, comma])
                if sign.kind == TokenKind::Number
                    && number.kind == TokenKind::Number
                    && comma.kind == TokenKind::Comma
                    && number.end == comma.start
                    && comma.end == sign.start =>
            {
                SyntaxFault::new(FaultKind::CommaInNumber, span(number.start, sign.end))
            }
            _ => SyntaxFault::new(FaultKind::StrayToken, sign.span()),
        }
    }

    /// A colon between two items.
    fn colon_for_comma(&mut self) {
        let place = self.sign().span();
        let fault = FaultKind::WrongSeparator { found: ':', wanted: ',' };
        self.push(SyntaxFault::new(fault, place).mended_by(place, ","));
        self.at += 1;
    }

    fn has_extension(&self, name: &str) -> bool {
        self.parsed.extensions.iter().any(|span| &self.text[span.start..span.end] == name)
    }

    fn too_deep(&mut self, parent: OpenNode) {
        self.fault(FaultKind::TooDeep, self.sign().span());
        let node = self.begin(NodeKind::Error, self.sign().start, parent.0);
        let mut depth = 0_usize;
        loop {
            match self.kind() {
                TokenKind::End => break,
                kind if kind.opens() => depth += 1,
                kind if kind.closes() && depth == 0 => break,
                kind if kind.closes() => depth -= 1,
                TokenKind::Comma if depth == 0 => break,
                _ => {}
            }
            self.at += 1;
        }
        self.end(node);
    }

    /// Puts what follows into a node for errors, brackets as a whole, until `is_over` or a bracket
    /// closes what is around.
    fn skip(&mut self, parent: OpenNode, is_over: impl Fn(&Self) -> bool) {
        let node = self.begin(NodeKind::Error, self.sign().start, parent.0);
        let start = self.at;
        let mut depth = 0_usize;
        while self.kind() != TokenKind::End {
            let kind = self.kind();
            if depth == 0 && self.at > start && is_over(self) {
                break;
            }
            if kind.opens() {
                depth += 1;
            } else if kind.closes() {
                if depth == 0 && !self.open.is_empty() {
                    break;
                }
                self.parsed.is_unbalanced |= depth == 0;
                depth = depth.saturating_sub(1);
            }
            self.at += 1;
        }
        // A bracket that is put in to be passed over explains nothing.
        let added =
            self.signs[start..self.at].iter().filter(|sign| sign.note == TokenOrigin::Added);
        self.parsed.skipped += self.at - start + SENSELESS * added.count();
        self.end(node);
    }
}
