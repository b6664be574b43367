//! W0111, W0112: what is held out, what appears meanwhile, and for how long.

use super::SourcePlaces;
use crate::{
    diagnostic::Diagnostic,
    scenario::{Choice, Model, Timer, load::faults},
};

/// The seconds that somebody holds out in silence, at most.
const LONGEST_HOLD: u16 = 30;
/// The seconds that a choice may be thought about against the clock, at most.
const LONGEST_DEADLINE: u16 = 180;

pub(super) fn check(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    for scene in &scenario.scenes {
        let choices = || scene.choice_ids().map(|id| scenario.choice(id));
        let timed: Vec<(&Choice, Timer)> =
            choices().filter_map(|choice| Some((choice, choice.timer?))).collect();
        for (choice, timer) in timed.iter().copied() {
            let (seconds, most) = match timer {
                Timer::Hold(seconds) => (seconds, LONGEST_HOLD),
                Timer::Deadline(seconds) => (seconds, LONGEST_DEADLINE),
            };
            if seconds > most {
                found.push(faults::odd_seconds((places.head)(choice.node), seconds, 3, most));
            }
        }
        if let [(first, _), (second, _), ..] = timed.as_slice() {
            let (place, earlier) = ((places.head)(second.node), (places.head)(first.node));
            found.push(faults::two_timers(place, earlier));
        }
        let is_silent = choices().any(|choice| matches!(choice.timer, Some(Timer::Hold(_))));
        for late in choices().filter(|choice| choice.appears_after > 0 && !is_silent) {
            found.push(faults::no_silence((places.head)(late.node), &late.id));
        }
    }
}
