//! The trainer's connection, or a remote's.

use std::{net::IpAddr, sync::Arc, time::Duration};

use axum::extract::ws::{Message, WebSocket};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use super::{
    elsewhere::{KeptElsewhere, key_elsewhere},
    hall::Hall,
    live::{RoomSlot, Ticket, text},
    phone::{ASK, GONE, ping, send},
    standing::RoomStanding,
};
use crate::team::{
    report,
    room::Refusal,
    secret::hashed,
    wire::{FromTrainer, ToTrainer, WIRE_VERSION},
};

/// How long a connection may take for its first message.
const FIRST: Duration = Duration::from_secs(10);
/// How often a picture is sent at most, and how often it is looked whether the room is still there.
const PICTURE: Duration = Duration::from_millis(200);

/// Why something was not done that was decided.
const NOT_KEPT: &str = "this could not be kept; try once more";

/// Serves a trainer's page or a remote until it goes.
pub(super) async fn serve(
    hall: Arc<Hall>,
    mut socket: WebSocket,
    from: IpAddr,
    addresses: Vec<String>,
) {
    let first = timeout(FIRST, socket.recv()).await;
    let Ok(Some(Ok(Message::Text(first)))) = first else { return };
    let Ok(FromTrainer::Hello { version, secret }) = serde_json::from_str(&first) else { return };
    if version != WIRE_VERSION {
        return gone(&mut socket, "this page is of another version; load it again").await;
    }
    // A secret that is right is never refused for what others tried from the same address: it cannot be guessed.
    let Some((slot, is_remote)) = hall.by_secret(&secret) else {
        if !hall.guesses.may_try(from, hall.clock.now()) {
            return gone(&mut socket, "too many tries from here; wait a minute").await;
        }
        match key_elsewhere(&hall, &secret).await {
            KeptElsewhere::No => hall.guesses.wrong(from, hall.clock.now()),
            KeptElsewhere::At(address) => {
                return end(&mut socket, &ToTrainer::Elsewhere { address }).await;
            }
            // The page is hung up on, and tries again.
            KeptElsewhere::Between => return,
        }
        return gone(&mut socket, "this link does not work, or no longer; ask for a new one").await;
    };
    let code = slot.lock().keys.code.clone();
    let welcome = ToTrainer::Welcome { version: WIRE_VERSION, code, addresses, is_remote };
    let desk = TrainerLine { hall, slot, hash: hashed(&secret), is_remote };
    if send(&mut socket, text(&welcome)).await.is_some() {
        desk.run(&mut socket).await;
    }
}

async fn gone(socket: &mut WebSocket, why: &str) {
    end(socket, &ToTrainer::Gone { why: why.to_owned() }).await;
}

async fn end(socket: &mut WebSocket, last: &ToTrainer) {
    let _ = send(socket, text(last)).await;
    let _ = timeout(FIRST, socket.send(Message::Close(None))).await;
}

/// A trainer's line to a room.
struct TrainerLine {
    hall: Arc<Hall>,
    slot: Arc<RoomSlot>,
    hash: String,
    is_remote: bool,
}

impl TrainerLine {
    async fn run(self, socket: &mut WebSocket) {
        let mut changes = self.slot.lock().changes();
        changes.mark_changed();
        let mut picture = interval(PICTURE);
        picture.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut heard = Instant::now();
        let mut ask = interval(ASK);
        ask.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let sent = tokio::select! {
                got = socket.recv() => {
                    let done = match got {
                        Some(Ok(Message::Text(words))) => self.hear(socket, &words).await,
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Some(()),
                        _ => None,
                    };
                    // A report takes its time, in which nothing is heard.
                    heard = Instant::now();
                    done
                }
                _ = ask.tick() => {
                    if heard.elapsed() > GONE {
                        return;
                    }
                    ping(socket).await
                }
                _ = picture.tick() => {
                    if self.slot.lock().standing == RoomStanding::Lost {
                        return;
                    }
                    if let Some(why) = self.is_over() {
                        return gone(socket, &why).await;
                    }
                    if changes.has_changed().unwrap_or(false) {
                        changes.mark_unchanged();
                        let board = self.slot.lock().board(self.hall.clock.now());
                        send(socket, text(&ToTrainer::Board { board: Box::new(board) })).await
                    } else {
                        Some(())
                    }
                }
            };
            if sent.is_none() {
                return;
            }
        }
    }

    /// Why this line ends, if it does.
    fn is_over(&self) -> Option<String> {
        let live = self.slot.lock();
        if let RoomStanding::Gone(why) = &live.standing {
            return Some(why.clone());
        }
        let is_taken = self.is_remote && !live.room().is_remote(&self.hash);
        is_taken.then(|| "the remote was given to another phone, or the session is over".to_owned())
    }

    async fn hear(&self, socket: &mut WebSocket, words: &str) -> Option<()> {
        match serde_json::from_str(words).ok()? {
            FromTrainer::Hello { .. } => Some(()),
            FromTrainer::Do { message, command } => {
                // A remote that was taken back loses its line with the next picture; until then it does nothing.
                let is_over = self.is_over().is_some();
                let decided = if is_over {
                    Err(Refusal::NotNow("this remote no longer works"))
                } else {
                    self.slot.lock().trainer(self.hall.clock.now(), &command)
                };
                let answer = match decided {
                    Ok(ticket) if self.is_kept(ticket).await => ToTrainer::Done { message },
                    Ok(_) => ToTrainer::Refused { message, why: NOT_KEPT.to_owned() },
                    Err(refusal) => ToTrainer::Refused { message, why: refusal.to_string() },
                };
                send(socket, text(&answer)).await
            }
            FromTrainer::GiveRemote if !self.is_remote => {
                let token = self.slot.lock().keys.fresh_key();
                let given =
                    self.slot.lock().give_remote(self.hall.clock.now(), Some(hashed(&token)));
                let answer = match given {
                    Ok(ticket) if self.is_kept(ticket).await => {
                        ToTrainer::Remote { link: format!("/remote#{token}") }
                    }
                    Ok(_) => ToTrainer::Refused { message: 0, why: NOT_KEPT.to_owned() },
                    Err(refusal) => ToTrainer::Refused { message: 0, why: refusal.to_string() },
                };
                send(socket, text(&answer)).await
            }
            FromTrainer::Report => {
                let (hall, slot) = (Arc::clone(&self.hall), Arc::clone(&self.slot));
                // The solver takes its time on a thread of its own.
                let made = tokio::task::spawn_blocking(move || hall.report(&slot)).await.ok()?;
                let json = serde_json::to_string_pretty(&made).unwrap_or_default();
                let (html, csv) = (report::html(&made), report::csv(&made));
                send(socket, text(&ToTrainer::Report { html, csv, json })).await
            }
            FromTrainer::Delete if !self.is_remote => {
                let id = self.slot.lock().keys.id.clone();
                let hall = Arc::clone(&self.hall);
                // The log is asked on a thread of its own: this task must not wait for it.
                let deleted = tokio::task::spawn_blocking(move || hall.delete(&id)).await.ok()?;
                let Err(fault) = deleted else { return Some(()) };
                let why = format!("the session is not deleted: {fault}");
                send(socket, text(&ToTrainer::Refused { message: 0, why })).await
            }
            FromTrainer::GiveRemote | FromTrainer::Delete => None,
        }
    }

    async fn is_kept(&self, ticket: Ticket) -> bool {
        let mut durable = self.slot.lock().durable();
        loop {
            if let Some(kept) = ticket.outcome(*durable.borrow_and_update()) {
                return kept;
            }
            if durable.changed().await.is_err() {
                return false;
            }
        }
    }
}
