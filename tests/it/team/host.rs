//! The host, over real sockets.

use std::{net::Ipv4Addr, ops::ControlFlow, path::Path};

use futures_util::SinkExt;
use rapport::{
    engine::PickOptionView,
    practice::{Solved, wire::WireDebrief},
    store::{KeptSource, rooms::SqliteRooms},
    team::{
        host::{Host, HostOptions, OpenedRoom},
        room::{ParticipantCommand, ParticipantId, RoomMode, SessionRules, TrainerCommand},
        wire::{FromTrainer, ToPhone, ToTrainer, WireRoomPhase},
    },
    text::SourceFile,
};
use tempfile::TempDir;
use tokio_tungstenite::tungstenite::Message;

use super::{
    Class, errand,
    phones::{Answer, Phone, Trainer, get, join, next, open, post_join, request},
    setup,
};

/// A host over a file in a folder of its own.
struct House {
    folder: TempDir,
    host: Host,
}

fn start(file: &Path) -> Host {
    let log = SqliteRooms::open(file).unwrap();
    let options = HostOptions {
        bind: Ipv4Addr::LOCALHOST.into(),
        port: Some(0),
        public: Vec::new(),
        proxy: None,
    };
    Host::start(&options, Box::new(log), || {}).unwrap()
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let host = start(&folder.path().join("rooms.sqlite"));
        Self { folder, host }
    }

    /// The host is stopped, and started again over the same file.
    fn again(self) -> Self {
        let Self { folder, host } = self;
        drop(host);
        let host = start(&folder.path().join("rooms.sqlite"));
        Self { folder, host }
    }

    fn opens(&self, rules: SessionRules) -> OpenedRoom {
        let scenario = errand();
        let source =
            KeptSource { scenario: SourceFile::new("errand.ron", crate::cli::ERRAND), pack: None };
        let setup = setup(&scenario, RoomMode::Vote, rules);
        self.host.open(&scenario, &source, &setup).unwrap()
    }

    fn port(&self) -> u16 {
        self.host.port()
    }

    /// A room at its first vote.
    fn voting(&self, rules: SessionRules) -> OpenedRoom {
        let room = self.opens(rules);
        for _ in 0..3 {
            self.host.trainer(&room.id, &TrainerCommand::Next).unwrap();
        }
        room
    }
}

fn patient() -> SessionRules {
    SessionRules { closes_when_all_voted: false, ..SessionRules::default() }
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

#[test]
fn a_phone_that_reloads_is_in_the_same_seat_with_its_vote_and_the_time() {
    run(async {
        let house = House::new();
        let room = house.voting(SessionRules { vote_seconds: Some(600), ..patient() });
        let token = join(house.port(), &room.code, "Ada").ok().unwrap();
        let mut ada = Phone::hello(house.port(), &token).await.unwrap();
        ada.until(|room| room.phase == WireRoomPhase::Open).await;
        ada.votes("ring").await.unwrap();
        drop(ada);
        let ada = Phone::hello(house.port(), &token).await.unwrap();
        assert_eq!(ada.mine.name, "Ada");
        assert_eq!(ada.mine.vote.as_ref().unwrap().choice, "ring");
        assert!(ada.room.left_ms.is_some_and(|left| left > 500_000), "{:?}", ada.room.left_ms);
        assert_eq!(house.host.board(&room.id).unwrap().participants.len(), 1);
    });
}

#[test]
fn of_two_tabs_the_newer_has_the_seat_and_the_older_says_so() {
    run(async {
        let house = House::new();
        let room = house.voting(patient());
        let token = join(house.port(), &room.code, "Ada").ok().unwrap();
        let mut first = Phone::hello(house.port(), &token).await.unwrap();
        let mut second = Phone::hello(house.port(), &token).await.unwrap();
        let mut last = None;
        while let Some(told) = first.hear().await {
            last = Some(told);
        }
        assert_eq!(last, Some(ToPhone::Moved));
        second.until(|room| room.phase == WireRoomPhase::Open).await;
        second.votes("wait").await.unwrap();
        let board = house.host.board(&room.id).unwrap();
        assert!(board.participants[0].present && board.participants[0].answered);
    });
}

#[test]
fn double_taps_replays_and_reordered_messages_leave_one_vote() {
    run(async {
        let house = House::new();
        let room = house.voting(patient());
        let token = join(house.port(), &room.code, "Ada").ok().unwrap();
        let mut ada = Phone::hello(house.port(), &token).await.unwrap();
        ada.until(|room| room.phase == WireRoomPhase::Open).await;
        let ballot = ada.room.ballot.as_ref().unwrap().id;
        let vote = |choice: &str| ParticipantCommand::Vote {
            ballot,
            choice: choice.to_owned(),
            confidence: None,
        };
        ada.send(5, vote("ring")).await;
        ada.send(5, vote("ring")).await;
        ada.send(3, vote("wait")).await;
        assert_eq!(ada.outcome(5).await, Ok(()));
        assert!(ada.outcome(3).await.is_err_and(|why| why.contains("newer")));
        house.host.trainer(&room.id, &TrainerCommand::Reveal).unwrap();
        ada.until(|room| room.reveal.is_some()).await;
        let reveal = ada.room.reveal.unwrap();
        assert_eq!(reveal.total, 1);
        assert!(reveal.shares.iter().any(|share| share.choice == "ring" && share.votes == 1));
    });
}

#[test]
fn who_is_shown_out_is_told_and_cannot_vote_and_others_go_on() {
    run(async {
        let house = House::new();
        let room = house.voting(patient());
        let tokens = ["Ada", "Bo"].map(|name| join(house.port(), &room.code, name).ok().unwrap());
        let mut ada = Phone::hello(house.port(), &tokens[0]).await.unwrap();
        let mut bo = Phone::hello(house.port(), &tokens[1]).await.unwrap();
        let kick = TrainerCommand::Kick { participant: ParticipantId(0) };
        house.host.trainer(&room.id, &kick).unwrap();
        let mut last = None;
        while let Some(told) = ada.hear().await {
            last = Some(told);
        }
        assert!(matches!(last, Some(ToPhone::Gone { can_join: true, .. })), "{last:?}");
        let again = Phone::hello(house.port(), &tokens[0]).await;
        assert!(matches!(again.err(), Some(ToPhone::Gone { .. })));
        bo.until(|room| room.phase == WireRoomPhase::Open).await;
        bo.votes("ring").await.unwrap();
        house.host.trainer(&room.id, &TrainerCommand::Close).unwrap();
        let late = bo.votes("wait").await;
        assert!(late.is_err_and(|why| why.contains("closed")));
    });
}

#[test]
fn a_stopped_host_is_taken_up_with_every_vote_the_same_code_and_the_time_that_was_left() {
    run(async {
        let house = House::new();
        let room = house.voting(SessionRules { vote_seconds: Some(600), ..patient() });
        let tokens: Vec<String> = (0..5)
            .map(|n| join(house.port(), &room.code, &format!("P{n}")).ok().unwrap())
            .collect();
        for (n, token) in tokens.iter().enumerate() {
            let mut phone = Phone::hello(house.port(), token).await.unwrap();
            phone.until(|room| room.phase == WireRoomPhase::Open).await;
            phone.votes(if n % 2 == 0 { "ring" } else { "wait" }).await.unwrap();
        }
        let house = house.again();
        assert!(house.host.problems().is_empty());
        assert_eq!(house.host.rooms()[0].code, room.code);
        let mut ada = Phone::hello(house.port(), &tokens[0]).await.unwrap();
        assert_eq!(ada.mine.vote.as_ref().unwrap().choice, "ring");
        assert!(ada.room.left_ms.is_some_and(|left| left > 500_000));
        house.host.trainer(&room.id, &TrainerCommand::Reveal).unwrap();
        ada.until(|room| room.reveal.is_some()).await;
        assert_eq!(ada.room.reveal.unwrap().total, 5);
    });
}

#[test]
fn codes_that_are_guessed_at_are_refused_after_a_few_tries() {
    run(async {
        let house = House::new();
        let room = house.opens(patient());
        let ends = ["33", "44", "66", "77"].into_iter().filter(|end| !room.code.ends_with(end));
        let answers: Vec<u16> = ends
            .cycle()
            .take(14)
            .map(|end| {
                let code = format!("{}{end}", &room.code[..4]);
                let body = format!("{{\"code\":\"{code}\",\"name\":\"x\"}}");
                post_join(house.port(), &body, "").status
            })
            .collect();
        assert_eq!(&answers[..10], [404; 10]);
        assert!(answers[10..].iter().all(|status| *status == 429), "{answers:?}");
        let right = join(house.port(), &room.code, "Ada");
        assert!(right.is_err_and(|answer| answer.status == 429), "from there, for a minute");
    });
}

#[test]
fn names_and_bodies_of_any_size_and_kind_are_refused_and_nothing_else_suffers() {
    run(async {
        let house = House::new();
        let room = house.opens(patient());
        let long = format!("{{\"code\":\"{}\",\"name\":\"{}\"}}", room.code, "x".repeat(1_000_000));
        assert_eq!(post_join(house.port(), &long, "").status, 413);
        for body in ["", "{", "[]", "{\"code\":1}", "\u{0}\u{ff}"] {
            assert_eq!(post_join(house.port(), body, "").status, 400, "{body:?}");
        }
        let body = |name: &str| serde_json::json!({ "code": room.code, "name": name }).to_string();
        for name in ["", " ", "\u{202e}", &"y".repeat(25)] {
            let answer = post_join(house.port(), &body(name), "");
            assert_eq!(answer.status, 409, "{name:?}");
            assert!(answer.body.contains("name"), "{}", answer.body);
        }
        assert_eq!(join(house.port(), &room.code, "<b>Ada</b>").map(|_| ()).ok(), Some(()));
        let board = house.host.board(&room.id).unwrap();
        assert_eq!(board.participants[0].name, "<b>Ada</b>", "escaped where it is shown");
    });
}

#[test]
fn malformed_frames_hang_up_on_their_sender_alone() {
    run(async {
        let house = House::new();
        let room = house.voting(patient());
        let token = join(house.port(), &room.code, "Ada").ok().unwrap();
        let mut ada = Phone::hello(house.port(), &token).await.unwrap();
        let frames = [
            Message::text("no json"),
            Message::text("{\"type\":\"do\"}"),
            Message::binary(vec![0xff; 100]),
            Message::text("x".repeat(100_000)),
        ];
        for frame in frames {
            let other = join(house.port(), &room.code, "Bo").ok().unwrap();
            let mut phone = Phone::hello(house.port(), &other).await.unwrap();
            let _ = phone.socket.send(frame).await;
            while phone.hear().await.is_some() {}
        }
        let mut silent = open(house.port(), "/ws").await;
        silent.send(Message::text("{\"type\":\"bye\"}")).await.unwrap();
        assert!(next::<ToPhone>(&mut silent).await.is_none());
        ada.until(|room| room.phase == WireRoomPhase::Open).await;
        ada.votes("ring").await.unwrap();
    });
}

#[test]
fn a_wrong_token_and_one_of_another_room_get_no_seat_here() {
    run(async {
        let house = House::new();
        let (one, two) = (house.voting(patient()), house.voting(patient()));
        let wrong = Phone::hello(house.port(), &"0".repeat(32)).await;
        assert!(matches!(wrong.err(), Some(ToPhone::Gone { can_join: true, .. })));
        let token = join(house.port(), &two.code, "Bo").ok().unwrap();
        let mut bo = Phone::hello(house.port(), &token).await.unwrap();
        bo.until(|room| room.phase == WireRoomPhase::Open).await;
        bo.votes("ring").await.unwrap();
        let answered = |room: &OpenedRoom| house.host.board(&room.id).unwrap().room.answered;
        assert_eq!((answered(&one), answered(&two)), (0, 1), "a token is good for its own room");
    });
}

#[test]
fn the_trainers_secret_leads_and_a_remote_does_until_another_is_given() {
    run(async {
        let house = House::new();
        let room = house.opens(patient());
        let token = join(house.port(), &room.code, "Ada").ok().unwrap();
        for wrong in ["", "0", &token, &room.code] {
            let refused = Trainer::hello(house.port(), wrong).await;
            assert!(matches!(refused.err(), Some(ToTrainer::Gone { .. })), "{wrong}");
        }
        let mut trainer = Trainer::hello(house.port(), &room.secret).await.unwrap();
        trainer.asks(TrainerCommand::Next).await.unwrap();
        trainer.tell(&FromTrainer::GiveRemote).await;
        let link = loop {
            if let Some(ToTrainer::Remote { link }) = next(&mut trainer.socket).await {
                break link;
            }
        };
        let given = link.strip_prefix("/remote#").unwrap();
        let mut remote = Trainer::hello(house.port(), given).await.unwrap();
        remote.asks(TrainerCommand::Next).await.unwrap();
        house.host.give_remote(&room.id).unwrap();
        while next::<ToTrainer>(&mut remote.socket).await.is_some() {}
        assert!(Trainer::hello(house.port(), given).await.is_err());
        let ada = Phone::hello(house.port(), &token).await.unwrap();
        let sent =
            serde_json::to_string(&ada.room).unwrap() + &serde_json::to_string(&ada.mine).unwrap();
        assert!(!sent.contains(&room.secret) && !sent.contains(given));
    });
}

#[test]
fn pages_of_elsewhere_and_names_of_elsewhere_are_refused() {
    let house = House::new();
    let room = house.opens(patient());
    let port = house.port();
    let body = format!("{{\"code\":\"{}\",\"name\":\"x\"}}", room.code);
    let from = |origin: &str| post_join(port, &body, &format!("Origin: {origin}\r\n")).status;
    assert_eq!(from("http://evil.example"), 403);
    assert_eq!(from("null"), 403);
    assert_eq!(from(&format!("http://127.0.0.1:{port}")), 200);
    let upgrade = |origin: &str| -> Answer {
        request(
            port,
            &format!(
                "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\n\
                 Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            ),
        )
    };
    assert_eq!(upgrade("http://evil.example").status, 403);
    let rebound =
        request(port, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(rebound.status, 421);
}

#[test]
fn nothing_is_served_but_the_page_and_all_of_it_under_a_strict_policy() {
    let house = House::new();
    let port = house.port();
    for path in ["/", "/page.js", "/art/portrait/helen/Warm.svg", "/art/place/Desk/9.svg"] {
        let answer = get(port, path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.head.contains("content-security-policy: default-src 'none'"), "{path}");
        assert!(answer.head.contains("x-content-type-options: nosniff"), "{path}");
    }
    let paths = [
        "/rooms.sqlite",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/page.js/",
        "/art/",
        "/art/portrait/x/..",
        "/art/portrait/helen/Warm",
        "/art/place/Desk/99.svg",
        "/qr/nothing",
        "/j",
        "/report",
        "/.git/config",
    ];
    for path in paths {
        assert_eq!(get(port, path).status, 404, "{path}");
    }
    assert_eq!(get(port, "/j/whatever").status, 303);
}

#[test]
fn a_deleted_session_leaves_no_name_in_any_file() {
    run(async {
        let house = House::new();
        let room = house.voting(patient());
        let token = join(house.port(), &room.code, "Zephyrine").ok().unwrap();
        let mut phone = Phone::hello(house.port(), &token).await.unwrap();
        let holds = |house: &House| {
            let files = std::fs::read_dir(house.folder.path()).unwrap();
            files
                .filter_map(|file| std::fs::read(file.unwrap().path()).ok())
                .any(|bytes| bytes.windows(9).any(|part| part == b"Zephyrine"))
        };
        assert!(holds(&house), "it was kept");
        house.host.delete(&room.id).unwrap();
        assert!(!holds(&house), "and is gone with its session");
        let mut last = None;
        while let Some(told) = phone.hear().await {
            last = Some(told);
        }
        assert!(matches!(last, Some(ToPhone::Gone { can_join: false, .. })));
        assert!(house.host.rooms().is_empty());
    });
}

#[test]
fn a_phone_that_does_not_read_holds_up_nobody() {
    run(async {
        let house = House::new();
        let room = house.voting(patient());
        let slow = join(house.port(), &room.code, "Slow").ok().unwrap();
        let _unread = Phone::hello(house.port(), &slow).await.unwrap();
        let token = join(house.port(), &room.code, "Ada").ok().unwrap();
        let mut ada = Phone::hello(house.port(), &token).await.unwrap();
        ada.until(|room| room.phase == WireRoomPhase::Open).await;
        for turn in 0..200 {
            ada.votes(if turn % 2 == 0 { "ring" } else { "wait" }).await.unwrap();
        }
        assert_eq!(ada.mine.name, "Ada");
    });
}

#[test]
fn who_played_alone_is_told_what_was_choice_and_what_was_chance_once_that_is_known() {
    run(async {
        let house = House::new();
        let scenario = errand();
        let source =
            KeptSource { scenario: SourceFile::new("errand.ron", crate::cli::ERRAND), pack: None };
        let setup = setup(&scenario, RoomMode::SoloTogether, SessionRules::default());
        let room = house.host.open(&scenario, &source, &setup).unwrap();
        let token = join(house.port(), &room.code, "Ada").ok().unwrap();
        let mut phone = Phone::hello(house.port(), &token).await.unwrap();
        let mut class = Class::with(RoomMode::SoloTogether, SessionRules::default());
        class.arrives("Ada");
        for _ in 0..2 {
            house.host.trainer(&room.id, &TrainerCommand::Next).unwrap();
            class.next();
        }
        phone.until(|room| room.phase == WireRoomPhase::Play).await;
        let alone = |class: &Class| {
            class.room.get(ParticipantId(0)).unwrap().solo().unwrap().session.clone()
        };
        while let Some(offer) = alone(&class).seen().offered.last() {
            let marks =
                offer.pick.as_ref().map(|pick| &pick.options[..usize::from(pick.at_least.max(1))]);
            let ids = |marks: &[PickOptionView]| {
                marks.iter().map(|one| &*one.id).collect::<Vec<_>>().join("+")
            };
            let choice = marks.map_or_else(|| offer.id.to_string(), ids);
            let step = class.mine(0).step;
            let chosen = ParticipantCommand::Choose { step, choice, own_words: None };
            phone.asks(chosen.clone()).await.unwrap();
            class.sends(0, u64::from(step) + 1, &chosen).unwrap();
        }
        let session = alone(&class);
        let solved = Solved::of(&scenario, &mut |_| ControlFlow::Continue(()));
        let exact = WireDebrief::of(&session, solved.split(&session).as_ref());
        assert_ne!(exact, WireDebrief::of(&session, None), "it tells more than before");
        phone.until_mine(|mine| mine.debrief == exact).await;
        // The host that is started again makes it anew.
        let house = house.again();
        let mut phone = Phone::hello(house.port(), &token).await.unwrap();
        phone.until_mine(|mine| mine.debrief == exact).await;
    });
}
