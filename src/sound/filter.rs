//! White noise and the filters that shape it.

use std::f32::consts::TAU;

use super::{RATE, wave::sine};

/// White noise from a xorshift generator: the same seed, the same noise.
#[derive(Debug, Clone)]
pub(super) struct Noise(u32);

impl Noise {
    pub(super) fn new(seed: u32) -> Self {
        // The generator stands still at zero; seeds that are near each other are led apart.
        let mut noise = Self(seed.wrapping_mul(0x9E37_79B9) | 1);
        for _ in 0..8 {
            noise.next();
        }
        noise
    }

    /// From -1 to 1.
    pub(super) fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 8) as f32 / 8_388_608.0 - 1.0
    }

    /// From `least` to `most`.
    pub(super) fn between(&mut self, least: usize, most: usize) -> usize {
        let span = most.saturating_sub(least).max(1);
        self.next();
        least + usize::try_from(self.0 >> 4).unwrap_or(0) % span
    }
}

/// A low-pass filter of the first order.
#[derive(Debug, Clone)]
pub(super) struct LowPass {
    share: f32,
    held: f32,
}

impl LowPass {
    pub(super) fn at(hz: f32) -> Self {
        let turn = TAU * hz / RATE as f32;
        Self { share: turn / (1.0 + turn), held: 0.0 }
    }

    pub(super) fn pass(&mut self, sample: f32) -> f32 {
        self.held += self.share * (sample - self.held);
        self.held
    }
}

/// A band-pass filter of the second order (biquad, constant peak gain).
#[derive(Debug, Clone)]
pub(super) struct BandPass {
    b0: f32,
    a1: f32,
    a2: f32,
    x: [f32; 2],
    y: [f32; 2],
}

impl BandPass {
    /// Around `hz`, the narrower the greater `q`.
    pub(super) fn at(hz: f32, q: f32) -> Self {
        let turns = hz / RATE as f32;
        let alpha = sine(turns) / (2.0 * q);
        let whole = 1.0 + alpha;
        Self {
            b0: alpha / whole,
            a1: -2.0 * sine(turns + 0.25) / whole,
            a2: (1.0 - alpha) / whole,
            x: [0.0; 2],
            y: [0.0; 2],
        }
    }

    pub(super) fn pass(&mut self, sample: f32) -> f32 {
        let out = self.b0 * (sample - self.x[1]) - self.a1 * self.y[0] - self.a2 * self.y[1];
        self.x = [sample, self.x[0]];
        self.y = [out, self.y[0]];
        out
    }
}

/// A sine that turns a pointer on by the same angle with each sample.
#[derive(Debug, Clone)]
pub(super) struct Sine {
    at: (f32, f32),
    by: (f32, f32),
}

impl Sine {
    pub(super) fn at(hz: f32) -> Self {
        let turns = hz / RATE as f32;
        Self { at: (0.0, 1.0), by: (sine(turns), sine(turns + 0.25)) }
    }

    pub(super) fn next(&mut self) -> f32 {
        let (sin, cos) = self.at;
        let turned = (sin * self.by.1 + cos * self.by.0, cos * self.by.1 - sin * self.by.0);
        // Rounding would make it longer or shorter in the course of hours.
        let mend = 1.5 - 0.5 * (turned.0 * turned.0 + turned.1 * turned.1);
        self.at = (turned.0 * mend, turned.1 * mend);
        self.at.0
    }
}
