//! W0118: two choices on offer together that come to the same in every way.

use super::SourcePlaces;
use crate::{
    diagnostic::Diagnostic,
    scenario::{Choice, Condition, Model, load::faults},
};

/// So many choices of one scene are compared at most.
const MOST_COMPARED: usize = 200;

pub(super) fn check(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    for scene in &scenario.scenes {
        let choices: Vec<&Choice> = scene.choice_ids().map(|id| scenario.choice(id)).collect();
        let plain: Vec<&Choice> =
            choices.into_iter().filter(|choice| is_plain(choice)).take(MOST_COMPARED).collect();
        for (at, choice) in plain.iter().enumerate() {
            if let Some(twin) = plain[..at].iter().find(|other| come_to_the_same(other, choice)) {
                let (span, earlier) = ((places.head)(choice.node), (places.head)(twin.node));
                found.push(faults::false_choice(span, earlier));
            }
        }
    }
}

/// Whether a choice is always on offer, shows nothing, and leads one way without a word.
fn is_plain(choice: &Choice) -> bool {
    let one = choice.outcomes.len() == 1 && choice.outcomes[0].chance.is_empty();
    one && choice.when == Condition::Always
        && choice.tracked.is_none()
        && choice.pick.is_none()
        && choice.timer.is_none()
        && choice.commitment.is_none()
        && choice.evidence.is_empty()
        && choice.habit.is_empty()
        && choice.outcomes[0].lines.is_empty()
}

fn come_to_the_same(one: &Choice, other: &Choice) -> bool {
    let (first, second) = (&one.outcomes[0], &other.outcomes[0]);
    one.via == other.via
        && one.to == other.to
        && one.takes == other.takes
        && one.note == other.note
        && one.effects == other.effects
        && first.effects == second.effects
        && first.takes == second.takes
        && first.goto == second.goto
}
