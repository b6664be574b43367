//! A session tried alone: imaginary people join, vote, play and feel. No network, and nothing is kept.

use std::time::{Duration, Instant};

use crate::{
    coach::Feeling,
    engine::Session,
    store::Ready,
    team::{
        room::{
            Confidence, DecisionStage, HouseRules, ParticipantCommand, ParticipantId, RoomEvent,
            RoomMode, RoomPhase, RoomSetup, TrainerCommand, TrainingRoom,
        },
        wire::Board,
    },
    ui::TeamPlan,
};

/// Those who take part; they are made up.
const PEOPLE: [&str; 12] =
    ["Ana", "Ben", "Chidi", "Dora", "Emre", "Fay", "Goran", "Hana", "Ines", "Jan", "Kofi", "Lena"];
/// How often they do something.
const BEAT: Duration = Duration::from_millis(700);

/// A room without a host.
pub(super) struct Rehearsal {
    room: TrainingRoom,
    since: Instant,
    beats: u64,
    dice: u64,
    messages: u64,
}

impl Rehearsal {
    /// Opens a room.
    pub(super) fn open(
        ready: &Ready,
        plan: &TeamPlan,
        seed: u32,
        house: Option<HouseRules>,
    ) -> Result<Self, String> {
        let scenario = &ready.scenario;
        let setup = RoomSetup {
            scenario: scenario.id.to_string(),
            hash: scenario.hash.to_string(),
            seed,
            forced: Vec::new(),
            mode: plan.mode,
            rules: plan.rules.clone(),
            hides_names: plan.hides_names,
            house,
        };
        let (room, _) = TrainingRoom::open(scenario.clone(), 0, setup)
            .map_err(|error| format!("This session cannot be opened: {error}."))?;
        let dice = u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        Ok(Self { room, since: Instant::now(), beats: 0, dice, messages: 0 })
    }

    /// Milliseconds since the room was opened.
    fn now(&self) -> u64 {
        u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// How the room stands.
    pub(super) fn board(&self) -> Board {
        Board::of(&self.room, self.now(), None)
    }

    /// Does what the trainer asks.
    pub(super) fn ask(&mut self, command: &TrainerCommand) -> Result<(), String> {
        let events = self.room.trainer(self.now(), command).map_err(|why| why.to_string())?;
        self.keep(&events);
        Ok(())
    }

    /// Lets time and the imaginary people do what is due; whether anything changed, and when to look again.
    pub(super) fn live(&mut self) -> (bool, Duration) {
        let mut changed = false;
        let due = self.room.tick(self.now());
        changed |= !due.is_empty();
        self.keep(&due);
        let beats = self.since.elapsed().as_millis() / BEAT.as_millis();
        let beats = u64::try_from(beats).unwrap_or(u64::MAX);
        while self.beats < beats {
            self.beats = if beats - self.beats > 8 { beats } else { self.beats + 1 };
            changed |= self.beat();
        }
        (changed, BEAT)
    }

    fn keep(&mut self, events: &[RoomEvent]) {
        let now = self.now();
        for event in events {
            self.room.apply(now, event);
        }
    }

    /// The next of them does something.
    fn beat(&mut self) -> bool {
        let there = self.room.participants().len();
        if let Some(name) = PEOPLE.get(there).filter(|_| self.room.phase() != RoomPhase::Ended) {
            let token = format!("imaginary {there}");
            let Ok(joined) = self.room.join(name, &token) else { return false };
            self.keep(&[joined]);
            if let Some(id) = self.room.by_token(&token) {
                self.room.set_present(id, true);
            }
            return true;
        }
        let mut changed = false;
        // A few at a time: a room does not answer in step.
        for _ in 0..=self.roll(2) {
            let pending =
                |one: &&crate::team::room::Participant| !one.kicked && !self.room.has_answered(one);
            let waiting: Vec<ParticipantId> =
                self.room.participants().iter().filter(pending).map(|one| one.id).collect();
            let count = u64::try_from(waiting.len()).unwrap_or(0);
            let Some(at) = count.checked_sub(1).map(|last| self.roll(last)) else { break };
            let Some(&who) = usize::try_from(at).ok().and_then(|at| waiting.get(at)) else { break };
            let Some(command) = self.wish(who) else { break };
            self.messages += 1;
            if let Ok(events) = self.room.participant(who, self.messages, &command) {
                changed |= !events.is_empty();
                self.keep(&events);
            }
        }
        changed
    }

    /// What one of them would like to do now.
    fn wish(&mut self, who: ParticipantId) -> Option<ParticipantCommand> {
        match self.room.phase() {
            RoomPhase::Decision(DecisionStage::Open) => {
                let ballot = self.room.ballot()?;
                let (id, again) = (ballot.id, ballot.attempt > 1);
                let choice = self.choice(&self.room.session().clone(), again)?;
                let level = u8::try_from(self.roll(2)).unwrap_or(0) + 1;
                Some(ParticipantCommand::Vote {
                    ballot: id,
                    choice,
                    confidence: Confidence::new(level),
                })
            }
            RoomPhase::Play if self.room.setup().mode == RoomMode::SoloTogether => {
                let session = self.room.solo(who)?.session.clone();
                let step = u32::try_from(session.decisions().len()).ok()?;
                let choice = self.choice(&session, false)?;
                Some(ParticipantCommand::Choose { step, choice, own_words: None })
            }
            RoomPhase::Debrief(_) => {
                let at = usize::try_from(self.roll(4)).unwrap_or(0);
                let feeling = Feeling::ALL.get(at)?.id().to_owned();
                Some(ParticipantCommand::Feel { feeling })
            }
            _ => None,
        }
    }

    /// One of the choices, the earlier ones a little more often; after talking, more often the first.
    fn choice(&mut self, session: &Session, again: bool) -> Option<String> {
        let offered = &session.seen().offered;
        let last = u64::try_from(offered.len()).ok()?.checked_sub(1)?;
        let tries = if again { 3 } else { 2 };
        let at = (0..tries).map(|_| self.roll(last)).min().unwrap_or(0);
        let offer = offered.get(usize::try_from(at).ok()?)?;
        Some(offer.least_answer())
    }

    /// A number from 0 to that one.
    fn roll(&mut self, last: u64) -> u64 {
        // xorshift64: enough for people who do not exist.
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        (self.dice >> 11) % (last + 1)
    }
}
