//! Room tones: what a place sounds like when nothing happens in it.

use super::{
    RATE,
    filter::{BandPass, LowPass, Noise, Sine},
    frames,
};

/// What a place sounds like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoomTone {
    /// A desk of one's own: the fan of a computer.
    Desk,
    /// Somebody's office: air conditioning.
    Office,
    /// A shop floor: machines behind a wall.
    Workshop,
    /// A meeting room: hardly anything.
    Meeting,
    /// A café: people, and cups.
    Cafe,
    /// At home: rain at the window.
    Home,
    /// A car: engine and road.
    Car,
    /// A floor full of desks: people, and keys.
    OpenPlan,
    /// A canteen: more people, and cutlery.
    Canteen,
    /// A corridor: air that goes through.
    Corridor,
    /// A kitchen: a fridge.
    Kitchen,
}

impl RoomTone {
    /// Every tone.
    pub const ALL: [Self; 11] = [
        Self::Desk,
        Self::Office,
        Self::Workshop,
        Self::Meeting,
        Self::Cafe,
        Self::Home,
        Self::Car,
        Self::OpenPlan,
        Self::Canteen,
        Self::Corridor,
        Self::Kitchen,
    ];
}

/// What a tone consists of, and how loud each part is.
#[derive(Clone, Copy)]
struct RoomRecipe {
    /// Air: noise below so many hertz.
    air: (f32, f32),
    /// A hiss over it: noise around so many hertz.
    hiss: (f32, f32),
    /// Mains and motors.
    hums: [(f32, f32); 3],
    /// How slowly air and hums come and go, in hertz, and how much.
    sways: (f32, f32),
    /// People who talk, none of them to be understood.
    murmur: f32,
    /// Small things that happen.
    grains: Grains,
    /// What makes all tones equally loud.
    gain: f32,
}

/// Small things that happen: how high they sound, in which time they fall, how far apart they are at most in
/// samples, and how loud.
#[derive(Debug, Clone, Copy)]
struct Grains {
    hz: (f32, f32),
    falls: f32,
    apart: usize,
    level: f32,
}

const NOTHING: Grains = Grains { hz: (1000.0, 0.0), falls: 10.0, apart: 0, level: 0.0 };
const DROPS: Grains = Grains { hz: (2600.0, 1500.0), falls: 5.0, apart: frames(90), level: 0.3 };
const CUPS: Grains = Grains { hz: (3100.0, 900.0), falls: 42.0, apart: frames(9000), level: 0.16 };
const CUTLERY: Grains =
    Grains { hz: (4200.0, 1400.0), falls: 26.0, apart: frames(2800), level: 0.14 };
const TYPING: Grains = Grains { hz: (1900.0, 600.0), falls: 5.0, apart: frames(800), level: 0.14 };
const MACHINES: Grains = Grains { hz: (330.0, 90.0), falls: 60.0, apart: frames(6500), level: 0.3 };

impl RoomRecipe {
    fn of(tone: RoomTone) -> Self {
        let base = Self {
            air: (240.0, 1.0),
            hiss: (1500.0, 0.04),
            hums: [(50.0, 0.0), (100.0, 0.0), (150.0, 0.0)],
            sways: (0.07, 0.15),
            murmur: 0.0,
            grains: NOTHING,
            gain: 1.0,
        };
        match tone {
            RoomTone::Desk => Self {
                air: (320.0, 0.8),
                hums: [(100.0, 0.012), (233.0, 0.01), (466.0, 0.004)],
                gain: 0.0504,
                ..base
            },
            RoomTone::Office => {
                Self { air: (420.0, 1.0), hiss: (900.0, 0.08), gain: 0.0353, ..base }
            }
            RoomTone::Workshop => Self {
                air: (260.0, 1.0),
                hiss: (1100.0, 0.06),
                hums: [(49.0, 0.09), (98.6, 0.06), (147.2, 0.03)],
                sways: (0.4, 0.25),
                grains: MACHINES,
                gain: 0.0432,
                ..base
            },
            RoomTone::Meeting => {
                Self { air: (180.0, 1.0), hiss: (700.0, 0.03), gain: 0.0532, ..base }
            }
            RoomTone::Cafe => {
                Self { air: (300.0, 0.5), murmur: 0.5, grains: CUPS, gain: 0.0813, ..base }
            }
            RoomTone::Home => Self {
                air: (200.0, 0.5),
                hiss: (3800.0, 0.22),
                sways: (0.11, 0.35),
                grains: DROPS,
                gain: 0.0840,
                ..base
            },
            RoomTone::Car => Self {
                air: (150.0, 1.6),
                hiss: (800.0, 0.1),
                hums: [(41.0, 0.12), (82.4, 0.08), (123.0, 0.04)],
                sways: (0.23, 0.2),
                gain: 0.0350,
                ..base
            },
            RoomTone::OpenPlan => {
                Self { air: (380.0, 0.8), murmur: 0.22, grains: TYPING, gain: 0.0460, ..base }
            }
            RoomTone::Canteen => {
                Self { air: (340.0, 0.5), murmur: 0.7, grains: CUTLERY, gain: 0.0751, ..base }
            }
            RoomTone::Corridor => Self {
                air: (210.0, 1.0),
                hiss: (460.0, 0.3),
                sways: (0.05, 0.4),
                gain: 0.0493,
                ..base
            },
            RoomTone::Kitchen => Self {
                air: (220.0, 0.6),
                hums: [(50.0, 0.02), (100.0, 0.05), (200.0, 0.012)],
                gain: 0.0777,
                ..base
            },
        }
    }
}

/// A room tone that goes on without end, and without a joint.
#[derive(Debug, Clone)]
pub struct RoomBed {
    noise: Noise,
    air: [LowPass; 2],
    hiss: BandPass,
    hums: [(Sine, f32); 3],
    sway: Sine,
    talkers: [Talker; 3],
    /// What lies between them and here.
    distance: LowPass,
    grain: Grain,
    /// How loud each part is: air, hiss, how much they sway, murmur, and all of it.
    levels: [f32; 5],
}

impl RoomBed {
    /// The tone of a place.
    #[must_use]
    pub fn new(tone: RoomTone, seed: u32) -> Self {
        let recipe = RoomRecipe::of(tone);
        let (air, hiss) = (recipe.air, recipe.hiss);
        Self {
            noise: Noise::new(seed),
            air: [LowPass::at(air.0), LowPass::at(2.0 * air.0)],
            hiss: BandPass::at(hiss.0, 0.6),
            hums: recipe.hums.map(|(hz, level)| (Sine::at(hz), level)),
            sway: Sine::at(recipe.sways.0),
            talkers: [240.0, 460.0, 1150.0].map(Talker::at),
            distance: LowPass::at(1300.0),
            grain: Grain::of(recipe.grains),
            levels: [4.0 * air.1, hiss.1, recipe.sways.1, recipe.murmur, recipe.gain],
        }
    }

    /// The next sample.
    pub fn next_sample(&mut self) -> f32 {
        let [air, hiss, sways, murmur, gain] = self.levels;
        let noise = self.noise.next();
        let [first, second] = &mut self.air;
        let mut sum = air * second.pass(first.pass(noise)) + hiss * self.hiss.pass(noise);
        for (hum, level) in &mut self.hums {
            sum += *level * hum.next();
        }
        sum *= 1.0 + sways * self.sway.next();
        if murmur > 0.0 {
            let mut talk = 0.0;
            for talker in &mut self.talkers {
                talk += talker.next(noise, &mut self.noise);
            }
            sum += murmur * self.distance.pass(talk);
        }
        gain * (sum + self.grain.next(&mut self.noise))
    }
}

/// Somebody who talks at the other end of the room: noise in a formant, opened and closed by syllables.
#[derive(Debug, Clone)]
struct Talker {
    formant: BandPass,
    syllable: [LowPass; 2],
    open: f32,
    left: usize,
}

impl Talker {
    fn at(hz: f32) -> Self {
        let syllable = [LowPass::at(7.0), LowPass::at(7.0)];
        Self { formant: BandPass::at(hz, 2.2), syllable, open: 0.0, left: 0 }
    }

    fn next(&mut self, sample: f32, noise: &mut Noise) -> f32 {
        if self.left == 0 {
            self.left = noise.between(frames(70), frames(310));
            self.open = noise.next().max(0.0);
        }
        self.left -= 1;
        let [first, second] = &mut self.syllable;
        second.pass(first.pass(self.open)) * self.formant.pass(sample)
    }
}

/// The small thing that happens now, and when the next one will.
#[derive(Debug, Clone)]
struct Grain {
    what: Grains,
    sine: Sine,
    level: f32,
    keeps: f32,
    rises: f32,
    left: usize,
}

impl Grain {
    fn of(what: Grains) -> Self {
        let keeps = 1.0 - 1000.0 / (what.falls * RATE as f32);
        Self { what, sine: Sine::at(what.hz.0), level: 0.0, keeps, rises: 0.0, left: frames(400) }
    }

    fn next(&mut self, noise: &mut Noise) -> f32 {
        if self.what.level == 0.0 {
            return 0.0;
        }
        if self.left == 0 {
            self.left = self.pause(noise);
            self.sine = Sine::at(self.what.hz.0 + self.what.hz.1 * noise.next());
            self.level += self.what.level * (0.3 + 0.7 * noise.next().abs());
        }
        self.left -= 1;
        self.level *= self.keeps;
        // Half a thousandth of a second until it is there, or it would click.
        self.rises += (self.level - self.rises) / 24.0;
        self.rises * self.sine.next()
    }

    /// From next to nothing up to twice as long as things are apart on average.
    fn pause(&self, noise: &mut Noise) -> usize {
        noise.between(frames(3), self.what.apart)
    }
}
