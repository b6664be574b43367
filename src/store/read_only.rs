//! Records that are only read: where nothing may be written, and where nothing is to be changed.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::{
    place::{PATIENCE, beside},
    schema,
};

/// A database that is only read, with its address percent-encoded: nothing about it changes.
pub(super) fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    // A database in WAL mode cannot always be read where nothing may be written beside it.
    let open = |how: &str| {
        let address = format!("file:{}?{how}", percent_encoded(path));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(address, flags)?;
        database.busy_timeout(PATIENCE)?;
        schema::version(&database)?;
        Ok(database)
    };
    // Without a log nobody is writing, and reading need not leave an empty one behind.
    if !beside(path, "-wal").exists() {
        return open("immutable=1");
    }
    open("mode=ro").or_else(|fault: rusqlite::Error| open("immutable=1").map_err(|_second| fault))
}

/// A copy in memory of records that cannot be written to; `None` if there are none.
pub(super) fn copy_of(path: &Path) -> Option<Connection> {
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

/// A path in an address, byte by byte: one that is no text stays what it is.
fn percent_encoded(path: &Path) -> String {
    let byte = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'\\' | b':' | b'.' | b'-' | b'_' => {
            char::from(*byte).to_string()
        }
        other => format!("%{other:02x}"),
    };
    path.as_os_str().as_encoded_bytes().iter().map(byte).collect()
}
