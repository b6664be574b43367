//! Where what rules speak of stands.

use crate::{scenario::NodeId, text::Span};

/// Where the things that rules point at stand in the source.
pub(in crate::scenario) struct SourcePlaces<'p> {
    /// Where the first scene is named.
    pub start: Span,
    /// Where the name of a piece of content stands.
    pub head: &'p dyn Fn(NodeId) -> Span,
}
