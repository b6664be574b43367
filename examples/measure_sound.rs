//! Measures a recording: raw samples of 32 bits, one channel, 48 000 in a second.
//!
//! `measure_sound FILE CHECK…` prints figures and fails where a check does; see `.ci/sound-test`.

use std::{
    f32::consts::TAU,
    fs,
    io::{self, Write},
    process::ExitCode,
};

const RATE: usize = 48_000;
/// A window of measurement: twenty thousandths of a second.
const WINDOW: usize = RATE / 50;
/// The tones of the telephone on the desk, and the one that tells that it rings elsewhere.
const RING: [f32; 2] = [820.0, 1025.0];
const CALLING: f32 = 425.0;
/// Below this nothing is heard: minus eighty decibels.
const SILENCE: f32 = 0.0001;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(bytes) = arguments.next().and_then(|file| fs::read(file).ok()) else {
        return ExitCode::from(2);
    };
    let samples: Vec<f32> =
        bytes.as_chunks::<4>().0.iter().map(|one| f32::from_le_bytes(*one)).collect();
    let mut code = ExitCode::SUCCESS;
    for check in arguments {
        let (holds, figures) = checked(&samples, &check);
        let word = if holds { "holds" } else { "FAILS" };
        let told = writeln!(io::stdout(), "{check} {word}: {figures}");
        if !holds || told.is_err() {
            code = ExitCode::FAILURE;
        }
    }
    code
}

fn checked(samples: &[f32], check: &str) -> (bool, String) {
    let windows: Vec<&[f32]> = samples.chunks_exact(WINDOW).collect();
    let heard = |window: &&&[f32]| peak(window) > SILENCE;
    let first = windows.iter().position(|window| peak(window) > SILENCE).unwrap_or(windows.len());
    let secs = |count: usize| count as f32 * WINDOW as f32 / RATE as f32;
    match check {
        "silence" => (
            first == windows.len() && secs(first) > 3.0,
            format!("{:.1} s, peak {:.1} dB", secs(windows.len()), decibels(peak(samples))),
        ),
        "quiet-before" => (secs(first) > 1.0, format!("{:.1} s without a sound", secs(first))),
        "below-full-scale" => {
            let most = peak(samples);
            (most > SILENCE && most < 0.5, format!("peak {:.1} dB", decibels(most)))
        }
        "ring" => {
            let [low, high] =
                RING.map(|hz| windows.iter().filter(|one| share(one, hz) > 0.5).count());
            let all = windows.iter().filter(heard).count();
            let told = format!(
                "820 Hz for {:.2} s and 1025 Hz for {:.2} s of {:.2} s, peak {:.1} dB",
                secs(low),
                secs(high),
                secs(all),
                decibels(peak(samples))
            );
            (secs(low) > 0.5 && secs(high) > 0.5 && secs(low + high) > 0.5 * secs(all), told)
        }
        "calling" => {
            let tone = windows.iter().filter(|one| share(one, CALLING) > 0.7).count();
            (secs(tone) > 0.8, format!("425 Hz for {:.2} s", secs(tone)))
        }
        "room" => {
            // Its middle: it comes and goes slowly.
            let all: Vec<f32> = windows
                .iter()
                .copied()
                .filter(|one| peak(one) > SILENCE)
                .flatten()
                .copied()
                .collect();
            let middle = all.get(all.len() / 4..all.len() * 3 / 4).unwrap_or_default();
            let level = decibels(rms(middle));
            let told = format!("{:.1} s at {level:.1} dB", all.len() as f32 / RATE as f32);
            (all.len() > 2 * RATE && level > -44.0 && level < -34.0, told)
        }
        _ => (false, "no such check".to_owned()),
    }
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |most, sample| sample.abs().max(most))
}

fn rms(samples: &[f32]) -> f32 {
    let power: f32 = samples.iter().map(|sample| sample * sample).sum();
    (power / samples.len().max(1) as f32).sqrt()
}

fn decibels(level: f32) -> f32 {
    20.0 * level.max(1e-9).log10()
}

/// Which share of a window's power lies around a pitch (Goertzel's algorithm).
fn share(window: &[f32], hz: f32) -> f32 {
    let all: f32 = window.iter().map(|sample| sample * sample).sum();
    if peak(window) <= SILENCE {
        return 0.0;
    }
    let turn = 2.0 * (TAU * hz / RATE as f32).cos();
    let (last, before) = window
        .iter()
        .fold((0.0, 0.0), |(last, before), sample| (sample + turn * last - before, last));
    let power = last * last + before * before - turn * last * before;
    2.0 * power / (window.len() as f32 * all)
}
