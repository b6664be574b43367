//! Lessons as written: what a scenario claims to teach.

use serde::Deserialize;

use super::{Condition, Either, List, Name, Number, Text};

/// A lesson.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson<'a> {
    /// Id, for reports.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// One sentence for the learner.
    pub text: Text<'a>,
    /// The competency to which it belongs.
    #[serde(default)]
    pub skill: Option<Name<'a>>,
    /// What must be true of this scenario if it teaches that; each claim is read on its own.
    pub claims: List<Claim<'a>>,
}

/// The values of a hidden draw under which a claim is proved: all of a draw's, or some of them.
pub type Within<'a> = Either<Name<'a>, (Name<'a>, Vec<Name<'a>>)>;

/// Something that the analysis can prove or refute.
///
/// Claims about choices have three options in common: `within` (it must hold in the plays of each
/// value of a hidden draw, taken apart: `"truth"`, or `("truth", ["swamped", "hurt"])` for some of
/// them), `when` (only while these conditions hold) and `always` (at every single decision, not only
/// on average).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Claim<'a> {
    /// Where both are on offer, each of these costs at least `by` less than each of those.
    Rather {
        /// What is better.
        #[serde(borrow)]
        these: Vec<Name<'a>>,
        /// What is worse.
        than: Vec<Name<'a>>,
        /// By how many points; 0 unless given, negative for "at most so many more".
        #[serde(default)]
        by: Option<Number<'a>>,
        /// In the plays of each value of a draw.
        #[serde(default)]
        within: Option<Within<'a>>,
        /// Only while these hold.
        #[serde(default)]
        when: List<Condition<'a>>,
        /// At every single decision.
        #[serde(default)]
        always: bool,
    },
    /// Where two of these are on offer, they cost the same to within so many points.
    Close {
        /// What lies close together.
        these: Vec<Name<'a>>,
        /// How close, in points.
        to: Number<'a>,
        /// In the plays of each value of a draw.
        #[serde(default)]
        within: Option<Within<'a>>,
        /// Only while these hold.
        #[serde(default)]
        when: List<Condition<'a>>,
        /// At every single decision.
        #[serde(default)]
        always: bool,
    },
    /// Each of these costs so much against the best choice on offer.
    Costs {
        /// What costs so much.
        these: Vec<Name<'a>>,
        /// Fewest points.
        #[serde(default)]
        at_least: Option<Number<'a>>,
        /// Most points.
        #[serde(default)]
        at_most: Option<Number<'a>>,
        /// In the plays of each value of a draw.
        #[serde(default)]
        within: Option<Within<'a>>,
        /// Only while these hold.
        #[serde(default)]
        when: List<Condition<'a>>,
        /// At every single decision.
        #[serde(default)]
        always: bool,
    },
    /// So many of these cost at most so much.
    Fits {
        /// Of what.
        these: Vec<Name<'a>>,
        /// How many at least; 1 unless given.
        #[serde(default)]
        count: Option<Number<'a>>,
        /// Most points.
        at_most: Number<'a>,
        /// In the plays of each value of a draw.
        #[serde(default)]
        within: Option<Within<'a>>,
        /// Only while these hold.
        #[serde(default)]
        when: List<Condition<'a>>,
        /// At every single decision.
        #[serde(default)]
        always: bool,
    },
    /// Each of these costs more under each condition than under the one before.
    Grows {
        /// What grows dearer.
        these: Vec<Name<'a>>,
        /// The conditions, in order.
        over: Vec<List<Condition<'a>>>,
        /// By more than so many points; 0 unless given.
        #[serde(default)]
        by: Option<Number<'a>>,
        /// In the plays of each value of a draw.
        #[serde(default)]
        within: Option<Within<'a>>,
        /// Only while these hold.
        #[serde(default)]
        when: List<Condition<'a>>,
    },
    /// Each of these shows more of the skills that it is rated for than each of those.
    Rated {
        /// What shows more.
        these: Vec<Name<'a>>,
        /// What shows less.
        than: Vec<Name<'a>>,
    },
    /// What the value of these endings can be.
    Worth {
        /// The endings.
        ending: Vec<Name<'a>>,
        /// Every value of theirs is less than every value of these.
        #[serde(default)]
        below: Vec<Name<'a>>,
        /// Least value.
        #[serde(default)]
        at_least: Option<Number<'a>>,
        /// Greatest value.
        #[serde(default)]
        at_most: Option<Number<'a>>,
    },
}
