//! The library as cards.

use std::collections::BTreeMap;

use bevy::prelude::*;

use super::{met::met, state::AppState, words};
use crate::{
    coach::When,
    diagnostic::has_errors,
    scenario::Composition,
    store::{Attempt, AttemptFilter, AttemptId, Broken, Content, Fault, Ready},
    ui::{BrokenCard, Card, LibraryEntry, PastResult, Unfinished},
};

/// What the home screen and the library show; made anew when records or library change.
#[derive(Resource, Default)]
pub(in crate::game) struct LibraryCards {
    pub(in crate::game) entries: Vec<LibraryEntry>,
    pub(in crate::game) unfinished: Option<Unfinished>,
    /// The card's picture of what is to be continued; of nobody where there is nothing.
    pub(in crate::game) to_continue: Composition,
    pub(in crate::game) commitment: Option<String>,
    /// Where unfinished attempts stopped: how many choices they had then, and the place.
    places: BTreeMap<AttemptId, (usize, String)>,
}

/// Days after which practice is due again, by how often it was practised.
const SPACING: [i32; 5] = [1, 3, 7, 14, 30];

impl LibraryCards {
    /// Puts the cards up.
    pub(in crate::game) fn stock(&mut self, state: &AppState) {
        let records = state.practice.records();
        let attempts = records.attempts(&AttemptFilter::default()).unwrap_or_default();
        let entries = state.library.entries.iter().map(|entry| match &entry.content {
            Content::Ready(ready) => LibraryEntry::Ready(self.card(state, entry, ready, &attempts)),
            Content::Broken(broken) => LibraryEntry::Broken(broken_card(&entry.path, broken)),
        });
        self.entries = entries.collect();
        let newest = records.unfinished().ok().flatten();
        let card = newest.as_ref().and_then(|one| state.library.find(&one.scenario_id));
        self.to_continue = card.map(|ready| ready.scenario.card_picture()).unwrap_or_default();
        self.unfinished = newest.map(|attempt| self.unfinished(state, &attempt));
        self.commitment =
            records.commitments().ok().and_then(|kept| kept.first().map(|one| one.kept.told()));
    }

    fn card(
        &mut self,
        state: &AppState,
        entry: &crate::store::Entry,
        ready: &Ready,
        attempts: &[Attempt],
    ) -> Card {
        let scenario = &*ready.scenario;
        let own: Vec<&Attempt> =
            attempts.iter().filter(|attempt| *attempt.scenario_id == *scenario.id).collect();
        let finished =
            || own.iter().filter(|one| !one.hindsight).filter_map(|one| one.finished.as_ref());
        let result = |end: &crate::store::Finished| PastResult {
            ending: end.ending_title.clone(),
            value: end.value,
        };
        let open = state.practice.unfinished_of(&scenario.id).ok().flatten();
        Card {
            id: scenario.id.to_string(),
            file: entry.path.clone(),
            title: scenario.title.to_string(),
            tagline: scenario.tagline.as_deref().map(str::to_owned),
            summary: scenario.summary.to_string(),
            trains: scenario
                .trains
                .iter()
                .map(|&skill| scenario.skill(skill).name.to_string())
                .collect(),
            minutes: scenario.minutes,
            best: finished().max_by_key(|end| end.value).map(result),
            last: finished().max_by_key(|end| end.at).map(result),
            met: met(state.practice.records(), scenario),
            due: finished()
                .max_by_key(|end| end.at)
                .and_then(|last| due(last.at, finished().count())),
            unfinished: open.map(|open| self.unfinished(state, &open)),
            warnings: ready.warnings.len(),
            picture: scenario.card_picture(),
        }
    }

    fn unfinished(&mut self, state: &AppState, attempt: &Attempt) -> Unfinished {
        let known = self.places.get(&attempt.id).filter(|(steps, _)| *steps == attempt.steps);
        let place = known.map_or_else(|| place(state, attempt), |(_, place)| place.clone());
        self.places.insert(attempt.id, (attempt.steps, place.clone()));
        let newer = state.library.find(&attempt.scenario_id);
        Unfinished {
            title: attempt.scenario_title.clone(),
            place,
            left: words::ago(attempt.touched),
            changed: newer.is_some_and(|ready| ready.scenario.hash != attempt.hash),
            replay: attempt.hindsight,
            attempt: attempt.id.to_string(),
        }
    }
}

/// Why something practised so often should be practised again, if it should.
pub(super) fn due(last: jiff::Timestamp, times: usize) -> Option<String> {
    let days = words::days_since(last);
    let wait = SPACING.get(times.saturating_sub(1)).or(SPACING.last()).copied()?;
    (days >= wait).then(|| format!("Due: last played {}", words::ago(last)))
}

/// Where an attempt stopped, in words.
fn place(state: &AppState, attempt: &Attempt) -> String {
    state.practice.records().resume(attempt.id).map_or_else(
        |_| format!("after {} decisions", attempt.steps),
        |session| {
            let standing = session.view().standing;
            format!("{}, {}", standing.scene_title, When::now(&standing).day)
        },
    )
}

fn broken_card(path: &str, broken: &Broken) -> BrokenCard {
    let errors = match &broken.fault {
        Fault::Unreadable(_) => 1,
        Fault::Wrong { diagnostics, .. } => {
            diagnostics.iter().filter(|one| has_errors(std::slice::from_ref(one))).count()
        }
    };
    BrokenCard { file: path.to_owned(), first: broken.first_error(), errors }
}
