//! What is asked of the records.

use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
    sync::Arc,
};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params, types::Type};

use super::{
    Attempt, AttemptFilter, AttemptId, Commitment, Finished, Fork, ForkKind, KeptDecision,
    KeptSource, LessonResult, Mode, Records, RecordsError, ResumeError, SkillResult,
};
use crate::{
    coach::{self, Feeling, Felt},
    engine::{Replayed, Save, SavedChoice, Session},
    scenario::{self, ContentHash},
    text::SourceFile,
};

impl Records {
    /// The attempt to continue: the one last played among those that have a choice, are not
    /// finished, and were neither set aside nor superseded by a rewind.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn unfinished(&self) -> Result<Option<Attempt>, RecordsError> {
        self.last_unfinished(None)
    }

    /// The attempt to continue of one scenario.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn unfinished_of(&self, scenario_id: &str) -> Result<Option<Attempt>, RecordsError> {
        self.last_unfinished(Some(scenario_id))
    }

    fn last_unfinished(&self, scenario_id: Option<&str>) -> Result<Option<Attempt>, RecordsError> {
        self.read(|database| {
            let sql = format!(
                "{ATTEMPT} WHERE (?1 IS NULL OR scenario_id = ?1)
                   AND finished_at IS NULL AND NOT set_aside AND steps > 0
                   AND NOT EXISTS (SELECT 1 FROM attempt AS fork
                                   WHERE fork.forked_from = attempt.id
                                     AND fork.forked_kind = 'rewind')
                 ORDER BY touched_at DESC, id DESC LIMIT 1"
            );
            database.query_row(&sql, [scenario_id], |row| attempt(database, row)).optional()
        })
    }

    /// Attempts, newest first.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn attempts(&self, filter: &AttemptFilter) -> Result<Vec<Attempt>, RecordsError> {
        self.read(|database| {
            let sql = format!(
                "{ATTEMPT} WHERE (?1 IS NULL OR scenario_id = ?1)
                   AND (?2 IS NULL OR (finished_at IS NOT NULL) = ?2)
                   AND (?3 IS NULL OR hindsight = ?3)
                 ORDER BY started_at DESC, id DESC"
            );
            let wanted = params![filter.scenario_id, filter.finished, filter.hindsight];
            database.prepare(&sql)?.query_map(wanted, |row| attempt(database, row))?.collect()
        })
    }

    /// An attempt.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn attempt(&self, id: AttemptId) -> Result<Option<Attempt>, RecordsError> {
        self.read(|database| {
            let sql = format!("{ATTEMPT} WHERE id = ?1");
            database.query_row(&sql, [id.to_string()], |row| attempt(database, row)).optional()
        })
    }

    /// The choices of an attempt, in order.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn decisions(&self, attempt: AttemptId) -> Result<Vec<KeptDecision>, RecordsError> {
        self.read(|database| {
            database
                .prepare(
                    "SELECT choice, branch, own_words, taken_at FROM decision
                     WHERE attempt = ?1 ORDER BY step",
                )?
                .query_map([attempt.to_string()], |row| {
                    Ok(KeptDecision {
                        choice: SavedChoice { id: row.get(0)?, branch: row.get(1)? },
                        own_words: row.get(2)?,
                        at: time(row, 3)?,
                    })
                })?
                .collect()
        })
    }

    /// What is needed to play an attempt again.
    ///
    /// # Errors
    /// If the records cannot be read, or there is no such attempt.
    pub fn save_of(&self, attempt: AttemptId) -> Result<Save, RecordsError> {
        let kept = self.attempt(attempt)?.ok_or(RecordsError::UnknownAttempt(attempt))?;
        let choices = self.decisions(attempt)?.into_iter().map(|kept| kept.choice).collect();
        Ok(Save { seed: kept.seed, forced: kept.forced, choices })
    }

    /// The files of a version of a scenario.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn source_of(&self, hash: &ContentHash) -> Result<Option<KeptSource>, RecordsError> {
        self.read(|database| {
            database
                .query_row(
                    "SELECT scenario_name, scenario_text, pack_name, pack_text
                     FROM source WHERE hash = ?1",
                    [hash.to_string()],
                    |row| {
                        let name: Option<String> = row.get(2)?;
                        let text: Option<String> = row.get(3)?;
                        Ok(KeptSource {
                            scenario: SourceFile::new(
                                row.get::<_, String>(0)?,
                                row.get::<_, String>(1)?,
                            ),
                            pack: name.zip(text).map(|(name, text)| SourceFile::new(name, text)),
                        })
                    },
                )
                .optional()
        })
    }

    /// Replays an attempt in the version of the scenario it began in.
    ///
    /// # Errors
    /// If the records cannot be read, or this build cannot replay all of the attempt.
    pub fn resume(&self, attempt: AttemptId) -> Result<Session, ResumeError> {
        let Replayed { session, stopped } = self.replay(attempt)?;
        stopped.map_or(Ok(session), |stopped| Err(ResumeError::Replay(stopped.into())))
    }

    /// Replays an attempt as far as it fits, in the version of the scenario it began in.
    ///
    /// # Errors
    /// If the records cannot be read, or this build cannot even begin the attempt.
    pub fn replay(&self, attempt: AttemptId) -> Result<Replayed, ResumeError> {
        let kept = self.attempt(attempt)?.ok_or(RecordsError::UnknownAttempt(attempt))?;
        let source = self.source_of(&kept.hash)?.ok_or(ResumeError::SourceLost(attempt))?;
        let loaded = scenario::load(&source.scenario, source.pack.as_ref());
        let Some(scenario) = loaded.scenario else {
            return Err(ResumeError::NoLongerLoads {
                file: Box::new(source.scenario),
                diagnostics: loaded.diagnostics,
            });
        };
        let save = self.save_of(attempt)?;
        let replayed = Session::replay_as_far(Arc::new(scenario), &save);
        replayed.map_err(|refused| ResumeError::Replay(refused.into()))
    }

    /// What learners committed to, newest first.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn commitments(&self) -> Result<Vec<Commitment>, RecordsError> {
        self.read(|database| {
            database
                .prepare(
                    "SELECT attempt, scenario_id, scenario_title, text, made_at, client, day
                     FROM commitment JOIN attempt ON attempt.id = commitment.attempt
                     ORDER BY made_at DESC, attempt DESC",
                )?
                .query_map([], |row| {
                    Ok(Commitment {
                        attempt: parsed(row, 0)?,
                        scenario_id: row.get(1)?,
                        scenario_title: row.get(2)?,
                        kept: coach::Commitment {
                            text: row.get(3)?,
                            client: row.get(5)?,
                            day: row.get(6)?,
                        },
                        at: time(row, 4)?,
                    })
                })?
                .collect()
        })
    }

    /// Every setting.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, RecordsError> {
        self.read(|database| {
            database
                .prepare("SELECT key, value FROM setting")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// Which values of a hidden draw were met: in finished attempts, where the debrief told them.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn met_values(
        &self,
        scenario_id: &str,
        draw: &str,
    ) -> Result<BTreeSet<String>, RecordsError> {
        self.read(|database| {
            database
                .prepare(
                    "SELECT DISTINCT met_draw.value
                     FROM met_draw JOIN attempt ON attempt.id = met_draw.attempt
                     WHERE scenario_id = ?1 AND draw = ?2",
                )?
                .query_map([scenario_id, draw], |row| row.get(0))?
                .collect()
        })
    }

    /// How often each value of a hidden draw was met; those that were not are left out.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn meetings(
        &self,
        scenario_id: &str,
        draw: &str,
    ) -> Result<BTreeMap<String, u32>, RecordsError> {
        self.read(|database| {
            database
                .prepare(
                    "SELECT met_draw.value, count(*)
                     FROM met_draw JOIN attempt ON attempt.id = met_draw.attempt
                     WHERE scenario_id = ?1 AND draw = ?2 GROUP BY met_draw.value",
                )?
                .query_map([scenario_id, draw], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }
}

/// An attempt's row, with the time it was last played and the number of its choices.
const ATTEMPT: &str = "
SELECT * FROM (
    SELECT id, scenario_id, scenario_title, hash, seed, mode, started_at,
           forked_from, forked_step, forked_kind, hindsight, set_aside, feeling,
           finished_at, ending_id, ending_title, value,
           (SELECT count(*) FROM decision WHERE decision.attempt = attempt.id) AS steps,
           max(started_at,
               coalesce((SELECT max(taken_at) FROM decision WHERE decision.attempt = attempt.id), 0),
               coalesce(finished_at, 0)) AS touched_at
    FROM attempt
) AS attempt";

fn attempt(database: &Connection, row: &Row<'_>) -> rusqlite::Result<Attempt> {
    let id: AttemptId = parsed(row, "id")?;
    let finished = match row.get::<_, Option<i64>>("finished_at")? {
        Some(_) => Some(finished(database, id, row)?),
        None => None,
    };
    let fork = match row.get::<_, Option<String>>("forked_from")? {
        Some(_) => Some(Fork {
            from: parsed(row, "forked_from")?,
            step: from_sql(row.get("forked_step")?),
            kind: known(row, "forked_kind", ForkKind::of_word)?,
        }),
        None => None,
    };
    Ok(Attempt {
        id,
        scenario_id: row.get("scenario_id")?,
        scenario_title: row.get("scenario_title")?,
        hash: hash(row)?,
        seed: row.get("seed")?,
        forced: draws(database, "forced_draw", id)?,
        mode: known(row, "mode", Mode::of_word)?,
        started: time(row, "started_at")?,
        touched: time(row, "touched_at")?,
        steps: from_sql(row.get("steps")?),
        finished,
        fork,
        hindsight: row.get("hindsight")?,
        feeling: row.get::<_, Option<String>>("feeling")?.map(felt),
    })
}

fn finished(database: &Connection, id: AttemptId, row: &Row<'_>) -> rusqlite::Result<Finished> {
    let skills = database
        .prepare_cached(
            "SELECT skill, name, level, count, lowest FROM skill_result
             WHERE attempt = ?1 ORDER BY position",
        )?
        .query_map([id.to_string()], |row| {
            Ok(SkillResult {
                skill: row.get(0)?,
                name: row.get(1)?,
                level: row.get(2)?,
                count: row.get(3)?,
                lowest: row.get(4)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let lessons = database
        .prepare_cached(
            "SELECT lesson, sentence, kept, broken FROM lesson_result
             WHERE attempt = ?1 ORDER BY position",
        )?
        .query_map([id.to_string()], |row| {
            Ok(LessonResult {
                lesson: row.get(0)?,
                sentence: row.get(1)?,
                kept: row.get(2)?,
                broken: row.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Finished {
        at: time(row, "finished_at")?,
        ending_id: row.get("ending_id")?,
        ending_title: row.get("ending_title")?,
        value: row.get("value")?,
        draws: draws(database, "met_draw", id)?,
        skills,
        lessons,
    })
}

fn draws(
    database: &Connection,
    table: &str,
    id: AttemptId,
) -> rusqlite::Result<Vec<(String, String)>> {
    database
        .prepare_cached(&format!(
            "SELECT draw, value FROM {table} WHERE attempt = ?1 ORDER BY position"
        ))?
        .query_map([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// A feeling as it is kept: the id of one that we know, or the learner's own word.
fn felt(kept: String) -> Felt {
    Feeling::of_id(&kept).map_or(Felt::OwnWord(kept), Felt::Known)
}

/// A word of ours. One that this build does not know is an error: to guess would misread records.
fn known<T>(row: &Row<'_>, column: &str, of_word: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let word: String = row.get(column)?;
    of_word(&word).ok_or_else(|| unreadable(format!("no {column} is called `{word}`").into()))
}

fn time(row: &Row<'_>, column: impl rusqlite::RowIndex) -> rusqlite::Result<Timestamp> {
    let milliseconds = row.get(column)?;
    Timestamp::from_millisecond(milliseconds).map_err(|error| unreadable(error.into()))
}

fn hash(row: &Row<'_>) -> rusqlite::Result<ContentHash> {
    let text: String = row.get("hash")?;
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let bytes = digits
        .and_then(|digits| digits.chunks(2).map(byte).collect::<Option<Vec<u8>>>())
        .and_then(|bytes| bytes.try_into().ok());
    bytes.map(ContentHash).ok_or_else(|| unreadable("not the hash of a scenario".into()))
}

fn byte(digits: &[u8]) -> Option<u8> {
    let [high, low] = digits else { return None };
    Some(high * 16 + low)
}

fn parsed<T: FromStr>(row: &Row<'_>, column: impl rusqlite::RowIndex) -> rusqlite::Result<T>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let text: String = row.get(column)?;
    text.parse().map_err(|error| unreadable(Box::new(error)))
}

fn unreadable(error: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, error)
}

fn from_sql(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
