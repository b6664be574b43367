//! Numbers between points, counts and the small types that egui wants.

/// A count as a number of points.
pub(super) fn real(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// Points as a corner radius or a blur.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the bounds of the type"
)]
pub(super) fn byte(points: f32) -> u8 {
    points.clamp(0.0, 255.0) as u8
}

/// Points as a margin.
#[expect(clippy::cast_possible_truncation, reason = "clamped to the bounds of the type")]
pub(super) fn margin(points: f32) -> i8 {
    points.clamp(0.0, 127.0) as i8
}

/// A number of points or seconds as a count, rounded down.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the bounds of the type"
)]
pub(super) fn count(number: f32) -> u16 {
    number.clamp(0.0, f32::from(u16::MAX)) as u16
}

/// Seconds between two moments.
#[expect(clippy::cast_possible_truncation, reason = "a span between two frames is short")]
pub(super) fn seconds(from: f64, to: f64) -> f32 {
    (to - from) as f32
}
