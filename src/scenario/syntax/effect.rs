//! Conditions, effects, lines and evidence as written, and cases of which the first that holds counts.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess, Visitor},
};

use super::{Entries, List, Name, Number, Placed, Text};
use crate::scenario::vocabulary::Mood;

/// A condition. A list of conditions means that all hold.
#[derive(Debug, Deserialize)]
pub enum Condition<'a> {
    /// A condition of `conditions`: written as its name, without a word of its own.
    Named(#[serde(borrow)] Name<'a>),
    /// A hidden draw has this value, or one of these.
    Is(DrawIs<'a>),
    /// A flag is set.
    Has(Name<'a>),
    /// A fact was learned.
    Knows(Name<'a>),
    /// A guess is held.
    Told(Name<'a>),
    /// An agreement stands.
    Agreed(Name<'a>),
    /// At least this many agreements stand.
    AgreementsAtLeast(Number<'a>),
    /// A meter is at least this.
    AtLeast(Name<'a>, Number<'a>),
    /// A meter is below this.
    Below(Name<'a>, Number<'a>),
    /// So many days have passed since play began, or more.
    DaysPassed(Number<'a>),
    /// Fewer days than this have passed since play began.
    WithinDays(Number<'a>),
    /// The day, counted from 0, is at least this: `DaysPassed`.
    DayAtLeast(Number<'a>),
    /// The day, counted from 0, is before this: `WithinDays`.
    DayBelow(Number<'a>),
    /// A scene was entered at least once.
    Visited(Name<'a>),
    /// A scene was entered at least this often.
    VisitsAtLeast(Name<'a>, Number<'a>),
    /// A choice was taken: `"choice"`, or `"scene/choice"` where the id is not unique.
    Took(Name<'a>),
    /// Within a pick: this option is marked in the answer being given.
    Picked(Name<'a>),
    /// The play ended this way (reflection only).
    Ended(Name<'a>),
    /// Not this.
    Not(Box<Placed<Condition<'a>>>),
    /// At least one of these.
    Any(List<Condition<'a>>),
    /// All of these.
    All(List<Condition<'a>>),
}

/// A change of state.
#[derive(Debug, Deserialize)]
pub enum Effect<'a> {
    /// Add to a meter, within its bounds.
    Add(#[serde(borrow)] Name<'a>, Number<'a>),
    /// Put a meter to a value, within its bounds.
    Put(Name<'a>, Number<'a>),
    /// Set a flag.
    Set(Name<'a>),
    /// Clear a flag.
    Clear(Name<'a>),
    /// Learn a fact.
    Learn(Name<'a>),
    /// Hold a guess.
    Tell(Name<'a>),
    /// Let go of a guess.
    Drop(Name<'a>),
    /// Make an agreement.
    Agree(Name<'a>),
    /// Break an agreement.
    Break(Name<'a>),
    /// Let this many further days pass.
    Pass(Number<'a>),
    /// The first case whose conditions hold; what stands alone at the end is for the rest.
    If(Cases<'a, List<Effect<'a>>>),
    /// The same as `If`.
    When(Cases<'a, List<Effect<'a>>>),
    /// Add to a meter by the value of a hidden draw; `*` for the rest.
    AddBy(Name<'a>, Name<'a>, Entries<'a, Number<'a>>),
    /// By the value of a hidden draw; `*` for the rest.
    By(Name<'a>, Entries<'a, List<Effect<'a>>>),
}

/// Something said or shown.
#[derive(Debug, Deserialize)]
pub enum Line<'a> {
    /// A text: whose words they are stands before a colon (`helen tired: …`), or else the narrator says them.
    #[serde(borrow)]
    Script(Text<'a>),
    /// The narrator.
    Narrate(Text<'a>),
    /// The player's inner voice.
    Think(Text<'a>),
    /// The player aloud.
    You(Text<'a>),
    /// Somebody speaks.
    Say(Name<'a>, Text<'a>),
    /// Somebody speaks, and their mood changes.
    SayAs(Name<'a>, Mood, Text<'a>),
    /// Somebody's mood changes without a word.
    Feel(Name<'a>, Mood),
    /// An email, as it looks in the inbox.
    Email {
        /// Sender: a cast id, or `you`.
        from: Name<'a>,
        /// Subject line.
        subject: Text<'a>,
        /// Body; blank lines make paragraphs.
        text: Text<'a>,
    },
    /// A text message.
    Message {
        /// Sender: a cast id, or `you`.
        from: Name<'a>,
        /// Body.
        text: Text<'a>,
    },
    /// A record, post or note on screen or paper.
    Paper {
        /// Heading.
        title: Text<'a>,
        /// Body.
        text: Text<'a>,
    },
    /// The lines of `passages` that have this name.
    Passage(Name<'a>),
    /// The first case whose conditions hold; what stands alone at the end is for the rest.
    If(Cases<'a, List<Line<'a>>>),
    /// The first list if all of these hold, else the second.
    IfElse(List<Condition<'a>>, List<Line<'a>>, List<Line<'a>>),
    /// By the value of a hidden draw; `*` for the rest.
    By(Name<'a>, Entries<'a, List<Line<'a>>>),
}

/// What a choice shows of the learner's skill, in one of its forms.
#[derive(Debug, Deserialize)]
pub enum EvidenceEntry<'a> {
    /// In one line: `"channel 3: You used your voice."`; or the name of a scale.
    Short(#[serde(borrow)] Text<'a>),
    /// Field by field.
    Full(Evidence<'a>),
    /// The first case whose conditions hold; what stands alone at the end is for the rest.
    If(Cases<'a, List<EvidenceEntry<'a>>>),
}

/// What a choice shows of the learner's skill, field by field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence<'a> {
    /// Competency.
    #[serde(borrow)]
    pub skill: Name<'a>,
    /// Level, 1 to 4.
    pub level: Number<'a>,
    /// Why, in plain words; quoted in the debrief.
    pub why: Text<'a>,
    /// Counts only if this held before the choice; never on a hidden draw.
    #[serde(default)]
    pub when: List<Condition<'a>>,
}

/// How a meter is shown.
#[derive(Debug, Default, Deserialize)]
pub enum Reading<'a> {
    /// Not at all.
    #[default]
    Never,
    /// As a bar with its number.
    Exact,
    /// As words: each from its value upwards.
    #[serde(borrow)]
    Bands(Vec<(Number<'a>, Text<'a>)>),
    /// As a bar with its number and words.
    Both(Vec<(Number<'a>, Text<'a>)>),
}

/// One of several cases.
#[derive(Debug)]
pub struct Case<'a, T> {
    /// When it is this one, if it is no earlier one.
    pub when: Placed<List<Condition<'a>>>,
    /// What then.
    pub then: T,
}

/// Cases, of which the first that holds counts: conditions and what then, by turns. What stands alone
/// at the end is for the rest.
#[derive(Debug)]
pub struct Cases<'a, T> {
    /// The cases; one at least.
    pub cases: Vec<Case<'a, T>>,
    /// Where none holds.
    pub otherwise: Option<T>,
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Cases<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CasesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for CasesVisitor<T> {
            type Value = Cases<'de, T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("conditions and what then, by turns")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut found = Cases { cases: Vec::new(), otherwise: None };
                while seq.size_hint() > Some(1) {
                    let (Some(when), Some(then)) = (seq.next_element()?, seq.next_element()?)
                    else {
                        break;
                    };
                    found.cases.push(Case { when, then });
                }
                if found.cases.is_empty() {
                    return Err(de::Error::custom(
                        "a condition comes first, and then what happens where it holds",
                    ));
                }
                found.otherwise = seq.next_element()?;
                Ok(found)
            }
        }
        deserializer.deserialize_seq(CasesVisitor(PhantomData))
    }
}

/// A hidden draw and values of it.
#[derive(Debug)]
pub struct DrawIs<'a> {
    /// The draw.
    pub draw: Name<'a>,
    /// The values, one of which it has.
    pub values: Vec<Name<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for DrawIs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut names = Vec::<Name<'a>>::deserialize(deserializer)?.into_iter();
        match (names.next(), names.len()) {
            (Some(draw), 1..) => Ok(Self { draw, values: names.collect() }),
            _ => Err(de::Error::custom("a hidden draw comes first, and then values of it")),
        }
    }
}
