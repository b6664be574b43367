//! Saturation of counters at the greatest number that a condition compares them with: beyond it
//! nothing changes.

use super::purpose::Purpose;
use crate::scenario::{Condition, ReadBy, Scenario};

/// The saturation points of counters: the greatest numbers of visits, by scene, and of days.
pub(in crate::solver) struct Caps {
    pub visits: Vec<u8>,
    pub day: u16,
}

impl Caps {
    pub(in crate::solver) fn of(scenario: &Scenario, purpose: Purpose) -> Self {
        let day = scenario.clock.as_ref().map_or(0, |clock| clock.last_day);
        let mut caps = Self { visits: vec![0; scenario.scenes.len()], day };
        for (at, scene) in scenario.scenes.iter().enumerate() {
            if purpose.looks() && scene.act.is_some() {
                caps.visits[at] = 2;
            }
        }
        scenario.visit_conditions(&mut |_, read_by, condition| match read_by {
            ReadBy::Play => caps.compare(condition),
            ReadBy::Claims if purpose.proves() => caps.compare(condition),
            // The debrief asks the play itself, which counts on.
            ReadBy::Claims | ReadBy::Debrief | ReadBy::Draws => {}
        });
        caps
    }

    /// What a condition itself compares counters with.
    fn compare(&mut self, condition: &Condition) {
        match condition {
            Condition::DayAtLeast(day) => self.day = self.day.max(*day),
            Condition::VisitsAtLeast(scene, count) => {
                let most = &mut self.visits[scene.index()];
                *most = (*most).max(*count);
            }
            Condition::Always
            | Condition::Is(..)
            | Condition::Holds(_)
            | Condition::AgreementsAtLeast(_)
            | Condition::AtLeast(..)
            | Condition::Picked(_)
            | Condition::Ended(_)
            | Condition::Not(_)
            | Condition::Any(_)
            | Condition::All(_) => {}
        }
    }
}
