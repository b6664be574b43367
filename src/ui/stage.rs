//! Where people stand on the stage, in fractions of its rectangle: the drawing and the screens agree on it.

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

impl StageLayout {
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
