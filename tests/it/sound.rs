//! Cues and rooms, heard by numbers.

use std::f32::consts::TAU;

use rapport::sound::{
    CALLING_HZ, Cue, Mixer, Order, RATE, RING_HZ, RoomBed, RoomTone, frames, render,
};

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |most, sample| sample.abs().max(most))
}

fn decibels(level: f32) -> f32 {
    20.0 * level.max(1e-9).log10()
}

fn rms(samples: &[f32]) -> f32 {
    let power: f32 = samples.iter().map(|sample| sample * sample).sum();
    (power / samples.len() as f32).sqrt()
}

/// The greatest step from one sample to the next: a click is one that the sound itself does not have.
fn jump(samples: &[f32]) -> f32 {
    samples.windows(2).fold(0.0, |most, pair| (pair[1] - pair[0]).abs().max(most))
}

/// Which share of the power lies around a pitch (Goertzel's algorithm).
fn share(samples: &[f32], hz: f32) -> f32 {
    let turn = 2.0 * (TAU * hz / RATE as f32).cos();
    let (last, before) = samples
        .iter()
        .fold((0.0, 0.0), |(last, before), sample| (sample + turn * last - before, last));
    let power = last * last + before * before - turn * last * before;
    let all: f32 = samples.iter().map(|sample| sample * sample).sum();
    2.0 * power / (samples.len() as f32 * all)
}

fn heard(mixer: &mut Mixer, millis: usize) -> Vec<f32> {
    let mut samples = vec![1.0; frames(millis)];
    // As a server asks for them: a little at a time.
    samples.chunks_mut(1901).for_each(|portion| mixer.fill(portion));
    samples
}

#[test]
fn every_cue_is_short_quiet_and_begins_and_ends_in_silence() {
    for cue in Cue::ALL {
        for seed in [1, 2, 77] {
            let samples = render(cue, seed);
            assert!((peak(&samples) - cue.peak()).abs() < 1e-4, "{cue:?}: {}", peak(&samples));
            assert!(decibels(peak(&samples)) < -13.9, "{cue:?} is loud");
            assert!((frames(200)..frames(4000)).contains(&samples.len()), "{cue:?}");
            let ends = [samples[0], samples[samples.len() - 1]];
            assert!(peak(&ends) < 1e-4, "{cue:?} is cut: {ends:?}");
            // The first and the last thousandth of a second rise and fall gently.
            for edge in [&samples[..frames(1)], &samples[samples.len() - frames(1)..]] {
                assert!(jump(edge) < cue.peak() * 0.35, "{cue:?} clicks by {}", jump(edge));
            }
            let mean = samples.iter().sum::<f32>() / samples.len() as f32;
            assert!(mean.abs() < 0.002, "{cue:?} pushes the membrane out by {mean}");
            assert_eq!(samples, render(cue, seed), "{cue:?} is not the same twice");
        }
    }
    assert_ne!(render(Cue::Pen, 1), render(Cue::Pen, 2), "nobody writes the same twice");
}

#[test]
fn the_telephone_rings_in_two_tones_with_a_rest() {
    let ring = render(Cue::Ring, 1);
    let windows: Vec<&[f32]> = ring.chunks_exact(frames(20)).collect();
    for hz in RING_HZ {
        let of = windows.iter().filter(|window| peak(window) > 0.01 && share(window, hz) > 0.6);
        assert!(of.count() > 25, "{hz} Hz is not there for half a second");
    }
    let rest = &ring[frames(1250)..frames(1650)];
    assert!(peak(rest) < 1e-6, "it does not breathe");
    let calling = render(Cue::Calling, 1);
    assert!(share(&calling[frames(100)..frames(900)], CALLING_HZ) > 0.9);
}

#[test]
fn rooms_are_barely_there_and_all_alike() {
    for tone in RoomTone::ALL {
        let mut bed = RoomBed::new(tone, 5);
        let samples: Vec<f32> = (0..frames(12_000)).map(|_| bed.next_sample()).collect();
        let level = decibels(rms(&samples));
        assert!((level + 39.0).abs() < 1.5, "{tone:?} at full volume: {level} dB");
        assert!(decibels(peak(&samples)) < -18.0, "{tone:?} startles");
        // No second of it is silent, and none stands out.
        for second in samples.chunks_exact(frames(1000)) {
            let now = decibels(rms(second));
            assert!((now - level).abs() < 6.0, "{tone:?}: {now} dB in a room of {level} dB");
        }
    }
}

#[test]
fn a_mixer_is_silent_until_it_is_asked_and_when_it_is_over() {
    let mut mixer = Mixer::new(1);
    assert!(mixer.is_silent());
    assert!(heard(&mut mixer, 50).iter().all(|sample| *sample == 0.0));
    mixer.take(Order::Cue(Cue::Mail));
    assert!(!mixer.is_silent());
    assert!(peak(&heard(&mut mixer, 700)) > 0.1);
    assert!(mixer.is_silent(), "its thread can sleep");
    assert!(heard(&mut mixer, 50).iter().all(|sample| *sample == 0.0));
}

#[test]
fn what_is_held_down_does_not_pile_up() {
    let mut mixer = Mixer::new(1);
    let mut loudest = 0.0_f32;
    for _ in 0..300 {
        mixer.take(Order::Cue(Cue::Ring));
        mixer.take(Order::Cue(Cue::Calling));
        loudest = loudest.max(peak(&heard(&mut mixer, 10)));
    }
    assert!(loudest < 1.6 * Cue::Ring.peak(), "{loudest}");
    // All of it at once, in a full room, is still far from clipping.
    mixer.take(Order::Room(Some(RoomTone::Canteen)));
    for _ in 0..20 {
        Cue::ALL.into_iter().for_each(|cue| mixer.take(Order::Cue(cue)));
        loudest = loudest.max(peak(&heard(&mut mixer, 150)));
    }
    assert!(loudest < 0.8, "{loudest}");
}

#[test]
fn who_answers_stops_the_ring_and_nothing_else() {
    let mut mixer = Mixer::new(1);
    mixer.take(Order::Cue(Cue::Ring));
    mixer.take(Order::Cue(Cue::Motif));
    let before = heard(&mut mixer, 430);
    mixer.take(Order::Settle);
    let joint = heard(&mut mixer, 80);
    let whole = [&before[..], &joint[..]].concat();
    assert!(jump(&whole) <= jump(&before) * 1.05, "it clicks");
    let after = heard(&mut mixer, 200);
    for hz in RING_HZ {
        assert!(share(&after, hz) < 0.01, "{hz} Hz goes on");
    }
    assert!(peak(&after) > 0.02, "the motif does");
    mixer.take(Order::Hush);
    heard(&mut mixer, 70);
    assert!(mixer.is_silent());
}

#[test]
fn rooms_come_and_go_slowly_and_one_after_the_other() {
    let mut mixer = Mixer::new(1);
    mixer.take(Order::Room(Some(RoomTone::Workshop)));
    let comes = heard(&mut mixer, 2000);
    assert!(rms(&comes[..frames(50)]) < 0.1 * rms(&comes[frames(1500)..]));
    mixer.take(Order::Room(Some(RoomTone::Desk)));
    let change = heard(&mut mixer, 1500);
    assert!(jump(&change) < 0.02, "one room is cut off by the other");
    assert!(rms(&change[frames(660)..frames(700)]) < 0.2 * rms(&change[..frames(50)]));
    mixer.take(Order::Room(None));
    assert!(!mixer.is_silent(), "it fades");
    heard(&mut mixer, 750);
    assert!(mixer.is_silent());
}

#[test]
fn volumes_are_reached_smoothly_and_off_is_off() {
    let mut mixer = Mixer::new(1);
    mixer.take(Order::Loudness { cues: 0.5, room: 0.0 });
    mixer.take(Order::Cue(Cue::Beep));
    mixer.take(Order::Room(Some(RoomTone::Cafe)));
    let half = heard(&mut mixer, 300);
    assert!((peak(&half) - 0.5 * Cue::Beep.peak()).abs() < 0.002);
    heard(&mut mixer, 300);
    assert!(peak(&heard(&mut mixer, 500)) < 1e-6, "the room is off");
    mixer.take(Order::Loudness { cues: 1.0, room: 1.0 });
    let louder = heard(&mut mixer, 300);
    assert!(rms(&louder[..frames(5)]) < 0.3 * rms(&louder[frames(200)..]));
}

#[test]
fn what_nobody_heard_is_not_played_later() {
    let mut mixer = Mixer::new(1);
    mixer.take(Order::Cue(Cue::Ring));
    mixer.take(Order::Room(Some(RoomTone::Home)));
    mixer.forget();
    let later = heard(&mut mixer, 1000);
    assert!(peak(&later) > 1e-4, "the room is still wanted");
    assert!(peak(&later) < 0.1, "the ring is not");
}

#[test]
fn whoever_does_not_hear_reads_what_carries_meaning() {
    for cue in [Cue::Ring, Cue::Calling, Cue::Beep, Cue::Click, Cue::Mail, Cue::Message] {
        let caption = cue.caption().unwrap();
        assert!(caption.chars().all(|letter| letter.is_lowercase() || letter == ' '), "{caption}");
    }
    assert!(Cue::ALL.iter().filter(|cue| cue.is_ringing()).all(|cue| cue.caption().is_some()));
}
