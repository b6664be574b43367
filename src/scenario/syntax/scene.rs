//! Scenes and choices as written.

use serde::Deserialize;

use super::{
    ChoiceWords, Condition, Effect, Entries, EvidenceEntry, Goto, Lenient, Line, List, Name,
    Number, Text, Way,
};
use crate::scenario::vocabulary::{Channel, Habit, Place, Timer};

/// A scene.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scene<'a> {
    /// Short name for charts and the record: "Marcus".
    #[serde(borrow, default)]
    pub title: Lenient<Text<'a>>,
    /// An act break before this scene: "Part two: the call".
    #[serde(default)]
    pub act: Lenient<Text<'a>>,
    /// Where the player is.
    #[serde(default)]
    pub place: Lenient<Place>,
    /// Time of day, as `16:40`.
    #[serde(default)]
    pub time: Lenient<Name<'a>>,
    /// Channel on which the scene plays.
    #[serde(default)]
    pub via: Lenient<Channel>,
    /// Who is on stage.
    #[serde(default)]
    pub with: Lenient<Vec<Name<'a>>>,
    /// Whom its choices address, on the channel of the scene, where they say neither.
    #[serde(default)]
    pub to: Lenient<Vec<Name<'a>>>,
    /// Where its choices lead, where they do not say.
    #[serde(default)]
    pub goto: Lenient<Way<'a>>,
    /// What is said on entering.
    #[serde(default)]
    pub lines: Lenient<List<Line<'a>>>,
    /// Choices stay in file order instead of being shuffled.
    #[serde(default)]
    pub pinned: Lenient<bool>,
    /// What the player can do.
    #[serde(default)]
    pub choices: Lenient<List<Choice<'a>>>,
    /// Instead of choices: one "Go on" to this scene.
    #[serde(default)]
    pub then: Lenient<Way<'a>>,
}

/// Another wording of a choice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextVariant<'a> {
    /// When it is used.
    #[serde(borrow)]
    pub when: List<Condition<'a>>,
    /// The wording.
    pub text: Text<'a>,
}

/// Something the player can do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice<'a> {
    /// Id, unique within the scene.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// What is said or done.
    pub text: ChoiceWords<'a>,
    /// Other wordings; the first whose condition holds is used.
    #[serde(default)]
    pub texts: List<TextVariant<'a>>,
    /// When it is on offer.
    #[serde(default)]
    pub when: List<Condition<'a>>,
    /// On offer until taken.
    #[serde(default)]
    pub once: bool,
    /// The channel it uses, if it contacts somebody.
    #[serde(default)]
    pub via: Lenient<Channel>,
    /// Whom it contacts.
    #[serde(default)]
    pub to: Lenient<Vec<Name<'a>>>,
    /// Working days that pass.
    #[serde(default)]
    pub takes: Option<Number<'a>>,
    /// What the player means by it; for authors and the debrief.
    #[serde(default)]
    pub intent: Option<Text<'a>>,
    /// Why it tempts; for authors and the debrief.
    #[serde(default)]
    pub tempting_because: Option<Text<'a>>,
    /// Habits that it feeds, for bots.
    #[serde(default)]
    pub habit: Vec<Habit>,
    /// Presentation only: a deadline or a hold.
    #[serde(default)]
    pub timer: Option<Timer>,
    /// Presentation only: seconds after which it fades in.
    #[serde(default)]
    pub appears_after: Option<Number<'a>>,
    /// The sentence that this choice commits the learner to.
    #[serde(default)]
    pub commitment: Option<Text<'a>>,
    /// The learner may type the sentence in their own words.
    #[serde(default)]
    pub own_words: bool,
    /// A set of options to mark, answered in one step.
    #[serde(default)]
    pub pick: Option<Pick<'a>>,
    /// What it does, before its outcome is selected.
    #[serde(default)]
    pub effects: List<Effect<'a>>,
    /// What it shows of the learner's skill.
    #[serde(default)]
    pub evidence: List<EvidenceEntry<'a>>,
    /// Coaching note, for the debrief.
    #[serde(default)]
    pub note: Option<Text<'a>>,
    /// What the other person thought, by value of the draw named in `beneath`; `*` for the rest.
    #[serde(default)]
    pub beneath: Entries<'a, Text<'a>>,
    /// What is said first, whatever comes of it.
    #[serde(default)]
    pub lines: List<Line<'a>>,
    /// Where play goes, unless the outcome says otherwise.
    #[serde(default)]
    pub goto: Option<Way<'a>>,
    /// What can come of it; the first whose condition holds applies, the last has none.
    #[serde(default)]
    pub outcomes: List<Outcome<'a>>,
}

/// A set of options to mark.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pick<'a> {
    /// The options; an answer's id is its options' ids joined by `+`.
    #[serde(borrow)]
    pub options: List<PickOption<'a>>,
    /// Fewest to mark.
    #[serde(default)]
    pub at_least: Option<Number<'a>>,
    /// Most to mark; all unless given.
    #[serde(default)]
    pub at_most: Option<Number<'a>>,
    /// Sort into two columns instead of marking: names of the marked and the unmarked column.
    #[serde(default)]
    pub columns: Option<(Text<'a>, Text<'a>)>,
}

/// One option of a pick.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickOption<'a> {
    /// Id.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// Its words.
    pub text: Text<'a>,
    /// A second line in smaller type.
    #[serde(default)]
    pub detail: Option<Text<'a>>,
    /// What marking it does.
    #[serde(default)]
    pub effects: List<Effect<'a>>,
    /// What leaving it unmarked does.
    #[serde(default)]
    pub otherwise: List<Effect<'a>>,
}

/// What can come of a choice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome<'a> {
    /// When it applies, read after the choice's effects.
    #[serde(borrow, default)]
    pub when: List<Condition<'a>>,
    /// Days that pass, instead of the choice's.
    #[serde(default)]
    pub takes: Option<Number<'a>>,
    /// What it does.
    #[serde(default)]
    pub effects: List<Effect<'a>>,
    /// What is said.
    #[serde(default)]
    pub lines: List<Line<'a>>,
    /// Chance: one branch is drawn by weight.
    #[serde(default)]
    pub chance: List<Branch<'a>>,
    /// Where play goes, unless the branch says otherwise.
    #[serde(default)]
    pub goto: Option<Way<'a>>,
}

/// One branch of chance.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch<'a> {
    /// Positive weight.
    #[serde(borrow)]
    pub weight: Number<'a>,
    /// The event in words, for the debrief: "Marcus happened to mention the badge".
    #[serde(default)]
    pub event: Option<Text<'a>>,
    /// Days that pass, instead of the outcome's.
    #[serde(default)]
    pub takes: Option<Number<'a>>,
    /// What it does, after the outcome's effects.
    #[serde(default)]
    pub effects: List<Effect<'a>>,
    /// What is said, after the outcome's lines.
    #[serde(default)]
    pub lines: List<Line<'a>>,
    /// Where play goes, instead of the outcome's.
    #[serde(default)]
    pub goto: Option<Goto<'a>>,
}
