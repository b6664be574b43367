//! W0102: scenes that may offer nothing.

use super::SourcePlaces;
use crate::{
    diagnostic::Diagnostic,
    scenario::{Condition, Model, load::faults},
};

pub(super) fn check(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    for scene in &scenario.scenes {
        let mut choices = scene.choice_ids().map(|id| scenario.choice(id));
        if !choices.any(|choice| choice.when == Condition::Always && !choice.once) {
            found.push(faults::may_offer_nothing((places.head)(scene.node), &scene.id));
        }
    }
}
