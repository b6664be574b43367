//! `kill -9` at any moment loses nothing that was on screen.

use std::{
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rapport::store::Records;

use super::{Desk, walker::Walker};

/// How often the play is killed, unless the variable asks for more: a kill falls anywhere, so more find more.
const ROUNDS: u32 = 48;

/// Before a play comes to its end, the next one begins.
const LONGEST: usize = 150;

/// The words of each choice, with its id.
const DOORS: [(&str, &str); 3] = [("Left.", "left"), ("Right.", "right"), ("Straight on.", "on")];

#[test]
fn kill_at_any_moment_loses_nothing_that_was_answered() {
    let desk = Desk::new();
    let mut dice = Dice::new();
    // What must be in the records, because its answer was seen or it was read from there.
    let mut kept: Vec<&str> = Vec::new();
    let rounds = std::env::var("RAPPORT_KILLS").map_or(ROUNDS, |count| count.parse().unwrap());
    let mut gone_by = 0;
    for round in 0..rounds {
        if kept.len() > LONGEST {
            std::fs::remove_dir_all(desk.data()).unwrap();
            gone_by += kept.len();
            kept.clear();
        }
        let mut walker = Walker::start(&desk, &["play", "corridor.ron", "--terminal"]);
        let mut sent = kept.clone();
        if round % 4 == 3 {
            // While it is still opening its records.
            dice.wait(20_000);
            walker.kill();
        } else {
            let mut prompt = walker.prompt();
            if !kept.is_empty() {
                walker.say("1");
                prompt = walker.prompt();
            }
            for _ in 0..=dice.roll(5) {
                let (words, id) = DOORS[dice.roll(3)];
                walker.take(&prompt, words);
                sent.push(id);
                prompt = walker.prompt();
                kept.clone_from(&sent);
            }
            let (words, id) = DOORS[dice.roll(3)];
            walker.take(&prompt, words);
            sent.push(id);
            dice.wait(2_000);
            if walker.kill().contains("> ") {
                kept.clone_from(&sent);
            }
        }
        kept = check(&desk, &kept, &sent);
    }
    let all = gone_by + kept.len();
    // Seen with --nocapture; a full run is told by it.
    println!("{rounds} kills, {all} choices kept");
    assert!(all >= usize::try_from(rounds).unwrap() / 2, "{all}");
}

/// The records hold what was answered, nothing that was not sent, and can be replayed.
#[track_caller]
fn check<'c>(desk: &Desk, kept: &[&str], sent: &[&'c str]) -> Vec<&'c str> {
    let (records, notices) = Records::open(&desk.data());
    assert_eq!(notices, []);
    let Some(attempt) = records.unfinished().unwrap() else {
        assert!(kept.is_empty());
        return Vec::new();
    };
    let decisions = records.decisions(attempt.id).unwrap();
    let found: Vec<&str> = decisions.iter().map(|one| &*one.choice.id).collect();
    assert!(found.starts_with(kept), "{found:?} lacks something of {kept:?}");
    assert!(sent.starts_with(&found), "{found:?} has something that is not in {sent:?}");
    let session = records.resume(attempt.id).unwrap();
    assert_eq!(session.decisions().len(), found.len());
    sent[..found.len()].to_vec()
}

/// Chance that differs from run to run.
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        Self(u64::from(now.subsec_nanos()) | 1)
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    /// Lets a moment pass: the kill must fall anywhere, not at an event.
    fn wait(&mut self, most_micros: usize) {
        thread::sleep(Duration::from_micros(self.roll(most_micros).try_into().unwrap()));
    }
}
