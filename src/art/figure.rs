//! People: a recipe, a mood and a bearing become two layers.

use super::colour::Rgb;
use super::drawing::Drawing;
use super::files::Files;
use super::imagined::{self, Layer};
use super::moods::Expression;
use super::people::Recipe;
use super::pose::{Facing, PersonFigure};

/// Width of a figure's viewBox.
pub const FIGURE_WIDTH: f32 = 400.0;
/// Height of a figure's viewBox.
pub const FIGURE_HEIGHT: f32 = 440.0;
/// A figure in two documents of one size, to be laid over each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layers {
    /// Shoulders, neck and whatever hair falls behind them.
    pub body: String,
    /// Face, hair, and on the telephone the hand and handset at the ear.
    pub head: String,
}

/// Composes both layers.
pub(super) fn compose(
    files: &Files,
    recipe: &Recipe,
    expression: &Expression,
    figure: PersonFigure,
) -> Layers {
    let drawing = Drawing::new(files, recipe, expression, figure);
    Layers {
        body: document(&drawing.body(), Layer::Body, figure),
        head: document(&drawing.head(), Layer::Head, figure),
    }
}

/// Composes a bust on a round ground.
pub(super) fn portrait(files: &Files, recipe: &Recipe, expression: &Expression) -> String {
    let drawing = Drawing::new(files, recipe, expression, PersonFigure::default());
    let (body, head) = (drawing.body(), drawing.head());
    let ground = recipe.ground.hex();
    let glow = recipe.ground.mix(Rgb(255, 244, 224), 0.34).hex();
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240"><defs><clipPath id="round"><circle cx="120" cy="120" r="116"/></clipPath></defs><circle cx="120" cy="120" r="116" fill="{ground}"/><g clip-path="url(#round)"><circle cx="142" cy="88" r="96" fill="{glow}" fill-opacity="0.55"/><g transform="translate(-26 -10) scale(0.72)">{body}{head}</g></g></svg>"#
    )
}

fn document(shapes: &str, layer: Layer, figure: PersonFigure) -> String {
    let mirror = match figure.facing {
        Facing::Right => "",
        Facing::Left => "translate(400 0) scale(-1 1)",
    };
    let inner = match figure.look.level() {
        None => format!(r#"<g transform="{mirror}">{shapes}</g>"#),
        Some(level) => imagined::person(shapes, layer, mirror, level),
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 440" width="400" height="440">{inner}</svg>"#
    )
}
