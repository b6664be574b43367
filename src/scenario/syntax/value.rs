//! The leaves of a scenario file: names, texts and numbers with their places, lists that survive a
//! bad entry, maps that keep their order.

use std::{borrow::Cow, fmt, marker::PhantomData, ops::Deref};

use serde::{
    Deserialize, Deserializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

pub use crate::tree::SyntaxId;

/// Asks the deserializer of `load::read` for a value with its place, as a sequence: the number of
/// its node (`u32`), whether it stands in round brackets (`bool`), its source text (`&str`), the
/// value itself, and whether all of it could be read (`bool`).
pub(in crate::scenario) const PLACED: &str = "\0placed";
/// The same, but a value that cannot be read is reported, and ends the sequence.
pub(in crate::scenario) const LENIENT: &str = "\0lenient";

/// A value and the node of the syntax tree in which it stands.
#[derive(Debug, Clone, Copy)]
pub struct Placed<T> {
    /// Where it stands.
    pub at: SyntaxId,
    /// The value.
    pub it: T,
    /// Whether all of it could be read.
    pub is_whole: bool,
}

impl<T> Deref for Placed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.it
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let PlacedValue { at, plain, is_whole, .. } =
            found::<D, T, IgnoredAny>(deserializer, PLACED, false)?;
        plain
            .map(|it| Self { at, it, is_whole })
            .ok_or_else(|| de::Error::custom("a value is missing"))
    }
}

/// A field whose value is lost on its own where it cannot be read: the rest of the struct stands.
#[derive(Debug, Clone, Copy)]
pub struct Lenient<T> {
    /// Where the value stands; `None` where the field is absent.
    pub at: Option<SyntaxId>,
    /// The value; `None` where the field is absent or could not be read.
    pub it: Option<T>,
    /// Whether all of it could be read; of an absent field, too.
    pub is_whole: bool,
}

impl<T> Lenient<T> {
    /// Whether it stands in the file and could not be read.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.at.is_some() && self.it.is_none()
    }
}

impl<T> Default for Lenient<T> {
    fn default() -> Self {
        Self { at: None, it: None, is_whole: true }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let PlacedValue { at, plain, is_whole, .. } =
            found::<D, T, IgnoredAny>(deserializer, LENIENT, false)?;
        Ok(Self { at: Some(at), it: plain, is_whole })
    }
}

/// A list whose entries are read each on its own: one that cannot be read costs only itself.
#[derive(Debug)]
pub struct List<T> {
    /// The entries that could be read.
    pub entries: Vec<Placed<T>>,
    /// Whether these are all.
    pub is_whole: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), is_whole: true }
    }
}

impl<T> Deref for List<T> {
    type Target = [Placed<T>];
    fn deref(&self) -> &[Placed<T>] {
        &self.entries
    }
}

impl<'s, T> IntoIterator for &'s List<T> {
    type Item = &'s Placed<T>;
    type IntoIter = std::slice::Iter<'s, Placed<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
            type Value = List<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list: `[ … ]`")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
                let mut list = List::default();
                list.entries.reserve_exact(seq.size_hint().unwrap_or_default());
                while let Some(entry) = seq.next_element::<Lenient<T>>()? {
                    match (entry.at, entry.it) {
                        (Some(at), Some(it)) => {
                            list.entries.push(Placed { at, it, is_whole: entry.is_whole });
                        }
                        _ => list.is_whole = false,
                    }
                }
                Ok(list)
            }
        }
        deserializer.deserialize_seq(ListVisitor(PhantomData))
    }
}

/// A value that may be written in two ways: plainly, or in round brackets.
#[derive(Debug)]
pub enum Either<P, B> {
    /// Plainly.
    Plain(Placed<P>),
    /// In round brackets.
    Bracketed(Placed<B>),
}

impl<'de, P: Deserialize<'de>, B: Deserialize<'de>> Deserialize<'de> for Either<P, B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let PlacedValue { at, plain, bracketed, is_whole, .. } =
            found::<D, P, B>(deserializer, PLACED, true)?;
        match (plain, bracketed) {
            (Some(it), _) => Ok(Self::Plain(Placed { at, it, is_whole })),
            (None, Some(it)) => Ok(Self::Bracketed(Placed { at, it, is_whole })),
            (None, None) => Err(de::Error::custom("a value is missing")),
        }
    }
}

/// An id as written, and where.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a>(pub &'a str, pub SyntaxId);

impl PartialEq for Name<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Id<'a>(&'a str);
        impl<'de: 'a, 'a> Deserialize<'de> for Id<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct IdVisitor;
                impl<'de> Visitor<'de> for IdVisitor {
                    type Value = Id<'de>;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an id in double quotes")
                    }
                    fn visit_borrowed_str<E: de::Error>(self, id: &'de str) -> Result<Id<'de>, E> {
                        Ok(Id(id))
                    }
                    fn visit_str<E: de::Error>(self, _: &str) -> Result<Id<'de>, E> {
                        Err(E::custom("an id cannot contain escapes such as `\\n`"))
                    }
                }
                deserializer.deserialize_str(IdVisitor)
            }
        }
        Placed::<Id<'a>>::deserialize(deserializer).map(|id| Self(id.it.0, id.at))
    }
}

/// Words for people, and where they stand. Borrowed where the source has no escapes.
#[derive(Debug, Clone, Default)]
pub struct Text<'a>(pub Cow<'a, str>, pub SyntaxId);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(transparent)]
        struct RawWords<'a>(#[serde(borrow)] Cow<'a, str>);
        Placed::<RawWords<'a>>::deserialize(deserializer).map(|words| Self(words.it.0, words.at))
    }
}

/// A whole number as written, read later, so that a wrong one is told in the words of its field.
#[derive(Debug, Clone, Copy)]
pub struct Number<'a>(pub &'a str, pub SyntaxId);

impl<'de: 'a, 'a> Deserialize<'de> for Number<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found = found::<D, IgnoredAny, IgnoredAny>(deserializer, PLACED, false)?;
        Ok(Self(found.source, found.at))
    }
}

/// Where play goes.
#[derive(Debug, Clone, Copy)]
pub enum Goto<'a> {
    /// The endings are tried; in the reflection, the play is over.
    End,
    /// A scene.
    Scene(Name<'a>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Goto<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct GotoVisitor;
        impl<'de> Visitor<'de> for GotoVisitor {
            type Value = Goto<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`End`, or a scene's id in double quotes")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Goto<'de>, A::Error> {
                let place = ValuePlace::read(&mut seq)?;
                if place.source == "End" {
                    return Ok(Goto::End);
                }
                if place.source.eq_ignore_ascii_case("end") {
                    return Err(de::Error::custom("play ends with `End`, with a capital E"));
                }
                match seq.next_element::<Name<'de>>()? {
                    Some(name) => Ok(Goto::Scene(name)),
                    None => Err(de::Error::custom("a scene is missing")),
                }
            }
        }
        deserializer.deserialize_newtype_struct(PLACED, GotoVisitor)
    }
}

/// A map in file order, whose repeated keys are kept so that they can be reported.
#[derive(Debug)]
pub struct Entries<'a, T>(pub Vec<(Name<'a>, T)>);

impl<T> Default for Entries<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Entries<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Vec<(Name<'de>, T)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map in braces: `{ \"id\": … }`")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or_default());
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData)).map(Self)
    }
}

/// Where a value stands, as [`PLACED`] tells it.
struct ValuePlace<'de> {
    at: SyntaxId,
    is_bracketed: bool,
    source: &'de str,
}

impl<'de> ValuePlace<'de> {
    fn read<A: SeqAccess<'de>>(seq: &mut A) -> Result<Self, A::Error> {
        Ok(Self {
            at: SyntaxId(seq.next_element()?.unwrap_or_default()),
            is_bracketed: seq.next_element()?.unwrap_or_default(),
            source: seq.next_element()?.unwrap_or_default(),
        })
    }
}

/// A value with its place: plain, or bracketed where that is asked for.
struct PlacedValue<'de, P, B> {
    at: SyntaxId,
    source: &'de str,
    plain: Option<P>,
    bracketed: Option<B>,
    is_whole: bool,
}

fn found<'de, D: Deserializer<'de>, P: Deserialize<'de>, B: Deserialize<'de>>(
    deserializer: D,
    how: &'static str,
    apart: bool,
) -> Result<PlacedValue<'de, P, B>, D::Error> {
    struct FoundVisitor<P, B> {
        apart: bool,
        kinds: PhantomData<(P, B)>,
    }
    impl<'de, P: Deserialize<'de>, B: Deserialize<'de>> Visitor<'de> for FoundVisitor<P, B> {
        type Value = PlacedValue<'de, P, B>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let ValuePlace { at, is_bracketed, source } = ValuePlace::read(&mut seq)?;
            let (mut plain, mut bracketed) = (None, None);
            if self.apart && is_bracketed {
                bracketed = seq.next_element()?;
            } else {
                plain = seq.next_element()?;
            }
            let is_whole = seq.next_element()?.unwrap_or_default();
            Ok(PlacedValue { at, source, plain, bracketed, is_whole })
        }
    }
    deserializer.deserialize_newtype_struct(how, FoundVisitor { apart, kinds: PhantomData })
}
