//! What the player can see: the one definition for screens, terminal, phones and solver.

use std::sync::Arc;

use crate::{
    scenario::{Channel, Mood, Place, Timer},
    text::SharedStr,
};

/// What was said since the last choice, and how things stand now.
///
/// Never in it: intent, temptation, evidence, coaching notes, what lies beneath.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct View {
    /// What was said or shown since the last choice, in order.
    pub said: Arc<[Said]>,
    /// How things stand.
    pub standing: Standing,
    /// What the player can do, in the order in which it is shown; empty when the play is over.
    pub offered: Vec<Offer>,
}

/// How things stand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Standing {
    /// The scene's short name.
    pub scene_title: SharedStr,
    /// An act break that opens this scene, on the first visit.
    pub act: Option<SharedStr>,
    /// Where the player is.
    pub place: Place,
    /// Channel on which the scene plays.
    pub channel: Channel,
    /// Time of day in minutes after midnight.
    pub minute: Option<u16>,
    /// The day.
    pub day: DayView,
    /// Who is on stage.
    pub people: Arc<[OnStage]>,
    /// The meters that are shown here.
    pub meters: Arc<[MeterView]>,
    /// "I saw": facts, in file order.
    pub saw: Arc<[SharedStr]>,
    /// "I've told myself": guesses held, in file order.
    pub told: Arc<[SharedStr]>,
    /// What stands agreed.
    pub agreements: Arc<[AgreementView]>,
    /// Reminders in force.
    pub reminders: Arc<[ReminderView]>,
    /// The ending, once there is one.
    pub ending: Option<EndingView>,
    /// Whether the play is over.
    pub finished: bool,
}

/// A day of the play.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DayView {
    /// Days since the play began.
    pub number: u16,
    /// Date without year, where the scenario has a calendar; none after the ending.
    pub date: Option<DateView>,
}

impl DayView {
    /// The day as people count, wherever it is shown: a play begins on day 1.
    #[must_use]
    pub fn counted(&self) -> u32 {
        u32::from(self.number) + 1
    }
}

/// A date on the calendar, without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateView {
    /// Name of the weekday: "Tuesday".
    pub weekday: &'static str,
    /// Day of the month, 1 to 31.
    pub day: i8,
    /// Name of the month: "May".
    pub month: &'static str,
}

/// One thing said or shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Said {
    /// Who or what.
    pub who: Speaker,
    /// The mood the speaker takes on with it.
    pub mood: Option<Mood>,
    /// The words; empty for a silent change of mood.
    pub text: SharedStr,
    /// Subject of an email, heading of a paper.
    pub heading: Option<SharedStr>,
}

/// Who or what speaks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// The narrator.
    Narrator,
    /// The player's inner voice.
    Thought,
    /// The player aloud, or doing something.
    Player(Channel),
    /// A person aloud.
    Person(PersonView),
    /// An email; from the player where there is nobody.
    Email(Option<PersonView>),
    /// A text message; from the player where there is nobody.
    Message(Option<PersonView>),
    /// A record, post or note.
    Paper,
    /// So many days passed.
    Days(u16),
}

/// A person by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PersonView {
    /// Id of the cast.
    pub id: SharedStr,
    /// Full name.
    pub name: SharedStr,
}

/// A person on stage.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OnStage {
    /// Who.
    pub person: PersonView,
    /// Job and company.
    pub role: SharedStr,
    /// Which drawing shows them.
    pub portrait: SharedStr,
    /// Where they are, if not with the player.
    pub place: Place,
    /// Their mood.
    pub mood: Mood,
    /// On a call, before the truth is out: how harsh the picture in the player's head is, 0 to 100.
    pub imagined: Option<u8>,
}

/// A meter as shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MeterView {
    /// Id.
    pub id: SharedStr,
    /// Label.
    pub label: SharedStr,
    /// The number with its bounds, where the number is shown.
    pub number: Option<MeterNumber>,
    /// The band: its word, its place from 0, and how many there are.
    pub band: Option<(SharedStr, usize, usize)>,
}

/// A shown number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MeterNumber {
    /// Value.
    pub value: i16,
    /// Least value.
    pub min: i16,
    /// Greatest value.
    pub max: i16,
}

/// An agreement.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AgreementView {
    /// What was agreed.
    pub label: SharedStr,
    /// With whom.
    pub with: SharedStr,
}

/// A reminder.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReminderView {
    /// Words.
    pub text: SharedStr,
    /// Whether the line was crossed.
    pub crossed: bool,
}

/// An ending.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EndingView {
    /// Id.
    pub id: SharedStr,
    /// Title.
    pub title: SharedStr,
    /// What became of it.
    pub text: SharedStr,
    /// How good it is for the player's business, 0 to 100.
    pub value: i32,
}

/// Something the player can do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Offer {
    /// Id within the scene.
    pub id: SharedStr,
    /// What is said or done.
    pub text: SharedStr,
    /// The channel it uses.
    pub channel: Channel,
    /// Whom it contacts.
    pub to: Option<SharedStr>,
    /// A deadline or a hold; presentation only.
    pub timer: Option<Timer>,
    /// Seconds after which it fades in; presentation only.
    pub appears_after: u16,
    /// Options to mark, if it is a pick; the answer's id is their ids joined by `+`, or `none`.
    pub pick: Option<PickView>,
    /// Whether it is a sentence the learner commits to.
    pub commits: bool,
    /// Whether the learner may type the sentence.
    pub own_words: bool,
}

/// A pick as shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PickView {
    /// Options in file order: id, words, second line.
    pub options: Vec<PickOptionView>,
    /// Fewest to mark.
    pub at_least: u16,
    /// Most to mark.
    pub at_most: u16,
    /// Names of the marked and the unmarked column, if it is a sorting.
    pub columns: Option<(SharedStr, SharedStr)>,
}

/// One option of a pick.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PickOptionView {
    /// Id.
    pub id: SharedStr,
    /// Words.
    pub text: SharedStr,
    /// A second line.
    pub detail: Option<SharedStr>,
}
