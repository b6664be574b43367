//! Where rooms are kept: a file, or a database that several hosts share.

use std::path::Path;

use crate::{
    cli::stop::Stop,
    store::rooms::{RoomLog, RoomLogError, SqliteRooms},
};

/// The URL of a database, if that is one.
fn url(db: &Path) -> Option<&str> {
    let schemes = ["postgres://", "postgresql://"];
    db.to_str().filter(|text| schemes.iter().any(|scheme| text.starts_with(scheme)))
}

/// Opens the log of rooms.
///
/// # Errors
/// With what cannot be opened, why, and what to do.
pub(super) fn open(db: &Path) -> Result<Box<dyn RoomLog>, Stop> {
    match url(db) {
        Some(url) => shared(url),
        None => opened(SqliteRooms::open(db)),
    }
}

fn opened<L: RoomLog + 'static>(log: Result<L, RoomLogError>) -> Result<Box<dyn RoomLog>, Stop> {
    match log {
        Ok(log) => Ok(Box::new(log)),
        Err(fault) => Err(Stop::Usage(fault.to_string())),
    }
}

#[cfg(feature = "postgres")]
fn shared(url: &str) -> Result<Box<dyn RoomLog>, Stop> {
    opened(crate::postgres::PostgresRooms::open(url))
}

#[cfg(not(feature = "postgres"))]
fn shared(_url: &str) -> Result<Box<dyn RoomLog>, Stop> {
    let why = "this program is built without the database. Build it with `--features postgres`, or give a file with --db";
    Err(Stop::Usage(why.to_owned()))
}
