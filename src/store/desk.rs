//! The open database, with what waits to be written into it.

use std::{
    collections::{BTreeMap, VecDeque},
    mem,
    path::Path,
    time::Duration,
};

use rusqlite::Connection;

use super::{
    AttemptId, NotSaved, OpeningNotice, RecordsError,
    opening::{self, Adrift, Opened},
    place::{FilePlace, FileStanding, HASTE, PATIENCE},
    session::SessionCopy,
    writing::{self, Write, WriteFault},
};

/// The open database, with the queue of writes in front of it.
#[derive(Debug)]
pub(super) struct Desk {
    database: Connection,
    /// The file that is open; `None` in memory.
    place: Option<FilePlace>,
    /// Why the records are in memory though they should be on disk.
    adrift: Option<Adrift>,
    waiting: VecDeque<Write>,
    /// Attempts with which another copy of the game went on, and what became of ours.
    moved: BTreeMap<AttemptId, AttemptId>,
    /// What this session touched.
    copy: SessionCopy,
    news: Vec<OpeningNotice>,
}

impl Desk {
    /// Over what was opened.
    pub(super) fn over(opened: Opened, path: &Path) -> Self {
        let Opened { database, adrift, notices } = opened;
        let place = adrift.is_none().then(|| FilePlace::of(path));
        let copy = SessionCopy::default();
        let (waiting, moved) = (VecDeque::new(), BTreeMap::new());
        Self { database, place, adrift, waiting, moved, copy, news: notices }
    }

    /// In memory for good.
    pub(super) fn in_memory() -> Self {
        let opened = Opened { database: opening::in_memory(), adrift: None, notices: Vec::new() };
        Self { place: None, ..Self::over(opened, Path::new("")) }
    }

    pub(super) fn database(&self) -> &Connection {
        &self.database
    }

    pub(super) fn adrift(&self) -> Option<&Adrift> {
        self.adrift.as_ref()
    }

    pub(super) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    pub(super) fn news(&mut self) -> Vec<OpeningNotice> {
        mem::take(&mut self.news)
    }

    pub(super) fn now_of(&self, attempt: AttemptId) -> AttemptId {
        writing::now_of(&self.moved, attempt)
    }

    /// Takes an attempt into the copy. What cannot be read is not there to be written anew.
    pub(super) fn hold(&mut self, attempt: AttemptId) {
        let _ = self.copy.take(&self.database, attempt);
    }

    /// Writes this behind what waits.
    pub(super) fn write(&mut self, write: Write, path: Option<&Path>) -> Result<(), RecordsError> {
        self.waiting.push_back(write);
        let written = self.write_all(path);
        match (&written, path) {
            (Err(RecordsError::Damaged { .. }), Some(path)) => {
                self.leave("was damaged", path);
                self.stand(path, PATIENCE);
                self.write_all(Some(path))
            }
            _ => written,
        }
    }

    /// Writes what waits, first things first, and stops at what has to go on waiting.
    pub(super) fn write_all(&mut self, path: Option<&Path>) -> Result<(), RecordsError> {
        let mut result = Ok(());
        while let Some(write) = self.waiting.pop_front() {
            match writing::apply(&mut self.database, &write, &mut self.moved) {
                Ok(()) => self.take_in(&write),
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

    fn take_in(&mut self, write: &Write) {
        match write.attempt() {
            Some(attempt) => self.hold(self.now_of(attempt)),
            None => {
                let _ = self.copy.take_settings(&self.database);
            }
        }
    }

    /// Tries in haste what has to be tried.
    pub(super) fn keep_up(&mut self, path: &Path) {
        let waited = self.waiting.len();
        if waited > 0 {
            // A wait that cannot be set stays as long as it was.
            let _ = self.database.busy_timeout(HASTE);
            let written = self.write_all(Some(path));
            let _ = self.database.busy_timeout(PATIENCE);
            if written.is_ok() && self.adrift.is_none() {
                self.tell("What could not be saved before is saved now.".to_owned());
            }
        }
        self.stand(path, HASTE);
    }

    /// Sees whether the open file is the file at its place, and brings the records back there if it is not.
    pub(super) fn stand(&mut self, path: &Path, patience: Duration) {
        let standing = self.place.as_mut().map_or(FileStanding::Here, FilePlace::standing);
        let lost = match standing {
            FileStanding::Here => None,
            FileStanding::Gone => Some("was deleted or moved"),
            FileStanding::Replaced => Some("was replaced by another file"),
            FileStanding::LogGone => Some("has lost its log, which was deleted or moved,"),
        };
        if let Some(what) = lost {
            self.leave(what, path);
        }
        if self.adrift.as_ref().is_some_and(|adrift| adrift.may_pass) {
            self.come_back(path, patience);
        }
    }

    /// Leaves a file that is lost for memory.
    fn leave(&mut self, what: &str, path: &Path) {
        let mut memory = opening::in_memory();
        // In memory nothing stands in the way of what was read.
        let _ = self.copy.write_into(&mut memory);
        let lost = mem::replace(&mut self.database, memory);
        // What is only in the log should be in the file, wherever that is now.
        let _ = lost.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        drop(lost);
        self.place = None;
        let told = format!("the file of the records, {}, {what} while it was open", path.display());
        self.adrift = Some(Adrift { why: told.clone(), may_pass: true, has_history: false });
        self.tell(told);
    }

    /// Brings records from memory to disk, with everything of this session.
    fn come_back(&mut self, path: &Path, patience: Duration) {
        let Some(folder) = path.parent() else { return };
        let mut notices = Vec::new();
        let opened = opening::open_on_disk(folder, patience, &mut notices);
        let mut database = match opened {
            Ok(database) => database,
            Err(hindrance) => {
                if let Some(adrift) = &mut self.adrift {
                    adrift.why = hindrance.why(path);
                }
                return;
            }
        };
        let _ = database.busy_timeout(PATIENCE);
        match self.copy.write_into(&mut database) {
            Ok(moves) => {
                self.moved.extend(moves);
                self.database = database;
                self.place = Some(FilePlace::of(path));
                self.adrift = None;
                self.news.extend(notices);
                let path = path.display();
                self.tell(match self.copy.len() {
                    0 => format!("The records are on disk again, in {path}"),
                    1 => format!("The play of this session is saved, written anew into {path}"),
                    many => format!(
                        "All {many} plays of this session are saved, written anew into {path}"
                    ),
                });
            }
            Err(error) => {
                let why = RecordsError::of(&error, Some(path)).in_the_end();
                if let Some(adrift) = &mut self.adrift {
                    adrift.why = why;
                }
            }
        }
    }

    /// Whether every choice of an attempt is on disk, when what waited came to this.
    pub(super) fn saved(
        &self,
        attempt: AttemptId,
        path: &Path,
        written: Result<(), RecordsError>,
    ) -> Result<(), NotSaved> {
        if let Some(adrift) = &self.adrift {
            return Err(NotSaved { kept: 0, why: adrift.why.clone() });
        }
        let id = self.now_of(attempt).to_string();
        let sql = "SELECT (SELECT count(*) FROM attempt WHERE id = ?1),
                          (SELECT count(*) FROM decision WHERE attempt = ?1)";
        let counted = self
            .database
            .query_row(sql, [id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
        let (is_there, kept) = counted.unwrap_or((0, 0));
        let kept = usize::try_from(kept).unwrap_or(0);
        match written {
            Err(error) if !self.waiting.is_empty() => {
                Err(NotSaved { kept, why: error.in_the_end() })
            }
            _ if is_there == 1 => Ok(()),
            _ => {
                let why = format!("{} does not hold it", path.display());
                Err(NotSaved { kept, why })
            }
        }
    }

    /// Keeps something to be told, once.
    fn tell(&mut self, text: String) {
        let notice = OpeningNotice { text };
        if !self.news.contains(&notice) {
            self.news.push(notice);
        }
    }
}
