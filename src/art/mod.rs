//! Pictures: people, places and icons as SVG text, composed from embedded parts and recipes.
//!
//! Strings in, SVG strings out; nothing here knows the window or the clock.
//! A person is a recipe (`assets/art/people.ron`) over shared parts, a mood is a row of
//! `assets/art/moods.ron`, an hour is a point between two rows of `assets/art/hours.ron`.

mod app_icon;
mod colour;
mod composed;
mod drawing;
mod drawn;
mod error;
mod figure;
mod files;
mod handout;
mod hatch;
mod hours;
mod icon;
mod imagined;
mod look;
mod moods;
mod people;
mod place;
mod pose;
mod sheet;
mod template;

pub use error::ArtError;
pub use figure::{FIGURE_HEIGHT, FIGURE_WIDTH, Layers};
pub use look::PictureTone;
pub use place::Variant;
pub use pose::{Eyes, Facing, NECK, PersonFigure, Pose};
pub use sheet::{SheetPicture, sheet};

use std::borrow::Cow;

use crate::scenario::{Appearance, Composition, Mood, Place};
use people::Recipe;

/// Every recipe and drawing, parsed and checked once.
#[derive(Debug)]
pub struct Art {
    files: files::Files,
    people: people::People,
    moods: moods::Moods,
    hours: hours::Hours,
}

impl Art {
    /// Reads the embedded files and checks that every part a recipe or mood names exists.
    ///
    /// # Errors
    ///
    /// Returns the first file that is missing or cannot be read. The files are embedded at
    /// compile time, so a build that loads once always loads.
    pub fn load() -> Result<Self, ArtError> {
        let files = files::Files::embedded();
        let people = people::People::read(&files)?;
        let moods = moods::Moods::read(&files)?;
        let hours = hours::Hours::read()?;
        Ok(Self { files, people, moods, hours })
    }

    /// The names of the portraits that ship, in order.
    pub fn portraits(&self) -> impl Iterator<Item = &str> {
        self.people.names()
    }

    /// A person cut at the chest, as two documents that lie exactly over each other.
    ///
    /// Both have the viewBox `0 0 400 440` ([`FIGURE_WIDTH`] by [`FIGURE_HEIGHT`]); draw `body`
    /// first, then `head`. The head may be turned by a few degrees round [`NECK`]. An unknown
    /// portrait gets the fallback recipe.
    #[must_use]
    pub fn person(&self, portrait: &str, mood: Mood, figure: PersonFigure) -> Layers {
        figure::compose(&self.files, &self.recipe(portrait), self.moods.get(mood), figure)
    }

    /// A bust on a round ground in the person's own colour, 240 by 240, for cards and lists.
    #[must_use]
    pub fn portrait(&self, portrait: &str, mood: Mood) -> String {
        figure::portrait(&self.files, &self.recipe(portrait), self.moods.get(mood))
    }

    /// The recipe of a portrait; a drawn face brings its own in its name, anything else gets the fallback's.
    fn recipe<'a>(&'a self, portrait: &str) -> Cow<'a, Recipe> {
        let drawn = Appearance::of_name(portrait);
        drawn.map_or_else(
            || Cow::Borrowed(self.people.get(portrait)),
            |look| Cow::Owned(drawn::recipe(&look)),
        )
    }

    /// A room at an hour of the day (0 to 24), viewBox `0 0 1280 720`.
    #[must_use]
    pub fn place(&self, place: Place, hour: f32, variant: Variant, look: PictureTone) -> String {
        place::compose(&self.files, &self.hours, place, hour, variant, look)
    }

    /// The picture of an ending or of a scenario's card, viewBox `0 0 1280 720`; `you` is the
    /// portrait of a player to whom the scenario gives none.
    #[must_use]
    pub fn composed(&self, picture: &Composition, you: &str) -> String {
        let Self { files, hours, moods, .. } = self;
        let recipe = |portrait: &str| self.recipe(portrait);
        let parts = composed::PictureParts { files, hours, moods, recipe: &recipe };
        composed::compose(&parts, picture, you)
    }

    /// A 24 by 24 sign in one colour; an unknown name gives a plain ring.
    #[must_use]
    pub fn icon(&self, name: &str, ink: [u8; 3]) -> String {
        icon::compose(&self.files, name, ink)
    }

    /// The game's own sign, 64 by 64.
    #[must_use]
    pub fn app_icon() -> &'static str {
        app_icon::APP_ICON
    }

    /// The names [`Art::icon`] knows, in order.
    pub fn icon_names(&self) -> impl Iterator<Item = &str> {
        self.files.names_under("icons/")
    }
}
