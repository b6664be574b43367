//! What effects and lines read and write, told apart by what is needed afterwards.

use super::vars::{VarSet, Vars};
use crate::scenario::{Effect, Line, Scenario};

/// Reads and writes of one scenario.
#[derive(Clone, Copy)]
pub(super) struct Uses<'s> {
    pub scenario: &'s Scenario,
    pub vars: &'s Vars,
}

impl Uses<'_> {
    /// Goes back over effects: from what is needed after them to what is needed before them.
    ///
    /// A condition is needed only if something under it writes what is needed, or passes days.
    pub fn before(self, effects: &[Effect], needed: &mut VarSet) {
        for effect in effects.iter().rev() {
            match effect {
                Effect::When(condition, then) => {
                    let matters = self.matters(then, needed);
                    let mut inside = needed.clone();
                    self.before(then, &mut inside);
                    needed.add(&inside);
                    if matters {
                        self.vars.reads(self.scenario, condition, needed);
                    }
                }
                Effect::By(draw, lists) => {
                    let matters = lists.iter().any(|list| self.matters(list, needed));
                    let after = needed.clone();
                    for list in lists {
                        let mut inside = after.clone();
                        self.before(list, &mut inside);
                        needed.add(&inside);
                    }
                    if matters {
                        needed.insert(Vars::draw(*draw));
                    }
                }
                Effect::Add(..) | Effect::Pass(_) => {}
                Effect::Put(..)
                | Effect::Flag(..)
                | Effect::Learn(_)
                | Effect::Guess(..)
                | Effect::Agreement(..) => {
                    if let Some(var) = self.written(effect) {
                        needed.remove(var);
                    }
                }
            }
        }
    }

    fn matters(self, effects: &[Effect], needed: &VarSet) -> bool {
        effects.iter().any(|effect| match effect {
            Effect::When(_, then) => self.matters(then, needed),
            Effect::By(_, lists) => lists.iter().any(|list| self.matters(list, needed)),
            Effect::Pass(days) => *days > 0,
            _ => self.written(effect).is_some_and(|var| needed.contains(var)),
        })
    }

    /// Every condition of these effects, needed or not.
    pub fn conditions(self, effects: &[Effect], into: &mut VarSet) {
        for effect in effects {
            match effect {
                Effect::When(condition, then) => {
                    self.vars.reads(self.scenario, condition, into);
                    self.conditions(then, into);
                }
                Effect::By(draw, lists) => {
                    into.insert(Vars::draw(*draw));
                    lists.iter().for_each(|list| self.conditions(list, into));
                }
                _ => {}
            }
        }
    }

    /// Every condition of these lines.
    pub fn lines(self, lines: &[Line], into: &mut VarSet) {
        for line in lines {
            match line {
                Line::Say(_) => {}
                Line::If(condition, then, otherwise) => {
                    self.vars.reads(self.scenario, condition, into);
                    self.lines(then, into);
                    self.lines(otherwise, into);
                }
                Line::By(draw, lists) => {
                    into.insert(Vars::draw(*draw));
                    lists.iter().for_each(|list| self.lines(list, into));
                }
            }
        }
    }

    /// Everything that these effects may write.
    pub fn writes(self, effects: &[Effect], into: &mut VarSet) {
        for effect in effects {
            match effect {
                Effect::When(_, then) => self.writes(then, into),
                Effect::By(_, lists) => lists.iter().for_each(|list| self.writes(list, into)),
                _ => self.written(effect).into_iter().for_each(|var| into.insert(var)),
            }
        }
    }

    fn written(self, effect: &Effect) -> Option<usize> {
        match effect {
            Effect::Add(meter, _) | Effect::Put(meter, _) => {
                Some(self.vars.stored_meter(meter.index()))
            }
            Effect::Flag(flag, _) => Some(self.vars.flag(*flag)),
            Effect::Learn(fact) => Some(self.vars.fact(*fact)),
            Effect::Guess(guess, _) => Some(self.vars.guess(*guess)),
            Effect::Agreement(agreement, _) => Some(self.vars.agreement(*agreement)),
            Effect::Pass(_) | Effect::When(..) | Effect::By(..) => None,
        }
    }
}

/// Whether these effects may pass days.
pub(super) fn may_pass(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| match effect {
        Effect::Pass(days) => *days > 0,
        Effect::When(_, then) => may_pass(then),
        Effect::By(_, lists) => lists.iter().any(|list| may_pass(list)),
        _ => false,
    })
}
