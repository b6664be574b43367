//! Pictures painted off the main thread, and kept while they are likely to be shown again.

use std::collections::BTreeMap;

use bevy::{
    asset::RenderAssetUsages,
    prelude::*,
    render::render_resource::{Extent3d, TextureDimension, TextureFormat},
};

use super::super::{
    painter::{Commission, PicturePainter},
    raster::{Pixels, raster},
};
use super::{
    cut,
    plan::{Limb, Picture, PictureSubject, RoomSide},
    view,
};
use crate::art::{Art, Eyes, Facing, PersonFigure, PictureTone, Pose, Variant};

/// How many screens full of pixels are kept.
const SCREENS: usize = 10;

pub(super) fn paint(art: &Art, picture: &Picture) -> Option<Pixels> {
    let mut svg = drawing(art, &picture.subject);
    if let PictureSubject::Room { place, side, .. } = &picture.subject {
        svg = view::through(&svg, view::window(*place, *side, picture.width, picture.height));
    }
    let mut pixels = raster(&svg, picture.width, picture.height).ok()?;
    if matches!(picture.subject, PictureSubject::Room { side: RoomSide::Mirrored, .. }) {
        cut::mirror(&mut pixels);
    }
    match picture.seam {
        Some(seam) => cut::along(&mut pixels, seam),
        None => cut::bleed(&mut pixels),
    }
    Some(pixels)
}

fn drawing(art: &Art, subject: &PictureSubject) -> String {
    let look = |imagined: Option<u8>| imagined.map_or(PictureTone::Real, PictureTone::Imagined);
    let hour = |quarter: u8| f32::from(quarter) / 4.0;
    match subject {
        PictureSubject::Room { place, quarter, overfull, imagined, side: _ } => {
            let variant = if *overfull { Variant::Overfull } else { Variant::Plain };
            art.place(*place, hour(*quarter), variant, look(*imagined))
        }
        PictureSubject::Person { portrait, mood, limb, left, phone, shut, imagined } => {
            let figure = PersonFigure {
                pose: if *phone { Pose::Phone } else { Pose::Rest },
                facing: if *left { Facing::Left } else { Facing::Right },
                eyes: if *shut { Eyes::Closed } else { Eyes::Open },
                look: look(*imagined),
            };
            let layers = art.person(portrait, *mood, figure);
            match limb {
                Limb::Body => layers.body,
                Limb::Head => layers.head,
            }
        }
    }
}

/// Every picture painted or being painted.
#[derive(Resource, Default)]
pub(in crate::game) struct Gallery {
    cards: BTreeMap<Picture, Shelved>,
    visits: u64,
}

enum Shelved {
    Painting(Commission),
    Painted {
        image: Handle<Image>,
        visited: u64,
    },
    /// It cannot be painted, and is left out.
    Blank,
}

/// Whether a picture can be hung.
pub(super) enum Availability {
    Ready(Handle<Image>),
    NotYet,
    Never,
}

impl Gallery {
    /// Whether something is still being painted.
    pub(in crate::game) fn is_painting(&self) -> bool {
        self.cards.values().any(|shelved| matches!(shelved, Shelved::Painting(_)))
    }

    /// Finds a picture, or has it painted.
    pub(super) fn find(&mut self, picture: &Picture, painter: &PicturePainter) -> Availability {
        self.visits += 1;
        match self.cards.get_mut(picture) {
            Some(Shelved::Painted { image, visited }) => {
                *visited = self.visits;
                Availability::Ready(image.clone())
            }
            Some(Shelved::Painting(_)) => Availability::NotYet,
            Some(Shelved::Blank) => Availability::Never,
            None => {
                let own = picture.clone();
                let commission = painter.commission(move |art| paint(art, &own));
                self.cards.insert(picture.clone(), Shelved::Painting(commission));
                Availability::NotYet
            }
        }
    }

    /// Forgets what was not looked at for longest, until the rest fits.
    fn tidy(&mut self, most_pixels: usize) {
        let mut painted: Vec<(u64, Picture)> = self
            .cards
            .iter()
            .filter_map(|(picture, shelved)| match shelved {
                Shelved::Painted { visited, .. } => Some((*visited, picture.clone())),
                Shelved::Painting(_) | Shelved::Blank => None,
            })
            .collect();
        painted.sort_by_key(|(visited, _)| std::cmp::Reverse(*visited));
        let mut pixels = 0;
        for (_, picture) in painted {
            pixels += picture.width as usize * picture.height as usize;
            if pixels > most_pixels {
                self.cards.remove(&picture);
            }
        }
    }
}

/// Takes finished pictures from the painters.
pub(super) fn collect(
    mut gallery: ResMut<Gallery>,
    mut images: ResMut<Assets<Image>>,
    windows: Query<&Window>,
) {
    let gallery = &mut *gallery;
    let mut arrived = false;
    for shelved in gallery.cards.values_mut() {
        let Shelved::Painting(commission) = shelved else { continue };
        if let Some(done) = commission.take() {
            arrived = true;
            *shelved = done.map_or(Shelved::Blank, |pixels| Shelved::Painted {
                image: images.add(image(pixels)),
                visited: gallery.visits,
            });
        }
    }
    if arrived && let Some(window) = windows.iter().next() {
        let screen = window.physical_width() as usize * window.physical_height() as usize;
        gallery.tidy(screen * SCREENS);
    }
}

/// A picture as the graphics card keeps it; nothing stays in memory.
pub(in crate::game) fn image(pixels: Pixels) -> Image {
    let size = Extent3d { width: pixels.width, height: pixels.height, depth_or_array_layers: 1 };
    Image::new(
        size,
        TextureDimension::D2,
        pixels.rgba,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    )
}
