//! Brackets, strings and comments of RON text, for places that the parser cannot name.

use super::faults;
use crate::{diagnostic::Diagnostic, text::Span};

/// What a scan meets.
pub(super) enum Token {
    Open(char),
    Close(char),
    /// A comma.
    Comma,
    /// A text or comment that the end of the file cuts off: what it is, and where it starts.
    Unclosed(&'static str),
}

/// The tokens of a text with their places; strings, characters and comments are passed over.
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Scan<'_> {
    type Item = (usize, Token);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            let start = self.at;
            self.at += 1;
            let token = match byte {
                b'(' | b'[' | b'{' => Token::Open((*byte).into()),
                b')' | b']' | b'}' => Token::Close((*byte).into()),
                b',' => Token::Comma,
                b'"' if self.pass_string(start) => continue,
                b'"' => Token::Unclosed("text"),
                b'/' if self.pass_comment() => continue,
                b'/' => Token::Unclosed("comment"),
                b'\'' => {
                    self.pass_character();
                    continue;
                }
                _ => continue,
            };
            return Some((start, token));
        }
        None
    }
}

impl Scan<'_> {
    /// Passes over a string whose opening quote stands at `quote`; false if it is never closed.
    fn pass_string(&mut self, quote: usize) -> bool {
        let before = &self.text[..quote];
        let hashes = before.len() - before.trim_end_matches('#').len();
        if before.trim_end_matches('#').ends_with('r') {
            let end = format!("\"{}", "#".repeat(hashes));
            return self.pass_to(&end);
        }
        let mut escaped = false;
        for (at, byte) in self.text.bytes().enumerate().skip(self.at) {
            match byte {
                b'"' if !escaped => {
                    self.at = at + 1;
                    return true;
                }
                b'\\' => escaped = !escaped,
                _ => escaped = false,
            }
        }
        self.at = self.text.len();
        false
    }

    /// Passes over a comment after its first `/`; false if it is never closed.
    fn pass_comment(&mut self) -> bool {
        match self.text.as_bytes().get(self.at) {
            Some(b'/') => {
                self.at = self.text[self.at..].find('\n').map_or(self.text.len(), |n| self.at + n);
                true
            }
            Some(b'*') => {
                self.at += 1;
                let mut depth = 1;
                while depth > 0 {
                    let rest = &self.text.as_bytes()[self.at..];
                    match rest {
                        [b'*', b'/', ..] => (depth, self.at) = (depth - 1, self.at + 2),
                        [b'/', b'*', ..] => (depth, self.at) = (depth + 1, self.at + 2),
                        [_, ..] => self.at += 1,
                        [] => return false,
                    }
                }
                true
            }
            _ => true,
        }
    }

    /// Passes over `'x'` or `'\n'`; an apostrophe that is neither is left alone.
    fn pass_character(&mut self) {
        let mut letters = self.text[self.at..].char_indices();
        let escaped = matches!(letters.next(), Some((_, '\\')));
        if escaped {
            letters.next();
        }
        if let Some((closing, '\'')) = letters.next() {
            self.at += closing + 1;
        }
    }

    fn pass_to(&mut self, end: &str) -> bool {
        let found = self.text[self.at..].find(end);
        self.at = found.map_or(self.text.len(), |n| self.at + n + end.len());
        found.is_some()
    }
}

pub(super) fn scan(text: &str) -> Scan<'_> {
    Scan { text, at: 0 }
}

/// The first bracket, text or comment that does not close, if there is one.
pub(super) fn check(text: &str) -> Option<Diagnostic> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let at = |start: usize| Span::new(start, start + 1);
    for (start, token) in scan(text) {
        match token {
            Token::Open(bracket) => open.push((start, bracket)),
            Token::Close(bracket) => match open.pop() {
                Some((_, opened)) if closing(opened) == bracket => {}
                Some((opened, other)) => {
                    return Some(faults::mismatch(at(start), bracket, at(opened), other));
                }
                None => return Some(faults::stray_bracket(at(start), bracket)),
            },
            Token::Comma => {}
            Token::Unclosed(what) => return Some(faults::unclosed(at(start), what)),
        }
    }
    open.pop().map(|(start, bracket)| faults::unclosed(at(start), &format!("`{bracket}`")))
}

fn closing(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// The opening bracket of the innermost pair around `offset`, or of the pair that closes just
/// before it.
pub(super) fn around(text: &str, offset: usize) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut last_closed = None;
    for (start, token) in scan(text) {
        if start >= offset {
            break;
        }
        match token {
            Token::Open(_) => open.push(start),
            Token::Close(_) => {
                let opened = open.pop();
                last_closed = opened.filter(|_| start + 1 == offset);
            }
            Token::Comma => {}
            Token::Unclosed(_) => break,
        }
    }
    last_closed.or(open.last().copied())
}

/// The text without white space and comments at its start.
pub(super) fn trim_start(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = match rest.as_bytes() {
            [b'/', b'/', ..] => rest.find('\n').map_or("", |end| &rest[end..]),
            [b'/', b'*', ..] => {
                let mut scan = Scan { text: rest, at: 1 };
                scan.pass_comment();
                &rest[scan.at..]
            }
            _ => break,
        };
        rest = after.trim_start();
    }
    rest
}

/// The text without white space and comments at its ends.
pub(super) fn trim(text: &str) -> &str {
    let rest = trim_start(text).trim_end();
    // What follows a value is at most comments: cut them where the first one starts.
    let mut scan = Scan { text: rest, at: 0 };
    while let Some(byte) = rest.as_bytes().get(scan.at) {
        let start = scan.at;
        scan.at += 1;
        match byte {
            b'"' => {
                scan.pass_string(start);
            }
            b'/' => return rest[..start].trim_end(),
            _ => {}
        }
    }
    rest
}
