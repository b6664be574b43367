//! Reading values from the syntax tree: a `serde` deserializer that knows every place, goes on after
//! a mistake, and says what should stand where it found something else.
//!
//! RON's words for values are `ron`'s own: texts with escapes are read by it (see [`crate::tree`]).

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "kinds of nodes and of mistakes are no words of the language: whatever else it is, it is wrong"
)]

mod access;
mod value;

use std::{borrow::Cow, cell::Cell};

use serde::de::{Deserialize, Deserializer, Visitor};

pub(super) use self::value::Mistakes;
use self::{
    access::{EnumOf, Fields, Items, Pairs, Pieces},
    value::{NodeReading, ValueError},
};
use super::faults;
use crate::{
    scenario::syntax::{LENIENT, PLACED, UNWRITTEN},
    text::Span,
    tree::{Node, NodeKind},
};

/// Reads a value from its node. One that cannot be read is told, and is `None`.
pub(super) fn read<'t, T: Deserialize<'t>>(node: Node<'t>, mistakes: &Mistakes) -> Option<T> {
    match T::deserialize(NodeReading { node, mistakes, is_spread: false }) {
        Ok(value) => Some(value),
        Err(fault) => {
            mistakes.lose(fault);
            None
        }
    }
}

/// The type whose unknown words cost nothing but a picture.
const PLACE: &str = "Place";
/// The word that is read in their place.
const PLAIN_ROOM: &str = "Meeting";

/// Whole numbers, of whatever width.
macro_rules! whole_numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
            let read = visitor.visit_i64(self.whole()?);
            self.placed(read)
        }
    )*};
}

impl<'t> Deserializer<'t> for NodeReading<'t, '_> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.node.kind() {
            NodeKind::Text => self.deserialize_string(visitor),
            NodeKind::Bool => self.deserialize_bool(visitor),
            NodeKind::List | NodeKind::Tuple => self.deserialize_seq(visitor),
            NodeKind::Map => self.deserialize_map(visitor),
            NodeKind::Number => self.deserialize_i64(visitor),
            _ => visitor.visit_unit(),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.node.text() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(self.wrong("`true` or `false`")),
        }
    }

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let read = match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        };
        self.placed(read)
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_borrowed_str(self.node.text())
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match (self.node.kind(), self.node.word()) {
            (NodeKind::Unit, _) if self.node.text() == "None" => visitor.visit_none(),
            (NodeKind::Tuple, Some("Some")) => {
                let mut items = self.node.items();
                let node = items.next().ok_or_else(|| self.wrong("a value in `Some( … )`"))?;
                visitor.visit_some(Self { node, ..self })
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        let read = match name {
            PLACED => visitor.visit_seq(Pieces::new(self, false)),
            LENIENT => visitor.visit_seq(Pieces::new(self, true)),
            _ => visitor.visit_newtype_struct(self),
        };
        self.placed(read)
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.node.kind() {
            NodeKind::List => visitor.visit_seq(Items::new(self)),
            NodeKind::Tuple if self.is_spread => visitor.visit_seq(Items::new(self)),
            NodeKind::Map | NodeKind::Error => Err(self.wrong("a list `[ … ]`")),
            // A list of one needs no brackets.
            _ => visitor.visit_seq(Items::only(self)),
        }
    }

    fn deserialize_tuple<V: Visitor<'t>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        if self.node.kind() != NodeKind::Tuple {
            return Err(self.wrong("something in round brackets `( … )`"));
        }
        self.tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ValueError> {
        if self.node.kind() != NodeKind::Map {
            return Err(self.wrong("a map `{ \"id\": … }`"));
        }
        visitor.visit_map(Pairs::new(self))
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        if let Some(word) = self.node.word().filter(|word| *word != name) {
            let span = self.node.word_span().unwrap_or(self.node.span());
            return Err(ValueError::Told(Box::new(faults::other_name(span, word, name))));
        }
        self.fields(name, known, visitor)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        if let Some(word) = unworded(name, self.node) {
            return visitor.visit_enum(EnumOf::plain(self, word));
        }
        let word = match self.node.kind() {
            NodeKind::Unit | NodeKind::Bool => Some((self.node.text(), self.node.span())),
            NodeKind::Struct | NodeKind::Tuple => self.node.word().zip(self.node.word_span()),
            _ => None,
        };
        let Some((word, span)) = word else {
            let inside = self.node.as_str().unwrap_or_default();
            if self.node.kind() == NodeKind::Text && known.contains(&&*inside) {
                let fault = faults::quoted_word(self.node.span(), &inside);
                return Err(ValueError::Told(Box::new(fault)));
            }
            return Err(self.wrong(match name {
                "Line" => "a line such as `Narrate(\"…\")`",
                "Condition" => "a condition such as `Has(\"…\")`",
                "Effect" => "an effect such as `Set(\"…\")`",
                "ChoiceWords" => "a text in double quotes",
                "EvidenceEntry" => "evidence such as `\"channel 3: …\"`",
                _ => "a word without quotes",
            }));
        };
        let known: Vec<&str> =
            known.iter().copied().filter(|word| !UNWRITTEN.contains(word)).collect();
        if !known.contains(&word) && !word.is_ascii() && !self.node.is_sound() {
            return Err(ValueError::Syntax);
        }
        if !known.contains(&word) && name == PLACE && self.node.kind() == NodeKind::Unit {
            // A picture is dress: play goes on in a plain room.
            self.mistakes.tell(faults::no_place(span, word, &known));
            return visitor.visit_enum(EnumOf::new(self, PLAIN_ROOM));
        }
        if !known.contains(&word) {
            return Err(ValueError::Told(Box::new(faults::no_word(span, word, name, &known))));
        }
        visitor.visit_enum(EnumOf::new(self, word))
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'t>>
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
    }
}

/// The form of a word of the language that is written without the word.
fn unworded(name: &str, node: Node<'_>) -> Option<&'static str> {
    let is_if = node.kind() == NodeKind::Tuple && node.word() == Some("If");
    match (name, node.kind()) {
        ("Line", NodeKind::Text) => Some("Script"),
        ("Condition", NodeKind::Text) => Some("Named"),
        ("ChoiceWords", NodeKind::Text) => Some("Plain"),
        ("EvidenceEntry", NodeKind::Text) => Some("Short"),
        ("EvidenceEntry", NodeKind::Struct) => Some("Full"),
        ("EvidenceEntry", NodeKind::Tuple) if !is_if => Some("Full"),
        ("Way", _) if !is_if => Some("To"),
        _ => None,
    }
}

impl<'t> NodeReading<'t, '_> {
    /// A bracket of so many values.
    fn tuple<V: Visitor<'t>>(self, length: usize, visitor: V) -> Result<V::Value, ValueError> {
        let found = self.node.items().count();
        if found != length {
            let span = self.node.span();
            return Err(ValueError::Told(Box::new(faults::other_length(
                span,
                self.node.word(),
                found,
                length,
            ))));
        }
        visitor.visit_seq(Items::new(self))
    }

    /// A bracket of named fields.
    fn fields<V: Visitor<'t>>(
        self,
        owner: &'t str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        let is_empty = self.node.kind() == NodeKind::Tuple && self.node.items().next().is_none();
        if self.node.kind() != NodeKind::Struct && !is_empty {
            return Err(self.wrong("fields in round brackets `( name: value, … )`"));
        }
        let misspelt = Cell::new(false);
        let fields = Fields::new(self, owner, known, &misspelt);
        visitor.visit_map(fields).map_err(|fault| match fault {
            // What is misspelt, or no RON, is not missing.
            ValueError::Missing(_) if misspelt.get() || !self.node.is_sound() => ValueError::Syntax,
            ValueError::Missing(field) => {
                let head = self.head();
                ValueError::Told(Box::new(faults::missing_field(head, field, Some(owner))))
            }
            other => other,
        })
    }

    /// The word and the bracket with which it begins.
    fn head(self) -> Span {
        let span = self.node.span();
        let bracket = self.node.text().find('(').map_or(span.end, |at| span.start + at + 1);
        Span::new(span.start, bracket)
    }
}
