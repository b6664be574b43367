//! What can still be read of damaged records, taken over into fresh ones.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Seek, SeekFrom, Write},
    path::Path,
    time::{Duration, Instant},
};

use rusqlite::{Connection, params};

use super::{
    place::beside,
    schema::{self, PARTS, TABLES},
    transfer::{OnConflict, TableRows},
};

/// The magic number at the beginning of every database file.
pub(super) const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// For how long holes are searched for what is beyond them.
const PATIENCE: Duration = Duration::from_secs(5);

/// No more rows are asked for one by one than this in one hole.
const WIDEST_HOLE: i64 = 100_000;

/// What came of a salvage.
#[derive(Debug, Default)]
pub(super) struct Salvaged {
    plays: usize,
    choices: usize,
    /// What could not be read whole, in words.
    lost: Vec<String>,
}

impl Salvaged {
    /// How many plays and choices were taken over.
    pub(super) fn taken(&self) -> (usize, usize) {
        (self.plays, self.choices)
    }

    /// In a sentence or two.
    pub(super) fn told(&self) -> String {
        let taken = match (self.plays, self.choices) {
            (0, _) => "Nothing of it could be taken over into them".to_owned(),
            (plays, choices) => format!(
                "Taken over into them: {} with {}",
                counted(plays, "play"),
                counted(choices, "choice")
            ),
        };
        match &*self.lost {
            [] => format!("{taken}, all that was in it"),
            lost => format!("{taken}. Not readable, or not wholly: {}", lost.join(", ")),
        }
    }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Copies a database file with its log to where it can be worked on: the original stays as it is.
///
/// # Errors
/// If there is no room.
pub(super) fn work_copy(path: &Path, copy: &Path) -> io::Result<()> {
    fs::copy(path, copy)?;
    let log = beside(path, "-wal");
    if log.is_file() {
        fs::copy(log, beside(copy, "-wal"))?;
    }
    // Where the first bytes are lost, all the rest may be sound.
    let mut file = File::options().write(true).open(copy)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(MAGIC)
}

/// Takes over everything that can be read of a damaged database, which is opened for nothing else.
///
/// # Errors
/// If the fresh database does not take it.
pub(super) fn salvage(from: &Path, into: &mut Connection) -> rusqlite::Result<Salvaged> {
    let mut salvaged = Salvaged::default();
    let Ok(damaged) = Connection::open(from) else {
        salvaged.lost.push("anything".to_owned());
        return Ok(salvaged);
    };
    // A schema with faults is read as far as it can be; where that is refused, reading tells it.
    let _ = damaged.pragma_update(None, "writable_schema", true);
    if !schema::is_as_in(&damaged, into).unwrap_or(false) {
        // The rows may be sound where the words that describe them are not.
        let _ = describe_anew(&damaged, into);
    }
    into.pragma_update(None, "foreign_keys", false)?;
    let change = into.transaction()?;
    let until = Instant::now() + PATIENCE;
    let mut mended = 0;
    let before = ids(&change)?;
    let (plays, choices) = (count(&change, "attempt")?, count(&change, "decision")?);
    let mut attempts = BTreeSet::new();
    for table in TABLES {
        let mut found = Found::read(&damaged, &change, table, &attempts, until)?;
        if table == "attempt" || PARTS.contains(&table) {
            found.rows.leave_out(if table == "attempt" { "id" } else { "attempt" }, &before);
        }
        let refused = found.rows.insert(&change, table, OnConflict::Leave)?;
        mended += found.rows.mended;
        if table == "attempt" {
            attempts = ids(&change)?;
        }
        if found.is_broken || refused > 0 {
            salvaged.lost.push(plural(table).to_owned());
        }
    }
    for table in PARTS {
        // What belongs to an attempt that is lost would be seen nowhere.
        let orphans = format!("DELETE FROM {table} WHERE attempt NOT IN (SELECT id FROM attempt)");
        change.execute(&orphans, [])?;
    }
    schema::bring_rows_to_today(&change)?;
    salvaged.plays = count(&change, "attempt")?.saturating_sub(plays);
    salvaged.choices = count(&change, "decision")?.saturating_sub(choices);
    if mended > 0 {
        salvaged.lost.push("letters in some texts".to_owned());
    }
    change.commit()?;
    into.pragma_update(None, "foreign_keys", true)?;
    Ok(salvaged)
}

/// Describes the tables of a damaged database as those of a fresh one, which were made in the same order.
fn describe_anew(damaged: &Connection, fresh: &Connection) -> rusqlite::Result<()> {
    let entries =
        |database| TableRows::select(database, "SELECT * FROM sqlite_schema ORDER BY rowid", []);
    let (theirs, ours) = (entries(damaged)?, entries(fresh)?);
    if theirs.all.len() != ours.all.len() {
        return Ok(());
    }
    let sql =
        "UPDATE sqlite_schema SET type = ?2, name = ?3, tbl_name = ?4, sql = ?5 WHERE rowid = ?1";
    for (number, entry) in (1_i64..).zip(&ours.all) {
        let [kind, name, table, _root, words] = &**entry else { continue };
        damaged.execute(sql, params![number, kind, name, table, words])?;
    }
    damaged.execute_batch("PRAGMA writable_schema = RESET")
}

fn count(database: &Connection, table: &str) -> rusqlite::Result<usize> {
    let sql = format!("SELECT count(*) FROM {table}");
    let count: i64 = database.query_row(&sql, [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

fn ids(database: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    database.prepare("SELECT id FROM attempt")?.query_map([], |row| row.get(0))?.collect()
}

/// What a table holds, for people.
fn plural(table: &str) -> &'static str {
    match table {
        "source" => "texts of scenarios",
        "attempt" => "plays",
        "forced_draw" => "forced draws",
        "decision" => "choices",
        "met_draw" => "hidden draws",
        "skill_result" => "competencies",
        "lesson_result" => "lessons",
        "commitment" => "what you mean to do",
        _ => "settings",
    }
}

/// The rows of a table that could be read.
struct Found {
    rows: TableRows,
    is_broken: bool,
}

impl Found {
    fn read(
        damaged: &Connection,
        fresh: &Connection,
        table: &str,
        attempts: &BTreeSet<String>,
        until: Instant,
    ) -> rusqlite::Result<Self> {
        let mut found = Self { rows: TableRows::default(), is_broken: false };
        let today = schema::columns(fresh, table)?;
        let kept = schema::columns(damaged, table).unwrap_or_default();
        let names: Vec<String> = today.into_iter().filter(|name| kept.contains(name)).collect();
        if names.is_empty() {
            // A table that older records have not got yet is no loss.
            found.is_broken = table != "lesson_result";
            return Ok(found);
        }
        let names = names.join(", ");
        let (key, indexed) = match table {
            "source" | "attempt" => ("rowid", "NOT INDEXED"),
            "setting" => ("key", ""),
            "commitment" => ("attempt", ""),
            "decision" => ("attempt, step", ""),
            _ => ("attempt, position", ""),
        };
        let all = format!("SELECT {names} FROM {table} {indexed}");
        let forwards = format!("{all} ORDER BY {key}");
        if found.rows.fill(damaged, &forwards, []).is_ok() {
            return Ok(found);
        }
        found.is_broken = true;
        let down = key.replace(',', " DESC,");
        // Each way ends where the damage begins.
        let _ = found.rows.fill(damaged, &format!("{all} ORDER BY {down} DESC"), []);
        match key {
            "rowid" => found.probe_rows(damaged, &all, table, until),
            "key" => {}
            _ => found.probe_attempts(damaged, &all, key, attempts, until),
        }
        Ok(found)
    }

    /// Asks for row after row.
    fn probe_rows(&mut self, damaged: &Connection, all: &str, table: &str, until: Instant) {
        let sql = format!("SELECT max(rowid) FROM {table}");
        let last: Option<i64> = damaged.query_row(&sql, [], |row| row.get(0)).ok().flatten();
        let one = format!("{all} WHERE rowid = ?1");
        // Where even the last number cannot be read, the first few hundred are tried.
        for number in 1..=last.unwrap_or(500).min(WIDEST_HOLE) {
            if Instant::now() > until {
                return;
            }
            let _ = self.rows.fill(damaged, &one, params![number]);
        }
    }

    /// Asks for attempt after attempt, from both ends.
    fn probe_attempts(
        &mut self,
        damaged: &Connection,
        all: &str,
        key: &str,
        attempts: &BTreeSet<String>,
        until: Instant,
    ) {
        let last = key.rsplit(", ").next().unwrap_or(key);
        for attempt in attempts {
            if Instant::now() > until {
                return;
            }
            let of_this = format!("{all} WHERE attempt = ?1 ORDER BY {last}");
            if self.rows.fill(damaged, &of_this, [attempt]).is_err() {
                let _ = self.rows.fill(damaged, &format!("{of_this} DESC"), [attempt]);
            }
        }
    }
}
