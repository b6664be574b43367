//! One step of play, in the order that the language fixes.

use super::{chance::Chance, state::State};
use crate::scenario::{
    Choice, ChoiceId, Condition, Effect, EndingId, Evidence, Goto, Line, MeterId, NodeId, Origin,
    Outcome, Reaction, Scenario, SceneId, Spoken, Trigger, Voice,
};

/// What the player does: a choice, and of a pick the options marked, as a bit mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Move {
    /// The choice.
    pub choice: ChoiceId,
    /// Options marked; 0 where there is no pick.
    pub picked: u16,
}

/// What a step reads and writes of the meters, as it does so. The analysis learns from it which other
/// states would have gone the same way.
#[derive(Debug, Clone, Copy)]
pub enum Notice<'s> {
    /// What happens next depends on a condition, given the options marked.
    Asked(&'s Condition, u16),
    /// Whether the effects of a conditional effect are applied depends on a condition.
    Guarded(NodeId, &'s Condition, u16),
    /// What is said next depends on a condition, given the options marked.
    Worded(&'s Condition, u16),
    /// One of the lists of an effect by draw is about to be applied, by the value that was drawn.
    Drawn(NodeId, u8),
    /// So much is about to be added to a meter.
    Added(MeterId, i16),
    /// A meter is about to be put to a value, whatever it was.
    Put(MeterId, i16),
    /// A reaction waits for its meter to cross a line; whether it stood beyond it before the step.
    Watched(&'s Reaction, bool),
    /// The value of this ending is about to be worked out.
    Weighed(EndingId),
}

/// Hears what a step does, as it does it. `()` hears nothing and costs nothing.
pub trait Witness {
    /// The choice shows something of the learner's skill.
    fn evidence(&mut self, _evidence: &Evidence) {}
    /// Which outcome of the choice applies, by its place.
    fn came_to(&mut self, _outcome: usize) {}
    /// The state as it stands when the next line is said or the next day is over.
    fn stands(&mut self, _state: &State) {}
    /// Something is said or shown.
    fn said(&mut self, _line: &Spoken) {}
    /// A day passed.
    fn day_passed(&mut self) {}
    /// A chance branch of an outcome was drawn.
    fn drew(&mut self, _outcome: &Outcome, _branch: usize) {}
    /// A scene was entered.
    fn entered(&mut self, _scene: SceneId) {}
    /// A reaction fired.
    fn reacted(&mut self, _reaction: &Reaction) {}
    /// The play came to its ending.
    fn ended(&mut self, _ending: EndingId) {}
    /// The step reads or writes the state as it stands.
    fn noticed(&mut self, _state: &State, _notice: Notice<'_>) {}
}

impl Witness for () {}

/// Begins a play: makes the hidden draws, enters the first scene.
pub fn begin(scenario: &Scenario, chance: &mut impl Chance, witness: &mut impl Witness) -> State {
    let mut state = draw_hidden(scenario, chance);
    let mut step = Step { scenario, witness, before: None };
    step.enter(&mut state, scenario.start);
    step.end_if_stuck(&mut state);
    state
}

/// The hidden draws, in order, each among the values that earlier ones allow.
fn draw_hidden(scenario: &Scenario, chance: &mut impl Chance) -> State {
    let mut state = State::blank(scenario);
    for (k, draw) in (0..).zip(&scenario.draws) {
        let at = usize::try_from(k).unwrap_or_default();
        let weights: Vec<u32> = draw
            .values
            .iter()
            .map(
                |value| {
                    if value.when.holds_of_draws(&state.draws[..at]) { value.weight } else { 0 }
                },
            )
            .collect();
        let value = chance.draw(0, k, &weights);
        state.draws[at] = u8::try_from(value).unwrap_or_default();
        for (meter, start) in &draw.values[value].start {
            state.put_meter(scenario, *meter, (*start).into());
        }
    }
    state
}

/// What is on offer, in file order; of a pick, each answer is an offer of its own.
pub fn offered<'s>(scenario: &'s Scenario, state: &'s State) -> impl Iterator<Item = Move> + 's {
    let scene = scenario.scene(state.scene);
    scene
        .choice_ids()
        .filter(|_| !state.finished)
        .filter(|id| is_offered(scenario, state, scenario.choice(*id)))
        .flat_map(|choice| {
            let answers = match &scenario.choice(choice).pick {
                Some(pick) => &*pick.answers,
                None => &[0][..],
            };
            answers.iter().map(move |picked| Move { choice, picked: *picked })
        })
}

/// Whether a choice of the current scene is on offer.
pub(crate) fn is_offered(scenario: &Scenario, state: &State, choice: &Choice) -> bool {
    let used_up = choice.once && choice.tracked.is_some_and(|taken| state.marked(taken));
    !used_up && state.holds(scenario, &choice.when, 0)
}

/// Takes one step. `taken` must be on offer; see [`offered`].
pub fn step(
    scenario: &Scenario,
    state: &mut State,
    taken: Move,
    chance: &mut impl Chance,
    witness: &mut impl Witness,
) {
    let choice = scenario.choice(taken.choice);
    for evidence in &choice.evidence {
        if state.holds(scenario, &evidence.when, taken.picked) {
            witness.evidence(evidence);
        }
    }
    let before = Crossings::of(scenario, state);
    Step { scenario, witness, before: Some(before) }.take(state, choice, taken.picked, chance);
}

/// The side of each watched line on which the meters stood before the step, one bit a reaction.
struct Crossings(u64, Option<Box<[bool]>>);

impl Crossings {
    fn of(scenario: &Scenario, state: &State) -> Self {
        let sides = scenario.reactions.iter().map(|reaction| beyond(scenario, state, reaction.on));
        if scenario.reactions.len() <= 64 {
            let bits = sides.enumerate().fold(0, |bits, (at, side)| bits | u64::from(side) << at);
            Self(bits, None)
        } else {
            Self(0, Some(sides.collect()))
        }
    }

    fn was_beyond(&self, reaction: usize) -> bool {
        match &self.1 {
            Some(sides) => sides[reaction],
            None => self.0 >> reaction & 1 == 1,
        }
    }
}

/// Whether the meter that a reaction watches stands beyond its line.
fn beyond(scenario: &Scenario, state: &State, on: Trigger) -> bool {
    match on {
        Trigger::Rise(meter, line) => state.meter(scenario, meter) >= line,
        Trigger::Fall(meter, line) => state.meter(scenario, meter) < line,
        Trigger::Day | Trigger::Enter(_) | Trigger::Arrive(_) => false,
    }
}

/// A step under way.
struct Step<'s, W> {
    scenario: &'s Scenario,
    witness: &'s mut W,
    before: Option<Crossings>,
}

impl<W: Witness> Step<'_, W> {
    fn take(&mut self, state: &mut State, choice: &Choice, picked: u16, chance: &mut impl Chance) {
        state.step += 1;
        if let Some(taken) = choice.tracked {
            state.marks.put(taken.into(), true);
        }
        let mut days = 0;
        if let Some(pick) = &choice.pick {
            for (at, option) in pick.options.iter().enumerate() {
                let marked = picked >> at & 1 == 1;
                let effects = if marked { &option.effects } else { &option.otherwise };
                self.apply(state, effects, picked, &mut days);
            }
        }
        self.apply(state, &choice.effects, picked, &mut days);
        let mut outcomes = choice.outcomes.iter();
        let Some(at) = outcomes.position(|outcome| self.asks(state, &outcome.when, picked)) else {
            return;
        };
        let outcome = &choice.outcomes[at];
        self.witness.came_to(at);
        let branch = (!outcome.chance.is_empty()).then(|| {
            let at = chance.draw(state.step, 0, &outcome.weights);
            self.witness.drew(outcome, at);
            &outcome.chance[at]
        });
        self.apply(state, &outcome.effects, picked, &mut days);
        if let Some(branch) = branch {
            self.apply(state, &branch.effects, picked, &mut days);
        }
        days = days.saturating_add(branch.map_or(outcome.takes, |branch| branch.takes));
        self.pass(state, days);
        self.say(state, &outcome.lines, picked);
        if let Some(branch) = branch {
            self.say(state, &branch.lines, picked);
        }
        let goto = branch.map_or(outcome.goto, |branch| branch.goto);
        if let Goto::Scene(scene) = goto
            && !self.day_limit_reached(state)
        {
            self.enter(state, scene);
        }
        self.react_to_crossings(state);
        self.end_if_due(state, goto);
        self.end_if_stuck(state);
    }

    /// Whether a condition holds of which something depends.
    fn asks(&mut self, state: &State, condition: &Condition, picked: u16) -> bool {
        self.witness.noticed(state, Notice::Asked(condition, picked));
        state.holds(self.scenario, condition, picked)
    }

    fn apply(&mut self, state: &mut State, effects: &[Effect], picked: u16, days: &mut u16) {
        let scenario = self.scenario;
        for effect in effects {
            match effect {
                Effect::Add(meter, by) => {
                    self.witness.noticed(state, Notice::Added(*meter, *by));
                    let now = state.meters[meter.index()];
                    state.put_meter(scenario, *meter, i32::from(now) + i32::from(*by));
                }
                Effect::Put(meter, to) => {
                    self.witness.noticed(state, Notice::Put(*meter, *to));
                    state.put_meter(scenario, *meter, (*to).into());
                }
                Effect::Mark(mark, to) => state.marks.put(*mark, *to),
                Effect::Pass(more) => *days = days.saturating_add(*more),
                Effect::When(Origin(node), condition, [then, otherwise]) => {
                    self.witness.noticed(state, Notice::Guarded(*node, condition, picked));
                    let holds = state.holds(scenario, condition, picked);
                    self.apply(state, if holds { then } else { otherwise }, picked, days);
                }
                Effect::By(Origin(node), draw, lists) => {
                    let value = state.drawn(*draw);
                    self.witness.noticed(state, Notice::Drawn(*node, value));
                    self.apply(state, &lists[usize::from(value)], picked, days);
                }
            }
        }
    }

    /// Lets days pass one at a time. Days that the effects of a passing day ask for are ignored.
    fn pass(&mut self, state: &mut State, days: u16) {
        let scenario = self.scenario;
        for _ in 0..days {
            state.day = state.day.saturating_add(1);
            self.witness.stands(state);
            self.witness.day_passed();
            if let Some(clock) = &scenario.clock {
                self.apply(state, &clock.each_day, 0, &mut 0);
            }
            self.react(state, |on| on == Trigger::Day);
            if self.day_limit_reached(state) {
                break;
            }
        }
    }

    fn enter(&mut self, state: &mut State, id: SceneId) {
        let scenario = self.scenario;
        let scene = scenario.scene(id);
        state.scene = id;
        state.visits[id.index()] = state.visits[id.index()].saturating_add(1);
        self.witness.entered(id);
        self.react(state, |on| on == Trigger::Enter(scene.via) || on == Trigger::Arrive(id));
        self.say(state, &scene.lines, 0);
    }

    fn react(&mut self, state: &mut State, is_due: impl Fn(Trigger) -> bool) {
        let scenario = self.scenario;
        for reaction in scenario.reactions.iter().filter(|reaction| is_due(reaction.on)) {
            self.fire(state, reaction);
        }
    }

    fn react_to_crossings(&mut self, state: &mut State) {
        let scenario = self.scenario;
        let Some(before) = self.before.take() else { return };
        // Reactions do not cascade: what crossed is settled before the first one fires.
        let after = Crossings::of(scenario, state);
        for (at, reaction) in scenario.reactions.iter().enumerate() {
            if matches!(reaction.on, Trigger::Rise(..) | Trigger::Fall(..)) {
                self.witness.noticed(state, Notice::Watched(reaction, before.was_beyond(at)));
            }
        }
        for (at, reaction) in scenario.reactions.iter().enumerate() {
            if after.was_beyond(at) && !before.was_beyond(at) {
                self.fire(state, reaction);
            }
        }
    }

    fn fire(&mut self, state: &mut State, reaction: &Reaction) {
        if reaction.once.is_some_and(|fired| state.marked(fired))
            || !self.asks(state, &reaction.when, 0)
        {
            return;
        }
        if let Some(fired) = reaction.once {
            state.marks.put(fired.into(), true);
        }
        self.witness.reacted(reaction);
        self.apply(state, &reaction.effects, 0, &mut 0);
        self.say(state, &reaction.lines, 0);
    }

    fn say(&mut self, state: &mut State, lines: &[Line], picked: u16) {
        for line in lines {
            match line {
                Line::Say(spoken) => {
                    if let (Some(mood), Voice::Person(person)) = (spoken.mood, spoken.voice) {
                        state.moods[person.index()] = mood;
                    }
                    self.witness.stands(state);
                    self.witness.said(spoken);
                }
                Line::If(_, condition, then, otherwise) => {
                    self.witness.noticed(state, Notice::Worded(condition, picked));
                    let holds = state.holds(self.scenario, condition, picked);
                    self.say(state, if holds { then } else { otherwise }, picked);
                }
                Line::By(_, draw, lists) => {
                    self.say(state, &lists[usize::from(state.drawn(*draw))], picked);
                }
            }
        }
    }

    fn day_limit_reached(&self, state: &State) -> bool {
        state.ending.is_none()
            && self.scenario.clock.as_ref().is_some_and(|clock| state.day >= clock.last_day)
    }

    /// Ends the play if it goes to its end, or if the last day is reached.
    fn end_if_due(&mut self, state: &mut State, goto: Goto) {
        let scenario = self.scenario;
        match (goto, &scenario.clock) {
            (Goto::End, _) if state.ending.is_some() => state.finished = true,
            (Goto::End, _) => self.end(state, None),
            (Goto::Scene(_), Some(clock)) if self.day_limit_reached(state) => {
                self.end(state, Some(clock.then));
            }
            (Goto::Scene(_), _) => {}
        }
    }

    /// A scene that offers nothing ends the play, so that nobody is stuck in it.
    fn end_if_stuck(&mut self, state: &mut State) {
        while !state.finished && offered(self.scenario, state).next().is_none() {
            for id in self.scenario.scene(state.scene).choice_ids() {
                let choice = self.scenario.choice(id);
                self.witness.noticed(state, Notice::Asked(&choice.when, 0));
            }
            if state.ending.is_some() {
                state.finished = true;
            } else {
                self.end(state, None);
            }
        }
    }

    /// Fixes the ending, plays its epilogue, goes to the reflection.
    fn end(&mut self, state: &mut State, forced: Option<EndingId>) {
        let scenario = self.scenario;
        let ending = forced.or_else(|| {
            let mut endings = scenario.endings.iter();
            let found = endings.position(|ending| self.asks(state, &ending.when, 0));
            found.map(EndingId::at)
        });
        let Some(id) = ending else {
            state.finished = true;
            return;
        };
        let ending = scenario.ending(id);
        state.ending = Some(id);
        self.witness.noticed(state, Notice::Weighed(id));
        state.value = value_of(scenario, state, id);
        self.witness.ended(id);
        self.say(state, &ending.lines, 0);
        match scenario.reflection {
            Some(scene) => self.enter(state, scene),
            None => state.finished = true,
        }
    }
}

/// How good an ending is, given the meters: base plus shares, each rounded towards zero, within
/// bounds.
pub(crate) fn value_of(scenario: &Scenario, state: &State, ending: EndingId) -> i32 {
    let value = &scenario.ending(ending).value;
    let shares: i64 = value
        .plus
        .iter()
        .map(|(meter, numerator, denominator)| {
            i64::from(state.meter(scenario, *meter)) * i64::from(*numerator)
                / i64::from(*denominator)
        })
        .sum();
    let sum = (i64::from(value.base) + shares).clamp(value.min.into(), value.max.into());
    i32::try_from(sum).unwrap_or(value.max)
}
