//! What the game sounds like: cues and room tones as samples, out of a few oscillators and filtered noise.
//!
//! Nothing here plays anything. A [`Mixer`] takes orders and fills buffers; whoever has a sound server asks it.
//! The same orders and the same seed give the same samples.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod cue;
mod filter;
mod mixer;
mod render;
mod room;
mod take;
mod wave;

pub use cue::Cue;
pub use mixer::{Mixer, Order};
pub use render::{CALLING_HZ, RING_HZ, render};
pub use room::{RoomBed, RoomTone};

/// Samples in a second.
pub const RATE: u32 = 48_000;

/// Samples in so many thousandths of a second.
#[must_use]
pub const fn frames(millis: usize) -> usize {
    millis * 48
}
