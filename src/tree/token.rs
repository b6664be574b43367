//! Tokens: what the lexer cuts a file into, without gaps.

use crate::text::Span;

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Spaces and line breaks.
    Space,
    /// A character that only looks like a space, or like nothing at all.
    OddSpace,
    /// `// …`, without the line break.
    LineComment,
    /// `/* … */`, which may hold others of its kind.
    BlockComment,
    /// `(`
    RoundOpen,
    /// `)`
    RoundClose,
    /// `[`
    SquareOpen,
    /// `]`
    SquareClose,
    /// `{`
    CurlyOpen,
    /// `}`
    CurlyClose,
    /// `,`, or what was typed in its place.
    Comma,
    /// `:`, or what was typed in its place.
    Colon,
    /// `=`, which only attributes have.
    Equals,
    /// `#`
    Hash,
    /// `!`
    Bang,
    /// An identifier, `true`, `false`, `inf` and `NaN` included.
    Word,
    /// A string literal: `"…"`, `r"…"`, `r#"…"#`.
    Text,
    /// A string literal that lacks a quotation mark, or has another sign in its place.
    BrokenText,
    /// A byte string literal: `b"…"`, `br"…"`.
    Bytes,
    /// A character literal: `'x'`.
    Char,
    /// A number, a range of numbers, or a byte literal such as `b'x'`.
    Number,
    /// A character that has no place in RON.
    Unknown,
    /// The end of the file; never among the tokens of a tree.
    End,
}

impl TokenKind {
    /// Whether a reader skips it: spaces and comments.
    #[must_use]
    pub fn is_trivia(self) -> bool {
        matches!(self, Self::Space | Self::OddSpace | Self::LineComment | Self::BlockComment)
    }

    /// Whether it is a comment.
    #[must_use]
    pub fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }

    /// Whether it opens a bracket.
    pub(super) fn opens(self) -> bool {
        matches!(self, Self::RoundOpen | Self::SquareOpen | Self::CurlyOpen)
    }

    /// Whether it closes a bracket.
    pub(super) fn closes(self) -> bool {
        matches!(self, Self::RoundClose | Self::SquareClose | Self::CurlyClose)
    }

    /// Whether a value may begin with it.
    pub(super) fn starts_value(self) -> bool {
        self.opens()
            || matches!(
                self,
                Self::Word
                    | Self::Text
                    | Self::BrokenText
                    | Self::Bytes
                    | Self::Char
                    | Self::Number
            )
    }

    /// The bracket that closes what this one opens; the same kind for anything else.
    pub(super) fn closer(self) -> Self {
        match self {
            Self::RoundOpen => Self::RoundClose,
            Self::SquareOpen => Self::SquareClose,
            Self::CurlyOpen => Self::CurlyClose,
            other => other,
        }
    }

    /// The sign of a bracket.
    pub(super) fn sign(self) -> char {
        match self {
            Self::RoundOpen => '(',
            Self::RoundClose => ')',
            Self::SquareOpen => '[',
            Self::SquareClose => ']',
            Self::CurlyOpen => '{',
            Self::CurlyClose => '}',
            _ => ' ',
        }
    }
}

/// A token with its place and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// Its kind.
    pub kind: TokenKind,
    /// Its place.
    pub span: Span,
    /// Its text.
    pub text: &'t str,
}

/// A token as the tree keeps it: it ends where the next one begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawToken {
    pub(super) kind: TokenKind,
    pub(super) start: u32,
}

/// A token that is no trivia, as the parser reads it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub(super) kind: TokenKind,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) note: TokenOrigin,
}

/// How a token has come among those that the parser reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenOrigin {
    /// It stands in the file.
    Plain,
    /// It does not: recovery put it there.
    Added,
    /// Another bracket stands in its place in the file.
    Replaced,
    /// It stands in the file and is passed over.
    Dropped,
}

impl Sign {
    pub(super) fn span(self) -> Span {
        span(self.start, self.end)
    }
}

/// A span of offsets as the tree keeps them.
pub(super) fn span(start: u32, end: u32) -> Span {
    Span::new(start as usize, end as usize)
}

/// An offset as the tree keeps it; `Tree::parse` reads no file that is too long for it.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The tokens that are no trivia, and the end of the text.
pub(super) fn signs(pieces: &[RawToken], length: usize) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(pieces.len());
    let end = offset(length);
    let note = TokenOrigin::Plain;
    for (at, piece) in pieces.iter().enumerate() {
        if !piece.kind.is_trivia() {
            let end = pieces.get(at + 1).map_or(end, |next| next.start);
            signs.push(Sign { kind: piece.kind, start: piece.start, end, note });
        }
    }
    signs.push(Sign { kind: TokenKind::End, start: end, end, note });
    signs
}
