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

use super::{
    fault::{OpeningNotice, said_by},
    hindrance::{Hindrance, Unusable, in_memory_notice, set_aside_notice},
    output,
    place::{PATIENCE, PathKind, beside, kind},
    read_only::copy_of,
    salvage::{self, MAGIC, Salvaged},
    schema,
};

/// Name of the database in the data folder.
pub(super) const DATABASE: &str = "records.sqlite";

/// Name of what is salvaged, until it takes the place of what was damaged.
const FRESH: &str = "records.fresh.sqlite";

/// Name of the copy of what is damaged that is read.
const WORK: &str = "records.salvage.sqlite";

/// Name of the file by which copies of the game take turns at opening the database.
const LOCK: &str = "records.lock";

/// An opened database.
pub(super) struct Opened {
    pub(super) database: Connection,
    /// Why it is in memory, if it is.
    pub(super) adrift: Option<Adrift>,
    pub(super) notices: Vec<OpeningNotice>,
}

/// Records that are in memory for now.
#[derive(Debug, Clone)]
pub(super) struct Adrift {
    /// Why, in words.
    pub(super) why: String,
    /// Whether they may come to disk later.
    pub(super) may_pass: bool,
    /// Whether they hold a copy of what the file has.
    pub(super) has_history: bool,
}

/// What opening a file came to, if not records.
enum Closed {
    Hindered(Hindrance),
    Unusable(Unusable),
}

/// Opens the database in a data folder; where that cannot be, one in memory.
pub(super) fn open(folder: &Path) -> Opened {
    let path = folder.join(DATABASE);
    let mut notices = Vec::new();
    match open_on_disk(folder, PATIENCE, &mut notices) {
        Ok(database) => Opened { database, adrift: None, notices },
        Err(hindrance) => {
            let may_be_read = matches!(hindrance, Hindrance::NotWritable(_));
            let copy = if may_be_read { copy_of(&path) } else { None };
            notices.push(in_memory_notice(&path, &hindrance, copy.is_some()));
            let adrift = Adrift {
                why: hindrance.why(&path),
                may_pass: !matches!(hindrance, Hindrance::Newer(_)),
                has_history: copy.is_some(),
            };
            let database = copy.unwrap_or_else(in_memory);
            Opened { database, adrift: Some(adrift), notices }
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

/// Opens the database in a data folder, on disk or not at all.
pub(super) fn open_on_disk(
    folder: &Path,
    patience: Duration,
    notices: &mut Vec<OpeningNotice>,
) -> Result<Connection, Hindrance> {
    make_folder(folder).map_err(|error| not_writable(&error))?;
    let path = folder.join(DATABASE);
    let turn = take_turn(&folder.join(LOCK), patience, notices)?;
    let fresh = folder.join(FRESH);
    if turn.is_ours() && fresh.is_file() && matches!(kind(&path), Ok(PathKind::Nothing)) {
        // A salvage was killed between its last two steps.
        fs::rename(&fresh, &path).map_err(|error| not_writable(&error))?;
    }
    match open_file(&path, patience) {
        Ok(database) => Ok(database),
        Err(Closed::Hindered(hindrance)) => Err(hindrance),
        // Another copy of the game may be setting it aside.
        Err(Closed::Unusable(_)) if !turn.is_ours() => Err(Hindrance::Busy),
        Err(Closed::Unusable(why)) => {
            let salvaged = if why.may_be_ours() { salvaged(folder, &path) } else { None };
            let aside = set_aside(&path).map_err(|error| not_writable(&error))?;
            if salvaged.is_some() {
                fs::rename(&fresh, &path).map_err(|error| not_writable(&error))?;
            }
            notices.push(set_aside_notice(&path, &aside, &why, salvaged.as_ref()));
            open_file(&path, patience).map_err(|closed| match closed {
                Closed::Hindered(hindrance) => hindrance,
                Closed::Unusable(_) => Hindrance::NotWritable("a fresh file is unusable".into()),
            })
        }
    }
}

/// Fresh records with what can be read of damaged ones, beside these; `None` if there is no making them.
fn salvaged(folder: &Path, path: &Path) -> Option<Salvaged> {
    let (work, fresh) = (folder.join(WORK), folder.join(FRESH));
    remove(&fresh);
    let salvaged = salvage::work_copy(path, &work).ok().and_then(|()| {
        let mut database = open_file(&fresh, PATIENCE).ok()?;
        salvage::salvage(&work, &mut database).ok()
    });
    remove(&work);
    if salvaged.is_none() {
        remove(&fresh);
    }
    salvaged
}

/// Removes a database of ours, if it is there.
fn remove(path: &Path) {
    for name in ["", "-wal", "-shm", "-journal"] {
        // What is not there need not be removed, and what cannot be is tried again the next time.
        let _ = fs::remove_file(beside(path, name));
    }
}

/// Makes the data folder. That it is there is on the disk once the folder around it is synced.
fn make_folder(folder: &Path) -> io::Result<()> {
    let new: Vec<&Path> = folder.ancestors().take_while(|place| !place.exists()).collect();
    fs::create_dir_all(folder)?;
    new.iter().filter_map(|place| place.parent()).for_each(output::sync_folder);
    Ok(())
}

fn not_writable(error: &io::Error) -> Hindrance {
    Hindrance::NotWritable(error.to_string())
}

/// A turn at opening the database; it ends with the file.
enum OpeningTurn {
    Ours {
        _lock: Option<File>,
    },
    /// Somebody else has it for longer than anybody waits.
    Theirs,
}

impl OpeningTurn {
    fn is_ours(&self) -> bool {
        matches!(self, Self::Ours { .. })
    }
}

/// Waits until no other copy of the game is opening the database, within reason.
///
/// A sound database is opened without a turn too: it guards itself. Only what makes it anew needs one.
fn take_turn(
    lock: &Path,
    patience: Duration,
    notices: &mut Vec<OpeningNotice>,
) -> Result<OpeningTurn, Hindrance> {
    if matches!(kind(lock), Ok(PathKind::Folder | PathKind::Special)) {
        let text = format!(
            "{} is no ordinary file, so copies of Rapport cannot take turns by it. Remove it, unless it \
             is there for a reason",
            lock.display()
        );
        notices.push(OpeningNotice { text });
        return Ok(OpeningTurn::Ours { _lock: None });
    }
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(lock)
        .map_err(|error| not_writable(&error))?;
    let asked = Instant::now();
    loop {
        match file.try_lock() {
            // Some network file systems know no locks; the database still guards itself.
            Ok(()) | Err(TryLockError::Error(_)) => {
                return Ok(OpeningTurn::Ours { _lock: Some(file) });
            }
            Err(TryLockError::WouldBlock) if asked.elapsed() < patience => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => return Ok(OpeningTurn::Theirs),
        }
    }
}

fn open_file(path: &Path, patience: Duration) -> Result<Connection, Closed> {
    // SQLite would throw away what lies beside such a file.
    if let Some(why) = not_a_database(path) {
        return Err(Closed::Unusable(why));
    }
    for companion in ["-wal", "-shm", "-journal"] {
        let companion = beside(path, companion);
        if matches!(kind(&companion), Ok(PathKind::Folder | PathKind::Special)) {
            let what = format!("{} is no ordinary file; remove it", companion.display());
            return Err(Closed::Hindered(Hindrance::NotWritable(what)));
        }
    }
    let mut database = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(|error| closed(&error))?;
    database.busy_timeout(patience).map_err(|error| closed(&error))?;
    check(&database)?;
    prepare(&mut database).map_err(|error| closed(&error))?;
    Ok(database)
}

/// Why a path cannot be a database, from the first look; an empty file can become one.
fn not_a_database(path: &Path) -> Option<Unusable> {
    match kind(path) {
        Ok(PathKind::Folder) => return Some(Unusable::NoFile("it is a folder")),
        Ok(PathKind::Special) => {
            return Some(Unusable::NoFile("it is a pipe or a device, and no ordinary file"));
        }
        Ok(PathKind::Nothing | PathKind::File) | Err(_) => {}
    }
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut start));
    match read {
        Ok(1..) if start != *MAGIC => Some(Unusable::Damaged("it is not a database".to_owned())),
        _ => None,
    }
}

/// Looks at a database without changing it.
fn check(database: &Connection) -> Result<(), Closed> {
    let look = || -> rusqlite::Result<Result<(), Closed>> {
        let tables: i64 =
            database.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let owner: i32 = database.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let version = schema::version(database)?;
        if tables == 0 && owner == 0 && version == 0 {
            return Ok(Ok(()));
        }
        if owner != schema::APPLICATION_ID && !schema::is_like_ours(database)? {
            return Ok(Err(Closed::Unusable(Unusable::Foreign)));
        }
        if version > schema::VERSION {
            return Ok(Err(Closed::Hindered(Hindrance::Newer(version))));
        }
        if version < 1 || owner != schema::APPLICATION_ID {
            let why = "the marks are gone by which it is known as Rapport's, and of which version";
            return Ok(Err(Closed::Unusable(Unusable::Damaged(why.to_owned()))));
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
    // Extra: that a rollback journal is gone is synced too. One that came back after a power cut would
    // undo the change to WAL, and with it all that the log holds.
    database.pragma_update(None, "synchronous", "extra")?;
    // Where the file system cannot do WAL, SQLite stays with its rollback journal, as safe as it is.
    database.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    database.pragma_update(None, "foreign_keys", true)?;
    schema::migrate(database)?;
    if !schema::is_as_in(database, &in_memory())? {
        return Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
            Some("a table has other columns than it should".to_owned()),
        ));
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
        ) => Closed::Hindered(Hindrance::NotWritable(said_by(error))),
        _ => Closed::Unusable(Unusable::Damaged(said_by(error))),
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
    for companion in ["-wal", "-shm", "-journal"] {
        match fs::rename(beside(path, companion), beside(&aside, companion)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

/// Sets sound records with unreadable rows aside, and begins fresh ones with all that can be read of them.
pub(super) fn rebuild(folder: &Path) -> Option<OpeningNotice> {
    let path = folder.join(DATABASE);
    let turn = take_turn(&folder.join(LOCK), PATIENCE, &mut Vec::new()).ok()?;
    if !turn.is_ours() {
        return None;
    }
    let salvaged = salvaged(folder, &path)?;
    let aside = set_aside(&path).ok()?;
    fs::rename(folder.join(FRESH), &path).ok()?;
    let text = format!(
        "The records were kept as they were under a new name, {}, and fresh ones were begun. {}",
        aside.display(),
        salvaged.told()
    );
    Some(OpeningNotice { text })
}

/// Takes over the plays of records that were set aside that the records have not got.
pub(super) fn take_over(folder: &Path, aside: &Path) -> Option<OpeningNotice> {
    let mut notices = Vec::new();
    let mut database = open_on_disk(folder, PATIENCE, &mut notices).ok()?;
    let work = folder.join(WORK);
    let salvaged = salvage::work_copy(aside, &work)
        .ok()
        .and_then(|()| salvage::salvage(&work, &mut database).ok());
    remove(&work);
    let (plays, choices) = salvaged?.taken();
    (plays > 0).then(|| OpeningNotice {
        text: format!(
            "Taken over from {}, which was set aside earlier: {plays} plays with {choices} choices",
            aside.display()
        ),
    })
}
