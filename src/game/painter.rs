//! Threads of our own that paint pictures, so that neither a frame nor Bevy's own tasks wait for them.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use bevy::prelude::*;

use super::{pace::Wake, raster::Pixels};
use crate::art::Art;

/// Takes commissions for pictures.
#[derive(Resource)]
pub(super) struct PicturePainter {
    jobs: Sender<PaintJob>,
}

type Paint = Box<dyn FnOnce(&Art) -> Option<Pixels> + Send>;

struct PaintJob {
    paint: Paint,
    place: Commission,
}

/// A picture that cannot be painted; a screen goes without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unpaintable;

/// A picture that is being painted.
#[derive(Clone, Default)]
pub(super) struct Commission(Arc<Mutex<PaintProgress>>);

#[derive(Default)]
enum PaintProgress {
    #[default]
    Painting,
    Done(Option<Pixels>),
}

impl Commission {
    /// The picture once it is done, once.
    pub(super) fn take(&self) -> Option<Result<Pixels, Unpaintable>> {
        let mut progress = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::take(&mut *progress) {
            PaintProgress::Painting => None,
            PaintProgress::Done(pixels) => Some(pixels.ok_or(Unpaintable)),
        }
    }

    fn put(&self, pixels: Option<Pixels>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = PaintProgress::Done(pixels);
    }
}

impl PicturePainter {
    /// Has a picture painted.
    pub(super) fn commission(
        &self,
        paint: impl FnOnce(&Art) -> Option<Pixels> + Send + 'static,
    ) -> Commission {
        let place = Commission::default();
        let job = PaintJob { paint: Box::new(paint), place: place.clone() };
        if self.jobs.send(job).is_err() {
            place.put(None);
        }
        place
    }
}

pub(super) fn plugin(app: &mut App) {
    let wake = app.world().get_resource::<Wake>().cloned();
    let (jobs, waiting) = mpsc::channel();
    let waiting = Arc::new(Mutex::new(waiting));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    for _ in 0..cores.saturating_sub(1).clamp(1, 3) {
        let (waiting, wake) = (Arc::clone(&waiting), wake.clone());
        let painter = move || work(&waiting, wake.as_ref());
        // Where none is to be had, commissions find nobody and screens go without their pictures.
        if let Err(error) = thread::Builder::new().name("painter".to_owned()).spawn(painter) {
            warn!("no thread to paint on: {error}");
        }
    }
    app.insert_resource(PicturePainter { jobs });
}

/// Paints until the game is left.
fn work(waiting: &Mutex<Receiver<PaintJob>>, wake: Option<&Wake>) {
    let mut art = None;
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // The files are embedded, and a test reads them all: that this fails is not to be expected.
        let art = art.get_or_insert_with(|| Art::load().ok());
        job.place.put(art.as_ref().and_then(job.paint));
        if let Some(wake) = wake {
            wake.up();
        }
    }
}
