//! Marks: what a play notes as so or not so. The language has four words for them.

use super::{AgreementId, FactId, FlagId, GuessId, Model, NodeId};
use crate::text::SharedStr;

/// A boolean state variable: a flag, a fact, a guess or an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// What the language calls it.
    pub kind: MarkKind,
    /// Its number among those of its kind.
    pub number: u16,
}

/// What the language calls a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// Set and cleared; the player never sees it.
    Flag,
    /// Learned for certain; it stands on screen.
    Fact,
    /// What the player tells themselves; it stands on screen.
    Guess,
    /// Made and broken with somebody; it stands on screen.
    Agreement,
}

impl MarkKind {
    /// Every kind, in the order in which states hold them.
    pub const ALL: [Self; 4] = [Self::Flag, Self::Fact, Self::Guess, Self::Agreement];
}

macro_rules! marks {
    ($($id:ident is $kind:ident,)*) => {$(
        impl From<$id> for Mark {
            fn from(id: $id) -> Self {
                Self { kind: MarkKind::$kind, number: id.0 }
            }
        }
    )*};
}

marks! {
    FlagId is Flag,
    FactId is Fact,
    GuessId is Guess,
    AgreementId is Agreement,
}

impl Model {
    /// How many marks of a kind there are.
    #[must_use]
    pub fn mark_count(&self, kind: MarkKind) -> usize {
        match kind {
            MarkKind::Flag => self.flags.len(),
            MarkKind::Fact => self.facts.len(),
            MarkKind::Guess => self.guesses.len(),
            MarkKind::Agreement => self.agreements.len(),
        }
    }

    /// The marks of a kind, in file order.
    #[must_use]
    pub fn marks(&self, kind: MarkKind) -> impl ExactSizeIterator<Item = Mark> + use<> {
        let count = u16::try_from(self.mark_count(kind)).unwrap_or(u16::MAX);
        (0..count).map(move |number| Mark { kind, number })
    }

    /// The id of a mark.
    #[must_use]
    pub fn mark_id(&self, mark: Mark) -> &str {
        let at = usize::from(mark.number);
        match mark.kind {
            MarkKind::Flag => &self.flags[at],
            MarkKind::Fact => &self.facts[at].id,
            MarkKind::Guess => &self.guesses[at].id,
            MarkKind::Agreement => &self.agreements[at].id,
        }
    }

    /// Where the file declares a mark; `None` for flags, which are made by being named.
    #[must_use]
    pub fn mark_node(&self, mark: Mark) -> Option<NodeId> {
        let at = usize::from(mark.number);
        match mark.kind {
            MarkKind::Flag => None,
            MarkKind::Fact => Some(self.facts[at].node),
            MarkKind::Guess => Some(self.guesses[at].node),
            MarkKind::Agreement => Some(self.agreements[at].node),
        }
    }

    /// What stands on screen while a mark holds: its words, and with whom it was agreed; `None` where
    /// nothing does.
    #[must_use]
    pub fn mark_words(&self, mark: Mark) -> Option<(&str, &str)> {
        let (words, with) = self.mark_shared(mark)?;
        Some((words, with.map_or("", SharedStr::as_str)))
    }

    /// The same as strings that whoever shows them may hold too.
    #[must_use]
    pub fn mark_shared(&self, mark: Mark) -> Option<(&SharedStr, Option<&SharedStr>)> {
        let at = usize::from(mark.number);
        match mark.kind {
            MarkKind::Flag => None,
            MarkKind::Fact => Some((&self.facts[at].text, None)),
            MarkKind::Guess => Some((&self.guesses[at].text, None)),
            MarkKind::Agreement => {
                let agreement = &self.agreements[at];
                Some((&agreement.label, Some(&self.person(agreement.with).name)))
            }
        }
    }
}
