//! W0102: scenes that may offer nothing.

use super::Places;
use crate::{
    diagnostic::Diagnostic,
    scenario::{Condition, Scenario, load::faults},
};

pub(super) fn check(scenario: &Scenario, places: &Places, found: &mut Vec<Diagnostic>) {
    for (at, scene) in scenario.scenes.iter().enumerate() {
        let mut choices = scene.choice_ids().map(|id| scenario.choice(id));
        if !choices.any(|choice| choice.when == Condition::Always && !choice.once) {
            found.push(faults::may_offer_nothing(places.scenes[at], &scene.id));
        }
    }
}
