//! The short forms: what is written without a word, what holds any number, ways out and words that depend.

use serde::Deserialize;

use super::{Cases, Goto, Text};

/// Words whose bracket holds any number of values.
pub(in crate::scenario) const ANY_NUMBER: [&str; 5] = ["If", "When", "Is", "Any", "All"];

/// Forms that are written without a word of their own: the names of their variants are no words.
pub(in crate::scenario) const UNWRITTEN: [&str; 6] =
    ["Script", "Named", "Plain", "Short", "Full", "To"];

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
