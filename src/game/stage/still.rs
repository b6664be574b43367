//! A shot painted into one picture, for screens that want it as a backdrop.

use super::{
    super::raster::Pixels,
    gallery::paint,
    plan::{PixelRect, plan},
    shot::{Actor, Set, Shot, quarter},
};
use crate::{
    art::{Art, PictureTone, Variant},
    scenario::{Composition, Mood, Place},
    ui::stage::StageLayout,
};

/// Early light.
const MINUTE: u16 = 8 * 60 + 45;

/// The backdrop of the home screen: you on the telephone, and whom you imagine at the other end,
/// both right of the menu: the first person on the card of what is to be continued.
pub(in crate::game) fn front(
    art: &Art,
    portrait: &str,
    other: &Composition,
    (width, height): (u32, u32),
) -> Option<Pixels> {
    let (whom, there) =
        other.people.first().map_or(("helen", Place::Office), |(one, _)| (one, other.place));
    let set =
        |place, look| Set { place, quarter: quarter(Some(MINUTE)), variant: Variant::Plain, look };
    let shot = Shot::Apart {
        here: set(Place::Desk, PictureTone::Real),
        you: Actor::seen(portrait, Mood::Worried),
        there: vec![set(there, PictureTone::Imagined(1))],
        others: vec![Actor { imagined: Some(1), ..Actor::seen(whom, Mood::Guarded) }],
        phones: true,
        layout: StageLayout {
            seam: Some((0.735, 0.675)),
            player: 0.57,
            further: Vec::new(),
            people: vec![0.855],
            sizes: vec![(0.88, 0.44)],
            rooms: vec![0],
            eye_level: 0.5,
        },
    };
    still(art, &shot, width, height)
}

/// A shot as one picture.
pub(in crate::game) fn still(art: &Art, shot: &Shot, width: u32, height: u32) -> Option<Pixels> {
    let mut canvas = Canvas::new(width, height);
    for piece in plan(shot, width, height) {
        canvas.lay(&paint(art, &piece.picture)?, piece.at);
    }
    Some(canvas.0)
}

/// An opaque picture on which others are laid.
struct Canvas(Pixels);

impl Canvas {
    fn new(width: u32, height: u32) -> Self {
        Self(Pixels { width, height, rgba: vec![255; width as usize * height as usize * 4] })
    }

    fn lay(&mut self, pixels: &Pixels, at: PixelRect) {
        let (left, top) = (at.left as isize, at.top as isize);
        let across = self.0.width as usize;
        let canvas = self.0.rgba.as_chunks_mut::<4>().0;
        let rows = pixels.rgba.as_chunks::<4>().0.chunks_exact(pixels.width as usize);
        for (y, row) in rows.enumerate() {
            let Some(y) = (y as isize).checked_add(top).and_then(|y| usize::try_from(y).ok())
            else {
                continue;
            };
            for (x, over) in row.iter().enumerate() {
                let x = usize::try_from(x as isize + left).ok().filter(|x| *x < across);
                if let Some(under) = x.and_then(|x| canvas.get_mut(y * across + x)) {
                    blend(under, *over);
                }
            }
        }
    }
}

fn blend(under: &mut [u8; 4], over: [u8; 4]) {
    let alpha = u16::from(over[3]);
    for (under, over) in under.iter_mut().zip(over).take(3) {
        let mixed = u16::from(over) * alpha + u16::from(*under) * (255 - alpha);
        *under = (mixed / 255) as u8;
    }
}
