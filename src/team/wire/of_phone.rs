//! The phone's picture of a room, made of the room.

use super::{
    WireBallot, WireBriefing, WireHouseRules, WireMine, WireReveal, WireRoom, WireRoomPhase,
    WireShare, WireSkillCard, WireVote,
};
use crate::{
    coach::ChoicesAndChance,
    engine::{Offer, Session},
    practice::wire::{WireDebrief, WireView},
    team::room::{
        Ballot, DecisionStage, ForkNodeId, ParticipantId, RoomMode, RoomPhase, TrainingRoom,
        VoteSplit,
    },
};

impl WireRoom {
    /// What everyone sees of a room now, with what was choice and what was chance in its line, where that is known.
    #[must_use]
    pub fn of(room: &TrainingRoom, now: u64, split: Option<&ChoicesAndChance>) -> Self {
        let scenario = room.scenario();
        let phase = room.phase();
        let (present, answered) = room.count();
        let is_before = matches!(phase, RoomPhase::Lobby | RoomPhase::Briefing);
        let is_after = matches!(phase, RoomPhase::Debrief(_) | RoomPhase::Ended);
        let is_alone = room.setup().mode == RoomMode::SoloTogether && phase == RoomPhase::Play;
        let view = (!is_before && !is_after && !is_alone).then(|| room.session().seen().into());
        let hot_seat = room.hot_seat().and_then(|id| room.get(id)).map(|one| one.name.clone());
        Self {
            seq: room.seq(),
            title: scenario.title.to_string(),
            mode: room.setup().mode,
            phase: phase.into(),
            paused: room.is_paused(),
            left_ms: room.left(now),
            present,
            answered,
            briefing: is_before.then(|| WireBriefing::of(room)),
            view,
            ballot: match phase {
                RoomPhase::Decision(_) | RoomPhase::Discussion => {
                    room.ballot().map(|ballot| WireBallot::of(ballot, room))
                }
                _ => None,
            },
            reveal: shown_reveal(room),
            taken: (phase == RoomPhase::Branch || phase == RoomPhase::Play)
                .then(|| taken(room))
                .flatten(),
            hot_seat: hot_seat.filter(|_| !room.hides_names()),
            skills: if room.setup().mode == RoomMode::HotSeat { skills(room) } else { Vec::new() },
            debrief: is_after.then(|| WireDebrief::of(room.session(), split)).flatten(),
            part: crate::team::script::part(room),
            house: (is_before || is_after)
                .then(|| room.setup().house.as_ref().map(WireHouseRules::from))
                .flatten(),
        }
    }
}

impl WireMine {
    /// What only this participant sees, with what was choice and what was chance in the own play, where that is
    /// known. `None` where nobody of that number is in the room.
    #[must_use]
    pub fn of(
        room: &TrainingRoom,
        id: ParticipantId,
        split: Option<&ChoicesAndChance>,
    ) -> Option<Self> {
        let one = room.get(id)?;
        let is_debrief = matches!(room.phase(), RoomPhase::Debrief(_) | RoomPhase::Ended);
        let solo = one.solo().filter(|_| room.phase() == RoomPhase::Play || is_debrief);
        let has_hot_seat = room.hot_seat() == Some(id);
        let decided =
            |session: &Session| u32::try_from(session.decisions().len()).unwrap_or(u32::MAX);
        let vote = room.ballot().and_then(|ballot| {
            let vote = ballot.votes.get(&id)?;
            let (choice, confidence) = (vote.choice.clone(), vote.confidence);
            Some(WireVote { ballot: ballot.id, choice, confidence })
        });
        let here = room.forks().here();
        let scores = room.observations().iter();
        let scores = scores.filter(|((who, at, _), _)| *who == id && *at == here);
        Some(Self {
            seq: room.seq(),
            name: one.name.clone(),
            message: one.message,
            vote,
            view: solo.map(|solo| WireView::from(solo.session.seen())),
            step: match solo {
                Some(solo) => decided(&solo.session),
                None => decided(room.session()),
            },
            debrief: solo.and_then(|solo| WireDebrief::of(&solo.session, split)),
            has_hot_seat,
            scores: scores.map(|((_, _, skill), seen)| (skill.clone(), seen.level)).collect(),
            feeling: one.feeling().map(str::to_owned),
            commitment: one.commitment().map(str::to_owned),
        })
    }
}

impl From<RoomPhase> for WireRoomPhase {
    fn from(phase: RoomPhase) -> Self {
        match phase {
            RoomPhase::Lobby => Self::Lobby,
            RoomPhase::Briefing => Self::Briefing,
            RoomPhase::Branch => Self::Branch,
            RoomPhase::Decision(DecisionStage::Open) => Self::Open,
            RoomPhase::Decision(DecisionStage::Closed) => Self::Closed,
            RoomPhase::Decision(DecisionStage::Revealed) => Self::Revealed,
            RoomPhase::Discussion => Self::Discussion,
            RoomPhase::Play => Self::Play,
            RoomPhase::Debrief(_) => Self::Debrief,
            RoomPhase::Ended => Self::Ended,
        }
    }
}

impl WireBriefing {
    fn of(room: &TrainingRoom) -> Self {
        let scenario = room.scenario();
        let person = |one: &crate::scenario::Person| (one.name.to_string(), one.role.to_string());
        let skill = |id: &crate::scenario::SkillId| scenario.skill(*id).name.to_string();
        Self {
            summary: scenario.summary.to_string(),
            cast: scenario.cast.iter().map(person).collect(),
            skills: scenario.trains.iter().map(skill).collect(),
        }
    }
}

impl WireBallot {
    fn of(ballot: &Ballot, room: &TrainingRoom) -> Self {
        let asks_confidence = room.setup().rules.asks_confidence;
        Self { id: ballot.id, attempt: ballot.attempt, asks_confidence }
    }
}

impl WireReveal {
    /// The split of a ballot, in the words of the play at which it was voted.
    pub(super) fn at(ballot: &Ballot, session: &Session) -> Self {
        let order: Vec<String> =
            session.seen().offered.iter().map(|offer| offer.id.to_string()).collect();
        let split = ballot.split(&order);
        Self {
            attempt: ballot.attempt,
            total: split.total,
            unified: split.is_unified(),
            shares: shares(&split, session),
            before: Vec::new(),
        }
    }
}

/// What each choice got; what can only be answered in parts, and nobody answered so, is left out.
fn shares(split: &VoteSplit, session: &Session) -> Vec<WireShare> {
    let is_shown = |choice: &str| session.offers(choice);
    let known = split.shares.iter().filter(|share| share.votes > 0 || is_shown(&share.choice));
    known
        .enumerate()
        .map(|(at, share)| WireShare {
            letter: letter_of(&share.choice, session).unwrap_or_else(|| letter(at)),
            choice: share.choice.clone(),
            text: wording(session, &share.choice),
            votes: share.votes,
            sure: share.sure,
        })
        .collect()
}

/// The letter of an offer on screen and cards: "A", or its number past "Z".
pub(crate) fn letter(at: usize) -> String {
    let letter = u8::try_from(at).ok().filter(|at| *at < 26).map(|at| char::from(b'A' + at));
    letter.map_or_else(|| (at + 1).to_string(), String::from)
}

/// The letter of an answer: that of the offer it belongs to, so all answers of a pick have the pick's.
pub(crate) fn letter_of(answer: &str, session: &Session) -> Option<String> {
    let is_its = |offer: &Offer| match &offer.pick {
        None => *offer.id == *answer,
        Some(pick) => {
            let is_option = |id: &str| pick.options.iter().any(|one| *one.id == *id);
            answer == "none" || answer.split('+').all(is_option)
        }
    };
    session.seen().offered.iter().position(is_its).map(letter)
}

fn wording(session: &Session, choice: &str) -> String {
    let words = session.wording_of(choice);
    words.map_or_else(|| choice.to_owned(), |words| words.to_string())
}

/// The split that is on screen: of the last ballot here that was revealed.
fn shown_reveal(room: &TrainingRoom) -> Option<WireReveal> {
    let is_shown = matches!(
        room.phase(),
        RoomPhase::Decision(DecisionStage::Revealed) | RoomPhase::Discussion
    );
    let ballot = room.ballot().filter(|ballot| is_shown && ballot.revealed)?;
    let first = room.ballots().iter().rev().find(|one| {
        one.at == ballot.at && one.id < ballot.id && one.attempt < ballot.attempt && one.revealed
    });
    let session = room.session();
    let before = first.map(|one| WireReveal::at(one, session).shares).unwrap_or_default();
    Some(WireReveal { before, ..WireReveal::at(ballot, session) })
}

/// The choice that brought the room here, in words.
fn taken(room: &TrainingRoom) -> Option<String> {
    let here = room.forks().here();
    (here != ForkNodeId(0)).then_some(())?;
    room.session().decisions().last().map(|decision| decision.text.to_string())
}

fn skills(room: &TrainingRoom) -> Vec<WireSkillCard> {
    let scenario = room.scenario();
    let card = |id: &crate::scenario::SkillId| {
        let skill = scenario.skill(*id);
        WireSkillCard {
            id: skill.id.to_string(),
            name: skill.name.to_string(),
            what: skill.what.to_string(),
            anchors: skill.anchors.each_ref().map(ToString::to_string),
        }
    };
    scenario.trains.iter().map(card).collect()
}
