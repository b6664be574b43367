//! The host is killed at any moment of a vote: no acknowledged vote is lost, and none counts twice.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use rapport::team::{
    room::{BallotId, TrainerCommand},
    wire::{ToTrainer, WireRoomPhase},
};
use tokio::{sync::mpsc, task::JoinSet};

use super::phones::{Phone, Trainer, join, next};

const PHONES: usize = 50;

/// The real program.
struct Process {
    child: Child,
    port: u16,
    code: String,
    secret: String,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the host; with a scenario it opens a room.
fn start(folder: &Path, port: u16, scenario: Option<&Path>) -> Process {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
    command.args(["--data-dir", folder.to_str().unwrap(), "host", "--bind", "loopback"]);
    command.args(["--port", &port.to_string()]);
    if let Some(scenario) = scenario {
        command.arg(scenario).args(["--one-vote", "--seed", "7"]);
    }
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap());
    let mut process = Process { child, port, code: String::new(), secret: String::new() };
    let mut line = String::new();
    while !line.starts_with("Type `next`") {
        line.clear();
        assert!(told.read_line(&mut line).unwrap() > 0, "the host does not start");
        if let Some((at, secret)) = line.trim().split_once("/trainer#") {
            secret.clone_into(&mut process.secret);
            process.port = at.rsplit(':').next().unwrap().parse().unwrap();
        }
        if let Some((code, _)) = line.strip_prefix("Code ").and_then(|rest| rest.split_once(' ')) {
            code.clone_into(&mut process.code);
        }
    }
    // What is told afterwards is read, so that the host never waits for it.
    std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
    process
}

/// Votes again and again until the line breaks: what was acknowledged last, and the message that was not.
async fn votes_until_cut(
    port: u16,
    token: String,
    number: usize,
    done: mpsc::UnboundedSender<()>,
) -> (Option<String>, Option<String>) {
    let mut phone = Phone::hello(port, &token).await.unwrap();
    phone.until(|room| room.phase == WireRoomPhase::Open).await;
    let mut kept = None;
    for turn in 0.. {
        let choice = ["ring", "wait"][(number + turn) % 2].to_owned();
        match phone.votes(&choice).await {
            Ok(()) => {
                kept = Some(choice);
                let _ = done.send(());
            }
            Err(_) => return (kept, Some(choice)),
        }
    }
    unreachable!("the line breaks before numbers end")
}

fn run(test: impl Future<Output = ()>) {
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
        let tokens: Vec<String> = (0..PHONES)
            .map(|number| join(port, &code, &format!("Guest {number}")).ok().unwrap())
            .collect();
        for _ in 0..2 {
            trainer.asks(TrainerCommand::Next).await.unwrap();
        }
        // Somebody who never votes, so that no vote closes by itself.
        let silent = join(port, &code, "Silent").ok().unwrap();
        for kill in 0..kills.unwrap_or(3_usize) {
            let _silent = Phone::hello(port, &silent).await.unwrap();
            trainer.asks(TrainerCommand::Vote).await.unwrap();
            let (done, mut acknowledged) = mpsc::unbounded_channel();
            let mut phones = JoinSet::new();
            for (number, token) in tokens.iter().enumerate() {
                let (token, done) = (token.clone(), done.clone());
                phones.spawn(
                    async move { (number, votes_until_cut(port, token, number, done).await) },
                );
            }
            // Somewhere in the flood: another place each time.
            for _ in 0..=(kill * 37) % 211 {
                acknowledged.recv().await.unwrap();
            }
            drop(host);
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
        for _ in 0..3 {
            trainer.asks(TrainerCommand::Next).await.unwrap();
        }
        let silent = join(host.port, &host.code, "Silent").ok().unwrap();
        let _silent = Phone::hello(host.port, &silent).await.unwrap();
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
            assert!(phone.mine.vote.is_none_or(|vote| vote.choice == choice));
        }
        trainer.asks(TrainerCommand::Reveal).await.unwrap();
        let mut phone = Phone::hello(host.port, &token).await.unwrap();
        phone.until(|room| room.reveal.is_some()).await;
        assert_eq!(phone.room.reveal.as_ref().unwrap().total, 1);
    });
}
