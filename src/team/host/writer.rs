//! Group commit: one thread writes what all rooms have to write, as much at once as has come meanwhile.

use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use tokio::sync::{mpsc::UnboundedSender, oneshot};

use crate::store::rooms::{AppendedEvents, NotAppended, RoomLog, RoomLogError};

/// The most batches that are written in one transaction.
const MOST: usize = 512;

/// What a room is told of events that were to be written.
#[derive(Debug)]
pub(super) struct WrittenEvents {
    /// The generation of the room that gave them.
    pub generation: u64,
    /// How many events the room has with them.
    pub seq: u64,
    /// Whether they are on disk.
    pub outcome: Result<(), NotWritten>,
}

/// Why events are not on disk, or not known to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotWritten {
    /// The log did not take them.
    Room(NotAppended),
    /// The log failed.
    Log(RoomLogError),
}

/// Something that is asked of the log.
type Question = Box<dyn FnOnce(&mut dyn RoomLog) + Send>;

/// Something for the thread of the log to do.
enum Job {
    Append { events: AppendedEvents, generation: u64, tell: UnboundedSender<WrittenEvents> },
    Call(Question),
}

/// The way to the thread of the log.
#[derive(Debug, Clone)]
pub(super) struct LogWriter {
    give: Sender<Job>,
    /// Whether other hosts may take its rooms over, once a lease has run out.
    pub is_shared: bool,
}

impl LogWriter {
    /// Starts the thread. It ends when nobody can give it work any more.
    ///
    /// # Errors
    /// If the system has no thread for it.
    pub(super) fn start(mut log: Box<dyn RoomLog>) -> std::io::Result<Self> {
        let (give, jobs) = channel();
        let is_shared = log.is_shared();
        thread::Builder::new().name("room log".into()).spawn(move || write(&mut *log, &jobs))?;
        Ok(Self { give, is_shared })
    }

    /// Has events appended; `tell` hears what came of it.
    pub(super) fn append(
        &self,
        events: AppendedEvents,
        generation: u64,
        tell: UnboundedSender<WrittenEvents>,
    ) {
        // Where the thread is gone, the sender inside is dropped, and the room hears nothing more: it is closing.
        let _ = self.give.send(Job::Append { events, generation, tell });
    }

    /// Asks something of the log, and waits for the answer on a task.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&mut dyn RoomLog) -> T + Send + 'static,
    ) -> Option<T> {
        let (answer, answered) = oneshot::channel();
        let _ = self.give.send(Job::Call(Box::new(move |log| {
            let _ = answer.send(ask(log));
        })));
        answered.await.ok()
    }

    /// Asks something of the log, and waits for the answer on a thread.
    pub(super) fn ask_now<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&mut dyn RoomLog) -> T + Send + 'static,
    ) -> Option<T> {
        let (answer, answered) = channel();
        let _ = self.give.send(Job::Call(Box::new(move |log| {
            let _ = answer.send(ask(log));
        })));
        answered.recv().ok()
    }
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Append { .. } => "Append",
            Self::Call(_) => "Call",
        })
    }
}

fn write(log: &mut dyn RoomLog, jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.recv() {
        let mut next = Some(job);
        let mut batches = Vec::new();
        while let Some(job) = next.take() {
            match job {
                Job::Append { events, generation, tell } => {
                    batches.push((events, generation, tell));
                    if batches.len() < MOST {
                        next = jobs.try_recv().ok();
                    }
                }
                Job::Call(ask) => {
                    commit(log, std::mem::take(&mut batches));
                    ask(log);
                }
            }
        }
        commit(log, batches);
    }
}

fn commit(
    log: &mut dyn RoomLog,
    batches: Vec<(AppendedEvents, u64, UnboundedSender<WrittenEvents>)>,
) {
    if batches.is_empty() {
        return;
    }
    let (events, others): (Vec<_>, Vec<_>) =
        batches.into_iter().map(|(events, generation, tell)| (events, (generation, tell))).unzip();
    let appended = log.append(&events);
    for (at, (batch, (generation, tell))) in events.iter().zip(others).enumerate() {
        let outcome = match &appended {
            Err(fault) => Err(NotWritten::Log(fault.clone())),
            Ok(each) => each.get(at).copied().unwrap_or(Ok(())).map_err(NotWritten::Room),
        };
        let seq = batch.first + batch.events.len() as u64;
        let _ = tell.send(WrittenEvents { generation, seq, outcome });
    }
}
