//! Opening the records: made, checked, migrated, or set aside, and the game goes on in every case.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use jiff::Zoned;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{fault::Notice, schema};

/// Name of the database in the data folder.
const DATABASE: &str = "records.sqlite";

/// Name of the file by which copies of the game take turns at opening the database.
const LOCK: &str = "records.lock";

/// How long to wait for another copy of the game that is opening the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a read or a write waits for another one, before it is put off.
const BUSY: Duration = Duration::from_secs(2);

/// Where records are held.
#[derive(Debug)]
pub(super) enum Keeping {
    /// In this file.
    Disk(PathBuf),
    /// In memory, with a copy of what the file has.
    Copy,
    /// In memory.
    Memory,
}

/// Why there are no records on disk.
enum Hindrance {
    /// The folder or the file cannot be made or written to.
    NotWritable(String),
    /// The database is of a newer version of the game.
    Newer(i32),
    /// Another program holds it.
    Busy,
}

/// Why a database file has to make room.
enum Unusable {
    /// Not a database, or a damaged one.
    Damaged(String),
    /// A database of another program.
    Foreign,
}

/// What opening a file came to, if not records.
enum Closed {
    Hindered(Hindrance),
    Unusable(Unusable),
}

/// Opens the database in a data folder; where that cannot be, one in memory.
///
/// Returns the database, where it is, and what the player should be told.
pub(super) fn open(folder: &Path) -> (Connection, Keeping, Vec<Notice>) {
    let path = folder.join(DATABASE);
    let mut notices = Vec::new();
    match open_on_disk(folder, &path, &mut notices) {
        Ok(database) => (database, Keeping::Disk(path), notices),
        Err(hindrance) => {
            let may_be_read = matches!(hindrance, Hindrance::NotWritable(_));
            let copy = if may_be_read { copy_of(&path) } else { None };
            notices.push(in_memory_notice(&path, &hindrance, copy.is_some()));
            match copy {
                Some(database) => (database, Keeping::Copy, notices),
                None => (in_memory(), Keeping::Memory, notices),
            }
        }
    }
}

/// An empty database in memory.
pub(super) fn in_memory() -> Connection {
    #[expect(clippy::expect_used, reason = "fails only if memory has run out")]
    let mut database = Connection::open_in_memory().expect("a database in memory can be opened");
    #[expect(clippy::expect_used, reason = "the tables are fixed and tested")]
    schema::migrate(&mut database).expect("an empty database takes the tables");
    database
}

fn open_on_disk(
    folder: &Path,
    path: &Path,
    notices: &mut Vec<Notice>,
) -> Result<Connection, Hindrance> {
    fs::create_dir_all(folder).map_err(|error| not_writable(&error))?;
    let _turn = take_turn(&folder.join(LOCK))?;
    match open_file(path) {
        Ok(database) => Ok(database),
        Err(Closed::Hindered(hindrance)) => Err(hindrance),
        Err(Closed::Unusable(why)) => {
            let aside = set_aside(path).map_err(|error| not_writable(&error))?;
            notices.push(set_aside_notice(path, &aside, &why));
            open_file(path).map_err(|closed| match closed {
                Closed::Hindered(hindrance) => hindrance,
                Closed::Unusable(_) => Hindrance::NotWritable("a fresh file is unusable".into()),
            })
        }
    }
}

fn not_writable(error: &io::Error) -> Hindrance {
    Hindrance::NotWritable(error.to_string())
}

/// Waits until no other copy of the game is opening the database; the lock ends with the file.
fn take_turn(lock: &Path) -> Result<File, Hindrance> {
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(lock)
        .map_err(|error| not_writable(&error))?;
    let asked = Instant::now();
    loop {
        match file.try_lock() {
            // Some network file systems know no locks; the database still guards itself.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
            Err(TryLockError::WouldBlock) if asked.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => return Err(Hindrance::Busy),
        }
    }
}

fn open_file(path: &Path) -> Result<Connection, Closed> {
    // SQLite would throw away what lies beside such a file.
    if let Some(why) = not_a_database(path) {
        return Err(Closed::Unusable(Unusable::Damaged(why.into())));
    }
    let mut database = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(|error| closed(&error))?;
    check(&database)?;
    prepare(&mut database).map_err(|error| closed(&error))?;
    Ok(database)
}

/// Why a path cannot be a database, from the first look; an empty file can become one.
fn not_a_database(path: &Path) -> Option<&'static str> {
    if path.is_dir() {
        return Some("it is a folder");
    }
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut start));
    match read {
        Ok(1..) if start != *b"SQLite format 3\0" => Some("it is not a database"),
        _ => None,
    }
}

/// Looks at a database without changing it.
fn check(database: &Connection) -> Result<(), Closed> {
    let look = || -> rusqlite::Result<Result<(), Closed>> {
        database.busy_timeout(BUSY)?;
        let tables: i64 =
            database.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let owner: i32 = database.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let version = schema::version(database)?;
        if tables == 0 && owner == 0 && version == 0 {
            return Ok(Ok(()));
        }
        if owner != schema::APPLICATION_ID {
            return Ok(Err(Closed::Unusable(Unusable::Foreign)));
        }
        if version > schema::VERSION {
            return Ok(Err(Closed::Hindered(Hindrance::Newer(version))));
        }
        let health: String = database.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if health != "ok" {
            return Ok(Err(Closed::Unusable(Unusable::Damaged(health))));
        }
        Ok(Ok(()))
    };
    look().map_err(|error| closed(&error))?
}

/// Makes a sound database ours and today's.
fn prepare(database: &mut Connection) -> rusqlite::Result<()> {
    // Where the file system cannot do WAL, SQLite stays with its rollback journal, as safe as it is.
    database.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    database.pragma_update(None, "synchronous", "full")?;
    database.pragma_update(None, "foreign_keys", true)?;
    schema::migrate(database)?;
    for table in schema::TABLES {
        database.prepare(&format!("SELECT * FROM {table}"))?;
    }
    // A file that may not be written to is opened all the same, and fails only at the first write.
    if database.is_readonly("main")? {
        return Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY),
            None,
        ));
    }
    Ok(())
}

fn closed(error: &rusqlite::Error) -> Closed {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Closed::Hindered(Hindrance::Busy)
        }
        Some(
            ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::CannotOpen
            | ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::OutOfMemory
            | ErrorCode::FileLockingProtocolFailed,
        ) => Closed::Hindered(Hindrance::NotWritable(error.to_string())),
        _ => Closed::Unusable(Unusable::Damaged(error.to_string())),
    }
}

/// Gives a database file and its companions a new name, at which nothing was.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let stamp = Zoned::now().strftime("%Y%m%d-%H%M%S").to_string();
    let aside = (1..=9999)
        .map(|count| if count == 1 { stamp.clone() } else { format!("{stamp}-{count}") })
        .map(|stamp| path.with_file_name(format!("records.set-aside-{stamp}.sqlite")))
        .find(|aside| fs::symlink_metadata(aside).is_err())
        .unwrap_or_else(|| path.with_extension("set-aside"));
    fs::rename(path, &aside)?;
    for companion in ["-wal", "-shm"] {
        match fs::rename(beside(path, companion), beside(&aside, companion)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A copy in memory of records that cannot be written to; `None` if there are none.
fn copy_of(path: &Path) -> Option<Connection> {
    // A database in WAL mode cannot always be read where nothing may be written beside it.
    let ways = ["mode=ro", "immutable=1"].into_iter().filter(|_| path.is_file());
    ways.map(|how| copied(path, how)).find_map(|copied| copied.ok().flatten())
}

/// Copies into tables of the version that the file has, and then brings them to today's.
fn copied(path: &Path, how: &str) -> rusqlite::Result<Option<Connection>> {
    let mut database = Connection::open_in_memory()?;
    let address = format!("file:{}?{how}", percent_encoded(path));
    database.execute("ATTACH DATABASE ?1 AS kept", [&address])?;
    let owner: i32 =
        database.pragma_query_value(Some("kept"), "application_id", |row| row.get(0))?;
    let version: i32 =
        database.pragma_query_value(Some("kept"), "user_version", |row| row.get(0))?;
    if owner != schema::APPLICATION_ID || !(1..=schema::VERSION).contains(&version) {
        return Ok(None);
    }
    database.execute_batch("DETACH kept")?;
    schema::migrate_to(&mut database, version)?;
    database.execute("ATTACH DATABASE ?1 AS kept", [&address])?;
    database.execute_batch("BEGIN")?;
    for table in schema::TABLES {
        let is_there = database
            .query_row("SELECT 1 FROM kept.sqlite_schema WHERE name = ?1", [table], |_| Ok(()))
            .is_ok();
        if is_there {
            database
                .execute_batch(&format!("INSERT INTO main.{table} SELECT * FROM kept.{table}"))?;
        }
    }
    database.execute_batch("COMMIT; DETACH kept")?;
    schema::migrate(&mut database)?;
    Ok(Some(database))
}

fn percent_encoded(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

fn set_aside_notice(path: &Path, aside: &Path, why: &Unusable) -> Notice {
    let why = match why {
        Unusable::Damaged(detail) => format!("cannot be used as records ({detail})"),
        Unusable::Foreign => "is a database of another program".into(),
    };
    let text = format!(
        "{} {why}. It was kept under a new name, {}, and fresh records were begun. To go back to it, \
         close Rapport and rename it",
        path.display(),
        aside.display(),
    );
    Notice { text }
}

fn in_memory_notice(path: &Path, hindrance: &Hindrance, copied: bool) -> Notice {
    let path = path.display();
    let so = if copied {
        "Your records so far can be read, but this session is kept in memory only"
    } else {
        "This session is kept in memory only"
    };
    let text = match hindrance {
        Hindrance::NotWritable(detail) => format!(
            "the records {path} cannot be written ({detail}). {so} and is gone when you quit. Allow \
             writing, or choose another folder with --data-dir"
        ),
        Hindrance::Newer(version) => format!(
            "the records {path} were made by a newer version of Rapport (version {version} of the \
             records; this one knows {}). They were left as they are. {so} and is gone when you quit. \
             Update Rapport, or choose another folder with --data-dir",
            schema::VERSION,
        ),
        Hindrance::Busy => format!(
            "the records {path} are held by another program. {so} and is gone when you quit. Close \
             the other program and start again"
        ),
    };
    Notice { text }
}
