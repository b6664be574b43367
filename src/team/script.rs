//! The debriefing script: what a trainer says and asks at each step, for who never led one.
//!
//! Its parts follow PEARLS (Promoting Excellence and Reflective Learning in Simulation; Eppich and Cheng 2015):
//! reactions, description, analysis, summary.

use super::{
    room::{DecisionStage, RoomMode, RoomPhase, TrainingRoom},
    wire::WireDebriefPart,
};
use crate::coach::{self, Feeling};

/// A part of the debriefing script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScriptPart {
    /// Its title.
    pub title: &'static str,
    /// What everyone is asked.
    pub question: &'static str,
    /// What the phones are to show: "feel", "talk" or "commit".
    pub asks: &'static str,
    /// Minutes in a session of 45 minutes, and of 90.
    pub minutes: (u16, u16),
    /// What the trainer says and does.
    pub prompt: &'static str,
}

/// The four parts.
pub const SCRIPT: [ScriptPart; 4] = [
    ScriptPart {
        title: "Reactions",
        question: "How are you after this?",
        asks: "feel",
        minutes: (3, 5),
        prompt: "Ask: “How are you after this? One word each.” Do not explain anything yet. Every word is right.",
    },
    ScriptPart {
        title: "What happened",
        question: "What happened, as a camera would have seen it? What did we know at each decision, and what \
                   did we tell ourselves?",
        asks: "talk",
        minutes: (5, 10),
        prompt: "Ask somebody to tell the story in four sentences. Stop every guess: “Did you see that, or is it \
                 what you made of it?” Then show what was really going on.",
    },
    ScriptPart {
        title: "Why",
        question: "Where did we see it differently? What would have made you change your mind?",
        asks: "talk",
        minutes: (9, 15),
        prompt: "Take the decision with the widest split first. Ask: “I saw that we chose this. I was wondering \
                 what you were after.” Then ask what kept the lesson, and what broke it. Leave nobody alone with a \
                 vote: no names.",
    },
    ScriptPart {
        title: "What we take with us",
        question: "What is one thing you will do differently, with which client, by when?",
        asks: "commit",
        minutes: (5, 10),
        prompt: "Ask for one sentence each, on the phone: what, with whom, by when. Read two or three of them out, \
                 without names. Fix a date for the next session.",
    },
];

/// The part of the script that a room is at.
pub(super) fn part(room: &TrainingRoom) -> Option<WireDebriefPart> {
    let RoomPhase::Debrief(number) = room.phase() else { return None };
    let part = SCRIPT.get(usize::from(number))?;
    let is_asked = part.asks == "feel";
    let felt = |feeling: &Feeling| {
        let same = room.participants().iter().filter(|one| one.feeling() == Some(feeling.id()));
        (feeling.label().to_owned(), u32::try_from(same.count()).unwrap_or(u32::MAX))
    };
    Some(WireDebriefPart {
        number,
        of: u8::try_from(SCRIPT.len()).unwrap_or(u8::MAX),
        title: part.title.to_owned(),
        question: part.question.to_owned(),
        asks: part.asks.to_owned(),
        feelings: if is_asked {
            Feeling::ALL.iter().map(|one| (one.id().to_owned(), one.label().to_owned())).collect()
        } else {
            Vec::new()
        },
        // A word that only one person gave could be guessed at while it is being asked.
        felt: if is_asked {
            Vec::new()
        } else {
            Feeling::ALL.iter().map(felt).filter(|(_, count)| *count > 0).collect()
        },
    })
}

/// What the trainer may say or ask where a room stands.
pub(super) fn prompt(room: &TrainingRoom) -> String {
    let split = room.deciding().unwrap_or_default();
    match room.phase() {
        RoomPhase::Lobby => "Let people arrive. Say: “Point your camera at the square, or open the address and type \
                             the code. Any name will do.”"
            .to_owned(),
        RoomPhase::Briefing => "Read the two sentences aloud. Say: “Nobody is graded. Votes are private, and what is \
                                shown has no names.”"
            .to_owned(),
        RoomPhase::Branch if room.session().finished() => {
            "Let the ending stand for a moment before you go on.".to_owned()
        }
        RoomPhase::Branch => "Read the lines aloud, or have two people read them.".to_owned(),
        RoomPhase::Decision(DecisionStage::Open) => "Say nothing about the choices. Wait for the last one.".to_owned(),
        RoomPhase::Decision(DecisionStage::Closed) => "Ask: “What do you think the room has chosen?” Then show it.".to_owned(),
        RoomPhase::Decision(DecisionStage::Revealed) if split.total == 0 => {
            "Nobody voted. Type in raised cards, or pick a branch yourself.".to_owned()
        }
        RoomPhase::Decision(DecisionStage::Revealed) if split.is_unified() => {
            "Ask: “What do we all assume here? What would somebody say who chose otherwise?”".to_owned()
        }
        RoomPhase::Decision(DecisionStage::Revealed) => {
            "Do not say which is right. Ask each side for its best reason, then let them talk in pairs.".to_owned()
        }
        RoomPhase::Discussion => "Say: “Find somebody who chose otherwise. What do you know, what do you guess?” Two \
                                  minutes are enough."
            .to_owned(),
        RoomPhase::Play => match room.setup().mode {
            RoomMode::HotSeat => "It is not about who plays, but about what all of us learn. Ask the hot seat to think \
                                  aloud before each choice."
                .to_owned(),
            _ => "Watch where paths part, and gather the room there.".to_owned(),
        },
        RoomPhase::Debrief(number) => debrief_prompt(room, number),
        RoomPhase::Ended => "Save the report. Delete the session when you no longer need it.".to_owned(),
    }
}

fn debrief_prompt(room: &TrainingRoom, number: u8) -> String {
    let Some(part) = SCRIPT.get(usize::from(number)) else { return String::new() };
    let mut told = format!("{} About {} minutes.", part.prompt, part.minutes.0);
    let debrief = coach::debrief(room.session());
    match (number, debrief) {
        (1, Some(debrief)) => {
            for truth in &debrief.truths {
                told.push_str(&format!(" What was really going on: {}.", truth.title));
            }
        }
        (2, Some(debrief)) => {
            let broken = debrief.lessons.iter().find(|lesson| !lesson.broken.is_empty());
            let kept = debrief.lessons.iter().find(|lesson| !lesson.kept.is_empty());
            if let Some(lesson) = broken {
                told.push_str(&format!(" Broken in our line: {}", lesson.text));
            }
            if let Some(lesson) = kept {
                told.push_str(&format!(" Kept: {}", lesson.text));
            }
        }
        _ => {}
    }
    told
}
