//! Coverage items: what a play may come to, piece by piece.

use crate::scenario::NodeId;

/// An item of coverage: something that a play may come to, by its place in the source map.
///
/// The variant says what becomes of the piece, since some stand at one place: the only outcome of a choice,
/// and its last wording, are written in the choice itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A scene is entered.
    Scene(NodeId),
    /// A choice is on offer.
    Choice(NodeId),
    /// An outcome of a choice applies.
    Outcome(NodeId),
    /// A wording of a choice is shown.
    Wording(NodeId),
    /// Evidence of a choice counts.
    Evidence(NodeId),
    /// A reaction fires.
    Reaction(NodeId),
    /// An ending is fixed.
    Ending(NodeId),
    /// A line is said. What stands under `*` is a line for each value, told apart by its number.
    Line(NodeId, u32),
    /// A conditional part of effects applies: a `When`, or a case of a `By`, told apart by the first of the
    /// values that it is for.
    Effect(NodeId, u8),
}

impl Item {
    /// Its place in the source map.
    #[must_use]
    pub fn node(self) -> NodeId {
        match self {
            Self::Scene(node)
            | Self::Choice(node)
            | Self::Outcome(node)
            | Self::Wording(node)
            | Self::Evidence(node)
            | Self::Reaction(node)
            | Self::Ending(node)
            | Self::Line(node, _)
            | Self::Effect(node, _) => node,
        }
    }
}
