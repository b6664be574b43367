//! The records of one data folder.

use std::{
    collections::{BTreeMap, VecDeque},
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    AttemptId, Finish, ForkKind, NewAttempt, Notice, RecordsError,
    opening::{self, Keeping},
    writing::{self, Write, WriteFault},
};
use crate::{
    coach::{Commitment, Felt},
    engine::SavedChoice,
};

/// Attempts, choices, results, commitments and settings, in `SQLite`.
///
/// Every write is its own transaction and is on disk when it returns. One that fails for want of
/// room or rights waits, and is tried again in front of every later one.
#[derive(Debug)]
pub struct Records {
    keeping: Keeping,
    inner: Mutex<Inner>,
}

/// An attempt that was begun.
#[derive(Debug)]
pub struct Begun {
    /// Its id; good in any case, so play goes on with it.
    pub attempt: AttemptId,
    /// Why it is not kept yet. It waits, as every later write of it does.
    pub trouble: Option<RecordsError>,
}

#[derive(Debug)]
struct Inner {
    database: Connection,
    waiting: VecDeque<Write>,
    /// Attempts with which another copy of the game went on, and what became of ours.
    moved: BTreeMap<AttemptId, AttemptId>,
}

impl Records {
    /// Opens the records of a data folder, making them if need be.
    ///
    /// Never fails: where nothing can be kept, records are held in memory. What the player should
    /// know is in the notices.
    #[must_use]
    pub fn open(folder: &Path) -> (Self, Vec<Notice>) {
        let (database, keeping, notices) = opening::open(folder);
        (Self::over(database, keeping), notices)
    }

    /// Records that are gone at the end.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::over(opening::in_memory(), Keeping::Memory)
    }

    fn over(database: Connection, keeping: Keeping) -> Self {
        let inner = Inner { database, waiting: VecDeque::new(), moved: BTreeMap::new() };
        Self { keeping, inner: Mutex::new(inner) }
    }

    /// Whether anything outlives this run.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.path().is_some()
    }

    /// Whether what was kept before can be read, even if nothing can be added to it.
    #[must_use]
    pub fn has_history(&self) -> bool {
        !matches!(self.keeping, Keeping::Memory)
    }

    /// The data folder, if records are kept there.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.path().and_then(Path::parent)
    }

    fn path(&self) -> Option<&Path> {
        match &self.keeping {
            Keeping::Disk(path) => Some(path),
            Keeping::Copy | Keeping::Memory => None,
        }
    }

    /// Begins an attempt, keeping the files it is played from.
    #[must_use]
    pub fn begin(&self, new: &NewAttempt<'_>) -> Begun {
        let attempt = AttemptId::fresh();
        let trouble = self.write(Write::begin(attempt, new, Timestamp::now())).err();
        Begun { attempt, trouble }
    }

    /// Keeps a choice, counted from 0.
    ///
    /// Returns the attempt it was kept under. That is another than asked for if another copy of the
    /// game went on with the same attempt differently: nothing is overwritten, so this play becomes
    /// an attempt of its own.
    ///
    /// # Errors
    /// If it could not be kept yet.
    pub fn record(
        &self,
        attempt: AttemptId,
        step: usize,
        choice: &SavedChoice,
        own_words: Option<&str>,
    ) -> Result<AttemptId, RecordsError> {
        self.write(Write::Decide {
            attempt,
            step,
            choice: choice.clone(),
            own_words: own_words.map(str::to_owned),
            at: Timestamp::now(),
        })?;
        Ok(self.now_of(attempt))
    }

    /// Keeps how an attempt ended.
    ///
    /// # Errors
    /// If it could not be kept yet.
    pub fn finish(&self, attempt: AttemptId, finish: &Finish) -> Result<AttemptId, RecordsError> {
        self.write(Write::Finish { attempt, finish: finish.clone(), at: Timestamp::now() })?;
        Ok(self.now_of(attempt))
    }

    /// Begins an attempt that holds the first `step` choices of another one.
    #[must_use]
    pub fn fork(&self, from: AttemptId, step: usize, kind: ForkKind) -> Begun {
        let attempt = AttemptId::fresh();
        let fork = Write::Fork { id: attempt, from, step, kind, at: Timestamp::now() };
        Begun { attempt, trouble: self.write(fork).err() }
    }

    /// Keeps how an attempt felt.
    ///
    /// # Errors
    /// If it could not be kept yet, or there is no such attempt.
    pub fn set_feeling(&self, attempt: AttemptId, felt: &Felt) -> Result<(), RecordsError> {
        self.write(Write::Feel { attempt, felt: felt.clone() })
    }

    /// Keeps the sentence that the learner commits to, with whom and when, in place of an earlier one of that
    /// attempt.
    ///
    /// # Errors
    /// If it could not be kept yet, or there is no such attempt.
    pub fn commit(&self, attempt: AttemptId, kept: &Commitment) -> Result<(), RecordsError> {
        self.write(Write::Commit { attempt, kept: kept.clone(), at: Timestamp::now() })
    }

    /// Leaves an unfinished attempt for good; it stays in the history.
    ///
    /// # Errors
    /// If it could not be kept yet, or there is no such attempt.
    pub fn set_aside(&self, attempt: AttemptId) -> Result<(), RecordsError> {
        self.write(Write::SetAside { attempt })
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// If it could not be kept yet.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), RecordsError> {
        self.set_settings(&BTreeMap::from([(key.to_owned(), value.to_owned())]))
    }

    /// Keeps settings, at once or not at all.
    ///
    /// # Errors
    /// If they could not be kept yet.
    pub fn set_settings(&self, settings: &BTreeMap<String, String>) -> Result<(), RecordsError> {
        self.write(Write::Set { settings: settings.clone() })
    }

    /// Tries again to write what waits.
    ///
    /// # Errors
    /// If something still waits.
    pub fn retry(&self) -> Result<(), RecordsError> {
        self.inner().write_all(self.path())
    }

    /// How many writes wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.inner().waiting.len()
    }

    fn write(&self, write: Write) -> Result<(), RecordsError> {
        let mut inner = self.inner();
        inner.waiting.push_back(write);
        inner.write_all(self.path())
    }

    /// What became of an attempt of this run.
    fn now_of(&self, attempt: AttemptId) -> AttemptId {
        self.inner().now_of(attempt)
    }

    /// Reads from the database.
    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, RecordsError> {
        read(&self.inner().database).map_err(|error| RecordsError::of(&error, self.path()))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Records {
    fn drop(&mut self) {
        // The last chance for what waits; whoever wrote it was told at the time.
        let _ = self.retry();
    }
}

impl Inner {
    /// Writes what waits, first things first, and stops at what has to go on waiting.
    fn write_all(&mut self, path: Option<&Path>) -> Result<(), RecordsError> {
        let mut result = Ok(());
        while let Some(write) = self.waiting.pop_front() {
            match writing::apply(&mut self.database, &write, &mut self.moved) {
                Ok(()) => {}
                Err(WriteFault::Refused(error)) => result = Err(error),
                Err(WriteFault::Database(error)) => {
                    let error = RecordsError::of(&error, path);
                    if error.may_pass() {
                        self.waiting.push_front(write);
                        return Err(error);
                    }
                    result = Err(error);
                }
            }
        }
        result
    }

    fn now_of(&self, attempt: AttemptId) -> AttemptId {
        writing::now_of(&self.moved, attempt)
    }
}
