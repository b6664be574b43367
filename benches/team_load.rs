//! Load on a host of team sessions: real processes, real sockets.
//!
//! `cargo bench --no-default-features --features team --bench team_load` starts the release binary's host, lets 300 phones
//! vote in one room within two seconds and 1,000 in twenty rooms, and prints what a vote's acknowledgement and a
//! reveal take, what a participant costs in memory, what an idle room costs, and what a vote costs beside a bare echo
//! that syncs the same bytes at the same pace. `-- --runs 5` does each five times and tells the least and the median;
//! `-- --people 300 --rooms 1` does one load alone, and the echo.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on should say where")]
#![expect(clippy::print_stdout, reason = "figures are its output")]

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::{
        State, WebSocketUpgrade,
        ws::{Message as Echoed, WebSocket},
    },
    routing::any,
};
use futures_util::{SinkExt, StreamExt};
use rapport::team::{
    room::{BallotId, Confidence, ParticipantCommand, TrainerCommand},
    wire::{FromPhone, FromTrainer, ToPhone, ToTrainer, WIRE_VERSION},
};
use tokio::{
    net::TcpStream as Stream,
    sync::{mpsc, oneshot},
    task::JoinSet,
    time::sleep,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest},
};

type Socket = WebSocketStream<Stream>;

/// A host that runs, with its rooms: code and trainer's secret.
struct Host {
    child: Child,
    port: u16,
    rooms: Vec<(String, String)>,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Host {
    fn start(folder: &Path, rooms: usize) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rapport"))
            .args(["--data-dir", folder.to_str().unwrap(), "host", "received-h", "--seed", "7"])
            .args(["--bind", "loopback", "--port", "0", "--rooms", &rooms.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(child.stdout.take().unwrap());
        let (mut codes, mut secrets, mut port, mut line) =
            (Vec::new(), Vec::new(), 0, String::new());
        while !line.starts_with("Type `next`") {
            line.clear();
            assert!(told.read_line(&mut line).unwrap() > 0, "the host does not start");
            if let Some((code, _)) =
                line.strip_prefix("Room ").and_then(|rest| rest.split_once(':'))
            {
                codes.push(code.to_owned());
            }
            if let Some((at, secret)) = line.trim().split_once("/trainer#") {
                secrets.push(secret.to_owned());
                port = at.rsplit(':').next().unwrap().parse().unwrap();
            }
        }
        // What is told afterwards is read, so that the host never waits for it.
        std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
        let rooms = codes.into_iter().zip(secrets).collect();
        Self { child, port, rooms }
    }

    fn kilobytes(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    fn cpu(&self) -> Duration {
        cpu_of(&self.child.id().to_string(), "")
    }
}

/// Processor time of the threads of a process so far, but for one.
fn cpu_of(process: &str, but_for: &str) -> Duration {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let ran = tasks.filter_map(|task| {
        let task = task.unwrap();
        let counts = task.file_name() != *but_for;
        // A thread may end while it is looked at.
        let told = fs::read_to_string(task.path().join("schedstat")).ok().filter(|_| counts)?;
        told.split_whitespace().next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(ran.sum())
}

/// What was measured, by name: in the order in which it is told.
#[derive(Default)]
struct Figures(Vec<(String, Vec<f64>)>);

impl Figures {
    fn add(&mut self, what: &str, value: f64) {
        match self.0.iter_mut().find(|(known, _)| known == what) {
            Some((_, values)) => values.push(value),
            None => self.0.push((what.to_owned(), vec![value])),
        }
    }

    fn add_times(&mut self, what: &str, mut times: Vec<Duration>) {
        times.sort();
        for (name, share) in [("median", 50), ("p99", 99)] {
            let at = times[(times.len() * share / 100).min(times.len() - 1)];
            self.add(&format!("{what}, {name}, ms"), at.as_secs_f64() * 1e3);
        }
    }

    fn tell(&mut self) {
        for (what, values) in &mut self.0 {
            values.sort_by(f64::total_cmp);
            let (least, most) = (values[0], values[values.len() - 1]);
            let median = values[values.len() / 2];
            println!("{what:<52} least {least:>8.2}  median {median:>8.2}  most {most:>8.2}");
        }
    }
}

fn join(port: u16, code: &str, name: &str) -> String {
    let body = serde_json::json!({ "code": code, "name": name }).to_string();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head = format!(
        "POST /join HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).unwrap();
    let mut got = String::new();
    stream.read_to_string(&mut got).unwrap();
    let told: serde_json::Value =
        serde_json::from_str(got.split_once("\r\n\r\n").unwrap().1).unwrap();
    told["token"].as_str().unwrap().to_owned()
}

async fn connect(port: u16, path: &str) -> Socket {
    let stream = Stream::connect(("127.0.0.1", port)).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let url = format!("ws://127.0.0.1:{port}{path}").into_client_request().unwrap();
    client_async(url, stream).await.unwrap().0
}

async fn put(socket: &mut Socket, message: &impl serde::Serialize) {
    let text = serde_json::to_string(message).unwrap();
    socket.send(Message::text(text)).await.unwrap();
}

async fn take<T: serde::de::DeserializeOwned>(socket: &mut Socket) -> T {
    loop {
        if let Message::Text(text) = socket.next().await.unwrap().unwrap() {
            return serde_json::from_str(&text).unwrap();
        }
    }
}

async fn leads(socket: &mut Socket, message: u64, command: TrainerCommand) {
    put(socket, &FromTrainer::Do { message, command }).await;
    loop {
        match take(socket).await {
            ToTrainer::Done { message: done } if done == message => return,
            ToTrainer::Refused { why, .. } => panic!("{why}"),
            _ => {}
        }
    }
}

/// A phone: votes after a while, then waits for the reveal. How long each took.
async fn phone(
    port: u16,
    token: String,
    wait: Duration,
    mut go: tokio::sync::watch::Receiver<bool>,
    voted: mpsc::UnboundedSender<()>,
) -> (Duration, Instant) {
    let mut socket = connect(port, "/ws").await;
    put(&mut socket, &FromPhone::Hello { version: WIRE_VERSION, token }).await;
    let (ballot, choice): (BallotId, String) = loop {
        match take(&mut socket).await {
            ToPhone::Welcome { room, .. } | ToPhone::Room { room } => {
                if let (Some(ballot), Some(view)) = (room.ballot, room.view) {
                    let plain = view.offered.into_iter().find(|offer| offer.pick.is_none());
                    break (ballot.id, plain.unwrap().id);
                }
            }
            _ => {}
        }
    };
    voted.send(()).unwrap();
    go.wait_for(|go| *go).await.unwrap();
    sleep(wait).await;
    let command = ParticipantCommand::Vote { ballot, choice, confidence: Confidence::new(2) };
    let sent = Instant::now();
    put(&mut socket, &FromPhone::Do { message: 1, command }).await;
    let mut took = None;
    loop {
        match take(&mut socket).await {
            ToPhone::Done { .. } => {
                took = Some(sent.elapsed());
                voted.send(()).unwrap();
            }
            ToPhone::Refused { why, .. } => panic!("{why}"),
            ToPhone::Room { room } if room.reveal.is_some() => {
                return (took.unwrap(), Instant::now());
            }
            _ => {}
        }
    }
}

async fn load(people: usize, rooms: usize, figures: &mut Figures) {
    let folder = tempfile::tempdir().unwrap();
    let host = Host::start(folder.path(), rooms);
    let port = host.port;
    let before = host.kilobytes();
    let mut trainers = Vec::new();
    for (_, secret) in &host.rooms {
        let mut socket = connect(port, "/control").await;
        put(&mut socket, &FromTrainer::Hello { version: WIRE_VERSION, secret: secret.clone() })
            .await;
        for message in 1..=3 {
            leads(&mut socket, message, TrainerCommand::Next).await;
        }
        trainers.push(socket);
    }
    let (go, going) = tokio::sync::watch::channel(false);
    let (voted, mut heard) = mpsc::unbounded_channel();
    let mut phones = JoinSet::new();
    for number in 0..people {
        let code = &host.rooms[number % rooms].0;
        let token = join(port, code, &format!("Guest {number}"));
        phones.spawn(phone(port, token, pace(number), going.clone(), voted.clone()));
    }
    for _ in 0..people {
        heard.recv().await.unwrap();
    }
    let with_phones = host.kilobytes();
    figures.add("memory of each participant, KB", (with_phones - before) as f64 / people as f64);
    let (idle, begun) = (host.cpu(), Instant::now());
    sleep(Duration::from_secs(20)).await;
    let idle = host.cpu().saturating_sub(idle).as_secs_f64() / begun.elapsed().as_secs_f64();
    figures.add("idle with everyone connected, % of a core", idle * 100.0);
    let cpu = host.cpu();
    go.send(true).unwrap();
    for _ in 0..people {
        heard.recv().await.unwrap();
    }
    let each = host.cpu().saturating_sub(cpu).as_secs_f64() * 1e6 / people as f64;
    figures.add("processor time of each vote, µs", each);
    // The last vote closes the ballot; a refusal of the second closing would be a fault of this bench.
    sleep(Duration::from_millis(300)).await;
    let revealed = Instant::now();
    for socket in &mut trainers {
        put(socket, &FromTrainer::Do { message: 9, command: TrainerCommand::Reveal }).await;
    }
    let (mut acknowledged, mut shown) = (Vec::new(), Vec::new());
    while let Some(done) = phones.join_next().await {
        let (took, at) = done.unwrap();
        acknowledged.push(took);
        shown.push(at - revealed);
    }
    figures.add_times("vote to acknowledgement", acknowledged);
    figures.add_times("reveal to phone", shown);
}

type Bytes = (Vec<u8>, oneshot::Sender<()>);

/// A bare echo: what comes is written and synced with all that has come meanwhile, then answered.
async fn echo(people: usize, figures: &mut Figures) {
    let folder = tempfile::tempdir().unwrap();
    let mut file = File::create(folder.path().join("log")).unwrap();
    let (give, work) = std::sync::mpsc::channel::<Bytes>();
    std::thread::spawn(move || {
        while let Ok(first) = work.recv() {
            let mut all = vec![first];
            all.extend(work.try_iter());
            for (bytes, _) in &all {
                file.write_all(bytes).unwrap();
            }
            file.sync_data().unwrap();
            for (_, done) in all {
                let _ = done.send(());
            }
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let listener = listener.into_std().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let answer = |State(give): State<std::sync::mpsc::Sender<Bytes>>,
                          upgrade: WebSocketUpgrade| async move {
                upgrade.on_upgrade(move |mut socket: WebSocket| async move {
                    while let Some(Ok(Echoed::Text(text))) = socket.recv().await {
                        let (done, synced) = oneshot::channel();
                        give.send((text.as_bytes().to_vec(), done)).unwrap();
                        synced.await.unwrap();
                        socket.send(Echoed::Text(text)).await.unwrap();
                    }
                })
            };
            axum::serve(listener, Router::new().route("/ws", any(answer)).with_state(give))
                .await
                .unwrap();
        });
    });
    let own = std::process::id().to_string();
    let mut sockets = Vec::new();
    for _ in 0..people {
        sockets.push(connect(port, "/ws").await);
    }
    let before = cpu_of(&own, &own);
    let mut votes = JoinSet::new();
    for (number, mut socket) in sockets.into_iter().enumerate() {
        votes.spawn(async move {
            let vote = format!(
                "{{\"type\":\"do\",\"message\":1,\"command\":{{\"do\":\"vote\",\"ballot\":0,\"choice\":\"leave-it\",\"confidence\":2}},\"n\":{number}}}"
            );
            sleep(pace(number)).await;
            socket.send(Message::text(vote)).await.unwrap();
            socket.next().await.unwrap().unwrap();
        });
    }
    while votes.join_next().await.is_some() {}
    let each = cpu_of(&own, &own).saturating_sub(before).as_secs_f64() * 1e6 / people as f64;
    figures.add("processor time of each message of the echo, µs", each);
}

/// When somebody votes: all of them within two seconds.
fn pace(number: usize) -> Duration {
    Duration::from_millis((number as u64 * 7919) % 2000)
}

/// The number after a word of the command line.
fn asked(word: &str) -> Option<usize> {
    std::env::args().skip_while(|one| one != word).nth(1)?.parse().ok()
}

fn main() {
    let runs = asked("--runs").unwrap_or(1);
    let loads = match asked("--people") {
        Some(people) => vec![(people, asked("--rooms").unwrap_or(1))],
        None => vec![(300, 1), (1000, 20)],
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for (people, rooms) in loads {
            let mut figures = Figures::default();
            for _ in 0..runs {
                load(people, rooms, &mut figures).await;
                echo(people, &mut figures).await;
            }
            println!(
                "\n{people} phones in {rooms} rooms, all voting within two seconds; {runs} times"
            );
            figures.tell();
        }
    });
}
