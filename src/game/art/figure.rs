//! People: a recipe, a mood and a bearing become two layers.

use super::files::Files;
use super::look::{Look, Subject, drain, hatch_patterns};
use super::moods::Expression;
use super::people::Recipe;
use super::template::{Values, fill};

/// Width of a figure's viewBox.
pub const FIGURE_WIDTH: f32 = 400.0;
/// Height of a figure's viewBox.
pub const FIGURE_HEIGHT: f32 = 440.0;
/// Where the head turns, in viewBox units from the top left.
pub const NECK: (f32, f32) = (202.0, 282.0);

/// How a person is to be drawn, apart from the mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Figure {
    /// What the hands do.
    pub pose: Pose,
    /// Which way the person looks: the one on the left faces right, across the seam.
    pub facing: Facing,
    /// Open, or shut for the length of a blink.
    pub eyes: Eyes,
    /// Real, or as imagined.
    pub look: Look,
}

/// What the hands do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Pose {
    /// Hands out of the picture.
    #[default]
    Rest,
    /// A telephone at the ear away from the other person.
    Phone,
}

/// Which way a person looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Facing {
    /// Towards the right edge; for the person on the left.
    #[default]
    Right,
    /// Towards the left edge; for the person on the right.
    Left,
}

/// Whether the lids are up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Eyes {
    /// As the mood has them.
    #[default]
    Open,
    /// Shut, for a blink.
    Closed,
}

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
    figure: Figure,
) -> Layers {
    let values = values(recipe, expression, figure);
    let part = |path: &str| fill(files.svg(path), &values);
    let body = body(&part, recipe, expression);
    let head = head(&part, recipe, expression, figure);
    Layers { body: document(&body, "b", figure), head: document(&head, "h", figure) }
}

/// Composes a bust on a round ground.
pub(super) fn portrait(files: &Files, recipe: &Recipe, expression: &Expression) -> String {
    let figure = Figure::default();
    let values = values(recipe, expression, figure);
    let part = |path: &str| fill(files.svg(path), &values);
    let body = body(&part, recipe, expression);
    let head = head(&part, recipe, expression, figure);
    let ground = recipe.ground.hex();
    let glow = recipe.ground.mix(super::colour::Rgb(255, 244, 224), 0.34).hex();
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240"><defs><clipPath id="round"><circle cx="120" cy="120" r="116"/></clipPath></defs><circle cx="120" cy="120" r="116" fill="{ground}"/><g clip-path="url(#round)"><circle cx="142" cy="88" r="96" fill="{glow}" fill-opacity="0.55"/><g transform="translate(-26 -10) scale(0.72)">{body}{head}</g></g></svg>"#
    )
}

fn values(recipe: &Recipe, expression: &Expression, figure: Figure) -> Values {
    let mut values = recipe.values();
    let (gaze_x, gaze_y) = expression.gaze;
    values.number("gaze_x", gaze_x);
    values.number("gaze_y", gaze_y);
    let scowl = [0.0, 3.0, 7.0, 11.0];
    let angle = figure.look.level().map_or(0.0, |level| scowl[level]);
    values.set("brow_near", format!("rotate({angle:.1} 196 156) translate(0 {:.1})", angle * 0.25));
    values.set("brow_far", format!("rotate(-{angle:.1} 224 156) translate(0 {:.1})", angle * 0.25));
    values
}

fn body(part: &dyn Fn(&str) -> String, recipe: &Recipe, expression: &Expression) -> String {
    let lean = lean(expression);
    let hair = part(&format!("parts/hair/{}-back", recipe.hair));
    let neck = part("parts/neck");
    let top = part(&format!("parts/top/{}", recipe.top));
    let (build, drop) = (recipe.build, expression.shoulders);
    let centre = NECK.0 * (1.0 - build);
    format!(
        r#"<g transform="{lean}">{hair}</g><g transform="translate({centre:.2} 0) scale({build:.3} 1)">{neck}<g transform="translate(0 {drop:.2})">{top}</g></g>"#
    )
}

fn head(
    part: &dyn Fn(&str) -> String,
    recipe: &Recipe,
    expression: &Expression,
    figure: Figure,
) -> String {
    let lean = lean(expression);
    let (turn, nod) = (expression.turn, expression.nod);
    let eyes = match figure.eyes {
        Eyes::Open => expression.eyes.as_str(),
        Eyes::Closed => "closed",
    };
    let mut svg = format!(r#"<g transform="{lean}">"#);
    if recipe.ears {
        svg += &part("parts/ears");
    }
    svg += &part(&format!("parts/face/{}", recipe.face));
    svg += &format!(r#"<g transform="translate({:.2} {:.2})">"#, turn * 0.3, nod * 0.3);
    for extra in &recipe.extras {
        svg += &part(&format!("parts/extra/{extra}-still"));
    }
    svg += &format!(r#"</g><g transform="translate({turn:.2} {nod:.2})">"#);
    for mark in &expression.marks {
        svg += &part(&format!("parts/mark/{mark}"));
    }
    for extra in &recipe.extras {
        let under = if over_hair(extra) { "-under" } else { "" };
        svg += &part(&format!("parts/extra/{extra}{under}"));
    }
    if figure.look.level().is_some_and(|level| level >= 2) {
        svg += &part("parts/mark/hollow");
    }
    svg += &part(&format!("parts/mouth/{}", expression.mouth));
    svg += &part(&format!("parts/nose/{}", recipe.nose));
    svg += &part(&format!("parts/eyes/{eyes}"));
    svg += "</g>";
    svg += &part(&format!("parts/hair/{}", recipe.hair));
    svg += &format!(r#"<g transform="translate({turn:.2} {nod:.2})">"#);
    svg += &part(&format!("parts/brows/{}", expression.brows));
    for extra in recipe.extras.iter().filter(|extra| over_hair(extra)) {
        svg += &part(&format!("parts/extra/{extra}"));
        if figure.pose == Pose::Rest {
            svg += &part(&format!("parts/extra/{extra}-near"));
        }
    }
    svg += "</g>";
    if let Some(hand) = &expression.hand {
        svg += &part(&format!("parts/hand/{hand}"));
    }
    if figure.pose == Pose::Phone {
        svg += &part("parts/phone");
    }
    svg + "</g>"
}

/// Glasses and earrings lie over the hair, everything else under it.
///
/// A `-under` part goes under it all the same, a `-near` part is left out at the telephone,
/// a `-still` part hardly follows the features when the head turns.
fn over_hair(extra: &str) -> bool {
    extra.starts_with("glasses") || extra.starts_with("earrings")
}

fn lean(expression: &Expression) -> String {
    let (x, y) = NECK;
    format!("translate(0 {:.2}) rotate({:.2} {x} {y})", expression.shoulders * 0.5, expression.tilt)
}

fn document(shapes: &str, id: &str, figure: Figure) -> String {
    let mirror = match figure.facing {
        Facing::Right => "",
        Facing::Left => "translate(400 0) scale(-1 1)",
    };
    let inner = match figure.look.level() {
        None => format!(r#"<g transform="{mirror}">{shapes}</g>"#),
        Some(level) => imagined(shapes, id, mirror, level),
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 440" width="400" height="440">{inner}</svg>"#
    )
}

/// Drains the shapes, makes their edges unsteady, inks the contour and hatches what they cover.
fn imagined(shapes: &str, id: &str, mirror: &str, level: usize) -> String {
    let shapes = drain(shapes, level, Subject::Person);
    let patterns = hatch_patterns(level, id, 0.8);
    let loom = [1.0, 1.02, 1.05, 1.09][level];
    let wobble = [0.6, 1.0, 1.5, 2.1][level];
    let ink = [0.0, 0.35, 0.6, 0.85][level];
    let contour = [1.0, 1.0, 1.4, 2.0][level];
    let shadow = [0.0, 0.12, 0.30, 0.50][level];
    let (x, y) = (200.0 * (1.0 - loom), 440.0 * (1.0 - loom));
    format!(
        r##"<defs>{patterns}
<filter id="{id}edge" filterUnits="userSpaceOnUse" x="-20" y="-20" width="440" height="480" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="0.03" numOctaves="2" seed="{level}"/><feColorMatrix values="1 0 0 0 0 0 1 0 0 0 0 0 1 0 0 0 0 0 0 1" result="noise"/><feDisplacementMap in="SourceGraphic" in2="noise" scale="{wobble}" xChannelSelector="R" yChannelSelector="G" result="rough"/><feMorphology in="SourceAlpha" operator="dilate" radius="{contour}" result="fat"/><feComposite in="fat" in2="SourceAlpha" operator="out" result="rim"/><feDisplacementMap in="rim" in2="noise" scale="{wobble_more}" xChannelSelector="G" yChannelSelector="R" result="loose"/><feFlood flood-color="#10191D" flood-opacity="{ink}"/><feComposite in2="loose" operator="in" result="ink"/><feGaussianBlur in="SourceAlpha" stdDeviation="9"/><feOffset dx="0" dy="4" result="dim"/><feFlood flood-color="#10191D" flood-opacity="{shadow}"/><feComposite in2="dim" operator="in" result="shadow"/><feMerge><feMergeNode in="shadow"/><feMergeNode in="rough"/><feMergeNode in="ink"/></feMerge></filter>
<linearGradient id="{id}side" x1="0" y1="0" x2="1" y2="0"><stop offset="0.18" stop-color="#FFFFFF"/><stop offset="0.56" stop-color="#000000"/></linearGradient><linearGradient id="{id}soft" x1="0" y1="0" x2="1" y2="0"><stop offset="0.25" stop-color="#FFFFFF"/><stop offset="0.7" stop-color="#595959"/></linearGradient>
<g id="{id}shape" transform="translate({x:.2} {y:.2}) scale({loom}) {mirror}">{shapes}</g>
<mask id="{id}mask" mask-type="alpha" maskUnits="userSpaceOnUse" x="0" y="0" width="400" height="440"><use href="#{id}shape"/></mask>
<mask id="{id}light" maskUnits="userSpaceOnUse" x="0" y="0" width="400" height="440"><g transform="{mirror}"><rect width="400" height="440" fill="url(#{id}soft)"/></g></mask>
<mask id="{id}shade" maskUnits="userSpaceOnUse" x="0" y="0" width="400" height="440"><g transform="{mirror}"><rect width="400" height="440" fill="url(#{id}side)"/></g></mask></defs>
<g filter="url(#{id}edge)"><use href="#{id}shape"/></g><g mask="url(#{id}mask)"><g mask="url(#{id}light)"><rect width="400" height="440" fill="url(#{id}a)"/></g><g mask="url(#{id}shade)"><rect width="400" height="440" fill="url(#{id}b)"/></g></g>"##,
        wobble_more = wobble * 1.3,
    )
}
