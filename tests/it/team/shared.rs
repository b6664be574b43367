//! Rooms that several hosts share, on a real `PostgreSQL` server: `.ci/postgres` starts one for a command.

use std::{
    ffi::OsStr,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use futures_util::SinkExt;
use rapport::{
    postgres::PostgresRooms,
    store::{
        KeptSource,
        rooms::{AppendedEvents, Lease, NewRoom, NotAppended, RoomLog, SqliteRooms, Whereabouts},
    },
    team::{
        room::TrainerCommand,
        wire::{FromPhone, ToPhone, ToTrainer, WIRE_VERSION, WireRoomPhase},
    },
    text::SourceFile,
};
use tokio::{
    sync::{Barrier, mpsc},
    task::JoinSet,
};
use tokio_postgres::{Client, NoTls};
use tokio_tungstenite::tungstenite::Message;

use super::{
    killed::{run, votes_until_cut},
    phones::{Phone, Trainer, get, join, next, open, post_join},
    process::HostProcess,
};

const PHONES: usize = 20;

fn server() -> String {
    let why =
        "these tests need a server: .ci/postgres cargo test --no-default-features -F postgres";
    std::env::var("RAPPORT_POSTGRES").expect(why)
}

/// A line to the server, for what a test does to it.
async fn administrator() -> Client {
    let (client, connection) = tokio_postgres::connect(&server(), NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// The URL of a new database.
async fn database() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::SeqCst);
    let name = format!("rooms_{}_{number}", std::process::id());
    administrator().await.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (server, _) =
        server().rsplit_once('/').map(|(at, name)| (at.to_owned(), name.to_owned())).unwrap();
    format!("{server}/{name}")
}

fn lease(owner: &str, now: u64, lasts: u64) -> Lease {
    Lease { owner: owner.to_owned(), address: format!("http://{owner}"), until: now + lasts }
}

fn new_room(id: &str, code: &str, lease: Lease) -> NewRoom {
    NewRoom {
        id: id.to_owned(),
        code: code.to_owned(),
        secret: "secret".to_owned(),
        source: KeptSource {
            scenario: SourceFile::new("errand.ron", crate::cli::ERRAND),
            pack: Some(SourceFile::new("pack.ron", "(title: \"Ä’ 👍\")")),
        },
        at: 1_000,
        opened: "\"opened\"".to_owned(),
        lease,
    }
}

fn batch(room: &str, epoch: u64, first: u64, words: &[&str]) -> AppendedEvents {
    AppendedEvents {
        room: room.to_owned(),
        epoch,
        first,
        events: words.iter().map(|word| (2_000, (*word).to_owned())).collect(),
        ends: words.contains(&"end"),
    }
}

/// What both logs are to do alike.
fn keeps_what_it_is_given(log: &mut dyn RoomLog) {
    let mine = lease("here", 0, 60_000);
    assert!(log.create(&new_room("a", "ACEFGH", mine.clone())).unwrap());
    assert!(!log.create(&new_room("b", "ACEFGH", mine.clone())).unwrap(), "the code is taken");
    assert!(log.create(&new_room("b", "CEFGHJ", mine.clone())).unwrap());
    let both = [
        batch("b", 1, 1, &["two"]),
        batch("a", 1, 1, &["“one” 👍", "more"]),
        batch("a", 1, 3, &["again"]),
        batch("a", 1, 3, &["late"]),
        batch("a", 2, 4, &["of another epoch"]),
        batch("nowhere", 1, 0, &["of no room"]),
        batch("b", 1, 2, &["end"]),
    ];
    let (longer, fenced) = (Err(NotAppended::Longer), Err(NotAppended::Fenced));
    assert_eq!(
        log.append(&both).unwrap(),
        [Ok(()), Ok(()), Ok(()), longer, fenced, fenced, Ok(())]
    );
    let words = |log: &mut dyn RoomLog, room: &str| {
        log.events(room).unwrap().into_iter().map(|(_, content)| content).collect::<Vec<_>>()
    };
    assert_eq!(words(log, "a"), ["\"opened\"", "“one” 👍", "more", "again"]);
    assert_eq!(words(log, "b"), ["\"opened\"", "two", "end"]);
    let rooms = log.rooms().unwrap();
    assert_eq!(rooms.len(), 2);
    let texts = |kept: &KeptSource| {
        let pack = kept.pack.as_ref().map(|pack| (pack.name().to_owned(), pack.text().to_owned()));
        (kept.scenario.name().to_owned(), kept.scenario.text().to_owned(), pack)
    };
    assert_eq!(texts(&rooms[0].source), texts(&new_room("a", "", mine.clone()).source));
    assert_eq!((rooms[0].ended, rooms[1].ended), (false, true));
    assert_eq!(log.claim("a", &mine, 0).unwrap(), Some(2));
    assert_eq!(log.append(&[batch("a", 1, 4, &["old"])]).unwrap(), [fenced]);
    assert_eq!(log.append(&[batch("a", 2, 4, &["new"])]).unwrap(), [Ok(())]);
    let there =
        Whereabouts { owner: mine.owner.clone(), address: mine.address.clone(), runs: true };
    assert_eq!(log.whereabouts("ACEFGH").unwrap(), Some(there));
    assert_eq!(log.whereabouts("CEFGHJ").unwrap(), None, "its session is over");
    assert_eq!(log.abandoned().unwrap().len(), 0);
    assert_eq!(log.renew(&mine, 0).unwrap(), ["a", "b"]);
    log.delete("a").unwrap();
    assert_eq!((log.rooms().unwrap().len(), words(log, "a").len()), (1, 0));
}

#[test]
fn a_file_and_a_database_keep_the_same() {
    let folder = tempfile::tempdir().unwrap();
    keeps_what_it_is_given(&mut SqliteRooms::open(&folder.path().join("rooms.sqlite")).unwrap());
    let url = block(database());
    keeps_what_it_is_given(&mut PostgresRooms::open(&url).unwrap());
}

fn block<T>(wanted: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(wanted)
}

#[test]
fn a_lease_that_runs_is_respected_and_one_that_ran_out_is_anyones() {
    let url = block(database());
    let (mut here, mut there) =
        (PostgresRooms::open(&url).unwrap(), PostgresRooms::open(&url).unwrap());
    let other = lease("there", 5_000_000, 60_000);
    here.create(&new_room("a", "ACEFGH", lease("here", 1_000, 60_000))).unwrap();
    assert_eq!(
        there.claim("a", &other, 5_000_000).unwrap(),
        None,
        "whatever time a host thinks it is"
    );
    here.renew(&lease("here", 1_000, 0), 1_000).unwrap();
    assert_eq!(there.abandoned().unwrap().len(), 1);
    assert_eq!(there.claim("a", &other, 5_000_000).unwrap(), Some(2));
    assert!(here.renew(&lease("here", 1_000, 60_000), 1_000).unwrap().is_empty());
    let late = here.append(&[batch("a", 1, 1, &["late"])]).unwrap();
    assert_eq!(late, [Err(NotAppended::Fenced)]);
    assert_eq!(there.append(&[batch("a", 2, 1, &["first"])]).unwrap(), [Ok(())]);
}

#[test]
fn what_is_wrong_is_told_without_the_password() {
    let server = server();
    let (_, at) = server.split_once('@').unwrap();
    let (host, _) = at.split_once('/').unwrap();
    for (url, what) in [
        (format!("postgres://rapport:hush@{host}/nowhere"), "does not exist"),
        (format!("postgres://rapport:hush@{host}/postgres?sslmode=require"), "TLS"),
        ("postgres://rapport:hush@127.0.0.1:1/postgres".to_owned(), "cannot be reached"),
        ("postgres://rapport:hush@:x:/".to_owned(), "cannot be read"),
    ] {
        let fault = PostgresRooms::open(&url).unwrap_err().to_string();
        assert!(fault.contains(what) && !fault.contains("hush"), "{fault}");
    }
}

#[test]
fn a_connection_that_breaks_is_made_anew() {
    let url = block(database());
    let mut log = PostgresRooms::open(&url).unwrap();
    log.create(&new_room("a", "ACEFGH", lease("here", 0, 60_000))).unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE application_name = 'rapport' AND datname = $1";
    let name = url.rsplit('/').next().unwrap().to_owned();
    block(async { administrator().await.execute(cut, &[&name]).await.unwrap() });
    assert_eq!(log.events("a").unwrap().len(), 1);
    block(async { administrator().await.execute(cut, &[&name]).await.unwrap() });
    // Whether it was appended is not known: whoever asked looks, and tries again.
    let first = log.append(&[batch("a", 1, 1, &["one"])]);
    assert!(first.is_err() || first == Ok(vec![Ok(())]), "{first:?}");
    let next = log.events("a").unwrap().len() as u64;
    assert_eq!(log.append(&[batch("a", 1, next, &["two"])]).unwrap(), [Ok(())]);
}

/// Starts a host of the database; with a room, or waiting for rooms to take over.
fn start(url: &str, folder: &std::path::Path, opens: bool) -> HostProcess {
    let scenario = folder.join("errand.ron");
    std::fs::write(&scenario, crate::cli::ERRAND).unwrap();
    let mut words: Vec<&OsStr> = vec!["--data-dir".as_ref(), folder.as_os_str()];
    words.extend(["host", "--bind", "loopback", "--port", "0", "--db", url].map(OsStr::new));
    if opens {
        words.push(scenario.as_os_str());
        words.extend(["--one-vote", "--seed", "7"].map(OsStr::new));
    }
    HostProcess::start(&words)
}

/// Waits for a line that begins like that.
fn tells(host: &HostProcess, beginning: &str) {
    while !host.line().starts_with(beginning) {}
}

/// A vote of many on a host: the line of its trainer, and their seats.
async fn voting(host: &HostProcess) -> (Trainer, Vec<String>) {
    let mut trainer = Trainer::hello(host.port, &host.secret).await.unwrap();
    let tokens = (0..PHONES)
        .map(|number| join(host.port, &host.code, &format!("Guest {number}")).ok().unwrap())
        .collect();
    for _ in 0..2 {
        trainer.asks(TrainerCommand::Next).await.unwrap();
    }
    trainer.asks(TrainerCommand::Vote).await.unwrap();
    (trainer, tokens)
}

/// Waits for the reveal: how many votes were counted.
async fn counted(trainer: &mut Trainer) -> u32 {
    trainer.asks(TrainerCommand::Reveal).await.unwrap();
    loop {
        if let Some(ToTrainer::Board { board }) = next(&mut trainer.socket).await
            && let Some(reveal) = board.room.reveal
        {
            return reveal.total;
        }
    }
}

#[test]
fn a_host_that_is_killed_in_a_vote_loses_its_rooms_to_another_and_no_vote_with_them() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let url = database().await;
        let first = start(&url, folder.path(), true);
        let second = start(&url, folder.path(), false);
        let (code, secret) = (first.code.clone(), first.secret.clone());
        let watcher = join(first.port, &code, "Watcher").ok().unwrap();
        let (trainer, tokens) = voting(&first).await;
        let looking = Phone::hello(first.port, &watcher).await.unwrap();
        leads_to(&first, second.port, &code, &tokens[0], &secret).await;
        let all_there = Arc::new(Barrier::new(PHONES));
        let (done, mut acknowledged) = mpsc::unbounded_channel();
        let mut phones = JoinSet::new();
        for (number, token) in tokens.iter().cloned().enumerate() {
            let (port, told) = (first.port, (Arc::clone(&all_there), done.clone()));
            phones.spawn(async move { (number, votes_until_cut(port, token, number, told).await) });
        }
        for _ in 0..113 {
            acknowledged.recv().await.unwrap();
        }
        drop((first, trainer, looking));
        // Phones that ask while nobody has the room are hung up on, however often: they have done nothing wrong.
        for _ in 0..12 {
            let mut socket = open(second.port, "/ws").await;
            let hello = FromPhone::Hello { version: WIRE_VERSION, token: watcher.clone() };
            let hello = serde_json::to_string(&hello).unwrap();
            let _ = socket.send(Message::text(hello)).await;
            let told: Option<ToPhone> = next(&mut socket).await;
            assert!(!matches!(told, Some(ToPhone::Gone { .. })), "{told:?}");
            let body = format!("{{\"code\":\"{code}\",\"name\":\"Late\"}}");
            let joined = post_join(second.port, &body, "");
            assert!(![404, 429].contains(&joined.status), "{}", joined.body);
        }
        let mut told = vec![(None, None); PHONES];
        while let Some(one) = phones.join_next().await {
            let (number, votes) = one.unwrap();
            told[number] = votes;
        }
        tells(&second, "The vote is open");
        for (token, (kept, unknown)) in tokens.iter().zip(&told) {
            let phone = Phone::hello(second.port, token).await.unwrap();
            let there = phone.mine.vote.map(|vote| vote.choice);
            assert!(there == *kept || there == *unknown, "{there:?}: {kept:?}, {unknown:?}");
        }
        let mut trainer = Trainer::hello(second.port, &secret).await.unwrap();
        let counted = usize::try_from(counted(&mut trainer).await).unwrap();
        let voted = told.iter().filter(|(kept, _)| kept.is_some()).count();
        assert!((voted..=PHONES).contains(&counted), "{counted}, not {voted} to {PHONES}");
    });
}

/// Codes, seats and secrets of the first host's room, taken to the second one, lead back.
async fn leads_to(first: &HostProcess, port: u16, code: &str, token: &str, secret: &str) {
    let home = format!("http://127.0.0.1:{}", first.port);
    let answer = get(port, &format!("/j/{code}"));
    assert_eq!(answer.status, 307);
    assert!(
        answer.head.contains(&format!("location: {home}/j/{code}").to_lowercase()),
        "{}",
        answer.head
    );
    let answer = post_join(port, &format!("{{\"code\":\"{code}\",\"name\":\"Ada\"}}"), "");
    assert!(answer.body.contains(&home), "{}", answer.body);
    let elsewhere = Phone::hello(port, token).await.err();
    assert_eq!(elsewhere, Some(ToPhone::Elsewhere { address: home.clone() }));
    let elsewhere = Trainer::hello(port, secret).await.err();
    assert!(matches!(elsewhere, Some(ToTrainer::Elsewhere { address }) if address == home));
    let wrong = Phone::hello(port, &format!("{code}x-wrong")).await.err();
    assert!(matches!(wrong, Some(ToPhone::Gone { .. })), "{wrong:?}");
}

fn signal(host: &HostProcess, name: &str) {
    let sent = Command::new("kill").args([name, &host.child.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

#[test]
fn a_host_that_was_stopped_for_too_long_acknowledges_nothing_any_more() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let url = database().await;
        let first = start(&url, folder.path(), true);
        let second = start(&url, folder.path(), false);
        let secret = first.secret.clone();
        let (_trainer, tokens) = voting(&first).await;
        // Somebody who looks on: a vote closes once all who are here have voted.
        let _looking = Phone::hello(first.port, &tokens[1]).await.unwrap();
        let mut old = Phone::hello(first.port, &tokens[0]).await.unwrap();
        old.until(|room| room.phase == WireRoomPhase::Open).await;
        assert_eq!(old.votes("wait").await, Ok(()));
        signal(&first, "-STOP");
        tells(&second, "The vote is open");
        let _looking = Phone::hello(second.port, &tokens[1]).await.unwrap();
        let mut new = Phone::hello(second.port, &tokens[0]).await.unwrap();
        assert_eq!(
            new.mine.vote.as_ref().unwrap().choice,
            "wait",
            "what was acknowledged is there"
        );
        assert_eq!(new.votes("ring").await, Ok(()));
        signal(&first, "-CONT");
        // Sent to the old host: it may refuse or hang up, but not keep it.
        assert_ne!(old.votes("wait").await, Ok(()));
        let again = Phone::hello(second.port, &tokens[0]).await.unwrap();
        assert_eq!(again.mine.vote.unwrap().choice, "ring");
        let mut trainer = Trainer::hello(second.port, &secret).await.unwrap();
        assert_eq!(counted(&mut trainer).await, 1);
    });
}
