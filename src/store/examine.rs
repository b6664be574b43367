//! What is in a data folder, what of it is damaged, and mending it.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{
    Damage, Library, OpeningNotice, Records, RecordsError, SourceFault,
    fault::said_by,
    opening::{self, DATABASE},
    place::{PathKind, beside, kind},
    read_only::read_only,
    rows,
    schema::{self, TABLES},
    sources,
};
use crate::scenario::ContentHash;

/// No more than so many faults of the file itself are named.
const MOST_FAULTS: usize = 100;

/// What an examination found.
#[derive(Debug, Clone, Default)]
pub struct Examined {
    /// Where the records are, or would be.
    pub path: PathBuf,
    /// The files of the records: name and size in bytes, `None` where it is no ordinary file.
    pub files: Vec<(String, Option<u64>)>,
    /// The version of the tables, if there are any.
    pub version: Option<i32>,
    /// The tables, and how many rows each has.
    pub counts: Vec<(&'static str, u64)>,
    /// What is damaged.
    pub damaged: Vec<Damage>,
}

impl Examined {
    /// Looks into a data folder, and changes nothing there.
    ///
    /// # Errors
    /// If the folder or the database cannot be read.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let mut found = Self { path: folder.join(DATABASE), ..Self::default() };
        found.files = files(folder)?;
        for companion in ["", "-wal", "-shm", "-journal"] {
            let path = beside(&found.path, companion);
            if matches!(kind(&path), Ok(PathKind::Folder | PathKind::Special)) {
                found.damage(&path.display().to_string(), "it is no ordinary file".to_owned());
            }
        }
        if !found.damaged.is_empty() || kind(&found.path)? == PathKind::Nothing {
            return Ok(found);
        }
        let path = found.path.clone();
        let looked = read_only(&path).and_then(|database| found.look(&database));
        if let Err(error) = looked {
            if matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::CannotOpen)
            ) {
                return Err(io::Error::other(said_by(&error)));
            }
            found.damage(&path.display().to_string(), said_by(&error));
        }
        Ok(found)
    }

    fn damage(&mut self, what: &str, why: String) {
        self.damaged.push(Damage { what: what.to_owned(), why });
    }

    fn look(&mut self, database: &Connection) -> rusqlite::Result<()> {
        let path = self.path.display().to_string();
        let owner: i32 = database.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let version = schema::version(database)?;
        let tables: i64 =
            database.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables == 0 && owner == 0 && version == 0 {
            return Ok(());
        }
        if owner != schema::APPLICATION_ID {
            self.damage(&path, "it does not say that it is Rapport's".to_owned());
        } else if !(1..=schema::VERSION).contains(&version) {
            self.damage(&path, format!("its version is {version}, which this build does not know"));
        }
        self.version = Some(version);
        let check = format!("PRAGMA integrity_check({MOST_FAULTS})");
        let faults: Vec<String> =
            database.prepare(&check)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for fault in faults.into_iter().filter(|fault| fault != "ok") {
            self.damage(&path, fault);
        }
        for table in TABLES {
            let sql = format!("SELECT count(*) FROM {table}");
            match database.query_row(&sql, [], |row| row.get::<_, i64>(0)) {
                Ok(count) => self.counts.push((table, u64::try_from(count).unwrap_or(0))),
                Err(error) => self.damage(&format!("the table {table}"), said_by(&error)),
            }
        }
        if !schema::is_as_in(database, &opening::in_memory())? {
            if version == schema::VERSION {
                self.damage(&path, "a table has other columns than it should".to_owned());
            }
            // Rows of an older version are read once they are brought to today's.
            return Ok(());
        }
        self.damaged.extend(damaged_rows(database)?);
        for (hash, fault) in sources::faults(database)? {
            self.damaged.push(fault.damage(&hash));
        }
        Ok(())
    }
}

/// Every row that cannot be read.
fn damaged_rows(database: &Connection) -> rusqlite::Result<Vec<Damage>> {
    let mut damaged = rows::attempts(database, "TRUE", [])?.damaged;
    damaged.extend(rows::decisions(database, "TRUE", [])?.damaged);
    damaged.extend(rows::commitments(database)?.damaged);
    damaged.extend(rows::settings(database)?.damaged);
    Ok(damaged)
}

/// The files of the records in a folder, by name.
fn files(folder: &Path) -> io::Result<Vec<(String, Option<u64>)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("records.") {
            let facts = fs::metadata(entry.path()).ok().filter(fs::Metadata::is_file);
            files.push((name, facts.map(|facts| facts.len())));
        }
    }
    files.sort();
    Ok(files)
}

/// Mends what can be mended, and says what was done; what is damaged after all is left as it is.
///
/// A damaged file is set aside whole, and what can be read of it taken over. Texts of scenarios come back
/// from the library. What was set aside earlier is looked into for plays that the records have not got.
///
/// # Errors
/// If the records cannot be written to.
pub fn mend(folder: &Path, library: &Library) -> Result<Vec<OpeningNotice>, RecordsError> {
    let (records, mut done) = Records::open(folder);
    if !records.is_kept() {
        return Ok(done);
    }
    let mut at_hand: BTreeMap<ContentHash, _> = BTreeMap::new();
    for (_, ready) in library.ready() {
        at_hand.insert(ready.scenario.hash, ready);
    }
    for (hash, fault) in records.source_faults()? {
        let Some(ready) = at_hand.get(&hash) else { continue };
        records.mend(hash, &ready.scenario.id, &ready.source)?;
        let what = match fault {
            SourceFault::Missing => "was lost",
            SourceFault::Changed => "had been changed",
            SourceFault::Unreadable(_) => "was damaged",
        };
        let title = &ready.scenario.title;
        done.push(OpeningNotice {
            text: format!("The text of “{title}” {what}, and was put back from the library"),
        });
    }
    let unreadable = records.read(damaged_rows)?;
    drop(records);
    if unreadable.iter().any(|damage| damage.why.contains("UTF-8")) {
        done.extend(opening::rebuild(folder));
    }
    for (name, _) in files(folder).unwrap_or_default() {
        let is_aside = name.starts_with("records.set-aside-")
            && Path::new(&name).extension().is_some_and(|ending| ending == "sqlite");
        if is_aside {
            done.extend(opening::take_over(folder, &folder.join(name)));
        }
    }
    Ok(done)
}
