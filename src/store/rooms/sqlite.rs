//! The log of training rooms in an `SQLite` file of its own, for one host.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior, params};

use super::{
    AppendedEvents, KeptRoom, KeptSource, Lease, NewRoom, NotAppended, RoomLog, RoomLogError,
    Whereabouts, back, number,
};
use crate::text::SourceFile;

/// Marks a database as ours: "RPRM".
const APPLICATION_ID: i32 = 0x5250_524d;

/// The version of the tables that this build writes.
const VERSION: i32 = 1;

/// Times are milliseconds since 1970 in UTC; sequence numbers count from 0.
const TABLES: &str = "
CREATE TABLE room (
    id            TEXT PRIMARY KEY,
    code          TEXT NOT NULL UNIQUE,
    secret        TEXT NOT NULL,
    scenario_name TEXT NOT NULL,
    scenario_text TEXT NOT NULL,
    pack_name     TEXT,
    pack_text     TEXT,
    opened_at     INTEGER NOT NULL,
    ended         INTEGER NOT NULL DEFAULT 0,
    owner         TEXT NOT NULL,
    address       TEXT NOT NULL,
    epoch         INTEGER NOT NULL,
    lease_until   INTEGER NOT NULL
) STRICT;
CREATE TABLE event (
    room    TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    seq     INTEGER NOT NULL CHECK (seq >= 0),
    at      INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (room, seq)
) STRICT, WITHOUT ROWID;
";

/// Training rooms in a file.
#[derive(Debug)]
pub struct SqliteRooms {
    database: Connection,
    path: PathBuf,
}

impl SqliteRooms {
    /// Opens the file, or makes it. One host at a time can have it open.
    ///
    /// # Errors
    /// [`RoomLogError`] where it cannot be opened, is open elsewhere, is damaged, or is no log of training rooms.
    pub fn open(path: &Path) -> Result<Self, RoomLogError> {
        let told = |error: &rusqlite::Error| fault(path, error);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| RoomLogError {
                place: folder.display().to_string(),
                what: format!("the folder cannot be made ({error})"),
                remedy: "Give another file with --db".to_owned(),
            })?;
        }
        if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            return Err(RoomLogError {
                place: path.display().to_string(),
                what: "this is no file".to_owned(),
                remedy: "Give another file with --db".to_owned(),
            });
        }
        let mut database = Connection::open(path).map_err(|error| told(&error))?;
        prepare(&mut database).map_err(|error| told(&error))?;
        let version = |name| database.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let application = version("application_id").map_err(|error| told(&error))?;
        let known = version("user_version").map_err(|error| told(&error))?;
        if application != APPLICATION_ID || known > VERSION {
            return Err(RoomLogError {
                place: path.display().to_string(),
                what: if application == APPLICATION_ID {
                    format!("a newer Rapport has written it (version {known})")
                } else {
                    "this is a database of something else".to_owned()
                },
                remedy: "Nothing in it was changed. Give another file with --db".to_owned(),
            });
        }
        Ok(Self { database, path: path.to_path_buf() })
    }

    fn told<T>(&self, done: rusqlite::Result<T>) -> Result<T, RoomLogError> {
        done.map_err(|error| fault(&self.path, &error))
    }
}

/// What is acknowledged is on disk (`synchronous = full`), nobody else writes (`exclusive`), and what is deleted
/// is overwritten (`secure_delete`).
fn prepare(database: &mut Connection) -> rusqlite::Result<()> {
    database.busy_timeout(Duration::from_millis(500))?;
    database.pragma_update(None, "locking_mode", "exclusive")?;
    let is_new: bool =
        database.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
    let application: i32 = database.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if !is_new && application != APPLICATION_ID {
        return Ok(());
    }
    database.pragma_update(None, "journal_mode", "wal")?;
    database.pragma_update(None, "synchronous", "full")?;
    database.pragma_update(None, "secure_delete", "on")?;
    database.pragma_update(None, "foreign_keys", "on")?;
    let change = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if is_new {
        change.execute_batch(TABLES)?;
        change.pragma_update(None, "application_id", APPLICATION_ID)?;
        change.pragma_update(None, "user_version", VERSION)?;
    }
    change.commit()
}

fn fault(path: &Path, error: &rusqlite::Error) -> RoomLogError {
    let (what, remedy) = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            "another host has it open".to_owned(),
            "Close that one first, or give another file with --db",
        ),
        Some(ErrorCode::DiskFull) => (
            "there is no room left on the disk".to_owned(),
            "Make room; what was kept so far is kept, and the next answers are taken again",
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => (
            "it may not be written".to_owned(),
            "Give yourself the right to write it, or give another file with --db",
        ),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => (
            format!("it is damaged, or no database ({error})"),
            "Move it away and keep it, or give another file with --db",
        ),
        _ => (
            format!("it cannot be read or written ({error})"),
            "Check the disk; what was kept so far is kept",
        ),
    };
    RoomLogError { place: path.display().to_string(), what, remedy: remedy.to_owned() }
}

fn epoch_of(database: &Connection, room: &str) -> rusqlite::Result<Option<u64>> {
    let sql = "SELECT epoch FROM room WHERE id = ?1";
    let mut asked = database.prepare_cached(sql)?;
    Ok(asked.query_row([room], |row| row.get(0)).optional()?.map(back))
}

fn append_one(
    change: &Connection,
    batch: &AppendedEvents,
) -> rusqlite::Result<Result<(), NotAppended>> {
    if epoch_of(change, &batch.room)? != Some(batch.epoch) {
        return Ok(Err(NotAppended::Fenced));
    }
    let next = "SELECT coalesce(max(seq) + 1, 0) FROM event WHERE room = ?1";
    let next: i64 = change.prepare_cached(next)?.query_row([&batch.room], |row| row.get(0))?;
    if back(next) != batch.first {
        return Ok(Err(NotAppended::Longer));
    }
    let sql = "INSERT INTO event (room, seq, at, content) VALUES (?1, ?2, ?3, ?4)";
    let mut insert = change.prepare_cached(sql)?;
    for (seq, (at, content)) in (next..).zip(&batch.events) {
        insert.execute(params![batch.room, seq, number(*at), content])?;
    }
    if batch.ends {
        change.execute("UPDATE room SET ended = 1 WHERE id = ?1", [&batch.room])?;
    }
    Ok(Ok(()))
}

impl RoomLog for SqliteRooms {
    fn create(&mut self, room: &NewRoom) -> Result<bool, RoomLogError> {
        let created = (|| {
            let change = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let NewRoom { id, code, secret, source, at, opened, lease } = room;
            let pack = source.pack.as_ref();
            let made = change.execute(
                "INSERT INTO room (id, code, secret, scenario_name, scenario_text, pack_name, pack_text,
                                   opened_at, owner, address, epoch, lease_until)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1, ?11)
                 ON CONFLICT (code) DO NOTHING",
                params![
                    id,
                    code,
                    secret,
                    source.scenario.name(),
                    source.scenario.text(),
                    pack.map(SourceFile::name),
                    pack.map(SourceFile::text),
                    number(*at),
                    lease.owner,
                    lease.address,
                    number(lease.until),
                ],
            )?;
            if made == 0 {
                return Ok(false);
            }
            change.execute(
                "INSERT INTO event (room, seq, at, content) VALUES (?1, 0, ?2, ?3)",
                params![id, number(*at), opened],
            )?;
            change.commit()?;
            Ok(true)
        })();
        self.told(created)
    }

    fn append(
        &mut self,
        batches: &[AppendedEvents],
    ) -> Result<Vec<Result<(), NotAppended>>, RoomLogError> {
        let appended = (|| {
            let change = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let came_to: Vec<_> =
                batches.iter().map(|batch| append_one(&change, batch)).collect::<Result<_, _>>()?;
            change.commit()?;
            Ok(came_to)
        })();
        self.told(appended)
    }

    fn events(&mut self, room: &str) -> Result<Vec<(u64, String)>, RoomLogError> {
        let read = (|| {
            let sql = "SELECT at, content FROM event WHERE room = ?1 ORDER BY seq";
            let mut asked = self.database.prepare_cached(sql)?;
            let rows = asked.query_map([room], |row| Ok((back(row.get(0)?), row.get(1)?)))?;
            rows.collect()
        })();
        self.told(read)
    }

    fn rooms(&mut self) -> Result<Vec<KeptRoom>, RoomLogError> {
        let read = (|| {
            let sql = "SELECT id, code, secret, scenario_name, scenario_text, pack_name, pack_text,
                              opened_at, ended, owner, address, lease_until
                       FROM room ORDER BY opened_at, id";
            let mut asked = self.database.prepare_cached(sql)?;
            let rows = asked.query_map([], |row| {
                let pack: (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
                let scenario: (String, String) = (row.get(3)?, row.get(4)?);
                Ok(KeptRoom {
                    id: row.get(0)?,
                    code: row.get(1)?,
                    secret: row.get(2)?,
                    source: KeptSource {
                        scenario: SourceFile::new(scenario.0, scenario.1),
                        pack: pack.0.zip(pack.1).map(|(name, text)| SourceFile::new(name, text)),
                    },
                    opened_at: back(row.get(7)?),
                    ended: row.get(8)?,
                    lease: Lease {
                        owner: row.get(9)?,
                        address: row.get(10)?,
                        until: back(row.get(11)?),
                    },
                })
            })?;
            rows.collect()
        })();
        self.told(read)
    }

    /// Whoever has the file open owns every room in it: the host before has stopped, however it ended.
    fn claim(&mut self, room: &str, lease: &Lease, _now: u64) -> Result<Option<u64>, RoomLogError> {
        let claimed = self.database.execute(
            "UPDATE room SET owner = ?2, address = ?3, lease_until = ?4, epoch = epoch + 1 WHERE id = ?1",
            params![room, lease.owner, lease.address, number(lease.until)],
        );
        self.told(claimed)?;
        let epoch = epoch_of(&self.database, room);
        self.told(epoch)
    }

    fn renew(&mut self, _lease: &Lease, _now: u64) -> Result<Vec<String>, RoomLogError> {
        let read = (|| {
            let mut asked = self.database.prepare_cached("SELECT id FROM room")?;
            asked.query_map([], |row| row.get(0))?.collect()
        })();
        self.told(read)
    }

    fn whereabouts(&mut self, code: &str) -> Result<Option<Whereabouts>, RoomLogError> {
        let read = (|| {
            let sql = "SELECT owner, address FROM room WHERE code = ?1 AND NOT ended";
            let mut asked = self.database.prepare_cached(sql)?;
            let there = asked.query_row([code], |row| {
                Ok(Whereabouts { owner: row.get(0)?, address: row.get(1)?, runs: true })
            });
            there.optional()
        })();
        self.told(read)
    }

    /// None: whoever has the file open owns all.
    fn abandoned(&mut self) -> Result<Vec<KeptRoom>, RoomLogError> {
        Ok(Vec::new())
    }

    fn delete(&mut self, room: &str) -> Result<(), RoomLogError> {
        let deleted = (|| {
            self.database.execute("DELETE FROM room WHERE id = ?1", [room])?;
            // What was deleted is still in the write-ahead log until that is folded in and cut off.
            self.database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        })();
        self.told(deleted)
    }
}
