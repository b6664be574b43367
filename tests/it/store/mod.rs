//! The store: records and library.

mod damage;
mod finish;
mod library;
mod lost;
mod opening;
mod records;

use std::sync::Arc;

use rapport::{
    engine::Session,
    scenario::{self, Scenario},
    store::{AttemptId, KeptSource, Mode, NewAttempt, Records},
    text::SourceFile,
};

/// A scenario with the files it came from.
struct Loaded {
    scenario: Arc<Scenario>,
    source: KeptSource,
}

impl Loaded {
    fn of(text: &str) -> Self {
        let source = KeptSource { scenario: SourceFile::new("test.ron", text), pack: None };
        let loaded = scenario::load(&source.scenario, None);
        assert_eq!(loaded.diagnostics, []);
        Self { scenario: Arc::new(loaded.scenario.unwrap()), source }
    }

    fn errand() -> Self {
        Self::of(crate::cli::ERRAND)
    }

    fn corridor() -> Self {
        Self::of(crate::cli::CORRIDOR)
    }

    fn begin(&self, records: &Records, seed: u32, forced: &[(String, String)]) -> AttemptId {
        let new = NewAttempt {
            scenario: &self.scenario,
            source: &self.source,
            seed,
            forced,
            mode: Mode::Practice,
            hindsight: false,
        };
        let begun = records.begin(&new);
        assert!(begun.trouble.is_none(), "{:?}", begun.trouble);
        begun.attempt
    }

    /// Plays these choices, keeping each.
    fn play(
        &self,
        records: &Records,
        forced: &[(&str, &str)],
        choices: &[&str],
    ) -> (AttemptId, Session) {
        let forced: Vec<(String, String)> =
            forced.iter().map(|(draw, value)| ((*draw).into(), (*value).into())).collect();
        let mut session = Session::new(Arc::clone(&self.scenario), 7, &forced).unwrap();
        let attempt = self.begin(records, 7, &forced);
        for id in choices {
            session.choose(id).unwrap();
            keep_last(records, attempt, &session);
        }
        (attempt, session)
    }
}

/// Keeps the choice that was just taken.
fn keep_last(records: &Records, attempt: AttemptId, session: &Session) -> AttemptId {
    let choices = session.save().choices;
    let (choice, before) = choices.split_last().unwrap();
    records.record(attempt, before.len(), choice, None).unwrap()
}

/// The ids of the choices of an attempt.
fn choices(records: &Records, attempt: AttemptId) -> Vec<String> {
    records.decisions(attempt).unwrap().into_iter().map(|kept| kept.choice.id).collect()
}
