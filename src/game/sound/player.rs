//! The thread that mixes: it sleeps until something is to be heard, and falls asleep when that is over.

use std::{
    sync::mpsc::{self, Receiver, Sender, TryRecvError},
    thread,
};

use bevy::prelude::*;

#[cfg(not(all(unix, not(target_os = "macos"))))]
use super::device as out;
#[cfg(all(unix, not(target_os = "macos")))]
use super::server as out;
use crate::sound::{Mixer, Order};

/// How often a sound whose server goes away is tried: it may have been started anew.
const TRIES: usize = 2;

/// The way to the thread; it is started with the first thing to be heard.
#[derive(Resource, Default)]
pub(super) struct SoundPlayer {
    orders: Option<Sender<Order>>,
}

impl SoundPlayer {
    /// Asks for something; never waits. Where no thread can be started, nothing is heard.
    pub(super) fn send(&mut self, order: Order) {
        let orders = self.orders.get_or_insert_with(|| {
            let (sender, receiver) = mpsc::channel();
            if let Err(error) =
                thread::Builder::new().name("sound".to_owned()).spawn(move || live(&receiver))
            {
                warn!("no thread for sound: {error}");
            }
            sender
        });
        // The thread lives as long as this end of the channel.
        let _ = orders.send(order);
    }
}

/// Waits for orders. While they come to something, the server is asked for a stream and fed; where none answers,
/// what was to be heard is let go, and the next order tries again.
fn live(orders: &Receiver<Order>) {
    let mut mixer = Mixer::new(1);
    while let Ok(order) = orders.recv() {
        mixer.take(order);
        for _ in 0..TRIES {
            if !listens(&mut mixer, orders) {
                break;
            }
            if out::play(&mut |samples| supply(&mut mixer, orders, samples)).is_ok() {
                break;
            }
        }
        mixer.forget();
    }
}

/// Fills in the next samples; says whether there is anything to be heard.
fn supply(mixer: &mut Mixer, orders: &Receiver<Order>, samples: &mut [f32]) -> bool {
    let sounds = listens(mixer, orders);
    if sounds {
        mixer.fill(samples);
    }
    sounds
}

/// Takes what has been asked for meanwhile; says whether there is anything to be heard.
fn listens(mixer: &mut Mixer, orders: &Receiver<Order>) -> bool {
    loop {
        match orders.try_recv() {
            Ok(order) => mixer.take(order),
            Err(TryRecvError::Empty) => return !mixer.is_silent(),
            Err(TryRecvError::Disconnected) => return false,
        }
    }
}
