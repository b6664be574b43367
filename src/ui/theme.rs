//! Design tokens: every colour and measure, read from `assets/theme.ron`.

use std::sync::Arc;

use egui::{Color32, FontData, FontDefinitions, FontFamily, FontTweak};
use serde::{Deserialize, Deserializer, de::Error as _};

use super::{Settings, ThemeChoice};

/// Name of the font family for bold text.
pub const BOLD: &str = "bold";

/// Every colour and measure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Sizes of text.
    pub sizes: Sizes,
    /// Distances.
    pub space: Space,
    /// Durations.
    pub time: Time,
    /// Dark on light.
    pub light: Palette,
    /// Light on dark.
    pub dark: Palette,
    /// Dark on light, at least 7:1.
    pub light_contrast: Palette,
    /// Light on dark, at least 7:1.
    pub dark_contrast: Palette,
}

/// Sizes of text, in points in a window of 1280x720.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// Labels.
    pub small: f32,
    /// Interface text.
    pub body: f32,
    /// Choices.
    pub row: f32,
    /// Spoken lines.
    pub speech: f32,
    /// Titles.
    pub title: f32,
    /// What is read across a room: a code, a countdown.
    pub sign: f32,
}

/// Distances, in points in a window of 1280x720.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Space {
    /// The grid.
    pub grid: f32,
    /// Margin of a screen.
    pub margin: f32,
    /// Corner radius of rows and buttons.
    pub corner: f32,
    /// Corner radius of cards.
    pub corner_card: f32,
}

/// Durations, in seconds.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// Something appears.
    pub fade: f32,
    /// The calendar leaf turns.
    pub leaf: f32,
    /// One letter of an email is typed.
    pub compose: f32,
}

macro_rules! palette {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Every colour of one theme.
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Palette {
            /// Whether it is light on dark.
            pub is_dark: bool,
            $($(#[$doc])* #[serde(deserialize_with = "colour")] pub $name: Color32,)*
        }

        impl Palette {
            /// Every colour with its name.
            #[must_use]
            pub fn colours(&self) -> Vec<(&'static str, Color32)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}

palette! {
    /// Ground of a screen, at its top.
    ground,
    /// Ground of a screen, at its bottom.
    ground_end,
    /// The band at the top of a page.
    band,
    /// Text on the band.
    on_band,
    /// Lesser text on the band.
    on_band_soft,
    /// A card on the ground.
    sheet,
    /// Its edge.
    sheet_edge,
    /// A row that can be chosen.
    row,
    /// The same under the pointer.
    row_hover,
    /// Its edge.
    row_edge,
    /// Text on ground, cards and rows.
    ink,
    /// Lesser text.
    ink_soft,
    /// Marks that are off.
    quiet,
    /// A card that stands out.
    hero,
    /// Text on it.
    on_hero,
    /// Lesser text on it.
    on_hero_soft,
    /// Headings on it.
    hero_accent,
    /// The card of a spoken line.
    speech,
    /// Text on it.
    on_speech,
    /// Lesser text on it.
    on_speech_soft,
    /// A speaker's name on it.
    speaker,
    /// The player's name on it.
    you,
    /// Focus, and time.
    focus,
    /// Text on it.
    on_focus,
    /// The ring around what has the focus.
    focus_ring,
    /// Cost, as text.
    cost,
    /// Cost, as a mark.
    cost_mark,
    /// A guess, as a mark.
    guess_mark,
    /// Fact and gain, as text.
    fact,
    /// Fact and gain, as a mark.
    fact_mark,
    /// A pill over the stage.
    pill,
    /// Text on it.
    on_pill,
    /// Lesser text on it.
    on_pill_soft,
    /// Marks on it that are off.
    pill_quiet,
    /// Icons on it.
    pill_accent,
    /// A chip on the ground.
    chip,
    /// Text on it.
    on_chip,
    /// A number badge.
    badge,
    /// The number on it.
    on_badge,
    /// A button.
    button,
    /// Text on it.
    on_button,
    /// A button under the pointer.
    button_hover,
    /// The edge of a lesser button, and its text.
    button_edge,
    /// The card of a sentence kept.
    note,
    /// Text on it.
    on_note,
    /// A field to type in.
    field,
    /// Its edge.
    field_edge,
    /// What lies between a screen and what stands above it.
    shade,
    /// The shadow of a card.
    shadow,
}

fn colour<'de, D: Deserializer<'de>>(from: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(from)?;
    Color32::from_hex(&text)
        .map_err(|_unnamed| D::Error::custom(format!("`{text}` is not a colour like `#2F5D62`")))
}

/// Which part of the game is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// The stage and the panel under it.
    Play,
    /// Every other screen.
    Page,
}

impl Theme {
    /// The theme of a file.
    ///
    /// # Errors
    ///
    /// If the text is no theme: what is wrong, with its place.
    pub fn parse(text: &str) -> Result<Self, BadTheme> {
        ron::from_str(text).map_err(|error| BadTheme(error.to_string()))
    }

    /// The theme that is shipped.
    ///
    /// # Errors
    ///
    /// Never in a build whose tests have passed.
    pub fn shipped() -> Result<Self, BadTheme> {
        Self::parse(include_str!("../../assets/theme.ron"))
    }

    /// The colours for a part of the game.
    #[must_use]
    pub fn palette(&self, surface: Surface, settings: &Settings) -> &Palette {
        let dark = match (settings.theme, surface) {
            (ThemeChoice::Dark, _) | (ThemeChoice::Mixed, Surface::Play) => true,
            (ThemeChoice::Light, _) | (ThemeChoice::Mixed, Surface::Page) => false,
        };
        match (dark, settings.high_contrast) {
            (false, false) => &self.light,
            (true, false) => &self.dark,
            (false, true) => &self.light_contrast,
            (true, true) => &self.dark_contrast,
        }
    }
}

/// A text that is no theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a theme: {0}")]
pub struct BadTheme(String);

/// Letters stand in the middle of their line.
fn tweak() -> FontTweak {
    FontTweak { y_offset_factor: 0.12, ..FontTweak::default() }
}

/// The typeface's files.
const FACES: [(&str, &[u8]); 3] = [
    ("regular", include_bytes!("../../assets/fonts/Lato-Regular.ttf")),
    (BOLD, include_bytes!("../../assets/fonts/Lato-Bold.ttf")),
    (SIGNS, include_bytes!("../../assets/fonts/Signs-Regular.ttf")),
];

/// Name of the face with signs that people type in messages; it has the box for what no face has.
const SIGNS: &str = "signs";

/// The fonts: a regular and a bold one, for every family, and after each the face of signs.
#[must_use]
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FACES {
        let font = FontData::from_static(bytes).tweak(tweak());
        fonts.font_data.insert(name.to_owned(), Arc::new(font));
    }
    let families = [
        (FontFamily::Proportional, "regular"),
        (FontFamily::Monospace, "regular"),
        (FontFamily::Name(BOLD.into()), BOLD),
    ];
    for (family, name) in families {
        fonts.families.insert(family, vec![name.to_owned(), SIGNS.to_owned()]);
    }
    fonts
}
