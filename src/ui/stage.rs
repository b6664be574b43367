//! Where people stand on the stage, in fractions of its rectangle: the drawing and the screens agree on it.

use egui::{Rect, pos2, vec2};

use crate::{engine::Standing, scenario::Place};

/// Where everything stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StageLayout {
    /// Two rooms that meet at a slanted seam: where it cuts the top and the bottom edge, 0 to 1 from the
    /// left. `None`: one room.
    pub seam: Option<(f32, f32)>,
    /// Further seams, from left to right: each person on a call is in a room of their own.
    pub further: Vec<(f32, f32)>,
    /// Where the player's face is, from the left.
    pub player: f32,
    /// Where the face of each person on stage is, from the left, in the order of `standing.people`.
    pub people: Vec<f32>,
    /// How tall each of them is by the stage's height, and how wide at most by its width.
    pub sizes: Vec<(f32, f32)>,
    /// In which of the rooms beyond the first seam each of them is, from 0.
    pub rooms: Vec<usize>,
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
        let you = match (self.seam, alone) {
            (Some(_), _) => YOU_APART,
            (None, true) => YOU_ALONE,
            (None, false) => YOU_TOGETHER,
        };
        let seen = self.seam.is_some() || alone || stage.width() > stage.height() * 1.15;
        let you = seen.then(|| head(stage, self.player, you));
        let others = self.people.iter().zip(&self.sizes);
        you.into_iter().chain(others.map(|(&at, &size)| head(stage, at, size))).collect()
    }

    /// The layout for how things stand.
    ///
    /// A call, or anybody who is somewhere else than the player, splits the stage; people on a call who are in
    /// several places split it again.
    #[must_use]
    pub fn of(standing: &Standing) -> Self {
        let apart = |place: Place| place != standing.place;
        let split = !standing.people.is_empty()
            && (standing.channel.is_call()
                || standing.people.iter().any(|person| apart(person.place)));
        let shown = standing.people.iter().take(MOST_PEOPLE);
        let mut places: Vec<Place> = Vec::new();
        let mut rooms = Vec::new();
        for person in shown {
            let known = places.iter().position(|place| *place == person.place);
            let room = known.filter(|_| split).unwrap_or(places.len());
            if room == places.len() && (split || places.is_empty()) {
                places.push(person.place);
            }
            rooms.push(if split { room } else { 0 });
        }
        let count = if split { places.len() } else { 1 };
        let mut layout = Self {
            seam: split.then_some(SEAM),
            further: (1..count).map(|room| further(room, count)).collect(),
            player: 0.26,
            people: Vec::new(),
            sizes: Vec::new(),
            rooms,
            eye_level: 0.52,
        };
        layout.stand(count);
        layout
    }

    /// Gives everybody their place within their room.
    fn stand(&mut self, rooms: usize) {
        let is_split = self.seam.is_some();
        for at in 0..self.rooms.len() {
            let room = self.rooms[at];
            let beside = self.rooms.iter().filter(|other| **other == room).count();
            let seat = self.rooms.iter().take(at).filter(|other| **other == room).count();
            let (left, right) = match (is_split, rooms) {
                (false, _) => (0.42, 0.94),
                (true, 1) => (0.46, 0.98),
                (true, _) => pane(room, rooms),
            };
            let share = (real(seat) + 0.5) / real(beside);
            let centre = match (is_split, rooms, beside) {
                (false, _, 1) => 0.66,
                (true, 1, 1) => 0.62,
                _ => left + (right - left) * share,
            };
            let (tall, wide) = if is_split { (0.88, 0.44) } else { (0.94, 0.62) };
            let less = [1.0, 0.9, 0.86].get(seat).copied().unwrap_or(0.86);
            // No head covers another: its width is a part of the figure's.
            let room_for_one = (right - left) / real(beside) / HEAD_SHARE * 0.96;
            let wide = if beside > 1 { f32::min(wide, room_for_one) } else { wide };
            // Shoulders stay within their own room.
            let wide = if rooms > 1 { wide.min(right - left + 0.05) } else { wide };
            self.people.push(centre);
            self.sizes.push((tall * less, wide));
        }
    }
}

/// People drawn at most.
pub const MOST_PEOPLE: usize = 3;
/// How tall and how wide the player is: beside another room, alone, and with others.
pub(crate) const YOU_APART: (f32, f32) = (0.78, 0.34);
pub(crate) const YOU_ALONE: (f32, f32) = (0.88, 0.44);
pub(crate) const YOU_TOGETHER: (f32, f32) = (0.80, 0.44);
/// The share of a figure's width that its head takes.
const HEAD_SHARE: f32 = 0.38;
/// Where two rooms meet.
const SEAM: (f32, f32) = (0.4375, 0.375);

/// Where a further room begins, of so many beyond the first seam.
fn further(room: usize, rooms: usize) -> (f32, f32) {
    let along = |from: f32| from + (1.0 - SEAM.0) * real(room) / real(rooms);
    (along(SEAM.0), along(SEAM.1))
}

/// From where to where a room is seen at the height of the faces.
fn pane(room: usize, rooms: usize) -> (f32, f32) {
    let middle = |(top, bottom): (f32, f32)| f32::midpoint(top, bottom);
    let left = if room == 0 { SEAM } else { further(room, rooms) };
    let right = if room + 1 == rooms { 1.0 } else { middle(further(room + 1, rooms)) };
    (middle(left) + 0.01, right - 0.01)
}

/// A small count as a number of the drawing.
fn real(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// The head of a figure that is so tall and at most so wide, as shares of the stage.
fn head(stage: Rect, centre: f32, (tall, wide): (f32, f32)) -> Rect {
    let height = (stage.height() * tall).min(stage.width() * wide / FIGURE_SHAPE);
    let size = vec2(height * FIGURE_SHAPE, height);
    let from = pos2(stage.left() + stage.width() * centre - size.x / 2.0, stage.bottom() - size.y);
    let ((left, top), (right, bottom)) = HEAD;
    Rect::from_min_max(from + size * vec2(left, top), from + size * vec2(right, bottom))
}
