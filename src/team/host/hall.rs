//! The hall: every room of this host, and what they share.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use tokio::{runtime::Handle, sync::mpsc};

use super::{
    clock::ServerClock,
    limits::{Connections, Guesses},
    live::{RoomSlot, RoomUnderWay},
    standing::{RoomKeys, RoomStanding},
    writer::{LogWriter, WrittenEvents},
};
use crate::{
    engine::BadDraw,
    practice::{PATIENCE, Solved},
    scenario::{self, Scenario},
    store::{
        KeptSource,
        rooms::{KeptRoom, Lease, NewRoom, RoomLogError},
    },
    team::{
        report::TeamReport,
        room::{ParticipantId, RoomEvent, RoomSetup, TrainingRoom},
        secret::{fresh_code, fresh_key, hashed},
    },
};

/// The most rooms of one host.
const MOST_ROOMS: usize = 64;
/// How long a code is good for, in milliseconds: twelve hours.
const CODE_LASTS: u64 = 12 * 3600 * 1000;
/// How long an owner holds its rooms without a sign of life, in milliseconds.
pub(super) const LEASE: u64 = 10_000;

/// A room that was opened: what its trainer needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedRoom {
    /// Its id.
    pub id: String,
    /// The code by which people join.
    pub code: String,
    /// The trainer's secret. It is kept nowhere: whoever has it controls the room.
    pub secret: String,
}

/// Why a room cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum CannotOpenRoom {
    /// A forced draw cannot be.
    #[error(transparent)]
    Draw(#[from] BadDraw),
    /// The log does not take it.
    #[error(transparent)]
    Log(#[from] RoomLogError),
    /// As many rooms as a host has.
    #[error("this host has {MOST_ROOMS} rooms already; end and delete some first")]
    TooMany,
    /// The host has stopped.
    #[error("the host has stopped")]
    Stopped,
}

/// What keeps a room until it is gone: its keeper, a task.
pub(super) type Keep = fn(
    Arc<Hall>,
    Arc<RoomSlot>,
    mpsc::UnboundedReceiver<WrittenEvents>,
) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// Every room of this host.
#[derive(Debug)]
pub(super) struct Hall {
    pub clock: ServerClock,
    pub log: LogWriter,
    pub guesses: Guesses,
    pub connections: Arc<Connections>,
    pub lease: Lease,
    rooms: Mutex<BTreeMap<String, Arc<RoomSlot>>>,
    tasks: Handle,
    /// What is wrong with the log, in a sentence.
    trouble: Mutex<Option<String>>,
    on_change: OnChange,
    keep: Keep,
    /// What the solver knows of the scenarios whose report was asked for, by their content hash.
    solved: Mutex<BTreeMap<String, Arc<Solved>>>,
}

/// What is called when a screen has something new to show.
pub(super) struct OnChange(pub Box<dyn Fn() + Send + Sync>);

impl std::fmt::Debug for OnChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OnChange")
    }
}

/// The room that a log tells of.
pub(super) fn rebuilt(
    scenario: Arc<Scenario>,
    events: &[(u64, String)],
) -> Result<TrainingRoom, String> {
    let read = |(at, text): &(u64, String)| match serde_json::from_str::<RoomEvent>(text) {
        Ok(event) => Ok((*at, event)),
        Err(fault) => Err(format!("an event of its log cannot be read ({fault})")),
    };
    let log: Vec<(u64, RoomEvent)> = events.iter().map(read).collect::<Result<_, String>>()?;
    TrainingRoom::rebuild(scenario, &log).ok_or_else(|| "its log has no beginning".to_owned())
}

impl Hall {
    pub(super) fn new(
        clock: ServerClock,
        log: LogWriter,
        connections: Arc<Connections>,
        lease: Lease,
        tasks: Handle,
        on_change: OnChange,
        keep: Keep,
    ) -> Arc<Self> {
        Arc::new(Self {
            clock,
            log,
            guesses: Guesses::default(),
            connections,
            lease,
            rooms: Mutex::default(),
            tasks,
            trouble: Mutex::default(),
            on_change,
            keep,
            solved: Mutex::default(),
        })
    }

    fn rooms(&self) -> MutexGuard<'_, BTreeMap<String, Arc<RoomSlot>>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something that a screen shows has changed.
    pub(super) fn changed(&self) {
        (self.on_change.0)();
    }

    /// Says what is wrong with the log, or that nothing is any more.
    pub(super) fn trouble(&self, what: Option<String>) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = what;
    }

    /// What is wrong with the log.
    pub(super) fn troubled(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The lease as it is now.
    pub(super) fn lease_now(&self) -> Lease {
        Lease { until: self.clock.now() + LEASE, ..self.lease.clone() }
    }

    /// Opens a room. Waits for the log: not for tasks.
    pub(super) fn open(
        self: &Arc<Self>,
        scenario: &Arc<Scenario>,
        source: &KeptSource,
        setup: &RoomSetup,
    ) -> Result<OpenedRoom, CannotOpenRoom> {
        if self.rooms().len() >= MOST_ROOMS {
            return Err(CannotOpenRoom::TooMany);
        }
        let at = self.clock.now();
        let (room, event) = TrainingRoom::open(Arc::clone(scenario), at, setup.clone())?;
        let opened = serde_json::to_string(&event).unwrap_or_default();
        let id = uuid::Uuid::now_v7().to_string();
        loop {
            let code = fresh_code();
            let secret = fresh_key(&code);
            let new = NewRoom {
                id: id.clone(),
                code: code.clone(),
                secret: hashed(&secret),
                source: source.clone(),
                at,
                opened: opened.clone(),
                lease: self.lease_now(),
            };
            let asked = new.clone();
            let created = self.log.ask_now(move |log| log.create(&asked));
            if created.ok_or(CannotOpenRoom::Stopped)?? {
                let NewRoom { id, code: _, secret: hash, .. } = new;
                let keys = RoomKeys { id, code: code.clone(), secret: hash, opened_at: at };
                self.seat(keys, (1, self.held_from(at)), room);
                return Ok(OpenedRoom { id: self.id_of(&code), code, secret });
            }
        }
    }

    fn id_of(&self, code: &str) -> String {
        self.by_code(code).map(|slot| slot.lock().keys.id.clone()).unwrap_or_default()
    }

    /// Takes a kept room up again, where its owner has gone. Waits for the log: not for tasks.
    ///
    /// `Ok(false)` where another host still owns it.
    pub(super) fn take_up(self: &Arc<Self>, kept: KeptRoom) -> Result<bool, String> {
        // A room that cannot be served is not claimed either: another host may know how.
        let loaded = scenario::load(&kept.source.scenario, kept.source.pack.as_ref());
        let scenario = loaded.scenario.ok_or("its scenario does not load in this version")?;
        let (id, lease, now) = (kept.id.clone(), self.lease_now(), self.clock.now());
        let taken = self.log.ask_now(move |log| {
            let epoch = log.claim(&id, &lease, now)?;
            Ok(match epoch {
                Some(epoch) => Some((epoch, log.events(&id)?)),
                None => None,
            })
        });
        let taken: Result<_, RoomLogError> = taken.ok_or("the host has stopped")?;
        let Some((epoch, events)) = taken.map_err(|fault| fault.to_string())? else {
            return Ok(false);
        };
        let room = rebuilt(Arc::new(scenario), &events)?;
        let KeptRoom { id, code, secret, opened_at, .. } = kept;
        let keys = RoomKeys { id, code, secret, opened_at };
        let slot = self.seat(keys, (epoch, self.held_from(now)), room);
        let now = self.clock.now();
        let mut live = slot.lock();
        live.expect_everyone(now);
        let due = live.room().after_restart(now);
        live.submit(now, due);
        Ok(true)
    }

    /// Holds its rooms for longer, lets go of those that another host has by now, and takes up those that nobody has.
    /// Waits for the log: not for tasks.
    pub(super) fn look_after(self: &Arc<Self>) {
        // What is opened or taken up from here on is not among what the log answers.
        let mine = self.all();
        let (lease, now) = (self.lease_now(), self.clock.now());
        let held = self.log.ask_now(move |log| Ok((log.renew(&lease, now)?, log.abandoned()?)));
        let held: Option<Result<_, RoomLogError>> = held;
        let (held, abandoned) = match held {
            None => return,
            Some(Err(fault)) => return self.trouble(Some(fault.to_string())),
            Some(Ok(found)) => found,
        };
        for slot in mine {
            let (id, is_here) = {
                let live = slot.lock();
                (live.keys.id.clone(), live.standing != RoomStanding::Deleting)
            };
            if held.contains(&id) {
                slot.lock().held_until = self.held_from(now);
            } else if is_here {
                self.lose(&slot);
            }
        }
        for room in abandoned {
            let code = room.code.clone();
            if let Err(why) = self.take_up(room) {
                self.trouble(Some(format!("the room {code} is not taken up: {why}")));
            }
        }
    }

    /// Until when a room is this host's for certain that was claimed at a time, or held for longer.
    fn held_from(&self, asked_at: u64) -> u64 {
        if self.log.is_shared { asked_at + LEASE } else { u64::MAX }
    }

    fn seat(
        self: &Arc<Self>,
        keys: RoomKeys,
        (epoch, held_until): (u64, u64),
        room: TrainingRoom,
    ) -> Arc<RoomSlot> {
        let (tell, written) = mpsc::unbounded_channel();
        let id = keys.id.clone();
        let slot = RoomSlot::new(RoomUnderWay::new(keys, epoch, room, self.log.clone(), tell));
        slot.lock().held_until = held_until;
        slot.lock().publish(self.clock.now());
        self.rooms().insert(id, Arc::clone(&slot));
        self.tasks.spawn((self.keep)(Arc::clone(self), Arc::clone(&slot), written));
        self.changed();
        slot
    }

    /// Another host runs this room now.
    pub(super) fn lose(&self, slot: &Arc<RoomSlot>) {
        let id = slot.lock().keys.id.clone();
        self.rooms().remove(&id);
        slot.lock().close(None);
        slot.bell.notify_one();
        self.changed();
    }

    /// Deletes a room with every trace of it. Waits for the log: not for tasks.
    pub(super) fn delete(&self, id: &str) -> Result<(), RoomLogError> {
        let slot = self.get(id);
        if let Some(slot) = &slot {
            // Nothing is decided meanwhile, so nothing is written after it.
            slot.lock().standing = RoomStanding::Deleting;
        }
        let asked = id.to_owned();
        let deleted = self.log.ask_now(move |log| log.delete(&asked)).unwrap_or(Ok(()));
        if let Some(slot) = slot {
            let mut live = slot.lock();
            if deleted.is_ok() {
                self.rooms().remove(id);
                live.close(Some("this session was deleted, with everything in it"));
            } else if live.standing == RoomStanding::Deleting {
                live.standing = RoomStanding::Reading;
            }
            slot.bell.notify_one();
        }
        self.changed();
        deleted
    }

    /// The report of a room. The first one of a scenario waits for the solver: not for tasks.
    pub(super) fn report(&self, slot: &RoomSlot) -> TeamReport {
        let room = slot.lock().room().clone();
        TeamReport::of(&room, Some(&self.solved(&room)))
    }

    /// What the solver knows of a room's scenario. The first time it is waited for: not for tasks.
    pub(super) fn solved(&self, room: &TrainingRoom) -> Arc<Solved> {
        let hash = &room.setup().hash;
        let all = || self.solved.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(solved) = all().get(hash) {
            return Arc::clone(solved);
        }
        let begun = Instant::now();
        let watch = &mut |_| {
            let is_over = begun.elapsed() > PATIENCE;
            if is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let solved = Arc::new(Solved::of(room.scenario(), watch));
        Arc::clone(all().entry(hash.clone()).or_insert(solved))
    }

    /// Every room.
    pub(super) fn all(&self) -> Vec<Arc<RoomSlot>> {
        self.rooms().values().cloned().collect()
    }

    /// The room of that id.
    pub(super) fn get(&self, id: &str) -> Option<Arc<RoomSlot>> {
        self.rooms().get(id).cloned()
    }

    /// The room of that code, while the code is good.
    pub(super) fn by_code(&self, code: &str) -> Option<Arc<RoomSlot>> {
        let now = self.clock.now();
        self.all().into_iter().find(|slot| {
            let live = slot.lock();
            live.keys.code == code
                && live.is_open()
                && now.saturating_sub(live.keys.opened_at) < CODE_LASTS
        })
    }

    /// Whose resume token that is.
    pub(super) fn by_token(&self, token: &str) -> Option<(Arc<RoomSlot>, ParticipantId)> {
        let hash = hashed(token);
        self.all().into_iter().find_map(|slot| {
            let id = slot.lock().room().by_token(&hash)?;
            Some((slot, id))
        })
    }

    /// The room that this secret controls, and whether it is a remote's.
    pub(super) fn by_secret(&self, secret: &str) -> Option<(Arc<RoomSlot>, bool)> {
        let hash = hashed(secret);
        self.all().into_iter().find_map(|slot| {
            let live = slot.lock();
            let is_trainer = live.keys.secret == hash;
            let is_remote = live.room().is_remote(&hash);
            drop(live);
            (is_trainer || is_remote).then_some((slot, !is_trainer))
        })
    }
}
