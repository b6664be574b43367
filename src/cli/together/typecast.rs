//! Typecasting: a part that is cast alike in every scenario of a pack.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::faults::{self, Typecast};
use crate::{
    diagnostic::Diagnostic,
    scenario::{Appearance, Person, Scenario},
    store::{Content, FoundPack, Library},
    text::Span,
};

/// In fewer scenarios nothing is said of a habit.
const SCENARIOS: usize = 3;

/// The parts of a pack that are cast alike in all of its scenarios.
pub(super) fn check(pack: &FoundPack, library: &Library) -> Vec<Diagnostic> {
    let folder = Path::new(pack.source.name()).parent();
    let beside = library.entries.iter().filter(|entry| Path::new(&entry.path).parent() == folder);
    let scenarios: Vec<&Scenario> = beside
        .filter_map(|entry| match &entry.content {
            Content::Ready(ready) => Some(&*ready.scenario),
            Content::Broken(_) => None,
        })
        .collect();
    // By the part in small letters, each as it was first written.
    let mut parts: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
    let mut imagined: BTreeMap<String, (&Person, usize)> = BTreeMap::new();
    for scenario in &scenarios {
        let mut roles = BTreeSet::new();
        for person in &scenario.cast {
            let role = part(&person.role).to_lowercase();
            parts.entry(role.clone()).or_default().push(person);
            if person.imagined.is_some() && roles.insert(role.clone()) {
                imagined.entry(role).or_insert((person, 0)).1 += 1;
            }
        }
    }
    if scenarios.len() < SCENARIOS {
        return Vec::new();
    }
    let span = Span::default();
    let all = scenarios.len();
    let told = |person: &Person, how| faults::typecast(span, part(&person.role), how, all);
    let blamed = imagined.values().filter(|(_, times)| *times == all);
    let blamed = blamed.map(|(person, _)| told(person, Typecast::Imagined));
    let alike = parts.values().filter(|cast| cast.len() >= all);
    let alike = alike.filter_map(|cast| Some(told(cast.first()?, same(cast)?)));
    blamed.chain(alike).collect()
}

/// What somebody is, without where: "HR business partner" of "HR business partner, Castellan".
fn part(role: &str) -> &str {
    role.split(',').next().unwrap_or(role).trim()
}

/// What all of these have in common that are not one and the same person.
fn same(cast: &[&Person]) -> Option<Typecast> {
    fn alike<T: PartialEq>(cast: &[&Person], what: impl Fn(&Person) -> Option<T>) -> bool {
        let mut all = cast.iter().map(|person| what(person));
        let first = all.next().flatten();
        first.is_some() && all.all(|one| one == first)
    }
    if alike(cast, |person| Some(person.name.clone())) {
        return None;
    }
    if alike(cast, |person| Some(person.portrait.clone())) {
        return Some(Typecast::Portrait);
    }
    let skin = |person: &Person| Appearance::of_name(&person.portrait).map(|look| look.skin);
    alike(cast, skin).then_some(Typecast::Skin)
}
