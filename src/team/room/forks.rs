//! The fork map: every line that the room has played, as a tree of choices (history tree).

use serde::{Deserialize, Serialize};

use super::setup::BranchRule;

/// The number of a place in the fork map, from 0: the opening.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ForkNodeId(pub u32);

/// A place in the fork map: what was chosen last, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForkNode {
    /// Where it was chosen; none of the opening.
    pub from: Option<ForkNodeId>,
    /// Id of the choice as offered; empty of the opening.
    pub choice: String,
    /// How it came to be chosen; none of the opening.
    pub by: Option<BranchRule>,
}

/// All lines that were played, and where the room is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForkMap {
    nodes: Vec<ForkNode>,
    here: ForkNodeId,
}

impl Default for ForkMap {
    fn default() -> Self {
        let opening = ForkNode { from: None, choice: String::new(), by: None };
        Self { nodes: vec![opening], here: ForkNodeId(0) }
    }
}

impl ForkMap {
    /// Where the room is.
    #[must_use]
    pub fn here(&self) -> ForkNodeId {
        self.here
    }

    /// Every place, in the order in which the room first came there.
    #[must_use]
    pub fn nodes(&self) -> &[ForkNode] {
        &self.nodes
    }

    /// The place of that number.
    #[must_use]
    pub fn get(&self, id: ForkNodeId) -> Option<&ForkNode> {
        self.nodes.get(usize::try_from(id.0).ok()?)
    }

    /// The choices that lead to a place, from the opening on.
    #[must_use]
    pub fn line_to(&self, id: ForkNodeId) -> Vec<String> {
        let mut line = Vec::new();
        let mut at = self.get(id);
        while let Some(ForkNode { from: Some(from), choice, .. }) = at {
            line.push(choice.clone());
            at = self.get(*from);
        }
        line.reverse();
        line
    }

    /// What was chosen at a place before, in order.
    pub fn taken_at(&self, id: ForkNodeId) -> impl Iterator<Item = &ForkNode> {
        self.nodes.iter().filter(move |node| node.from == Some(id))
    }

    /// Goes on from here by a choice: to the place where that led before, or a new one.
    pub(super) fn take(&mut self, choice: &str, by: BranchRule) {
        let known = self
            .nodes
            .iter()
            .position(|node| node.from == Some(self.here) && node.choice == choice);
        let at = known.unwrap_or(self.nodes.len());
        if known.is_none() {
            self.nodes.push(ForkNode {
                from: Some(self.here),
                choice: choice.to_owned(),
                by: Some(by),
            });
        }
        // A room has fewer places than a number of 32 bits counts: each is an event of its own.
        self.here = ForkNodeId(u32::try_from(at).unwrap_or(u32::MAX));
    }

    /// Goes back to a place.
    pub(super) fn go_to(&mut self, id: ForkNodeId) {
        if self.get(id).is_some() {
            self.here = id;
        }
    }
}
