//! Which part of a room's drawing is seen through a stage of another shape.

use super::plan::RoomSide;
use crate::scenario::Place;

const WIDTH: f32 = 1280.0;
const HEIGHT: f32 = 720.0;
/// How rooms say that they are to be seen whole.
const WHOLE: &str = r#"viewBox="0 0 1280 720" width="1280" height="720""#;

/// A part of a drawing: left, top, width, height, in its own units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DrawingPart {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

/// The part of a room that fills so many pixels, with what matters in it.
pub(super) fn window(place: Place, side: RoomSide, width: u32, height: u32) -> DrawingPart {
    let (width, height) = (width as f32, height as f32);
    let scale = (width / WIDTH).max(height / HEIGHT);
    let (width, height) = (width / scale, height / scale);
    let across = match side {
        RoomSide::Left => 0.28,
        RoomSide::Whole | RoomSide::Mirrored => 0.5,
    };
    let down = match place {
        Place::Desk | Place::Home | Place::Kitchen => 0.72,
        Place::Car => 0.4,
        Place::Office
        | Place::Workshop
        | Place::Meeting
        | Place::Cafe
        | Place::OpenPlan
        | Place::Canteen
        | Place::Corridor => 0.55,
    };
    DrawingPart { left: (WIDTH - width) * across, top: (HEIGHT - height) * down, width, height }
}

/// The drawing, showing that part of itself.
pub(super) fn through(svg: &str, part: DrawingPart) -> String {
    let DrawingPart { left, top, width, height } = part;
    let seen = format!(
        r#"viewBox="{left:.2} {top:.2} {width:.2} {height:.2}" width="{width:.2}" height="{height:.2}""#
    );
    svg.replacen(WHOLE, &seen, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_shows_a_part_of_the_drawing_in_its_own_shape() {
        for (width, height) in [(1280, 432), (563, 432), (800, 432), (3840, 2160), (300, 900)] {
            for place in Place::ALL {
                for side in [RoomSide::Whole, RoomSide::Left, RoomSide::Mirrored] {
                    let part = window(place, side, width, height);
                    assert!(part.left >= -0.01 && part.left + part.width <= WIDTH + 0.01);
                    assert!(part.top >= -0.01 && part.top + part.height <= HEIGHT + 0.01);
                    let shape = part.width / part.height - width as f32 / height as f32;
                    assert!(shape.abs() < 0.01, "{part:?}");
                }
            }
        }
    }

    #[test]
    fn every_room_says_how_it_is_seen_whole() {
        use crate::art::{Art, PictureTone, Variant};
        let art = Art::load().unwrap();
        for place in Place::ALL {
            let room = art.place(place, 10.0, Variant::Plain, PictureTone::Imagined(2));
            assert!(room.contains(WHOLE), "{place:?} would be seen through no window");
        }
    }
}
