//! A node about to be read as some type, and what may go wrong with it.

use std::{borrow::Cow, cell::Cell, cell::RefCell, fmt};

use serde::de;

use crate::{
    diagnostic::Diagnostic,
    scenario::load::faults,
    text::Span,
    tree::{Node, NodeKind},
};

/// What went wrong while reading, and whether anything was lost by it.
#[derive(Default)]
pub(in crate::scenario::load) struct Mistakes {
    told: RefCell<Vec<Diagnostic>>,
    pub(super) lost: Cell<u32>,
}

impl Mistakes {
    /// What went wrong, in order of reading, and whether anything was lost.
    pub(in crate::scenario::load) fn into_parts(self) -> (Vec<Diagnostic>, bool) {
        (self.told.into_inner(), self.lost.get() > 0)
    }

    pub(super) fn tell(&self, diagnostic: Diagnostic) {
        self.told.borrow_mut().push(diagnostic);
    }

    /// Something is left out; its mistake is told, unless the syntax tree has told it already.
    pub(super) fn lose(&self, fault: ValueError) {
        self.lost.set(self.lost.get().saturating_add(1));
        match fault {
            ValueError::Told(diagnostic) => self.tell(*diagnostic),
            ValueError::Plain(words) => self.tell(faults::unreadable(Span::default(), &words)),
            ValueError::Missing(field) => {
                self.tell(faults::missing_field(Span::default(), field, None));
            }
            ValueError::Syntax => {}
        }
    }
}

/// Why a value cannot be read.
#[derive(Debug)]
pub(super) enum ValueError {
    /// Told in full.
    Told(Box<Diagnostic>),
    /// Told, but not where.
    Plain(String),
    /// A field is missing.
    Missing(&'static str),
    /// The file is no RON here; that is told already.
    Syntax,
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told(diagnostic) => f.write_str(&diagnostic.headline),
            Self::Plain(words) => f.write_str(words),
            Self::Missing(field) => write!(f, "the field `{field}` is missing"),
            Self::Syntax => f.write_str("this is no RON"),
        }
    }
}

impl std::error::Error for ValueError {}

impl de::Error for ValueError {
    fn custom<T: fmt::Display>(words: T) -> Self {
        Self::Plain(words.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
}

/// A node of the tree about to be read as some type.
#[derive(Clone, Copy)]
pub(super) struct NodeReading<'t, 'm> {
    pub(super) node: Node<'t>,
    pub(super) mistakes: &'m Mistakes,
    /// Whether the bracket of a word is read as a list.
    pub(super) is_spread: bool,
}

impl<'t> NodeReading<'t, '_> {
    /// Something else stands here than should.
    pub(super) fn wrong(self, wanted: &str) -> ValueError {
        let is_told = self.node.kind() == NodeKind::Number && !self.node.is_sound();
        if self.node.kind() == NodeKind::Error || is_told {
            return ValueError::Syntax;
        }
        ValueError::Told(Box::new(faults::something_else(
            self.node.span(),
            found_words(self.node),
            wanted,
            self.node.text(),
        )))
    }

    /// A mistake that does not know its place stands here.
    pub(super) fn placed<T>(self, read: Result<T, ValueError>) -> Result<T, ValueError> {
        read.map_err(|fault| match fault {
            ValueError::Plain(words) => {
                ValueError::Told(Box::new(faults::unreadable(self.node.span(), &words)))
            }
            other => other,
        })
    }

    pub(super) fn string(self) -> Result<Cow<'t, str>, ValueError> {
        if self.node.kind() != NodeKind::Text {
            return Err(self.wrong("a text in double quotes"));
        }
        self.node.as_str().map_err(|_refused| ValueError::Syntax)
    }

    pub(super) fn whole(self) -> Result<i64, ValueError> {
        let number = (self.node.kind() == NodeKind::Number).then(|| self.node.text());
        let number = number.and_then(|number| number.replace('_', "").parse().ok());
        number.ok_or_else(|| self.wrong("a whole number"))
    }
}

/// What stands here, for "… stands here, where … should".
fn found_words(node: Node<'_>) -> &'static str {
    match node.kind() {
        NodeKind::Text => "a text",
        NodeKind::Number => "a number",
        NodeKind::Char => "a letter in single quotes",
        NodeKind::Bytes => "a byte string",
        NodeKind::Bool => "`true` or `false`",
        NodeKind::Unit => "a word",
        NodeKind::List => "a list",
        NodeKind::Map => "a map",
        NodeKind::Struct | NodeKind::Tuple => "something in round brackets",
        NodeKind::File | NodeKind::Field | NodeKind::Entry | NodeKind::Error => "something else",
    }
}
