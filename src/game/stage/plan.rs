//! Where everything goes: a shot and a size become pieces at pixel places. Pure.

use super::shot::{Actor, Set, Shot};
use crate::art::{FIGURE_HEIGHT, FIGURE_WIDTH, PictureTone, Variant};
use crate::{
    scenario::{Mood, Place},
    ui::stage::StageLayout,
};

/// A piece of the stage, hung back to front in the order of [`StageSlot`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// Which piece it is; the same slot cross-fades when its picture changes.
    pub(super) slot: StageSlot,
    /// What is painted on it.
    pub(super) picture: Picture,
    /// Where it hangs, in pixels from the stage's top left.
    pub(super) at: PixelRect,
}

/// The pieces from back to front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum StageSlot {
    /// The room, or the room here.
    Room,
    /// Your body, then your head.
    You(Limb),
    /// The room at the other end, cut along the seam.
    Beyond,
    /// Another person.
    Other(u8, Limb),
}

/// The layers of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Limb {
    /// Shoulders and neck.
    Body,
    /// Face and hair.
    Head,
}

/// A picture and the size it is painted in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Picture {
    pub(super) subject: PictureSubject,
    pub(super) width: u32,
    pub(super) height: u32,
    /// The seam its left edge is cut along.
    pub(super) seam: Option<Seam>,
}

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PictureSubject {
    /// A place.
    Room { place: Place, quarter: u8, overfull: bool, imagined: Option<u8>, side: RoomSide },
    /// A layer of a person.
    Person {
        portrait: String,
        mood: Mood,
        limb: Limb,
        left: bool,
        phone: bool,
        shut: bool,
        imagined: Option<u8>,
    },
}

/// From which side a room is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RoomSide {
    /// As drawn, all of it.
    Whole,
    /// As drawn, more of what is left in it.
    Left,
    /// Mirrored: what the person on the left works at stands on the right.
    Mirrored,
}

/// A slanted cut: its ends at the top and bottom edge and the width of the dark band, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seam {
    pub(super) top: i32,
    pub(super) bottom: i32,
    pub(super) band: i32,
}

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PixelRect {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Width of the dark band along the seam, as a share of the stage's.
const BAND: f32 = 0.0065;

/// The pieces of a shot on a stage of this size, back to front.
pub(super) fn plan(shot: &Shot, width: u32, height: u32) -> Vec<Piece> {
    let stage = StagePlan { width: width as f32, height: height as f32 };
    match shot {
        Shot::Dark => Vec::new(),
        Shot::Alone { set, you, layout } => {
            let mut pieces = vec![stage.full(room(*set, across(*set)))];
            pieces.extend(stage.person(StageSlot::You, you, Stand::left(layout.player, 0.88)));
            pieces
        }
        Shot::Together { set, you, others, layout } => {
            let mut pieces = vec![stage.full(room(*set, across(*set)))];
            if stage.width > stage.height * 1.15 {
                pieces.extend(stage.person(StageSlot::You, you, Stand::left(layout.player, 0.80)));
            }
            pieces.extend(stage.people(others, &layout.people, Stand::right(0.66, 0.94)));
            pieces
        }
        Shot::Apart { here, you, there, others, phones, layout } => {
            stage.apart(*here, (you, *phones), *there, others, layout)
        }
    }
}

/// At their own desk people look at their screen, which is drawn on the left.
fn across(set: Set) -> RoomSide {
    if matches!(set.place, Place::Desk | Place::Home) {
        RoomSide::Mirrored
    } else {
        RoomSide::Whole
    }
}

fn room(set: Set, side: RoomSide) -> PictureSubject {
    let imagined = match set.look {
        PictureTone::Real => None,
        PictureTone::Imagined(level) => Some(level),
    };
    let overfull = set.variant == Variant::Overfull;
    PictureSubject::Room { place: set.place, quarter: set.quarter, overfull, imagined, side }
}

/// How a person stands: centre as a share of the width, height as a share of the height.
#[derive(Clone, Copy)]
struct Stand {
    centre: f32,
    tall: f32,
    /// Widest, as a share of the stage's width.
    wide: f32,
    faces_left: bool,
    phone: bool,
}

impl Stand {
    fn left(centre: f32, tall: f32) -> Self {
        Self { centre, tall, wide: 0.44, faces_left: false, phone: false }
    }

    fn right(centre: f32, tall: f32) -> Self {
        Self { faces_left: true, wide: 0.62, ..Self::left(centre, tall) }
    }
}

#[derive(Clone, Copy)]
struct StagePlan {
    width: f32,
    height: f32,
}

impl StagePlan {
    fn apart(
        self,
        here: Set,
        (you, phones): (&Actor, bool),
        there: Set,
        others: &[Actor],
        layout: &StageLayout,
    ) -> Vec<Piece> {
        let (top, bottom) = layout.seam.unwrap_or((0.5, 0.5));
        let band = (self.width * BAND).round().max(3.0);
        let (top, bottom) = ((self.width * top).round(), (self.width * bottom).round());
        let edge = (bottom.min(top) - band).max(0.0);
        let left =
            PixelRect { left: 0.0, top: 0.0, width: top.max(bottom) + band, height: self.height };
        let right =
            PixelRect { left: edge, top: 0.0, width: self.width - edge, height: self.height };
        let seam =
            Seam { top: (top - edge) as i32, bottom: (bottom - edge) as i32, band: band as i32 };
        let mut pieces = vec![piece(StageSlot::Room, room(here, RoomSide::Left), left, None)];
        pieces.extend(self.person(
            StageSlot::You,
            you,
            Stand { wide: 0.34, phone: phones, ..Stand::left(layout.player, 0.78) },
        ));
        pieces.push(piece(StageSlot::Beyond, room(there, RoomSide::Whole), right, Some(seam)));
        let first = Stand { wide: 0.44, phone: phones, ..Stand::right(0.62, 0.88) };
        pieces.extend(self.people(others, &layout.people, first));
        pieces
    }

    fn full(self, subject: PictureSubject) -> Piece {
        let all = PixelRect { left: 0.0, top: 0.0, width: self.width, height: self.height };
        piece(StageSlot::Room, subject, all, None)
    }

    /// Up to three people, the first in front and the largest.
    fn people(self, others: &[Actor], centres: &[f32], first: Stand) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (index, (actor, centre)) in others.iter().zip(centres).enumerate().take(3) {
            let seat = u8::try_from(index).unwrap_or_default();
            let smaller = [1.0, 0.9, 0.86].get(index).copied().unwrap_or(1.0);
            let stand = Stand { centre: *centre, tall: first.tall * smaller, ..first };
            pieces.extend(self.person(
                |limb| StageSlot::Other(2 - seat.min(2), limb),
                actor,
                stand,
            ));
        }
        pieces
    }

    fn person(self, slot: impl Fn(Limb) -> StageSlot, actor: &Actor, stand: Stand) -> [Piece; 2] {
        let ratio = FIGURE_WIDTH / FIGURE_HEIGHT;
        let height =
            (self.height * stand.tall).min(self.width * stand.wide / ratio).round().max(1.0);
        let width = (height * ratio).round().max(1.0);
        let left = (self.width * stand.centre - width / 2.0).round();
        let at = PixelRect { left, top: self.height - height, width, height };
        [Limb::Body, Limb::Head].map(|limb| {
            let subject = PictureSubject::Person {
                portrait: actor.portrait.clone(),
                mood: actor.mood,
                limb,
                left: stand.faces_left,
                phone: stand.phone,
                shut: false,
                imagined: actor.imagined,
            };
            piece(slot(limb), subject, at, None)
        })
    }
}

fn piece(slot: StageSlot, subject: PictureSubject, at: PixelRect, seam: Option<Seam>) -> Piece {
    let size = |length: f32| (length.round() as u32).max(1);
    Piece {
        slot,
        picture: Picture { subject, width: size(at.width), height: size(at.height), seam },
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [(u32, u32); 6] =
        [(1280, 432), (1280, 720), (1024, 200), (1024, 360), (3840, 1300), (640, 400)];

    fn layout(seam: Option<(f32, f32)>, people: &[f32]) -> StageLayout {
        StageLayout { seam, player: 0.26, people: people.to_vec(), eye_level: 0.52 }
    }

    fn shots() -> Vec<Shot> {
        let set =
            |place| Set { place, quarter: 40, variant: Variant::Plain, look: PictureTone::Real };
        let actor = |name| Actor::seen(name, Mood::Neutral);
        let (you, here, there) = (actor("sam-1"), set(Place::Desk), set(Place::Office));
        let seam = Some((0.4375, 0.375));
        vec![
            Shot::Alone { set: here, you: you.clone(), layout: layout(None, &[]) },
            Shot::Together {
                set: there,
                you: you.clone(),
                others: vec![actor("helen"), actor("marcus")],
                layout: layout(None, &[0.55, 0.81]),
            },
            Shot::Apart {
                here,
                you,
                there,
                others: vec![actor("helen")],
                phones: true,
                layout: layout(seam, &[0.62]),
            },
        ]
    }

    /// Whether two lengths are the same pixel.
    fn same(one: f32, other: f32) -> bool {
        (one - other).abs() < 0.5
    }

    #[test]
    fn rooms_cover_the_stage_and_people_stand_on_it() {
        for (width, height) in SIZES {
            for shot in shots() {
                let pieces = plan(&shot, width, height);
                let (width, height) = (width as f32, height as f32);
                let mut covered = 0.0;
                for piece in &pieces {
                    let PixelRect { left, top, width: wide, height: tall } = piece.at;
                    assert!(same(piece.picture.width as f32, wide), "painted at its size");
                    match piece.slot {
                        StageSlot::Room | StageSlot::Beyond => {
                            assert!(left <= covered && same(top, 0.0) && same(tall, height));
                            covered = left + wide;
                        }
                        StageSlot::You(_) | StageSlot::Other(..) => {
                            assert!(top >= 0.0 && same(top + tall, height));
                            assert!(left + wide * 0.25 >= 0.0 && left + wide * 0.75 <= width);
                        }
                    }
                }
                assert!(same(covered, width), "{shot:?}");
            }
        }
    }

    #[test]
    fn pieces_are_drawn_in_the_order_of_their_slots() {
        for shot in shots() {
            let slots: Vec<StageSlot> =
                plan(&shot, 1280, 432).iter().map(|piece| piece.slot).collect();
            let backs = |slot: &&StageSlot| !matches!(slot, StageSlot::Other(..));
            assert!(slots.iter().filter(backs).is_sorted(), "{slots:?}");
        }
    }

    #[test]
    fn nothing_is_planned_in_the_dark() {
        assert_eq!(plan(&Shot::Dark, 1280, 432), []);
    }
}
