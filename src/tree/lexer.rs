//! The lexer: text to tokens, without gaps and whatever the text.
//!
//! Words, numbers and escapes that are not plain ASCII are few, and `ron` itself says what it takes.

use super::{
    fault::{Fault, FaultKind},
    look_alike::{self, look_alike},
    token::{Piece, TokenKind, offset},
};
use crate::text::Span;

/// What the lexer makes of a text.
pub(super) struct Lexed {
    pub(super) pieces: Vec<Piece>,
    pub(super) faults: Vec<Fault>,
}

/// Cuts a text into tokens. At each of the offsets `quotes`, which ascend, it reads on as if a
/// quotation mark stood there.
pub(super) fn lex(text: &str, quotes: &[u32]) -> Lexed {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at: 0,
        quotes,
        pieces: Vec::new(),
        faults: Vec::new(),
    };
    lexer.pieces.reserve(text.len() / 4);
    while lexer.at < text.len() {
        let start = lexer.at;
        let kind = lexer.token();
        debug_assert!(lexer.at > start || lexer.quotes.len() < quotes.len());
        if lexer.at > start {
            lexer.pieces.push(Piece { kind, start: offset(start) });
        }
    }
    Lexed { pieces: lexer.pieces, faults: lexer.faults }
}

/// What may stand between tokens, as `ron` has it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    quotes: &'a [u32],
    pieces: Vec<Piece>,
    faults: Vec<Fault>,
}

impl<'a> Lexer<'a> {
    fn token(&mut self) -> TokenKind {
        if self.quotes.first().is_some_and(|quote| *quote as usize <= self.at) {
            return self.text_without_opening();
        }
        let byte = self.bytes[self.at];
        match byte {
            b' ' | b'\t'..=b'\r' => self.spaces(),
            b'"' => self.text(1),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word_or_prefix(),
            b',' => self.sign(TokenKind::Comma),
            b':' => self.sign(TokenKind::Colon),
            b'(' => self.sign(TokenKind::RoundOpen),
            b')' => self.sign(TokenKind::RoundClose),
            b'[' => self.sign(TokenKind::SquareOpen),
            b']' => self.sign(TokenKind::SquareClose),
            b'{' => self.sign(TokenKind::CurlyOpen),
            b'}' => self.sign(TokenKind::CurlyClose),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            b'/' => self.comment(),
            b'=' => self.sign(TokenKind::Equals),
            b'#' => self.sign(TokenKind::Hash),
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

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn current(&self) -> char {
        self.rest().chars().next().unwrap_or_default()
    }

    fn fault(&mut self, kind: FaultKind, span: Span) {
        self.faults.push(Fault::new(kind, span));
    }

    fn spaces(&mut self) -> TokenKind {
        let end = self.next_quote();
        while self.at < end && matches!(self.bytes[self.at], b' ' | b'\t'..=b'\r') {
            self.at += 1;
        }
        TokenKind::Space
    }

    /// Where the next quotation mark stands that is not in the text, or the end.
    fn next_quote(&self) -> usize {
        self.quotes.first().map_or(self.text.len(), |quote| *quote as usize)
    }

    /// From where a quotation mark is missing to the next one.
    fn text_without_opening(&mut self) -> TokenKind {
        self.quotes = &self.quotes[1..];
        let start = self.at;
        // A mark that only looks like one stands where the mark is missing.
        let is_look_alike = look_alike::is_quote(self.current());
        let opening = if is_look_alike { self.current().len_utf8() } else { 0 };
        self.at += opening;
        self.text_body(start);
        if is_look_alike {
            self.fault_of_quote(start, start);
        } else {
            let mark = Span::new(start, start);
            self.faults
                .push(Fault::new(FaultKind::MissingOpeningQuote, mark).mended_by(mark, "\""));
        }
        TokenKind::BrokenText
    }

    /// A string literal, whose opening takes `opening` bytes.
    fn text(&mut self, opening: usize) -> TokenKind {
        let start = self.at;
        self.at += opening;
        if self.text_body(start) { TokenKind::Text } else { TokenKind::BrokenText }
    }

    /// The inside of a string literal and its closing mark; whether there is one.
    fn text_body(&mut self, start: usize) -> bool {
        let end = self.next_quote();
        loop {
            let Some(found) = find2(&self.bytes[self.at..end], b'"', b'\\') else { break };
            self.at += found;
            if self.bytes[self.at] == b'"' {
                self.at += 1;
                return true;
            }
            self.escape(end);
        }
        self.at = end;
        if end < self.text.len() || !self.quotes.is_empty() {
            self.quotes = &self.quotes[1..];
            if look_alike::is_quote(self.current()) {
                self.fault_of_quote(self.at, start);
                self.at += self.current().len_utf8();
                return false;
            }
            let mark = Span::new(end, end);
            let fault = Fault::new(FaultKind::UnclosedText, Span::new(start, end));
            self.faults.push(fault.mended_by(mark, "\""));
        } else {
            self.fault(FaultKind::UnclosedText, Span::new(start, end));
        }
        false
    }

    /// A sign at `at` stands for the quotation mark of the text that begins at `start`.
    fn fault_of_quote(&mut self, at: usize, _start: usize) {
        let sign = self.text[at..].chars().next().unwrap_or_default();
        let like = look_alike(sign).unwrap_or_else(|| look_alike::ascii_quote(sign));
        let span = Span::new(at, at + sign.len_utf8());
        self.faults.push(Fault::new(FaultKind::LookAlike(like), span).mended_by(span, "\""));
    }

    /// An escape, from its backslash on.
    fn escape(&mut self, end: usize) {
        let start = self.at;
        self.at += 1;
        let Some(byte) = self.bytes[..end].get(self.at).copied() else { return };
        match byte {
            b'n' | b'r' | b't' | b'\\' | b'\'' | b'"' | b'\n' => self.at += 1,
            b'\r' if self.bytes.get(self.at + 1) == Some(&b'\n') => self.at += 2,
            b'0' => {
                self.at += 1;
                let kind = FaultKind::ControlCharacter { found: '\0' };
                self.fault(kind, Span::new(start, self.at));
            }
            b'u' | b'x' => self.numbered_escape(start, byte),
            _ => {
                self.at += self.current().len_utf8();
                self.fault(FaultKind::BadEscape, Span::new(start, self.at));
            }
        }
    }

    /// `\u{…}` or a run of `\x..`, which `ron` reads.
    fn numbered_escape(&mut self, start: usize, letter: u8) {
        let rest = &self.bytes[start..];
        let length = if letter == b'u' {
            let digits = rest.iter().skip(3).take_while(|byte| byte.is_ascii_hexdigit()).count();
            let is_whole = rest.get(2) == Some(&b'{') && rest.get(3 + digits) == Some(&b'}');
            if is_whole { 4 + digits } else { 2 }
        } else {
            let is_one = |chunk: &&[u8]| {
                chunk.starts_with(b"\\x")
                    && chunk.len() == 4
                    && chunk[2..].iter().all(u8::is_ascii_hexdigit)
            };
            let limit = if rest.get(2).is_some_and(|digit| *digit < b'8') { 1 } else { 4 };
            match rest.chunks(4).take(limit).take_while(is_one).count() {
                0 => 2,
                count => 4 * count,
            }
        };
        let (length, value) = shortest_escape(&self.text[start..], length);
        self.at = start + length;
        let span = Span::new(start, self.at);
        match value {
            None => self.fault(FaultKind::BadEscape, span),
            Some(found) if is_control(found) => {
                self.fault(FaultKind::ControlCharacter { found }, span);
            }
            Some(_) => {}
        }
    }

    fn word_or_prefix(&mut self) -> TokenKind {
        let rest = &self.bytes[self.at..];
        match rest {
            [b'b', b'"', ..] => self.bytes_literal(2),
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
        let word = &self.text[start..self.at];
        if matches!(word, "inf" | "inff32" | "inff64" | "NaN" | "NaNf32" | "NaNf64") {
            if self.rest().starts_with("..") {
                return self.number_from(start);
            }
            return TokenKind::Number;
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
            let fault = Fault::new(FaultKind::LookAlike(like), span);
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

    /// `"…"` after `b`: its escapes are those of bytes, so `ron` reads it as a whole.
    fn bytes_literal(&mut self, opening: usize) -> TokenKind {
        let start = self.at;
        self.at += opening;
        let end = self.next_quote();
        while let Some(found) = find2(&self.bytes[self.at..end], b'"', b'\\') {
            let is_end = self.bytes[self.at + found] == b'"';
            self.at += found + 1;
            if is_end {
                let literal = &self.text[start..self.at];
                if literal.contains('\\') && !ron_takes(literal) {
                    self.fault(FaultKind::BadEscape, Span::new(start, self.at));
                }
                return TokenKind::Bytes;
            }
            if self.at < end {
                self.at += self.current().len_utf8();
            }
        }
        self.at = end;
        self.fault(FaultKind::UnclosedText, Span::new(start, end));
        TokenKind::BrokenText
    }

    fn byte_literal(&mut self) -> TokenKind {
        let start = self.at;
        let mut end = start + 2;
        let mut is_closed = false;
        while let Some(byte) = self.bytes.get(end).filter(|byte| **byte != b'\n') {
            end += 1;
            if *byte == b'\\' {
                end += usize::from(self.bytes.get(end).is_some_and(u8::is_ascii));
            } else if *byte == b'\'' && end > start + 3 {
                is_closed = true;
                break;
            }
        }
        if is_closed && ron_takes(&self.text[start..end]) {
            self.at = end;
            if self.rest().starts_with("..") {
                return self.number_from(start);
            }
            return TokenKind::Number;
        }
        // A word and an apostrophe, most likely.
        self.at += 1;
        TokenKind::Word
    }

    /// A raw literal, whose hashes begin after `prefix` bytes.
    fn raw(&mut self, prefix: usize, kind: TokenKind) -> TokenKind {
        let start = self.at;
        let hashes = self.bytes[start + prefix..].iter().take_while(|byte| **byte == b'#').count();
        let open = start + prefix + hashes;
        if self.bytes.get(open) != Some(&b'"') {
            self.at = open;
            self.fault(FaultKind::StrayToken, Span::new(start, open));
            return TokenKind::Unknown;
        }
        let end = self.next_quote().max(open + 1);
        let mut from = open + 1;
        while let Some(found) = find2(&self.bytes[from..end], b'"', b'"') {
            let close = from + found + 1;
            let after = &self.bytes[close..];
            if after.len() >= hashes && after[..hashes].iter().all(|byte| *byte == b'#') {
                self.at = close + hashes;
                return kind;
            }
            from = close;
        }
        self.at = end;
        self.fault(FaultKind::UnclosedText, Span::new(start, end));
        TokenKind::BrokenText
    }

    fn number(&mut self) -> TokenKind {
        self.number_from(self.at)
    }

    /// A number that begins at `start`, of which everything before the cursor is read.
    fn number_from(&mut self, start: usize) -> TokenKind {
        let end = self.next_quote();
        while self.at < end {
            let byte = self.bytes[self.at];
            let is_range = byte == b'=' && self.text[..self.at].ends_with("..");
            let is_more = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-');
            if is_range || is_more {
                self.at += 1;
                let so_far = &self.text[start..self.at];
                let is_byte = so_far.ends_with("..b") || so_far.ends_with("..=b");
                if is_byte && self.rest().starts_with('\'') {
                    self.at -= 1;
                    self.byte_literal();
                }
                continue;
            }
            break;
        }
        let number = &self.text[start..self.at];
        if !is_plain_number(number) && !ron_takes(number) {
            self.fault(FaultKind::BadNumber, Span::new(start, self.at));
        }
        TokenKind::Number
    }

    fn comment(&mut self) -> TokenKind {
        let start = self.at;
        match self.bytes.get(start + 1) {
            Some(b'/') => {
                let end = self.bytes[start..].iter().position(|byte| *byte == b'\n');
                self.at = end.map_or(self.text.len(), |end| start + end);
                while self.next_quote() < self.at {
                    self.quotes = &self.quotes[1..];
                }
                TokenKind::LineComment
            }
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
            _ => self.unknown(),
        }
    }

    fn char_literal(&mut self) -> TokenKind {
        let start = self.at;
        let inside = &self.text[start + 1..];
        let mut letters = inside.char_indices();
        match letters.next().map(|(_, letter)| letter) {
            Some('\\') => {
                let close = letters.skip(1).find(|(_, letter)| matches!(letter, '\'' | '\n'));
                if let Some((at, '\'')) = close {
                    let end = start + 1 + at + 1;
                    if ron_takes(&self.text[start..end]) {
                        self.at = end;
                        return TokenKind::Char;
                    }
                }
            }
            Some(letter) if inside[letter.len_utf8()..].starts_with('\'') => {
                self.at = start + 2 + letter.len_utf8();
                return TokenKind::Char;
            }
            _ => {}
        }
        self.quoted_otherwise()
    }

    /// A text in marks that are not RON's, if it ends in its line before something that may follow
    /// a text; else the mark alone.
    fn quoted_otherwise(&mut self) -> TokenKind {
        let start = self.at;
        let mark = self.current();
        let like = look_alike(mark).unwrap_or_else(|| look_alike::ascii_quote(mark));
        let span = Span::new(start, start + mark.len_utf8());
        let line = self.rest().split('\n').next().unwrap_or_default();
        let line = &line[..line.len().min(self.next_quote().saturating_sub(start))];
        let closing = line.char_indices().skip(1).find(|(at, letter)| {
            let is_mark = look_alike::is_quote(*letter) || matches!(letter, '"' | '\'' | '`');
            let after = line[at + letter.len_utf8()..].trim_start();
            is_mark && (after.is_empty() || after.starts_with([',', ':', ')', ']', '}', ';']))
        });
        let fault = Fault::new(FaultKind::LookAlike(like), span);
        let Some((at, letter)) = closing else {
            self.at = span.end;
            self.faults.push(fault.mended_by(span, "\""));
            return TokenKind::Unknown;
        };
        let inside = line[mark.len_utf8()..at].replace('"', "\\\"");
        self.at = start + at + letter.len_utf8();
        self.faults.push(fault.mended_by(Span::new(start, self.at), format!("\"{inside}\"")));
        TokenKind::BrokenText
    }

    fn separator(&mut self, wanted: char, kind: TokenKind) -> TokenKind {
        let found = self.current();
        let span = Span::new(self.at, self.at + found.len_utf8());
        self.at = span.end;
        let fault = Fault::new(FaultKind::WrongSeparator { found, wanted }, span);
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
        let fault = Fault::new(FaultKind::LookAlike(like), span);
        self.faults.push(fault.mended_by(span, like.means));
        kind
    }

    fn unknown(&mut self) -> TokenKind {
        let found = self.current();
        let span = Span::new(self.at, self.at + found.len_utf8());
        self.at = span.end;
        if !is_control(found) {
            self.fault(FaultKind::BadCharacter { found }, span);
        }
        TokenKind::Unknown
    }
}

/// Control characters but for line breaks and tabs, and those that turn the direction of writing.
pub(super) fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Every control character of a text, in texts and comments too.
pub(super) fn control_characters(text: &str) -> Vec<Fault> {
    let bytes = text.as_bytes();
    let mut faults = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        // What can begin a control character in UTF-8: ASCII's own, C2, E2.
        let may_be = match byte {
            b'\t' | b'\n' | b'\r' => false,
            0..0x20 | 0x7f => true,
            0xc2 => bytes.get(at + 1).is_some_and(|next| *next < 0xa0),
            0xe2 => {
                matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xaa..=0xae] | [0x81, 0xa6..=0xa9]))
            }
            _ => false,
        };
        if may_be && let Some(found) = text[at..].chars().next().filter(|c| is_control(*c)) {
            let span = Span::new(at, at + found.len_utf8());
            faults
                .push(Fault::new(FaultKind::ControlCharacter { found }, span).mended_by(span, ""));
        }
    }
    faults
}

/// The first of either byte.
fn find2(bytes: &[u8], one: u8, other: u8) -> Option<usize> {
    bytes.iter().position(|byte| *byte == one || *byte == other)
}

/// Digits with a sign before or a point between, and not too many: what needs no second opinion.
fn is_plain_number(number: &str) -> bool {
    let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| {
        (1..18).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_digits(whole) && is_digits(rest)
}

fn ron_takes(literal: &str) -> bool {
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

/// The escape that begins a text, of at most `length` bytes: how long it is, and its value.
fn shortest_escape(text: &str, length: usize) -> (usize, Option<char>) {
    let is_run = text.starts_with("\\x");
    let mut end = if is_run { length.min(4) } else { length };
    while end <= length {
        let value = text.get(..end).and_then(|escape| {
            let value: Result<String, _> = ron::from_str(&format!("\"{escape}\""));
            value.ok().and_then(|value| value.chars().next())
        });
        if value.is_some() {
            return (end, value);
        }
        end += 4;
    }
    (length, None)
}
