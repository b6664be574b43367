//! The short forms: cases of which the first that holds counts, and words whose bracket holds any number.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess, Visitor},
};

use super::{Condition, Goto, List, Name, Placed, Text};

/// ChoiceWords whose bracket holds any number of values.
pub(in crate::scenario) const ANY_NUMBER: [&str; 5] = ["If", "When", "Is", "Any", "All"];

/// Forms that are written without a word of their own: the names of their variants are no words.
pub(in crate::scenario) const UNWRITTEN: [&str; 6] =
    ["Script", "Named", "Plain", "Short", "Full", "To"];

/// One of several cases.
#[derive(Debug)]
pub struct Case<'a, T> {
    /// When it is this one, if it is no earlier one.
    pub when: Placed<List<Condition<'a>>>,
    /// What then.
    pub then: T,
}

/// Cases, of which the first that holds counts: conditions and what then, by turns. What stands alone
/// at the end is for the rest.
#[derive(Debug)]
pub struct Cases<'a, T> {
    /// The cases; one at least.
    pub cases: Vec<Case<'a, T>>,
    /// Where none holds.
    pub otherwise: Option<T>,
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Cases<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CasesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for CasesVisitor<T> {
            type Value = Cases<'de, T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("conditions and what then, by turns")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut found = Cases { cases: Vec::new(), otherwise: None };
                while seq.size_hint() > Some(1) {
                    let (Some(when), Some(then)) = (seq.next_element()?, seq.next_element()?)
                    else {
                        break;
                    };
                    found.cases.push(Case { when, then });
                }
                if found.cases.is_empty() {
                    return Err(de::Error::custom(
                        "a condition comes first, and then what happens where it holds",
                    ));
                }
                found.otherwise = seq.next_element()?;
                Ok(found)
            }
        }
        deserializer.deserialize_seq(CasesVisitor(PhantomData))
    }
}

/// A hidden draw and values of it.
#[derive(Debug)]
pub struct DrawIs<'a> {
    /// The draw.
    pub draw: Name<'a>,
    /// The values, one of which it has.
    pub values: Vec<Name<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for DrawIs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut names = Vec::<Name<'a>>::deserialize(deserializer)?.into_iter();
        match (names.next(), names.len()) {
            (Some(draw), 1..) => Ok(Self { draw, values: names.collect() }),
            _ => Err(de::Error::custom("a hidden draw comes first, and then values of it")),
        }
    }
}

/// A way out: the same always, or the first that holds.
#[derive(Debug, Deserialize)]
pub enum Way<'a> {
    /// Always the same: written without a word of its own.
    To(#[serde(borrow)] Goto<'a>),
    /// The first that holds; the last stands alone.
    If(Cases<'a, Goto<'a>>),
}

/// The words of a choice: the same always, or the first that holds.
#[derive(Debug, Deserialize)]
pub enum ChoiceWords<'a> {
    /// Always the same: written as a text.
    Plain(#[serde(borrow)] Text<'a>),
    /// The first that holds; the last stands alone.
    If(Cases<'a, Text<'a>>),
}
