//! Hatching: uneven strokes in one direction, lifted where a pencil would have been lifted.

use std::fmt::Write as _;

/// A sheet of strokes to be drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hatch {
    /// Width and height of the sheet, in drawing units.
    pub(super) size: (f32, f32),
    /// Direction of the strokes, of length 1.
    pub(super) along: (f32, f32),
    /// Mean distance between strokes, in drawing units.
    pub(super) gap: f32,
    /// Mean length of a stroke, in drawing units.
    pub(super) length: f32,
}

impl Hatch {
    /// The path of all strokes whose middle lies where `wanted` says; the same at every call.
    pub(super) fn path(self, wanted: impl Fn(f32, f32) -> bool) -> String {
        let (width, height) = self.size;
        let (dx, dy) = self.along;
        let reach = f32::midpoint(width, height);
        let mut hand = Hand(0x9E37_79B9);
        let mut path = String::new();
        let mut across = -reach;
        while across < reach {
            let mut at = -reach + self.length * hand.between(0.0, 1.0);
            while at < reach {
                let end = at + self.length * hand.between(0.5, 1.5);
                let (from, to) = (across, across + self.gap * hand.between(-0.15, 0.15));
                let point = |across: f32, at: f32| {
                    (width / 2.0 + dx * at - dy * across, height / 2.0 + dy * at + dx * across)
                };
                let ((x1, y1), (x2, y2)) = (point(from, at), point(to, end));
                let (x, y) = (f32::midpoint(x1, x2), f32::midpoint(y1, y2));
                let seen = x > -self.length
                    && x < width + self.length
                    && y > -self.length
                    && y < height + self.length;
                if seen && wanted(x, y) {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{x1:.0} {y1:.0}L{x2:.1} {y2:.1}");
                }
                at = end + self.gap * hand.between(0.4, 1.2);
            }
            across += self.gap * hand.between(0.75, 1.25);
        }
        path
    }
}

/// Small, repeatable unsteadiness.
struct Hand(u32);

impl Hand {
    #[expect(clippy::cast_precision_loss, reason = "sixteen bits fit a float exactly")]
    fn between(&mut self, low: f32, high: f32) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        low + (high - low) * ((self.0 >> 16) as f32 / 65_535.0)
    }
}
