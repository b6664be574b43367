//! Where what rules speak of stands.

use crate::{scenario::NodeId, text::Span};

/// Where the things that rules point at stand in the source.
pub(in crate::scenario) struct SourcePlaces<'p> {
    /// Where the first scene is named.
    pub start: Span,
    /// Where the length of a play stands.
    pub minutes: Span,
    /// Where the name of a piece of content stands.
    pub head: &'p dyn Fn(NodeId) -> Span,
    /// Where a phrase of the glossary stands.
    pub phrase: &'p dyn Fn(&str) -> Span,
    /// Where words stand within a piece of content, or its name where they cannot be found.
    pub text: &'p dyn Fn(NodeId, &str) -> Span,
}
