//! Portraits and icons lent to the screens, painted off the main thread when first asked for.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiTextureHandle,
    egui::{ColorImage, TextureHandle, TextureId, TextureOptions},
};

use super::{
    pace::FrameWishes,
    painter::{Commission, PicturePainter},
    raster::raster,
    resources::OnScreen,
    stage::{front, image},
};
use crate::{
    scenario::{Composition, Mood},
    ui::Pictures,
};

/// Widest that one of egui's own textures may be.
const WIDEST: u32 = 2048;

/// Everything lent so far.
#[derive(Resource, Default)]
pub(super) struct Faces {
    lent_out: Mutex<BTreeMap<WantedFace, Lent>>,
    /// Pixels per unit of a 1280x720 window.
    grain: u32,
    /// A picture of 16 to 9 that covers the window, in pixels.
    cover: (u32, u32),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum WantedFace {
    Portrait(String, Mood, u32),
    /// A composed picture with the player's portrait in it, so many pixels wide.
    Composed(Composition, String, u32),
    Icon(String, u32),
    Front(String, Composition, (u32, u32)),
}

enum Lent {
    Asked,
    Painting(Commission),
    Ready(TextureHandle),
    /// Larger than egui's own textures may be.
    Large(Handle<Image>, TextureId),
    Never,
}

impl Faces {
    /// The home screen's backdrop; until it is painted for the window's size, one of another size.
    pub(super) fn backdrop(&self, portrait: &str, card: &Composition) -> Option<TextureId> {
        let wanted = WantedFace::Front(portrait.to_owned(), card.clone(), self.cover);
        self.ask_for(wanted).or_else(|| {
            let lent_out = self.lent_out.lock().unwrap_or_else(PoisonError::into_inner);
            lent_out.iter().find_map(|(wanted, lent)| match (wanted, lent) {
                (WantedFace::Front(other, shown, _), Lent::Large(_, id))
                    if other == portrait && shown == card =>
                {
                    Some(*id)
                }
                _ => None,
            })
        })
    }

    /// Whether something is still being painted.
    pub(super) fn is_painting(&self) -> bool {
        let lent_out = self.lent_out.lock().unwrap_or_else(PoisonError::into_inner);
        lent_out.values().any(|lent| matches!(lent, Lent::Asked | Lent::Painting(_)))
    }

    fn ask_for(&self, wanted: WantedFace) -> Option<TextureId> {
        let mut lent_out = self.lent_out.lock().unwrap_or_else(PoisonError::into_inner);
        match lent_out.entry(wanted).or_insert(Lent::Asked) {
            Lent::Ready(texture) => Some(texture.id()),
            Lent::Large(_, id) => Some(*id),
            Lent::Asked | Lent::Painting(_) | Lent::Never => None,
        }
    }
}

impl Pictures for Faces {
    fn portrait(&self, portrait: &str, mood: Mood) -> Option<TextureId> {
        self.ask_for(WantedFace::Portrait(portrait.to_owned(), mood, self.grain * 120))
    }

    fn composed(&self, picture: &Composition, you: &str, is_large: bool) -> Option<TextureId> {
        let wide = if is_large { 800 } else { 320 } * self.grain;
        let wide = wide.min(WIDEST);
        self.ask_for(WantedFace::Composed(picture.clone(), you.to_owned(), wide))
    }

    fn icon(&self, name: &str) -> Option<TextureId> {
        self.ask_for(WantedFace::Icon(name.to_owned(), self.grain * 32))
    }
}

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(Faces { grain: 1, ..default() });
    app.add_systems(
        PreUpdate,
        (choose_grain, paint.run_if(|on_screen: Res<OnScreen>| on_screen.0)).chain(),
    );
}

/// Pictures are painted for the size of the window, in whole steps.
fn choose_grain(windows: Query<&Window>, mut faces: ResMut<Faces>) {
    let Some(window) = windows.iter().next() else { return };
    let grain = window.physical_height().div_ceil(900).clamp(1, 4);
    let (width, height) = (window.physical_width(), window.physical_height());
    let wide = width.max(height * 16 / 9).clamp(320, 4096);
    let cover = (wide, wide * 9 / 16);
    if faces.grain != grain || faces.cover != cover {
        faces.grain = grain;
        faces.cover = cover;
        // Nobody waits any more for a backdrop of another size.
        let lent_out = faces.lent_out.get_mut().unwrap_or_else(PoisonError::into_inner);
        lent_out.retain(|wanted, lent| match (wanted, lent) {
            (WantedFace::Front(..), Lent::Asked | Lent::Painting(_)) => false,
            (
                _,
                Lent::Asked | Lent::Painting(_) | Lent::Ready(_) | Lent::Large(..) | Lent::Never,
            ) => true,
        });
    }
}

fn paint(
    mut contexts: EguiContexts,
    mut images: ResMut<Assets<Image>>,
    faces: Res<Faces>,
    painter: Res<PicturePainter>,
    mut pace: ResMut<FrameWishes>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let mut lent_out = faces.lent_out.lock().unwrap_or_else(PoisonError::into_inner);
    let mut hung = None;
    for (wanted, lent) in lent_out.iter_mut() {
        match lent {
            Lent::Asked => *lent = Lent::Painting(commission(wanted.clone(), &painter)),
            Lent::Painting(commission) => {
                if let Some(done) = commission.take() {
                    // The frame that first shows it is followed by one that surely has it.
                    pace.now();
                    *lent = done.map_or(Lent::Never, |pixels| {
                        if matches!(wanted, WantedFace::Front(..)) {
                            let image = images.add(image(pixels));
                            let texture = EguiTextureHandle::Strong(image.clone());
                            hung = Some(image.id());
                            return Lent::Large(image, contexts.add_image(texture));
                        }
                        let size = [pixels.width as usize, pixels.height as usize];
                        let image = ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
                        let name = format!("{wanted:?}");
                        Lent::Ready(ctx.load_texture(name, image, TextureOptions::LINEAR))
                    });
                }
            }
            Lent::Ready(_) | Lent::Large(..) | Lent::Never => {}
        }
    }
    if hung.is_some() {
        // The new backdrop takes the place of every other one.
        lent_out.retain(|_, lent| match lent {
            Lent::Large(image, _) if Some(image.id()) != hung => {
                contexts.remove_image(&*image);
                false
            }
            _ => true,
        });
    }
    Ok(())
}

fn commission(wanted: WantedFace, painter: &PicturePainter) -> Commission {
    painter.commission(move |art| match &wanted {
        WantedFace::Portrait(name, mood, size) => {
            raster(&art.portrait(name, *mood), *size, *size).ok()
        }
        WantedFace::Composed(picture, you, wide) => {
            raster(&art.composed(picture, you), *wide, *wide * 9 / 16).ok()
        }
        WantedFace::Front(portrait, card, size) => front(art, portrait, card, *size),
        WantedFace::Icon(name, size) => {
            art.icon_names().find(|known| known == name)?;
            raster(&art.icon(name, [255, 255, 255]), *size, *size).ok()
        }
    })
}
