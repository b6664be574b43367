//! Conditions in words: predicates of the language as clauses that follow an "if".

use std::collections::BTreeSet;

use super::reading_order::ReadingOrder;
use crate::{
    scenario::{
        Condition, DrawId, FlagOwner, Mark, MarkKind, MeterId, Pick, PickOption, Scenario, SceneId,
        Trigger,
    },
    text::first_name,
};

/// Puts conditions of a scenario into words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Conditions<'s> {
    pub scenario: &'s Scenario,
    pub order: &'s ReadingOrder,
    /// The options of the pick that is being answered.
    pub pick: Option<&'s Pick>,
}

/// A clause, and how tightly it holds together.
struct Clause {
    words: String,
    joint: Joint,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// One statement.
    None,
    And,
    Or,
}

impl Conditions<'_> {
    /// A condition: "Helen's trust is 60 or more and the badge is known".
    pub(super) fn clause(&self, condition: &Condition) -> String {
        self.of(condition, true).words
    }

    /// That it does not hold.
    pub(super) fn denial(&self, condition: &Condition) -> String {
        self.of(condition, false).words
    }

    /// A condition, or its opposite.
    fn of(&self, condition: &Condition, holds: bool) -> Clause {
        let not = if holds { "" } else { "not " };
        let words = match condition {
            Condition::Always => (if holds { "always" } else { "never" }).to_owned(),
            Condition::Is(draw, value) => self.drawn(*draw, &[*value], holds),
            Condition::Holds(mark) => self.mark(*mark, holds),
            Condition::AgreementsAtLeast(count) => {
                let few = if holds { "at least" } else { "fewer than" };
                let things = if *count == 1 { "thing is" } else { "things are" };
                format!("{few} {count} {things} agreed")
            }
            Condition::AtLeast(meter, value) if holds => {
                format!("{} is {value} or more", self.meter(*meter))
            }
            Condition::AtLeast(meter, value) => {
                format!("{} is below {value}", self.meter(*meter))
            }
            Condition::DayAtLeast(days) => {
                let few = if holds { "at least" } else { "fewer than" };
                format!("{few} {days} {} passed", if *days == 1 { "day has" } else { "days have" })
            }
            Condition::VisitsAtLeast(scene, 1) => {
                format!("{} has {not}been entered", self.scene(*scene))
            }
            Condition::VisitsAtLeast(scene, times) => {
                let few = if holds { "at least" } else { "fewer than" };
                format!("{} has been entered {few} {times} times", self.scene(*scene))
            }
            Condition::Picked(option) => {
                let option = self.pick.and_then(|pick| pick.options.get(usize::from(*option)));
                let words = option.map_or("an option", |PickOption { text, .. }| text.as_str());
                format!("“{words}” is {not}marked")
            }
            Condition::Ended(ending) => {
                format!("it has {not}ended with “{}”", self.scenario.ending(*ending).title)
            }
            Condition::Not(inner) => return self.of(inner, !holds),
            Condition::Any(parts) => return self.joined(parts, holds, Joint::Or),
            Condition::All(parts) => return self.joined(parts, holds, Joint::And),
        };
        Clause { words, joint: Joint::None }
    }

    /// Several conditions; those that do not hold together hold not one by one (De Morgan).
    fn joined(&self, parts: &[Condition], holds: bool, joint: Joint) -> Clause {
        let joint = match (joint, holds) {
            (Joint::And, true) | (Joint::Or, false) => Joint::And,
            _ => Joint::Or,
        };
        if let Some((draw, values)) = of_one_draw(parts)
            && (joint == Joint::Or) == holds
        {
            return Clause { words: self.drawn(draw, &values, holds), joint: Joint::None };
        }
        let mut clauses: Vec<Clause> = parts.iter().map(|part| self.of(part, holds)).collect();
        let mut seen = BTreeSet::new();
        clauses.retain(|one| seen.insert(one.words.clone()));
        if let [only] = &mut *clauses {
            return Clause { words: std::mem::take(&mut only.words), joint: only.joint };
        }
        if clauses.is_empty() {
            let words = if joint == Joint::And { "always" } else { "never" };
            return Clause { words: words.to_owned(), joint: Joint::None };
        }
        let between = if joint == Joint::And { " and " } else { " or " };
        let one = |clause: &Clause| match clause.joint {
            Joint::None => clause.words.clone(),
            same if same == joint => clause.words.clone(),
            Joint::And | Joint::Or => format!("({})", clause.words),
        };
        let words = clauses.iter().map(one).collect::<Vec<_>>().join(between);
        Clause { words, joint }
    }

    /// That a draw has one of these values, or none of them.
    fn drawn(&self, draw: DrawId, values: &[u8], holds: bool) -> String {
        let not = if holds { "" } else { "not " };
        format!("“{}” is {not}{}", self.draw(draw), self.values(draw, values))
    }

    /// The name of a hidden draw.
    pub(super) fn draw(&self, draw: DrawId) -> &str {
        let draw = &self.scenario.draws[draw.index()];
        draw.title.as_deref().unwrap_or(&draw.id)
    }

    /// Values of a draw: "“Swamped” or “Bypassed”".
    pub(super) fn values(&self, draw: DrawId, values: &[u8]) -> String {
        let all = &self.scenario.draws[draw.index()].values;
        let values = values.iter().filter_map(|value| all.get(usize::from(*value)));
        let names: Vec<String> = values
            .map(|value| format!("“{}”", value.title.as_deref().unwrap_or(&value.id)))
            .collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => names.concat(),
        }
    }

    fn mark(&self, mark: Mark, holds: bool) -> String {
        let (scenario, not) = (self.scenario, if holds { "" } else { "not " });
        let words = || scenario.mark_words(mark).map_or("", |(words, _)| words);
        match mark.kind {
            MarkKind::Fact => format!("it is {not}known that “{}”", words()),
            MarkKind::Guess => {
                format!("you {} yourself “{}”", if holds { "tell" } else { "do not tell" }, words())
            }
            MarkKind::Agreement => format!("“{}” is {not}agreed", words()),
            MarkKind::Flag => match scenario.flags[usize::from(mark.number)].owner {
                FlagOwner::Author(_) => {
                    format!("“{}” has {not}been noted", scenario.mark_id(mark))
                }
                FlagOwner::Taken(choice) => {
                    let taken = scenario.choice(choice);
                    let all = scenario.scene(taken.scene).choice_ids();
                    let nth = all.take_while(|one| *one != choice).count() + 1;
                    let scene = self.order.of_scene(taken.scene);
                    format!("choice {nth} of scene {scene} was {not}taken")
                }
                FlagOwner::Fired(reaction) => {
                    let fired = scenario.reactions.iter().find(|one| one.node == reaction);
                    format!("“{}” has {not}happened", fired.map_or("", |one| &*one.id))
                }
            },
        }
    }

    /// A meter: its words for the screen, as they are where they name whose it is.
    fn meter(&self, meter: MeterId) -> String {
        let label = &self.scenario.meters[meter.index()].label;
        let is_whose = ["'s ", "’s "].iter().any(|of| {
            let owner = label.split_once(of).map_or("", |(owner, _)| owner);
            let mut people = self.scenario.cast.iter();
            people.any(|person| owner == first_name(&person.name) || *owner == *person.name)
        });
        if is_whose { label.to_string() } else { format!("“{label}”") }
    }

    /// A scene by its number and its title.
    pub(super) fn scene(&self, scene: SceneId) -> String {
        format!("scene {}, “{}”,", self.order.of_scene(scene), self.scenario.scene(scene).title)
    }

    /// When a reaction is considered.
    pub(super) fn trigger(&self, trigger: Trigger) -> String {
        match trigger {
            Trigger::Day => "Each day that passes".to_owned(),
            Trigger::Enter(channel) => {
                let label = channel.label().to_lowercase();
                if label.is_empty() {
                    "On entering a scene without a channel".to_owned()
                } else {
                    format!("On entering a scene by way of: {label}")
                }
            }
            Trigger::Arrive(scene) => {
                format!("On entering {}", self.scene(scene).trim_end_matches(','))
            }
            Trigger::Rise(meter, value) => {
                format!("When {} rises to {value} or more", self.meter(meter))
            }
            Trigger::Fall(meter, value) => {
                format!("When {} falls below {value}", self.meter(meter))
            }
        }
    }
}

/// The draw and the values where all of these ask for a value of one draw.
fn of_one_draw(parts: &[Condition]) -> Option<(DrawId, Vec<u8>)> {
    let value = |part: &Condition| {
        if let Condition::Is(draw, value) = part { Some((*draw, *value)) } else { None }
    };
    let values: Vec<(DrawId, u8)> = parts.iter().map(value).collect::<Option<_>>()?;
    let (draw, _) = *values.first()?;
    let is_one = values.len() > 1 && values.iter().all(|(one, _)| *one == draw);
    is_one.then(|| (draw, values.into_iter().map(|(_, value)| value).collect()))
}
