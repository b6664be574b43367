//! Syntax errors: what is wrong with the form of a file, and where; wording is the loader's.

use super::look_alike::LookAlike;
use crate::text::{Edit, Span};

/// A syntax error at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxFault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where; empty where something is missing.
    pub span: Span,
    /// Another place that belongs to it: the bracket that is never closed, the first of two commas.
    pub related: Option<Span>,
    /// The edit that surely mends it.
    pub fix: Option<Edit>,
}

impl SyntaxFault {
    /// A fault without a related place or a fix.
    pub(super) fn new(kind: FaultKind, span: Span) -> Self {
        Self { kind, span, related: None, fix: None }
    }

    /// The same with a related place.
    pub(super) fn beside(mut self, related: Span) -> Self {
        self.related = Some(related);
        self
    }

    /// The same with a fix.
    pub(super) fn mended_by(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Edit { span, text: text.into() });
        self
    }
}

/// What stands without its quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bare {
    /// A word with hyphens: an id.
    Id,
    /// A day: `2024-05-17`.
    Date,
    /// A time of day: `16:40`.
    Time,
}

/// The kind of a syntax error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// No comma between two items; the place is the end of the first.
    MissingComma,
    /// No colon between a name and its value; the place is the end of the name.
    MissingColon,
    /// No value after a name or a colon.
    MissingValue,
    /// A value among fields that has no name; the related place is the name of the field before it.
    MissingName,
    /// A sign that stands where another one separates.
    WrongSeparator {
        /// What stands there.
        found: char,
        /// What belongs there.
        wanted: char,
    },
    /// A comma with no item before it.
    DoubleComma,
    /// A text without its closing quotation mark.
    UnclosedText,
    /// A text without its opening quotation mark.
    MissingOpeningQuote,
    /// A quotation mark within a text, where only an escaped one can stand.
    QuoteInText,
    /// A quotation mark that belongs to no text.
    StrayQuote,
    /// What stands in quotation marks, without them.
    Unquoted(Bare),
    /// A hyphen in the name of a field; the place is the name.
    HyphenInName,
    /// A space in the name of a field; the place is the name.
    SpaceInName,
    /// The name of a field in quotation marks; the place is the name.
    QuotedName,
    /// A comma between the digits of what is meant as one number; the place is the number.
    CommaInNumber,
    /// A percent sign after a number.
    PercentSign,
    /// A remark that begins or is enclosed as in another language; the place is its mark.
    ForeignRemark {
        /// The mark, as it would stand alone.
        mark: &'static str,
    },
    /// A bracket that is never closed; the related place is the bracket, the place is where its
    /// other half belongs.
    UnclosedBracket {
        /// The bracket.
        open: char,
    },
    /// A bracket that closes one of another kind, which is the related place.
    MismatchedBracket {
        /// What stands there.
        found: char,
        /// The bracket that it should close.
        open: char,
    },
    /// A bracket that closes nothing.
    StrayBracket {
        /// The bracket.
        found: char,
    },
    /// No bracket before something that stands in one; the related place is its other half.
    MissingOpeningBracket {
        /// The bracket that belongs there.
        open: char,
    },
    /// A `/*` without its `*/`.
    UnclosedComment,
    /// A character that looks like one of RON's.
    LookAlike(LookAlike),
    /// An escape that RON does not know.
    BadEscape,
    /// Something that begins like a number and is none.
    BadNumber,
    /// A character that has no place outside texts.
    BadCharacter {
        /// The character.
        found: char,
    },
    /// Something that cannot stand where it stands.
    StrayToken,
    /// An attribute at the top that RON does not know.
    BadAttribute,
    /// A file without a value.
    EmptyFile,
    /// Something after the value of the file.
    TrailingContent,
    /// Brackets in brackets beyond what RON reads.
    TooDeep,
    /// A file longer than a tree can address.
    TooLong,
    /// A control character, or one that turns the direction of writing, wherever it stands.
    ControlCharacter {
        /// The character.
        found: char,
    },
}
