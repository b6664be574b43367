//! A room under way: as it is decided, as it is on disk, and who is connected.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::extract::ws::Utf8Bytes;
use tokio::sync::{Notify, mpsc::UnboundedSender, watch};

use super::{
    standing::{Farewell, RoomKeys, RoomStanding},
    writer::{LogWriter, WrittenEvents},
};
use crate::{
    coach::ChoicesAndChance,
    store::rooms::AppendedEvents,
    team::{
        room::{
            ForkNodeId, ParticipantCommand, ParticipantId, Refusal, RoomEvent, RoomPhase,
            TrainerCommand, TrainingRoom,
        },
        wire::{Board, ToPhone, WireMine, WireRoom},
    },
};

/// How long somebody counts as here whose line went down, in milliseconds.
const BACK: u64 = 8_000;
/// How long everybody does after the host was started again.
const BACK_AFTER_RESTART: u64 = 20_000;

/// How much of a room is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Durable {
    /// How often the room fell back to what was on disk.
    pub generation: u64,
    /// How many of its events are on disk.
    pub seq: u64,
}

/// What somebody waits for who gave a command: that so many events are on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket(Durable);

impl Ticket {
    /// What became of it: `None` while it is being written, `Some(false)` where it was lost.
    pub(super) fn outcome(self, now: Durable) -> Option<bool> {
        let Self(wanted) = self;
        if now.generation != wanted.generation {
            return Some(false);
        }
        (now.seq >= wanted.seq).then_some(true)
    }
}

/// A participant's connection.
#[derive(Debug)]
struct SeatLine {
    number: u64,
    mine: watch::Sender<Utf8Bytes>,
    farewell: watch::Sender<Option<Farewell>>,
}

/// What a connection listens to.
#[derive(Debug)]
pub(super) struct Listening {
    /// Number of the connection.
    pub number: u64,
    /// The whole picture, to begin with.
    pub welcome: Utf8Bytes,
    /// The number of the last message that was taken.
    pub shared: watch::Receiver<Utf8Bytes>,
    /// Who is here and who has answered.
    pub counts: watch::Receiver<(u32, u32)>,
    /// What is one's own.
    pub mine: watch::Receiver<Utf8Bytes>,
    /// How much is on disk.
    pub durable: watch::Receiver<Durable>,
    /// Why it is to end.
    pub farewell: watch::Receiver<Option<Farewell>>,
}

/// A room with its lock, and a bell that wakes its keeper.
#[derive(Debug)]
pub(super) struct RoomSlot {
    live: Mutex<RoomUnderWay>,
    /// Rings when something has changed that no event tells: presence.
    pub bell: Notify,
}

impl RoomSlot {
    pub(super) fn new(live: RoomUnderWay) -> Arc<Self> {
        Arc::new(Self { live: Mutex::new(live), bell: Notify::new() })
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, RoomUnderWay> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A room under way.
#[derive(Debug)]
pub(super) struct RoomUnderWay {
    pub keys: RoomKeys,
    pub epoch: u64,
    /// Until when it is this host's for certain. Past it, even what changes nothing is not acknowledged.
    pub held_until: u64,
    /// As it is decided: some of it may not be on disk yet. Only what is asked of the room looks at it.
    ahead: TrainingRoom,
    /// As it is on disk: only this is shown.
    kept: TrainingRoom,
    /// What is decided and not known to be on disk.
    pending: VecDeque<(u64, RoomEvent)>,
    pub standing: RoomStanding,
    durable: watch::Sender<Durable>,
    log: LogWriter,
    written: UnboundedSender<WrittenEvents>,
    shared: watch::Sender<Utf8Bytes>,
    counts: watch::Sender<(u32, u32)>,
    /// What was choice and what was chance in the room's line, and at which place of the fork map.
    split: Option<(ForkNodeId, Option<ChoicesAndChance>)>,
    /// Counts up whenever the big screen has something new to show.
    changes: watch::Sender<u64>,
    /// Whose line went down, and until when they count as here all the same: a phone that sleeps or reloads must not
    /// close a vote without its owner.
    away: BTreeMap<ParticipantId, u64>,
    /// Who has had events since what is their own was sent last.
    touched: BTreeSet<ParticipantId>,
    lines: BTreeMap<ParticipantId, SeatLine>,
    connections: u64,
    /// Whether what everyone sees may be something else than what was published last: a vote alone changes counts.
    stale: bool,
    /// What was published last, without what changes by itself.
    published: Option<(WireRoom, Option<u64>)>,
}

impl RoomUnderWay {
    pub(super) fn new(
        keys: RoomKeys,
        epoch: u64,
        room: TrainingRoom,
        log: LogWriter,
        written: UnboundedSender<WrittenEvents>,
    ) -> Self {
        let durable = Durable { generation: 0, seq: room.seq() };
        Self {
            keys,
            epoch,
            pending: VecDeque::new(),
            held_until: u64::MAX,
            standing: RoomStanding::Open,
            durable: watch::Sender::new(durable),
            log,
            written,
            shared: watch::Sender::new(Utf8Bytes::default()),
            counts: watch::Sender::new(room.count()),
            split: None,
            changes: watch::Sender::new(0),
            away: BTreeMap::new(),
            touched: BTreeSet::new(),
            lines: BTreeMap::new(),
            connections: 0,
            stale: true,
            published: None,
            ahead: room.clone(),
            kept: room,
        }
    }

    /// The room as it is on disk.
    pub(super) fn room(&self) -> &TrainingRoom {
        &self.kept
    }

    /// Whether somebody was shown out, on disk or not yet.
    pub(super) fn was_kicked(&self, id: ParticipantId) -> bool {
        self.ahead.was_kicked(id)
    }

    /// When the room should be looked at next.
    pub(super) fn next_tick(&self) -> Option<u64> {
        self.ahead.next_tick().into_iter().chain(self.away.values().copied()).min()
    }

    /// After a restart everyone counts as here, for as long as phones need to come back.
    pub(super) fn expect_everyone(&mut self, now: u64) {
        let there = self.kept.participants().iter().filter(|one| !one.kicked);
        let ids: Vec<ParticipantId> = there.map(|one| one.id).collect();
        for id in ids {
            self.present(id, true);
            self.away.insert(id, now + BACK_AFTER_RESTART);
        }
    }

    /// What the big screen shows now.
    pub(super) fn board(&self, now: u64) -> Board {
        Board::of(&self.kept, now, self.split())
    }

    fn split(&self) -> Option<&ChoicesAndChance> {
        let (at, split) = self.split.as_ref()?;
        split.as_ref().filter(|_| *at == self.kept.forks().here())
    }

    /// The room, where its debrief is shown and it is not known yet what was choice and what was chance in its line.
    /// It is given once for each place.
    pub(super) fn unsplit(&mut self) -> Option<TrainingRoom> {
        let here = self.kept.forks().here();
        let is_debrief = matches!(self.kept.phase(), RoomPhase::Debrief(_));
        let is_known = self.split.as_ref().is_some_and(|(at, _)| *at == here);
        if !is_debrief || is_known || !self.kept.session().finished() {
            return None;
        }
        self.split = Some((here, None));
        Some(self.kept.clone())
    }

    /// Takes in what was choice and what was chance at a place.
    pub(super) fn take_split(&mut self, at: ForkNodeId, split: Option<ChoicesAndChance>) {
        self.split = Some((at, split));
        self.stale = true;
    }

    /// Tells when the big screen has something new to show.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    pub(super) fn durable(&self) -> watch::Receiver<Durable> {
        self.durable.subscribe()
    }

    /// Whether it is not kept here any more.
    pub(super) fn is_gone(&self) -> bool {
        matches!(self.standing, RoomStanding::Lost | RoomStanding::Gone(_))
    }

    /// Whether people may still join by the code.
    pub(super) fn is_open(&self) -> bool {
        self.ahead.phase() != RoomPhase::Ended && !self.is_gone()
    }

    fn may_decide(&self, now: u64) -> Result<(), Refusal> {
        match self.standing {
            RoomStanding::Open if now < self.held_until => Ok(()),
            RoomStanding::Open
            | RoomStanding::Reading
            | RoomStanding::Deleting
            | RoomStanding::Lost
            | RoomStanding::Gone(_) => {
                Err(Refusal::NotNow("the room is looked up again; try once more in a moment"))
            }
        }
    }

    /// Applies what was decided, and has it written.
    pub(super) fn submit(&mut self, now: u64, events: Vec<RoomEvent>) -> Ticket {
        let first = self.ahead.seq();
        let generation = self.durable.borrow().generation;
        let mut texts = Vec::with_capacity(events.len());
        for event in events {
            // Events are plain data: there is none that JSON cannot hold.
            if let Ok(text) = serde_json::to_string(&event) {
                texts.push((now, text));
                self.ahead.apply(now, &event);
                self.pending.push_back((now, event));
            }
        }
        if !texts.is_empty() {
            let ends = self.ahead.phase() == RoomPhase::Ended;
            let (room, epoch) = (self.keys.id.clone(), self.epoch);
            let events = AppendedEvents { room, epoch, first, events: texts, ends };
            self.log.append(events, generation, self.written.clone());
        }
        Ticket(Durable { generation, seq: self.ahead.seq() })
    }

    pub(super) fn trainer(
        &mut self,
        now: u64,
        command: &TrainerCommand,
    ) -> Result<Ticket, Refusal> {
        self.may_decide(now)?;
        let events = self.ahead.trainer(now, command)?;
        if let TrainerCommand::Kick { participant } = command {
            let why = Refusal::Kicked.to_string();
            self.dismiss(*participant, Farewell::Gone { why, can_join: true });
        }
        Ok(self.submit(now, events))
    }

    pub(super) fn give_remote(
        &mut self,
        now: u64,
        hash: Option<String>,
    ) -> Result<Ticket, Refusal> {
        self.may_decide(now)?;
        Ok(self.submit(now, vec![TrainingRoom::give_remote(hash)]))
    }

    pub(super) fn participant(
        &mut self,
        now: u64,
        id: ParticipantId,
        message: u64,
        command: &ParticipantCommand,
    ) -> Result<Ticket, Refusal> {
        self.may_decide(now)?;
        let events = self.ahead.participant(id, message, command)?;
        Ok(self.submit(now, events))
    }

    pub(super) fn join(&mut self, now: u64, name: &str, hash: &str) -> Result<Ticket, Refusal> {
        self.may_decide(now)?;
        let event = self.ahead.join(name, hash)?;
        Ok(self.submit(now, vec![event]))
    }

    /// What time and presence bring about.
    pub(super) fn tick(&mut self, now: u64) {
        let gone: Vec<ParticipantId> =
            self.away.iter().filter(|(_, until)| **until <= now).map(|(id, _)| *id).collect();
        for id in gone {
            self.away.remove(&id);
            self.present(id, false);
        }
        if self.standing == RoomStanding::Open {
            let due = self.ahead.tick(now);
            self.submit(now, due);
        }
    }

    /// What came of writing: on disk, so it is shown; or not, so the room falls back to what is on disk.
    ///
    /// Whether the room is to be read from its log again.
    pub(super) fn heard(&mut self, written: &WrittenEvents) -> bool {
        let Durable { generation, seq } = *self.durable.borrow();
        if written.generation != generation {
            return false;
        }
        if written.outcome.is_err() {
            self.fall_back(self.kept.clone());
            return true;
        }
        for _ in seq..written.seq {
            if let Some((at, event)) = self.pending.pop_front() {
                self.kept.apply(at, &event);
                self.touched.extend(event.participant());
                self.stale |= !matches!(event, RoomEvent::VoteCast { .. });
            }
        }
        self.durable.send_replace(Durable { generation, seq: self.kept.seq() });
        false
    }

    /// Takes the room as it is on disk; whoever waits for what was decided beyond it hears that it was not kept.
    pub(super) fn fall_back(&mut self, mut room: TrainingRoom) {
        for id in self.lines.keys().chain(self.away.keys()) {
            room.set_present(*id, true);
        }
        self.pending.clear();
        self.ahead = room.clone();
        self.kept = room;
        self.stale = true;
        self.durable.send_modify(|durable| {
            durable.generation += 1;
            durable.seq = self.kept.seq();
        });
    }

    /// Seats a connection: it is now the participant's, and an older one is told so.
    pub(super) fn sit(&mut self, id: ParticipantId, now: u64) -> Option<Listening> {
        self.dismiss(id, Farewell::Moved);
        self.away.remove(&id);
        self.connections += 1;
        let number = self.connections;
        self.present(id, true);
        let room = Box::new(WireRoom::of(&self.kept, now, self.split()));
        let mine = Box::new(WireMine::of(&self.kept, id, None)?);
        let known = text(&ToPhone::Mine { mine: Box::new(WireMine { seq: 0, ..(*mine).clone() }) });
        let welcome =
            text(&ToPhone::Welcome { version: crate::team::wire::WIRE_VERSION, room, mine });
        let (own, farewell) = (watch::Sender::new(known), watch::Sender::new(None));
        let listening = Listening {
            number,
            welcome,
            shared: self.shared.subscribe(),
            counts: self.counts.subscribe(),
            mine: own.subscribe(),
            durable: self.durable.subscribe(),
            farewell: farewell.subscribe(),
        };
        self.lines.insert(id, SeatLine { number, mine: own, farewell });
        Some(listening)
    }

    /// A connection has ended. It leaves the seat only where no newer one has it.
    pub(super) fn leave(&mut self, id: ParticipantId, number: u64, now: u64) {
        if self.lines.get(&id).is_some_and(|line| line.number == number) {
            self.lines.remove(&id);
            self.away.insert(id, now + BACK);
        }
    }

    fn present(&mut self, id: ParticipantId, present: bool) {
        self.ahead.set_present(id, present);
        self.kept.set_present(id, present);
    }

    fn dismiss(&mut self, id: ParticipantId, farewell: Farewell) {
        if let Some(line) = self.lines.remove(&id) {
            line.farewell.send_replace(Some(farewell));
            self.present(id, false);
        }
    }

    /// The room is not kept here any more, for the reason that every connection is told; another host has it where
    /// there is none.
    pub(super) fn close(&mut self, why: Option<&str>) {
        let (standing, farewell) = match why {
            None => (RoomStanding::Lost, Farewell::Lost),
            Some(why) => {
                let farewell = Farewell::Gone { why: why.to_owned(), can_join: false };
                (RoomStanding::Gone(why.to_owned()), farewell)
            }
        };
        self.standing = standing;
        let ids: Vec<ParticipantId> = self.lines.keys().copied().collect();
        for id in ids {
            self.dismiss(id, farewell.clone());
        }
        self.durable.send_modify(|durable| durable.generation += 1);
    }

    /// Shows what has changed on disk to whom it concerns. Counts are told by [`count`](Self::count).
    pub(super) fn publish(&mut self, now: u64) {
        let is_news = std::mem::take(&mut self.stale) && self.publish_shared(now);
        self.changes.send_modify(|changes| *changes += 1);
        let touched = std::mem::take(&mut self.touched);
        for (id, line) in self.lines.iter().filter(|(id, _)| is_news || touched.contains(id)) {
            let Some(mut mine) = WireMine::of(&self.kept, *id, None) else { continue };
            mine.seq = 0;
            let mine = text(&ToPhone::Mine { mine: Box::new(mine) });
            line.mine.send_if_modified(|known| {
                let is_other = *known != mine;
                if is_other {
                    *known = mine.clone();
                }
                is_other
            });
        }
    }

    /// Shows everyone what everyone sees, if that is something else than before; whether it is.
    fn publish_shared(&mut self, now: u64) -> bool {
        let room = WireRoom::of(&self.kept, now, self.split());
        let deadline = room.left_ms.filter(|_| !room.paused).map(|left| now + left);
        let still = WireRoom { seq: 0, present: 0, answered: 0, left_ms: None, ..room.clone() };
        let still = Some((still, deadline));
        let is_news = self.published != still;
        if is_news {
            self.published = still;
            self.shared.send_replace(text(&ToPhone::Room { room: Box::new(room) }));
        }
        is_news
    }

    /// Tells who is here and who has answered, if that has changed.
    pub(super) fn count(&self) {
        let count = self.kept.count();
        self.counts.send_if_modified(|known| std::mem::replace(known, count) != count);
    }

    /// Whether counts are to be told.
    pub(super) fn has_counts(&self) -> bool {
        *self.counts.borrow() != self.kept.count()
    }
}

/// A message as JSON. Wire forms are plain data: there is none that JSON cannot hold.
pub(super) fn text(message: &impl serde::Serialize) -> Utf8Bytes {
    serde_json::to_string(message).unwrap_or_default().into()
}
