//! The system's own sound device, where no sound server speaks the protocol of `PulseAudio`.

use std::{
    sync::mpsc::{self, TrySendError},
    thread,
    time::{Duration, Instant},
};

use cpal::{
    BufferSize, StreamConfig,
    traits::{DeviceTrait, HostTrait, StreamTrait},
};

use super::unheard::Unheard;
use crate::sound::{RATE, frames};

/// How many portions are on their way to the ear.
const AHEAD: usize = 4;
/// A portion, in thousandths of a second.
const PORTION: usize = 30;
/// How long the device may take nothing before it counts as gone.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a wait is looked up from.
const LOOK: Duration = Duration::from_millis(10);

impl From<cpal::Error> for Unheard {
    fn from(_: cpal::Error) -> Self {
        Self
    }
}

/// Plays what `next` fills in, until it says that there is nothing more to be heard.
pub(super) fn play(next: &mut dyn FnMut(&mut [f32]) -> bool) -> Result<(), Unheard> {
    let device = cpal::default_host().default_output_device().ok_or(Unheard)?;
    let channels = device.default_output_config()?.channels();
    let config = StreamConfig { channels, sample_rate: RATE, buffer_size: BufferSize::Default };
    let (sender, receiver) = mpsc::sync_channel::<Vec<f32>>(AHEAD);
    let mut portion = Vec::new().into_iter();
    let fill = move |samples: &mut [f32], _: &cpal::OutputCallbackInfo| {
        for frame in samples.chunks_mut(usize::from(channels).max(1)) {
            let sample = portion.next().or_else(|| {
                portion = receiver.try_recv().unwrap_or_default().into_iter();
                portion.next()
            });
            frame.fill(sample.unwrap_or(0.0));
        }
    };
    let stream = device.build_output_stream(config, fill, |_| {}, None)?;
    stream.play()?;
    loop {
        let mut samples = vec![0.0; frames(PORTION)];
        if !next(&mut samples) {
            // What is on its way is heard.
            thread::sleep(Duration::from_millis(u64::try_from(AHEAD * PORTION).unwrap_or(0)));
            return Ok(());
        }
        let since = Instant::now();
        while let Err(refused) = sender.try_send(samples) {
            match refused {
                TrySendError::Full(back) if since.elapsed() < PATIENCE => samples = back,
                TrySendError::Full(_) | TrySendError::Disconnected(_) => return Err(Unheard),
            }
            thread::sleep(LOOK);
        }
    }
}
