//! Lessons: what a scenario claims to teach, so that the analysis can prove it.

use super::{ChoiceId, Condition, DrawId, EndingId, NodeId, SkillId};

/// A lesson that a scenario claims to teach.
#[derive(Debug)]
pub struct Lesson {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: Box<str>,
    /// One sentence for the learner.
    pub text: Box<str>,
    /// The competency to which it belongs.
    pub skill: Option<SkillId>,
    /// What must be true of the scenario if it teaches that.
    pub claims: Box<[Claim]>,
    /// Where the claims stand, in the same order.
    pub claim_nodes: Box<[NodeId]>,
}

/// A claim that the analysis can prove or refute.
///
/// What a choice costs is its regret given what the player could know, as in the debrief.
#[derive(Debug)]
pub enum Claim {
    /// Where both are on offer, each of these costs at least `by` less than each of those.
    Rather {
        /// What is better.
        these: Box<[ChoiceId]>,
        /// What is worse.
        than: Box<[ChoiceId]>,
        /// By how many points; negative: costs at most so many more.
        by: i32,
        /// Where it holds.
        scope: Scope,
    },
    /// Where two of these are on offer, they cost the same to within so many points.
    Close {
        /// What lies close together.
        these: Box<[ChoiceId]>,
        /// How close, in points.
        to: i32,
        /// Where it holds.
        scope: Scope,
    },
    /// Each of these costs so much, where something else is on offer too.
    Costs {
        /// What costs so much.
        these: Box<[ChoiceId]>,
        /// Fewest points.
        at_least: Option<i32>,
        /// Most points.
        at_most: Option<i32>,
        /// Where it holds.
        scope: Scope,
    },
    /// So many of these cost at most so much.
    Fits {
        /// Of what.
        these: Box<[ChoiceId]>,
        /// How many at least.
        count: usize,
        /// Most points.
        at_most: i32,
        /// Where it holds.
        scope: Scope,
    },
    /// Each of these costs more under each condition than under the one before.
    Grows {
        /// What grows dearer.
        these: Box<[ChoiceId]>,
        /// The conditions, two at least, in order.
        over: Box<[Condition]>,
        /// By more than so many points.
        by: i32,
        /// Where it holds.
        scope: Scope,
    },
    /// Each of these is rated higher than each of those: see [`Choice::rated`](super::Choice::rated).
    Rated {
        /// What shows more.
        these: Box<[ChoiceId]>,
        /// What shows less.
        than: Box<[ChoiceId]>,
    },
    /// What the value of these endings can be.
    Worth {
        /// The endings.
        these: Box<[EndingId]>,
        /// Every value of theirs is less than every value of these.
        below: Box<[EndingId]>,
        /// Least value.
        at_least: Option<i32>,
        /// Greatest value.
        at_most: Option<i32>,
    },
}

impl Claim {
    /// Where it holds; `None` for a claim that is not about what choices cost.
    #[must_use]
    pub fn scope(&self) -> Option<&Scope> {
        match self {
            Self::Rather { scope, .. }
            | Self::Close { scope, .. }
            | Self::Costs { scope, .. }
            | Self::Fits { scope, .. }
            | Self::Grows { scope, .. } => Some(scope),
            Self::Rated { .. } | Self::Worth { .. } => None,
        }
    }

    /// The conditions that it asks: of its scope, then those that it goes through.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let over = if let Self::Grows { over, .. } = self { &**over } else { &[] };
        self.scope().map(|scope| &scope.when).into_iter().chain(over)
    }
}

/// The plays, states and decisions in which a claim about choices holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// In the plays of each of these truths, taken apart.
    pub within: Option<Within>,
    /// Only while this holds.
    pub when: Condition,
    /// At every single decision, not only on average over them.
    pub always: bool,
}

/// Values of a hidden draw, in whose plays a claim holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// The draw.
    pub draw: DrawId,
    /// The values, ascending.
    pub values: Box<[u8]>,
    /// Whether these were singled out by the author: the claim then says nothing of other plays.
    pub singled_out: bool,
}
