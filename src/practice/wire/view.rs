//! The view on the wire: what the player can see.

use serde::{Deserialize, Serialize};

use super::{
    moment::WireWhen,
    own::{maybe, text},
};
use crate::{
    coach::When,
    engine::{
        AgreementView, EndingView, MeterNumber, MeterView, Offer, OnStage, PersonView,
        PickOptionView, PickView, ReminderView, Said, Speaker, Standing, View,
    },
    scenario::{Channel, Mood, Place, Timer},
};

/// What was said since the last choice, and how things stand now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireView {
    /// What was said or shown since the last choice, in order.
    pub said: Vec<WireSaid>,
    /// How things stand.
    pub standing: WireStanding,
    /// What the player can do, in the order in which it is shown.
    pub offered: Vec<WireOffer>,
}

/// One thing said or shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireSaid {
    /// Who or what.
    pub who: WireSpeaker,
    /// The mood the speaker takes on with it.
    pub mood: Option<Mood>,
    /// The words; empty for a silent change of mood.
    pub text: String,
    /// Subject of an email, heading of a paper.
    pub heading: Option<String>,
}

/// Who or what speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum WireSpeaker {
    /// The narrator.
    Narrator,
    /// The player's inner voice.
    Thought,
    /// The player.
    You {
        /// On this channel.
        via: Channel,
    },
    /// A person aloud.
    Person {
        /// Who.
        person: WirePerson,
    },
    /// An email; from the player where there is nobody.
    Email {
        /// From whom.
        from: Option<WirePerson>,
    },
    /// A text message; from the player where there is nobody.
    Message {
        /// From whom.
        from: Option<WirePerson>,
    },
    /// A record, post or note.
    Paper,
    /// So many days passed.
    Days {
        /// How many.
        count: u16,
    },
}

/// A person by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WirePerson {
    /// Id of the cast.
    pub id: String,
    /// Full name.
    pub name: String,
}

/// How things stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireStanding {
    /// The scene's short name.
    pub scene_title: String,
    /// An act break that opens this scene.
    pub act: Option<String>,
    /// Where the player is.
    pub place: Place,
    /// Channel on which the scene plays.
    pub channel: Channel,
    /// Date and time.
    pub when: WireWhen,
    /// Who is on stage.
    pub people: Vec<WireOnStage>,
    /// The meters that are shown.
    pub meters: Vec<WireMeter>,
    /// "I saw".
    pub saw: Vec<String>,
    /// "I've told myself".
    pub told: Vec<String>,
    /// What stands agreed.
    pub agreements: Vec<WireAgreement>,
    /// Reminders in force.
    pub reminders: Vec<WireReminder>,
    /// The ending, once there is one.
    pub ending: Option<WireEnding>,
    /// Whether the play is over.
    pub finished: bool,
}

/// A person on stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireOnStage {
    /// Who.
    pub person: WirePerson,
    /// Job and company.
    pub role: String,
    /// Which drawing shows them.
    pub portrait: String,
    /// Where they are, if not with the player.
    pub place: Place,
    /// Their mood.
    pub mood: Mood,
    /// How harsh the picture in the player's head is, 0 to 100.
    pub imagined: Option<u8>,
}

/// A meter as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireMeter {
    /// Id.
    pub id: String,
    /// Label.
    pub label: String,
    /// The number, where it is shown.
    pub number: Option<WireNumber>,
    /// The band, where there are bands.
    pub band: Option<WireBand>,
}

/// A shown number with its bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireNumber {
    /// Value.
    pub value: i16,
    /// Least value.
    pub min: i16,
    /// Greatest value.
    pub max: i16,
}

/// A band of a meter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireBand {
    /// Its word.
    pub word: String,
    /// Its place, from 0.
    pub at: usize,
    /// How many there are.
    pub of: usize,
}

/// An agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireAgreement {
    /// What was agreed.
    pub label: String,
    /// With whom.
    pub with: String,
}

/// A reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireReminder {
    /// Words.
    pub text: String,
    /// Whether the line was crossed.
    pub crossed: bool,
}

/// An ending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireEnding {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What became of it.
    pub text: String,
    /// How good it is for the player's business, 0 to 100.
    pub value: i32,
}

/// Something the player can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireOffer {
    /// Id within the scene.
    pub id: String,
    /// What is said or done.
    pub text: String,
    /// The channel it uses.
    pub channel: Channel,
    /// Whom it contacts.
    pub to: Option<String>,
    /// A deadline or a hold; presentation only.
    pub timer: Option<Timer>,
    /// Seconds after which it fades in; presentation only.
    pub appears_after: u16,
    /// Options to mark, if it is a pick.
    pub pick: Option<WirePick>,
    /// Whether it is a sentence the learner commits to.
    pub commits: bool,
    /// Whether the learner may type the sentence.
    pub own_words: bool,
}

/// A pick: the answer's id is the ids of the marked options joined by `+`, or `none`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WirePick {
    /// Options in file order.
    pub options: Vec<WireOption>,
    /// Fewest to mark.
    pub at_least: u16,
    /// Most to mark.
    pub at_most: u16,
    /// Names of the columns, if it is a sorting.
    pub columns: Option<WireColumns>,
}

/// One option of a pick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireOption {
    /// Id.
    pub id: String,
    /// Words.
    pub text: String,
    /// A second line.
    pub detail: Option<String>,
}

/// Names of the columns of a sorting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireColumns {
    /// Of the marked options.
    pub marked: String,
    /// Of the others.
    pub unmarked: String,
}

impl From<&View> for WireView {
    fn from(view: &View) -> Self {
        let View { said, standing, offered } = view;
        Self {
            said: said.iter().map(Into::into).collect(),
            standing: standing.into(),
            offered: offered.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Said> for WireSaid {
    fn from(said: &Said) -> Self {
        let Said { who, mood, text: words, heading } = said;
        let who = match who {
            Speaker::Narrator => WireSpeaker::Narrator,
            Speaker::Thought => WireSpeaker::Thought,
            Speaker::Player(via) => WireSpeaker::You { via: *via },
            Speaker::Person(person) => WireSpeaker::Person { person: person.into() },
            Speaker::Email(from) => WireSpeaker::Email { from: from.as_ref().map(Into::into) },
            Speaker::Message(from) => WireSpeaker::Message { from: from.as_ref().map(Into::into) },
            Speaker::Paper => WireSpeaker::Paper,
            Speaker::Days(count) => WireSpeaker::Days { count: *count },
        };
        Self { who, mood: *mood, text: text(words), heading: maybe(heading.as_ref()) }
    }
}

impl From<&PersonView> for WirePerson {
    fn from(person: &PersonView) -> Self {
        let PersonView { id, name } = person;
        Self { id: text(id), name: text(name) }
    }
}

impl From<&Standing> for WireStanding {
    fn from(standing: &Standing) -> Self {
        let Standing {
            scene_title,
            act,
            place,
            channel,
            minute: _,
            day: _,
            people,
            meters,
            saw,
            told,
            agreements,
            reminders,
            ending,
            finished,
        } = standing;
        Self {
            scene_title: text(scene_title),
            act: maybe(act.as_ref()),
            place: *place,
            channel: *channel,
            when: (&When::now(standing)).into(),
            people: people.iter().map(Into::into).collect(),
            meters: meters.iter().map(Into::into).collect(),
            saw: saw.iter().map(text).collect(),
            told: told.iter().map(text).collect(),
            agreements: agreements
                .iter()
                .map(|AgreementView { label, with }| WireAgreement {
                    label: text(label),
                    with: text(with),
                })
                .collect(),
            reminders: reminders
                .iter()
                .map(|ReminderView { text: words, crossed }| WireReminder {
                    text: text(words),
                    crossed: *crossed,
                })
                .collect(),
            ending: ending.as_ref().map(Into::into),
            finished: *finished,
        }
    }
}

impl From<&OnStage> for WireOnStage {
    fn from(on_stage: &OnStage) -> Self {
        let OnStage { person, role, portrait, place, mood, imagined } = on_stage;
        Self {
            person: person.into(),
            role: text(role),
            portrait: text(portrait),
            place: *place,
            mood: *mood,
            imagined: *imagined,
        }
    }
}

impl From<&MeterView> for WireMeter {
    fn from(meter: &MeterView) -> Self {
        let MeterView { id, label, number, band } = meter;
        let number = number.map(|MeterNumber { value, min, max }| WireNumber { value, min, max });
        let band = band.as_ref();
        Self {
            id: text(id),
            label: text(label),
            number,
            band: band.map(|(word, at, of)| WireBand { word: text(word), at: *at, of: *of }),
        }
    }
}

impl From<&EndingView> for WireEnding {
    fn from(ending: &EndingView) -> Self {
        let EndingView { id, title, text: words, value } = ending;
        Self { id: text(id), title: text(title), text: text(words), value: *value }
    }
}

impl From<&Offer> for WireOffer {
    fn from(offer: &Offer) -> Self {
        let Offer { id, text: words, channel, to, timer, appears_after, pick, commits, own_words } =
            offer;
        Self {
            id: text(id),
            text: text(words),
            channel: *channel,
            to: maybe(to.as_ref()),
            timer: *timer,
            appears_after: *appears_after,
            pick: pick.as_ref().map(Into::into),
            commits: *commits,
            own_words: *own_words,
        }
    }
}

impl From<&PickView> for WirePick {
    fn from(pick: &PickView) -> Self {
        let PickView { options, at_least, at_most, columns } = pick;
        let option = |option: &PickOptionView| {
            let PickOptionView { id, text: words, detail } = option;
            WireOption { id: text(id), text: text(words), detail: maybe(detail.as_ref()) }
        };
        Self {
            options: options.iter().map(option).collect(),
            at_least: *at_least,
            at_most: *at_most,
            columns: columns.as_ref().map(|(marked, unmarked)| WireColumns {
                marked: text(marked),
                unmarked: text(unmarked),
            }),
        }
    }
}
