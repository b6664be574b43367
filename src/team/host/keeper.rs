//! The keeper of a room: the task that hears what is on disk, shows it, and keeps the time.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::mpsc::UnboundedReceiver,
    time::{Instant, sleep_until},
};

use super::{
    hall::{Hall, rebuilt},
    live::RoomSlot,
    standing::RoomStanding,
    writer::{NotWritten, WrittenEvents},
};
use crate::store::rooms::NotAppended;

/// How often counts are told, at most: each time, every phone is sent something.
const COUNTS: Duration = Duration::from_secs(1);
/// How long to wait before a log that failed is read again.
const AGAIN: Duration = Duration::from_millis(500);

/// Keeps a room until it is gone.
pub(super) async fn keep(
    hall: Arc<Hall>,
    slot: Arc<RoomSlot>,
    mut written: UnboundedReceiver<WrittenEvents>,
) {
    let mut counted = Instant::now();
    loop {
        let wake = {
            let live = slot.lock();
            let due = live.next_tick().map(|at| {
                let left = at.saturating_sub(hall.clock.now());
                Instant::now() + Duration::from_millis(left)
            });
            let counts = live.has_counts().then(|| counted + COUNTS);
            due.into_iter().chain(counts).min()
        };
        let mut news = Vec::new();
        tokio::select! {
            biased;
            one = written.recv() => match one {
                Some(one) => news.push(one),
                None => return,
            },
            () = slot.bell.notified() => {}
            () = sleep_until(wake.unwrap_or_else(Instant::now)), if wake.is_some() => {}
        }
        while let Ok(one) = written.try_recv() {
            news.push(one);
        }
        let lost = hear(&hall, &slot, &news);
        if lost == Some(NotWritten::Room(NotAppended::Fenced)) {
            hall.lose(&slot);
            return;
        }
        read_again(&hall, &slot).await;
        if slot.lock().is_gone() {
            return;
        }
        if let Some(room) = slot.lock().unsplit() {
            let (hall, slot) = (Arc::clone(&hall), Arc::clone(&slot));
            // The solver takes its time on a thread of its own; the debrief is shown without it until then.
            tokio::task::spawn_blocking(move || {
                let split = hall.solved(&room).split(room.session());
                slot.lock().take_split(room.forks().here(), split);
                slot.bell.notify_one();
            });
        }
        if counted + COUNTS <= Instant::now() {
            slot.lock().count();
            counted = Instant::now();
        }
        hall.changed();
    }
}

/// Takes in what is on disk and shows it; what was lost, if anything was.
fn hear(hall: &Hall, slot: &RoomSlot, news: &[WrittenEvents]) -> Option<NotWritten> {
    let mut live = slot.lock();
    let mut lost = None;
    for one in news {
        if live.heard(one) {
            lost = one.outcome.clone().err();
            if live.standing == RoomStanding::Open {
                live.standing = RoomStanding::Reading;
            }
        }
        // What is wrong is told until something is written again: that reading works says nothing of it.
        match &one.outcome {
            Ok(()) => hall.trouble(None),
            Err(NotWritten::Log(fault)) => hall.trouble(Some(fault.to_string())),
            Err(NotWritten::Room(_)) => {}
        }
    }
    let now = hall.clock.now();
    live.tick(now);
    live.publish(now);
    lost
}

/// Reads a room from its log again where that is due, as often as it takes: what was thought to be lost may have been
/// written.
async fn read_again(hall: &Hall, slot: &RoomSlot) {
    let mut failed = false;
    while slot.lock().standing == RoomStanding::Reading {
        let id = slot.lock().keys.id.clone();
        let read = hall.log.ask(move |log| log.events(&id)).await;
        let Some(read) = read else { return };
        let scenario = Arc::clone(slot.lock().room().scenario());
        let why = match read.map(|events| rebuilt(scenario, &events)) {
            Ok(Ok(room)) => {
                let mut live = slot.lock();
                live.fall_back(room);
                if live.standing == RoomStanding::Reading {
                    live.standing = RoomStanding::Open;
                }
                live.publish(hall.clock.now());
                break;
            }
            Ok(Err(why)) => why,
            Err(fault) => fault.to_string(),
        };
        hall.trouble(Some(why));
        failed = true;
        hall.changed();
        tokio::time::sleep(AGAIN).await;
    }
    if failed {
        hall.trouble(None);
    }
}
