//! First pages of the debriefs of finished plays, by replay.

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use serde_json::Value;

use crate::{
    cli::page_json,
    engine::{Save, Session},
    scenario::{ContentHash, Scenario},
    store::{Attempt, KeptDecision, Records},
};

/// Makes pages, with the versions that were played.
pub(super) struct Pages<'r> {
    records: &'r Records,
    versions: RefCell<BTreeMap<ContentHash, Option<Arc<Scenario>>>>,
}

impl<'r> Pages<'r> {
    pub(super) fn of(records: &'r Records) -> Self {
        Self { records, versions: RefCell::default() }
    }

    /// The page of a finished play: without its analysis, which may take long. A play of a version that no
    /// longer loads has none.
    pub(super) fn page(&self, attempt: &Attempt, decisions: &[KeptDecision]) -> Option<Value> {
        attempt.finished.as_ref()?;
        let choices = decisions.iter().map(|kept| kept.choice.clone()).collect();
        let save = Save { seed: attempt.seed, forced: attempt.forced.clone(), choices };
        let session = Session::replay(self.version(attempt)?, &save).ok()?;
        Some(page_json::page(&session, None))
    }

    fn version(&self, attempt: &Attempt) -> Option<Arc<Scenario>> {
        let mut versions = self.versions.borrow_mut();
        let scenario = versions.entry(attempt.hash).or_insert_with(|| {
            self.records.scenario_of(attempt.id, &attempt.hash).ok().map(Arc::new)
        });
        scenario.clone()
    }
}
