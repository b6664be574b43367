//! The records of one data folder.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    AttemptId, Finish, ForkKind, KeptSource, NewAttempt, NotSaved, OpeningNotice, RecordsError,
    desk::Desk,
    opening::{self, DATABASE},
    place::PATIENCE,
    writing::Write,
};
use crate::{
    coach::{Felt, Intention},
    engine::SavedChoice,
    scenario::ContentHash,
};

/// Attempts, choices, results, commitments and settings, in `SQLite`.
///
/// Every write is its own transaction and is on disk when it returns. One that fails for want of
/// room or rights waits, and is tried again in front of every later one, and whenever [`keep_up`] is
/// called. Where the file is lost while it is open, everything of this session is written anew.
///
/// [`keep_up`]: Self::keep_up
#[derive(Debug)]
pub struct Records {
    /// Where the database is to be; `None`: nowhere.
    path: Option<PathBuf>,
    desk: Mutex<Desk>,
}

/// An attempt that was begun.
#[derive(Debug)]
pub struct Begun {
    /// Its id; good in any case, so play goes on with it.
    pub attempt: AttemptId,
    /// Why it is not kept yet. It waits, as every later write of it does.
    pub trouble: Option<RecordsError>,
}

impl Records {
    /// Opens the records of a data folder, making them if need be.
    ///
    /// Never fails: where nothing can be kept, records are held in memory. What the player should
    /// know is in the notices.
    #[must_use]
    pub fn open(folder: &Path) -> (Self, Vec<OpeningNotice>) {
        let path = folder.join(DATABASE);
        let mut opened = opening::open(folder);
        let notices = std::mem::take(&mut opened.notices);
        (Self { desk: Mutex::new(Desk::over(opened, &path)), path: Some(path) }, notices)
    }

    /// Records that are gone at the end.
    #[must_use]
    pub fn in_memory() -> Self {
        Self { path: None, desk: Mutex::new(Desk::in_memory()) }
    }

    /// Whether anything outlives this run, as it stands.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.path.is_some() && self.desk().adrift().is_none()
    }

    /// Whether what was kept before can be read, even if nothing can be added to it.
    #[must_use]
    pub fn has_history(&self) -> bool {
        self.path.is_some() && self.desk().adrift().is_none_or(|adrift| adrift.has_history)
    }

    /// The data folder, if records are kept there.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref().filter(|_| self.is_kept()).and_then(Path::parent)
    }

    /// The path as messages name it.
    pub(super) fn shown_path(&self) -> PathBuf {
        self.path.clone().unwrap_or_else(|| PathBuf::from("(records in memory)"))
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
    pub fn commit(&self, attempt: AttemptId, kept: &Intention) -> Result<(), RecordsError> {
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

    /// Puts a version of a scenario in the place of what is kept of it, if that is damaged.
    ///
    /// # Errors
    /// If it could not be kept yet.
    pub fn mend(
        &self,
        hash: ContentHash,
        scenario_id: &str,
        source: &KeptSource,
    ) -> Result<(), RecordsError> {
        self.write(Write::Mend {
            hash,
            scenario_id: scenario_id.to_owned(),
            source: Box::new(source.clone()),
            at: Timestamp::now(),
        })
    }

    /// Tries again to write what waits.
    ///
    /// # Errors
    /// If something still waits.
    pub fn retry(&self) -> Result<(), RecordsError> {
        let mut desk = self.desk();
        let written = desk.write_all(self.path.as_deref());
        self.stand(&mut desk);
        written
    }

    /// Tries in haste to write what waits, and sees to it that the file is where it should be: to be
    /// called now and then while nothing is written. What came of it is news.
    pub fn keep_up(&self) {
        if let Some(path) = &self.path {
            self.desk().keep_up(path);
        }
    }

    /// What has happened to the records since this was last asked.
    #[must_use]
    pub fn news(&self) -> Vec<OpeningNotice> {
        self.desk().news()
    }

    /// Holds an attempt that is about to be gone on with, so that it can be written anew if its file is
    /// lost.
    pub fn hold(&self, attempt: AttemptId) {
        self.desk().hold(attempt);
    }

    /// Whether every choice of an attempt is on disk, once what waits has been tried again.
    ///
    /// # Errors
    /// If not; how many are, and why not all.
    pub fn saved(&self, attempt: AttemptId) -> Result<(), NotSaved> {
        let Some(path) = &self.path else {
            let why = "this session is kept in memory only".to_owned();
            return Err(NotSaved { kept: 0, why });
        };
        let written = self.retry();
        self.desk().saved(attempt, path, written)
    }

    /// How many writes wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.desk().waiting()
    }

    fn write(&self, write: Write) -> Result<(), RecordsError> {
        let mut desk = self.desk();
        let written = desk.write(write, self.path.as_deref());
        self.stand(&mut desk);
        written
    }

    fn stand(&self, desk: &mut Desk) {
        if let Some(path) = &self.path {
            desk.stand(path, PATIENCE);
        }
    }

    /// What became of an attempt of this run.
    fn now_of(&self, attempt: AttemptId) -> AttemptId {
        self.desk().now_of(attempt)
    }

    /// Reads from the database.
    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, RecordsError> {
        read(self.desk().database()).map_err(|error| RecordsError::of(&error, self.path.as_deref()))
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Records {
    fn drop(&mut self) {
        // The last chance for what waits; whoever wrote it was told at the time.
        let _ = self.retry();
    }
}
