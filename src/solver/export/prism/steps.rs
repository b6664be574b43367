//! The symbolic transition relation: one step of play as expressions over the state before it, in
//! the order that the engine fixes.

use std::{
    cell::Cell,
    collections::BTreeMap,
    io::{self, Write},
    rc::Rc,
};

use super::{
    expressions::{FALSE, TRUE, and, choose, not, or, word},
    names::{ModelVariable, Names, passes_slowly},
};
use crate::{
    scenario::{
        Branch, Choice, ChoiceId, ChoiceStep, Condition, Effect, Ending, EndingId, Goto, MarkKind,
        MeterId, MeterKind, Outcome, OutcomeStep, PickOption, Reaction, Scenario, SceneId,
        SceneStep, Trigger,
    },
    solver::liveness::vars::Var,
};

/// Where steps go once their days have passed, by number.
pub(in crate::solver) type Goals = BTreeMap<usize, Goto>;

/// The symbolic execution of a step.
#[derive(Clone)]
pub(in crate::solver) struct Steps<'s> {
    scenario: &'s Scenario,
    pub names: &'s Names,
    /// The value of each variable of the model.
    pub now: Vec<String>,
    /// By reaction to a meter that crosses a line: whether it was beyond it before the step.
    pub was: Vec<Option<String>>,
    /// Days that effects pass, and the most that they can pass.
    pub days: String,
    most_days: i32,
    picked: u16,
    /// What the expressions of all steps came to so far, in bytes.
    written: Rc<Cell<usize>>,
}

/// The most bytes of a variable's expression in a step, and of all that were ever formed.
const MOST_OF_ONE: usize = 1 << 18;
const MOST_OF_ALL: usize = 1 << 30;

impl<'s> Steps<'s> {
    pub(in crate::solver) fn new(scenario: &'s Scenario, names: &'s Names) -> Self {
        let now = names.vars.iter().map(ModelVariable::before).collect();
        let was = Vec::new();
        let mut steps = Self {
            scenario,
            names,
            now,
            was,
            days: "0".to_owned(),
            most_days: 0,
            picked: 0,
            written: Rc::default(),
        };
        let beyond = |reaction: &Reaction| match reaction.on {
            Trigger::Rise(meter, line) | Trigger::Fall(meter, line) => {
                Some(steps.at_least(meter, line))
            }
            Trigger::Day | Trigger::Enter(_) | Trigger::Arrive(_) => None,
        };
        steps.was = scenario.reactions.iter().map(beyond).collect();
        steps
    }

    /// Writes the commands of a choice; where its slow ways go is added to the goals.
    pub(in crate::solver) fn write(
        &self,
        id: ChoiceId,
        goals: &mut Goals,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let choice = self.scenario.choice(id);
        // The model has no wordings and no evidence.
        let ChoiceStep {
            pick,
            outcomes,
            when: _,
            once: _,
            tracked: _,
            effects: _,
            texts: _,
            evidence: _,
        } = choice.step();
        let offered = self.offered(choice);
        let answers = pick.map_or(&[0][..], |pick| &pick.answers);
        for picked in answers {
            let mut before = self.clone();
            before.picked = *picked;
            before.choose(choice);
            let mut earlier = TRUE.to_owned();
            for outcome in outcomes {
                let applies = before.holds(&outcome.when);
                let guard = and(&and(&offered, &earlier), &applies);
                earlier = and(&earlier, &not(&applies));
                if guard != FALSE {
                    let at = choice.scene.index();
                    write!(out, "  [] at={at}&{guard} ->")?;
                    before.clone().branches(outcome, goals, out)?;
                    self.checked()?;
                }
            }
        }
        Ok(())
    }

    fn branches(
        self,
        outcome: &Outcome,
        goals: &mut Goals,
        out: &mut impl Write,
    ) -> io::Result<()> {
        if outcome.chance.is_empty() {
            return writeln!(out, " {};", self.finish(outcome, None, goals));
        }
        let total: u64 = outcome.weights.iter().map(|weight| u64::from(*weight)).sum();
        for (at, (branch, weight)) in outcome.chance.iter().zip(&outcome.weights).enumerate() {
            let plus = if at == 0 { "" } else { " +" };
            let update = self.clone().finish(outcome, Some(branch), goals);
            write!(out, "{plus}\n    {weight}/{total} : {update}")?;
        }
        writeln!(out, ";")
    }

    /// The choice's own effects.
    fn choose(&mut self, choice: &Choice) {
        if let Some(taken) = choice.tracked {
            self.put(self.names.numbering.mark(taken), TRUE, TRUE);
        }
        for (at, option) in choice.pick.iter().flat_map(|pick| pick.options.iter().enumerate()) {
            let marked = self.picked >> at & 1 == 1;
            let PickOption { effects, otherwise, node: _, id: _, text: _, detail: _ } = option;
            self.apply(if marked { effects } else { otherwise }, TRUE, true);
        }
        self.apply(&choice.effects, TRUE, true);
    }

    /// Everything from the outcome on, as an update.
    fn finish(mut self, outcome: &Outcome, branch: Option<&Branch>, goals: &mut Goals) -> String {
        let OutcomeStep { takes, goto, effects, lines: _ } = outcome.step(branch);
        effects.into_iter().for_each(|effects| self.apply(effects, TRUE, true));
        self.picked = 0;
        if passes_slowly(self.most_days.saturating_add(takes.into())) {
            return self.set_out(takes, goto, goals);
        }
        self.pass(takes);
        let mut update = self.arrive(goto);
        for (name, now) in self.names.vars.iter().zip(&self.now) {
            if name.kept && name.text != *now {
                update.push_str(&format!("&({}'={now})", name.text));
            }
        }
        update
    }

    /// Leaves for days that pass, as an update.
    fn set_out(&self, takes: u16, goto: Goto, goals: &mut Goals) -> String {
        let goal = match goto {
            Goto::End => self.names.end,
            Goto::Scene(to) => to.index(),
        };
        goals.insert(goal, goto);
        let left =
            if self.days == "0" { takes.to_string() } else { format!("{takes}+{}", self.days) };
        let mut update = format!("(at'={})&(left'={left})&(goal'={goal})", self.names.passing);
        let watched = self.was.iter().enumerate();
        for (at, was) in watched.filter_map(|(at, was)| Some((at, was.as_ref()?))) {
            update.push_str(&format!("&({}'={was})", noted(at)));
        }
        for (name, now) in self.names.vars.iter().zip(&self.now) {
            if self.names.declares(name) && name.before() != *now {
                update.push_str(&format!("&({}'={now})", name.text));
            }
        }
        update
    }

    /// Everything after the days have passed; where the step leads, as the beginning of an update.
    pub(in crate::solver) fn arrive(&mut self, goto: Goto) -> String {
        let limit = self.limit();
        if let Goto::Scene(to) = goto {
            let enters = not(&limit);
            let visits = self.names.numbering.visits(to);
            if let Some(place) = self.names.place(visits) {
                let most = self.names.vars[place].range.map_or(0, |(_, most)| most);
                let more = format!("min({most},{}+1)", self.now[place]);
                self.put(visits, &more, &enters);
            }
            let due: Vec<&Reaction> =
                self.scenario.reactions.iter().filter(|one| self.on_entering(one, to)).collect();
            due.into_iter().for_each(|reaction| self.fire(reaction, &enters));
        }
        self.cross();
        self.leads(goto, &limit)
    }

    fn on_entering(&self, reaction: &Reaction, to: SceneId) -> bool {
        match reaction.on {
            Trigger::Enter(channel) => {
                let SceneStep { via, lines: _ } = self.scenario.scene(to).step();
                via == channel
            }
            Trigger::Arrive(at) => at == to,
            Trigger::Day | Trigger::Rise(..) | Trigger::Fall(..) => false,
        }
    }

    /// Lets the day pass, if one does.
    fn pass(&mut self, takes: u16) {
        let takes = i32::from(takes);
        if takes.saturating_add(self.most_days) > 0 {
            let surely = takes > 0;
            let active = if surely { TRUE.to_owned() } else { format!("({}>=1)", self.days) };
            self.pass_day(&active);
        }
    }

    /// Lets one day pass under a condition.
    pub(in crate::solver) fn pass_day(&mut self, active: &str) {
        let var = self.names.numbering.day();
        if let Some(place) = self.names.place(var) {
            let last = self.names.vars[place].range.map_or(0, |(_, most)| most);
            let next = format!("min({last},{}+1)", self.now[place]);
            self.put(var, &next, active);
        }
        if let Some(clock) = &self.scenario.clock {
            self.apply(&clock.each_day, active, false);
        }
        for reaction in &self.scenario.reactions {
            if reaction.on == Trigger::Day {
                self.fire(reaction, active);
            }
        }
    }

    /// Whether the last day is reached.
    pub(in crate::solver) fn limit(&self) -> String {
        let Some(clock) = &self.scenario.clock else { return FALSE.to_owned() };
        match self.names.place(self.names.numbering.day()) {
            Some(place) => format!("({}>={})", self.now[place], clock.last_day),
            None => FALSE.to_owned(),
        }
    }

    fn fire(&mut self, reaction: &Reaction, due: &str) {
        let Reaction { when, once, effects, on: _, lines: _, node: _, id: _ } = reaction;
        let mut fires = and(due, &self.holds(when));
        if let Some(fired) = *once {
            let var = self.names.numbering.mark(fired);
            fires = and(&fires, &not(&self.is(var)));
            self.put(var, TRUE, &fires);
        }
        self.apply(effects, &fires, false);
    }

    /// Reactions to meters that crossed a line, settled before the first one fires.
    fn cross(&mut self) {
        let crossed: Vec<(&Reaction, String)> = self
            .scenario
            .reactions
            .iter()
            .zip(&self.was)
            .filter_map(|(reaction, was)| {
                let (meter, line, rises) = match reaction.on {
                    Trigger::Rise(meter, line) => (meter, line, true),
                    Trigger::Fall(meter, line) => (meter, line, false),
                    Trigger::Day | Trigger::Enter(_) | Trigger::Arrive(_) => return None,
                };
                let (was, is) = (was.as_deref()?, self.at_least(meter, line));
                let crossed = if rises { and(&not(was), &is) } else { and(was, &not(&is)) };
                Some((reaction, crossed))
            })
            .filter(|(_, crossed)| crossed != FALSE)
            .collect();
        for (reaction, crossed) in crossed {
            self.fire(reaction, &crossed);
        }
    }

    /// Where the step leads, and what that is worth.
    fn leads(&self, goto: Goto, limit: &str) -> String {
        let end = self.names.end;
        let (at, worth) = match goto {
            Goto::End => (end.to_string(), self.worth()),
            Goto::Scene(to) => {
                let choices = self.scenario.scene(to).choice_ids();
                let offers = choices.map(|id| self.offered(self.scenario.choice(id)));
                let stuck = not(&offers.fold(FALSE.to_owned(), |any, one| or(&any, &one)));
                let ends = or(limit, &stuck);
                let forced = self.scenario.clock.as_ref().map(|clock| self.value_of(clock.then));
                let worth = match &forced {
                    Some(forced) if limit != FALSE => choose(limit, forced, &self.worth()),
                    _ => self.worth(),
                };
                let worth = if ends == FALSE { "0".to_owned() } else { choose(&ends, &worth, "0") };
                (choose(&ends, &end.to_string(), &to.index().to_string()), worth)
            }
        };
        let mut update = format!("(at'={at})");
        if worth != "0" {
            update.push_str(&format!("&(worth'={worth})"));
        }
        update
    }

    /// The value of the ending that applies.
    fn worth(&self) -> String {
        let endings = self.scenario.ending_ids().zip(&self.scenario.endings);
        let one = |(id, ending): (EndingId, &Ending)| {
            let Ending { when, value: _, lines: _, node: _, id: _, title: _, text: _, picture: _ } =
                ending;
            (self.holds(when), self.value_of(id))
        };
        let mut all: Vec<(String, String)> = endings.map(one).collect();
        let last = all.pop().map_or_else(|| "0".to_owned(), |(_, value)| value);
        all.into_iter().rev().fold(last, |rest, (when, value)| choose(&when, &value, &rest))
    }

    fn value_of(&self, ending: EndingId) -> String {
        let value = &self.scenario.ending(ending).value;
        if value.plus.is_empty() {
            return value.base.clamp(value.min, value.max).to_string();
        }
        let shares = value.plus.iter().map(|(meter, numerator, denominator)| {
            let product = format!("({}*{numerator})", self.meter(*meter));
            match denominator {
                1 => product,
                _ => format!(
                    "({product}<0?ceil({product}/{denominator}):floor({product}/{denominator}))"
                ),
            }
        });
        let sum = shares.fold(value.base.to_string(), |sum, share| format!("{sum}+{share}"));
        format!("max({},min({},{sum}))", value.min, value.max)
    }

    fn offered(&self, choice: &Choice) -> String {
        let ChoiceStep { when, once, tracked, .. } = choice.step();
        let used_up = match tracked.filter(|_| once) {
            Some(taken) => self.is(self.names.numbering.mark(taken)),
            None => FALSE.to_owned(),
        };
        and(&not(&used_up), &self.holds(when))
    }

    fn apply(&mut self, effects: &[Effect], path: &str, counts_days: bool) {
        let vars = &self.names.numbering;
        for effect in effects.iter().filter(|_| path != FALSE) {
            if self.is_overgrown() {
                return;
            }
            match effect {
                Effect::Add(meter, by) => {
                    let var = vars.stored_meter(meter.index());
                    let bounds = &self.scenario.meters[meter.index()];
                    let now = self.get(var);
                    let next = if *by >= 0 {
                        format!("min({},{now}+{by})", bounds.max)
                    } else {
                        format!("max({},{now}-{})", bounds.min, i32::from(*by).abs())
                    };
                    self.put(var, &next, path);
                }
                Effect::Put(meter, to) => {
                    let bounds = &self.scenario.meters[meter.index()];
                    let to = (*to).clamp(bounds.min, bounds.max).to_string();
                    self.put(vars.stored_meter(meter.index()), &to, path);
                }
                Effect::Mark(mark, to) => self.put(vars.mark(*mark), word(*to), path),
                Effect::Pass(days) if counts_days && *days > 0 => {
                    let more = choose(path, &days.to_string(), "0");
                    self.days =
                        if self.days == "0" { more } else { format!("{}+{more}", self.days) };
                    self.most_days = self.most_days.saturating_add((*days).into());
                }
                Effect::Pass(_) => {}
                Effect::When(_, condition, [then, otherwise]) => {
                    let holds = self.holds(condition);
                    let inner = and(path, &holds);
                    self.apply(then, &inner, counts_days);
                    if !otherwise.is_empty() {
                        self.apply(otherwise, &and(path, &not(&holds)), counts_days);
                    }
                }
                Effect::By(_, draw, lists) => {
                    let drawn = self.get(vars.draw(*draw));
                    for (value, list) in lists.iter().enumerate() {
                        let inner = and(path, &format!("({drawn}={value})"));
                        self.apply(list, &inner, counts_days);
                    }
                }
            }
        }
    }

    fn holds(&self, condition: &Condition) -> String {
        let vars = &self.names.numbering;
        match condition {
            Condition::Always => TRUE.to_owned(),
            Condition::Is(draw, value) => format!("({}={value})", self.get(vars.draw(*draw))),
            Condition::Holds(mark) => self.is(vars.mark(*mark)),
            Condition::AgreementsAtLeast(count) => {
                let all = self.scenario.marks(MarkKind::Agreement);
                let all = all.map(|one| choose(&self.is(vars.mark(one)), "1", "0"));
                let sum = all.collect::<Vec<_>>().join("+");
                if sum.is_empty() {
                    word(*count == 0).to_owned()
                } else {
                    format!("(({sum})>={count})")
                }
            }
            Condition::AtLeast(meter, value) => self.at_least(*meter, *value),
            Condition::DayAtLeast(day) => format!("({}>={day})", self.get(vars.day())),
            Condition::VisitsAtLeast(scene, count) => {
                format!("({}>={count})", self.get(vars.visits(*scene)))
            }
            Condition::Picked(option) => word(self.picked >> option & 1 == 1).to_owned(),
            Condition::Ended(_) => FALSE.to_owned(),
            Condition::Not(inner) => not(&self.holds(inner)),
            Condition::Any(list) => {
                list.iter().fold(FALSE.to_owned(), |any, inner| or(&any, &self.holds(inner)))
            }
            Condition::All(list) => {
                list.iter().fold(TRUE.to_owned(), |all, inner| and(&all, &self.holds(inner)))
            }
        }
    }

    fn at_least(&self, meter: MeterId, value: i16) -> String {
        format!("({}>={value})", self.meter(meter))
    }

    fn meter(&self, id: MeterId) -> String {
        let meter = &self.scenario.meters[id.index()];
        match &meter.kind {
            MeterKind::Stored { .. } => self.get(self.names.numbering.stored_meter(id.index())),
            MeterKind::Derived { terms } => {
                let term = |(term, factor): &(MeterId, i16)| {
                    let stored = self.names.numbering.stored_meter(term.index());
                    format!("{}*{factor}", self.get(stored))
                };
                let sum: Vec<String> = terms.iter().map(term).collect();
                format!("max({},min({},{}))", meter.min, meter.max, sum.join("+"))
            }
        }
    }

    fn get(&self, var: Var) -> String {
        self.names.place(var).map_or_else(|| "0".to_owned(), |place| self.now[place].clone())
    }

    /// A variable that is true or false.
    fn is(&self, var: Var) -> String {
        self.names.place(var).map_or_else(|| FALSE.to_owned(), |place| self.now[place].clone())
    }

    /// Assigns under a condition.
    fn put(&mut self, var: Var, value: &str, path: &str) {
        if let Some(place) = self.names.place(var).filter(|_| !self.is_overgrown()) {
            self.now[place] = choose(path, value, &self.now[place]);
            let length = self.now[place].len();
            let more = if length > MOST_OF_ONE { MOST_OF_ALL } else { length };
            self.written.set(self.written.get().saturating_add(more));
        }
    }

    /// Whether conditions and effects grew into each other until the model is too long to be written.
    fn is_overgrown(&self) -> bool {
        self.written.get() >= MOST_OF_ALL
    }

    /// That the model can be written, as far as it was worked out.
    pub(in crate::solver) fn checked(&self) -> io::Result<()> {
        if self.is_overgrown() {
            return Err(io::Error::other(
                "in PRISM's language a step is one expression, and one of these would take more than 256 KiB",
            ));
        }
        Ok(())
    }
}

/// The variable that notes whether what a reaction watches was beyond its line before the step.
pub(super) fn noted(reaction: usize) -> String {
    format!("was{reaction}")
}
