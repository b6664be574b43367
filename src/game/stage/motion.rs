//! Breath, blinks and cross-fades, and the pieces' places in the window.

use std::time::Duration;

use bevy::prelude::*;

use super::super::{
    pace::{FrameWishes, LastInput},
    painter::PicturePainter,
};
use super::{
    Liveliness,
    gallery::{Availability, Gallery},
    hang::{CROSS_FADE_SECS, Hanging, Hung, neck},
    plan::{Limb, Picture, PictureSubject, StageSlot},
};

/// Breathing stops this long after the player last did something.
const BREATH_FOR_SECS: f32 = 20.0;
/// Blinking stops this long after the player last did something.
const BLINK_FOR_SECS: f32 = 60.0;
const BREATH_PERIOD_SECS: f32 = 4.2;
/// How far shoulders rise, as a share of a person's height.
const BREATH_SHARE: f32 = 0.007;
const BLINK_SECS: f32 = 0.14;
const BLINK_EVERY_SECS: f32 = 5.2;
const FADING: Duration = Duration::from_millis(16);
const BREATHING: Duration = Duration::from_millis(80);

/// Moves what hangs, and asks for the next frame only if it will look different.
#[expect(clippy::too_many_arguments, reason = "a Bevy system names what it uses")]
pub(super) fn animate(
    mut commands: Commands,
    time: Res<Time<Real>>,
    last: Res<LastInput>,
    lively: Res<Liveliness>,
    hung: Res<Hung>,
    painter: Res<PicturePainter>,
    windows: Query<&Window>,
    mut pace: ResMut<FrameWishes>,
    mut gallery: ResMut<Gallery>,
    mut hanging: Query<(Entity, &mut Hanging, &mut Sprite, &mut Transform, &mut Visibility)>,
) {
    let Some(window) = windows.iter().next() else { return };
    let now = time.elapsed_secs();
    let quiet = now - last.0;
    let breath = if lively.still { 0.0 } else { breath(now, quiet) };
    let scale = window.scale_factor();
    let origin = Vec2::new(-window.width() / 2.0, window.height() / 2.0);
    let mut people = false;
    for (entity, mut piece, mut sprite, mut transform, mut visibility) in &mut hanging {
        if piece.until.is_some_and(|until| lively.still || now - until >= CROSS_FADE_SECS) {
            commands.entity(entity).despawn();
            continue;
        }
        let Some(frame) = hung.frame() else {
            *visibility = Visibility::Hidden;
            continue;
        };
        *visibility = Visibility::Visible;
        let alpha = alpha(&piece, now, lively.still);
        sprite.color = Color::WHITE.with_alpha(alpha);
        let fit = hung.fit(frame);
        let size = Vec2::new(piece.at.width, piece.at.height) * fit;
        let at = Vec2::new(frame.left, frame.top) + Vec2::new(piece.at.left, piece.at.top) * fit;
        sprite.custom_size = Some(size / scale);
        let pose = pose(&piece.picture.subject, size, breath);
        let point = (at + pose.pivot) / scale;
        transform.translation = Vec3::new(
            origin.x + point.x,
            origin.y - point.y,
            depth(piece.slot, piece.until.is_some()),
        );
        transform.scale = Vec3::new(1.0, pose.stretch, 1.0);
        transform.rotation = Quat::from_rotation_z(pose.turn);
        if piece.until.is_some() || now - piece.since < CROSS_FADE_SECS {
            pace.after(FADING);
        }
        if let PictureSubject::Person { limb, .. } = &piece.picture.subject {
            people = true;
            if *limb == Limb::Head && !lively.still && piece.until.is_none() {
                blink(&mut piece, &mut sprite, &mut gallery, &painter, now, quiet, &mut pace);
            }
        }
    }
    if people && hung.frame().is_some() && !lively.still && quiet < BREATH_FOR_SECS {
        pace.after(BREATHING);
    }
}

/// How far the chest is raised, 0 to 1; it comes to rest before it stops.
fn breath(now: f32, quiet: f32) -> f32 {
    let wave = 0.5 - 0.5 * (now / BREATH_PERIOD_SECS * std::f32::consts::TAU).cos();
    wave * ((BREATH_FOR_SECS - quiet) / 2.0).clamp(0.0, 1.0)
}

fn alpha(piece: &Hanging, now: f32, still: bool) -> f32 {
    if still {
        return 1.0;
    }
    let share = |since: f32| ((now - since) / CROSS_FADE_SECS).clamp(0.0, 1.0);
    let smooth = |share: f32| share * share * (3.0 - 2.0 * share);
    match piece.until {
        // The old picture stays whole until the new one has half come up over it.
        Some(until) => 1.0 - smooth((share(until) * 2.0 - 1.0).max(0.0)),
        None => smooth(share(piece.since)),
    }
}

fn depth(slot: StageSlot, leaving: bool) -> f32 {
    let depth = slot.depth();
    if leaving { depth } else { depth + 0.5 }
}

struct MotionPose {
    /// Where it is held, in pixels from its top left.
    pivot: Vec2,
    stretch: f32,
    turn: f32,
}

fn pose(subject: &PictureSubject, size: Vec2, breath: f32) -> MotionPose {
    match subject {
        PictureSubject::Person { limb: Limb::Body, .. } => MotionPose {
            pivot: Vec2::new(size.x / 2.0, size.y),
            stretch: 1.0 + breath * BREATH_SHARE,
            turn: 0.0,
        },
        PictureSubject::Person { limb: Limb::Head, left, .. } => {
            let neck = neck(*left);
            let foot = 0.5 + neck.y;
            let pivot = Vec2::new((0.5 + neck.x) * size.x, (0.5 - neck.y) * size.y);
            let rise = Vec2::new(0.0, size.y * foot * breath * BREATH_SHARE);
            let sign = if *left { 1.0 } else { -1.0 };
            MotionPose { pivot: pivot - rise, stretch: 1.0, turn: sign * breath * 0.006 }
        }
        PictureSubject::Room { .. } => MotionPose { pivot: Vec2::ZERO, stretch: 1.0, turn: 0.0 },
    }
}

/// Shuts the eyes for a moment, every few seconds, everybody in their own time.
fn blink(
    piece: &mut Hanging,
    sprite: &mut Sprite,
    gallery: &mut Gallery,
    painter: &PicturePainter,
    now: f32,
    quiet: f32,
    pace: &mut FrameWishes,
) {
    if piece.shut.is_none()
        && let Some(picture) = shut(&piece.picture)
        && let Availability::Ready(image) = gallery.find(&picture, painter)
    {
        piece.shut = Some(image);
    }
    let own = match piece.slot {
        StageSlot::Other(room, seat, _) => 1.7 + f32::from(seat) + 0.4 * f32::from(room),
        StageSlot::Room | StageSlot::Beyond(_) | StageSlot::You(_) => 0.0,
    };
    let into = (now + own).rem_euclid(BLINK_EVERY_SECS + own * 0.6);
    let every = BLINK_EVERY_SECS + own * 0.6;
    let awake = quiet < BLINK_FOR_SECS;
    let eyes = match &piece.shut {
        Some(shut) if awake && into < BLINK_SECS => {
            pace.after(Duration::from_secs_f32(BLINK_SECS - into + 0.005));
            shut
        }
        _ => {
            if awake {
                pace.after(Duration::from_secs_f32(every - into + 0.005));
            }
            &piece.image
        }
    };
    if sprite.image != *eyes {
        sprite.image = eyes.clone();
    }
}

fn shut(picture: &Picture) -> Option<Picture> {
    let mut picture = picture.clone();
    match &mut picture.subject {
        PictureSubject::Person { shut, .. } => *shut = true,
        PictureSubject::Room { .. } => return None,
    }
    Some(picture)
}
