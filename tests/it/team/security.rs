//! What the threat model promises: each of its lines names a test that exists, and those that stand nowhere else
//! are here.

use std::{
    collections::BTreeSet,
    fs,
    io::ErrorKind,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream},
    path::Path,
};

use rapport::{
    store::{KeptSource, rooms::SqliteRooms},
    team::{
        client::{PHONE, asset},
        host::{CannotOpenRoom, Host, HostOptions, OpenedRoom, addresses},
        room::{Refusal, RoomMode, SessionRules, TrainerCommand},
    },
    text::SourceFile,
};

use super::{
    Class, errand,
    phones::{Phone, get, join, open, post_join, request},
    setup,
};
use crate::tidy::{read, rust_files};

fn start(file: &Path, bind: IpAddr, public: Option<&str>) -> Host {
    let log = SqliteRooms::open(file).unwrap();
    let options = HostOptions {
        bind,
        port: Some(0),
        public: public.into_iter().map(str::to_owned).collect(),
        proxy: public.map(|_| Ipv4Addr::LOCALHOST.into()),
    };
    Host::start(&options, Box::new(log), || {}).unwrap()
}

fn at_home(file: &Path) -> Host {
    start(file, Ipv4Addr::LOCALHOST.into(), None)
}

fn opens(host: &Host) -> Result<OpenedRoom, CannotOpenRoom> {
    let scenario = errand();
    let source =
        KeptSource { scenario: SourceFile::new("errand.ron", crate::cli::ERRAND), pack: None };
    host.open(&scenario, &source, &setup(&scenario, RoomMode::Vote, SessionRules::default()))
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

#[test]
fn each_line_of_the_threat_model_names_a_test_that_exists() {
    let tests: BTreeSet<String> = ["tests/it", "src"]
        .iter()
        .flat_map(|folder| rust_files(folder))
        .flat_map(tests_of)
        .collect();
    assert!(tests.len() > 300, "the scan sees only {} tests", tests.len());
    let page = read("docs/src/threat-model.md");
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| threat"));
    let mut named = BTreeSet::new();
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let [_, _, tried] = cells[..] else { panic!("a row has three cells: {row}") };
        let listed: Vec<&str> = tried.split('`').skip(1).step_by(2).collect();
        assert!(!listed.is_empty(), "no test is named in: {row}");
        for name in listed {
            assert!(tests.contains(name), "there is no test `{name}`, named in: {row}");
            named.insert(name.to_owned());
        }
        count += 1;
    }
    assert!(count > 20, "the scan sees only {count} lines");
    let own = tests_of((String::new(), read("tests/it/team/security.rs")));
    let missing: Vec<_> = own.iter().filter(|name| !named.contains(*name)).collect();
    let itself = "each_line_of_the_threat_model_names_a_test_that_exists";
    assert_eq!(missing, [itself], "tests of this file that the page does not name");
}

/// The names of the tests in a file.
fn tests_of((_, text): (String, String)) -> Vec<String> {
    let after = text.split("#[test]\n").skip(1);
    let named = after.filter_map(|rest| rest.trim_start().strip_prefix("fn ")?.split('(').next());
    named.map(str::to_owned).collect()
}

#[test]
fn a_code_is_good_for_twelve_hours_and_a_seat_stays_one() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rooms.sqlite");
        let host = at_home(&file);
        let room = opens(&host).unwrap();
        let token = join(host.port(), &room.code, "Ada").ok().unwrap();
        drop(host);
        let older_by = |minutes: u32| {
            let database = rusqlite::Connection::open(&file).unwrap();
            let sql = "UPDATE room SET opened_at = opened_at - ?1 * 60000";
            assert_eq!(database.execute(sql, [minutes]).unwrap(), 1);
        };
        older_by(12 * 60 - 10);
        let host = at_home(&file);
        assert!(join(host.port(), &room.code, "Bo").is_ok(), "ten minutes before twelve hours");
        drop(host);
        older_by(10);
        let host = at_home(&file);
        let late = join(host.port(), &room.code, "Cy").err().unwrap();
        assert_eq!(late.status, 404, "{}", late.body);
        assert!(late.body.contains("No session has this code"), "{}", late.body);
        assert_eq!(Phone::hello(host.port(), &token).await.unwrap().mine.name, "Ada");
    });
}

#[test]
fn secrets_are_kept_as_hashes_alone() {
    let folder = tempfile::tempdir().unwrap();
    let host = at_home(&folder.path().join("rooms.sqlite"));
    let room = opens(&host).unwrap();
    let token = join(host.port(), &room.code, "Zephyrine").ok().unwrap();
    let link = host.give_remote(&room.id).unwrap();
    let remote = link.split('#').nth(1).unwrap();
    // Opening a second room waits until what was decided before it is written.
    opens(&host).unwrap();
    let holds = |words: &str| {
        let files = fs::read_dir(folder.path()).unwrap();
        let mut all = files.filter_map(|file| fs::read(file.unwrap().path()).ok());
        all.any(|bytes| bytes.windows(words.len()).any(|part| part == words.as_bytes()))
    };
    assert!(holds("Zephyrine"), "the scan sees what is kept");
    for secret in [&room.secret, &token, remote] {
        let drawn = secret.strip_prefix(&room.code).and_then(|rest| rest.strip_prefix('-'));
        assert_eq!(drawn.map(str::len), Some(32), "128 bits after the code");
        assert!(!holds(secret));
    }
}

#[test]
fn secrets_and_codes_are_drawn_anew_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let host = at_home(&folder.path().join("rooms.sqlite"));
    let rooms: Vec<OpenedRoom> = (0..64).map(|_| opens(&host).unwrap()).collect();
    let codes: BTreeSet<&str> = rooms.iter().map(|room| room.code.as_str()).collect();
    let secrets: BTreeSet<&str> = rooms.iter().map(|room| room.secret.as_str()).collect();
    assert_eq!((codes.len(), secrets.len()), (64, 64));
    for code in codes {
        assert_eq!(code.len(), 6);
        for alike in "0OQD1IL2Z5S8BUV".chars() {
            assert!(!code.contains(alike), "{code}");
        }
    }
    assert!(matches!(opens(&host), Err(CannotOpenRoom::TooMany)), "and there are no more than 64");
}

#[test]
fn a_room_of_five_hundred_takes_nobody_more() {
    let mut class = Class::with(RoomMode::Vote, SessionRules::default());
    for number in 0..500 {
        class.arrives(&format!("Guest {number}"));
    }
    assert_eq!(class.room.join("One more", "token").unwrap_err(), Refusal::RoomFull(500));
}

#[test]
fn the_cookie_of_a_seat_is_out_of_reach_of_scripts_and_other_pages() {
    let folder = tempfile::tempdir().unwrap();
    let host = at_home(&folder.path().join("rooms.sqlite"));
    let room = opens(&host).unwrap();
    let body = serde_json::json!({ "code": room.code, "name": "Ada" }).to_string();
    let answer = post_join(host.port(), &body, "");
    let cookie = answer.head.lines().find(|line| line.starts_with("set-cookie:")).unwrap();
    for about in ["rapport-seat=", "httponly", "samesite=strict", "max-age=43200"] {
        assert!(cookie.contains(about), "{cookie}");
    }
}

#[test]
fn every_answer_has_the_same_strict_headers() {
    let folder = tempfile::tempdir().unwrap();
    let host = at_home(&folder.path().join("rooms.sqlite"));
    let rebound = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    let long = "x".repeat(5000);
    for answer in [
        get(host.port(), "/"),
        get(host.port(), "/trainer"),
        get(host.port(), "/nothing"),
        post_join(host.port(), "{}", ""),
        post_join(host.port(), &long, ""),
        request(host.port(), rebound),
    ] {
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self';",
            "frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "x-frame-options: deny",
            "referrer-policy: no-referrer",
            "cache-control: no-",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
            "permissions-policy: camera=(), microphone=(), geolocation=()",
        ] {
            assert!(answer.head.contains(header), "{header} is not in {}", answer.head);
        }
        for unsafe_word in ["unsafe-inline", "unsafe-eval", "access-control-allow", "*"] {
            assert!(!answer.head.contains(unsafe_word), "{}", answer.head);
        }
    }
}

#[test]
fn on_loopback_no_other_address_of_this_machine_answers() {
    let folder = tempfile::tempdir().unwrap();
    let host = at_home(&folder.path().join("rooms.sqlite"));
    let port = host.port();
    assert_eq!(get(port, "/").status, 200);
    let shown: Vec<&str> = host.addresses().iter().map(|one| one.url.as_str()).collect();
    assert_eq!(shown, [format!("http://127.0.0.1:{port}")], "and no other is shown");
    let others = addresses(Ipv4Addr::UNSPECIFIED.into(), port);
    let others = others.iter().filter_map(|one| one.url.strip_prefix("http://")?.parse().ok());
    let second: SocketAddr = (Ipv4Addr::new(127, 0, 0, 2), port).into();
    for other in others.chain([second]).filter(|one| one.ip() != Ipv4Addr::LOCALHOST) {
        let refused = TcpStream::connect(other).unwrap_err();
        assert_ne!(refused.kind(), ErrorKind::TimedOut, "{other}: {refused}");
    }
}

#[test]
fn behind_a_proxy_its_name_is_taken_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rooms.sqlite");
    let host = start(&file, Ipv4Addr::LOCALHOST.into(), Some("https://train.example/"));
    let asked = |name: &str| {
        let text = format!("GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
        request(host.port(), &text).status
    };
    assert_eq!(asked("train.example"), 200);
    for other in ["evil.example", "train.example.evil.example", "train.example:81", ""] {
        assert_eq!(asked(other), 421, "{other}");
    }
}

#[test]
fn behind_a_proxy_who_guesses_is_counted_by_the_address_that_it_tells() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rooms.sqlite");
    let host = start(&file, Ipv4Addr::LOCALHOST.into(), Some("https://train.example/"));
    let guess = |from: &str| {
        let body = "{\"code\":\"AAAAAA\",\"name\":\"Ada\"}";
        post_join(host.port(), body, &format!("X-Forwarded-For: 192.0.2.77, {from}\r\n")).status
    };
    for _ in 0..10 {
        assert_eq!(guess("192.0.2.1"), 404);
    }
    assert_eq!(guess("192.0.2.1"), 429);
    assert_eq!(guess("192.0.2.2"), 404, "others are not refused for it");
    let without = start(&folder.path().join("other.sqlite"), Ipv4Addr::LOCALHOST.into(), None);
    let body = "{\"code\":\"AAAAAA\",\"name\":\"Ada\"}";
    let guessed: Vec<u16> = (0..11)
        .map(|number| {
            post_join(without.port(), body, &format!("X-Forwarded-For: 192.0.2.{number}\r\n"))
                .status
        })
        .collect();
    assert_eq!(guessed[10], 429, "without a proxy, nobody is believed");
}

#[test]
fn what_steers_a_screen_is_taken_out_of_names() {
    let mut class = Class::with(RoomMode::Vote, SessionRules::default());
    class.arrives("A\u{1b}[31md\u{202e}a\r\n\tB\u{200b}o\u{7}");
    let board = class.board();
    assert_eq!(board.participants[0].name, "A[31mda Bo");
}

#[test]
fn scripts_of_the_page_set_text_as_text_alone() {
    let scripts = PHONE.iter().map(|(path, ..)| *path).chain(["/trainer.js"]);
    let mut seen = 0;
    for path in scripts.filter(|path| Path::new(path).extension().is_some_and(|end| end == "js")) {
        let text = String::from_utf8(asset(path).unwrap().bytes).unwrap();
        for door in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "DOMParser",
            "createContextualFragment",
            "setHTMLUnsafe",
            "srcdoc",
            "eval(",
            "Function(",
            "import(",
        ] {
            assert!(!text.contains(door), "{path} uses {door}");
        }
        seen += 1;
    }
    assert!(seen >= 5, "the scan sees only {seen} scripts");
}

#[test]
fn no_code_of_the_host_opens_a_connection_to_elsewhere() {
    let mut seen = 0;
    for (file, code) in rust_files("src/team") {
        for door in ["TcpStream::connect", "UdpSocket", "UnixStream", "Command::new"] {
            assert!(!code.contains(door), "{file} uses {door}");
        }
        seen += 1;
    }
    assert!(seen > 40, "the scan sees only {seen} files");
}

#[test]
fn who_connects_and_says_nothing_is_hung_up_on() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let host = at_home(&folder.path().join("rooms.sqlite"));
        let room = opens(&host).unwrap();
        let mut lines = Vec::new();
        for path in ["/ws", "/control"] {
            lines.push(open(host.port(), path).await);
        }
        for mut line in lines {
            assert!(super::phones::next::<serde_json::Value>(&mut line).await.is_none());
        }
        host.trainer(&room.id, &TrainerCommand::Next).unwrap();
    });
}
