//! The big screen's picture of a room, made of the room.

use std::collections::BTreeMap;

use super::{
    Board, BoardFork, BoardParticipant, BoardSkillScores, BoardSoloPath, WireReveal, WireRoom,
};
use crate::{
    coach::ChoicesAndChance,
    team::room::{
        BranchRule, DecisionStage, ForkNodeId, Participant, ParticipantId, RoomMode, RoomPhase,
        TrainingRoom,
    },
};

impl Board {
    /// What the big screen shows of a room now.
    #[must_use]
    pub fn of(room: &TrainingRoom, now: u64, split: Option<&ChoicesAndChance>) -> Self {
        let there = room.participants().iter().filter(|one| !one.kicked);
        let participant = |one: &Participant| BoardParticipant {
            id: one.id,
            name: if room.hides_names() {
                format!("Participant {}", one.id.0 + 1)
            } else {
                one.name.clone()
            },
            present: one.present,
            answered: room.has_answered(one),
        };
        Self {
            room: WireRoom::of(room, now, split),
            participants: there.map(participant).collect(),
            locked: room.is_locked(),
            hides_names: room.hides_names(),
            forks: forks(room),
            here: room.forks().here(),
            paths: paths(room),
            next: next_step(room).to_owned(),
            prompt: crate::team::script::prompt(room),
            splits: splits(room),
            observed: observed(room),
            has_remote: room.has_remote(),
        }
    }
}

/// The fork map in words, each place with the votes for the choice that leads there.
fn forks(room: &TrainingRoom) -> Vec<BoardFork> {
    let map = room.forks();
    let numbered = (0..).map(ForkNodeId).zip(map.nodes());
    numbered
        .map(|(id, node)| {
            let session = room.along(&map.line_to(id));
            let standing = &session.seen().standing;
            let decision = session.decisions().last().filter(|_| node.from.is_some());
            let votes = node.from.and_then(|from| votes_for(room, from, &node.choice));
            BoardFork {
                id,
                from: node.from,
                scene: standing.scene_title.to_string(),
                choice: decision.map_or_else(String::new, |decision| decision.text.to_string()),
                votes,
                ending: standing.ending.as_ref().map(|ending| ending.title.to_string()),
            }
        })
        .collect()
}

/// How many voted for a choice at a place, of how many; of the last ballot there that was revealed.
fn votes_for(room: &TrainingRoom, at: ForkNodeId, choice: &str) -> Option<(u32, u32)> {
    let mut ballots = room.ballots().iter().rev();
    let split = ballots.find(|one| one.at == at && one.revealed)?.split(&[]);
    let share = split.shares.iter().find(|share| share.choice == choice);
    Some((share.map_or(0, |share| share.votes), split.total))
}

/// Where those who play alone are: a path for each line of choices that anyone has come along.
fn paths(room: &TrainingRoom) -> Vec<BoardSoloPath> {
    if room.setup().mode != RoomMode::SoloTogether {
        return Vec::new();
    }
    let mut lines: BTreeMap<Vec<&str>, (ParticipantId, u32, u32)> = BTreeMap::new();
    for one in room.participants().iter().filter(|one| !one.kicked) {
        let Some(solo) = one.solo() else { continue };
        let line: Vec<&str> = solo.session.decisions().iter().map(|one| &*one.choice_id).collect();
        for step in 0..=line.len() {
            let entry = lines.entry(line[..step].to_vec()).or_insert((one.id, 0, 0));
            entry.1 += u32::from(step == line.len());
            entry.2 += 1;
        }
    }
    let path = |(line, (participant, here, through)): (Vec<&str>, (ParticipantId, u32, u32))| {
        let solo = room.solo(participant)?;
        let session = solo.session.rewound_to(line.len());
        let last = session.decisions().last();
        Some(BoardSoloPath {
            participant,
            step: u32::try_from(line.len()).ok()?,
            scene: session.seen().standing.scene_title.to_string(),
            choice: last.map_or_else(String::new, |decision| decision.text.to_string()),
            here,
            through,
        })
    };
    let mut paths: Vec<BoardSoloPath> = lines.into_iter().filter_map(path).collect();
    paths.sort_by(|a, b| a.step.cmp(&b.step).then(b.through.cmp(&a.through)));
    paths
}

/// Every split that was revealed at a place of the present line, by the scene's title.
fn splits(room: &TrainingRoom) -> Vec<(String, WireReveal)> {
    let revealed = room.ballots().iter().filter(|one| one.revealed);
    let split = |ballot: &crate::team::room::Ballot| {
        let line = room.forks().line_to(ballot.at);
        let session = room.along(&line);
        let title = session.seen().standing.scene_title.to_string();
        (title, WireReveal::at(ballot, &session))
    };
    revealed.map(split).collect()
}

/// How often each level of each skill was scored, once the debrief has begun.
fn observed(room: &TrainingRoom) -> Vec<BoardSkillScores> {
    if !matches!(room.phase(), RoomPhase::Debrief(_) | RoomPhase::Ended) {
        return Vec::new();
    }
    let scenario = room.scenario();
    let scores = |id: &crate::scenario::SkillId| {
        let skill = scenario.skill(*id);
        let mut levels = [0; 4];
        for ((.., of), seen) in room.observations() {
            let level = usize::from(seen.level).checked_sub(1).and_then(|at| levels.get_mut(at));
            if let Some(level) = level.filter(|_| *of == *skill.id) {
                *level += 1;
            }
        }
        BoardSkillScores { skill: skill.name.to_string(), levels }
    };
    let all = scenario.trains.iter().map(scores);
    all.filter(|one| one.levels.iter().any(|count| *count > 0)).collect()
}

/// What the forward key does now.
fn next_step(room: &TrainingRoom) -> &'static str {
    let rule = match room.setup().rules.branch {
        BranchRule::Majority => "Go on with the majority",
        BranchRule::TrainersPick => "Pick a branch",
        BranchRule::WeightedRandom => "Draw a branch",
        BranchRule::RoadNotTaken => "Take the road not taken",
    };
    match room.phase() {
        RoomPhase::Lobby => "Begin with the briefing",
        RoomPhase::Briefing => match room.setup().mode {
            RoomMode::Vote => "Begin the play",
            RoomMode::SoloTogether => "Let everyone play",
            RoomMode::HotSeat => "Open the hot seat",
        },
        RoomPhase::Branch if room.session().finished() => "Go to the debrief",
        RoomPhase::Branch if room.session().seen().offered.len() == 1 => "Go on",
        RoomPhase::Branch => "Open the vote",
        RoomPhase::Decision(DecisionStage::Open) => "Close the vote",
        RoomPhase::Decision(DecisionStage::Closed) => "Show the votes",
        RoomPhase::Decision(DecisionStage::Revealed) if room.wants_second_vote() => "Talk in pairs",
        RoomPhase::Discussion if room.wants_second_vote() => "Vote again",
        RoomPhase::Decision(DecisionStage::Revealed) | RoomPhase::Discussion => rule,
        RoomPhase::Play if room.setup().mode == RoomMode::SoloTogether => {
            let (present, finished) = room.count();
            if finished < present { "Wait for the others" } else { "Go to the debrief" }
        }
        RoomPhase::Play if room.session().finished() => "Go to the debrief",
        RoomPhase::Play => "Go on",
        RoomPhase::Debrief(part) if part + 1 < crate::team::room::PARTS => "Next part",
        RoomPhase::Debrief(_) => "End the session",
        RoomPhase::Ended => "Over",
    }
}
