//! Phones and trainers for tests: real sockets, nothing of the host's own code.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use rapport::team::{
    room::{BallotId, Confidence, ParticipantCommand, TrainerCommand},
    wire::{FromPhone, FromTrainer, ToPhone, ToTrainer, WIRE_VERSION, WireMine, WireRoom},
};
use tokio::{net::TcpStream as Stream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest},
};

/// Nothing takes longer than this, or the test fails.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// An answer to a request: status, headers and body.
pub(super) struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// Sends a request as it stands, and reads the answer to its end.
pub(super) fn request(port: u16, text: &str) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    let mut got = Vec::new();
    let _ = stream.read_to_end(&mut got);
    let got = String::from_utf8_lossy(&got).into_owned();
    let (head, body) = got.split_once("\r\n\r\n").unwrap_or((&got, ""));
    let status = head.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
    Answer { status, head: head.to_lowercase(), body: body.to_owned() }
}

pub(super) fn get(port: u16, path: &str) -> Answer {
    request(
        port,
        &format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"),
    )
}

pub(super) fn post_join(port: u16, body: &str, more: &str) -> Answer {
    let length = body.len();
    request(
        port,
        &format!(
            "POST /join HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
             Content-Length: {length}\r\n{more}\r\n{body}"
        ),
    )
}

/// Joins by a code: the resume token.
pub(super) fn join(port: u16, code: &str, name: &str) -> Result<String, Answer> {
    let body = serde_json::json!({ "code": code, "name": name }).to_string();
    let answer = post_join(port, &body, "");
    let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_default();
    match told["token"].as_str() {
        Some(token) => Ok(token.to_owned()),
        None => Err(answer),
    }
}

/// A phone's line.
pub(super) struct Phone {
    pub socket: WebSocketStream<Stream>,
    pub room: WireRoom,
    pub mine: WireMine,
    pub message: u64,
    /// What became of messages that nobody has asked for yet: a refusal overtakes what waits for the disk.
    told: BTreeMap<u64, Result<(), String>>,
}

pub(super) async fn open(port: u16, path: &str) -> WebSocketStream<Stream> {
    let stream = Stream::connect(("127.0.0.1", port)).await.unwrap();
    let url = format!("ws://127.0.0.1:{port}{path}").into_client_request().unwrap();
    client_async(url, stream).await.unwrap().0
}

/// The next message; `None` where the line was closed.
pub(super) async fn next<T: serde::de::DeserializeOwned>(
    socket: &mut WebSocketStream<Stream>,
) -> Option<T> {
    // Of all that comes: the host's asking whether somebody is there must not make a wait endless.
    let text = async {
        loop {
            match socket.next().await? {
                Ok(Message::Text(text)) => return Some(text),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    };
    let text = timeout(PATIENCE, text).await.expect("a message comes in time")?;
    Some(serde_json::from_str(&text).unwrap())
}

impl Phone {
    /// Says hello: the whole picture, or why there is none.
    pub(super) async fn hello(port: u16, token: &str) -> Result<Self, ToPhone> {
        let mut socket = open(port, "/ws").await;
        let hello = FromPhone::Hello { version: WIRE_VERSION, token: token.to_owned() };
        socket.send(Message::text(serde_json::to_string(&hello).unwrap())).await.unwrap();
        match next(&mut socket).await {
            Some(ToPhone::Welcome { room, mine, .. }) => {
                let message = mine.message;
                Ok(Self { socket, room: *room, mine: *mine, message, told: BTreeMap::new() })
            }
            Some(other) => Err(other),
            None => panic!("hung up on without a word"),
        }
    }

    pub(super) async fn send(&mut self, message: u64, command: ParticipantCommand) {
        let text = serde_json::to_string(&FromPhone::Do { message, command }).unwrap();
        let _ = self.socket.send(Message::text(text)).await;
    }

    /// Takes in the next message.
    pub(super) async fn hear(&mut self) -> Option<ToPhone> {
        let told = next(&mut self.socket).await?;
        match &told {
            ToPhone::Room { room } => self.room = (**room).clone(),
            ToPhone::Mine { mine } => self.mine = (**mine).clone(),
            _ => {}
        }
        Some(told)
    }

    /// Sends a command and waits for what becomes of it.
    pub(super) async fn asks(&mut self, command: ParticipantCommand) -> Result<(), String> {
        self.message += 1;
        let message = self.message;
        self.send(message, command).await;
        self.outcome(message).await
    }

    /// What becomes of a message.
    pub(super) async fn outcome(&mut self, wanted: u64) -> Result<(), String> {
        loop {
            if let Some(told) = self.told.remove(&wanted) {
                return told;
            }
            match self.hear().await {
                Some(ToPhone::Done { message }) => {
                    self.told.insert(message, Ok(()));
                }
                Some(ToPhone::Refused { message, why }) => {
                    self.told.insert(message, Err(why));
                }
                Some(_) => {}
                None => return Err("hung up".to_owned()),
            }
        }
    }

    pub(super) async fn votes(&mut self, choice: &str) -> Result<(), String> {
        let ballot = self.room.ballot.as_ref().map_or(BallotId(0), |ballot| ballot.id);
        let (choice, confidence) = (choice.to_owned(), Confidence::new(2));
        self.asks(ParticipantCommand::Vote { ballot, choice, confidence }).await
    }

    /// Waits until the room is as wanted.
    pub(super) async fn until(&mut self, is_so: impl Fn(&WireRoom) -> bool) {
        while !is_so(&self.room) {
            self.hear().await.expect("the line stays up");
        }
    }

    /// Waits until what is one's own is as wanted.
    pub(super) async fn until_mine(&mut self, is_so: impl Fn(&WireMine) -> bool) {
        while !is_so(&self.mine) {
            self.hear().await.expect("the line stays up");
        }
    }
}

/// A trainer's line.
pub(super) struct Trainer {
    pub socket: WebSocketStream<Stream>,
    message: u64,
}

impl Trainer {
    pub(super) async fn hello(port: u16, secret: &str) -> Result<Self, ToTrainer> {
        let mut socket = open(port, "/control").await;
        let hello = FromTrainer::Hello { version: WIRE_VERSION, secret: secret.to_owned() };
        socket.send(Message::text(serde_json::to_string(&hello).unwrap())).await.unwrap();
        match next(&mut socket).await {
            Some(ToTrainer::Welcome { .. }) => Ok(Self { socket, message: 0 }),
            Some(other) => Err(other),
            None => panic!("hung up on without a word"),
        }
    }

    pub(super) async fn tell(&mut self, told: &FromTrainer) {
        let text = serde_json::to_string(told).unwrap();
        self.socket.send(Message::text(text)).await.unwrap();
    }

    pub(super) async fn asks(&mut self, command: TrainerCommand) -> Result<(), String> {
        self.message += 1;
        let wanted = self.message;
        self.tell(&FromTrainer::Do { message: wanted, command }).await;
        loop {
            match next(&mut self.socket).await {
                Some(ToTrainer::Done { message }) if message == wanted => return Ok(()),
                Some(ToTrainer::Refused { message, why }) if message == wanted => return Err(why),
                Some(_) => {}
                None => return Err("hung up".to_owned()),
            }
        }
    }
}
