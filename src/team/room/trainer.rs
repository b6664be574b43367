//! What the trainer asks of a room, and what that comes to.

use super::{
    ballot::BallotId,
    command::{Refusal, TrainerCommand},
    event::RoomEvent,
    identity::ParticipantId,
    phase::{DecisionStage, RoomPhase},
    setup::{BranchRule, RoomMode},
    state::{Countdown, TrainingRoom},
};
use crate::{
    engine::{Chance, Seeded},
    team::script::SCRIPT,
};

/// How many parts the debrief's script has: reactions, description, analysis, summary.
pub(crate) const PARTS: u8 = 4;
/// The longest time that can be given, in seconds: an hour.
const LONGEST: u32 = 3600;
/// As many cards as can be counted for one choice.
const MOST_CARDS: u32 = 1000;

impl TrainingRoom {
    /// What a command of the trainer comes to: the events that are to be kept and applied. None of them: it is so
    /// already.
    ///
    /// # Errors
    /// [`Refusal`], with what can be done instead; nothing is to change then.
    pub fn trainer(&self, now: u64, command: &TrainerCommand) -> Result<Vec<RoomEvent>, Refusal> {
        if self.phase == RoomPhase::Ended {
            return Err(Refusal::NotNow("this session is over"));
        }
        match command {
            TrainerCommand::Next => self.next(now),
            TrainerCommand::Back => self.back(now),
            TrainerCommand::Pause if self.is_paused() => Ok(Vec::new()),
            TrainerCommand::Pause => Ok(vec![RoomEvent::Paused]),
            TrainerCommand::Resume => match self.countdown {
                Countdown::Until(_) => Ok(Vec::new()),
                Countdown::Stopped(left) => {
                    let deadline = left.map(|left| now.saturating_add(left));
                    Ok(vec![RoomEvent::Resumed { deadline }])
                }
            },
            TrainerCommand::Extend { seconds } => self.extend(now, *seconds),
            TrainerCommand::NoDeadline => {
                self.has_clock()?;
                Ok(vec![RoomEvent::DeadlineSet { deadline: None }])
            }
            TrainerCommand::Close => match self.phase {
                RoomPhase::Decision(DecisionStage::Open) => Ok(vec![RoomEvent::VoteClosed]),
                RoomPhase::Decision(_) => Ok(Vec::new()),
                _ => Err(Refusal::NotNow("no vote is open")),
            },
            TrainerCommand::Reveal => match self.phase {
                RoomPhase::Decision(DecisionStage::Open) => {
                    Ok(vec![RoomEvent::VoteClosed, RoomEvent::Revealed])
                }
                RoomPhase::Decision(DecisionStage::Closed) => Ok(vec![RoomEvent::Revealed]),
                RoomPhase::Decision(DecisionStage::Revealed) => Ok(Vec::new()),
                _ => Err(Refusal::NotNow("there is no vote to show")),
            },
            TrainerCommand::Discuss => match self.phase {
                RoomPhase::Decision(_) => Ok(vec![self.discussion(now)]),
                RoomPhase::Discussion => Ok(Vec::new()),
                _ => Err(Refusal::NotNow("pair talk comes after a vote")),
            },
            TrainerCommand::Vote => self.open_vote(now),
            TrainerCommand::Branch { by, choice } => self.branch_by(*by, choice.as_deref()),
            TrainerCommand::Skip => match self.phase {
                RoomPhase::Decision(_) | RoomPhase::Discussion => {
                    self.branch_by(self.setup.rules.branch, None)
                }
                _ => Err(Refusal::NotNow("there is no decision to go over")),
            },
            TrainerCommand::ReturnTo { to } => {
                self.has_begun()?;
                self.forks.get(*to).ok_or(Refusal::Unknown("place in the fork map"))?;
                Ok(vec![RoomEvent::ForkReturned { to: *to }])
            }
            TrainerCommand::Gather { participant, step } => self.gather(*participant, *step),
            TrainerCommand::PlayOn => self.play_on(),
            TrainerCommand::HotSeat { participant } => self.give_hot_seat(*participant),
            TrainerCommand::HotChoose { choice } => {
                if self.setup.mode != RoomMode::HotSeat {
                    return Err(Refusal::NotNow("this room has no hot seat"));
                }
                let step = u32::try_from(self.session.decisions().len()).unwrap_or(u32::MAX);
                self.hot_choice(step, choice)
            }
            TrainerCommand::CountCards { cards } => self.count_cards(cards),
            TrainerCommand::Kick { participant } => {
                let one = self.get(*participant).ok_or(Refusal::NobodyThere)?;
                let is_out = RoomEvent::Kicked { participant: *participant };
                Ok(if one.kicked { Vec::new() } else { vec![is_out] })
            }
            TrainerCommand::Rename { participant, name } => {
                self.get(*participant).ok_or(Refusal::NobodyThere)?;
                let name = self.free_name(name, *participant)?;
                Ok(vec![RoomEvent::Renamed { participant: *participant, name }])
            }
            TrainerCommand::Lock { locked } if *locked == self.locked => Ok(Vec::new()),
            TrainerCommand::Lock { locked } => Ok(vec![RoomEvent::Locked { locked: *locked }]),
            TrainerCommand::HideNames { hidden } if *hidden == self.hides_names => Ok(Vec::new()),
            TrainerCommand::HideNames { hidden } => {
                Ok(vec![RoomEvent::NamesHidden { hidden: *hidden }])
            }
            TrainerCommand::Debrief { part } => {
                self.has_begun()?;
                if *part >= PARTS {
                    return Err(Refusal::Unknown("part of the debrief"));
                }
                Ok(vec![self.debrief(now, *part)])
            }
            TrainerCommand::End => Ok(vec![RoomEvent::Ended]),
        }
    }

    fn next(&self, now: u64) -> Result<Vec<RoomEvent>, Refusal> {
        match self.phase {
            RoomPhase::Lobby => Ok(vec![RoomEvent::BriefingOpened]),
            RoomPhase::Briefing => Ok(vec![match self.setup.mode {
                RoomMode::Vote => RoomEvent::StoryShown,
                RoomMode::SoloTogether | RoomMode::HotSeat => RoomEvent::PlayOpened,
            }]),
            RoomPhase::Branch => self.after_reading(now),
            RoomPhase::Decision(DecisionStage::Open) => Ok(vec![RoomEvent::VoteClosed]),
            RoomPhase::Decision(DecisionStage::Closed) => Ok(vec![RoomEvent::Revealed]),
            RoomPhase::Decision(DecisionStage::Revealed) if self.wants_second_vote() => {
                Ok(vec![self.discussion(now)])
            }
            RoomPhase::Discussion if self.wants_second_vote() => self.open_vote(now),
            RoomPhase::Decision(DecisionStage::Revealed) | RoomPhase::Discussion => {
                self.branch_by(self.setup.rules.branch, None)
            }
            RoomPhase::Play => self.next_in_play(now),
            RoomPhase::Debrief(part) if part + 1 < PARTS => Ok(vec![self.debrief(now, part + 1)]),
            RoomPhase::Debrief(_) => Ok(vec![RoomEvent::Ended]),
            RoomPhase::Ended => Err(Refusal::NotNow("this session is over")),
        }
    }

    fn after_reading(&self, now: u64) -> Result<Vec<RoomEvent>, Refusal> {
        if self.session.finished() {
            return Ok(vec![self.debrief(now, 0)]);
        }
        match self.only_choice() {
            Some(choice) => Ok(vec![RoomEvent::Branched { choice, by: BranchRule::TrainersPick }]),
            None => self.open_vote(now),
        }
    }

    /// What is on offer, where there is nothing to decide.
    fn only_choice(&self) -> Option<String> {
        match &*self.session.seen().offered {
            [only] if only.pick.is_none() => Some(only.id.to_string()),
            _ => None,
        }
    }

    fn next_in_play(&self, now: u64) -> Result<Vec<RoomEvent>, Refusal> {
        let debrief = vec![self.debrief(now, 0)];
        if self.setup.mode == RoomMode::HotSeat {
            if self.session.finished() {
                return Ok(debrief);
            }
            let choice = self.only_choice();
            let choice = choice.ok_or(Refusal::NotNow("the hot seat decides"))?;
            return Ok(vec![RoomEvent::Branched { choice, by: BranchRule::TrainersPick }]);
        }
        let (present, finished) = self.count();
        if finished < present {
            return Err(Refusal::NotNow(
                "some are still playing: gather the room at a decision, or go to the debrief",
            ));
        }
        Ok(debrief)
    }

    /// Whether pair talk and a second vote follow: the rules say so, it was the first one, and not all agree.
    pub(crate) fn wants_second_vote(&self) -> bool {
        let split = self.deciding().unwrap_or_default();
        self.setup.rules.second_vote
            && self.ballot().is_some_and(|ballot| ballot.attempt == 1)
            && split.total > 1
            && split.agreement() < 100
    }

    fn back(&self, now: u64) -> Result<Vec<RoomEvent>, Refusal> {
        match self.phase {
            RoomPhase::Discussion => Ok(vec![RoomEvent::Revealed]),
            RoomPhase::Decision(DecisionStage::Open)
                if self
                    .ballot()
                    .is_some_and(|one| one.votes.is_empty() && one.cards.is_empty()) =>
            {
                Ok(vec![RoomEvent::StoryShown])
            }
            RoomPhase::Debrief(part) if part > 0 => Ok(vec![self.debrief(now, part - 1)]),
            RoomPhase::Decision(DecisionStage::Closed) => self.open_vote(now),
            _ => Err(Refusal::NotNow("there is nothing to go back to; the fork map returns")),
        }
    }

    /// A part of the debrief, with the script's time where the trainer has turned deadlines on.
    fn debrief(&self, now: u64, part: u8) -> RoomEvent {
        let minutes = SCRIPT.get(usize::from(part)).map(|part| u32::from(part.minutes.0));
        let is_timed = self.setup.rules.vote_seconds.is_some();
        let deadline = minutes.filter(|_| is_timed).map(|minutes| later(now, minutes * 60));
        RoomEvent::DebriefOpened { part, deadline }
    }

    fn discussion(&self, now: u64) -> RoomEvent {
        let deadline = self.setup.rules.talk_seconds.map(|seconds| later(now, seconds));
        RoomEvent::DiscussionOpened { deadline }
    }

    fn open_vote(&self, now: u64) -> Result<Vec<RoomEvent>, Refusal> {
        let may = match self.phase {
            RoomPhase::Branch | RoomPhase::Discussion => true,
            RoomPhase::Decision(stage) => stage != DecisionStage::Open,
            _ => false,
        };
        if !may {
            return Err(Refusal::NotNow("a vote is opened where a decision is on screen"));
        }
        if self.session.seen().offered.is_empty() {
            return Err(Refusal::NotNow("the play is over: go to the debrief"));
        }
        let attempt = if self.ballot().is_some() { 2 } else { 1 };
        let ballot = BallotId(u32::try_from(self.ballots.len()).unwrap_or(u32::MAX));
        let deadline = self.setup.rules.vote_seconds.map(|seconds| later(now, seconds));
        Ok(vec![RoomEvent::VoteOpened { ballot, attempt, deadline }])
    }

    fn branch_by(&self, by: BranchRule, choice: Option<&str>) -> Result<Vec<RoomEvent>, Refusal> {
        let may = matches!(
            self.phase,
            RoomPhase::Branch | RoomPhase::Decision(_) | RoomPhase::Discussion
        );
        if !may {
            return Err(Refusal::NotNow("there is no decision on screen"));
        }
        let choice = match (by, choice) {
            (BranchRule::TrainersPick, Some(choice)) => choice.to_owned(),
            (BranchRule::TrainersPick, None) => {
                return Err(Refusal::NotNow("the branch is the trainer's pick here: pick one"));
            }
            (_, Some(_)) => return Err(Refusal::NotNow("only the trainer's pick names a choice")),
            (by, None) => self.by_rule(by)?,
        };
        if !self.session.offers(&choice) {
            return Err(Refusal::NotOnOffer(choice.chars().take(80).collect()));
        }
        Ok(vec![RoomEvent::Branched { choice, by }])
    }

    fn by_rule(&self, by: BranchRule) -> Result<String, Refusal> {
        let nobody = Refusal::NotNow("nobody has voted: pick a choice, or type in the cards");
        let mut split = self.deciding().ok_or(nobody)?;
        // A pick is on offer under its answers' ids, not under its own.
        split.shares.retain(|share| self.session.offers(&share.choice));
        let chosen = match by {
            BranchRule::Majority | BranchRule::TrainersPick => split.leading(),
            BranchRule::WeightedRandom => {
                let weights: Vec<u32> = split.shares.iter().map(|share| share.votes).collect();
                // Steps of a play count up from 0, those of the room's own draws down from the greatest.
                let step = u32::MAX - u32::try_from(self.ballots.len()).unwrap_or(0);
                split.shares.get(Seeded(self.setup.seed).draw(step, 0, &weights))
            }
            BranchRule::RoadNotTaken => {
                let leading = split.leading().map(|share| share.choice.clone());
                let others =
                    split.shares.iter().filter(|one| Some(&one.choice) != leading.as_ref());
                let voted = others.clone().filter(|one| one.votes > 0).min_by_key(|one| one.votes);
                voted.or_else(|| others.clone().next()).or_else(|| split.leading())
            }
        };
        chosen.map(|share| share.choice.clone()).ok_or(Refusal::Unknown("choice"))
    }

    fn gather(&self, id: ParticipantId, step: u32) -> Result<Vec<RoomEvent>, Refusal> {
        self.has_begun()?;
        let solo = self.solo(id).ok_or(Refusal::NotNow("nobody of that number plays alone"))?;
        let decisions = solo.session.decisions();
        let step = usize::try_from(step).unwrap_or(usize::MAX);
        let line = decisions.get(..step).ok_or(Refusal::Unknown("step of that play"))?;
        let line = line.iter().map(|one| one.choice_id.to_string()).collect();
        Ok(vec![RoomEvent::Gathered { line }])
    }

    fn play_on(&self) -> Result<Vec<RoomEvent>, Refusal> {
        match (self.setup.mode, self.phase) {
            (RoomMode::Vote, _) => Err(Refusal::NotNow("this room plays together")),
            (_, RoomPhase::Play) => Ok(Vec::new()),
            (_, RoomPhase::Lobby) => Err(Refusal::NotNow("the briefing comes first")),
            _ => Ok(vec![RoomEvent::PlayOpened]),
        }
    }

    fn give_hot_seat(&self, to: Option<ParticipantId>) -> Result<Vec<RoomEvent>, Refusal> {
        if self.setup.mode != RoomMode::HotSeat {
            return Err(Refusal::NotNow("this room has no hot seat"));
        }
        if to.is_some_and(|id| self.get(id).is_none_or(|one| one.kicked)) {
            return Err(Refusal::NobodyThere);
        }
        let given = RoomEvent::HotSeatGiven { participant: to };
        Ok(if self.hot_seat == to { Vec::new() } else { vec![given] })
    }

    fn count_cards(&self, cards: &[(String, u32)]) -> Result<Vec<RoomEvent>, Refusal> {
        let ballot = match self.phase {
            RoomPhase::Decision(_) => self.ballot(),
            _ => None,
        };
        let ballot = ballot.ok_or(Refusal::NotNow("cards are counted while a vote is on"))?.id;
        if let Some((choice, _)) = cards.iter().find(|(id, _)| !self.session.offers(id)) {
            return Err(Refusal::NotOnOffer(choice.chars().take(80).collect()));
        }
        if cards.iter().any(|(_, count)| *count > MOST_CARDS) {
            return Err(Refusal::Unknown("number of cards: at most 1,000 can be counted"));
        }
        Ok(vec![RoomEvent::CardsCounted { ballot, cards: cards.to_vec() }])
    }

    fn extend(&self, now: u64, seconds: u32) -> Result<Vec<RoomEvent>, Refusal> {
        self.has_clock()?;
        if seconds == 0 || seconds > LONGEST {
            return Err(Refusal::Unknown("time: give 1 second to an hour"));
        }
        let deadline = Some(later(now, seconds));
        Ok(vec![if self.is_paused() {
            RoomEvent::Resumed { deadline }
        } else {
            RoomEvent::DeadlineSet { deadline }
        }])
    }

    /// Whether time is counted here.
    fn has_clock(&self) -> Result<(), Refusal> {
        let has = matches!(
            self.phase,
            RoomPhase::Decision(DecisionStage::Open)
                | RoomPhase::Discussion
                | RoomPhase::Debrief(_)
        );
        has.then_some(()).ok_or(Refusal::NotNow("time is counted in votes, talk and debrief only"))
    }

    fn has_begun(&self) -> Result<(), Refusal> {
        let is_before = matches!(self.phase, RoomPhase::Lobby | RoomPhase::Briefing);
        if is_before { Err(Refusal::NotNow("the play has not begun")) } else { Ok(()) }
    }
}

fn later(now: u64, seconds: u32) -> u64 {
    now.saturating_add(u64::from(seconds) * 1000)
}
