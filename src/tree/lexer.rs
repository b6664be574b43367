//! The lexer: text to tokens, without gaps and whatever the text.
//!
//! Words, numbers and escapes that are not plain ASCII are few, and `ron` itself says what it takes.

use super::{
    control::is_control,
    fault::{FaultKind, SyntaxFault},
    look_alike::{self, look_alike},
    token::{RawToken, TokenKind, offset},
};
use crate::text::Span;

/// What the lexer makes of a text.
pub(super) struct Lexed {
    pub(super) pieces: Vec<RawToken>,
    pub(super) faults: Vec<SyntaxFault>,
    /// How many bytes were read.
    pub(super) read: usize,
}

/// What is read otherwise than it stands; offsets ascend.
#[derive(Debug, Clone, Default)]
pub(super) struct Corrections {
    /// Where it is read on as if a quotation mark stood there.
    pub(super) quotes: Vec<u32>,
    /// The quotation marks that are read as a part of their text.
    pub(super) inner: Vec<u32>,
}

/// Cuts a text into tokens, unless there are more than `most` faults.
pub(super) fn lex(text: &str, marks: &Corrections, most: usize) -> Lexed {
    let quotes = marks.quotes.as_slice();
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at: 0,
        quotes,
        inner: &marks.inner,
        pieces: Vec::new(),
        faults: Vec::new(),
    };
    lexer.pieces.reserve(text.len() / 4);
    while lexer.at < text.len() && lexer.faults.len() <= most {
        let start = lexer.at;
        lexer.drop_passed();
        let kind = lexer.token();
        debug_assert!(lexer.at > start || lexer.quotes.len() < quotes.len());
        if lexer.at > start {
            lexer.pieces.push(RawToken { kind, start: offset(start) });
        }
    }
    Lexed { pieces: lexer.pieces, faults: lexer.faults, read: lexer.at }
}

/// Whether a word is a number where a value stands.
pub(super) fn is_number_word(word: &str) -> bool {
    matches!(word, "inf" | "inff32" | "inff64" | "NaN" | "NaNf32" | "NaNf64")
}

/// What may stand between tokens, as `ron` has it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// A text and how far it is read.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) quotes: &'a [u32],
    pub(super) inner: &'a [u32],
    pub(super) pieces: Vec<RawToken>,
    pub(super) faults: Vec<SyntaxFault>,
}

impl<'a> Lexer<'a> {
    fn token(&mut self) -> TokenKind {
        if self.quotes.first().is_some_and(|quote| *quote as usize <= self.at) {
            return self.text_without_opening();
        }
        let byte = self.bytes[self.at];
        match byte {
            b' ' | b'\t'..=b'\r' => self.spaces(),
            b'"' => self.text(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word_or_prefix(),
            b',' => self.sign(TokenKind::Comma),
            b':' => self.sign(TokenKind::Colon),
            b'(' => self.sign(TokenKind::RoundOpen),
            b')' => self.sign(TokenKind::RoundClose),
            b'[' => self.sign(TokenKind::SquareOpen),
            b']' => self.sign(TokenKind::SquareClose),
            b'{' => self.sign(TokenKind::CurlyOpen),
            b'}' => self.sign(TokenKind::CurlyClose),
            b'-' if self.is_remark_of_dashes() => self.foreign_remark("--"),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            b'/' => self.comment(),
            b'<' if self.rest().starts_with("<!--") => self.marked_up_remark(),
            b'=' => self.sign(TokenKind::Equals),
            b'#' => self.hash(),
            b'!' => self.sign(TokenKind::Bang),
            b'\'' => self.char_literal(),
            b';' => self.separator(',', TokenKind::Comma),
            b'`' => self.quoted_otherwise(),
            0..0x80 => self.unknown(),
            _ => self.beyond_ascii(),
        }
    }

    fn sign(&mut self, kind: TokenKind) -> TokenKind {
        self.at += 1;
        kind
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn current(&self) -> char {
        self.rest().chars().next().unwrap_or_default()
    }

    pub(super) fn fault(&mut self, kind: FaultKind, span: Span) {
        self.faults.push(SyntaxFault::new(kind, span));
    }

    fn spaces(&mut self) -> TokenKind {
        let end = self.next_quote();
        while self.at < end && matches!(self.bytes[self.at], b' ' | b'\t'..=b'\r') {
            self.at += 1;
        }
        TokenKind::Space
    }

    /// Forgets the quotation marks that would stand in what is read already, where they are none.
    pub(super) fn drop_passed(&mut self) {
        let passed = self.quotes.iter().take_while(|quote| (**quote as usize) < self.at).count();
        self.quotes = &self.quotes[passed..];
    }

    /// Where the next quotation mark stands that is not in the text, or the end.
    pub(super) fn next_quote(&self) -> usize {
        self.quotes.first().map_or(self.text.len(), |quote| *quote as usize)
    }

    fn word_or_prefix(&mut self) -> TokenKind {
        let rest = &self.bytes[self.at..];
        match rest {
            [b'b', b'"', ..] => self.bytes_literal(),
            [b'b', b'\'', ..] => self.byte_literal(),
            [b'b', b'r', b'"' | b'#', ..] => self.raw(2, TokenKind::Bytes),
            [b'r', b'"', ..] | [b'r', b'#', b'"' | b'#', ..] => self.raw(1, TokenKind::Text),
            [b'r', b'#', ..] => self.raw_word(),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        let end = self.next_quote();
        while self.at < end {
            let byte = self.bytes[self.at];
            if byte.is_ascii_alphanumeric() || byte == b'_' {
                self.at += 1;
                continue;
            }
            if byte.is_ascii() {
                break;
            }
            let letter = self.current();
            let after = self.at + letter.len_utf8();
            let goes_on = self.bytes.get(after).is_some_and(u8::is_ascii_alphanumeric);
            let hides = look_alike::is_invisible(letter) && goes_on;
            if !hides && (look_alike::is_odd_space(letter) || !goes_on_in_words(letter)) {
                break;
            }
            self.at = after;
        }
        if is_number_word(&self.text[start..self.at]) && self.rest().starts_with("..") {
            return self.number_from(start);
        }
        if let Some(kind) = self.word_with_hyphens(start) {
            return kind;
        }
        self.look_alikes_in_word(start);
        TokenKind::Word
    }

    /// Tells of the first letter of a word that is another alphabet's, if the word is one of ours
    /// but for such letters.
    fn look_alikes_in_word(&mut self, start: usize) {
        let word = &self.text[start..self.at];
        if word.is_ascii() {
            return;
        }
        let mut meant = String::with_capacity(word.len());
        let mut first = None;
        for (at, letter) in word.char_indices() {
            match look_alike(letter) {
                Some(like) => {
                    meant.push_str(like.means);
                    let span = Span::new(start + at, start + at + letter.len_utf8());
                    first.get_or_insert((like, span));
                }
                None => meant.push(letter),
            }
        }
        if let Some((like, span)) = first.filter(|_| meant.is_ascii()) {
            let fault = SyntaxFault::new(FaultKind::LookAlike(like), span);
            self.faults.push(fault.mended_by(Span::new(start, self.at), meant));
        }
    }

    fn raw_word(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 2;
        while self.at < self.next_quote() {
            let letter = self.current();
            if !matches!(letter, '.' | '+' | '-') && !goes_on_in_words(letter) {
                break;
            }
            self.at += letter.len_utf8();
        }
        if self.at == start + 2 {
            self.at = start + 1;
        }
        TokenKind::Word
    }

    fn comment(&mut self) -> TokenKind {
        let start = self.at;
        match self.bytes.get(start + 1) {
            Some(b'/') => self.line_comment(),
            Some(b'*') => {
                let mut level = 1_usize;
                self.at += 2;
                while let Some(found) = find2(&self.bytes[self.at..], b'/', b'*') {
                    self.at += found;
                    match &self.bytes[self.at..] {
                        [b'/', b'*', ..] => (level, self.at) = (level + 1, self.at + 2),
                        [b'*', b'/', ..] => (level, self.at) = (level - 1, self.at + 2),
                        _ => self.at += 1,
                    }
                    if level == 0 {
                        return TokenKind::BlockComment;
                    }
                }
                self.at = self.text.len();
                let span = Span::new(start, start + 2);
                self.fault(FaultKind::UnclosedComment, span);
                TokenKind::BlockComment
            }
            _ if self.is_first_of_line() => self.foreign_remark("/"),
            _ => self.unknown(),
        }
    }

    /// The rest of the line, as a comment.
    pub(super) fn line_comment(&mut self) -> TokenKind {
        let end = self.bytes[self.at..].iter().position(|byte| *byte == b'\n');
        self.at = end.map_or(self.text.len(), |end| self.at + end);
        self.drop_passed();
        TokenKind::LineComment
    }

    fn separator(&mut self, wanted: char, kind: TokenKind) -> TokenKind {
        let found = self.current();
        let span = Span::new(self.at, self.at + found.len_utf8());
        self.at = span.end;
        let fault = SyntaxFault::new(FaultKind::WrongSeparator { found, wanted }, span);
        self.faults.push(fault.mended_by(span, wanted));
        kind
    }

    fn beyond_ascii(&mut self) -> TokenKind {
        let letter = self.current();
        if is_space(letter) {
            self.at += letter.len_utf8();
            return TokenKind::Space;
        }
        let Some(like) = look_alike(letter) else {
            return if starts_words(letter) { self.word() } else { self.unknown() };
        };
        let span = Span::new(self.at, self.at + letter.len_utf8());
        if look_alike::is_quote(letter) {
            return self.quoted_otherwise();
        }
        let after = &self.text[span.end..];
        let kind = match like.means {
            " " | "" => TokenKind::OddSpace,
            "," => return self.separator(',', TokenKind::Comma),
            ":" => return self.separator(':', TokenKind::Colon),
            "(" => TokenKind::RoundOpen,
            ")" => TokenKind::RoundClose,
            "[" => TokenKind::SquareOpen,
            "]" => TokenKind::SquareClose,
            "{" => TokenKind::CurlyOpen,
            "}" => TokenKind::CurlyClose,
            "-" if after.starts_with(|next: char| next.is_ascii_digit()) => {
                let faults = self.faults.len();
                self.at = span.end;
                let kind = self.number();
                self.faults.truncate(faults);
                kind
            }
            means if means.starts_with(|c: char| c.is_ascii_digit()) => {
                self.at = span.end;
                TokenKind::Number
            }
            _ if starts_words(letter) => return self.word(),
            _ => TokenKind::Unknown,
        };
        self.at = self.at.max(span.end);
        let fault = SyntaxFault::new(FaultKind::LookAlike(like), span);
        self.faults.push(fault.mended_by(span, like.means));
        kind
    }

    fn unknown(&mut self) -> TokenKind {
        let found = self.current();
        let span = Span::new(self.at, self.at + found.len_utf8());
        if found == '%' && self.text[..self.at].ends_with(|before: char| before.is_ascii_digit()) {
            self.at = span.end;
            self.faults.push(SyntaxFault::new(FaultKind::PercentSign, span).mended_by(span, ""));
            return TokenKind::OddSpace;
        }
        self.at = span.end;
        if !is_control(found) {
            self.fault(FaultKind::BadCharacter { found }, span);
        }
        TokenKind::Unknown
    }
}

/// The first of either byte.
pub(super) fn find2(bytes: &[u8], one: u8, other: u8) -> Option<usize> {
    bytes.iter().position(|byte| *byte == one || *byte == other)
}

/// Whether `ron` reads a value there.
pub(super) fn ron_takes(literal: &str) -> bool {
    ron::from_str::<ron::Value>(literal).is_ok()
}

/// Whether an identifier may begin with a letter beyond ASCII.
fn starts_words(letter: char) -> bool {
    letter.is_alphanumeric() && ron_takes(letter.encode_utf8(&mut [0; 4]))
}

/// Whether an identifier may go on with a letter.
fn goes_on_in_words(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || letter == '_';
    }
    !is_space(letter) && ron_takes(&format!("x{letter}"))
}
