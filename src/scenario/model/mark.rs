//! Marks: what a play notes as so or not so. The language has four words for them.

use super::{AgreementId, ChoiceId, FactId, FlagId, GuessId, Model, NodeId};
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

/// A flag.
#[derive(Debug)]
pub struct Flag {
    /// Its name; no author can write the name of one of the engine's own.
    pub id: Box<str>,
    /// Whose it is.
    pub owner: FlagOwner,
}

/// Whose a flag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagOwner {
    /// The author's, and where it is first set, which declares it; `None` in a file in which nothing sets it.
    Author(Option<NodeId>),
    /// The engine's: whether this choice was taken.
    Taken(ChoiceId),
    /// The engine's: whether this reaction fired.
    Fired(NodeId),
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
            MarkKind::Flag => &self.flags[at].id,
            MarkKind::Fact => &self.facts[at].id,
            MarkKind::Guess => &self.guesses[at].id,
            MarkKind::Agreement => &self.agreements[at].id,
        }
    }

    /// Whether an author named a mark; the engine keeps flags of its own.
    #[must_use]
    pub fn is_authored(&self, mark: Mark) -> bool {
        let owner = |at: usize| self.flags[at].owner;
        mark.kind != MarkKind::Flag || matches!(owner(mark.number.into()), FlagOwner::Author(_))
    }

    /// Where the file declares a mark: a flag, where it is first set, and one of the engine's own, what it
    /// is about.
    #[must_use]
    pub fn mark_node(&self, mark: Mark) -> Option<NodeId> {
        let at = usize::from(mark.number);
        match mark.kind {
            MarkKind::Flag => match self.flags[at].owner {
                FlagOwner::Author(node) => node,
                FlagOwner::Taken(choice) => Some(self.choices.get(choice.index())?.node),
                FlagOwner::Fired(reaction) => Some(reaction),
            },
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
