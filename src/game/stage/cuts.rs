//! When a picture is cut to and when it is faded to: no figure is seen through another.

use super::plan::{PictureSubject, Piece};

/// Whether what hung and what is to hang would show two figures or two rooms through each other.
pub(super) fn is_cut(before: &[Piece], now: &[Piece]) -> bool {
    let same_slot = |old: &Piece| now.iter().find(|new| new.slot == old.slot);
    before.iter().any(|old| same_slot(old).is_some_and(|new| !is_same_thing(old, new)))
}

/// Whether a piece shows the same thing at the same place, however it looks by now.
fn is_same_thing(old: &Piece, new: &Piece) -> bool {
    let same = match (&old.picture.subject, &new.picture.subject) {
        (PictureSubject::Room { place, .. }, PictureSubject::Room { place: now, .. }) => {
            place == now
        }
        (PictureSubject::Person { portrait, .. }, PictureSubject::Person { portrait: now, .. }) => {
            portrait == now
        }
        (PictureSubject::Room { .. }, PictureSubject::Person { .. })
        | (PictureSubject::Person { .. }, PictureSubject::Room { .. }) => false,
    };
    same && old.at == new.at
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            plan::plan,
            shot::{Actor, Set, Shot},
        },
        *,
    };
    use crate::{
        art::{PictureTone, Variant},
        scenario::{Mood, Place},
        ui::stage::StageLayout,
    };

    fn hung(place: Place, quarter: u8, people: &[(&str, Mood)]) -> Vec<Piece> {
        let shot = Shot::Together {
            set: Set { place, quarter, variant: Variant::Plain, look: PictureTone::Real },
            you: Actor::seen("sam-1", Mood::Neutral),
            others: people.iter().map(|(name, mood)| Actor::seen(name, *mood)).collect(),
            layout: StageLayout {
                seam: None,
                further: Vec::new(),
                player: 0.26,
                people: [0.55, 0.81][..people.len()].to_vec(),
                sizes: vec![(0.9, 0.6); people.len()],
                rooms: vec![0; people.len()],
                eye_level: 0.5,
            },
        };
        plan(&shot, 1280, 432)
    }

    #[test]
    fn a_mood_and_the_light_are_faded_and_another_room_or_person_is_cut_to() {
        let before = hung(Place::Office, 40, &[("helen", Mood::Neutral)]);
        let smile = hung(Place::Office, 48, &[("helen", Mood::Warm)]);
        assert!(!is_cut(&before, &smile));
        let joined = hung(Place::Office, 40, &[("helen", Mood::Neutral), ("marcus", Mood::Warm)]);
        assert!(!is_cut(&before, &joined), "whoever comes in comes up alone");
        assert!(is_cut(&before, &hung(Place::Office, 40, &[("marcus", Mood::Neutral)])));
        assert!(is_cut(&before, &hung(Place::Cafe, 40, &[("helen", Mood::Neutral)])));
        assert!(!is_cut(&[], &before), "out of the dark it comes up");
    }
}
