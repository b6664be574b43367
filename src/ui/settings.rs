//! What the player has set, and how it is kept as pairs of strings.

use std::collections::BTreeMap;

use crate::practice::MODE_SETTING;

/// What the player has set.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the screen")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Size of text in per cent, 80 to 200.
    pub text_percent: u16,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// For a projector: text that is read from the back row, nothing private, nothing that lights up by itself.
    pub room: bool,
    /// Contrast of at least 7:1.
    pub high_contrast: bool,
    /// Nothing moves.
    pub reduced_motion: bool,
    /// Deadlines and silences run against the clock.
    pub timers: bool,
    /// The player was told what a clock is.
    pub timers_met: bool,
    /// The window fills the screen.
    pub full_screen: bool,
    /// How fast lines arrive.
    pub pace: Pace,
    /// Space between letters.
    pub letter_spacing: Spacing,
    /// Space between lines of text.
    pub line_spacing: Spacing,
    /// Which drawing shows the player.
    pub portrait: String,
    /// Decisions can be taken back.
    pub practice: bool,
    /// Something is heard at all.
    pub sound: bool,
    /// How loud calls, mail and paper are.
    pub cues: Loudness,
    /// How loud the room is.
    pub room_tone: Loudness,
    /// What is heard is written over the line it comes with.
    pub captions: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text_percent: 100,
            theme: ThemeChoice::default(),
            room: false,
            high_contrast: false,
            reduced_motion: false,
            timers: true,
            timers_met: false,
            full_screen: false,
            pace: Pace::default(),
            letter_spacing: Spacing::default(),
            line_spacing: Spacing::default(),
            portrait: "sam-1".to_owned(),
            practice: true,
            sound: true,
            cues: Loudness::default(),
            room_tone: Loudness::default(),
            captions: false,
        }
    }
}

impl Settings {
    /// The least size of text, in per cent.
    pub const LEAST_TEXT: u16 = 80;
    /// The greatest size of text, in per cent.
    pub const GREATEST_TEXT: u16 = 200;

    /// As pairs of strings, to be kept.
    #[must_use]
    pub fn to_pairs(&self) -> BTreeMap<String, String> {
        [
            ("text_percent", self.text_percent.to_string()),
            ("theme", self.theme.key().to_owned()),
            ("room", self.room.to_string()),
            ("high_contrast", self.high_contrast.to_string()),
            ("reduced_motion", self.reduced_motion.to_string()),
            ("timers", self.timers.to_string()),
            ("timers_met", self.timers_met.to_string()),
            ("full_screen", self.full_screen.to_string()),
            ("pace", self.pace.key().to_owned()),
            ("letter_spacing", self.letter_spacing.key().to_owned()),
            ("line_spacing", self.line_spacing.key().to_owned()),
            ("portrait", self.portrait.clone()),
            (MODE_SETTING, self.practice.to_string()),
            ("sound", self.sound.to_string()),
            ("cues", self.cues.key().to_owned()),
            ("room_tone", self.room_tone.key().to_owned()),
            ("captions", self.captions.to_string()),
        ]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
    }

    /// From pairs of strings; what is missing or not understood is left as it is by default.
    #[must_use]
    pub fn from_pairs(pairs: &BTreeMap<String, String>) -> Self {
        let mut settings = Self::default();
        let get = |key: &str| pairs.get(key).map(String::as_str);
        let flag = |key: &str, to: &mut bool| {
            if let Some(value) = get(key).and_then(|value| value.parse().ok()) {
                *to = value;
            }
        };
        flag("room", &mut settings.room);
        flag("high_contrast", &mut settings.high_contrast);
        flag("reduced_motion", &mut settings.reduced_motion);
        flag("timers", &mut settings.timers);
        flag("timers_met", &mut settings.timers_met);
        flag("full_screen", &mut settings.full_screen);
        flag(MODE_SETTING, &mut settings.practice);
        flag("sound", &mut settings.sound);
        flag("captions", &mut settings.captions);
        if let Some(percent) = get("text_percent").and_then(|value| value.parse::<u16>().ok()) {
            settings.text_percent = percent.clamp(Self::LEAST_TEXT, Self::GREATEST_TEXT);
        }
        if let Some(portrait) = get("portrait").filter(|portrait| !portrait.is_empty()) {
            portrait.clone_into(&mut settings.portrait);
        }
        settings.theme = find(&ThemeChoice::ALL, get("theme"), ThemeChoice::key);
        settings.pace = find(&Pace::ALL, get("pace"), Pace::key);
        settings.cues = find(&Loudness::ALL, get("cues"), Loudness::key);
        settings.room_tone = find(&Loudness::ALL, get("room_tone"), Loudness::key);
        settings.letter_spacing = find(&Spacing::ALL, get("letter_spacing"), Spacing::key);
        settings.line_spacing = find(&Spacing::ALL, get("line_spacing"), Spacing::key);
        settings
    }
}

fn find<T: Copy + Default>(all: &[T], wanted: Option<&str>, key: fn(T) -> &'static str) -> T {
    all.iter().copied().find(|&item| Some(key(item)) == wanted).unwrap_or_default()
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ThemeChoice {
    /// A dark panel under the stage, light pages elsewhere.
    #[default]
    Mixed,
    /// Light everywhere.
    Light,
    /// Dark everywhere.
    Dark,
}

impl ThemeChoice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Mixed, Self::Light, Self::Dark];

    /// Words for the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Mixed => "Dark play, light pages",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The word under which it is kept.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Mixed => "mixed",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// How fast lines arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pace {
    /// With time to spare.
    Calm,
    /// At the speed at which most people read.
    #[default]
    Steady,
    /// For quick readers.
    Brisk,
    /// Each line waits for a key.
    Waiting,
    /// All at once.
    Instant,
}

impl Pace {
    /// Every pace.
    pub const ALL: [Self; 5] =
        [Self::Calm, Self::Steady, Self::Brisk, Self::Waiting, Self::Instant];

    /// Words for the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Calm => "Calm",
            Self::Steady => "Steady",
            Self::Brisk => "Brisk",
            Self::Waiting => "When I press",
            Self::Instant => "All at once",
        }
    }

    /// The word under which it is kept.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Steady => "steady",
            Self::Brisk => "brisk",
            Self::Waiting => "waiting",
            Self::Instant => "instant",
        }
    }

    /// How long a text stays before the next one, in seconds; `None`: until a key is pressed.
    #[must_use]
    pub fn seconds_for(self, text: &str) -> Option<f32> {
        let per_word = match self {
            Self::Calm => 0.42,
            Self::Steady => 0.30,
            Self::Brisk => 0.20,
            Self::Waiting => return None,
            Self::Instant => return Some(0.0),
        };
        let words = u16::try_from(text.split_whitespace().count()).unwrap_or(u16::MAX);
        Some(0.9 + per_word * f32::from(words))
    }
}

/// How loud something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Loudness {
    /// Not at all.
    Off,
    /// For a quiet room, or for headphones.
    Soft,
    /// As designed.
    #[default]
    Middle,
    /// For a loud room.
    Full,
}

impl Loudness {
    /// Every loudness.
    pub const ALL: [Self; 4] = [Self::Off, Self::Soft, Self::Middle, Self::Full];

    /// Words for the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Off => "Off",
            Self::Soft => "Soft",
            Self::Middle => "Middle",
            Self::Full => "Full",
        }
    }

    /// The word under which it is kept.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Soft => "soft",
            Self::Middle => "middle",
            Self::Full => "full",
        }
    }

    /// As a factor: each step is twice as loud as the one before, six decibels.
    #[must_use]
    pub fn gain(self) -> f32 {
        match self {
            Self::Off => 0.0,
            Self::Soft => 0.25,
            Self::Middle => 0.5,
            Self::Full => 1.0,
        }
    }
}

/// Space between letters or lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Spacing {
    /// As designed.
    #[default]
    Normal,
    /// Wider.
    Wide,
    /// Widest.
    Wider,
}

impl Spacing {
    /// Every spacing.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Wide, Self::Wider];

    /// Words for the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Wide => "Wide",
            Self::Wider => "Widest",
        }
    }

    /// The word under which it is kept.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Wide => "wide",
            Self::Wider => "wider",
        }
    }
}
