//! Faults at the edges of a host: while it starts, stops, listens, deletes, or is guessed at.

use std::{
    io::{BufRead, BufReader, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::channel,
    },
    thread,
    time::Duration,
};

use futures_util::StreamExt;
use rapport::{
    store::{
        KeptSource,
        rooms::{
            AppendedEvents, KeptRoom, Lease, NewRoom, NotAppended, RoomLog, RoomLogError,
            SqliteRooms, Whereabouts,
        },
    },
    team::{
        host::{FIRST_PORT, Host, HostOptions, OpenedRoom},
        room::{RoomMode, SessionRules, TrainerCommand},
        wire::{FromTrainer, ToPhone, ToTrainer, WireRoomPhase},
    },
    text::SourceFile,
};
use tempfile::TempDir;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use super::{
    errand,
    phones::{PATIENCE, Phone, Trainer, get, join, next},
    setup,
};

/// A log over a file, with a fault that a test wants.
struct FaultyLog {
    kept: SqliteRooms,
    /// Whether nothing can be deleted.
    keeps_all: Arc<AtomicBool>,
    /// How long every write takes.
    slow: Duration,
    /// Called before a room is taken up.
    on_claim: Box<dyn Fn() + Send>,
}

impl FaultyLog {
    fn over(file: &Path) -> Self {
        Self {
            kept: SqliteRooms::open(file).unwrap(),
            keeps_all: Arc::default(),
            slow: Duration::ZERO,
            on_claim: Box::new(|| {}),
        }
    }
}

impl RoomLog for FaultyLog {
    fn create(&mut self, room: &NewRoom) -> Result<bool, RoomLogError> {
        self.kept.create(room)
    }

    fn append(
        &mut self,
        batches: &[AppendedEvents],
    ) -> Result<Vec<Result<(), NotAppended>>, RoomLogError> {
        thread::sleep(self.slow);
        self.kept.append(batches)
    }

    fn events(&mut self, room: &str) -> Result<Vec<(u64, String)>, RoomLogError> {
        self.kept.events(room)
    }

    fn rooms(&mut self) -> Result<Vec<KeptRoom>, RoomLogError> {
        self.kept.rooms()
    }

    fn claim(&mut self, room: &str, lease: &Lease, now: u64) -> Result<Option<u64>, RoomLogError> {
        (self.on_claim)();
        self.kept.claim(room, lease, now)
    }

    fn renew(&mut self, lease: &Lease, now: u64) -> Result<Vec<String>, RoomLogError> {
        self.kept.renew(lease, now)
    }

    fn whereabouts(&mut self, code: &str) -> Result<Option<Whereabouts>, RoomLogError> {
        self.kept.whereabouts(code)
    }

    fn abandoned(&mut self) -> Result<Vec<KeptRoom>, RoomLogError> {
        self.kept.abandoned()
    }

    fn delete(&mut self, room: &str) -> Result<(), RoomLogError> {
        if self.keeps_all.load(Ordering::SeqCst) {
            return Err(RoomLogError {
                place: "the log".to_owned(),
                what: "there is no room left on the disk".to_owned(),
                remedy: "Make room".to_owned(),
            });
        }
        self.kept.delete(room)
    }
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rooms.sqlite");
    (folder, file)
}

fn start(log: impl RoomLog + 'static, port: Option<u16>) -> Host {
    let options =
        HostOptions { bind: Ipv4Addr::LOCALHOST.into(), port, public: Vec::new(), proxy: None };
    Host::start(&options, Box::new(log), || {}).unwrap()
}

fn opens(host: &Host) -> OpenedRoom {
    let scenario = errand();
    let source =
        KeptSource { scenario: SourceFile::new("errand.ron", crate::cli::ERRAND), pack: None };
    let rules = SessionRules { closes_when_all_voted: false, ..SessionRules::default() };
    host.open(&scenario, &source, &setup(&scenario, RoomMode::Vote, rules)).unwrap()
}

fn run<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test)
}

#[test]
fn a_phone_that_is_back_before_its_room_is_keeps_its_seat() {
    let (_folder, file) = folder();
    let host = start(FaultyLog::over(&file), Some(0));
    let (port, room) = (host.port(), opens(&host));
    let token = join(port, &room.code, "Ada").ok().unwrap();
    drop(host);
    let (answer, answered) = channel::<Result<String, String>>();
    let mut log = FaultyLog::over(&file);
    let (back, is_back) = channel();
    log.on_claim = Box::new(move || {
        let (answer, token, back) = (answer.clone(), token.clone(), back.clone());
        thread::spawn(move || {
            let hello = run(Phone::hello(port, &token));
            let _ = back.send(());
            let _ = answer.send(hello.map(|ada| ada.mine.name).map_err(|told| format!("{told:?}")));
        });
        // Until the phone has its answer, or long enough for one that comes too early.
        let _ = is_back.recv_timeout(Duration::from_millis(500));
    });
    let _host = start(log, Some(port));
    assert_eq!(answered.recv_timeout(PATIENCE).unwrap(), Ok("Ada".to_owned()));
}

#[test]
fn a_host_comes_back_at_the_port_that_its_phones_know() {
    let (_folder, file) = folder();
    // Two ports that would be tried first are taken until the host is started again.
    let free =
        (FIRST_PORT..).filter_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok());
    let taken: Vec<TcpListener> = free.take(2).collect();
    let host = start(FaultyLog::over(&file), None);
    let port = host.port();
    opens(&host);
    drop(host);
    drop(taken);
    assert_eq!(start(FaultyLog::over(&file), None).port(), port);
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap();
    let other = start(FaultyLog::over(&file), None).port();
    assert_ne!(other, port, "where somebody else has it by now, another is found");
    drop(taken);
}

#[test]
fn every_address_that_is_shown_is_listened_at() {
    for bind in [
        IpAddr::from(Ipv4Addr::LOCALHOST),
        Ipv4Addr::new(127, 0, 0, 2).into(),
        Ipv6Addr::LOCALHOST.into(),
    ] {
        if TcpListener::bind((bind, 0)).is_err() {
            // This machine has no such address.
            continue;
        }
        let (_folder, file) = folder();
        let options = HostOptions { bind, port: Some(0), public: Vec::new(), proxy: None };
        let host = Host::start(&options, Box::new(FaultyLog::over(&file)), || {}).unwrap();
        assert!(!host.addresses().is_empty(), "{bind}");
        for shown in host.addresses() {
            let at = shown.url.strip_prefix("http://").unwrap();
            assert!(TcpStream::connect(at).is_ok(), "{bind}: nobody listens at {at}");
        }
    }
}

#[test]
fn what_was_decided_last_is_on_disk_when_a_host_has_stopped() {
    let (_folder, file) = folder();
    let mut log = FaultyLog::over(&file);
    log.slow = Duration::from_millis(900);
    let host = start(log, Some(0));
    let room = opens(&host);
    host.trainer(&room.id, &TrainerCommand::Lock { locked: true }).unwrap();
    drop(host);
    let events = SqliteRooms::open(&file).unwrap().events(&room.id).unwrap();
    assert!(events.last().unwrap().1.contains("locked"), "{events:?}");
}

#[test]
fn a_session_that_cannot_be_deleted_is_still_there_and_goes_on() {
    run(async {
        let (_folder, file) = folder();
        let log = FaultyLog::over(&file);
        let keeps_all = Arc::clone(&log.keeps_all);
        let host = start(log, Some(0));
        let room = opens(&host);
        let token = join(host.port(), &room.code, "Ada").ok().unwrap();
        let mut ada = Phone::hello(host.port(), &token).await.unwrap();
        let mut trainer = Trainer::hello(host.port(), &room.secret).await.unwrap();
        keeps_all.store(true, Ordering::SeqCst);
        assert!(host.delete(&room.id).is_err());
        assert_eq!(host.rooms().len(), 1, "it is listed as long as it is kept");
        trainer.tell(&FromTrainer::Delete).await;
        let why = loop {
            match next(&mut trainer.socket).await {
                Some(ToTrainer::Refused { why, .. }) => break why,
                Some(_) => {}
                None => panic!("the trainer is not told"),
            }
        };
        assert!(why.contains("no room left on the disk"), "{why}");
        // It is read from its log again, which is over when it takes the next command.
        while trainer.asks(TrainerCommand::Next).await.is_err() {}
        ada.until(|room| room.phase == WireRoomPhase::Briefing).await;
        keeps_all.store(false, Ordering::SeqCst);
        host.delete(&room.id).unwrap();
        let mut last = None;
        while let Some(told) = ada.hear().await {
            last = Some(told);
        }
        assert!(matches!(last, Some(ToPhone::Gone { can_join: false, .. })), "{last:?}");
        assert!(host.rooms().is_empty());
    });
}

#[test]
fn who_guesses_cannot_shut_the_trainer_out() {
    run(async {
        let (_folder, file) = folder();
        let host = start(FaultyLog::over(&file), Some(0));
        let room = opens(&host);
        let statuses: Vec<u16> =
            (0..12).map(|_| join(host.port(), "AAAAAA", "Eve").err().unwrap().status).collect();
        assert_eq!(statuses.last(), Some(&429));
        assert!(Trainer::hello(host.port(), &room.secret).await.is_ok());
    });
}

#[test]
fn links_with_wrong_codes_count_as_guesses() {
    let (_folder, file) = folder();
    let host = start(FaultyLog::over(&file), Some(0));
    let room = opens(&host);
    for _ in 0..12 {
        let answer = get(host.port(), "/j/AAAAAA");
        assert!(answer.head.contains("location: /?code=aaaaaa"), "{}", answer.head);
    }
    assert_eq!(join(host.port(), &room.code, "Eve").err().unwrap().status, 429);
}

#[test]
fn a_trainers_page_that_only_looks_on_is_asked_whether_it_is_there() {
    run(async {
        let (_folder, file) = folder();
        let host = start(FaultyLog::over(&file), Some(0));
        let room = opens(&host);
        let mut trainer = Trainer::hello(host.port(), &room.secret).await.unwrap();
        // A browser answers by itself: a line on which nothing is heard for a minute is hung up on.
        let asked = async {
            while let Some(Ok(message)) = trainer.socket.next().await {
                if matches!(message, Message::Ping(_)) {
                    return true;
                }
            }
            false
        };
        assert!(timeout(PATIENCE, asked).await.unwrap());
    });
}

#[test]
fn a_line_that_is_no_text_does_not_end_the_trainers_input() {
    let folder = tempfile::tempdir().unwrap();
    let scenario = folder.path().join("errand.ron");
    std::fs::write(&scenario, crate::cli::ERRAND).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapport"))
        .arg("--data-dir")
        .arg(folder.path())
        .arg("host")
        .arg(&scenario)
        .args(["--bind", "loopback", "--port", "0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.as_mut().unwrap().write_all(b"caf\xe9\nquit\n").unwrap();
    let (tell, told) = channel();
    let out = child.stdout.take().unwrap();
    thread::spawn(move || {
        let lines: Vec<String> = BufReader::new(out).lines().map_while(Result::ok).collect();
        let _ = tell.send(lines);
    });
    let lines = told.recv_timeout(PATIENCE);
    let _ = child.kill();
    child.wait().unwrap();
    let lines = lines.expect("the host hears `quit`");
    assert!(lines.iter().any(|line| line.contains("is nothing that can be asked")), "{lines:?}");
    assert!(lines.last().unwrap().starts_with("The host stops."), "{lines:?}");
}
