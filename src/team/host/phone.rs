//! A phone's connection.

use std::{collections::VecDeque, net::IpAddr, sync::Arc, time::Duration};

use axum::{
    body::Bytes,
    extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code},
};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use super::{
    elsewhere::{KeptElsewhere, key_elsewhere},
    hall::Hall,
    live::{Listening, RoomSlot, Ticket, text},
    standing::Farewell,
};
use crate::team::{
    room::{ParticipantId, Refusal},
    wire::{FromPhone, ToPhone, WIRE_VERSION},
};

/// How long a connection may take for its first message.
const FIRST: Duration = Duration::from_secs(10);
/// How often a quiet connection is asked whether it is there.
pub(super) const ASK: Duration = Duration::from_secs(15);
/// After how long without any sign it counts as gone.
pub(super) const GONE: Duration = Duration::from_secs(40);
/// How long a message may take to be sent to a phone that does not read.
const SEND: Duration = Duration::from_secs(10);
/// As many commands as a phone may have under way.
const UNDER_WAY: usize = 32;

/// Serves a phone until it goes.
pub(super) async fn serve(hall: Arc<Hall>, mut socket: WebSocket, cookie: String, from: IpAddr) {
    let Some(token) = hello(&mut socket, cookie).await else { return };
    if token.is_empty() {
        return end(&mut socket, &ToPhone::Gone { why: String::new(), can_join: true }).await;
    }
    // A seat that is known is never refused for what others tried from the same address: a class shares one.
    let Some((slot, id)) = hall.by_token(&token) else {
        if hall.guesses.may_try(from, hall.clock.now()) {
            return nobody_here(&hall, &mut socket, &token, from).await;
        }
        let why = "too many tries from here; wait a minute".to_owned();
        return end(&mut socket, &ToPhone::Gone { why, can_join: false }).await;
    };
    let listening = {
        let mut live = slot.lock();
        if live.was_kicked(id) { None } else { live.sit(id, hall.clock.now()) }
    };
    let Some(listening) = listening else {
        let why = Refusal::Kicked.to_string();
        return end(&mut socket, &ToPhone::Gone { why, can_join: true }).await;
    };
    slot.bell.notify_one();
    let number = listening.number;
    let line = PhoneLine { hall, slot, id, waiting: VecDeque::new() };
    let (hall, slot) = (Arc::clone(&line.hall), Arc::clone(&line.slot));
    line.run(&mut socket, listening).await;
    slot.lock().leave(id, number, hall.clock.now());
    slot.bell.notify_one();
}

/// A token that is unknown here: its room may be on another host, or on its way from one that stopped.
async fn nobody_here(hall: &Hall, socket: &mut WebSocket, token: &str, from: IpAddr) {
    match key_elsewhere(hall, token).await {
        KeptElsewhere::No => {
            hall.guesses.wrong(from, hall.clock.now());
            let why =
                "this phone has no seat here any more; join once more with the code".to_owned();
            end(socket, &ToPhone::Gone { why, can_join: true }).await;
        }
        KeptElsewhere::At(address) => end(socket, &ToPhone::Elsewhere { address }).await,
        // The phone is hung up on, and tries again.
        KeptElsewhere::Between => {}
    }
}

/// The resume token of the first message; the cookie's where that has none.
async fn hello(socket: &mut WebSocket, cookie: String) -> Option<String> {
    let first = timeout(FIRST, socket.recv()).await.ok()??.ok()?;
    let Message::Text(first) = first else { return None };
    match serde_json::from_str(&first) {
        Ok(FromPhone::Hello { version: WIRE_VERSION, token }) => {
            Some(if token.is_empty() { cookie } else { token })
        }
        Ok(FromPhone::Hello { .. }) => {
            let why = "this page is of another version; load it again".to_owned();
            end(socket, &ToPhone::Gone { why, can_join: false }).await;
            None
        }
        _ => None,
    }
}

async fn end(socket: &mut WebSocket, last: &ToPhone) {
    let _ = timeout(SEND, socket.send(Message::Text(text(last)))).await;
    let frame = CloseFrame { code: close_code::NORMAL, reason: Utf8Bytes::default() };
    let _ = timeout(SEND, socket.send(Message::Close(Some(frame)))).await;
}

/// A phone's line to its room.
struct PhoneLine {
    hall: Arc<Hall>,
    slot: Arc<RoomSlot>,
    id: ParticipantId,
    /// Commands that are being written: the number of the message, and what is waited for.
    waiting: VecDeque<(u64, Ticket)>,
}

impl PhoneLine {
    async fn run(mut self, socket: &mut WebSocket, mut listening: Listening) {
        let mut heard = Instant::now();
        let mut ask = interval(ASK);
        ask.set_missed_tick_behavior(MissedTickBehavior::Delay);
        if send(socket, listening.welcome.clone()).await.is_none() {
            return;
        }
        loop {
            let sent = tokio::select! {
                biased;
                _ = listening.farewell.changed() => {
                    let farewell = listening.farewell.borrow().clone();
                    return goodbye(socket, farewell).await;
                }
                // Asked only while something is waited for: or each write would wake every phone.
                _ = listening.durable.changed(), if !self.waiting.is_empty() => self.acknowledge(socket, &mut listening).await,
                _ = listening.shared.changed() => {
                    let room = listening.shared.borrow_and_update().clone();
                    send(socket, room).await
                }
                _ = listening.mine.changed() => {
                    let mine = listening.mine.borrow_and_update().clone();
                    send(socket, mine).await
                }
                _ = listening.counts.changed() => {
                    let (present, answered) = *listening.counts.borrow_and_update();
                    send(socket, text(&ToPhone::Count { present, answered })).await
                }
                got = socket.recv(), if self.waiting.len() < UNDER_WAY => {
                    heard = Instant::now();
                    match got {
                        Some(Ok(Message::Text(words))) => self.hear(socket, &words, &mut listening).await,
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Some(()),
                        _ => None,
                    }
                }
                _ = ask.tick() => {
                    if heard.elapsed() > GONE {
                        return;
                    }
                    ping(socket).await
                }
            };
            if sent.is_none() {
                return;
            }
        }
    }

    /// Does what a phone asks; `None` where it is to be hung up on.
    async fn hear(
        &mut self,
        socket: &mut WebSocket,
        words: &str,
        listening: &mut Listening,
    ) -> Option<()> {
        let (message, command) = match serde_json::from_str(words) {
            Ok(FromPhone::Do { message, command }) => (message, command),
            Ok(FromPhone::Hello { .. }) => return Some(()),
            Ok(FromPhone::Bye) | Err(_) => return None,
        };
        let now = self.hall.clock.now();
        let decided = self.slot.lock().participant(now, self.id, message, &command);
        match decided {
            Ok(ticket) => {
                self.waiting.push_back((message, ticket));
                self.acknowledge(socket, listening).await
            }
            Err(refusal) => refuse(socket, message, &refusal.to_string()).await,
        }
    }

    /// Acknowledges what is on disk by now.
    async fn acknowledge(
        &mut self,
        socket: &mut WebSocket,
        listening: &mut Listening,
    ) -> Option<()> {
        let durable = *listening.durable.borrow_and_update();
        while let Some((message, ticket)) = self.waiting.front().copied() {
            match ticket.outcome(durable) {
                None => break,
                Some(true) => send(socket, text(&ToPhone::Done { message })).await?,
                Some(false) => {
                    refuse(socket, message, "this could not be kept; tap once more").await?;
                }
            }
            self.waiting.pop_front();
        }
        Some(())
    }
}

async fn refuse(socket: &mut WebSocket, message: u64, why: &str) -> Option<()> {
    send(socket, text(&ToPhone::Refused { message, why: why.to_owned() })).await
}

/// Sends a message; `None` where the phone is gone, or does not read.
pub(super) async fn send(socket: &mut WebSocket, words: Utf8Bytes) -> Option<()> {
    timeout(SEND, socket.send(Message::Text(words))).await.ok()?.ok()
}

/// Asks whether somebody is there; `None` where the line is down.
pub(super) async fn ping(socket: &mut WebSocket) -> Option<()> {
    timeout(SEND, socket.send(Message::Ping(Bytes::new()))).await.ok()?.ok()
}

async fn goodbye(socket: &mut WebSocket, farewell: Option<Farewell>) {
    let last = match farewell {
        Some(Farewell::Moved) => ToPhone::Moved,
        Some(Farewell::Gone { why, can_join }) => ToPhone::Gone { why, can_join },
        // The phone tries again, and is told where its room is.
        // The room is another host's by now, or the line was dropped with it, as the host is stopping: the phone tries again.
        Some(Farewell::Lost) | None => return,
    };
    end(socket, &last).await;
}
