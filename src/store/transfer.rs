//! Rows taken from one database into another, as they are.

use std::{borrow::Cow, collections::BTreeSet};

use rusqlite::{
    Connection, Params, Row, params_from_iter,
    types::{Value, ValueRef},
};

/// Rows of a table, under the names of their columns.
#[derive(Debug, Clone, Default)]
pub(super) struct TableRows {
    pub(super) columns: Vec<String>,
    pub(super) all: Vec<Vec<Value>>,
    /// How many texts had bytes that are no text, and have a mark in their place now.
    pub(super) mended: usize,
}

impl TableRows {
    /// The rows that a query gives.
    pub(super) fn select(
        database: &Connection,
        sql: &str,
        wanted: impl Params,
    ) -> rusqlite::Result<Self> {
        let mut found = Self::default();
        found.fill(database, sql, wanted)?;
        Ok(found)
    }

    /// Adds the rows that a query gives, as far as it gets; the fault that stopped it.
    pub(super) fn fill(
        &mut self,
        database: &Connection,
        sql: &str,
        wanted: impl Params,
    ) -> rusqlite::Result<()> {
        let mut statement = database.prepare(sql)?;
        if self.columns.is_empty() {
            self.columns = statement.column_names().map(str::to_owned).collect();
        }
        let mut rows = statement.query(wanted)?;
        while let Some(row) = rows.next()? {
            let row = self.taken(row)?;
            self.all.push(row);
        }
        Ok(())
    }

    fn taken(&mut self, row: &Row<'_>) -> rusqlite::Result<Vec<Value>> {
        (0..self.columns.len())
            .map(|at| {
                let value = row.get_ref(at)?;
                Ok(match value {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Integer(number),
                    ValueRef::Real(number) => Value::Real(number),
                    ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                    ValueRef::Text(bytes) => {
                        let text = String::from_utf8_lossy(bytes);
                        self.mended += usize::from(matches!(text, Cow::Owned(_)));
                        Value::Text(text.into_owned())
                    }
                })
            })
            .collect()
    }

    /// What a row has in a column.
    pub(super) fn value<'r>(&self, row: &'r [Value], column: &str) -> Option<&'r Value> {
        let at = self.columns.iter().position(|name| name == column)?;
        row.get(at)
    }

    /// Without the rows that have one of these in a column.
    pub(super) fn leave_out(&mut self, column: &str, these: &BTreeSet<String>) {
        let Some(at) = self.columns.iter().position(|name| name == column) else { return };
        self.all
            .retain(|row| !matches!(row.get(at), Some(Value::Text(text)) if these.contains(text)));
    }

    /// With this in a column of every row.
    pub(super) fn with(mut self, column: &str, value: &Value) -> Self {
        if let Some(at) = self.columns.iter().position(|name| name == column) {
            self.all.iter_mut().filter_map(|row| row.get_mut(at)).for_each(|old| {
                value.clone_into(old);
            });
        }
        self
    }

    /// Inserts every row, in place of what has its key where that is wanted; how many the table refused.
    pub(super) fn insert(
        &self,
        into: &Connection,
        table: &str,
        on_conflict: OnConflict<'_>,
    ) -> rusqlite::Result<usize> {
        let names = self.columns.join(", ");
        let marks = vec!["?"; self.columns.len()].join(", ");
        let ending = match on_conflict {
            OnConflict::Leave => "ON CONFLICT DO NOTHING".to_owned(),
            OnConflict::Replace(key) => {
                let set = self.columns.iter().map(|name| format!("{name} = excluded.{name}"));
                let set: Vec<String> = set.collect();
                format!("ON CONFLICT ({key}) DO UPDATE SET {}", set.join(", "))
            }
        };
        let sql = format!("INSERT INTO {table} ({names}) VALUES ({marks}) {ending}");
        let mut statement = into.prepare_cached(&sql)?;
        let mut refused = 0;
        for row in &self.all {
            match statement.execute(params_from_iter(row)) {
                Ok(_) => {}
                Err(error)
                    if error.sqlite_error_code()
                        == Some(rusqlite::ErrorCode::ConstraintViolation) =>
                {
                    refused += 1;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(refused)
    }
}

/// What to do where a row with the same key is there.
#[derive(Debug, Clone, Copy)]
pub(super) enum OnConflict<'k> {
    /// It stays.
    Leave,
    /// It is replaced; the column of the key.
    Replace(&'k str),
}
