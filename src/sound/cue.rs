//! The cues: short sounds of things that are there in the story.

/// A short sound that comes with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cue {
    /// The telephone on the desk rings.
    Ring,
    /// It rings at the other end.
    Calling,
    /// The tone after which a voicemail records.
    Beep,
    /// The handset is put down.
    Click,
    /// An email arrives.
    Mail,
    /// A mobile buzzes on the desk.
    Message,
    /// An email or a message is typed.
    Keys,
    /// A sheet of paper is taken up, or a leaf of the calendar turns.
    Page,
    /// Something is written down by hand.
    Pen,
    /// The story is over.
    Motif,
}

impl Cue {
    /// Every cue.
    pub const ALL: [Self; 10] = [
        Self::Ring,
        Self::Calling,
        Self::Beep,
        Self::Click,
        Self::Mail,
        Self::Message,
        Self::Keys,
        Self::Page,
        Self::Pen,
        Self::Motif,
    ];

    /// Words for whoever does not hear it, where it carries meaning.
    #[must_use]
    pub fn caption(self) -> Option<&'static str> {
        match self {
            Self::Ring => Some("the phone rings"),
            Self::Calling => Some("it rings at the other end"),
            Self::Beep => Some("a beep"),
            Self::Click => Some("the line clicks"),
            Self::Message => Some("a mobile buzzes"),
            Self::Mail => Some("an email arrives"),
            Self::Keys | Self::Page | Self::Pen | Self::Motif => None,
        }
    }

    /// Whether it goes on until somebody answers: the next line ends it.
    #[must_use]
    pub fn is_ringing(self) -> bool {
        matches!(self, Self::Ring | Self::Calling)
    }

    /// Its greatest sample at full volume.
    #[must_use]
    pub fn peak(self) -> f32 {
        match self {
            Self::Ring => 0.2,
            Self::Motif => 0.18,
            Self::Mail | Self::Click => 0.14,
            Self::Calling | Self::Beep | Self::Message => 0.12,
            Self::Page => 0.1,
            Self::Keys => 0.08,
            Self::Pen => 0.06,
        }
    }
}
