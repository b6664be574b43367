//! How each cue is made.

use super::{
    Cue, RATE,
    filter::{LowPass, Noise},
    take::{Partial, Take},
    wave::{fall, sine, swell},
};

/// The two tones of the telephone on the desk.
pub const RING_HZ: [f32; 2] = [820.0, 1025.0];
/// The tone with which European exchanges tell that it rings at the other end.
pub const CALLING_HZ: f32 = 425.0;

/// The samples of a cue; the seed says how this pen moves, and these keys fall.
#[must_use]
pub fn render(cue: Cue, seed: u32) -> Vec<f32> {
    let mut noise = Noise::new(seed);
    let take = match cue {
        Cue::Ring => ring(),
        Cue::Calling => calling(),
        Cue::Beep => beep(),
        Cue::Click => click(&mut noise),
        Cue::Mail => mail(),
        Cue::Message => message(&mut noise),
        Cue::Keys => keys(&mut noise),
        Cue::Page => page(&mut noise),
        Cue::Pen => pen(&mut noise),
        Cue::Motif => motif(),
    };
    take.into_peak(cue.peak())
}

/// A soft warble of two tones, twice, as electronic desk telephones have it.
fn ring() -> Take {
    let mut take = Take::of(3000);
    for from in [0, 1700] {
        let mut phase = 0.0;
        // The second tone comes and goes gently, and the pitch is never cut.
        let mut glide = LowPass::at(60.0);
        take.add(from, 1200, |secs| {
            let high = (secs * 14.0).fract() >= 0.5;
            let hz = glide.pass(if high { RING_HZ[1] } else { RING_HZ[0] } - RING_HZ[0]);
            phase = (phase + (RING_HZ[0] + hz) / RATE as f32).fract();
            let tone = sine(phase) + 0.22 * sine(2.0 * phase) + 0.09 * sine(3.0 * phase);
            tone * swell(secs / 1.2, 0.03, 0.12)
        });
    }
    take
}

fn calling() -> Take {
    let mut take = Take::of(1100);
    take.add(0, 1000, |secs| {
        let turns = CALLING_HZ * secs;
        (sine(turns) + 0.12 * sine(3.0 * turns)) * swell(secs, 0.02, 0.04)
    });
    take
}

fn beep() -> Take {
    let mut take = Take::of(420);
    take.add(40, 340, |secs| sine(1000.0 * secs) * swell(secs / 0.34, 0.04, 0.1));
    take
}

/// The handset meets its cradle: plastic, and what lies in it.
fn click(noise: &mut Noise) -> Take {
    let mut take = Take::of(260);
    for (from, level) in [(0, 1.0), (74, 0.55), (101, 0.2)] {
        let falls = |share: f32| level * fall(9.0 * share);
        take.rub((from, 60), (1250.0, 1.6), noise, falls);
        take.rub((from, 90), (380.0, 2.2), noise, |share| 1.4 * falls(share));
        take.strike(from, 70, &[Partial { hz: 214.0, level: 0.3 * level, falls: 11 }]);
    }
    take
}

/// Two soft bars of wood, a fifth apart.
fn mail() -> Take {
    let mut take = Take::of(620);
    for (from, hz, level) in [(0, 587.33, 0.8), (95, 880.0, 1.0)] {
        let bar = [
            Partial { hz, level, falls: 110 },
            Partial { hz: 3.93 * hz, level: 0.16 * level, falls: 22 },
        ];
        take.strike(from, 520, &bar);
    }
    take
}

/// A mobile that lies on a desk: its motor, twice, and the wood under it.
fn message(noise: &mut Noise) -> Take {
    let mut take = Take::of(760);
    for from in [0, 360] {
        let (mut low, mut wood) = (LowPass::at(900.0), LowPass::at(1600.0));
        take.add(from, 280, |secs| {
            let turn = sine(158.0 * secs);
            let motor = 0.5 * turn.signum() + turn + 0.05 * noise.next();
            let rattles = 0.8 + 0.2 * sine(31.0 * secs);
            wood.pass(low.pass(motor * rattles)) * swell(secs / 0.28, 0.12, 0.2)
        });
    }
    take
}

fn keys(noise: &mut Noise) -> Take {
    let mut take = Take::of(1150);
    let mut from = 0;
    while from < 1040 {
        let level = 0.6 + 0.4 * noise.next().abs();
        let pitch = 2100.0 + 700.0 * noise.next();
        let falls = |share: f32| level * fall(8.0 * share);
        take.rub((from, 34), (pitch, 1.8), noise, falls);
        take.strike(from, 45, &[Partial { hz: 0.11 * pitch, level: 0.28 * level, falls: 8 }]);
        // It comes up again.
        take.rub((from + 62, 20), (1.3 * pitch, 2.2), noise, |share| 0.3 * falls(share));
        from += noise.between(82, 185);
    }
    take
}

/// Paper: it bends, and it slides.
fn page(noise: &mut Noise) -> Take {
    let mut take = Take::of(430);
    take.rub((0, 260), (3400.0, 0.6), noise, |share| swell(share, 0.35, 0.65));
    take.rub((150, 270), (2200.0, 0.7), noise, |share| 0.7 * swell(share, 0.2, 0.8));
    for _ in 0..9 {
        let from = noise.between(10, 330);
        let level = 0.5 + 0.5 * noise.next();
        take.rub((from, 14), (5200.0, 1.2), noise, |share| level * fall(6.0 * share));
    }
    take
}

/// A ballpoint on paper that lies on wood: strokes, and rests between words.
fn pen(noise: &mut Noise) -> Take {
    let mut take = Take::of(1250);
    let (mut from, mut strokes) = (0, 0);
    while from < 1060 {
        let millis = noise.between(60, 150);
        let pitch = 3600.0 + 1300.0 * noise.next();
        let level = 0.7 + 0.3 * noise.next();
        take.rub((from, millis), (pitch, 1.1), noise, |share| level * swell(share, 0.25, 0.5));
        take.rub((from, 22), (420.0, 1.6), noise, |share| 0.5 * level * fall(7.0 * share));
        strokes += 1;
        from += millis + if strokes % 4 == 0 { 130 } else { noise.between(8, 40) };
    }
    take
}

/// Four notes on felted strings: up, up, and halfway back.
fn motif() -> Take {
    let mut take = Take::of(3900);
    let notes = [(0, 293.66, 0.8), (340, 440.0, 0.85), (680, 659.26, 1.0), (1190, 554.37, 0.7)];
    for (from, hz, level) in notes {
        let string = [(1.0, 1.0, 620), (2.001, 0.3, 340), (3.004, 0.1, 190), (4.01, 0.04, 110)];
        let partials = string.map(|(times, share, falls)| Partial {
            hz: times * hz,
            level: level * share,
            falls,
        });
        take.strike(from, 3900 - from, &partials);
    }
    take
}
