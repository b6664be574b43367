//! W0110, W0113, W0114: sentences that nobody keeps, phrases that stand nowhere, people who never appear.

use std::collections::BTreeSet;

use super::{
    SourcePlaces,
    graph::SceneGraph,
    spoken::{each_spoken, each_text},
};
use crate::{
    diagnostic::Diagnostic,
    scenario::{Model, PersonId, Visited, Voice, find_phrase, load::faults},
};

/// In so many bytes of text phrases are looked for; a longer scenario is not a person's own.
const MOST_TEXT: usize = 4 << 20;

pub(super) fn check(
    scenario: &Model,
    graph: &SceneGraph,
    places: &SourcePlaces<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for choice in scenario.choices.iter().filter(|choice| choice.commitment.is_some()) {
        if !graph.reflection[choice.scene.index()] {
            found.push(faults::commitment_outside((places.head)(choice.node), &choice.id));
        }
    }
    let there = those_who_appear(scenario);
    for (id, person) in scenario.person_ids().zip(&scenario.cast) {
        if !there.contains(&id) {
            found.push(faults::never_appears((places.head)(person.node), &person.id));
        }
    }
    unused_phrases(scenario, places, found);
}

fn unused_phrases(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    if scenario.glossary.is_empty() {
        return;
    }
    let mut left: Vec<&str> = scenario.glossary.iter().map(|(phrase, _)| &**phrase).collect();
    let mut read = 0_usize;
    each_text(scenario, &mut |_, text, _| {
        read = read.saturating_add(text.len().saturating_mul(left.len()));
        if read < MOST_TEXT {
            left.retain(|phrase| find_phrase(text, phrase).is_none());
        }
    });
    if read < MOST_TEXT {
        let each = left.into_iter();
        found.extend(each.map(|one| faults::phrase_never_used((places.phrase)(one), one)));
    }
}

/// Whoever is somewhere, says or writes something, is addressed, or is what something is about.
fn those_who_appear(scenario: &Model) -> BTreeSet<PersonId> {
    let mut there: BTreeSet<PersonId> = BTreeSet::new();
    there.extend(scenario.scenes.iter().flat_map(|scene| scene.with.iter().copied()));
    there.extend(scenario.choices.iter().flat_map(|choice| choice.to.iter().copied()));
    there.extend(scenario.meters.iter().filter_map(|meter| meter.of));
    there.extend(scenario.agreements.iter().map(|agreement| agreement.with));
    there.extend(scenario.beneath.iter().map(|beneath| beneath.who));
    scenario.visit(&mut |_, _, visited| {
        if let Visited::Lines(lines) = visited {
            each_spoken(lines, &mut |spoken| match spoken.voice {
                Voice::Person(person)
                | Voice::Email(Some(person))
                | Voice::Message(Some(person)) => {
                    there.insert(person);
                }
                Voice::Email(None)
                | Voice::Message(None)
                | Voice::Narrator
                | Voice::Thought
                | Voice::Player
                | Voice::Paper => {}
            });
        }
    });
    there
}
