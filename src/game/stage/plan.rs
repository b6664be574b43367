//! Where everything goes: a shot and a size become pieces at pixel places. Pure.

use super::shot::{Actor, Set, Shot};
use crate::art::{FIGURE_HEIGHT, FIGURE_WIDTH, PictureTone, Variant};
use crate::{
    scenario::{Mood, Place},
    ui::stage::{StageLayout, YOU_ALONE, YOU_APART, YOU_TOGETHER},
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
    /// A room at another end, counted from the left, cut along its seam.
    Beyond(u8),
    /// Another person: in which of those rooms, at which seat from the back.
    Other(u8, u8, Limb),
}

impl StageSlot {
    /// How far in front it hangs: a room hides whoever stands out of the one to its left.
    pub(super) fn depth(self) -> f32 {
        let limb = |limb: Limb| match limb {
            Limb::Body => 0.0,
            Limb::Head => 1.0,
        };
        match self {
            Self::Room => 0.0,
            Self::You(part) => 2.0 + limb(part),
            Self::Beyond(room) => 4.0 + 10.0 * f32::from(room),
            Self::Other(room, seat, part) => {
                6.0 + 10.0 * f32::from(room) + 2.0 * f32::from(seat) + limb(part)
            }
        }
    }
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
            pieces.extend(stage.person(StageSlot::You, you, Stand::left(layout.player, YOU_ALONE)));
            pieces
        }
        Shot::Together { set, you, others, layout } => {
            let mut pieces = vec![stage.full(room(*set, across(*set)))];
            if stage.width > stage.height * 1.15 {
                let stand = Stand::left(layout.player, YOU_TOGETHER);
                pieces.extend(stage.person(StageSlot::You, you, stand));
            }
            pieces.extend(stage.people(others, layout, 0, false));
            pieces
        }
        Shot::Apart { here, you, there, others, phones, layout } => {
            stage.apart(*here, (you, *phones), there, others, layout)
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
    fn left(centre: f32, (tall, wide): (f32, f32)) -> Self {
        Self { centre, tall, wide, faces_left: false, phone: false }
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
        there: &[Set],
        others: &[Actor],
        layout: &StageLayout,
    ) -> Vec<Piece> {
        let first = layout.seam.unwrap_or((0.5, 0.5));
        let band = (self.width * BAND).round().max(3.0);
        let wide = (self.width * first.0.max(first.1)).round() + band;
        let left = PixelRect { left: 0.0, top: 0.0, width: wide, height: self.height };
        let mut pieces = vec![piece(StageSlot::Room, room(here, RoomSide::Left), left, None)];
        let stand = Stand { phone: phones, ..Stand::left(layout.player, YOU_APART) };
        pieces.extend(self.person(StageSlot::You, you, stand));
        let seams = std::iter::once(&first).chain(&layout.further);
        for (at, (seam, set)) in (0_u8..).zip(seams.zip(there)) {
            pieces.push(self.beyond(at, *set, *seam, band));
            pieces.extend(self.people(others, layout, at, phones));
        }
        pieces
    }

    /// A room that begins at a seam and reaches to the right edge.
    fn beyond(self, at: u8, set: Set, (top, bottom): (f32, f32), band: f32) -> Piece {
        let (top, bottom) = ((self.width * top).round(), (self.width * bottom).round());
        let edge = (bottom.min(top) - band).max(0.0);
        let right =
            PixelRect { left: edge, top: 0.0, width: self.width - edge, height: self.height };
        let seam =
            Seam { top: (top - edge) as i32, bottom: (bottom - edge) as i32, band: band as i32 };
        piece(StageSlot::Beyond(at), room(set, RoomSide::Whole), right, Some(seam))
    }

    fn full(self, subject: PictureSubject) -> Piece {
        let all = PixelRect { left: 0.0, top: 0.0, width: self.width, height: self.height };
        piece(StageSlot::Room, subject, all, None)
    }

    /// The people of a room, the first in front and the largest.
    fn people(self, others: &[Actor], layout: &StageLayout, room: u8, phone: bool) -> Vec<Piece> {
        let stands = layout.people.iter().zip(&layout.sizes).zip(&layout.rooms);
        let mut pieces = Vec::new();
        for (seat, (actor, ((&centre, &size), &own))) in (0_u8..).zip(others.iter().zip(stands)) {
            if own == usize::from(room) {
                let stand = Stand { faces_left: true, phone, ..Stand::left(centre, size) };
                let slot = |limb| StageSlot::Other(room, 2 - seat.min(2), limb);
                pieces.extend(self.person(slot, actor, stand));
            }
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
        StageLayout {
            seam,
            further: Vec::new(),
            player: 0.26,
            people: people.to_vec(),
            sizes: vec![(0.88, 0.44); people.len()],
            rooms: vec![0; people.len()],
            eye_level: 0.52,
        }
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
                you: you.clone(),
                there: vec![there],
                others: vec![actor("helen")],
                phones: true,
                layout: layout(seam, &[0.62]),
            },
            Shot::Apart {
                here,
                you,
                there: vec![there, set(Place::Workshop), set(Place::Home)],
                others: vec![actor("helen"), actor("marcus"), actor("lucia")],
                phones: false,
                layout: StageLayout {
                    further: vec![(0.625, 0.5625), (0.8125, 0.75)],
                    rooms: vec![0, 1, 2],
                    sizes: vec![(0.88, 0.4); 3],
                    ..layout(seam, &[0.5, 0.69, 0.88])
                },
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
                        StageSlot::Room | StageSlot::Beyond(_) => {
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
            // The people of one room hang by their seats, whoever comes first.
            let backs = |slot: &&StageSlot| !matches!(slot, StageSlot::Other(..));
            let depths = |slots: &[StageSlot]| -> Vec<f32> {
                slots.iter().filter(backs).map(|slot| slot.depth()).collect()
            };
            assert!(depths(&slots).is_sorted(), "{slots:?}");
            let within = |slot: &StageSlot| match slot {
                StageSlot::Other(room, ..) => {
                    let own = StageSlot::Beyond(*room).depth();
                    (own..own + 10.0).contains(&slot.depth())
                }
                StageSlot::Room | StageSlot::You(_) | StageSlot::Beyond(_) => true,
            };
            assert!(slots.iter().all(within), "{slots:?}");
        }
    }

    #[test]
    fn nothing_is_planned_in_the_dark() {
        assert_eq!(plan(&Shot::Dark, 1280, 432), []);
    }
}
