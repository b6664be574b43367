//! State that nothing reads: no condition, value, text or view.
//!
//! Facts, guesses and agreements stand on screen once they hold, and a meter may be shown: what the
//! player sees is not decorative, and the debrief reads what events and lessons ask. A condition on
//! effects counts only if they write something read.

use std::collections::BTreeSet;

use crate::{
    scenario::{
        Condition, Effect, Line, MarkKind, MeterId, MeterKind, ReadBy, Scenario, Trigger, Visited,
        Written,
    },
    solver::{content::conditional::every_effects, watch::Pulse},
};

/// The state of an author's own that nothing reads, with its name.
/// `None` where it was stopped.
pub(super) fn decorative<'s>(
    scenario: &'s Scenario,
    pulse: &Pulse<'_>,
) -> Option<Vec<(Written, &'s str)>> {
    let mut reads = Reads { scenario, all: BTreeSet::new() };
    let mut written = BTreeSet::new();
    reads.content();
    let mut known = usize::MAX;
    let effects = every_effects(scenario);
    while known != reads.all.len() {
        // What is read now may make a condition on effects matter.
        known = reads.all.len();
        for (_, effects) in &effects {
            pulse.beat(4 + 20 * effects.len())?;
            reads.effects(effects);
            writes(effects, &mut written);
        }
    }
    let marks = MarkKind::ALL.into_iter().flat_map(|kind| scenario.marks(kind));
    let marks = marks.map(|mark| (Written::Mark(mark), scenario.mark_id(mark)));
    let meters = scenario.meter_ids().zip(&scenario.meters);
    let meters = meters.map(|(id, meter)| (Written::Meter(id), &*meter.id));
    let is_unread = |(held, _): &(Written, &str)| {
        let of_an_author = match held {
            Written::Mark(mark) => scenario.is_authored(*mark),
            Written::Meter(_) | Written::Days(_) => true,
        };
        let is_shown = is_on_screen(*held) && written.contains(held);
        of_an_author && !reads.all.contains(held) && !is_shown
    };
    Some(marks.chain(meters).filter(is_unread).collect())
}

/// Whether it stands on screen while it holds.
fn is_on_screen(held: Written) -> bool {
    matches!(held, Written::Mark(mark) if mark.kind != MarkKind::Flag)
}

/// Everything that is read.
struct Reads<'s> {
    scenario: &'s Scenario,
    all: BTreeSet<Written>,
}

impl Reads<'_> {
    /// What conditions outside effects, values, texts and views read.
    fn content(&mut self) {
        let scenario = self.scenario;
        for (id, meter) in scenario.meter_ids().zip(&scenario.meters) {
            if meter.shown.is_shown() {
                self.meter(id);
            }
        }
        let imagined = scenario.cast.iter().filter_map(|person| person.imagined.as_ref());
        imagined.for_each(|(meter, _)| self.meter(*meter));
        for reaction in &scenario.reactions {
            if let Trigger::Rise(meter, _) | Trigger::Fall(meter, _) = reaction.on {
                self.meter(meter);
            }
        }
        for ending in &scenario.endings {
            ending.value.plus.iter().for_each(|(meter, ..)| self.meter(*meter));
        }
        scenario.visit(&mut |_, read_by, visited| match (read_by, visited) {
            // The draws read nothing but themselves.
            (ReadBy::Draws, _) | (_, Visited::Effects(_)) => {}
            (_, Visited::Condition(condition)) => self.condition(condition),
            (_, Visited::Lines(lines)) => {
                Line::each_condition(lines, &mut |condition| self.condition(condition));
            }
        });
    }

    fn meter(&mut self, id: MeterId) {
        self.all.insert(Written::Meter(id));
        if let MeterKind::Derived { terms } = &self.scenario.meters[id.index()].kind {
            self.all.extend(terms.iter().map(|(term, _)| Written::Meter(*term)));
        }
    }

    fn condition(&mut self, condition: &Condition) {
        condition.each(&mut |condition| match condition {
            Condition::Holds(mark) => {
                self.all.insert(Written::Mark(*mark));
            }
            Condition::AgreementsAtLeast(_) => {
                self.all.extend(self.scenario.marks(MarkKind::Agreement).map(Written::Mark));
            }
            Condition::AtLeast(meter, _) => self.meter(*meter),
            Condition::Always
            | Condition::Picked(_)
            | Condition::Is(..)
            | Condition::DayAtLeast(_)
            | Condition::VisitsAtLeast(..)
            | Condition::Ended(_)
            | Condition::Not(_)
            | Condition::Any(_)
            | Condition::All(_) => {}
        });
    }

    /// What conditions on effects read, where the effects write something that is read, or seen.
    fn effects(&mut self, effects: &[Effect]) {
        for effect in effects {
            effect.parts().iter().for_each(|list| self.effects(list));
            if let Some(condition) = effect.condition()
                && effect.parts().iter().any(|list| self.matter(list))
            {
                self.condition(condition);
            }
        }
    }

    fn matter(&self, effects: &[Effect]) -> bool {
        effects.iter().any(|effect| match effect.writes() {
            Some(Written::Days(_)) => true,
            Some(held) => is_on_screen(held) || self.all.contains(&held),
            None => effect.parts().iter().any(|list| self.matter(list)),
        })
    }
}

fn writes(effects: &[Effect], into: &mut BTreeSet<Written>) {
    for effect in effects {
        effect.parts().iter().for_each(|list| writes(list, into));
        into.extend(effect.writes());
    }
}
