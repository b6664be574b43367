//! Claims and conditions as an author writes them, so that scenarios with drawn lessons come through
//! the same door as all others.

use rapport::scenario::{ChoiceId, Claim, Condition, EndingId, Mark, MarkKind, Scenario, Scope};

/// A lesson of these claims, as a section of a scenario.
pub(crate) fn lessons(scenario: &Scenario, claims: &[&Claim]) -> String {
    let claims: Vec<String> = claims.iter().map(|one| claim(scenario, one)).collect();
    format!("lessons: [(id: \"l\", text: \"L.\", claims: [{}])],", claims.join(", "))
}

/// A scenario's text with a section more.
pub(crate) fn with(text: &str, section: &str) -> String {
    text.replacen("Scenario(", &format!("Scenario({section}"), 1)
}

fn claim(scenario: &Scenario, claim: &Claim) -> String {
    let choices = |some: &[ChoiceId]| list(some, |id| choice(scenario, *id));
    let endings = |some: &[EndingId]| list(some, |id| scenario.ending(*id).id.to_string());
    let bound = |name: &str, to: Option<i32>| match to {
        Some(to) => format!("{name}: {to}, "),
        None => String::new(),
    };
    match claim {
        Claim::Rather { these, than, by, scope } => format!(
            "Rather(these: {}, than: {}, by: {by}{})",
            choices(these),
            choices(than),
            options(scenario, scope)
        ),
        Claim::Close { these, to, scope } => {
            format!("Close(these: {}, to: {to}{})", choices(these), options(scenario, scope))
        }
        Claim::Costs { these, at_least, at_most, scope } => format!(
            "Costs({}{}these: {}{})",
            bound("at_least", *at_least),
            bound("at_most", *at_most),
            choices(these),
            options(scenario, scope)
        ),
        Claim::Fits { these, count, at_most, scope } => format!(
            "Fits(these: {}, count: {count}, at_most: {at_most}{})",
            choices(these),
            options(scenario, scope)
        ),
        Claim::Grows { these, over, by, scope } => {
            let over: Vec<String> =
                over.iter().map(|one| format!("[{}]", condition(scenario, one))).collect();
            let options = options(scenario, &Scope { always: false, ..scope.clone() });
            let over = over.join(", ");
            format!("Grows(these: {}, over: [{over}], by: {by}{options})", choices(these))
        }
        Claim::Rated { these, than } => {
            format!("Rated(these: {}, than: {})", choices(these), choices(than))
        }
        Claim::Worth { these, below, at_least, at_most } => format!(
            "Worth({}{}ending: {}, below: {})",
            bound("at_least", *at_least),
            bound("at_most", *at_most),
            endings(these),
            endings(below)
        ),
    }
}

fn options(scenario: &Scenario, scope: &Scope) -> String {
    let within = scope.within.as_ref().map_or_else(String::new, |within| {
        format!(", within: \"{}\"", scenario.draws[within.draw.index()].id)
    });
    let always = if scope.always { ", always: true" } else { "" };
    format!("{within}, when: [{}]{always}", condition(scenario, &scope.when))
}

/// A condition in the language's words; one of none is empty.
fn condition(scenario: &Scenario, one: &Condition) -> String {
    let all = |some: &[Condition]| {
        let some: Vec<String> = some.iter().map(|one| condition(scenario, one)).collect();
        some.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(", ")
    };
    match one {
        Condition::Always => String::new(),
        Condition::Is(draw, value) => {
            let draw = &scenario.draws[draw.index()];
            format!("Is(\"{}\", \"{}\")", draw.id, draw.values[usize::from(*value)].id)
        }
        Condition::Holds(mark) => {
            let taken = scenario.choice_ids();
            let tracked = |id: &ChoiceId| scenario.choice(*id).tracked.map(Mark::from);
            if let Some(id) = taken.into_iter().find(|id| tracked(id) == Some(*mark)) {
                return format!("Took(\"{}\")", choice(scenario, id));
            }
            let word = match mark.kind {
                MarkKind::Flag => "Has",
                MarkKind::Fact => "Knows",
                MarkKind::Guess => "Told",
                MarkKind::Agreement => "Agreed",
            };
            format!("{word}(\"{}\")", scenario.mark_id(*mark))
        }
        Condition::AgreementsAtLeast(count) => format!("AgreementsAtLeast({count})"),
        Condition::AtLeast(meter, value) => {
            format!("AtLeast(\"{}\", {value})", scenario.meters[meter.index()].id)
        }
        Condition::DayAtLeast(day) => format!("DayAtLeast({day})"),
        Condition::VisitsAtLeast(scene, count) => {
            format!("VisitsAtLeast(\"{}\", {count})", scenario.scene(*scene).id)
        }
        Condition::Not(inner) => format!("Not(All([{}]))", condition(scenario, inner)),
        Condition::Any(some) => format!("Any([{}])", all(some)),
        Condition::All(some) => format!("All([{}])", all(some)),
        Condition::Picked(_) | Condition::Ended(_) => {
            unreachable!("claims are about what stands before a choice")
        }
    }
}

fn choice(scenario: &Scenario, id: ChoiceId) -> String {
    let choice = scenario.choice(id);
    format!("{}/{}", scenario.scene(choice.scene).id, choice.id)
}

fn list<T>(some: &[T], id: impl Fn(&T) -> String) -> String {
    let ids: Vec<String> = some.iter().map(|one| format!("\"{}\"", id(one))).collect();
    format!("[{}]", ids.join(", "))
}
