//! What `serde` reads from a node piece by piece: the items of a list, the fields of a struct, the
//! entries of a map, the content of a word.

use std::cell::Cell;

use serde::de::{
    DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
    value::BorrowedStrDeserializer,
};

use super::value::{NodeReading, ValueError};
use crate::scenario::{load::faults, syntax::ANY_NUMBER};
use crate::tree::{Field, MapEntry, Node, NodeKind};

/// The items of a list or of a bracket.
pub(super) struct Items<'t, 'm, I> {
    reading: NodeReading<'t, 'm>,
    left: usize,
    rest: I,
}

impl<'t, 'm> Items<'t, 'm, ()> {
    pub(super) fn new(
        reading: NodeReading<'t, 'm>,
    ) -> Items<'t, 'm, impl Iterator<Item = Node<'t>> + use<'t>> {
        let rest = reading.node.items();
        let left = reading.node.items().count();
        Items { reading: NodeReading { is_spread: false, ..reading }, left, rest }
    }

    /// The node itself, as the only item.
    pub(super) fn only(
        reading: NodeReading<'t, 'm>,
    ) -> Items<'t, 'm, impl Iterator<Item = Node<'t>> + use<'t>> {
        let rest = std::iter::once(reading.node);
        Items { reading: NodeReading { is_spread: false, ..reading }, left: 1, rest }
    }
}

impl<'t, I: Iterator<Item = Node<'t>>> SeqAccess<'t> for Items<'t, '_, I> {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'t>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ValueError> {
        let Some(node) = self.rest.next() else { return Ok(None) };
        self.left = self.left.saturating_sub(1);
        seed.deserialize(NodeReading { node, ..self.reading }).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

/// A value with its place, as [`crate::scenario::syntax`] asks for it.
pub(super) struct Pieces<'t, 'm> {
    reading: NodeReading<'t, 'm>,
    told: u8,
    is_lenient: bool,
    /// How much was lost before this value.
    lost: u32,
}

impl<'t, 'm> Pieces<'t, 'm> {
    pub(super) fn new(reading: NodeReading<'t, 'm>, is_lenient: bool) -> Self {
        let lost = reading.mistakes.lost.get();
        Self { reading, told: 0, is_lenient, lost }
    }
}

impl<'t> SeqAccess<'t> for Pieces<'t, '_> {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'t>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ValueError> {
        let node = self.reading.node;
        self.told += 1;
        match self.told {
            1 => seed.deserialize(node.id().0.into_deserializer()).map(Some),
            2 => {
                let is_bracketed = matches!(node.kind(), NodeKind::Struct | NodeKind::Tuple);
                seed.deserialize(is_bracketed.into_deserializer()).map(Some)
            }
            3 => seed.deserialize(BorrowedStrDeserializer::new(node.text())).map(Some),
            4 => match seed.deserialize(self.reading) {
                Err(fault) if self.is_lenient => {
                    self.reading.mistakes.lose(fault);
                    Ok(None)
                }
                read => self.reading.placed(read).map(Some),
            },
            5 => {
                let is_whole = self.reading.mistakes.lost.get() == self.lost;
                seed.deserialize(is_whole.into_deserializer()).map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// The fields of a struct: unknown and repeated ones are told and left out.
pub(super) struct Fields<'t, 'm, 'f, I> {
    reading: NodeReading<'t, 'm>,
    owner: &'t str,
    known: &'static [&'static str],
    /// Which of `known` have been read, as bits; no struct of the language has more than 64 fields.
    seen: u64,
    rest: I,
    value: Option<Node<'t>>,
    /// Set where a field is unknown.
    misspelt: &'f Cell<bool>,
}

impl<'t, 'm, 'f> Fields<'t, 'm, 'f, ()> {
    pub(super) fn new(
        reading: NodeReading<'t, 'm>,
        owner: &'t str,
        known: &'static [&'static str],
        misspelt: &'f Cell<bool>,
    ) -> Fields<'t, 'm, 'f, impl Iterator<Item = Field<'t>> + use<'t>> {
        let rest = reading.node.fields();
        Fields { reading, owner, known, seen: 0, rest, value: None, misspelt }
    }
}

impl<'t, I: Iterator<Item = Field<'t>>> MapAccess<'t> for Fields<'t, '_, '_, I> {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'t>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ValueError> {
        let mistakes = self.reading.mistakes;
        for field in self.rest.by_ref() {
            let (name, span) = (field.name, field.name_span);
            let Some(at) = self.known.iter().position(|known| is_name(name, known, field.node))
            else {
                self.misspelt.set(true);
                let is_told = !name.is_ascii() || name.contains(['-', ' ', '"']);
                if is_told && !field.node.is_sound() {
                    mistakes.lose(ValueError::Syntax);
                    continue;
                }
                mistakes.lose(ValueError::Told(Box::new(faults::no_field(
                    span, name, self.owner, self.known,
                ))));
                continue;
            };
            let Some(value) = field.value else {
                mistakes.lose(ValueError::Syntax);
                continue;
            };
            if self.seen >> at & 1 == 1 {
                let earlier = self.reading.node.field(name).map(|first| first.name_span);
                mistakes.tell(faults::field_twice(span, earlier, name));
                continue;
            }
            self.seen |= 1 << at;
            self.value = Some(value);
            return seed.deserialize(BorrowedStrDeserializer::new(self.known[at])).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, ValueError> {
        match self.value.take() {
            Some(node) => seed.deserialize(NodeReading { node, ..self.reading }),
            None => Err(ValueError::Syntax),
        }
    }
}

/// Whether a field bears a name, with what the syntax tree has told of it already taken off.
fn is_name(written: &str, known: &str, field: Node<'_>) -> bool {
    let straight = |letter: char| if matches!(letter, '-' | ' ') { '_' } else { letter };
    written == known
        || (!field.is_sound() && written.trim_matches('"').chars().map(straight).eq(known.chars()))
}

/// The entries of a map.
pub(super) struct Pairs<'t, 'm, I> {
    reading: NodeReading<'t, 'm>,
    entries: I,
    value: Option<Node<'t>>,
}

impl<'t, 'm> Pairs<'t, 'm, ()> {
    pub(super) fn new(
        reading: NodeReading<'t, 'm>,
    ) -> Pairs<'t, 'm, impl Iterator<Item = MapEntry<'t>> + use<'t>> {
        Pairs { reading, entries: reading.node.entries(), value: None }
    }
}

impl<'t, I: Iterator<Item = MapEntry<'t>>> MapAccess<'t> for Pairs<'t, '_, I> {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'t>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ValueError> {
        for MapEntry { key, value, .. } in self.entries.by_ref() {
            let Some(value) = value else {
                self.reading.mistakes.lose(ValueError::Syntax);
                continue;
            };
            self.value = Some(value);
            return seed.deserialize(NodeReading { node: key, ..self.reading }).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, ValueError> {
        match self.value.take() {
            Some(node) => seed.deserialize(NodeReading { node, ..self.reading }),
            None => Err(ValueError::Syntax),
        }
    }
}

/// A word of the language and what stands in its bracket.
pub(super) struct EnumOf<'t, 'm> {
    reading: NodeReading<'t, 'm>,
    word: &'t str,
    /// Whether the word is not written.
    is_plain: bool,
}

impl<'t, 'm> EnumOf<'t, 'm> {
    pub(super) fn new(reading: NodeReading<'t, 'm>, word: &'t str) -> Self {
        Self { reading, word, is_plain: false }
    }

    /// A form of the language that is written without its word.
    pub(super) fn plain(reading: NodeReading<'t, 'm>, word: &'static str) -> Self {
        Self { reading, word, is_plain: true }
    }

    /// Nothing stands in a bracket after it, but should.
    fn bare(&self, wanted: usize) -> ValueError {
        let span = self.reading.node.span();
        ValueError::Told(Box::new(faults::bare_word(span, self.word, wanted)))
    }
}

impl<'t> EnumAccess<'t> for EnumOf<'t, '_> {
    type Error = ValueError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'t>>(self, seed: V) -> Result<(V::Value, Self), ValueError> {
        let word = seed.deserialize(BorrowedStrDeserializer::new(self.word))?;
        Ok((word, self))
    }
}

impl<'t> VariantAccess<'t> for EnumOf<'t, '_> {
    type Error = ValueError;

    fn unit_variant(self) -> Result<(), ValueError> {
        match self.reading.node.kind() {
            NodeKind::Unit | NodeKind::Bool => Ok(()),
            _ => Err(ValueError::Told(Box::new(faults::no_bracket(
                self.reading.node.span(),
                self.word,
            )))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'t>>(self, seed: T) -> Result<T::Value, ValueError> {
        let node = self.reading.node;
        if self.is_plain {
            return seed.deserialize(self.reading);
        }
        match (node.kind(), node.items().count(), node.items().next()) {
            (NodeKind::Unit, ..) => Err(self.bare(1)),
            // `Any([a, b])` is `Any(a, b)`.
            (NodeKind::Tuple, found, first)
                if ANY_NUMBER.contains(&self.word)
                    && !(found == 1 && first.is_some_and(|one| one.kind() == NodeKind::List)) =>
            {
                let read = seed.deserialize(NodeReading { is_spread: true, ..self.reading });
                self.reading.placed(read)
            }
            (NodeKind::Tuple, 1, Some(node)) => {
                seed.deserialize(NodeReading { node, ..self.reading })
            }
            (NodeKind::Tuple, found, _) => Err(ValueError::Told(Box::new(faults::other_length(
                node.span(),
                node.word(),
                found,
                1,
            )))),
            _ => Err(self.reading.wrong("one value in round brackets")),
        }
    }

    fn tuple_variant<V: Visitor<'t>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match self.reading.node.kind() {
            NodeKind::Unit => Err(self.bare(length)),
            NodeKind::Tuple => self.reading.tuple(length, visitor),
            _ => Err(self.reading.wrong("values in round brackets, without names")),
        }
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        self.reading.fields(self.word, known, visitor)
    }
}
