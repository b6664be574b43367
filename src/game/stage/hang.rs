//! Hangs the pieces: adopts a new plan once all of it is painted, and cross-fades what changed.

use bevy::{camera::visibility::NoFrustumCulling, prelude::*, sprite::Anchor};
use bevy_egui::EguiContexts;

use super::super::{pace::FrameWishes, painter::PicturePainter};
use super::{
    Liveliness, StageFrame,
    cuts::is_cut,
    gallery::{Availability, Gallery},
    plan::{Limb, Picture, PictureSubject, Piece, PixelRect, StageSlot, plan},
    shot::Shot,
};
use crate::art::{FIGURE_HEIGHT, FIGURE_WIDTH, NECK};

/// How long one picture turns into another.
pub(super) const CROSS_FADE_SECS: f32 = 0.25;

/// What hangs now.
#[derive(Resource, Default)]
pub(super) struct Hung {
    /// The stage in pixels, from the window's top left.
    frame: Option<PixelRect>,
    size: (u32, u32),
    pieces: Vec<Piece>,
}

/// A piece as it hangs.
#[derive(Component)]
pub(super) struct Hanging {
    pub(super) slot: StageSlot,
    pub(super) picture: Picture,
    pub(super) image: Handle<Image>,
    /// The same face with its eyes shut, once painted.
    pub(super) shut: Option<Handle<Image>>,
    /// Where it hangs on the stage, in pixels.
    pub(super) at: PixelRect,
    /// When it was hung, in seconds since the start.
    pub(super) since: f32,
    /// When it was taken down.
    pub(super) until: Option<f32>,
}

impl Hung {
    /// The stage in pixels.
    pub(super) fn frame(&self) -> Option<PixelRect> {
        self.frame
    }

    /// How far what hangs is stretched until it is painted for a window that changed its size.
    pub(super) fn fit(&self, frame: PixelRect) -> Vec2 {
        let (width, height) = self.size;
        Vec2::new(frame.width / width.max(1) as f32, frame.height / height.max(1) as f32)
    }
}

/// Brings what hangs in line with what is to be shown.
#[expect(clippy::too_many_arguments, reason = "a Bevy system names what it uses")]
pub(super) fn arrange(
    mut commands: Commands,
    mut contexts: EguiContexts,
    frame: Res<StageFrame>,
    shot: Res<Shot>,
    time: Res<Time<Real>>,
    lively: Res<Liveliness>,
    painter: Res<PicturePainter>,
    windows: Query<&Window>,
    mut gallery: ResMut<Gallery>,
    mut hung: ResMut<Hung>,
    mut pace: ResMut<FrameWishes>,
    mut hanging: Query<(Entity, &mut Hanging)>,
) -> Result {
    let density = contexts.ctx_mut()?.pixels_per_point();
    hung.frame = frame.0.map(|rect| {
        let (left, top) = ((rect.left() * density).round(), (rect.top() * density).round());
        let (right, bottom) = ((rect.right() * density).round(), (rect.bottom() * density).round());
        PixelRect { left, top, width: right - left, height: bottom - top }
    });
    let Some(within_px) = hung.frame.filter(|within_px| fits(*within_px, &windows)) else {
        return Ok(());
    };
    let size = (within_px.width as u32, within_px.height as u32);
    let wanted = plan(&shot, size.0, size.1);
    if hung.pieces == wanted {
        return Ok(());
    }
    let found: Vec<Availability> =
        wanted.iter().map(|piece| gallery.find(&piece.picture, &painter)).collect();
    if found.iter().any(|found| matches!(found, Availability::NotYet)) {
        return Ok(());
    }
    let now = time.elapsed_secs();
    let fresh = lively.still || hung.size != size || is_cut(&hung.pieces, &wanted);
    for (entity, mut old) in &mut hanging {
        let stays =
            wanted.iter().find(|piece| piece.slot == old.slot && piece.picture == old.picture);
        match stays {
            Some(piece) if old.until.is_none() => old.at = piece.at,
            _ if fresh => commands.entity(entity).despawn(),
            _ => {
                old.until.get_or_insert(now);
            }
        }
    }
    for (piece, found) in wanted.iter().zip(found) {
        let Availability::Ready(image) = found else { continue };
        let mut in_slot = hanging.iter().filter(|(_, old)| old.slot == piece.slot);
        if in_slot.any(|(_, old)| old.until.is_none() && old.picture == piece.picture) {
            continue;
        }
        commands.spawn((
            Sprite { image: image.clone(), ..default() },
            anchor(&piece.picture.subject),
            NoFrustumCulling,
            Hanging {
                slot: piece.slot,
                picture: piece.picture.clone(),
                image,
                shut: None,
                at: piece.at,
                since: if fresh { now - CROSS_FADE_SECS } else { now },
                until: None,
            },
        ));
    }
    hung.size = size;
    hung.pieces = wanted;
    // The frame that hangs them is followed by one in which they surely hang.
    pace.now();
    Ok(())
}

/// Whether a stage is worth drawing: egui's first frame knows nothing of the window's size.
fn fits(within_px: PixelRect, windows: &Query<&Window>) -> bool {
    let within = |length: f32, whole: u32| length >= 8.0 && length <= whole as f32 + 1.0;
    windows.iter().next().is_some_and(|window| {
        within(within_px.width, window.physical_width())
            && within(within_px.height, window.physical_height())
    })
}

/// A head turns round its neck, a body rises from its foot, a room hangs by its top left.
fn anchor(subject: &PictureSubject) -> Anchor {
    match subject {
        PictureSubject::Person { limb: Limb::Head, left, .. } => Anchor(neck(*left)),
        PictureSubject::Person { limb: Limb::Body, .. } => Anchor::BOTTOM_CENTER,
        PictureSubject::Room { .. } => Anchor::TOP_LEFT,
    }
}

/// The neck in shares of a figure's size from its middle, up being positive.
pub(super) fn neck(left: bool) -> Vec2 {
    let aside = NECK.0 / FIGURE_WIDTH - 0.5;
    Vec2::new(if left { -aside } else { aside }, 0.5 - NECK.1 / FIGURE_HEIGHT)
}
