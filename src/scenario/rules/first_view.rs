//! E0312: a hidden draw that shows in the first view, other than through the scene's lines.

use super::SourcePlaces;
use crate::{
    diagnostic::Diagnostic,
    scenario::{Condition, DrawId, Meter, MeterId, MeterKind, Model, load::faults},
};

pub(super) fn check(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    for (at, draw) in scenario.draws.iter().enumerate() {
        let mut report =
            |what: &str| found.push(faults::leak((places.head)(draw.node), &draw.id, what));
        for meter in scenario.meters.iter().filter(|meter| is_seen(scenario, meter)) {
            let mut readings =
                draw.values.iter().map(|value| reading(scenario, meter, &value.start));
            let first = readings.next();
            if readings.any(|other| Some(other) != first) {
                report(&format!("the meter `{}` starts with a different reading", meter.id));
            }
        }
        let id = DrawId(u16::try_from(at).unwrap_or(u16::MAX));
        let shows = |condition: &Condition| reads(scenario, condition, id);
        let start = scenario.scene(scenario.start);
        for person in start.with.iter().filter(|_| start.via.is_call()) {
            let person = scenario.person(*person);
            if let Some((by, until)) = &person.imagined
                && (varies(scenario, id, *by, |value| value) || shows(until))
            {
                report(&format!("how `{}` is imagined depends on it", person.id));
            }
        }
        for choice in start.choice_ids().map(|choice| scenario.choice(choice)) {
            let wordings = choice.texts.iter().map(|one| &one.when);
            if wordings.chain([&choice.when]).any(&shows) {
                report(&format!("whether or how `{}` is offered depends on it", choice.id));
            }
        }
        for reminder in &scenario.reminders {
            if shows(&reminder.when) || reminder.crossed.as_ref().is_some_and(&shows) {
                report(&format!("the reminder `{}` depends on it", reminder.id));
            }
        }
    }
}

fn is_seen(scenario: &Model, meter: &Meter) -> bool {
    let on_stage = &scenario.scene(scenario.start).with;
    meter.shown.is_shown() && meter.of.is_none_or(|person| on_stage.contains(&person))
}

/// What the meter would show: its number if shown, and its band.
fn reading(
    scenario: &Model,
    meter: &Meter,
    changed: &[(MeterId, i16)],
) -> (Option<i16>, Option<usize>) {
    let value = value(scenario, meter, changed);
    (meter.shown.number.then_some(value), meter.shown.band(value))
}

/// What a meter starts with, if these start elsewhere.
fn value(scenario: &Model, meter: &Meter, changed: &[(MeterId, i16)]) -> i16 {
    let start = |id: MeterId| {
        let moved = changed.iter().find(|(changed, _)| *changed == id).map(|(_, to)| *to);
        moved.unwrap_or(match scenario.meters[id.index()].kind {
            MeterKind::Stored { start } => start,
            MeterKind::Derived { .. } => 0,
        })
    };
    let value = match &meter.kind {
        MeterKind::Stored { .. } => scenario
            .meters
            .iter()
            .position(|other| other.id == meter.id)
            .and_then(|at| u16::try_from(at).ok())
            .map_or(0, |at| i64::from(start(MeterId(at)))),
        MeterKind::Derived { terms } => {
            terms.iter().map(|(term, factor)| i64::from(start(*term)) * i64::from(*factor)).sum()
        }
    };
    i16::try_from(value.clamp(meter.min.into(), meter.max.into())).unwrap_or(meter.max)
}

/// Whether something about a meter differs at the start between the values of a draw.
fn varies<T: PartialEq>(
    scenario: &Model,
    draw: DrawId,
    meter: MeterId,
    about: impl Fn(i16) -> T,
) -> bool {
    let meter = &scenario.meters[meter.index()];
    let values = &scenario.draws[draw.index()].values;
    let mut each = values.iter().map(|one| about(value(scenario, meter, &one.start)));
    let first = each.next();
    each.any(|other| Some(other) != first)
}

/// Whether a condition depends on a draw when play begins.
fn reads(scenario: &Model, condition: &Condition, draw: DrawId) -> bool {
    match condition {
        Condition::Is(read, _) => *read == draw,
        Condition::AtLeast(meter, line) => varies(scenario, draw, *meter, |value| value >= *line),
        Condition::Not(inner) => reads(scenario, inner, draw),
        Condition::Any(list) | Condition::All(list) => {
            list.iter().any(|inner| reads(scenario, inner, draw))
        }
        // Nothing else depends on a draw before there was a step.
        Condition::Always
        | Condition::Holds(_)
        | Condition::AgreementsAtLeast(_)
        | Condition::DayAtLeast(_)
        | Condition::VisitsAtLeast(..)
        | Condition::Picked(_)
        | Condition::Ended(_) => false,
    }
}
