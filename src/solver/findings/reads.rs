//! State that nothing reads: no condition, value, text or view.
//!
//! Facts, guesses and agreements stand on screen once they hold, and a meter may be shown: what the
//! player sees is not decorative, and the debrief reads what events and lessons ask. A condition on
//! effects counts only if they write something read.

use std::collections::BTreeSet;

use crate::{
    scenario::{Condition, Effect, Line, MeterKind, Scenario, Trigger},
    solver::content::{conditional::every_effects, lines::conditions},
};

/// A kind of state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum HeldKind {
    Flag,
    Meter,
    Fact,
    Guess,
    Agreement,
}

/// Something that a state holds.
type Held = (HeldKind, usize);

/// The state of an author's own that nothing reads, by kind and name.
pub(super) fn decorative(scenario: &Scenario) -> Vec<(HeldKind, &str)> {
    let mut reads = Reads { scenario, all: BTreeSet::new() };
    let mut written = BTreeSet::new();
    reads.content();
    let mut known = usize::MAX;
    while known != reads.all.len() {
        // What is read now may make a condition on effects matter.
        known = reads.all.len();
        for (_, effects) in every_effects(scenario) {
            reads.effects(effects);
            writes(effects, &mut written);
        }
    }
    let flags = scenario.flags.iter().map(|name| (HeldKind::Flag, &**name));
    let facts = scenario.facts.iter().map(|fact| (HeldKind::Fact, &*fact.id));
    let guesses = scenario.guesses.iter().map(|guess| (HeldKind::Guess, &*guess.id));
    let agreements = scenario.agreements.iter().map(|one| (HeldKind::Agreement, &*one.id));
    let meters = scenario.meters.iter().map(|meter| (HeldKind::Meter, &*meter.id));
    let all = flags.enumerate().chain(facts.enumerate()).chain(guesses.enumerate());
    let all = all.chain(agreements.enumerate()).chain(meters.enumerate());
    let unread = all.filter(|(at, (kind, name))| {
        let held = (*kind, *at);
        let of_an_author = *kind != HeldKind::Flag || !name.contains(" #");
        let on_screen = matches!(kind, HeldKind::Fact | HeldKind::Guess | HeldKind::Agreement);
        of_an_author && !reads.all.contains(&held) && !(on_screen && written.contains(&held))
    });
    unread.map(|(_, named)| named).collect()
}

/// Everything that is read.
struct Reads<'s> {
    scenario: &'s Scenario,
    all: BTreeSet<Held>,
}

impl Reads<'_> {
    /// What conditions outside effects, values, texts and views read.
    fn content(&mut self) {
        let scenario = self.scenario;
        for (at, meter) in scenario.meters.iter().enumerate() {
            if meter.shown.is_shown() {
                self.meter(at);
            }
        }
        for person in &scenario.cast {
            if let Some((meter, until)) = &person.imagined {
                self.meter(meter.index());
                self.condition(until);
            }
        }
        for reminder in &scenario.reminders {
            self.condition(&reminder.when);
            reminder.crossed.iter().for_each(|crossed| self.condition(crossed));
        }
        for guess in &scenario.guesses {
            guess.so_when.iter().for_each(|so_when| self.condition(so_when));
        }
        scenario.events.iter().for_each(|event| self.condition(&event.when));
        let asked = scenario.questions.iter().filter_map(|question| question.when.as_ref());
        asked.for_each(|when| self.condition(when));
        for claim in scenario.lessons.iter().flat_map(|lesson| &lesson.claims) {
            claim.conditions().for_each(|condition| self.condition(condition));
        }
        scenario.scenes.iter().for_each(|scene| self.lines(&scene.lines));
        for reaction in &scenario.reactions {
            if let Trigger::Rise(meter, _) | Trigger::Fall(meter, _) = reaction.on {
                self.meter(meter.index());
            }
            self.condition(&reaction.when);
            self.lines(&reaction.lines);
        }
        for ending in &scenario.endings {
            self.condition(&ending.when);
            ending.value.plus.iter().for_each(|(meter, ..)| self.meter(meter.index()));
            self.lines(&ending.lines);
        }
        for choice in &scenario.choices {
            self.condition(&choice.when);
            choice.texts.iter().for_each(|(when, _)| self.condition(when));
            choice.evidence.iter().for_each(|evidence| self.condition(&evidence.when));
            for outcome in &choice.outcomes {
                self.condition(&outcome.when);
                self.lines(&outcome.lines);
                outcome.chance.iter().for_each(|branch| self.lines(&branch.lines));
            }
        }
    }

    fn meter(&mut self, at: usize) {
        self.all.insert((HeldKind::Meter, at));
        if let MeterKind::Derived { terms } = &self.scenario.meters[at].kind {
            self.all.extend(terms.iter().map(|(term, _)| (HeldKind::Meter, term.index())));
        }
    }

    fn condition(&mut self, condition: &Condition) {
        let held = match condition {
            Condition::Has(flag) => (HeldKind::Flag, flag.index()),
            Condition::Knows(fact) => (HeldKind::Fact, fact.index()),
            Condition::Told(guess) => (HeldKind::Guess, guess.index()),
            Condition::Agreed(agreement) => (HeldKind::Agreement, agreement.index()),
            Condition::AgreementsAtLeast(_) => {
                let every = 0..self.scenario.agreements.len();
                self.all.extend(every.map(|at| (HeldKind::Agreement, at)));
                return;
            }
            Condition::AtLeast(meter, _) => return self.meter(meter.index()),
            Condition::Not(inner) => return self.condition(inner),
            Condition::Any(list) | Condition::All(list) => {
                return list.iter().for_each(|inner| self.condition(inner));
            }
            Condition::Always
            | Condition::Picked(_)
            | Condition::Is(..)
            | Condition::DayAtLeast(_)
            | Condition::VisitsAtLeast(..)
            | Condition::Ended(_) => return,
        };
        self.all.insert(held);
    }

    fn lines(&mut self, lines: &[Line]) {
        conditions(lines, &mut |condition| self.condition(condition));
    }

    /// What conditions on effects read, where the effects write something that is read, or seen.
    fn effects(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::When(condition, then) => {
                    self.effects(then);
                    if self.matter(then) {
                        self.condition(condition);
                    }
                }
                Effect::By(_, lists) => lists.iter().for_each(|list| self.effects(list)),
                _ => {}
            }
        }
    }

    fn matter(&self, effects: &[Effect]) -> bool {
        effects.iter().any(|effect| match effect {
            Effect::When(_, then) => self.matter(then),
            Effect::By(_, lists) => lists.iter().any(|list| self.matter(list)),
            Effect::Learn(_) | Effect::Guess(..) | Effect::Agreement(..) | Effect::Pass(_) => true,
            _ => wrote(effect).is_some_and(|held| self.all.contains(&held)),
        })
    }
}

fn writes(effects: &[Effect], into: &mut BTreeSet<Held>) {
    for effect in effects {
        match effect {
            Effect::When(_, then) => writes(then, into),
            Effect::By(_, lists) => lists.iter().for_each(|list| writes(list, into)),
            _ => into.extend(wrote(effect)),
        }
    }
}

fn wrote(effect: &Effect) -> Option<Held> {
    match effect {
        Effect::Add(meter, _) | Effect::Put(meter, _) => Some((HeldKind::Meter, meter.index())),
        Effect::Flag(flag, _) => Some((HeldKind::Flag, flag.index())),
        Effect::Learn(fact) => Some((HeldKind::Fact, fact.index())),
        Effect::Guess(guess, _) => Some((HeldKind::Guess, guess.index())),
        Effect::Agreement(agreement, _) => Some((HeldKind::Agreement, agreement.index())),
        Effect::Pass(_) | Effect::When(..) | Effect::By(..) => None,
    }
}
