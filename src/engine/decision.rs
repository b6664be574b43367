//! A decision as it happened, and how it is written down while the step is taken.

use std::sync::Arc;

use super::{DayView, Move, Said, Speaker, Witness, present::said};
use crate::{
    scenario::{Channel, EndingId, Evidence, Outcome, Scenario, SceneId, SkillId, Spoken},
    text::SharedStr,
};

/// One step as it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The scene in which it was taken.
    pub scene: SceneId,
    /// What was chosen.
    pub chosen: Move,
    /// Its id as offered; of a pick, the answer's id.
    pub choice_id: SharedStr,
    /// The chance branch that was forced, counted from 0.
    pub forced_branch: Option<u16>,
    /// Everything that was on offer, in file order.
    pub offered: Vec<Move>,
    /// What the player said or did, as they saw it.
    pub text: SharedStr,
    /// The channel it used.
    pub channel: Channel,
    /// The day on which it was taken.
    pub day: DayView,
    /// Time of day in minutes after midnight.
    pub minute: Option<u16>,
    /// Everything said and shown from it on, the player's own line first.
    pub said: Arc<[Said]>,
    /// Where in `said` the scene or the ending that it led to begins.
    pub arrival: usize,
    /// Where in `said` the epilogue of the ending that it led to is over; its end where there is none.
    pub epilogue: usize,
    /// What it showed of the learner's skill.
    pub evidence: Vec<Shown>,
    /// The chance event that followed, in words, with its branch.
    pub chance: Option<Drawn>,
    /// The ending that it led to.
    pub ending: Option<EndingId>,
}

/// Evidence that counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Competency.
    pub skill: SkillId,
    /// Level, 1 to 4.
    pub level: u8,
    /// Why.
    pub why: SharedStr,
}

/// A chance branch that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Which branch, from 0.
    pub branch: usize,
    /// The event in words.
    pub event: Option<SharedStr>,
}

/// Writes down what a step does.
pub(super) struct Record<'s> {
    scenario: &'s Scenario,
    pub(super) said: Vec<Said>,
    pub(super) evidence: Vec<Shown>,
    pub(super) chance: Option<Drawn>,
    pub(super) ending: Option<EndingId>,
    pub(super) arrival: Option<usize>,
    pub(super) epilogue: Option<usize>,
}

impl<'s> Record<'s> {
    /// A record that writes what is said into an empty list.
    pub(super) fn new(scenario: &'s Scenario, said: Vec<Said>) -> Self {
        Self {
            scenario,
            said,
            evidence: Vec::new(),
            chance: None,
            ending: None,
            arrival: None,
            epilogue: None,
        }
    }
}

impl Witness for Record<'_> {
    fn evidence(&mut self, evidence: &Evidence) {
        self.evidence.push(Shown {
            skill: evidence.skill,
            level: evidence.level,
            why: evidence.why.clone(),
        });
    }

    fn said(&mut self, line: &Spoken) {
        self.said.push(said(self.scenario, line));
    }

    fn day_passed(&mut self) {
        if let Some(Said { who: Speaker::Days(days), .. }) = self.said.last_mut() {
            *days += 1;
        } else {
            self.said.push(Said {
                who: Speaker::Days(1),
                mood: None,
                text: SharedStr::default(),
                heading: None,
            });
        }
    }

    fn drew(&mut self, outcome: &Outcome, branch: usize) {
        let event = outcome.chance[branch].event.clone();
        self.chance = Some(Drawn { branch, event });
    }

    fn entered(&mut self, _scene: SceneId) {
        self.arrival.get_or_insert(self.said.len());
        if self.ending.is_some() {
            self.epilogue.get_or_insert(self.said.len());
        }
    }

    fn ended(&mut self, ending: EndingId) {
        self.arrival.get_or_insert(self.said.len());
        self.ending = Some(ending);
    }
}
