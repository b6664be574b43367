//! The tables of the records, and how older ones become today's.

use rusqlite::{Connection, TransactionBehavior};

/// Marks a database as ours: "RPRT".
pub(super) const APPLICATION_ID: i32 = 0x5250_5254;

/// The version that this build writes.
pub(super) const VERSION: i32 = {
    assert!(MIGRATIONS.len() < 1000);
    #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "asserted")]
    let version = MIGRATIONS.len() as i32;
    version
};

/// The step from each version to the next, the first one from nothing. Never changed, only added to.
const MIGRATIONS: &[&str] = &[FIRST, SECOND, THIRD];

/// The tables, each after those it refers to.
pub(super) const TABLES: [&str; 9] = [
    "source",
    "attempt",
    "forced_draw",
    "decision",
    "met_draw",
    "skill_result",
    "lesson_result",
    "commitment",
    "setting",
];

/// The tables whose rows belong to an attempt, named in `attempt`.
pub(super) const PARTS: [&str; 6] =
    ["forced_draw", "decision", "met_draw", "skill_result", "lesson_result", "commitment"];

/// Times are milliseconds since 1970 in UTC; positions and steps count from 0.
const FIRST: &str = "
CREATE TABLE source (
    hash          TEXT PRIMARY KEY,
    scenario_id   TEXT NOT NULL,
    scenario_name TEXT NOT NULL,
    scenario_text TEXT NOT NULL,
    pack_name     TEXT,
    pack_text     TEXT,
    kept_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE attempt (
    id             TEXT PRIMARY KEY,
    scenario_id    TEXT NOT NULL,
    scenario_title TEXT NOT NULL,
    hash           TEXT NOT NULL REFERENCES source (hash),
    seed           INTEGER NOT NULL CHECK (seed BETWEEN 0 AND 4294967295),
    mode           TEXT NOT NULL CHECK (mode IN ('practice', 'assessment')),
    started_at     INTEGER NOT NULL,
    forked_from    TEXT REFERENCES attempt (id),
    forked_step    INTEGER,
    forked_kind    TEXT CHECK (forked_kind IN ('rewind', 'play-on', 'other-window')),
    hindsight      INTEGER NOT NULL DEFAULT 0 CHECK (hindsight IN (0, 1)),
    set_aside      INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1)),
    feeling        TEXT,
    finished_at    INTEGER,
    ending_id      TEXT,
    ending_title   TEXT,
    value          INTEGER,
    CHECK ((forked_from IS NULL) = (forked_step IS NULL)),
    CHECK ((forked_from IS NULL) = (forked_kind IS NULL)),
    CHECK ((finished_at IS NULL) = (ending_id IS NULL)),
    CHECK ((finished_at IS NULL) = (ending_title IS NULL)),
    CHECK ((finished_at IS NULL) = (value IS NULL))
) STRICT;
CREATE INDEX attempt_by_scenario ON attempt (scenario_id);
CREATE INDEX attempt_by_origin ON attempt (forked_from);

CREATE TABLE forced_draw (
    attempt  TEXT NOT NULL REFERENCES attempt (id),
    position INTEGER NOT NULL,
    draw     TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (attempt, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    attempt   TEXT NOT NULL REFERENCES attempt (id),
    step      INTEGER NOT NULL CHECK (step >= 0),
    choice    TEXT NOT NULL,
    branch    INTEGER,
    own_words TEXT,
    taken_at  INTEGER NOT NULL,
    PRIMARY KEY (attempt, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE met_draw (
    attempt  TEXT NOT NULL REFERENCES attempt (id),
    position INTEGER NOT NULL,
    draw     TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (attempt, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE skill_result (
    attempt  TEXT NOT NULL REFERENCES attempt (id),
    position INTEGER NOT NULL,
    skill    TEXT NOT NULL,
    name     TEXT NOT NULL,
    level    REAL NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (attempt, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE commitment (
    attempt TEXT PRIMARY KEY REFERENCES attempt (id),
    text    TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

/// With which client and when a sentence is meant, the lowest level of a competency, and lessons.
const SECOND: &str = "
ALTER TABLE commitment ADD COLUMN client TEXT;
ALTER TABLE commitment ADD COLUMN day TEXT;
ALTER TABLE skill_result ADD COLUMN lowest INTEGER;
CREATE TABLE lesson_result (
    attempt  TEXT NOT NULL REFERENCES attempt (id),
    position INTEGER NOT NULL,
    lesson   TEXT NOT NULL,
    sentence TEXT NOT NULL,
    kept     INTEGER NOT NULL,
    broken   INTEGER NOT NULL,
    PRIMARY KEY (attempt, position)
) STRICT, WITHOUT ROWID;
";

/// Feelings by their ids; they were kept by the words that were shown.
const THIRD: &str = "
UPDATE attempt SET feeling = lower(feeling)
WHERE feeling IN ('Relieved', 'Satisfied', 'Unsure', 'Uneasy', 'Annoyed');
";

/// Brings the tables to today's version.
pub(super) fn migrate(database: &mut Connection) -> rusqlite::Result<()> {
    migrate_to(database, VERSION)
}

/// Brings the tables to a version; what is there already stays.
pub(super) fn migrate_to(database: &mut Connection, to: i32) -> rusqlite::Result<()> {
    if version(database)? >= to {
        return Ok(());
    }
    // Whoever writes first migrates; the version is read again once nobody else can.
    let change = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = usize::try_from(version(&change)?).unwrap_or(0);
    let steps = MIGRATIONS.iter().take(usize::try_from(to).unwrap_or(0)).skip(from);
    for step in steps {
        change.execute_batch(step)?;
    }
    change.pragma_update(None, "application_id", APPLICATION_ID)?;
    change.pragma_update(None, "user_version", to)?;
    change.commit()
}

/// What the steps after the first did to rows, done again to rows that come from tables of any version.
pub(super) fn bring_rows_to_today(database: &Connection) -> rusqlite::Result<()> {
    database.execute_batch(THIRD)
}

/// The columns of a table; none where it is not there. Where a name is damaged it need not be text.
pub(super) fn columns(database: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    database
        .prepare("SELECT CAST(name AS BLOB) FROM pragma_table_info(?1)")?
        .query_map([table], |row| {
            let name: Vec<u8> = row.get(0)?;
            Ok(String::from_utf8_lossy(&name).into_owned())
        })?
        .collect()
}

/// Whether every table has the columns that it has in another database.
pub(super) fn is_as_in(database: &Connection, other: &Connection) -> rusqlite::Result<bool> {
    for table in TABLES {
        if columns(database, table)? != columns(other, table)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether tables are called as ours are, whoever made them.
pub(super) fn is_like_ours(database: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) FROM sqlite_schema
               WHERE type = 'table' AND name IN ('source', 'attempt', 'decision')";
    Ok(database.query_row(sql, [], |row| row.get::<_, i64>(0))? == 3)
}

/// The version of the tables; 0 of an empty database.
pub(super) fn version(database: &Connection) -> rusqlite::Result<i32> {
    database.pragma_query_value(None, "user_version", |row| row.get(0))
}
