//! The leaves of a scenario file: borrowed names and texts, ordered maps, raw sections.

use std::{borrow::Cow, fmt, marker::PhantomData};

use ron::value::RawValue;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor},
};

/// An id as written. It borrows from the source, so its address is its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a>(pub &'a str);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id in double quotes")
            }
            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Name(text))
            }
            fn visit_str<E: de::Error>(self, _: &str) -> Result<Self::Value, E> {
                Err(E::custom("an id cannot contain escapes such as `\\n`"))
            }
        }
        deserializer.deserialize_str(NameVisitor)
    }
}

/// Words for people. Borrowed where the source has no escapes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

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
                f.write_str("a map in braces: { \"id\": … }")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData)).map(Self)
    }
}

/// A section kept as source text, parsed later and on its own.
#[derive(Debug, Clone, Copy)]
pub struct Raw<'a>(pub &'a str);

impl<'de: 'a, 'a> Deserialize<'de> for Raw<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|raw| Self(raw.get_ron()))
    }
}

/// A whole number as written, read later, so that a wrong one is reported at its exact place.
#[derive(Debug, Clone, Copy)]
pub struct Number<'a>(pub &'a str);

impl<'de: 'a, 'a> Deserialize<'de> for Number<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|raw| Self(raw.get_ron()))
    }
}

/// The fields of a struct as written, in file order, whatever they are called.
#[derive(Debug)]
pub struct Fields<'a>(pub Vec<(Name<'a>, Raw<'a>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Key<'a>(Name<'a>);
        impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct KeyVisitor;
                impl<'de> Visitor<'de> for KeyVisitor {
                    type Value = Name<'de>;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("the name of a field")
                    }
                    fn visit_borrowed_str<E: de::Error>(
                        self,
                        text: &'de str,
                    ) -> Result<Self::Value, E> {
                        Ok(Name(text))
                    }
                }
                deserializer.deserialize_identifier(KeyVisitor).map(Self)
            }
        }
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Vec<(Name<'de>, Raw<'de>)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a scenario: Scenario(format: 1, …)")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some((Key(name), raw)) = map.next_entry()? {
                    fields.push((name, raw));
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_struct("Scenario", &[], FieldsVisitor).map(Self)
    }
}

/// Where play goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goto<'a> {
    /// The endings are tried; in the reflection, the play is over.
    End,
    /// A scene.
    Scene(Name<'a>),
}
