//! The file of team sessions: in use, damaged, something else, out of reach. Nothing in it changes then.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::Stdio,
};

use crate::cli::Desk;

/// Tries to host over a file: what is told. The file is as before.
fn refused(desk: &Desk, file: &str) -> String {
    let before = fs::read(desk.path().join(file)).unwrap();
    let words = ["host", "errand.ron", "--bind", "loopback", "--port", "0", "--db", file];
    let said = desk.run(&words).refused(2);
    assert!(said.contains(file), "it is named: {said}");
    assert!(said.contains("--db"), "and what to do: {said}");
    assert_eq!(fs::read(desk.path().join(file)).unwrap(), before, "nothing was changed");
    said
}

#[test]
fn a_file_that_cannot_be_used_is_told_and_left_as_it_is() {
    let desk = Desk::new();
    desk.file("words.sqlite", "This is a letter to a client. ".repeat(200));
    assert!(refused(&desk, "words.sqlite").contains("damaged, or no database"));

    let other = rusqlite::Connection::open(desk.path().join("other.sqlite")).unwrap();
    other.execute_batch("CREATE TABLE mine (a); INSERT INTO mine VALUES (1);").unwrap();
    drop(other);
    assert!(refused(&desk, "other.sqlite").contains("a database of something else"));

    let made = ["host", "errand.ron", "--bind", "loopback", "--port", "0", "--db", "own.sqlite"];
    desk.run_with(&made, "quit\n").fine();
    let newer = rusqlite::Connection::open(desk.path().join("own.sqlite")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    assert!(refused(&desk, "own.sqlite").contains("a newer Rapport has written it"));

    desk.run_with(&made[..6], "quit\n").fine();
    let file = desk.data().join("rooms.sqlite");
    let mut bytes = fs::read(&file).unwrap();
    bytes[..16].fill(0x55);
    desk.file("torn.sqlite", bytes);
    assert!(refused(&desk, "torn.sqlite").contains("damaged, or no database"));

    let said = desk.run(&["host", "errand.ron", "--db", "."]).refused(2);
    assert!(said.contains("this is no file"), "{said}");
}

#[test]
fn a_second_host_over_the_same_file_is_told_so_and_the_first_goes_on() {
    let desk = Desk::new();
    let words =
        ["host", "errand.ron", "--bind", "loopback", "--port", "0", "--db", "shared.sqlite"];
    let mut command = desk.command(&words);
    let mut first = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut told = BufReader::new(first.stdout.take().unwrap()).lines();
    assert!(told.any(|line| line.unwrap().starts_with("Type `next`")), "the first has started");
    assert!(refused(&desk, "shared.sqlite").contains("another host has it open"));
    // At its word the first one stops: it was there all the time.
    std::io::Write::write_all(&mut first.stdin.take().unwrap(), b"quit\n").unwrap();
    assert!(told.any(|line| line.unwrap().starts_with("The host stops")));
    assert!(first.wait().unwrap().success());
}
