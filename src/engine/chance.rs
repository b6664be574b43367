//! Chance as an argument: seeded in play, enumerated by whoever wants every case.

use rand::{RngExt, seq::SliceRandom};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

use crate::scenario::DrawId;

/// Where chance comes from.
pub trait Chance {
    /// Draws one of several cases by weight: the `k`-th draw of step `step`. Hidden draws are step 0.
    ///
    /// `weights` is not empty and its sum is positive. Returns the position of the case.
    fn draw(&mut self, step: u32, k: u32, weights: &[u32]) -> usize;
}

/// Chance from a seed. It has no state: draw `k` of step `n` depends on (seed, `n`, `k`) alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seeded(pub u32);

impl Chance for Seeded {
    fn draw(&mut self, step: u32, k: u32, weights: &[u32]) -> usize {
        let total: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
        let mut left = generator(self.0, Stream::Draw, step, k).random_range(0..total.max(1));
        weights
            .iter()
            .position(|weight| {
                let weight = u64::from(*weight);
                let hit = left < weight;
                left = left.wrapping_sub(weight);
                hit
            })
            .unwrap_or(0)
    }
}

/// The chance of a play: seeded, unless something is forced.
pub(super) struct PlayChance<'f> {
    pub seed: u32,
    pub forced: &'f [(DrawId, u8)],
    pub branch: Option<u16>,
    /// A forced draw whose value is not possible.
    pub refused: Option<(DrawId, u8)>,
    /// How many branches the last draw of a step had.
    pub branches: usize,
}

impl Chance for PlayChance<'_> {
    fn draw(&mut self, step: u32, k: u32, weights: &[u32]) -> usize {
        if step == 0 {
            let forced = self.forced.iter().find(|(draw, _)| u32::from(draw.number()) == k);
            if let Some((draw, value)) = forced {
                if weights[usize::from(*value)] > 0 {
                    return usize::from(*value);
                }
                self.refused.get_or_insert((*draw, *value));
            }
        } else {
            self.branches = weights.len();
            if let Some(at) = self.branch.filter(|at| usize::from(*at) < weights.len()) {
                return at.into();
            }
        }
        Seeded(self.seed).draw(step, k, weights)
    }
}

/// What random numbers are for; each purpose has numbers of its own.
#[derive(Clone, Copy)]
enum Stream {
    Draw = 0,
    Shuffle = 1,
}

/// The generator for one purpose at one place of a play.
fn generator(seed: u32, purpose: Stream, a: u32, b: u32) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[0..4].copy_from_slice(&seed.to_le_bytes());
    key[4] = purpose as u8;
    key[8..12].copy_from_slice(&a.to_le_bytes());
    key[12..16].copy_from_slice(&b.to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

/// Shuffles what is on offer: a function of (seed, scene, visit).
pub(super) fn shuffle<T>(seed: u32, scene: u16, visit: u8, offered: &mut [T]) {
    offered.shuffle(&mut generator(seed, Stream::Shuffle, scene.into(), visit.into()));
}
