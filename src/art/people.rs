//! Recipes: what a person is made of.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::ArtError;
use super::colour::Rgb;
use super::files::{self, Files};
use super::template::TemplateValues;

const FILE: &str = "people.ron";

/// Every recipe, and the one that stands in for a portrait nobody drew.
#[derive(Debug)]
pub(super) struct People {
    fallback: Recipe,
    recipes: BTreeMap<String, Recipe>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    fallback: String,
    people: BTreeMap<String, Recipe>,
}

/// A person: which parts, in which colours.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recipe {
    /// Fragment below `parts/face`.
    pub(super) face: String,
    pub(super) skin: Rgb,
    /// Lip colour where it is not simply a redder skin.
    #[serde(default)]
    pub(super) lips: Option<Rgb>,
    /// Colour of the irises.
    pub(super) iris: Rgb,
    /// Hairstyle: fragments below `parts/hair`, `NAME` in front and `NAME-back` behind.
    pub(super) hair: String,
    pub(super) hair_colour: Rgb,
    /// A second hair or cloth colour: grey streaks, a turban's band.
    #[serde(default)]
    pub(super) hair_streak: Option<Rgb>,
    /// Beard colour where it differs from the hair.
    #[serde(default)]
    pub(super) beard_colour: Option<Rgb>,
    /// Brow colour where it differs from dark hair.
    #[serde(default)]
    pub(super) brow_colour: Option<Rgb>,
    /// Thickness of the brows, in figure units.
    pub(super) brow_weight: f32,
    /// Fragment below `parts/nose`.
    pub(super) nose: String,
    /// Fragments below `parts/extra`: freckles, beard, age lines, glasses, earrings. `NAME` lies
    /// on the face, `NAME-still` hardly follows the features, `NAME-over` lies over the hair,
    /// `NAME-near` too but is left out at the telephone.
    #[serde(default)]
    pub(super) extras: Vec<String>,
    #[serde(default = "yes")]
    pub(super) ears: bool,
    /// Colour of whatever metal or frame the extras draw.
    #[serde(default = "metal")]
    pub(super) trim: Rgb,
    /// Fragment below `parts/top`.
    pub(super) top: String,
    pub(super) cloth: Rgb,
    /// What is worn underneath, or the collar.
    pub(super) under: Rgb,
    /// Colour of the cuff at the wrist, where it is not simply darker cloth.
    #[serde(default)]
    pub(super) cuff: Option<Rgb>,
    /// Small details: a lanyard, a scarf, buttons.
    pub(super) accent: Rgb,
    /// Width of the shoulders; 1 is the drawn width.
    #[serde(default = "one")]
    pub(super) build: f32,
    /// Ground of the round portrait.
    pub(super) ground: Rgb,
}

fn yes() -> bool {
    true
}

fn one() -> f32 {
    1.0
}

fn metal() -> Rgb {
    Rgb(242, 177, 52)
}

impl People {
    pub(super) fn read(files: &Files) -> Result<Self, ArtError> {
        let table: PeopleFile = files::table(FILE)?;
        for (name, recipe) in &table.people {
            for part in recipe.parts() {
                files.require(&part, name)?;
            }
            for extra in &recipe.extras {
                files.require_any(&format!("parts/extra/{extra}"), name)?;
            }
        }
        let fallback = table.people.get(&table.fallback).cloned();
        let fallback =
            fallback.ok_or_else(|| ArtError::Row { file: FILE, row: table.fallback.clone() })?;
        Ok(Self { fallback, recipes: table.people })
    }

    pub(super) fn get(&self, portrait: &str) -> &Recipe {
        self.recipes.get(portrait).unwrap_or(&self.fallback)
    }

    /// The names of the recipes, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.recipes.keys().map(String::as_str)
    }
}

impl Recipe {
    fn parts(&self) -> impl Iterator<Item = String> {
        [
            format!("parts/face/{}", self.face),
            format!("parts/hair/{}", self.hair),
            format!("parts/nose/{}", self.nose),
            format!("parts/top/{}", self.top),
        ]
        .into_iter()
    }

    /// The recipe's colours as placeholders.
    pub(super) fn values(&self) -> TemplateValues {
        let mut values = TemplateValues::default();
        let lips = self.lips.unwrap_or_else(|| self.skin.mix(Rgb(150, 38, 52), 0.48));
        let brow = self.brow_colour.unwrap_or_else(|| self.hair_colour.mix(Rgb(36, 18, 20), 0.35));
        values.skin("skin", self.skin);
        values.colour("beard", self.beard_colour.unwrap_or(self.hair_colour));
        values
            .set("cuff", self.cuff.unwrap_or_else(|| self.cloth.mix(Rgb(42, 16, 30), 0.35)).hex());
        values.colour("lip", lips);
        // The line of the mouth must show on dark skin too.
        let line = 0.90 - 0.36 * self.skin.luma() / 255.0;
        values.set("lip_deep", lips.mix(Rgb(34, 8, 14), line).hex());
        values.colour("hair", self.hair_colour);
        values.colour("streak", self.hair_streak.unwrap_or(self.hair_colour));
        values.colour("cloth", self.cloth);
        values.colour("under", self.under);
        values.colour("accent", self.accent);
        values.colour("trim", self.trim);
        values.set("iris", self.iris.hex());
        values.set("brow", brow.hex());
        values.set("blush", self.skin.mix(Rgb(226, 72, 60), 0.42).hex());
        values.number("brow_weight", self.brow_weight);
        values
    }
}
