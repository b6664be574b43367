//! The closed word lists of the language: channels, places, moods, habits, timers.

use serde::{Deserialize, Serialize};

/// The medium over which a scene plays or a choice contacts somebody.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize,
)]
pub enum Channel {
    /// Nobody is contacted.
    #[default]
    None,
    /// A telephone call.
    Phone,
    /// A message left after the tone.
    Voicemail,
    /// An email.
    Email,
    /// A text or chat message.
    Message,
    /// A video call.
    Video,
    /// Face to face.
    InPerson,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 7] = [
        Self::None,
        Self::Phone,
        Self::Voicemail,
        Self::Email,
        Self::Message,
        Self::Video,
        Self::InPerson,
    ];

    /// Name for screens and screen readers, in sentence case; empty for [`Channel::None`].
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Phone => "Phone call",
            Self::Voicemail => "Voicemail",
            Self::Email => "Email",
            Self::Message => "Message",
            Self::Video => "Video call",
            Self::InPerson => "In person",
        }
    }

    /// Whether the people on stage hear each other but are in different places.
    #[must_use]
    pub fn is_call(self) -> bool {
        matches!(self, Self::Phone | Self::Video)
    }
}

/// A place that the stage can draw.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize,
)]
pub enum Place {
    /// The player's own desk, with the inbox on the screen.
    #[default]
    Desk,
    /// A client's office, with a wall planner.
    Office,
    /// A shop floor.
    Workshop,
    /// A meeting room.
    Meeting,
    /// A café.
    Cafe,
    /// At home.
    Home,
    /// In a car, at the wheel.
    Car,
    /// A floor full of desks.
    OpenPlan,
    /// A factory's canteen.
    Canteen,
    /// A corridor.
    Corridor,
    /// A kitchen at home.
    Kitchen,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 11] = [
        Self::Desk,
        Self::Office,
        Self::Workshop,
        Self::Meeting,
        Self::Cafe,
        Self::Home,
        Self::Car,
        Self::OpenPlan,
        Self::Canteen,
        Self::Corridor,
        Self::Kitchen,
    ];

    /// Name for screens and screen readers, in sentence case.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Desk => "Your desk",
            Self::Office => "An office",
            Self::Workshop => "The workshop",
            Self::Meeting => "A meeting room",
            Self::Cafe => "A café",
            Self::Home => "At home",
            Self::Car => "In the car",
            Self::OpenPlan => "An open-plan office",
            Self::Canteen => "The canteen",
            Self::Corridor => "A corridor",
            Self::Kitchen => "A kitchen",
        }
    }
}

/// A season, as it is seen through a window.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize,
)]
pub enum Season {
    /// New leaves.
    Spring,
    /// As the windows are drawn.
    #[default]
    Summer,
    /// Brown leaves.
    Autumn,
    /// Snow on the roofs.
    Winter,
}

/// What lies or stands at the front of a composed picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum PictureObject {
    /// A chair in which nobody sits.
    EmptyChair,
    /// A paper with a signature, and a pen.
    SignedPaper,
    /// The same without a signature.
    UnsignedPaper,
    /// A telephone that was put down.
    Telephone,
    /// Two cups.
    Cups,
    /// A box with somebody's things.
    Box,
    /// A letter in its envelope.
    Letter,
}

impl PictureObject {
    /// Every object.
    pub const ALL: [Self; 7] = [
        Self::EmptyChair,
        Self::SignedPaper,
        Self::UnsignedPaper,
        Self::Telephone,
        Self::Cups,
        Self::Box,
        Self::Letter,
    ];
}

/// How somebody looks.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize,
)]
pub enum Mood {
    /// At rest.
    #[default]
    Neutral,
    /// Friendly.
    Warm,
    /// Holding back.
    Guarded,
    /// Put out.
    Annoyed,
    /// Worn.
    Tired,
    /// Taken aback.
    Surprised,
    /// Thinking it over.
    Thoughtful,
    /// Afraid of what comes.
    Worried,
    /// Seeing the funny side.
    Amused,
    /// Wounded.
    Hurt,
}

impl Mood {
    /// Every mood.
    pub const ALL: [Self; 10] = [
        Self::Neutral,
        Self::Warm,
        Self::Guarded,
        Self::Annoyed,
        Self::Tired,
        Self::Surprised,
        Self::Thoughtful,
        Self::Worried,
        Self::Amused,
        Self::Hurt,
    ];

    /// The mood in a word, in lower case.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Warm => "warm",
            Self::Guarded => "guarded",
            Self::Annoyed => "annoyed",
            Self::Tired => "tired",
            Self::Surprised => "surprised",
            Self::Thoughtful => "thoughtful",
            Self::Worried => "worried",
            Self::Amused => "amused",
            Self::Hurt => "hurt",
        }
    }
}

/// What a rule means in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum RuleLevel {
    /// It is not told.
    Off,
    /// It is told, and fails nothing.
    Warning,
    /// It is told as an error, and fails `rapport check`.
    Error,
}

/// A habit that a choice feeds; bots follow them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Habit {
    /// Says sorry.
    Apologise,
    /// Goes along.
    Agree,
    /// Takes charge.
    Lead,
    /// Asks a question.
    Ask,
    /// Is as nice as can be.
    Please,
}

/// How time presses on a choice. Presentation only: the engine sees which choice was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum Timer {
    /// This is what happens if nothing is chosen for so many seconds.
    Deadline(u16),
    /// This is saying nothing; it is taken by holding out for so many seconds.
    Hold(u16),
}
