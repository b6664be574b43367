//! Values of literals: the place is the tree's, the value is what `ron` reads there.

use std::borrow::Cow;

use super::{
    node::{Node, NodeKind},
    token::TokenKind,
};

/// Why a literal has no value of the kind that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueFault {
    /// It is something else.
    Other,
    /// It has a fault, or is out of bounds.
    Unreadable,
}

impl<'t> Node<'t> {
    /// The value of a text; a slice of the file wherever the file holds it as it is.
    ///
    /// A text that lacks a quotation mark is read as far as it goes.
    ///
    /// # Errors
    /// If it is no text, or has an escape that RON does not know.
    pub fn as_str(self) -> Result<Cow<'t, str>, ValueFault> {
        if self.kind() != NodeKind::Text {
            return Err(ValueFault::Other);
        }
        let text = self.text();
        if self.first_token() == Some(TokenKind::BrokenText) {
            return Ok(Cow::Borrowed(without_marks(text)));
        }
        if let Some(raw) = text.strip_prefix('r') {
            let inside = raw.trim_start_matches('#');
            let hashes = raw.len() - inside.len();
            let inside = inside.get(1..inside.len().saturating_sub(hashes + 1));
            return inside.map(Cow::Borrowed).ok_or(ValueFault::Unreadable);
        }
        match text.get(1..text.len().saturating_sub(1)) {
            Some(inside) if !inside.contains('\\') => Ok(Cow::Borrowed(inside)),
            _ => self.read().map(Cow::Owned),
        }
    }

    /// The span of what stands between the quotation marks of a text that holds it as it is.
    #[must_use]
    pub fn str_span(self) -> Option<crate::text::Span> {
        let Ok(Cow::Borrowed(value)) = self.as_str() else { return None };
        let before = self.text().find(value).filter(|_| !value.is_empty()).unwrap_or(1);
        let start = self.span().start + before;
        Some(crate::text::Span::new(start, start + value.len()))
    }

    /// The text of a number.
    #[must_use]
    pub fn number_text(self) -> Option<&'t str> {
        (self.kind() == NodeKind::Number).then(|| self.text())
    }

    /// The value of a whole number.
    ///
    /// # Errors
    /// If it is no number, no whole one, or out of the bounds of an `i64`.
    pub fn as_integer(self) -> Result<i64, ValueFault> {
        let number = self.number_text().ok_or(ValueFault::Other)?;
        number.parse().or_else(|_| self.read())
    }

    /// The value of a character literal.
    ///
    /// # Errors
    /// If it is none.
    pub fn as_char(self) -> Result<char, ValueFault> {
        if self.kind() == NodeKind::Char { self.read() } else { Err(ValueFault::Other) }
    }

    /// The value of a byte string literal.
    ///
    /// # Errors
    /// If it is none, or has an escape that RON does not know.
    pub fn as_bytes(self) -> Result<Vec<u8>, ValueFault> {
        if self.kind() != NodeKind::Bytes {
            return Err(ValueFault::Other);
        }
        match ron::from_str(self.text()) {
            Ok(ron::Value::Bytes(bytes)) => Ok(bytes),
            _ => Err(ValueFault::Unreadable),
        }
    }

    /// Whether it is `true` or `false`.
    ///
    /// # Errors
    /// If it is neither.
    pub fn as_bool(self) -> Result<bool, ValueFault> {
        match (self.kind(), self.text()) {
            (NodeKind::Bool, "true") => Ok(true),
            (NodeKind::Bool, "false") => Ok(false),
            _ => Err(ValueFault::Other),
        }
    }

    /// What `ron` reads there.
    fn read<T: TryFrom<Read>>(self) -> Result<T, ValueFault> {
        let value = ron::from_str::<ron::Value>(self.text());
        let value = value.ok().and_then(|value| T::try_from(Read(value)).ok());
        value.ok_or(ValueFault::Unreadable)
    }
}

/// A value as `ron` has read it.
struct Read(ron::Value);

impl TryFrom<Read> for String {
    type Error = ();

    fn try_from(Read(value): Read) -> Result<Self, ()> {
        if let ron::Value::String(text) = value { Ok(text) } else { Err(()) }
    }
}

impl TryFrom<Read> for char {
    type Error = ();

    fn try_from(Read(value): Read) -> Result<Self, ()> {
        if let ron::Value::Char(letter) = value { Ok(letter) } else { Err(()) }
    }
}

impl TryFrom<Read> for f64 {
    type Error = ();

    fn try_from(Read(value): Read) -> Result<Self, ()> {
        if let ron::Value::Number(number) = value { Ok(number.into_f64()) } else { Err(()) }
    }
}

impl TryFrom<Read> for i64 {
    type Error = ();

    fn try_from(Read(value): Read) -> Result<Self, ()> {
        value.into_rust().map_err(|_unreadable| ())
    }
}

/// A text without such quotation marks as it has.
fn without_marks(text: &str) -> &str {
    let is_mark = |c: char| matches!(c, '"' | '\'' | '`') || super::look_alike::is_quote(c);
    let text = text.strip_prefix(is_mark).unwrap_or(text);
    text.strip_suffix(is_mark).unwrap_or(text)
}
