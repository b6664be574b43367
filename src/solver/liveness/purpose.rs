//! The purpose of an abstraction: which properties the quotient preserves.

/// Which properties the quotient preserves: what the states are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::solver) enum Purpose {
    /// Everything of the fully observable MDP: what is and what can be.
    States,
    /// The optimal policy of the POMDP: what the player can know; ends where the ending is fixed,
    /// since its value is then known.
    Belief,
    /// The same, and what the claims of lessons ask.
    Taught,
    /// The same, and what evidence counts.
    Rated,
    /// The best open-loop (conformant) policy: what somebody can know who attends to nothing but
    /// what is on offer.
    OpenLoop,
}

impl Purpose {
    /// Whether it is about what the player can know, from everything that is shown.
    pub(in crate::solver) fn looks(self) -> bool {
        matches!(self, Self::Belief | Self::Taught | Self::Rated)
    }

    /// Whether it matters what evidence counts.
    pub(in crate::solver) fn rates(self) -> bool {
        matches!(self, Self::States | Self::Rated)
    }

    /// Whether it matters what the claims of lessons ask.
    pub(in crate::solver) fn proves(self) -> bool {
        matches!(self, Self::Taught | Self::Rated)
    }
}
