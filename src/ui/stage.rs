//! Where people stand on the stage, in fractions of its rectangle: the drawing and the screens agree on it.

use egui::{Rect, pos2, vec2};

use crate::{engine::Standing, scenario::Place};

/// Where everything stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StageLayout {
    /// Two rooms that meet at a slanted seam: where it cuts the top and the bottom edge, 0 to 1 from the
    /// left. `None`: one room.
    pub seam: Option<(f32, f32)>,
    /// Where the player's face is, from the left.
    pub player: f32,
    /// Where the face of each person on stage is, from the left, in the order of `standing.people`.
    pub people: Vec<f32>,
    /// Height at which the faces are, from the top.
    pub eye_level: f32,
}

/// A figure's width by its height.
const FIGURE_SHAPE: f32 = 400.0 / 440.0;
/// The part of a figure in which its head is, hair and chin included.
const HEAD: ((f32, f32), (f32, f32)) = ((0.31, 0.14), (0.69, 0.635));

impl StageLayout {
    /// Where heads are on a stage: yours, then those of the people on it. Nothing that is read lies over them.
    #[must_use]
    pub fn heads(&self, stage: Rect) -> Vec<Rect> {
        let alone = self.people.is_empty();
        let (you, other) = match (self.seam, alone) {
            (Some(_), _) => ((0.78, 0.34), (0.88, 0.44)),
            (None, true) => ((0.88, 0.44), (0.0, 0.0)),
            (None, false) => ((0.80, 0.44), (0.94, 0.62)),
        };
        let seen = self.seam.is_some() || alone || stage.width() > stage.height() * 1.15;
        let you = seen.then(|| head(stage, self.player, you));
        let smaller = [1.0, 0.9, 0.86];
        let others = self.people.iter().zip(smaller);
        you.into_iter()
            .chain(others.map(|(&at, less)| head(stage, at, (other.0 * less, other.1))))
            .collect()
    }

    /// The layout for how things stand.
    ///
    /// A call, or anybody who is somewhere else than the player, splits the stage.
    #[must_use]
    pub fn of(standing: &Standing) -> Self {
        let apart = |place: Place| place != standing.place;
        let split = !standing.people.is_empty()
            && (standing.channel.is_call()
                || standing.people.iter().any(|person| apart(person.place)));
        let (left, right): (f32, f32) = if split { (0.46, 0.98) } else { (0.42, 0.94) };
        let count = standing.people.len();
        let people = (0..count)
            .map(|at| {
                let share = (f32::from(u16::try_from(at).unwrap_or_default()) + 0.5)
                    / f32::from(u16::try_from(count).unwrap_or(1));
                left + (right - left) * share
            })
            .collect();
        let people = if count == 1 { vec![if split { 0.62 } else { 0.66 }] } else { people };
        Self { seam: split.then_some((0.4375, 0.375)), player: 0.26, people, eye_level: 0.52 }
    }
}

/// The head of a figure that is so tall and at most so wide, as shares of the stage.
fn head(stage: Rect, centre: f32, (tall, wide): (f32, f32)) -> Rect {
    let height = (stage.height() * tall).min(stage.width() * wide / FIGURE_SHAPE);
    let size = vec2(height * FIGURE_SHAPE, height);
    let from = pos2(stage.left() + stage.width() * centre - size.x / 2.0, stage.bottom() - size.y);
    let ((left, top), (right, bottom)) = HEAD;
    Rect::from_min_max(from + size * vec2(left, top), from + size * vec2(right, bottom))
}
