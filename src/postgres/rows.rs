//! The tables, and rooms as their rows.

use tokio_postgres::{Error, Row};

use crate::{
    store::{
        KeptSource,
        rooms::{KeptRoom, Lease, back},
    },
    text::SourceFile,
};

/// The version of the tables that this build writes.
pub(super) const VERSION: i32 = 1;

/// Times of events are milliseconds since 1970 in UTC, by the host's clock; leases run by the server's. Sequence
/// numbers count from 0.
pub(super) const TABLES: &str = "
CREATE TABLE rapport_room (
    id            text PRIMARY KEY,
    code          text NOT NULL UNIQUE,
    secret        text NOT NULL,
    scenario_name text NOT NULL,
    scenario_text text NOT NULL,
    pack_name     text,
    pack_text     text,
    opened_at     bigint NOT NULL,
    ended         boolean NOT NULL DEFAULT false,
    owner         text NOT NULL,
    address       text NOT NULL,
    epoch         bigint NOT NULL,
    lease_until   timestamptz NOT NULL
);
CREATE INDEX rapport_room_owner ON rapport_room (owner);
CREATE TABLE rapport_event (
    room    text NOT NULL REFERENCES rapport_room (id) ON DELETE CASCADE,
    seq     bigint NOT NULL CHECK (seq >= 0),
    at      bigint NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (room, seq)
);
CREATE TABLE rapport_version (version integer NOT NULL);
";

/// The query of [`kept`], but for which rooms.
pub(super) const KEPT: &str = "
SELECT id, code, secret, scenario_name, scenario_text, pack_name, pack_text, opened_at, ended, owner, address,
       (extract(epoch FROM lease_until) * 1000)::bigint
FROM rapport_room";

/// A room that is in the log.
///
/// # Errors
/// Where the row is not one of [`KEPT`].
pub(super) fn kept(row: &Row) -> Result<KeptRoom, Error> {
    let pack: (Option<String>, Option<String>) = (row.try_get(5)?, row.try_get(6)?);
    let scenario: (String, String) = (row.try_get(3)?, row.try_get(4)?);
    Ok(KeptRoom {
        id: row.try_get(0)?,
        code: row.try_get(1)?,
        secret: row.try_get(2)?,
        source: KeptSource {
            scenario: SourceFile::new(scenario.0, scenario.1),
            pack: pack.0.zip(pack.1).map(|(name, text)| SourceFile::new(name, text)),
        },
        opened_at: back(row.try_get(7)?),
        ended: row.try_get(8)?,
        lease: Lease {
            owner: row.try_get(9)?,
            address: row.try_get(10)?,
            until: back(row.try_get(11)?),
        },
    })
}
