//! Which part of a room's drawing is seen through a stage of another shape.

use super::plan::Side;
use crate::scenario::Place;

const WIDTH: f32 = 1280.0;
const HEIGHT: f32 = 720.0;
/// How rooms say that they are to be seen whole.
const WHOLE: &str = r#"viewBox="0 0 1280 720" width="1280" height="720""#;

/// A part of a drawing: left, top, width, height, in its own units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

/// The part of a room that fills so many pixels, with what matters in it.
pub(super) fn window(place: Place, side: Side, width: u32, height: u32) -> Part {
    let (width, height) = (width as f32, height as f32);
    let scale = (width / WIDTH).max(height / HEIGHT);
    let (width, height) = (width / scale, height / scale);
    let across = match side {
        Side::Left => 0.28,
        Side::Whole | Side::Mirrored => 0.5,
    };
    let down = match place {
        Place::Desk | Place::Home => 0.72,
        Place::Office | Place::Workshop | Place::Meeting | Place::Cafe => 0.55,
    };
    Part { left: (WIDTH - width) * across, top: (HEIGHT - height) * down, width, height }
}

/// The drawing, showing that part of itself.
pub(super) fn through(svg: &str, part: Part) -> String {
    let Part { left, top, width, height } = part;
    let seen = format!(
        r#"viewBox="{left:.2} {top:.2} {width:.2} {height:.2}" width="{width:.2}" height="{height:.2}""#
    );
    svg.replacen(WHOLE, &seen, 1)
}
