//! The host of live sessions: it listens, keeps every room's log, and shows each phone its part.
//!
//! One named thread serves all connections, a second one writes the log. A command is decided at once, and
//! acknowledged and shown when it is on disk.

mod address;
mod clock;
mod control;
mod elsewhere;
mod hall;
mod keeper;
mod kept;
mod limits;
mod listener;
mod live;
mod phone;
mod qr;
mod standing;
mod web;
mod writer;

pub use address::{HostAddress, addresses};
pub use hall::{CannotOpenRoom, OpenedRoom};
pub use kept::{UnendedRoom, unended_rooms};
pub use qr::QrSquare;

use std::{
    io,
    net::{IpAddr, SocketAddr, TcpListener},
    sync::Arc,
    thread::{self, JoinHandle},
};

use tokio::{runtime::Builder, sync::oneshot};

use crate::{
    scenario::Scenario,
    store::{
        KeptSource,
        rooms::{KeptRoom, Lease, RoomLog, RoomLogError},
    },
    team::{
        report::TeamReport,
        room::{Refusal, RoomSetup, TrainerCommand},
        secret::{fresh_secret, hashed},
        wire::Board,
    },
};
use clock::ServerClock;
use hall::{Hall, OnChange};
use limits::Connections;
use live::RoomSlot;
use web::Web;
use writer::LogWriter;

/// The port that is tried first: a T and an S on a phone's keys.
pub const FIRST_PORT: u16 = 8787;
/// How many ports after it are tried.
const PORTS: u16 = 20;

/// How a host listens.
#[derive(Debug, Clone)]
pub struct HostOptions {
    /// The address to listen on: loopback, one of this machine's, or unspecified for all of them.
    pub bind: IpAddr,
    /// The port; none: the one at which phones know the sessions that go on, else the first free one from
    /// [`FIRST_PORT`] on.
    pub port: Option<u16>,
    /// The URL under which a proxy or other hosts reach it, where that is not its own address; then others that it
    /// answers to.
    pub public: Vec<String>,
    /// The address of that proxy: what it says of where requests come from is believed (`X-Forwarded-For`).
    pub proxy: Option<IpAddr>,
}

/// Why a host cannot start.
#[derive(Debug, thiserror::Error)]
pub enum CannotHost {
    /// It cannot listen there.
    #[error("cannot listen on {address}: {fault}. Is another session open? Try another --port")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        fault: io::Error,
    },
    /// The log cannot be read.
    #[error(transparent)]
    Log(#[from] RoomLogError),
    /// The system gives no thread.
    #[error("the system gives no thread: {0}")]
    Thread(io::Error),
    /// The log's thread has ended.
    #[error("the log cannot be asked")]
    Stopped,
}

/// A room of a host, as whoever shows it to the trainer knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostedRoom {
    /// Its id.
    pub id: String,
    /// The code by which people join.
    pub code: String,
    /// Title of the scenario.
    pub title: String,
    /// Whether the session is over.
    pub ended: bool,
}

/// A host that is running. It stops when this is dropped.
#[derive(Debug)]
pub struct Host {
    hall: Arc<Hall>,
    addresses: Vec<HostAddress>,
    port: u16,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    /// Rooms that could not be taken up again: their codes, and why.
    problems: Vec<(String, String)>,
}

impl Host {
    /// Starts a host over a log, and takes up the rooms in it that no other host owns. `on_change` is called, on any
    /// thread, whenever a room has something new to show.
    ///
    /// # Errors
    /// [`CannotHost`].
    pub fn start(
        options: &HostOptions,
        mut log: Box<dyn RoomLog>,
        on_change: impl Fn() + Send + Sync + 'static,
    ) -> Result<Self, CannotHost> {
        let kept = log.rooms()?;
        let mut latest = 0;
        for room in kept.iter().filter(|room| !room.ended) {
            let events = log.events(&room.id)?;
            latest = latest.max(events.last().map_or(0, |(at, _)| *at));
        }
        let listener = listen(options, &known_ports(&kept))?;
        let port = listener.local_addr().map_or(0, |address| address.port());
        let addresses = addresses(options.bind, port);
        let lease = Lease {
            owner: fresh_secret(),
            address: options
                .public
                .first()
                .cloned()
                .or_else(|| addresses.first().map(|one| one.url.clone()))
                .unwrap_or_default(),
            until: 0,
        };
        let runtime =
            Builder::new_current_thread().enable_all().build().map_err(CannotHost::Thread)?;
        let log = LogWriter::start(log).map_err(CannotHost::Thread)?;
        let tasks = runtime.handle().clone();
        let hall = Hall::new(
            ServerClock::new(latest),
            log,
            Connections::behind(options.proxy),
            lease,
            tasks,
            OnChange(Box::new(on_change)),
            |hall, slot, written| Box::pin(keeper::keep(hall, slot, written)),
        );
        let web = Web {
            hall: Arc::clone(&hall),
            addresses: Arc::new(addresses.iter().map(|one| one.url.clone()).collect()),
            public: options.public.iter().filter_map(|url| host_of(url)).map(Arc::from).collect(),
            proxy: options.proxy,
        };
        // Phones that are back already wait until every room is: one that were told that its seat is unknown would
        // forget it.
        let mut problems = Vec::new();
        for room in kept {
            let code = room.code.clone();
            if let Err(why) = hall.take_up(room) {
                problems.push((code, why));
            }
        }
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("team host".into())
            .spawn(move || runtime.block_on(serve(web, listener, stopped)))
            .map_err(CannotHost::Thread)?;
        Ok(Self { hall, addresses, port, stop: Some(stop), thread: Some(thread), problems })
    }

    /// Opens a room.
    ///
    /// # Errors
    /// [`CannotOpenRoom`].
    pub fn open(
        &self,
        scenario: &Arc<Scenario>,
        source: &KeptSource,
        setup: &RoomSetup,
    ) -> Result<OpenedRoom, CannotOpenRoom> {
        self.hall.open(scenario, source, setup)
    }

    /// Does what a trainer asks, at the big screen. It is decided when this returns, and shown once it is on disk.
    ///
    /// # Errors
    /// [`Refusal`], with what can be done instead.
    pub fn trainer(&self, room: &str, command: &TrainerCommand) -> Result<(), Refusal> {
        let slot = self.slot(room)?;
        let decided = slot.lock().trainer(self.hall.clock.now(), command);
        decided.map(|_| ())
    }

    /// A link for the trainer's remote: path and fragment. The one before it no longer works.
    ///
    /// # Errors
    /// [`Refusal`] where the room is gone.
    pub fn give_remote(&self, room: &str) -> Result<String, Refusal> {
        let slot = self.slot(room)?;
        let token = slot.lock().keys.fresh_key();
        slot.lock().give_remote(self.hall.clock.now(), Some(hashed(&token)))?;
        Ok(format!("/remote#{token}"))
    }

    fn slot(&self, room: &str) -> Result<Arc<RoomSlot>, Refusal> {
        self.hall.get(room).ok_or(Refusal::NotNow("this room is not here any more"))
    }

    /// What the big screen shows of a room now; `None` where it is gone.
    #[must_use]
    pub fn board(&self, room: &str) -> Option<Board> {
        let slot = self.hall.get(room)?;
        let board = slot.lock().board(self.hall.clock.now());
        Some(board)
    }

    /// The report of a room; `None` where it is gone. The first one of a scenario takes as long as the solver does.
    #[must_use]
    pub fn report(&self, room: &str) -> Option<TeamReport> {
        let slot = self.hall.get(room)?;
        Some(self.hall.report(&slot))
    }

    /// Every room, the oldest first.
    #[must_use]
    pub fn rooms(&self) -> Vec<HostedRoom> {
        let hosted = |slot: &Arc<RoomSlot>| {
            let live = slot.lock();
            HostedRoom {
                id: live.keys.id.clone(),
                code: live.keys.code.clone(),
                title: live.room().scenario().title.to_string(),
                ended: !live.is_open(),
            }
        };
        self.hall.all().iter().map(hosted).collect()
    }

    /// Deletes a room with every trace of it.
    ///
    /// # Errors
    /// [`RoomLogError`] where the log still has it; the session goes on then.
    pub fn delete(&self, room: &str) -> Result<(), RoomLogError> {
        self.hall.delete(room)
    }

    /// Where phones reach it, the best first.
    #[must_use]
    pub fn addresses(&self) -> &[HostAddress] {
        &self.addresses
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What is wrong with the log now, if anything is: nothing is acknowledged meanwhile, and it is tried again.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.hall.troubled()
    }

    /// Rooms that could not be taken up again: their codes, and why.
    #[must_use]
    pub fn problems(&self) -> &[(String, String)] {
        &self.problems
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        // What was decided last is being written yet.
        let _ = self.hall.log.ask_now(|_| ());
    }
}

/// The ports at which phones found the sessions that go on, the newest first: they look there again.
fn known_ports(kept: &[KeptRoom]) -> Vec<u16> {
    let port = |room: &KeptRoom| {
        let address: SocketAddr = room.lease.address.strip_prefix("http://")?.parse().ok()?;
        Some(address.port())
    };
    kept.iter().rev().filter(|room| !room.ended).filter_map(port).collect()
}

fn listen(options: &HostOptions, known: &[u16]) -> Result<TcpListener, CannotHost> {
    let ports: Vec<u16> = match options.port {
        Some(port) => vec![port],
        None => known.iter().copied().chain(FIRST_PORT..=FIRST_PORT + PORTS).collect(),
    };
    let mut last = None;
    for port in ports {
        let address = SocketAddr::new(options.bind, port);
        match TcpListener::bind(address) {
            Ok(listener) => return Ok(listener),
            Err(fault) => last = Some(CannotHost::Listen { address, fault }),
        }
    }
    Err(last.unwrap_or(CannotHost::Stopped))
}

fn host_of(url: &str) -> Option<&str> {
    let host = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"))?;
    Some(host.trim_end_matches('/'))
}

async fn serve(web: Web, listener: TcpListener, stopped: oneshot::Receiver<()>) {
    if listener.set_nonblocking(true).is_err() {
        return;
    }
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let hall = Arc::clone(&web.hall);
    let counted = listener::CountedListener::new(listener, Arc::clone(&hall.connections));
    let routes = web::routes(web).into_make_service_with_connect_info::<listener::Peer>();
    let look_after = async {
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(hall::LEASE / 4)).await;
            let hall = Arc::clone(&hall);
            // The log is asked on a thread of its own: this task must not wait for it.
            let _ = tokio::task::spawn_blocking(move || hall.look_after()).await;
        }
    };
    tokio::select! {
        _ = axum::serve(counted, routes) => {}
        _ = stopped => {}
        () = look_after => {}
    }
}
