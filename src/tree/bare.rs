//! What people write without the marks that RON wants: ids, days and times without quotation marks,
//! remarks that begin as in other languages.

use super::{
    fault::{Bare, FaultKind, SyntaxFault},
    lexer::{Lexer, is_space},
    token::{RawToken, TokenKind},
};
use crate::text::Span;

/// How many tokens are looked back at for the bracket around one.
const FAR: usize = 2_000;

impl Lexer<'_> {
    /// The sign of an attribute, or a remark that begins like those of other languages.
    pub(super) fn hash(&mut self) -> TokenKind {
        let start = self.at;
        let hashes = self.bytes[start..].iter().take_while(|byte| **byte == b'#').count();
        let after = self.text[start + hashes..].trim_start_matches(is_space);
        if hashes == 1 && after.starts_with(['!', '/']) {
            self.at += 1;
            return TokenKind::Hash;
        }
        self.remark(start, hashes, "#")
    }

    /// Whether two hyphens stand here, and neither a number nor a third of a line of them.
    pub(super) fn is_remark_of_dashes(&self) -> bool {
        let after = self.rest().strip_prefix("--");
        after.is_some_and(|after| after.starts_with([' ', '\t', '-']) || self.is_first_of_line())
    }

    /// A remark up to the end of the line, behind a mark of another language.
    pub(super) fn foreign_remark(&mut self, mark: &'static str) -> TokenKind {
        self.remark(self.at, mark.len(), mark)
    }

    fn remark(&mut self, start: usize, length: usize, mark: &'static str) -> TokenKind {
        let kind = self.line_comment();
        let place = Span::new(start, start + length);
        let fault = SyntaxFault::new(FaultKind::ForeignRemark { mark }, place);
        self.faults.push(fault.mended_by(place, "//"));
        kind
    }

    /// A remark as in HTML, over lines too.
    pub(super) fn marked_up_remark(&mut self) -> TokenKind {
        let start = self.at;
        let end = self.rest().find("-->").map(|end| start + end);
        self.at = end.map_or(self.text.len(), |end| end + "-->".len());
        let mark = Span::new(start, start + "<!--".len());
        let fault = SyntaxFault::new(FaultKind::ForeignRemark { mark: "<!--" }, mark);
        let whole = Span::new(start, self.at);
        let inside = self.text[mark.end..end.unwrap_or(self.at)].trim();
        self.faults.push(if inside.contains("*/") {
            fault
        } else {
            fault.mended_by(whole, format!("/* {inside} */"))
        });
        self.drop_passed();
        TokenKind::BlockComment
    }

    /// Whether only blanks stand before the cursor in its line.
    pub(super) fn is_first_of_line(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    /// What a word goes on as if it is one of several with hyphens between: an id without its
    /// quotation marks, or the name of a field.
    pub(super) fn word_with_hyphens(&mut self, start: usize) -> Option<TokenKind> {
        let is_in_words = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let mut end = self.at;
        while self.bytes.get(end) == Some(&b'-') {
            let more = self.bytes[end + 1..].iter().take_while(|byte| is_in_words(byte)).count();
            if more == 0 {
                break;
            }
            end += 1 + more;
        }
        if end == self.at || end > self.next_quote() {
            return None;
        }
        self.at = end;
        let span = Span::new(start, end);
        let word = &self.text[start..end];
        let is_name = self.rest().trim_start_matches(is_space).starts_with([':', '=']);
        if is_name && self.bracket_around() != Some(TokenKind::CurlyOpen) {
            let fault = SyntaxFault::new(FaultKind::HyphenInName, span);
            self.faults.push(fault.mended_by(span, word.replace('-', "_")));
            return Some(TokenKind::Word);
        }
        Some(self.unquoted(Bare::Id, span))
    }

    /// A number that was read is the beginning of a time of day, or a day.
    pub(super) fn day_or_time(&mut self, start: usize) -> Option<TokenKind> {
        let number = &self.text[start..self.at];
        if is_day(number) {
            return Some(self.unquoted(Bare::Date, Span::new(start, self.at)));
        }
        let is_short = |digits: &str, least: usize| {
            (least..3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        let minutes = self.rest().strip_prefix(':')?;
        let count = minutes.bytes().take_while(|byte| is_in_numbers(*byte)).count();
        let end = self.at + 1 + count;
        let is_time = is_short(number, 1) && is_short(&minutes[..count], 2);
        if !is_time || end > self.next_quote() || self.last_kind() != Some(TokenKind::Colon) {
            return None;
        }
        self.at = end;
        Some(self.unquoted(Bare::Time, Span::new(start, end)))
    }

    fn unquoted(&mut self, what: Bare, span: Span) -> TokenKind {
        let quoted = format!("\"{}\"", &self.text[span.start..span.end]);
        self.faults.push(SyntaxFault::new(FaultKind::Unquoted(what), span).mended_by(span, quoted));
        TokenKind::BrokenText
    }

    /// The last token that is no trivia.
    fn last_kind(&self) -> Option<TokenKind> {
        self.pieces.iter().rev().take(FAR).map(|piece| piece.kind).find(|kind| !kind.is_trivia())
    }

    /// The bracket that is open around the cursor, if it is near.
    fn bracket_around(&self) -> Option<TokenKind> {
        let mut depth = 0_usize;
        for RawToken { kind, .. } in self.pieces.iter().rev().take(FAR) {
            if kind.closes() {
                depth += 1;
            } else if kind.opens() {
                if depth == 0 {
                    return Some(*kind);
                }
                depth -= 1;
            }
        }
        None
    }
}

fn is_in_numbers(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.')
}

/// Whether it is a day as people write it: `2024-05-17`.
fn is_day(number: &str) -> bool {
    let parts: Vec<&str> = number.split('-').take(4).collect();
    let is_digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = parts.as_slice() else { return false };
    year.len() == 4
        && (1..3).contains(&month.len())
        && (1..3).contains(&day.len())
        && parts.iter().all(is_digits)
}
