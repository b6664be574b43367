//! Brackets as the parser sees them: what they hold, and whether their halves belong together.

use super::{
    fault::{FaultKind, SyntaxFault},
    parser::{Care, OpenNode, Parser},
    token::{Sign, TokenKind, TokenOrigin, span},
};
use crate::text::Span;

/// How far the parser looks ahead to tell a struct from a tuple, where the first field does not.
const FAR: usize = 128;

/// The fault of a bracket that closes nothing, or opens what is never closed.
pub(super) fn stray(text: &str, sign: Sign) -> SyntaxFault {
    let found = text[sign.start as usize..].chars().next().unwrap_or_default();
    let kind = if matches!(found, '(' | '[' | '{') {
        FaultKind::UnclosedBracket { open: found }
    } else {
        FaultKind::StrayBracket { found }
    };
    SyntaxFault::new(kind, sign.span()).mended_by(sign.span(), "")
}

impl Parser<'_> {
    /// Whether a word stands right at the end of a text, as words do where the text holds quotation
    /// marks of its own.
    pub(super) fn is_aside(&self) -> bool {
        let Some(before) = self.at.checked_sub(1).map(|at| self.signs[at]) else { return false };
        let is_text = |kind| matches!(kind, TokenKind::Text | TokenKind::BrokenText);
        before.end == self.sign().start
            && (is_text(before.kind) || is_text(self.kind()))
            && !before.kind.opens()
            && before.kind != TokenKind::Comma
            && before.kind != TokenKind::Colon
    }

    /// Whether what cannot stand here ends before the current token.
    pub(super) fn is_item_over(&self) -> bool {
        self.kind() == TokenKind::Comma
            || (self.kind() == TokenKind::Word && self.ahead(1).kind == TokenKind::Colon)
    }

    /// Whether a value stands among fields, between commas and without its name: no field's name begins with a capital.
    pub(super) fn is_nameless(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.signs[at].kind);
        let is_apart = before.is_some_and(|kind| kind.opens() || kind == TokenKind::Comma);
        let next = self.ahead(1).kind;
        let is_value = match self.kind() {
            TokenKind::Text => next == TokenKind::Comma || next.closes(),
            TokenKind::Word => {
                let is_name = matches!(next, TokenKind::Colon | TokenKind::Equals);
                !is_name && self.text_of(self.sign()).starts_with(|c: char| c.is_ascii_uppercase())
            }
            // It may be the decimals of the number before it.
            TokenKind::Number => false,
            kind => kind.starts_value(),
        };
        self.care != Care::Plain && is_apart && is_value
    }

    /// Whether the name of a field stands here in quotation marks: in one line, before a colon.
    pub(super) fn is_quoted_name(&self) -> bool {
        let text = self.text_of(self.sign());
        self.kind() == TokenKind::Text
            && self.ahead(1).kind == TokenKind::Colon
            && self.ahead(2).kind != TokenKind::RoundOpen
            && text.len() > 2
            && text.trim_matches('"').bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    }

    /// Whether two small words stand here before a colon, with nothing but a space between.
    pub(super) fn is_name_of_two(&self) -> bool {
        let (one, other) = (self.sign(), self.ahead(1));
        let is_small = |sign: Sign| {
            sign.kind == TokenKind::Word
                && self.text_of(sign).starts_with(|letter: char| letter.is_ascii_lowercase())
        };
        is_small(one)
            && is_small(other)
            && self.ahead(2).kind == TokenKind::Colon
            && self.text.get(one.end as usize..other.start as usize) == Some(" ")
    }

    /// Whether named fields follow the round bracket that was opened last.
    pub(super) fn is_struct(&self) -> bool {
        let (first, second) = (self.kind(), self.ahead(1).kind);
        if first == TokenKind::Word && matches!(second, TokenKind::Colon | TokenKind::Equals) {
            return true;
        }
        let word = self.at.checked_sub(2).map(|at| self.signs[at]);
        let has_word = word.is_some_and(|word| {
            word.kind == TokenKind::Word
                && Some(word.end) == self.open.last().map(|open| open.start)
        });
        if !has_word && self.is_quoted_name() {
            return true;
        }
        let may_be = matches!(
            first,
            TokenKind::Word | TokenKind::Comma | TokenKind::Colon | TokenKind::Unknown
        );
        if self.care == Care::Plain {
            return false;
        }
        // A value without its name before fields with theirs.
        if !has_word && matches!(first, TokenKind::Text | TokenKind::Number) {
            return second == TokenKind::Comma && self.has_later_field();
        }
        if !may_be {
            return false;
        }
        // A value after a word needs a colon between, if the word is a field's name.
        let is_name = first == TokenKind::Word
            && second.starts_value()
            && second != TokenKind::RoundOpen
            && self.text_of(self.sign()).starts_with(|letter: char| letter.is_ascii_lowercase());
        is_name || self.has_later_field()
    }

    /// Whether a name with a colon stands further on in the bracket that was opened last, before
    /// anything or after a comma.
    fn has_later_field(&self) -> bool {
        let mut depth = 0_usize;
        let mut is_apart = true;
        for two in self.signs[self.at..].windows(2).take(FAR) {
            let kind = two[0].kind;
            if depth == 0 && is_apart && kind == TokenKind::Word && two[1].kind == TokenKind::Colon
            {
                return true;
            }
            if kind.closes() && depth == 0 {
                return false;
            }
            depth = depth + usize::from(kind.opens()) - usize::from(kind.closes());
            is_apart = matches!(kind, TokenKind::Comma | TokenKind::Unknown)
                || (is_apart && kind == TokenKind::Colon);
        }
        false
    }

    pub(super) fn open_bracket(&mut self) {
        self.open.push(self.sign());
        self.at += 1;
    }

    /// The bracket that closes a node; if another one or none stands here, it is left to those
    /// around.
    pub(super) fn close_bracket(&mut self, node: OpenNode) {
        let Some(open) = self.open.pop() else { return };
        let close = self.sign();
        if close.kind == open.kind.closer() {
            self.fault_of_bracket(open, close);
            self.at += 1;
        } else {
            self.parsed.is_unbalanced = true;
            let end = self.before();
            let kind = FaultKind::UnclosedBracket { open: open.kind.sign() };
            self.push(SyntaxFault::new(kind, span(end, end)).beside(open.span()));
        }
        self.end(node);
    }

    /// What recovery has changed about a pair of brackets.
    fn fault_of_bracket(&mut self, open: Sign, close: Sign) {
        let sign = open.kind.sign();
        match (open.note, close.note) {
            (TokenOrigin::Added, _) => {
                let fault =
                    SyntaxFault::new(FaultKind::MissingOpeningBracket { open: sign }, open.span());
                let fault = fault.beside(close.span());
                // Two brackets in a row behind the value of a field: one may be too many.
                let before = self.text[..close.start as usize].chars().next_back();
                let is_doubled = before == self.text[close.start as usize..].chars().next();
                let is_value = self.text[..open.start as usize].trim_end().ends_with(':');
                let is_sure = !(is_doubled && is_value);
                self.push(if is_sure { fault.mended_by(open.span(), sign) } else { fault });
            }
            (_, TokenOrigin::Added) => {
                let fault =
                    SyntaxFault::new(FaultKind::UnclosedBracket { open: sign }, close.span());
                let fault = fault.beside(open.span());
                self.push(fault.mended_by(close.span(), close.kind.sign()));
            }
            (TokenOrigin::Replaced, _) => self.fault_of_exchange(open, open.kind, close.span()),
            (_, TokenOrigin::Replaced) => self.fault_of_exchange(close, open.kind, open.span()),
            _ => {}
        }
    }

    /// A bracket that stands in place of another.
    fn fault_of_exchange(&mut self, sign: Sign, open: TokenKind, other: Span) {
        let found = self.text_of(sign).chars().next().unwrap_or_default();
        let kind = FaultKind::MismatchedBracket { found, open: open.sign() };
        let fault = SyntaxFault::new(kind, sign.span()).beside(other);
        self.push(fault.mended_by(sign.span(), sign.kind.sign()));
    }
}
