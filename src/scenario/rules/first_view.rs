//! E0312: a hidden draw that shows in the first view, other than through the scene's lines.

use super::Places;
use crate::{
    diagnostic::Diagnostic,
    scenario::{Condition, DrawId, Meter, MeterId, MeterKind, Scenario, load::faults},
};

pub(super) fn check(scenario: &Scenario, places: &Places, found: &mut Vec<Diagnostic>) {
    for (at, draw) in scenario.draws.iter().enumerate() {
        let mut report = |what: &str| found.push(faults::leak(places.draws[at], &draw.id, what));
        for meter in scenario.meters.iter().filter(|meter| is_seen(scenario, meter)) {
            let mut readings =
                draw.values.iter().map(|value| reading(scenario, meter, &value.start));
            let first = readings.next();
            if readings.any(|other| Some(other) != first) {
                report(&format!("the meter `{}` starts with a different reading", meter.id));
            }
        }
        let id = DrawId(u16::try_from(at).unwrap_or(u16::MAX));
        let start = scenario.scene(scenario.start);
        for choice in start.choice_ids().map(|choice| scenario.choice(choice)) {
            let wordings = choice.texts.iter().map(|(when, _)| when);
            if wordings.chain([&choice.when]).any(|when| reads(when, id)) {
                report(&format!("whether or how `{}` is offered depends on it", choice.id));
            }
        }
        for reminder in &scenario.reminders {
            if reads(&reminder.when, id) || reminder.crossed.as_ref().is_some_and(|c| reads(c, id))
            {
                report(&format!("the reminder `{}` depends on it", reminder.id));
            }
        }
    }
}

fn is_seen(scenario: &Scenario, meter: &Meter) -> bool {
    let on_stage = &scenario.scene(scenario.start).with;
    meter.shown.is_shown() && meter.of.is_none_or(|person| on_stage.contains(&person))
}

/// What the meter would show: its number if shown, and its band.
fn reading(
    scenario: &Scenario,
    meter: &Meter,
    changed: &[(MeterId, i16)],
) -> (Option<i32>, Option<usize>) {
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
            .map_or(0, |at| i32::from(start(MeterId(at)))),
        MeterKind::Derived { terms } => {
            terms.iter().map(|(term, factor)| i32::from(start(*term)) * i32::from(*factor)).sum()
        }
    };
    let value = value.clamp(meter.min.into(), meter.max.into());
    let small = i16::try_from(value).unwrap_or(meter.max);
    (meter.shown.number.then_some(value), meter.shown.band(small))
}

fn reads(condition: &Condition, draw: DrawId) -> bool {
    match condition {
        Condition::Is(read, _) => *read == draw,
        Condition::Not(inner) => reads(inner, draw),
        Condition::Any(list) | Condition::All(list) => list.iter().any(|inner| reads(inner, draw)),
        _ => false,
    }
}
