//! What an event changes.

use std::collections::BTreeMap;

use super::{
    ballot::{Ballot, BallotId, CastVote},
    event::RoomEvent,
    forks::ForkNodeId,
    identity::ParticipantId,
    participants::{Observation, Participant, SoloPlay},
    phase::{DecisionStage, RoomPhase},
    setup::{BranchRule, RoomMode},
    state::{Countdown, TrainingRoom},
};

impl TrainingRoom {
    /// Applies an event that happened at a time. It never fails: what does not fit changes nothing.
    pub fn apply(&mut self, at: u64, event: &RoomEvent) {
        self.seq += 1;
        self.last_at = at;
        match event {
            RoomEvent::Opened { .. } => {}
            RoomEvent::Joined { participant, name, token } => {
                self.seat(*participant, name.clone(), token.clone());
            }
            RoomEvent::Renamed { participant, name } => {
                if let Some(one) = self.participant_mut(*participant) {
                    one.name.clone_from(name);
                }
            }
            RoomEvent::Kicked { participant } => self.show_out(*participant),
            RoomEvent::Locked { locked } => self.locked = *locked,
            RoomEvent::NamesHidden { hidden } => self.hides_names = *hidden,
            RoomEvent::BriefingOpened => self.enter(RoomPhase::Briefing, None),
            RoomEvent::StoryShown => self.enter(RoomPhase::Branch, None),
            RoomEvent::VoteOpened { ballot, attempt, deadline } => {
                self.open_ballot(*ballot, *attempt, *deadline);
            }
            RoomEvent::VoteCast { ballot, participant, choice, confidence, message } => {
                let (choice, confidence) = (choice.clone(), *confidence);
                let vote = CastVote { choice, confidence, message: *message };
                self.cast(*ballot, *participant, vote);
            }
            RoomEvent::CardsCounted { ballot, cards } => {
                if let Some(ballot) = self.ballots.iter_mut().rev().find(|one| one.id == *ballot) {
                    ballot.cards = cards.iter().cloned().collect();
                }
            }
            RoomEvent::DeadlineSet { deadline } | RoomEvent::Resumed { deadline } => {
                self.set_deadline(*deadline);
            }
            RoomEvent::Paused => self.countdown = Countdown::Stopped(self.left(at)),
            RoomEvent::VoteClosed => {
                self.close();
                self.enter(RoomPhase::Decision(DecisionStage::Closed), None);
            }
            RoomEvent::Revealed => self.reveal(),
            RoomEvent::DiscussionOpened { deadline } => {
                self.close();
                self.enter(RoomPhase::Discussion, *deadline);
            }
            RoomEvent::Branched { choice, by } => self.branch(choice, *by),
            RoomEvent::ForkReturned { to } => {
                self.close();
                self.forks.go_to(*to);
                self.arrive();
            }
            RoomEvent::Gathered { line } => self.gather_at(line),
            RoomEvent::PlayOpened => {
                self.close();
                self.enter(RoomPhase::Play, None);
                self.let_everyone_play();
            }
            RoomEvent::SoloChose { participant, step, choice, own_words } => {
                self.solo_choice(*participant, *step, choice, own_words.clone());
            }
            RoomEvent::HotSeatGiven { participant } => self.hot_seat = *participant,
            RoomEvent::Observed { participant, at, skill, level, quote, message } => {
                let key = (*participant, *at, skill.clone());
                let seen = Observation { level: *level, quote: quote.clone(), message: *message };
                self.observations.insert(key, seen);
                self.heard_from(*participant, *message);
            }
            RoomEvent::DebriefOpened { part, deadline } => {
                self.close();
                self.enter(RoomPhase::Debrief(*part), *deadline);
            }
            RoomEvent::Felt { participant, feeling, message } => {
                if let Some(one) = self.participant_mut(*participant) {
                    one.feeling = Some((feeling.clone(), *message));
                }
                self.heard_from(*participant, *message);
            }
            RoomEvent::Committed { participant, text, message } => {
                if let Some(one) = self.participant_mut(*participant) {
                    one.commitment = Some((text.clone(), *message));
                }
                self.heard_from(*participant, *message);
            }
            RoomEvent::RemoteGiven { token } => self.remote.clone_from(token),
            RoomEvent::Ended => {
                self.close();
                self.remote = None;
                self.enter(RoomPhase::Ended, None);
            }
        }
    }

    fn open_ballot(&mut self, id: BallotId, attempt: u8, deadline: Option<u64>) {
        self.close();
        self.ballots.push(Ballot {
            id,
            at: self.forks.here(),
            attempt,
            votes: BTreeMap::new(),
            cards: BTreeMap::new(),
            open: true,
            revealed: false,
        });
        self.enter(RoomPhase::Decision(DecisionStage::Open), deadline);
    }

    fn cast(&mut self, ballot: BallotId, participant: ParticipantId, vote: CastVote) {
        self.heard_from(participant, vote.message);
        if let Some(ballot) = self.ballots.iter_mut().rev().find(|one| one.id == ballot) {
            ballot.votes.insert(participant, vote);
        }
    }

    fn set_deadline(&mut self, deadline: Option<u64>) {
        self.countdown = Countdown::Until(deadline);
    }

    fn reveal(&mut self) {
        self.close();
        if let Some(ballot) = self.ballots.last_mut() {
            ballot.revealed = true;
        }
        self.enter(RoomPhase::Decision(DecisionStage::Revealed), None);
    }

    fn gather_at(&mut self, line: &[String]) {
        self.close();
        self.forks.go_to(ForkNodeId(0));
        for choice in line {
            self.forks.take(choice, BranchRule::TrainersPick);
        }
        self.arrive();
    }

    fn enter(&mut self, phase: RoomPhase, deadline: Option<u64>) {
        self.phase = phase;
        self.countdown = Countdown::Until(deadline);
    }

    fn close(&mut self) {
        if let Some(ballot) = self.ballots.last_mut() {
            ballot.open = false;
        }
    }

    fn seat(&mut self, id: ParticipantId, name: String, token: String) {
        if usize::try_from(id.0) != Ok(self.participants.len()) {
            return;
        }
        let mut one = Participant::new(id, name, token);
        if self.plays_alone() {
            one.solo = Some(self.first_solo());
        }
        self.participants.push(one);
    }

    fn show_out(&mut self, id: ParticipantId) {
        if let Some(one) = self.participant_mut(id) {
            one.kicked = true;
        }
        if let Some(ballot) = self.ballots.last_mut().filter(|ballot| ballot.open) {
            ballot.votes.remove(&id);
        }
        if self.hot_seat == Some(id) {
            self.hot_seat = None;
        }
    }

    fn heard_from(&mut self, id: ParticipantId, message: u64) {
        if let Some(one) = self.participant_mut(id) {
            one.message = one.message.max(message);
        }
    }

    fn branch(&mut self, choice: &str, by: BranchRule) {
        self.close();
        if self.session.choose(choice).is_err() {
            return;
        }
        self.forks.take(choice, by);
        self.since = self.ballots.len();
        let phase = if self.setup.mode == RoomMode::HotSeat && self.phase == RoomPhase::Play {
            RoomPhase::Play
        } else {
            RoomPhase::Branch
        };
        self.enter(phase, None);
    }

    /// Takes the room's line to where the fork map says that it is.
    fn arrive(&mut self) {
        let line = self.forks.line_to(self.forks.here());
        self.session = self.along(&line);
        self.since = self.ballots.len();
        self.enter(RoomPhase::Branch, None);
    }

    /// Whether everyone plays alone here, now or after the room was gathered.
    fn plays_alone(&self) -> bool {
        self.setup.mode == RoomMode::SoloTogether
            && !matches!(self.phase, RoomPhase::Lobby | RoomPhase::Briefing)
    }

    fn first_solo(&self) -> SoloPlay {
        SoloPlay { session: self.session.rewound_to(0), own_words: Vec::new() }
    }

    fn let_everyone_play(&mut self) {
        if self.setup.mode != RoomMode::SoloTogether {
            return;
        }
        let first = self.first_solo();
        for one in &mut self.participants {
            one.solo.get_or_insert_with(|| first.clone());
        }
    }

    fn solo_choice(
        &mut self,
        id: ParticipantId,
        step: u32,
        choice: &str,
        own_words: Option<String>,
    ) {
        let Some(solo) = self.participant_mut(id).and_then(|one| one.solo.as_mut()) else { return };
        if u32::try_from(solo.session.decisions().len()) == Ok(step)
            && solo.session.choose(choice).is_ok()
        {
            solo.own_words.push(own_words);
        }
    }
}
