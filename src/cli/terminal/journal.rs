//! The records of a play in the terminal.

use super::{super::tell, report};
use crate::{
    coach::Commitment,
    engine::Session,
    store::{
        Attempt, AttemptId, Begun, Finish, ForkKind, KeptSource, Mode, NewAttempt, Ready, Records,
        RecordsError,
    },
};

/// The records of a play: begun with its first choice.
pub(super) struct Journal<'r> {
    records: &'r Records,
    source: KeptSource,
    attempt: Option<AttemptId>,
    /// Whether the play begins with what was given, and does not count.
    hindsight: bool,
    /// What was typed, choice by choice.
    own_words: Vec<Option<String>>,
}

impl<'r> Journal<'r> {
    /// Of a new play.
    pub(super) fn new(records: &'r Records, ready: &Ready) -> Self {
        let source = ready.source.clone();
        Self { records, source, attempt: None, hindsight: false, own_words: Vec::new() }
    }

    /// Of a new play that begins with what was given, and does not count.
    pub(super) fn in_hindsight(records: &'r Records, ready: &Ready) -> Self {
        Self { hindsight: true, ..Self::new(records, ready) }
    }

    /// Of a play that is gone on with.
    pub(super) fn of(
        records: &'r Records,
        attempt: &Attempt,
        ready: &Ready,
    ) -> Result<Self, RecordsError> {
        let decisions = records.decisions(attempt.id)?;
        let own_words = decisions.into_iter().map(|kept| kept.own_words).collect();
        let source = ready.source.clone();
        let hindsight = attempt.hindsight;
        Ok(Self { records, source, attempt: Some(attempt.id), hindsight, own_words })
    }

    /// Keeps the choice that was just taken.
    pub(super) fn record(&mut self, session: &Session, own_words: Option<String>) {
        let attempt = self.attempt.unwrap_or_else(|| self.begin(session));
        let choices = session.save().choices;
        let Some((choice, before)) = choices.split_last() else { return };
        let kept = self.records.record(attempt, before.len(), choice, own_words.as_deref());
        self.attempt = Some(now(attempt, kept));
        self.own_words.push(own_words);
    }

    fn begin(&mut self, session: &Session) -> AttemptId {
        let save = session.save();
        let new = NewAttempt {
            scenario: session.scenario(),
            source: &self.source,
            seed: save.seed,
            forced: &save.forced,
            mode: Mode::Practice,
            hindsight: self.hindsight,
        };
        begun(self.records.begin(&new))
    }

    /// Keeps how the play ended.
    pub(super) fn finish(&mut self, session: &Session) {
        let Some(attempt) = self.attempt else { return };
        let own_words = self.own_words.iter().rev().flatten().next().cloned();
        if let Some(finish) = Finish::of(session, own_words) {
            let kept = self.records.finish(attempt, &finish);
            self.attempt = Some(now(attempt, kept));
        }
    }

    /// Goes on as a new attempt that holds the first choices.
    pub(super) fn go_back(&mut self, step: usize, kind: ForkKind) {
        self.own_words.truncate(step);
        if let Some(attempt) = self.attempt {
            let fork = self.records.fork(attempt, step, kind);
            self.attempt = Some(begun(fork));
        }
    }

    /// Keeps how the play felt.
    pub(super) fn feel(&self, feeling: &str) {
        if let Some(attempt) = self.attempt {
            report(self.records.set_feeling(attempt, feeling));
        }
    }

    /// Keeps what the learner means to do.
    pub(super) fn commit(&self, kept: &Commitment) {
        if let Some(attempt) = self.attempt {
            report(self.records.commit(attempt, kept));
        }
    }

    /// What the learner typed in place of the sentence they commit to.
    pub(super) fn own_words(&self) -> Option<&str> {
        self.own_words.iter().rev().flatten().next().map(String::as_str)
    }

    /// Whether everything is on disk.
    pub(super) fn is_saved(&self) -> bool {
        self.records.is_kept() && self.records.retry().is_ok()
    }
}

/// The attempt that was begun, whether it is kept yet or not.
fn begun(begun: Begun) -> AttemptId {
    report(begun.trouble.map_or(Ok(()), Err));
    begun.attempt
}

/// The attempt under which something was kept.
fn now(before: AttemptId, kept: Result<AttemptId, RecordsError>) -> AttemptId {
    let now = report(kept).unwrap_or(before);
    if now != before {
        tell(
            "note: another copy of Rapport has gone on with this play. Nothing of it was changed; \
             yours is kept as a play of its own",
        );
    }
    now
}
