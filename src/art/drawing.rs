//! The order in which the parts of a person are laid over each other.

use super::files::Files;
use super::moods::Expression;
use super::people::Recipe;
use super::pose::{Eyes, NECK, PersonFigure, Pose};
use super::template::{TemplateValues, fill};

/// A person about to be drawn: what of, in which mood, how held.
pub(super) struct Drawing<'a> {
    files: &'a Files,
    recipe: &'a Recipe,
    expression: &'a Expression,
    figure: PersonFigure,
    values: TemplateValues,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(
        files: &'a Files,
        recipe: &'a Recipe,
        expression: &'a Expression,
        figure: PersonFigure,
    ) -> Self {
        let mut values = recipe.values();
        let (gaze_x, gaze_y) = expression.gaze;
        values.number("gaze_x", gaze_x);
        values.number("gaze_y", gaze_y);
        // An imagined brow comes down at its inner end, more with every level.
        let scowl = figure.look.level().map_or(0.0, |level| [0.0, 3.0, 7.0, 11.0][level]);
        let down = scowl * 0.25;
        values.set("brow_near", format!("rotate({scowl:.1} 196 156) translate(0 {down:.2})"));
        values.set("brow_far", format!("rotate(-{scowl:.1} 224 156) translate(0 {down:.2})"));
        Self { files, recipe, expression, figure, values }
    }

    /// Hair behind, neck, shoulders.
    pub(super) fn body(&self) -> String {
        let Recipe { hair, top, build, .. } = self.recipe;
        let centre = NECK.0 * (1.0 - build);
        format!(
            r#"<g transform="{lean}">{hair}</g><g transform="translate({centre:.2} 0) scale({build:.3} 1)">{neck}<g transform="translate(0 {drop:.2})">{top}</g></g>"#,
            lean = self.lean(),
            hair = self.part(&format!("hair/{hair}-back")),
            neck = self.part("neck"),
            drop = self.expression.shoulders,
            top = self.part(&format!("top/{top}")),
        )
    }

    /// Everything from the ears to the glasses, and the hands that touch the head.
    pub(super) fn head(&self) -> String {
        let Recipe { face, hair, .. } = self.recipe;
        let features = self.follow(1.0);
        let mut svg = format!(r#"<g transform="{}">"#, self.lean());
        if self.recipe.ears {
            svg += &self.part("ears");
        }
        svg += &self.part(&format!("face/{face}"));
        svg += &on_face(&within(&features, &self.marks()));
        svg += &within(&self.follow(0.3), &self.extras("-still"));
        svg += &within(&features, &self.features());
        svg += &self.part(&format!("hair/{hair}"));
        svg += &within(&features, &self.over_hair());
        if let Some(hand) = &self.expression.hand {
            svg += &self.part(&format!("hand/{hand}"));
        }
        if self.figure.pose == Pose::Phone {
            svg += &self.part("phone");
        }
        svg + "</g>"
    }

    fn marks(&self) -> String {
        let mut svg = self.each("mark", &self.expression.marks, "");
        if self.figure.look.level().is_some_and(|level| level >= 2) {
            svg += &self.part("mark/hollow");
        }
        svg
    }

    fn features(&self) -> String {
        let eyes = match self.figure.eyes {
            Eyes::Open => self.expression.eyes.as_str(),
            Eyes::Closed => "closed",
        };
        let mut svg = self.extras("");
        svg += &self.part(&format!("mouth/{}", self.expression.mouth));
        svg += &self.part(&format!("nose/{}", self.recipe.nose));
        svg += &self.part(&format!("eyes/{eyes}"));
        svg
    }

    fn over_hair(&self) -> String {
        let mut svg = self.part(&format!("brows/{}", self.expression.brows));
        svg += &self.each("mark", &self.expression.marks, "-over");
        svg += &self.extras("-over");
        if self.figure.pose == Pose::Rest {
            svg += &self.extras("-near");
        }
        svg
    }

    fn extras(&self, height: &str) -> String {
        self.each("extra", &self.recipe.extras, height)
    }

    /// The part of every name that belongs at this height; most have only one or two.
    fn each(&self, folder: &str, names: &[String], height: &str) -> String {
        names.iter().map(|name| self.part(&format!("{folder}/{name}{height}"))).collect()
    }

    fn part(&self, path: &str) -> String {
        fill(self.files.svg(&format!("parts/{path}")), &self.values)
    }

    /// How far something goes along when the features move across the face.
    fn follow(&self, share: f32) -> String {
        let Expression { turn, nod, .. } = self.expression;
        format!("translate({:.2} {:.2})", turn * share, nod * share)
    }

    fn lean(&self) -> String {
        let Expression { shoulders, tilt, .. } = self.expression;
        let (x, y) = NECK;
        format!("translate(0 {:.2}) rotate({tilt:.2} {x} {y})", shoulders * 0.5)
    }
}

/// Cuts at the outline of the face, which every face fragment defines.
fn on_face(shapes: &str) -> String {
    format!(r#"<g clip-path="url(#face)">{shapes}</g>"#)
}

fn within(transform: &str, shapes: &str) -> String {
    format!(r#"<g transform="{transform}">{shapes}</g>"#)
}
