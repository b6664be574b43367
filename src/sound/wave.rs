//! The curves that everything is made of, in plain arithmetic: the same on every platform, to the last bit.

use std::f32::consts::TAU;

/// The sine of so many turns.
pub(super) fn sine(turns: f32) -> f32 {
    let within = turns - turns.round();
    // Beyond a quarter turn it comes back the same way.
    let folded = if within > 0.25 {
        0.5 - within
    } else if within < -0.25 {
        -0.5 - within
    } else {
        within
    };
    let x = TAU * folded;
    let y = x * x;
    x * (1.0 - y / 6.0 * (1.0 - y / 20.0 * (1.0 - y / 42.0 * (1.0 - y / 72.0))))
}

/// From 1 towards 0, by a third and more with each step of 1: nearly the exponential function of `-x`.
pub(super) fn fall(x: f32) -> f32 {
    let mut left = 1.0 / (1.0 + x / 32.0);
    for _ in 0..5 {
        left *= left;
    }
    left
}

/// From 0 at 0 to 1 at 1, smooth at both ends (raised cosine).
pub(super) fn rise(share: f32) -> f32 {
    0.5 - 0.5 * sine(0.25 + 0.5 * share.clamp(0.0, 1.0))
}

/// Comes within the first share of the time, and goes within the last.
pub(super) fn swell(share: f32, coming: f32, going: f32) -> f32 {
    rise((share / coming).min((1.0 - share) / going))
}
