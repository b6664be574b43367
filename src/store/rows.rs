//! Rows of the records, read one by one: one that cannot be read takes away itself alone.

use std::{collections::BTreeMap, str::FromStr};

use jiff::Timestamp;
use rusqlite::{Connection, Params, Row, types::FromSql};

use super::{
    Attempt, AttemptId, Commitment, Damage, Finished, Fork, ForkKind, KeptDecision, Legible,
    LessonResult, Mode, SkillResult,
    damage::{RowFault, named},
};
use crate::{
    coach::{self, Feeling, Felt},
    engine::SavedChoice,
    scenario::ContentHash,
};

/// Attempts, as `SQL` selects them from the table, with the time each was last played and the number of
/// its choices.
///
/// What belongs to them is read table by table and not attempt by attempt, so that the cost is linear.
pub(super) fn attempts(
    database: &Connection,
    condition: &str,
    wanted: impl Params + Clone,
) -> rusqlite::Result<Legible<Vec<Attempt>>> {
    let mut damaged = Vec::new();
    let mut parts = Parts::read(database, condition, wanted.clone(), &mut damaged)?;
    let (least, most) = (Timestamp::MIN.as_millisecond(), Timestamp::MAX.as_millisecond());
    let sql = format!(
        "SELECT id, scenario_id, scenario_title, hash, seed, mode, started_at,
                forked_from, forked_step, forked_kind, hindsight, feeling,
                finished_at, ending_id, ending_title, value,
                (SELECT count(*) FROM decision WHERE decision.attempt = attempt.id) AS steps,
                max(started_at,
                    coalesce((SELECT max(taken_at) FROM decision
                              WHERE decision.attempt = attempt.id
                                AND taken_at BETWEEN {least} AND {most}), {least}),
                    coalesce(finished_at, {least})) AS touched_at
         FROM attempt WHERE {condition}"
    );
    let mut statement = database.prepare(&sql)?;
    let mut rows = statement.query(wanted)?;
    let mut sound = Vec::new();
    while let Some(row) = rows.next()? {
        match attempt(row, &mut parts) {
            Ok(attempt) => sound.push(attempt),
            Err(fault) => {
                let (id, title) = (row.get_ref("id")?, row.get_ref("scenario_title")?);
                let what = format!("play {} (“{}”)", named(id), named(title));
                damaged.push(Damage { what, why: fault.0 });
            }
        }
    }
    Ok(Legible { sound, damaged })
}

/// What belongs to attempts, by the id of the attempt.
struct Parts {
    forced: ByAttempt<(String, String)>,
    met: ByAttempt<(String, String)>,
    skills: ByAttempt<SkillResult>,
    lessons: ByAttempt<LessonResult>,
}

/// Rows by the id of the attempt that they belong to, in their order there.
type ByAttempt<T> = BTreeMap<String, Vec<T>>;

impl Parts {
    fn read(
        database: &Connection,
        condition: &str,
        wanted: impl Params + Clone,
        damaged: &mut Vec<Damage>,
    ) -> rusqlite::Result<Self> {
        // Where all attempts are wanted, no list of them is made.
        let of_these = match condition.split_once(" ORDER BY ") {
            Some(("TRUE", _)) => "TRUE".to_owned(),
            Some((condition, _)) => {
                format!("attempt IN (SELECT id FROM attempt WHERE {condition})")
            }
            None => format!("attempt IN (SELECT id FROM attempt WHERE {condition})"),
        };
        let (database, of_these) = (database, &*of_these);
        let forced = Part { table: "forced_draw", noun: "forced draw" };
        let met = Part { table: "met_draw", noun: "hidden draw" };
        let skills = Part { table: "skill_result", noun: "competency" };
        let lessons = Part { table: "lesson_result", noun: "lesson" };
        Ok(Self {
            forced: forced.read(database, of_these, wanted.clone(), draw, damaged)?,
            met: met.read(database, of_these, wanted.clone(), draw, damaged)?,
            skills: skills.read(database, of_these, wanted.clone(), skill, damaged)?,
            lessons: lessons.read(database, of_these, wanted, lesson, damaged)?,
        })
    }
}

/// A table with rows that belong to attempts, and what one of them is called.
struct Part {
    table: &'static str,
    noun: &'static str,
}

impl Part {
    fn read<T>(
        &self,
        database: &Connection,
        condition: &str,
        wanted: impl Params,
        read: fn(&Row<'_>) -> Result<T, RowFault>,
        damaged: &mut Vec<Damage>,
    ) -> rusqlite::Result<ByAttempt<T>> {
        let Self { table, noun } = self;
        let sql = format!("SELECT * FROM {table} WHERE {condition} ORDER BY attempt, position");
        let mut statement = database.prepare_cached(&sql)?;
        // The condition of attempts may leave its parameters out here.
        let mut rows = if statement.parameter_count() == 0 {
            statement.query([])?
        } else {
            statement.query(wanted)?
        };
        let mut all: ByAttempt<T> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (attempt, position) = (row.get_ref("attempt")?, row.get_ref("position")?);
            match read(row) {
                Ok(part) => {
                    let attempt = named(attempt);
                    match all.last_entry().filter(|last| *last.key() == attempt) {
                        Some(mut last) => last.get_mut().push(part),
                        None => all.entry(attempt).or_default().push(part),
                    }
                }
                Err(fault) => {
                    let number = position.as_i64().unwrap_or(0).saturating_add(1);
                    let what = format!("{noun} {number} of play {}", named(attempt));
                    damaged.push(Damage { what, why: fault.0 });
                }
            }
        }
        Ok(all)
    }
}

fn draw(row: &Row<'_>) -> Result<(String, String), RowFault> {
    Ok((value(row, "draw")?, value(row, "value")?))
}

fn skill(row: &Row<'_>) -> Result<SkillResult, RowFault> {
    let level: f64 = value(row, "level")?;
    if !(1.0..=4.0).contains(&level) {
        return Err(RowFault::out_of_range("level", level));
    }
    let lowest: Option<u8> = value(row, "lowest")?;
    if let Some(lowest) = lowest.filter(|lowest| !(1..=4).contains(lowest)) {
        return Err(RowFault::out_of_range("lowest", lowest));
    }
    let (skill, name) = (value(row, "skill")?, value(row, "name")?);
    Ok(SkillResult { skill, name, level, count: value(row, "count")?, lowest })
}

fn lesson(row: &Row<'_>) -> Result<LessonResult, RowFault> {
    Ok(LessonResult {
        lesson: value(row, "lesson")?,
        sentence: value(row, "sentence")?,
        kept: value(row, "kept")?,
        broken: value(row, "broken")?,
    })
}

fn attempt(row: &Row<'_>, parts: &mut Parts) -> Result<Attempt, RowFault> {
    let text: String = value(row, "id")?;
    let id: AttemptId = parsed(row, "id")?;
    let finished = match value::<Option<i64>>(row, "finished_at")? {
        Some(_) => Some(finished(row, &text, parts)?),
        None => None,
    };
    let fork = match value::<Option<String>>(row, "forked_from")? {
        Some(_) => Some(Fork {
            from: parsed(row, "forked_from")?,
            step: count(row, "forked_step")?,
            kind: known(row, "forked_kind", ForkKind::of_word)?,
        }),
        None => None,
    };
    Ok(Attempt {
        id,
        scenario_id: value(row, "scenario_id")?,
        scenario_title: value(row, "scenario_title")?,
        hash: hash(row)?,
        seed: value(row, "seed")?,
        forced: parts.forced.remove(&text).unwrap_or_default(),
        mode: known(row, "mode", Mode::of_word)?,
        started: time(row, "started_at")?,
        touched: time(row, "touched_at")?,
        steps: count(row, "steps")?,
        finished,
        fork,
        hindsight: value(row, "hindsight")?,
        feeling: value::<Option<String>>(row, "feeling")?.map(felt),
    })
}

fn finished(row: &Row<'_>, id: &str, parts: &mut Parts) -> Result<Finished, RowFault> {
    let reached: i32 = value(row, "value")?;
    if !(0..=100).contains(&reached) {
        return Err(RowFault::out_of_range("value", reached));
    }
    Ok(Finished {
        at: time(row, "finished_at")?,
        ending_id: value(row, "ending_id")?,
        ending_title: value(row, "ending_title")?,
        value: reached,
        draws: parts.met.remove(id).unwrap_or_default(),
        skills: parts.skills.remove(id).unwrap_or_default(),
        lessons: parts.lessons.remove(id).unwrap_or_default(),
    })
}

/// The choices of attempts, in order, up to the first one of each that cannot be read: what comes after
/// it cannot be told to be the next.
pub(super) fn decisions(
    database: &Connection,
    condition: &str,
    wanted: impl Params,
) -> rusqlite::Result<Legible<BTreeMap<AttemptId, Vec<KeptDecision>>>> {
    let sql = format!(
        "SELECT attempt, step, choice, branch, own_words, taken_at FROM decision
         WHERE {condition} ORDER BY attempt, step"
    );
    let mut statement = database.prepare_cached(&sql)?;
    let mut rows = statement.query(wanted)?;
    let mut all = Legible::<BTreeMap<AttemptId, Vec<KeptDecision>>>::default();
    let mut broken_off = None;
    while let Some(row) = rows.next()? {
        // What belongs to no attempt that can be read is told with that attempt.
        let Ok(attempt) = parsed::<AttemptId>(row, "attempt") else { continue };
        if broken_off == Some(attempt) {
            continue;
        }
        let before = all.sound.entry(attempt).or_default();
        match decision(row, before.len()) {
            Ok(decision) => before.push(decision),
            Err(fault) => {
                let what = format!("choice {} of play {attempt}", before.len() + 1);
                let why = format!("{}; it and what comes after it are left out", fault.0);
                all.damaged.push(Damage { what, why });
                broken_off = Some(attempt);
            }
        }
    }
    Ok(all)
}

fn decision(row: &Row<'_>, number: usize) -> Result<KeptDecision, RowFault> {
    let step: i64 = value(row, "step")?;
    if usize::try_from(step).ok() != Some(number) {
        return Err(RowFault(format!(
            "it is missing, and number {} follows",
            step.saturating_add(1)
        )));
    }
    Ok(KeptDecision {
        choice: SavedChoice { id: value(row, "choice")?, branch: value(row, "branch")? },
        own_words: value(row, "own_words")?,
        at: time(row, "taken_at")?,
    })
}

/// What learners committed to, newest first.
pub(super) fn commitments(database: &Connection) -> rusqlite::Result<Legible<Vec<Commitment>>> {
    let mut statement = database.prepare(
        "SELECT attempt, scenario_id, scenario_title, text, made_at, client, day
         FROM commitment JOIN attempt ON attempt.id = commitment.attempt
         ORDER BY made_at DESC, attempt DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut all = Legible::<Vec<Commitment>>::default();
    while let Some(row) = rows.next()? {
        match commitment(row) {
            Ok(commitment) => all.sound.push(commitment),
            Err(fault) => {
                let what = format!("what play {} committed to", named(row.get_ref("attempt")?));
                all.damaged.push(Damage { what, why: fault.0 });
            }
        }
    }
    Ok(all)
}

fn commitment(row: &Row<'_>) -> Result<Commitment, RowFault> {
    Ok(Commitment {
        attempt: parsed(row, "attempt")?,
        scenario_id: value(row, "scenario_id")?,
        scenario_title: value(row, "scenario_title")?,
        kept: coach::Intention {
            text: value(row, "text")?,
            client: value(row, "client")?,
            day: value(row, "day")?,
        },
        at: time(row, "made_at")?,
    })
}

/// Every setting.
pub(super) fn settings(
    database: &Connection,
) -> rusqlite::Result<Legible<BTreeMap<String, String>>> {
    let mut statement = database.prepare("SELECT key, value FROM setting")?;
    let mut rows = statement.query([])?;
    let mut all = Legible::<BTreeMap<String, String>>::default();
    while let Some(row) = rows.next()? {
        match (value(row, "key"), value(row, "value")) {
            (Ok(key), Ok(value)) => {
                all.sound.insert(key, value);
            }
            (Err(fault), _) | (_, Err(fault)) => {
                let what = format!("the setting {}", named(row.get_ref("key")?));
                all.damaged.push(Damage { what, why: fault.0 });
            }
        }
    }
    Ok(all)
}

/// A feeling as it is kept: the id of one that we know, or the learner's own word.
fn felt(kept: String) -> Felt {
    Feeling::of_id(&kept).map_or(Felt::OwnWord(kept), Felt::Known)
}

/// What a column holds.
pub(super) fn value<T: FromSql>(row: &Row<'_>, column: &str) -> Result<T, RowFault> {
    row.get(column).map_err(|error| RowFault::of(column, &error))
}

fn count(row: &Row<'_>, column: &str) -> Result<usize, RowFault> {
    let number: i64 = value(row, column)?;
    usize::try_from(number).map_err(|_negative| RowFault::out_of_range(column, number))
}

/// A word of ours. One that this build does not know is an error: to guess would misread records.
fn known<T>(row: &Row<'_>, column: &str, of_word: fn(&str) -> Option<T>) -> Result<T, RowFault> {
    let word: String = value(row, column)?;
    of_word(&word).ok_or_else(|| RowFault(format!("no {column} is called `{word}`")))
}

fn time(row: &Row<'_>, column: &str) -> Result<Timestamp, RowFault> {
    let milliseconds: i64 = value(row, column)?;
    Timestamp::from_millisecond(milliseconds)
        .map_err(|_beyond| RowFault::out_of_range(column, milliseconds))
}

fn hash(row: &Row<'_>) -> Result<ContentHash, RowFault> {
    let text: String = value(row, "hash")?;
    hash_of(&text).ok_or_else(|| RowFault("its `hash` is not that of a scenario".to_owned()))
}

/// The hash that is written so.
pub(super) fn hash_of(text: &str) -> Option<ContentHash> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let bytes = digits?.chunks(2).map(byte).collect::<Option<Vec<u8>>>()?;
    bytes.try_into().ok().map(ContentHash)
}

fn byte(digits: &[u8]) -> Option<u8> {
    let [high, low] = digits else { return None };
    Some(high * 16 + low)
}

fn parsed<T: FromStr>(row: &Row<'_>, column: &str) -> Result<T, RowFault>
where
    T::Err: std::fmt::Display,
{
    let text: String = value(row, column)?;
    text.parse().map_err(|error| RowFault(format!("its `{column}` cannot be read ({error})")))
}
