//! Literals: texts, bytes, characters and numbers, and what people type in their place.

use super::{
    control::is_control,
    fault::{FaultKind, SyntaxFault},
    lexer::{Lexer, find2, ron_takes},
    look_alike::{self, look_alike},
    token::TokenKind,
};
use crate::text::Span;

/// How far a text in marks of another kind may go, in bytes.
const WIDE: usize = 2_000;

impl Lexer<'_> {
    /// From where a quotation mark is missing to the next one.
    pub(super) fn text_without_opening(&mut self) -> TokenKind {
        self.quotes = &self.quotes[1..];
        let start = self.at;
        if self.bytes[start] == b'"' {
            // A mark that is too many.
            self.at += 1;
            let span = Span::new(start, self.at);
            self.faults.push(SyntaxFault::new(FaultKind::StrayQuote, span).mended_by(span, ""));
            return TokenKind::OddSpace;
        }
        // A mark that only looks like one stands where the mark is missing.
        let is_look_alike = look_alike::is_quote(self.current());
        let opening = if is_look_alike { self.current().len_utf8() } else { 0 };
        self.at += opening;
        self.text_body(start);
        if is_look_alike {
            self.fault_of_quote(start);
        } else {
            let mark = Span::new(start, start);
            self.faults
                .push(SyntaxFault::new(FaultKind::MissingOpeningQuote, mark).mended_by(mark, "\""));
        }
        TokenKind::BrokenText
    }

    /// A string literal.
    pub(super) fn text(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 1;
        if self.text_body(start) { TokenKind::Text } else { TokenKind::BrokenText }
    }

    /// The inside of a string literal and its closing mark; whether there is one.
    fn text_body(&mut self, start: usize) -> bool {
        let end = self.next_quote().max(self.at);
        let mut is_escaped = false;
        let mut inner = None;
        while let Some(found) = find2(&self.bytes[self.at..end], b'"', b'\\') {
            self.at += found;
            if self.bytes[self.at] == b'"' {
                self.at += 1;
                if self.take_inner(self.at - 1) {
                    inner = Some(Span::new(
                        inner.map_or(self.at - 1, |first: Span| first.start),
                        self.at,
                    ));
                    continue;
                }
                if let Some(inner) = inner {
                    self.fault_of_inner(inner);
                }
                return inner.is_none();
            }
            is_escaped = self.at + 1 == end;
            self.escape(end);
            self.at = self.at.min(end);
        }
        self.at = end;
        if let [_, rest @ ..] = self.quotes {
            self.quotes = rest;
            if self.bytes.get(end) == Some(&b'"') {
                self.at += 1;
                if is_escaped {
                    let span = Span::new(end - 1, end + 1);
                    let fault = SyntaxFault::new(FaultKind::BadEscape, span);
                    self.faults.push(fault.mended_by(span, "\""));
                }
                return true;
            }
            if look_alike::is_quote(self.current()) {
                self.fault_of_quote(self.at);
                self.at += self.current().len_utf8();
                return false;
            }
            let fault = SyntaxFault::new(FaultKind::UnclosedText, Span::new(start, end));
            self.faults.push(fault.mended_by(Span::new(end, end), "\""));
        } else {
            self.fault(FaultKind::UnclosedText, Span::new(start, end));
        }
        false
    }

    /// Whether the quotation mark at an offset is read as a part of its text.
    fn take_inner(&mut self, at: usize) -> bool {
        while let [first, rest @ ..] = self.inner
            && *first as usize <= at
        {
            self.inner = rest;
            if *first as usize == at {
                return true;
            }
        }
        false
    }

    /// Quotation marks stand within a text, the first and the last where a span begins and ends.
    fn fault_of_inner(&mut self, marks: Span) {
        let first = Span::new(marks.start, marks.start + 1);
        let mut escaped = String::new();
        let mut is_escaped = false;
        for letter in self.text[marks.start..marks.end].chars() {
            if letter == '"' && !is_escaped {
                escaped.push('\\');
            }
            is_escaped = letter == '\\' && !is_escaped;
            escaped.push(letter);
        }
        self.faults.push(SyntaxFault::new(FaultKind::QuoteInText, first).mended_by(marks, escaped));
    }

    /// The sign at an offset stands for a quotation mark.
    fn fault_of_quote(&mut self, at: usize) {
        let sign = self.text[at..].chars().next().unwrap_or_default();
        let like = look_alike(sign).unwrap_or_else(|| look_alike::ascii_quote(sign));
        let span = Span::new(at, at + sign.len_utf8());
        self.faults.push(SyntaxFault::new(FaultKind::LookAlike(like), span).mended_by(span, "\""));
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

    /// `"…"` after `b`: its escapes are those of bytes, so `ron` reads it as a whole.
    pub(super) fn bytes_literal(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 2;
        let end = self.next_quote().max(self.at);
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
                self.at = end.min(self.at + self.current().len_utf8());
            }
        }
        self.unclosed(start, end)
    }

    /// A literal that ends where no mark stands.
    fn unclosed(&mut self, start: usize, end: usize) -> TokenKind {
        self.at = end;
        let fault = SyntaxFault::new(FaultKind::UnclosedText, Span::new(start, end));
        if let [_, rest @ ..] = self.quotes {
            self.quotes = rest;
            self.faults.push(fault.mended_by(Span::new(end, end), "\""));
        } else {
            self.faults.push(fault);
        }
        TokenKind::BrokenText
    }

    pub(super) fn byte_literal(&mut self) -> TokenKind {
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
    pub(super) fn raw(&mut self, prefix: usize, kind: TokenKind) -> TokenKind {
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
        self.unclosed(start, end)
    }

    pub(super) fn number(&mut self) -> TokenKind {
        self.number_from(self.at)
    }

    /// A number that begins at `start`, of which everything before the cursor is read.
    pub(super) fn number_from(&mut self, start: usize) -> TokenKind {
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
        if let Some(kind) = self.day_or_time(start) {
            return kind;
        }
        if !is_plain_number(number) && !ron_takes(number) {
            self.fault(FaultKind::BadNumber, Span::new(start, self.at));
        }
        TokenKind::Number
    }

    pub(super) fn char_literal(&mut self) -> TokenKind {
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
    /// a text; else the mark alone, which is passed over.
    pub(super) fn quoted_otherwise(&mut self) -> TokenKind {
        let start = self.at;
        let mark = self.current();
        let like = look_alike(mark).unwrap_or_else(|| look_alike::ascii_quote(mark));
        let span = Span::new(start, start + mark.len_utf8());
        let fault = SyntaxFault::new(FaultKind::LookAlike(like), span);
        let end = self.next_quote().clamp(span.end, span.end + WIDE);
        let end = self.text.floor_char_boundary(end);
        let rest = self.text[span.end..end].split('\n').next().unwrap_or_default();
        let is_beside_a_mark = rest.starts_with('"') || self.text[..start].ends_with('"');
        let Some(end) = closing_mark(rest).filter(|_| !is_beside_a_mark) else {
            self.at = span.end;
            self.faults.push(fault.mended_by(span, ""));
            return TokenKind::OddSpace;
        };
        let letter = rest[end..].chars().next().unwrap_or_default();
        let inside = rest[..end].replace('"', "\\\"");
        self.at = span.end + end + letter.len_utf8();
        self.faults.push(fault.mended_by(Span::new(start, self.at), format!("\"{inside}\"")));
        TokenKind::BrokenText
    }
}

/// Where a text ends that a mark of another kind has opened: at such a mark before something that may
/// follow a text, or at the first straight one if that may be followed so.
fn closing_mark(line: &str) -> Option<usize> {
    let mut straight = 0_usize;
    for (at, letter) in line.char_indices() {
        let after = line[at + letter.len_utf8()..].trim_start();
        let may_end = after.is_empty() || after.starts_with([',', ':', ')', ']', '}', ';']);
        if letter == '"' {
            straight += 1;
            if straight == 1 && may_end {
                return Some(at);
            }
        } else if may_end
            && straight.is_multiple_of(2)
            && (look_alike::is_quote(letter) || matches!(letter, '\'' | '`'))
        {
            return Some(at);
        }
    }
    None
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
