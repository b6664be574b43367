//! A take: the samples of one cue while it is being made.

use super::{
    RATE,
    filter::{BandPass, Noise, Sine},
    frames,
    wave::rise,
};

/// How long a sound takes to come and to go at least, so that nothing clicks, in thousandths of a second.
const EDGE: usize = 2;

/// Samples of one cue.
pub(super) struct Take {
    samples: Vec<f32>,
}

/// A partial tone: how high, how loud, and in which time it falls to a third, in thousandths of a second.
#[derive(Clone, Copy)]
pub(super) struct Partial {
    pub(super) hz: f32,
    pub(super) level: f32,
    pub(super) falls: u16,
}

impl Partial {
    /// When next to nothing of it is left, in thousandths of a second.
    fn fades_in(self) -> usize {
        9 * usize::from(self.falls)
    }
}

impl Take {
    pub(super) fn of(millis: usize) -> Self {
        Self { samples: vec![0.0; frames(millis)] }
    }

    /// Adds what `sample` says, by the seconds since its start.
    pub(super) fn add(&mut self, from: usize, millis: usize, mut sample: impl FnMut(f32) -> f32) {
        let count = frames(millis);
        let places = self.samples.iter_mut().skip(frames(from)).take(count);
        for (at, place) in places.enumerate() {
            *place += edge(at, count) * sample(at as f32 / RATE as f32);
        }
    }

    /// Something is struck: partial tones that fall, and are damped in the end.
    pub(super) fn strike(&mut self, from: usize, millis: usize, partials: &[Partial]) {
        for one in partials {
            // What has fallen so far is not heard any more.
            let audible = millis.min(one.fades_in());
            let whole = frames(audible) as f32 / RATE as f32;
            let keeps = 1.0 - 1.0 / frames(usize::from(one.falls)) as f32;
            let (mut tone, mut level) = (Sine::at(one.hz), one.level);
            self.add(from, audible, |secs| {
                level *= keeps;
                let left = 2.5 * (1.0 - secs / whole);
                let damped = if left < 1.0 { rise(left) } else { 1.0 };
                level * damped * tone.next()
            });
        }
    }

    /// Something is knocked, rubbed or scratched: noise around a pitch, as loud as `shape` says by the share of time.
    pub(super) fn rub(
        &mut self,
        (from, millis): (usize, usize),
        (hz, q): (f32, f32),
        noise: &mut Noise,
        shape: impl Fn(f32) -> f32,
    ) {
        let mut band = BandPass::at(hz, q);
        let whole = frames(millis) as f32 / RATE as f32;
        self.add(from, millis, |secs| shape(secs / whole) * band.pass(noise.next()));
    }

    /// The samples, the greatest of them as great as `peak`.
    pub(super) fn into_peak(mut self, peak: f32) -> Vec<f32> {
        let count = self.samples.len();
        for (at, sample) in self.samples.iter_mut().enumerate() {
            *sample *= edge(at, count);
        }
        let most = self.samples.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        self.samples.iter_mut().for_each(|sample| *sample *= peak / most.max(f32::MIN_POSITIVE));
        self.samples
    }
}

/// How loud the sample at that place is, so that both ends are silent and smooth.
fn edge(at: usize, of: usize) -> f32 {
    let near = at.min(of.saturating_sub(at + 1));
    if near >= frames(EDGE) { 1.0 } else { rise(near as f32 / frames(EDGE) as f32) }
}
