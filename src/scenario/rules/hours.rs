//! W0128: what is said of the time of day, against the time that the scene keeps.

use std::ops::Range;

use super::{SourcePlaces, spoken::each_spoken};
use crate::{
    diagnostic::Diagnostic,
    scenario::{Model, load::faults},
};

const HOUR: u16 = 60;
/// Greetings that say what time of day it is, with the minutes of the day at which they are said.
const GREETINGS: [(&str, Range<u16>); 3] = [
    ("Good morning", 4 * HOUR..13 * HOUR),
    ("Good afternoon", 11 * HOUR..19 * HOUR),
    ("Good evening", 16 * HOUR..24 * HOUR),
];
/// Words of a title that say so.
const TITLES: [(&str, Range<u16>); 5] = [
    ("morning", 4 * HOUR..13 * HOUR),
    ("noon", 11 * HOUR..15 * HOUR),
    ("afternoon", 11 * HOUR..19 * HOUR),
    ("evening", 16 * HOUR..24 * HOUR),
    ("midnight", 23 * HOUR..24 * HOUR),
];

pub(super) fn check(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    for scene in &scenario.scenes {
        let Some(minute) = scene.minute else { continue };
        let title = scene.title.to_lowercase();
        let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
        let named = TITLES.iter().find(|(name, _)| words.contains(name));
        if let Some((name, _)) = named.filter(|(_, hours)| !hours.contains(&minute)) {
            let place = (places.head)(scene.node);
            found.push(faults::other_hour(place, name, &scene.id, minute));
        }
        each_spoken(&scene.lines, &mut |spoken| {
            let said = spoken.text.trim_start_matches(|c: char| !c.is_alphanumeric());
            let greeting = GREETINGS.iter().find(|(words, _)| said.starts_with(words));
            if let Some((words, _)) = greeting.filter(|(_, hours)| !hours.contains(&minute)) {
                let place = (places.text)(spoken.node, words);
                found.push(faults::other_hour(place, words, &scene.id, minute));
            }
        });
    }
}
