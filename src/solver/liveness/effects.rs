//! The backward transfer functions of liveness over effects and lines: from what must be known
//! after them to what must be known before.

use super::{
    thresholds::Thresholds,
    vars::{Var, Vars},
};
use crate::scenario::{Effect, Line, Reaction, Scenario, Written};

/// The uses and definitions (reads and writes) of one scenario.
#[derive(Clone, Copy)]
pub(in crate::solver) struct Uses<'s> {
    pub scenario: &'s Scenario,
    pub vars: &'s Vars,
    /// Whether it matters which lines are said.
    pub listens: bool,
    /// Whether it matters which conditions hold, also where what hangs on them comes to nothing.
    pub counts_all: bool,
}

impl<'s> Uses<'s> {
    /// What every day brings.
    pub(super) fn each_day(self) -> &'s [Effect] {
        self.scenario.clock.as_ref().map_or(&[], |clock| &clock.each_day)
    }
}

impl Uses<'_> {
    /// Goes back over effects.
    ///
    /// A condition is needed only if something under it writes what is needed, or passes days; unless
    /// every condition counts.
    pub(in crate::solver) fn before(self, effects: &[Effect], needed: &mut Thresholds) {
        let vars = self.vars;
        for effect in effects.iter().rev() {
            match effect {
                Effect::When(_, condition, lists) => {
                    let matters = lists.iter().any(|list| self.matters(list, needed));
                    let after = needed.clone();
                    for list in lists.iter().filter(|list| !list.is_empty()) {
                        let mut inside = after.clone();
                        self.before(list, &mut inside);
                        needed.add(&inside);
                    }
                    if matters {
                        vars.reads(self.scenario, condition, needed);
                    }
                }
                Effect::By(_, draw, lists) => {
                    let after = needed.clone();
                    for list in lists {
                        let mut inside = after.clone();
                        self.before(list, &mut inside);
                        needed.add(&inside);
                    }
                    for (value, pair) in (1..).zip(lists.windows(2)) {
                        let matters = pair.iter().any(|list| self.matters(list, &after));
                        if matters && pair[0] != pair[1] {
                            vars.at_least(vars.draw(*draw), value, needed);
                        }
                    }
                }
                Effect::Add(meter, by) => {
                    let cuts = vars.cuts(vars.stored_meter(meter.index()));
                    needed.shift(cuts, (*by).into());
                }
                Effect::Pass(_) => {}
                Effect::Put(..) | Effect::Mark(..) => {
                    if let Some(var) = self.written(effect) {
                        needed.remove_all(vars.cuts(var));
                    }
                }
            }
        }
    }

    fn matters(self, effects: &[Effect], needed: &Thresholds) -> bool {
        let is_needed = |effect: &Effect| match effect.writes() {
            Some(Written::Days(days)) => days > 0,
            Some(Written::Meter(_) | Written::Mark(_)) | None => {
                self.written(effect).is_some_and(|var| needed.any(self.vars.cuts(var)))
            }
        };
        let within = |effect: &Effect| effect.parts().iter().any(|list| self.matters(list, needed));
        self.counts_all || effects.iter().any(|effect| is_needed(effect) || within(effect))
    }

    /// Goes back over a reaction that may fire.
    pub(in crate::solver) fn before_reaction(self, reaction: &Reaction, needed: &mut Thresholds) {
        let Reaction { when, once, effects, lines, on: _, node: _, id: _ } = reaction;
        let mut fired = needed.clone();
        self.lines(lines, &mut fired);
        self.before(effects, &mut fired);
        if let Some(flag) = *once {
            fired.remove_all(self.vars.cuts(self.vars.mark(flag)));
            fired.insert_all(self.vars.cuts(self.vars.mark(flag)));
        }
        needed.add(&fired);
        self.vars.reads(self.scenario, when, needed);
    }

    /// What the conditions of these lines ask.
    pub(in crate::solver) fn lines(self, lines: &[Line], into: &mut Thresholds) {
        for line in lines.iter().filter(|_| self.listens) {
            match line {
                Line::Say(_) => {}
                Line::If(_, condition, then, otherwise) => {
                    self.vars.reads(self.scenario, condition, into);
                    self.lines(then, into);
                    self.lines(otherwise, into);
                }
                Line::By(_, draw, lists) => {
                    self.vars.all(self.vars.draw(*draw), into);
                    lists.iter().for_each(|list| self.lines(list, into));
                }
            }
        }
    }

    /// All cuts of everything that these effects may write.
    pub(in crate::solver) fn writes(self, effects: &[Effect], into: &mut Thresholds) {
        for effect in effects {
            effect.parts().iter().for_each(|list| self.writes(list, into));
            self.written(effect).into_iter().for_each(|var| self.vars.all(var, into));
        }
    }

    /// All cuts of everything that a reaction may write.
    pub(in crate::solver) fn reaction_writes(self, reaction: &Reaction, into: &mut Thresholds) {
        self.writes(&reaction.effects, into);
        if let Some(fired) = reaction.once {
            self.vars.all(self.vars.mark(fired), into);
        }
    }

    fn written(self, effect: &Effect) -> Option<Var> {
        match effect.writes()? {
            Written::Meter(meter) => Some(self.vars.stored_meter(meter.index())),
            Written::Mark(mark) => Some(self.vars.mark(mark)),
            Written::Days(_) => None,
        }
    }
}

/// The most days that these effects may pass.
pub(in crate::solver) fn most_days(effects: &[Effect]) -> u32 {
    let of = |effect: &Effect| match effect.writes() {
        Some(Written::Days(days)) => days.into(),
        Some(Written::Meter(_) | Written::Mark(_)) | None => {
            effect.parts().iter().map(|list| most_days(list)).max().unwrap_or(0)
        }
    };
    effects.iter().map(of).fold(0, u32::saturating_add)
}
