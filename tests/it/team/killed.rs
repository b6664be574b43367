//! The host is killed at any moment of a vote: no acknowledged vote is lost, and none counts twice.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use rapport::team::{
    room::{BallotId, TrainerCommand},
    wire::{ToTrainer, WireRoomPhase},
};
use tokio::{
    sync::{Barrier, mpsc},
    task::JoinSet,
};

use super::{
    phones::{PATIENCE, Phone, Trainer, join, next},
    process::HostProcess,
};

const PHONES: usize = 50;

/// Starts the host; with a scenario it opens a room.
fn start(folder: &Path, port: u16, scenario: Option<&Path>) -> HostProcess {
    let port = port.to_string();
    let mut words: Vec<&OsStr> = vec!["--data-dir".as_ref(), folder.as_os_str()];
    words.extend(["host", "--bind", "loopback", "--port", &port].map(OsStr::new));
    if let Some(scenario) = scenario {
        words.push(scenario.as_os_str());
        words.extend(["--one-vote", "--seed", "7"].map(OsStr::new));
    }
    HostProcess::start(&words)
}

/// Votes again and again until the line breaks: what was acknowledged last, and the message that was not.
pub(super) async fn votes_until_cut(
    port: u16,
    token: String,
    number: usize,
    (all_there, done): (Arc<Barrier>, mpsc::UnboundedSender<()>),
) -> (Option<String>, Option<String>) {
    let mut phone = Phone::hello(port, &token).await.unwrap();
    phone.until(|room| room.phase == WireRoomPhase::Open).await;
    all_there.wait().await;
    let mut kept = None;
    for turn in 0.. {
        let choice = ["ring", "wait"][(number + turn) % 2].to_owned();
        match phone.votes(&choice).await {
            Ok(()) => {
                kept = Some(choice);
                let _ = done.send(());
            }
            Err(why) => {
                assert_eq!(why, "hung up", "nothing else ends the vote");
                return (kept, Some(choice));
            }
        }
    }
    unreachable!("the line breaks before numbers end")
}

pub(super) fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

#[test]
fn no_acknowledged_vote_is_lost_and_none_counts_twice() {
    let kills = std::env::var("RAPPORT_HOST_KILLS").ok().and_then(|count| count.parse().ok());
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let scenario = folder.path().join("errand.ron");
        std::fs::write(&scenario, crate::cli::ERRAND).unwrap();
        let mut host = start(folder.path(), 0, Some(&scenario));
        let (port, code, secret) = (host.port, host.code.clone(), host.secret.clone());
        let mut trainer = Trainer::hello(port, &secret).await.unwrap();
        // Somebody who looks on: a vote closes once all who are here have voted.
        let watcher = join(port, &code, "Watcher").ok().unwrap();
        let tokens: Vec<String> = (0..PHONES)
            .map(|number| join(port, &code, &format!("Guest {number}")).ok().unwrap())
            .collect();
        for _ in 0..2 {
            trainer.asks(TrainerCommand::Next).await.unwrap();
        }
        for kill in 0..kills.unwrap_or(3_usize) {
            trainer.asks(TrainerCommand::Vote).await.unwrap();
            let looking = Phone::hello(port, &watcher).await.unwrap();
            let all_there = Arc::new(Barrier::new(PHONES));
            let (done, mut acknowledged) = mpsc::unbounded_channel();
            let mut phones = JoinSet::new();
            for (number, token) in tokens.iter().enumerate() {
                let (token, done) = (token.clone(), (Arc::clone(&all_there), done.clone()));
                phones.spawn(
                    async move { (number, votes_until_cut(port, token, number, done).await) },
                );
            }
            // Somewhere in the flood: another place each time.
            for _ in 0..=(kill * 37) % 211 {
                acknowledged.recv().await.unwrap();
            }
            drop(host);
            drop(looking);
            let mut told = vec![(None, None); PHONES];
            while let Some(one) = phones.join_next().await {
                let (number, votes) = one.unwrap();
                told[number] = votes;
            }
            host = start(folder.path(), port, None);
            assert_eq!(host.code, code, "the same room, at the same port");
            for (number, token) in tokens.iter().enumerate() {
                let phone = Phone::hello(port, token).await.unwrap();
                let there = phone.mine.vote.map(|vote| vote.choice);
                let (kept, unknown) = &told[number];
                assert!(
                    there == *kept || there == *unknown,
                    "kill {kill}, phone {number}: {there:?} is there; acknowledged was {kept:?}, and on its way {unknown:?}"
                );
            }
            trainer = Trainer::hello(port, &secret).await.unwrap();
            trainer.asks(TrainerCommand::Reveal).await.unwrap();
            let counted = loop {
                if let Some(ToTrainer::Board { board }) = next(&mut trainer.socket).await
                    && let Some(reveal) = board.room.reveal
                {
                    break reveal.total;
                }
            };
            let voted = told.iter().filter(|(kept, _)| kept.is_some()).count();
            assert!((voted..=PHONES).contains(&usize::try_from(counted).unwrap()), "{counted}");
        }
    });
}

#[test]
fn a_line_that_is_cut_at_any_message_costs_nothing() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let scenario = folder.path().join("errand.ron");
        std::fs::write(&scenario, crate::cli::ERRAND).unwrap();
        let host = start(folder.path(), 0, Some(&scenario));
        let mut trainer = Trainer::hello(host.port, &host.secret).await.unwrap();
        let token = join(host.port, &host.code, "Ada").ok().unwrap();
        // Somebody who looks on: a vote closes once all who are here have voted.
        let watcher = join(host.port, &host.code, "Watcher").ok().unwrap();
        let _looking = Phone::hello(host.port, &watcher).await.unwrap();
        for _ in 0..3 {
            trainer.asks(TrainerCommand::Next).await.unwrap();
        }
        for cut in 0..12 {
            let mut phone = Phone::hello(host.port, &token).await.unwrap();
            assert_eq!(phone.mine.name, "Ada");
            let message = phone.mine.message + 1;
            let ballot = phone.room.ballot.as_ref().map_or(BallotId(0), |ballot| ballot.id);
            let choice = ["ring", "wait"][cut % 2].to_owned();
            let vote = rapport::team::room::ParticipantCommand::Vote {
                ballot,
                choice: choice.clone(),
                confidence: None,
            };
            phone.send(message, vote.clone()).await;
            for _ in 0..cut % 3 {
                let _ = phone.hear().await;
            }
            drop(phone);
            let mut phone = Phone::hello(host.port, &token).await.unwrap();
            phone.send(message, vote).await;
            assert_eq!(phone.outcome(message).await, Ok(()), "sent again, it is kept once");
            while phone.mine.vote.as_ref().is_none_or(|vote| vote.choice != choice) {
                phone.hear().await.expect("what is kept is shown");
            }
        }
        trainer.asks(TrainerCommand::Reveal).await.unwrap();
        let mut phone = Phone::hello(host.port, &token).await.unwrap();
        phone.until(|room| room.reveal.is_some()).await;
        assert_eq!(phone.room.reveal.as_ref().unwrap().total, 1);
    });
}

#[test]
fn a_full_disk_is_told_and_nothing_is_acknowledged_until_there_is_room() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let scenario = folder.path().join("errand.ron");
        std::fs::write(&scenario, crate::cli::ERRAND).unwrap();
        // No file may grow past this: what a full disk does, with room at its beginning.
        let line = format!(
            "ulimit -S -f 256; trap '' XFSZ; exec \"$0\" --data-dir {:?} host {:?} --bind loopback --port 0 --one-vote",
            folder.path(),
            scenario
        );
        let mut child = Command::new("sh")
            .args(["-c", &line, env!("CARGO_BIN_EXE_rapport")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut warned = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut told = BufReader::new(child.stdout.take().unwrap());
        let (mut words, mut port, mut code) = (String::new(), 0, String::new());
        while code.is_empty() {
            words.clear();
            assert!(told.read_line(&mut words).unwrap() > 0, "the host does not start");
            if let Some((at, _)) = words.trim().split_once("/trainer#") {
                port = at.rsplit(':').next().unwrap().parse().unwrap();
            }
            if let Some((found, _)) =
                words.strip_prefix("Code ").and_then(|rest| rest.split_once(' '))
            {
                found.clone_into(&mut code);
            }
        }
        std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
        let mut joined = 0;
        let refused = loop {
            assert!(joined < 500, "the disk is never full");
            match join(port, &code, &format!("Guest {joined}")) {
                Ok(_) => joined += 1,
                Err(answer) => break answer,
            }
        };
        assert_eq!(refused.status, 503, "{}", refused.body);
        assert!(refused.body.contains("could not keep"), "{}", refused.body);
        let warning = warned.next().unwrap().unwrap();
        assert!(warning.contains("rooms.sqlite: ") && warning.contains("kept"), "{warning}");
        let pid = child.id().to_string();
        let roomy = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status();
        assert!(roomy.unwrap().success());
        let begun = std::time::Instant::now();
        while let Err(answer) = join(port, &code, "Late") {
            assert!(begun.elapsed() < PATIENCE, "it goes on with room again: {}", answer.body);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let host = start(folder.path(), port, None);
        let again = join(host.port, &code, "Later");
        assert!(again.is_ok(), "nobody is lost");
        let phone = Phone::hello(host.port, &again.ok().unwrap()).await;
        let present = phone.map(|phone| phone.room.present);
        assert!(present.is_ok_and(|present| usize::try_from(present).unwrap() == joined + 2));
    });
}
