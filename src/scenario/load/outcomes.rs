//! What can come of a choice, with names resolved, and where play goes then.

use super::{faults, resolver::Resolver};
use crate::scenario::{
    Branch, Condition, ContentKind, Goto, NodeId, Outcome,
    syntax::{self, Case, Number, Placed, Way},
};

/// What follows a choice, before defaults are filled in.
struct Following<'s, 'a> {
    node: NodeId,
    when: &'s [Placed<syntax::Condition<'a>>],
    takes: Option<Number<'a>>,
    effects: &'s [Placed<syntax::Effect<'a>>],
    lines: &'s [Placed<syntax::Line<'a>>],
    chance: &'s [Placed<syntax::Branch<'a>>],
    goto: Option<&'s Way<'a>>,
}

impl<'a> Resolver<'a, '_> {
    /// What can come of a choice; where neither it nor its outcomes say where play goes, its scene may.
    pub(super) fn outcomes(
        &mut self,
        choice: &Placed<syntax::Choice<'a>>,
        node: NodeId,
        scene: Option<&Way<'a>>,
    ) -> Box<[Outcome]> {
        let mut resolved = Vec::with_capacity(choice.outcomes.len().max(1));
        if choice.outcomes.is_empty() {
            let only = Following {
                node,
                when: &[],
                takes: None,
                effects: &[],
                lines: &[],
                chance: &[],
                goto: choice.goto.as_ref().or(scene),
            };
            let what = format!("the choice `{}`", choice.id.0);
            self.add_outcomes(choice, &only, &what, &mut resolved);
            return resolved.into();
        }
        if let Some(condition) = choice.outcomes.last().and_then(|last| last.when.first())
            && choice.is_whole
        {
            let span = self.reader.span(choice.id);
            let place = first_name(condition).map_or(span, |name| self.reader.span(name));
            self.reader.report(faults::outcome_gap(place, choice.id.0));
        }
        for (outcome, number) in choice.outcomes.iter().zip(1..) {
            let following = Following {
                node: self.reader.piece(ContentKind::Outcome, outcome.at),
                when: &outcome.when,
                takes: outcome.takes,
                effects: &outcome.effects,
                lines: &outcome.lines,
                chance: &outcome.chance,
                goto: outcome.goto.as_ref().or(choice.goto.as_ref()).or(scene),
            };
            let what = match choice.outcomes.len() {
                1 => format!("the choice `{}`", choice.id.0),
                _ => format!("outcome {number} of the choice `{}`", choice.id.0),
            };
            self.add_outcomes(choice, &following, &what, &mut resolved);
        }
        resolved.into()
    }

    /// One outcome as written: one for each of its ways out.
    fn add_outcomes(
        &mut self,
        choice: &Placed<syntax::Choice<'a>>,
        following: &Following<'_, 'a>,
        what: &str,
        resolved: &mut Vec<Outcome>,
    ) {
        // Where every branch says where play goes, the outcome need not.
        let covered =
            !following.chance.is_empty() && following.chance.iter().all(|b| b.goto.is_some());
        let last = match following.goto {
            Some(Way::To(goto)) => self.goto(*goto),
            Some(Way::If(cases)) if !covered => {
                for case in &cases.cases {
                    let goto = self.goto(case.then);
                    resolved.push(self.outcome(choice, following, Some(case), goto));
                }
                if let Some(goto) = cases.otherwise {
                    self.goto(goto)
                } else {
                    let span = self.reader.span(choice.id);
                    self.reader.report(faults::cases_gap(span, "where play goes"));
                    Goto::End
                }
            }
            Some(Way::If(_)) => Goto::End,
            None if covered || !choice.is_whole || self.is_way_lost => Goto::End,
            None => {
                let span = self.reader.span(choice.id);
                self.reader.report(faults::no_goto(span, what));
                Goto::End
            }
        };
        resolved.push(self.outcome(choice, following, None, last));
    }

    fn outcome(
        &mut self,
        choice: &Placed<syntax::Choice<'a>>,
        following: &Following<'_, 'a>,
        way: Option<&Case<'a, syntax::Goto<'a>>>,
        goto: Goto,
    ) -> Outcome {
        let takes = following.takes.or(choice.takes).map_or(0, |days| self.days(days));
        let node =
            way.map_or(following.node, |way| self.reader.shared(ContentKind::Outcome, way.when.at));
        let mut lines = Vec::new();
        let mut weights = Vec::with_capacity(following.chance.len());
        let chance: Box<[Branch]> = following
            .chance
            .iter()
            .map(|branch| {
                let of = format!("a branch of `{}`", choice.id.0);
                weights.push(self.weight(branch.weight, &of));
                Branch {
                    node: self.reader.piece(ContentKind::Branch, branch.at),
                    event: self.some_words(branch.event.as_ref(), "the event of a branch"),
                    takes: branch.takes.map_or(takes, |days| self.days(days)),
                    effects: self.effects(&branch.effects),
                    lines: self.lines(&branch.lines),
                    goto: match branch.goto {
                        Some(branch) => self.goto(branch),
                        None => goto,
                    },
                }
            })
            .collect();
        let conditions = following.when.iter().chain(way.iter().flat_map(|way| &way.when.it));
        Outcome {
            node,
            when: self.all_of(conditions),
            takes,
            effects: self.effects(following.effects),
            lines: {
                self.add_lines(&choice.lines, &mut lines);
                self.add_lines(following.lines, &mut lines);
                lines.into()
            },
            weights: weights.into(),
            chance,
            goto,
        }
    }

    /// The outcomes of a scene that only goes on.
    pub(super) fn ways_on(&mut self, node: NodeId, then: &Way<'a>) -> Box<[Outcome]> {
        let way = |node, when, goto| Outcome {
            node,
            when,
            takes: 0,
            effects: Box::default(),
            lines: Box::default(),
            chance: Box::default(),
            weights: Box::default(),
            goto,
        };
        let mut ways = Vec::new();
        let last = match then {
            Way::To(goto) => Some(*goto),
            Way::If(cases) => {
                for case in &cases.cases {
                    let node = self.reader.piece(ContentKind::Outcome, case.when.at);
                    let goto = self.goto(case.then);
                    ways.push(way(node, self.all(&case.when), goto));
                }
                if let (None, Some(first)) = (cases.otherwise, cases.cases.first()) {
                    let span = self.reader.span_at(first.when.at);
                    self.reader.report(faults::cases_gap(span, "where play goes"));
                }
                cases.otherwise
            }
        };
        let goto = last.map_or(Goto::End, |goto| self.goto(goto));
        ways.push(way(node, Condition::Always, goto));
        ways.into()
    }

    fn goto(&mut self, goto: syntax::Goto<'a>) -> Goto {
        match goto {
            syntax::Goto::Scene(name)
                if name.0 == "End" && self.declared.scenes.get(name.0).is_none() =>
            {
                let span = self.reader.span(name);
                self.reader.report(faults::quoted_word(span, name.0));
                Goto::End
            }
            syntax::Goto::Scene(name) => self.scene(name).map_or(Goto::End, Goto::Scene),
            syntax::Goto::End => Goto::End,
        }
    }
}

/// The first name that a condition reads.
fn first_name<'a>(condition: &syntax::Condition<'a>) -> Option<syntax::Name<'a>> {
    use syntax::Condition as C;
    match condition {
        C::Is(is) => Some(is.draw),
        C::Named(name)
        | C::Has(name)
        | C::Knows(name)
        | C::Told(name)
        | C::Agreed(name)
        | C::AtLeast(name, _)
        | C::Below(name, _)
        | C::Visited(name)
        | C::VisitsAtLeast(name, _)
        | C::Took(name)
        | C::Picked(name)
        | C::Ended(name) => Some(*name),
        C::Not(inner) => first_name(inner),
        C::Any(list) | C::All(list) => list.iter().find_map(|one| first_name(one)),
        C::AgreementsAtLeast(_)
        | C::DaysPassed(_)
        | C::WithinDays(_)
        | C::DayAtLeast(_)
        | C::DayBelow(_) => None,
    }
}
