//! A copy in memory of what this session touched, so that it can be written anew where its file is lost.

use std::collections::BTreeMap;

use rusqlite::{Connection, TransactionBehavior, types::Value};

use super::{
    AttemptId,
    schema::PARTS,
    transfer::{OnConflict, TableRows},
};

/// The attempts of this session with their choices and results, the versions they are played on, and the
/// settings if they were changed: a redo log of whole rows.
#[derive(Debug, Default)]
pub(super) struct SessionCopy {
    attempts: BTreeMap<AttemptId, AttemptRows>,
    sources: BTreeMap<String, TableRows>,
    settings: Option<TableRows>,
}

/// The rows of an attempt.
#[derive(Debug)]
struct AttemptRows {
    own: TableRows,
    parts: Vec<(&'static str, TableRows)>,
}

/// Ours has become another attempt.
pub(super) type Moves = Vec<(AttemptId, AttemptId)>;

impl SessionCopy {
    /// Takes in an attempt as it is now, with those that it was made from.
    pub(super) fn take(&mut self, database: &Connection, id: AttemptId) -> rusqlite::Result<()> {
        let mut next = Some(id);
        while let Some(attempt) = next {
            let key = attempt.to_string();
            let own = TableRows::select(database, "SELECT * FROM attempt WHERE id = ?1", [&key])?;
            let Some(row) = own.all.first() else { return Ok(()) };
            let text = |column| match own.value(row, column) {
                Some(Value::Text(text)) => Some(text.clone()),
                _ => None,
            };
            if let Some(hash) = text("hash").filter(|hash| !self.sources.contains_key(hash)) {
                let sql = "SELECT * FROM source WHERE hash = ?1";
                let source = TableRows::select(database, sql, [&hash])?;
                self.sources.insert(hash, source);
            }
            let origin = text("forked_from").and_then(|from| from.parse().ok());
            next = origin.filter(|from| !self.attempts.contains_key(from));
            let mut parts = Vec::new();
            for table in PARTS {
                let sql = format!("SELECT * FROM {table} WHERE attempt = ?1");
                parts.push((table, TableRows::select(database, &sql, [&key])?));
            }
            self.attempts.insert(attempt, AttemptRows { own, parts });
        }
        Ok(())
    }

    /// Takes in the settings as they are now.
    pub(super) fn take_settings(&mut self, database: &Connection) -> rusqlite::Result<()> {
        self.settings = Some(TableRows::select(database, "SELECT * FROM setting", [])?);
        Ok(())
    }

    /// How many attempts there are.
    pub(super) fn len(&self) -> usize {
        self.attempts.len()
    }

    /// Writes all of it into a database, whole or not at all. Where an attempt is there already and went on
    /// otherwise, it stays as it is, and ours becomes one of its own.
    pub(super) fn write_into(&self, database: &mut Connection) -> rusqlite::Result<Moves> {
        let change = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // An attempt may refer to one that comes after it, or that is lost.
        change.pragma_update(None, "defer_foreign_keys", true)?;
        let mut moves = Vec::new();
        for source in self.sources.values() {
            source.insert(&change, "source", OnConflict::Replace("hash"))?;
        }
        if let Some(settings) = &self.settings {
            settings.insert(&change, "setting", OnConflict::Replace("key"))?;
        }
        for (&id, kept) in &self.attempts {
            let ours = kept.choices();
            let theirs = choices(&change, id)?;
            if ours.starts_with(&theirs) {
                kept.insert(&change, OnConflict::Replace("id"))?;
            } else if !theirs.starts_with(&ours) {
                let own = AttemptId::fresh();
                kept.renamed(own).insert(&change, OnConflict::Leave)?;
                moves.push((id, own));
            }
        }
        change.commit()?;
        Ok(moves)
    }
}

impl AttemptRows {
    fn choices(&self) -> Vec<Value> {
        let decisions = self.parts.iter().find(|(table, _)| *table == "decision");
        let Some((_, rows)) = decisions else { return Vec::new() };
        rows.all.iter().filter_map(|row| rows.value(row, "choice")).cloned().collect()
    }

    fn insert(&self, into: &Connection, on_conflict: OnConflict<'_>) -> rusqlite::Result<()> {
        self.own.insert(into, "attempt", on_conflict)?;
        for (table, rows) in &self.parts {
            rows.insert(into, table, OnConflict::Leave)?;
        }
        Ok(())
    }

    fn renamed(&self, id: AttemptId) -> Self {
        let id = Value::Text(id.to_string());
        let parts = self.parts.iter();
        Self {
            own: self.own.clone().with("id", &id),
            parts: parts.map(|(table, rows)| (*table, rows.clone().with("attempt", &id))).collect(),
        }
    }
}

/// The choices of an attempt; none where it is not there.
fn choices(database: &Connection, id: AttemptId) -> rusqlite::Result<Vec<Value>> {
    let sql = "SELECT choice FROM decision WHERE attempt = ?1 ORDER BY step";
    let rows = TableRows::select(database, sql, [id.to_string()])?;
    Ok(rows.all.into_iter().flatten().collect())
}
