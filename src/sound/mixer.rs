//! The mixer: which cues sound, over which room.

use super::{Cue, RoomBed, RoomTone, frames, render};

/// What the mixer is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Order {
    /// This sounds now.
    Cue(Cue),
    /// Somebody answers: whatever rings stops.
    Settle,
    /// Every cue stops.
    Hush,
    /// This is where one is; `None`: nowhere, and nothing is heard of it.
    Room(Option<RoomTone>),
    /// How loud cues and the room are, from 0 to 1.
    Loudness {
        /// Cues.
        cues: f32,
        /// The room.
        room: f32,
    },
}

/// How many cues sound at a time at most.
const MOST: usize = 4;
/// How soon the same cue may come again, in thousandths of a second.
const AGAIN: usize = 250;
/// In which time a cue stops that is stopped, in thousandths of a second.
const STOPS: usize = 60;
/// In which time a room comes and goes, in thousandths of a second.
const FADES: usize = 700;
/// In which time another volume is reached, in thousandths of a second.
const TURNS: usize = 80;

/// Mixes cues and a room.
#[derive(Debug)]
pub struct Mixer {
    seed: u32,
    voices: Vec<SoundingCue>,
    room: Option<(RoomTone, RoomBed)>,
    /// How much of the room is there, from 0 to 1.
    there: f32,
    wanted: Option<RoomTone>,
    cues: Fader,
    rooms: Fader,
}

/// A cue that sounds.
#[derive(Debug)]
struct SoundingCue {
    cue: Cue,
    samples: Vec<f32>,
    at: usize,
    /// How much of it is left once it was stopped, from 1 to 0.
    stopping: Option<f32>,
}

/// A volume, on its way to another.
#[derive(Debug)]
struct Fader {
    now: f32,
    wanted: f32,
}

impl Fader {
    fn next(&mut self) -> f32 {
        self.now = towards(self.now, self.wanted, TURNS);
        self.now
    }
}

fn towards(now: f32, wanted: f32, millis: usize) -> f32 {
    let step = 1.0 / frames(millis) as f32;
    now + (wanted - now).clamp(-step, step)
}

impl Mixer {
    /// A mixer that is silent until it is asked for something.
    #[must_use]
    pub fn new(seed: u32) -> Self {
        let full = || Fader { now: 1.0, wanted: 1.0 };
        Self {
            seed,
            voices: Vec::new(),
            room: None,
            there: 0.0,
            wanted: None,
            cues: full(),
            rooms: full(),
        }
    }

    /// Does what is asked.
    pub fn take(&mut self, order: Order) {
        match order {
            Order::Cue(cue) => self.cue(cue),
            Order::Settle => self.stop(Cue::is_ringing),
            Order::Hush => self.stop(|_| true),
            Order::Room(tone) => self.wanted = tone,
            Order::Loudness { cues, room } => {
                self.cues.wanted = cues.clamp(0.0, 1.0);
                self.rooms.wanted = room.clamp(0.0, 1.0);
                if self.is_silent() {
                    (self.cues.now, self.rooms.now) = (self.cues.wanted, self.rooms.wanted);
                }
            }
        }
    }

    /// Whether only silence would come, however long one listened.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.voices.is_empty() && self.wanted.is_none() && self.there <= 0.0
    }

    /// Lets go of the cues that sound: whoever was to hear them was not there.
    pub fn forget(&mut self) {
        self.voices.clear();
        self.there = 0.0;
    }

    /// The next samples.
    pub fn fill(&mut self, samples: &mut [f32]) {
        for sample in samples {
            *sample = self.cues.next() * self.voices.iter_mut().map(SoundingCue::next).sum::<f32>()
                + self.rooms.next() * self.room();
        }
        self.voices.retain(|voice| !voice.is_over());
    }

    fn cue(&mut self, cue: Cue) {
        let same = |voice: &&SoundingCue| voice.cue == cue && voice.stopping.is_none();
        if self.voices.iter().find(same).is_some_and(|voice| voice.at < frames(AGAIN)) {
            return;
        }
        self.stop(|other| other == cue || (cue.is_ringing() && other.is_ringing()));
        if self.voices.len() >= MOST {
            self.voices.remove(0);
        }
        self.seed = self.seed.wrapping_add(1);
        let samples = render(cue, self.seed);
        self.voices.push(SoundingCue { cue, samples, at: 0, stopping: None });
    }

    fn stop(&mut self, which: impl Fn(Cue) -> bool) {
        let all = self.voices.iter_mut().filter(|voice| which(voice.cue));
        all.for_each(|voice| {
            voice.stopping.get_or_insert(1.0);
        });
    }

    /// The next sample of the room: the one that was goes before the next one comes.
    fn room(&mut self) -> f32 {
        let is_there = self.room.as_ref().map(|(tone, _)| *tone);
        if self.there <= 0.0 && is_there != self.wanted {
            self.seed = self.seed.wrapping_add(1);
            self.room = self.wanted.map(|tone| (tone, RoomBed::new(tone, self.seed)));
        }
        let stays = self.wanted.is_some() && is_there == self.wanted;
        self.there = towards(self.there, if stays { 1.0 } else { 0.0 }, FADES);
        match &mut self.room {
            Some((_, bed)) if self.there > 0.0 => self.there * bed.next_sample(),
            _ => 0.0,
        }
    }
}

impl SoundingCue {
    fn next(&mut self) -> f32 {
        let sample = self.samples.get(self.at).copied().unwrap_or(0.0);
        self.at += 1;
        let left = self.stopping.map(|left| towards(left, 0.0, STOPS));
        self.stopping = left;
        sample * left.unwrap_or(1.0)
    }

    fn is_over(&self) -> bool {
        self.at >= self.samples.len() || self.stopping.is_some_and(|left| left <= 0.0)
    }
}
