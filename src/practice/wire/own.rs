//! Texts of one's own.

use std::ops::Deref;

/// A text of its own, however the other side holds it.
pub(super) fn text(held: &impl Deref<Target = str>) -> String {
    String::from(&**held)
}

/// The same of a text that may not be there.
pub(super) fn maybe(held: Option<&impl Deref<Target = str>>) -> Option<String> {
    held.map(text)
}
