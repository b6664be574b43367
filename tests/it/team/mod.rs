//! Team training sessions: the room, its host, and what is told afterwards.

mod client;
mod faults;
mod files;
mod host;
mod killed;
mod phones;
mod process;
mod replayed;
mod report;
mod room;
mod security;
#[cfg(feature = "postgres")]
mod shared;
mod training;

use std::sync::Arc;

use rapport::{
    scenario::Scenario,
    team::{
        room::{
            BallotId, Confidence, ParticipantCommand, ParticipantId, Refusal, RoomEvent, RoomMode,
            RoomSetup, SessionRules, TrainerCommand, TrainingRoom,
        },
        wire::{Board, WireMine, WireRoom},
    },
    text::SourceFile,
};

/// A room whose log is kept in memory, with a clock that a test sets.
struct Class {
    room: TrainingRoom,
    log: Vec<(u64, RoomEvent)>,
    now: u64,
}

fn errand() -> Arc<Scenario> {
    crate::engine::scenario(&SourceFile::new("errand.ron", crate::cli::ERRAND))
}

fn setup(scenario: &Scenario, mode: RoomMode, rules: SessionRules) -> RoomSetup {
    RoomSetup {
        scenario: scenario.id.to_string(),
        hash: scenario.hash.to_string(),
        seed: 7,
        forced: Vec::new(),
        mode,
        rules,
        hides_names: false,
        house: None,
    }
}

impl Class {
    fn with(mode: RoomMode, rules: SessionRules) -> Self {
        let scenario = errand();
        let setup = setup(&scenario, mode, rules);
        let now = 1_000_000;
        let (room, opened) = TrainingRoom::open(scenario, now, setup).unwrap();
        Self { room, log: vec![(now, opened)], now }
    }

    /// People who vote, present from the start, at the first decision.
    fn voting(people: u32, rules: SessionRules) -> Self {
        let mut class = Self::with(RoomMode::Vote, rules);
        for number in 0..people {
            class.arrives(&format!("Guest {number}"));
        }
        for _ in 0..3 {
            class.next();
        }
        class
    }

    fn keep(&mut self, events: &[RoomEvent]) {
        for event in events {
            self.room.apply(self.now, event);
            self.log.push((self.now, event.clone()));
        }
    }

    fn arrives(&mut self, name: &str) -> ParticipantId {
        let token = format!("token of {}", self.room.participants().len());
        let joined = self.room.join(name, &token).unwrap();
        self.keep(&[joined]);
        let id = self.room.by_token(&token).unwrap();
        self.room.set_present(id, true);
        id
    }

    fn tries(&mut self, command: &TrainerCommand) -> Result<(), Refusal> {
        let events = self.room.trainer(self.now, command)?;
        self.keep(&events);
        Ok(())
    }

    fn trainer(&mut self, command: &TrainerCommand) {
        self.tries(command).unwrap();
    }

    fn next(&mut self) {
        self.trainer(&TrainerCommand::Next);
    }

    fn sends(
        &mut self,
        who: u32,
        message: u64,
        command: &ParticipantCommand,
    ) -> Result<usize, Refusal> {
        let events = self.room.participant(ParticipantId(who), message, command)?;
        self.keep(&events);
        Ok(events.len())
    }

    fn votes(&mut self, who: u32, message: u64, choice: &str) -> Result<usize, Refusal> {
        let ballot = self.room.ballot().map_or(BallotId(99), |ballot| ballot.id);
        let confidence = Confidence::new(2);
        let vote = ParticipantCommand::Vote { ballot, choice: choice.to_owned(), confidence };
        self.sends(who, message, &vote)
    }

    fn tick(&mut self) {
        let due = self.room.tick(self.now);
        self.keep(&due);
    }

    fn shown(&self) -> WireRoom {
        WireRoom::of(&self.room, self.now, None)
    }

    fn mine(&self, who: u32) -> WireMine {
        WireMine::of(&self.room, ParticipantId(who), None).unwrap()
    }

    fn board(&self) -> Board {
        Board::of(&self.room, self.now, None)
    }

    /// The room that its log tells of, with the same phones connected.
    fn rebuilt(&self) -> TrainingRoom {
        let mut room = TrainingRoom::rebuild(errand(), &self.log).unwrap();
        for one in self.room.participants() {
            room.set_present(one.id, one.present);
        }
        room
    }
}
