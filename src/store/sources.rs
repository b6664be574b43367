//! Kept versions of scenarios, held against their hash whenever they are read.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Damage, KeptSource,
    damage::RowFault,
    rows::{hash_of, value},
};
use crate::{
    scenario::{self, ContentHash},
    text::SourceFile,
};

/// Why a version of a scenario cannot be used as it was kept: its checksum does not fit, or less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceFault {
    /// It is not there.
    Missing,
    /// It reads well, and is not what was played: its text does not have its hash.
    Changed,
    /// It cannot be read; why.
    Unreadable(String),
}

impl SourceFault {
    /// What is damaged, by the hash of the version.
    #[must_use]
    pub fn damage(&self, hash: &ContentHash) -> Damage {
        let why = match self {
            Self::Missing => "it is not there",
            Self::Changed => "it was changed since",
            Self::Unreadable(why) => why,
        };
        Damage {
            what: format!("the text of the scenario version {hash}"),
            why: format!("{why}, so its plays cannot be gone on with"),
        }
    }
}

/// The files of a version, if they are what was kept.
pub(super) fn kept(
    database: &Connection,
    hash: &ContentHash,
) -> rusqlite::Result<Result<KeptSource, SourceFault>> {
    let read = database
        .prepare_cached(
            "SELECT scenario_name, scenario_text, pack_name, pack_text FROM source WHERE hash = ?1",
        )?
        .query_row([hash.to_string()], |row| Ok(source(row)))
        .optional()?;
    Ok(match read {
        None => Err(SourceFault::Missing),
        Some(Err(fault)) => Err(SourceFault::Unreadable(fault.0)),
        Some(Ok(source)) if scenario::hash(&source.scenario, source.pack.as_ref()) != *hash => {
            Err(SourceFault::Changed)
        }
        Some(Ok(source)) => Ok(source),
    })
}

fn source(row: &rusqlite::Row<'_>) -> Result<KeptSource, RowFault> {
    let pack_name: Option<String> = value(row, "pack_name")?;
    let pack_text: Option<String> = value(row, "pack_text")?;
    Ok(KeptSource {
        scenario: SourceFile::new(
            value::<String>(row, "scenario_name")?,
            value::<String>(row, "scenario_text")?,
        ),
        pack: pack_name.zip(pack_text).map(|(name, text)| SourceFile::new(name, text)),
    })
}

/// The versions that are kept, or that attempts were played on, and what is wrong with each.
pub(super) fn faults(database: &Connection) -> rusqlite::Result<Vec<(ContentHash, SourceFault)>> {
    let mut statement = database.prepare(
        "SELECT CAST(hash AS BLOB) FROM source UNION SELECT CAST(hash AS BLOB) FROM attempt",
    )?;
    let mut rows = statement.query([])?;
    let mut faults = Vec::new();
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get(0)?;
        let text = String::from_utf8_lossy(&bytes);
        // What is kept under no hash at all belongs to no attempt that can be read.
        let Some(hash) = hash_of(&text) else { continue };
        if let Err(fault) = kept(database, &hash)? {
            faults.push((hash, fault));
        }
    }
    Ok(faults)
}

/// Keeps the files of a version. What is kept under their hash and has not got it makes room.
pub(super) fn keep(
    database: &Connection,
    hash: &ContentHash,
    scenario_id: &str,
    source: &KeptSource,
    at: Timestamp,
) -> rusqlite::Result<()> {
    if kept(database, hash)?.is_ok() {
        return Ok(());
    }
    let pack = source.pack.as_ref();
    database.execute(
        "INSERT INTO source
            (hash, scenario_id, scenario_name, scenario_text, pack_name, pack_text, kept_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (hash) DO UPDATE SET
            scenario_id = excluded.scenario_id, scenario_name = excluded.scenario_name,
            scenario_text = excluded.scenario_text, pack_name = excluded.pack_name,
            pack_text = excluded.pack_text, kept_at = excluded.kept_at",
        params![
            hash.to_string(),
            scenario_id,
            source.scenario.name(),
            source.scenario.text(),
            pack.map(SourceFile::name),
            pack.map(SourceFile::text),
            at.as_millisecond(),
        ],
    )?;
    Ok(())
}
