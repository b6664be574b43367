//! What participants ask of a room, and what that comes to.

use super::{
    ballot::{BallotId, Confidence},
    command::{ParticipantCommand, Refusal},
    event::RoomEvent,
    identity::ParticipantId,
    name::{clean_name, clean_remark, clean_words, distinct},
    participants::Participant,
    phase::{DecisionStage, RoomPhase},
    setup::{BranchRule, RoomMode},
    state::TrainingRoom,
};
use crate::coach::Feeling;

/// As many people as a room holds.
const MOST_PEOPLE: usize = 500;

impl TrainingRoom {
    /// Lets somebody in, with the SHA-256 of their resume token.
    ///
    /// # Errors
    /// [`Refusal`] where the room is locked, full or over, or the name cannot be shown.
    pub fn join(&self, name: &str, token: &str) -> Result<RoomEvent, Refusal> {
        if self.phase == RoomPhase::Ended {
            return Err(Refusal::NotNow("this session is over"));
        }
        if self.locked {
            return Err(Refusal::RoomLocked);
        }
        if self.participants.len() >= MOST_PEOPLE {
            return Err(Refusal::RoomFull(MOST_PEOPLE));
        }
        let id = u32::try_from(self.participants.len()).unwrap_or(u32::MAX);
        let participant = ParticipantId(id);
        let name = self.free_name(name, participant)?;
        Ok(RoomEvent::Joined { participant, name, token: token.to_owned() })
    }

    /// A cleaned name that nobody else here has.
    pub(super) fn free_name(&self, name: &str, of: ParticipantId) -> Result<String, Refusal> {
        let others = self.participants.iter().filter(|one| one.id != of && !one.kicked);
        let taken: Vec<&str> = others.map(|one| one.name.as_str()).collect();
        Ok(distinct(clean_name(name)?, &taken))
    }

    /// What a participant's command comes to: the events that are to be kept and applied. None of them: it is so
    /// already, and the command may be acknowledged.
    ///
    /// `message` is the number of the message that brought it; of two that say different things about the same, the
    /// higher one holds, whatever the order in which they come.
    ///
    /// # Errors
    /// [`Refusal`]; nothing is to change then.
    pub fn participant(
        &self,
        id: ParticipantId,
        message: u64,
        command: &ParticipantCommand,
    ) -> Result<Vec<RoomEvent>, Refusal> {
        let one = self.get(id).ok_or(Refusal::NobodyThere)?;
        if one.kicked {
            return Err(Refusal::Kicked);
        }
        match command {
            ParticipantCommand::Vote { ballot, choice, confidence } => {
                self.vote(one, message, *ballot, choice, *confidence)
            }
            ParticipantCommand::Choose { step, choice, own_words } => {
                self.choose(one, *step, choice, own_words.as_deref())
            }
            ParticipantCommand::Observe { skill, level, quote } => {
                self.observe(one, message, skill, *level, quote)
            }
            ParticipantCommand::Feel { feeling } => self.feel(one, message, feeling),
            ParticipantCommand::Commit { text } => self.commit(one, message, text),
        }
    }

    fn vote(
        &self,
        one: &Participant,
        message: u64,
        id: BallotId,
        choice: &str,
        confidence: Option<Confidence>,
    ) -> Result<Vec<RoomEvent>, Refusal> {
        let ballot = self.ballot().filter(|ballot| ballot.id == id).ok_or(Refusal::OtherBallot)?;
        let confidence = confidence.filter(|_| self.setup.rules.asks_confidence);
        if let Some(kept) = ballot.votes.get(&one.id) {
            if kept.choice == choice && kept.confidence == confidence {
                return Ok(Vec::new());
            }
            if message <= kept.message {
                return Err(Refusal::Superseded);
            }
        }
        if self.phase != RoomPhase::Decision(DecisionStage::Open) || !ballot.open {
            return Err(Refusal::VoteClosed);
        }
        if self.is_paused() {
            return Err(Refusal::NotNow("the trainer has stopped the clock; wait a moment"));
        }
        if !self.session.offers(choice) {
            return Err(Refusal::NotOnOffer(choice.chars().take(80).collect()));
        }
        Ok(vec![RoomEvent::VoteCast {
            ballot: id,
            participant: one.id,
            choice: choice.to_owned(),
            confidence,
            message,
        }])
    }

    fn choose(
        &self,
        one: &Participant,
        step: u32,
        choice: &str,
        own_words: Option<&str>,
    ) -> Result<Vec<RoomEvent>, Refusal> {
        if self.setup.mode == RoomMode::HotSeat {
            if self.hot_seat != Some(one.id) {
                return Err(Refusal::NotNow("somebody else has the hot seat"));
            }
            return self.hot_choice(step, choice);
        }
        if self.phase != RoomPhase::Play {
            return Err(Refusal::NotNow("the trainer has gathered the room; your play waits"));
        }
        if self.is_paused() {
            return Err(Refusal::NotNow("the trainer has stopped the clock; wait a moment"));
        }
        let solo = one.solo().ok_or(Refusal::NotNow("nobody plays alone here"))?;
        let decisions = solo.session.decisions();
        let at = usize::try_from(step).unwrap_or(usize::MAX);
        if let Some(decided) = decisions.get(at) {
            let is_same = *decided.choice_id == *choice;
            return if is_same { Ok(Vec::new()) } else { Err(Refusal::AlreadyDecided) };
        }
        if at != decisions.len() {
            return Err(Refusal::NotNow("a choice before this one is missing; look at the screen"));
        }
        if !solo.session.offers(choice) {
            return Err(Refusal::NotOnOffer(choice.chars().take(80).collect()));
        }
        let own_words = own_words.map(clean_remark).transpose()?.filter(|words| !words.is_empty());
        Ok(vec![RoomEvent::SoloChose {
            participant: one.id,
            step,
            choice: choice.to_owned(),
            own_words,
        }])
    }

    /// The hot seat's choice, on a phone or at the big screen.
    pub(super) fn hot_choice(&self, step: u32, choice: &str) -> Result<Vec<RoomEvent>, Refusal> {
        let decisions = self.session.decisions();
        let at = usize::try_from(step).unwrap_or(usize::MAX);
        if let Some(decided) = decisions.get(at) {
            let is_same = *decided.choice_id == *choice;
            return if is_same { Ok(Vec::new()) } else { Err(Refusal::AlreadyDecided) };
        }
        if self.phase != RoomPhase::Play || self.is_paused() {
            return Err(Refusal::NotNow("the hot seat waits for the trainer"));
        }
        if !self.session.offers(choice) {
            return Err(Refusal::NotOnOffer(choice.chars().take(80).collect()));
        }
        let by = BranchRule::TrainersPick;
        Ok(vec![RoomEvent::Branched { choice: choice.to_owned(), by }])
    }

    fn observe(
        &self,
        one: &Participant,
        message: u64,
        skill: &str,
        level: u8,
        quote: &str,
    ) -> Result<Vec<RoomEvent>, Refusal> {
        if self.setup.mode != RoomMode::HotSeat || self.hot_seat == Some(one.id) {
            return Err(Refusal::NotNow("skills are scored by those who watch a hot seat"));
        }
        if !matches!(self.phase, RoomPhase::Play | RoomPhase::Branch | RoomPhase::Debrief(_)) {
            return Err(Refusal::NotNow("there is nothing to score yet"));
        }
        if !self.scenario.trains.iter().any(|id| *self.scenario.skill(*id).id == *skill) {
            return Err(Refusal::Unknown("skill"));
        }
        if !(1..=4).contains(&level) {
            return Err(Refusal::Unknown("level: they are 1 to 4"));
        }
        let (at, quote) = (self.forks.here(), clean_remark(quote)?);
        if let Some(kept) = self.observations.get(&(one.id, at, skill.to_owned())) {
            if kept.level == level && kept.quote == quote {
                return Ok(Vec::new());
            }
            if message <= kept.message {
                return Err(Refusal::Superseded);
            }
        }
        let (participant, skill) = (one.id, skill.to_owned());
        Ok(vec![RoomEvent::Observed { participant, at, skill, level, quote, message }])
    }

    fn feel(
        &self,
        one: &Participant,
        message: u64,
        feeling: &str,
    ) -> Result<Vec<RoomEvent>, Refusal> {
        self.is_debrief()?;
        let feeling = Feeling::of_id(feeling).ok_or(Refusal::Unknown("feeling"))?.id().to_owned();
        match &one.feeling {
            Some((kept, _)) if *kept == feeling => Ok(Vec::new()),
            Some((_, before)) if message <= *before => Err(Refusal::Superseded),
            _ => Ok(vec![RoomEvent::Felt { participant: one.id, feeling, message }]),
        }
    }

    fn commit(
        &self,
        one: &Participant,
        message: u64,
        text: &str,
    ) -> Result<Vec<RoomEvent>, Refusal> {
        self.is_debrief()?;
        let text = clean_words(text)?;
        match &one.commitment {
            Some((kept, _)) if *kept == text => Ok(Vec::new()),
            Some((_, before)) if message <= *before => Err(Refusal::Superseded),
            _ => Ok(vec![RoomEvent::Committed { participant: one.id, text, message }]),
        }
    }

    fn is_debrief(&self) -> Result<(), Refusal> {
        let is_it = matches!(self.phase, RoomPhase::Debrief(_) | RoomPhase::Ended);
        is_it.then_some(()).ok_or(Refusal::NotNow("this comes in the debrief"))
    }
}
