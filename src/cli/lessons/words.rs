//! Claims and figures in words.

use crate::{
    scenario::{ChoiceId, Claim, EndingId, Scenario, Scope},
    solver::{Bound, Figure, Subject},
};

/// Says what is claimed of a scenario, and what came of it.
pub(super) struct ClaimWords<'s> {
    pub(super) scenario: &'s Scenario,
}

impl ClaimWords<'_> {
    /// A claim.
    pub(super) fn claim(&self, claim: &Claim) -> String {
        match claim {
            Claim::Rather { these, than, by, scope } => {
                let (these, verb) = self.choices(these, "and", "costs", "cost");
                let (than, _) = self.choices(than, "and", "", "");
                let by = match by {
                    0 => format!("no more than {than}"),
                    1.. => format!("at least {by} less than {than}"),
                    _ => format!("at most {} more than {than}", by.abs()),
                };
                format!("{these} {verb} {by}{}", self.scope(scope))
            }
            Claim::Close { these, to, scope } => {
                let (these, _) = self.choices(these, "and", "", "");
                format!("{these} lie within {to} of each other{}", self.scope(scope))
            }
            Claim::Costs { these, at_least, at_most, scope } => {
                let (these, verb) = self.choices(these, "and", "costs", "cost");
                let bounds = bounds(*at_least, *at_most);
                format!("{these} {verb} {bounds}{}", self.scope(scope))
            }
            Claim::Fits { these, count, at_most, scope } => {
                let (these, _) = self.choices(these, "and", "", "");
                let verb = if *count == 1 { "costs" } else { "cost" };
                let scope = self.scope(scope);
                format!("at least {count} of {these} {verb} at most {at_most}{scope}")
            }
            Claim::Grows { these, over, by, scope } => {
                let (these, verb) = self.choices(these, "and", "costs", "cost");
                let more = if *by == 0 { "more".to_owned() } else { format!("over {by} more") };
                let (count, scope) = (over.len(), self.scope(scope));
                format!(
                    "{these} {verb} {more} under each of {count} conditions than under the one before{scope}"
                )
            }
            Claim::Rated { these, than } => {
                let (these, verb) = self.choices(these, "and", "is", "are");
                format!("{these} {verb} rated higher than {}", self.choices(than, "and", "", "").0)
            }
            Claim::Worth { these, below, at_least, at_most } => {
                let (these, verb) = self.endings(these);
                let below = (!below.is_empty())
                    .then(|| format!("always worth less than {}", self.endings(below).0));
                let bounds = (at_least.is_some() || at_most.is_some())
                    .then(|| format!("worth {}", bounds(*at_least, *at_most)));
                let worth: Vec<String> = below.into_iter().chain(bounds).collect();
                format!("{these} {verb} {}", worth.join(", and "))
            }
        }
    }

    /// What came of a part of a claim, and what was asked of it.
    pub(super) fn figure(&self, figure: &Figure) -> String {
        let points = figure.points;
        let one = |choice| self.choice(choice);
        let what = match figure.about {
            Subject::Less(less, than) if points < 0.0 => {
                format!("{} costs {} more than {}", one(less), told(-points), one(than))
            }
            Subject::Less(less, than) => {
                format!("{} costs {} less than {}", one(less), told(points), one(than))
            }
            Subject::Apart(a, b) => format!("{} and {} are {} apart", one(a), one(b), told(points)),
            Subject::Cost(_) if points.is_infinite() => {
                return "fewer of these are ever on offer than are asked for".to_owned()
                    + &self.under(figure);
            }
            Subject::Cost(choice) => format!("{} costs {}", one(choice), told(points)),
            Subject::Grows(choice, before, now) => {
                let (before, now) = (before + 1, now + 1);
                let more = if points < 0.0 { "less" } else { "more" };
                let points = told(points.abs());
                format!(
                    "{} costs {points} {more} under condition {now} than under condition {before}",
                    one(choice)
                )
            }
            Subject::Shows(more, less) => {
                let higher = if points < 0.0 { "lower" } else { "higher" };
                let (more, less) = (one(more), one(less));
                format!("{more} is rated {} levels {higher} than {less}", told(points.abs()))
            }
            Subject::Below(ending, other) => {
                let (ending, other) = (self.ending(ending), self.ending(other));
                let less = if points < 0.0 { "more" } else { "less" };
                let points = told(points.abs());
                format!("the best {ending} is worth {points} {less} than the worst {other}")
            }
            Subject::Worth(ending) => {
                let end = if matches!(figure.asked, Bound::AtMost(_)) { "best" } else { "worst" };
                format!("the {end} {} is worth {}", self.ending(ending), told(points))
            }
        };
        format!("{what}{} ({})", self.under(figure), asked(figure))
    }

    fn under(&self, figure: &Figure) -> String {
        figure.truth.map_or_else(String::new, |(draw, value)| {
            let value = &self.scenario.draws[draw.index()].values[usize::from(value)];
            format!(" under `{}`", value.id)
        })
    }

    fn scope(&self, scope: &Scope) -> String {
        let mut text = String::new();
        if let Some(within) = &scope.within {
            let draw = &self.scenario.draws[within.draw.index()];
            let values = within.values.iter();
            let values = values.map(|value| format!("`{}`", draw.values[usize::from(*value)].id));
            let values: Vec<String> = values.collect();
            text += &if within.singled_out {
                format!(", under {}", joined(&values, "and"))
            } else {
                format!(", under every `{}`", draw.id)
            };
        }
        if scope.when != crate::scenario::Condition::Always {
            text += ", where its `when` holds";
        }
        if scope.always {
            text += ", at every single decision";
        }
        text
    }

    /// A choice by its id, with its scene where others have the same.
    pub(super) fn choice(&self, id: ChoiceId) -> String {
        let choice = self.scenario.choice(id);
        let same = self.scenario.choices.iter().filter(|one| one.id == choice.id).count();
        match same {
            1 => format!("`{}`", choice.id),
            _ => format!("`{}/{}`", self.scenario.scene(choice.scene).id, choice.id),
        }
    }

    fn choices(
        &self,
        ids: &[ChoiceId],
        word: &str,
        one: &'static str,
        many: &'static str,
    ) -> (String, &'static str) {
        let names: Vec<String> = ids.iter().map(|id| self.choice(*id)).collect();
        (joined(&names, word), if ids.len() == 1 { one } else { many })
    }

    fn ending(&self, id: EndingId) -> String {
        format!("`{}`", self.scenario.ending(id).id)
    }

    fn endings(&self, ids: &[EndingId]) -> (String, &'static str) {
        let names: Vec<String> = ids.iter().map(|id| self.ending(*id)).collect();
        (joined(&names, "and"), if ids.len() == 1 { "is" } else { "are" })
    }
}

/// What a figure has to be.
fn asked(figure: &Figure) -> String {
    let of = |least: i32| match figure.about {
        Subject::Less(..) if least < 0 => format!("at most {} more asked", least.abs()),
        Subject::Less(..) => format!("at least {least} less asked"),
        _ => format!("at least {least} asked"),
    };
    match (figure.about, figure.asked) {
        (_, Bound::AtLeast(least)) => of(least),
        (_, Bound::AtMost(most)) => format!("at most {most} asked"),
        (Subject::Below(..), Bound::MoreThan(_)) => "less asked".to_owned(),
        (Subject::Shows(..), Bound::MoreThan(_)) => "higher asked".to_owned(),
        (_, Bound::MoreThan(0)) => "more asked".to_owned(),
        (_, Bound::MoreThan(least)) => format!("over {least} more asked"),
    }
}

fn bounds(at_least: Option<i32>, at_most: Option<i32>) -> String {
    match (at_least, at_most) {
        (Some(least), Some(most)) => format!("between {least} and {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => String::new(),
    }
}

/// Points to a tenth; where that would hide that it is something, more closely.
fn told(points: f64) -> String {
    if points > 0.0 && points < 0.05 { format!("{points:.3}") } else { format!("{points:.1}") }
}

fn joined(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {word} {last}", rest.join(", ")),
    }
}
