//! The writes, each one a transaction.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{
    Connection, OptionalExtension, Transaction, TransactionBehavior, named_params, params,
};

use super::{
    AttemptId, Finish, ForkKind, KeptSource, LessonResult, Mode, NewAttempt, RecordsError, sources,
};
use crate::{
    coach::{Felt, Intention},
    engine::SavedChoice,
    scenario::ContentHash,
};

/// Something to be written. It owns what it needs, so that it can wait.
#[derive(Debug)]
pub(super) enum Write {
    Begin(Box<Begin>),
    Decide {
        attempt: AttemptId,
        step: usize,
        choice: SavedChoice,
        own_words: Option<String>,
        at: Timestamp,
    },
    Finish {
        attempt: AttemptId,
        finish: Finish,
        at: Timestamp,
    },
    Fork {
        id: AttemptId,
        from: AttemptId,
        step: usize,
        kind: ForkKind,
        at: Timestamp,
    },
    Feel {
        attempt: AttemptId,
        felt: Felt,
    },
    Commit {
        attempt: AttemptId,
        kept: Intention,
        at: Timestamp,
    },
    SetAside {
        attempt: AttemptId,
    },
    Set {
        settings: BTreeMap<String, String>,
    },
    /// The files of a version, in place of what is damaged.
    Mend {
        hash: ContentHash,
        scenario_id: String,
        source: Box<KeptSource>,
        at: Timestamp,
    },
}

/// The beginning of an attempt.
#[derive(Debug)]
pub(super) struct Begin {
    id: AttemptId,
    scenario_id: String,
    scenario_title: String,
    hash: ContentHash,
    source: KeptSource,
    seed: u32,
    forced: Vec<(String, String)>,
    mode: Mode,
    hindsight: bool,
    at: Timestamp,
}

/// Why something was not written.
pub(super) enum WriteFault {
    /// The database says no.
    Database(rusqlite::Error),
    /// It makes no sense, now or later.
    Refused(RecordsError),
}

impl From<rusqlite::Error> for WriteFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// Ours has become another attempt.
type Moved = (AttemptId, AttemptId);

impl Write {
    /// The beginning of an attempt.
    pub(super) fn begin(id: AttemptId, new: &NewAttempt<'_>, at: Timestamp) -> Self {
        Self::Begin(Box::new(Begin {
            id,
            scenario_id: new.scenario.id.to_string(),
            scenario_title: new.scenario.title.to_string(),
            hash: new.scenario.hash,
            source: new.source.clone(),
            seed: new.seed,
            forced: new.forced.to_vec(),
            mode: new.mode,
            hindsight: new.hindsight,
            at,
        }))
    }
}

impl Write {
    /// The attempt that it changes.
    pub(super) fn attempt(&self) -> Option<AttemptId> {
        match self {
            Self::Begin(begin) => Some(begin.id),
            Self::Fork { id, .. } => Some(*id),
            Self::Decide { attempt, .. }
            | Self::Finish { attempt, .. }
            | Self::Feel { attempt, .. }
            | Self::Commit { attempt, .. }
            | Self::SetAside { attempt } => Some(*attempt),
            Self::Mend { .. } | Self::Set { .. } => None,
        }
    }
}

/// Writes it whole, or not at all.
pub(super) fn apply(
    database: &mut Connection,
    write: &Write,
    moved: &mut BTreeMap<AttemptId, AttemptId>,
) -> Result<(), WriteFault> {
    let change = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let fork = within(&change, write, moved)?;
    change.commit()?;
    moved.extend(fork);
    Ok(())
}

/// What became of an attempt.
pub(super) fn now_of(moved: &BTreeMap<AttemptId, AttemptId>, attempt: AttemptId) -> AttemptId {
    let mut attempt = attempt;
    while let Some(&next) = moved.get(&attempt) {
        attempt = next;
    }
    attempt
}

fn within(
    change: &Transaction<'_>,
    write: &Write,
    moved: &BTreeMap<AttemptId, AttemptId>,
) -> Result<Option<Moved>, WriteFault> {
    let now = |attempt: &AttemptId| now_of(moved, *attempt);
    match write {
        Write::Begin(begin) => insert_attempt(change, begin)?,
        Write::Decide { attempt, step, choice, own_words, at } => {
            let decision = ChoiceRow { step: *step, choice, own_words: own_words.as_deref() };
            return decide(change, now(attempt), decision, *at);
        }
        Write::Finish { attempt, finish: what, at } => finish(change, now(attempt), what, *at)?,
        Write::Fork { id, from, step, kind, at } => {
            fork(change, *id, (now(from), *step), *kind, *at)?;
        }
        Write::Feel { attempt, felt } => {
            let feeling = match felt {
                Felt::Known(feeling) => feeling.id(),
                Felt::OwnWord(word) => word,
            };
            let changed = change.execute(
                "UPDATE attempt SET feeling = ?2 WHERE id = ?1",
                params![now(attempt).to_string(), feeling],
            )?;
            expect_one(changed, now(attempt))?;
        }
        Write::Commit { attempt, kept, at } => commit(change, now(attempt), kept, *at)?,
        Write::SetAside { attempt } => {
            let changed = change.execute(
                "UPDATE attempt SET set_aside = 1 WHERE id = ?1",
                [now(attempt).to_string()],
            )?;
            expect_one(changed, now(attempt))?;
        }
        Write::Mend { hash, scenario_id, source, at } => {
            sources::keep(change, hash, scenario_id, source, *at)?;
        }
        Write::Set { settings } => {
            for (key, value) in settings {
                change.execute(
                    "INSERT INTO setting (key, value) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    [key, value],
                )?;
            }
        }
    }
    Ok(None)
}

fn expect_one(changed: usize, attempt: AttemptId) -> Result<(), WriteFault> {
    if changed == 1 { Ok(()) } else { Err(unknown(attempt)) }
}

fn unknown(attempt: AttemptId) -> WriteFault {
    WriteFault::Refused(RecordsError::UnknownAttempt(attempt))
}

fn insert_attempt(change: &Transaction<'_>, begin: &Begin) -> rusqlite::Result<()> {
    sources::keep(change, &begin.hash, &begin.scenario_id, &begin.source, begin.at)?;
    let id = begin.id.to_string();
    change.execute(
        "INSERT INTO attempt (id, scenario_id, scenario_title, hash, seed, mode, started_at, hindsight)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            id,
            begin.scenario_id,
            begin.scenario_title,
            begin.hash.to_string(),
            begin.seed,
            begin.mode.word(),
            begin.at.as_millisecond(),
            begin.hindsight,
        ],
    )?;
    insert_draws(change, "forced_draw", &id, &begin.forced)
}

fn insert_draws(
    change: &Transaction<'_>,
    table: &str,
    attempt: &str,
    draws: &[(String, String)],
) -> rusqlite::Result<()> {
    let mut insert = change.prepare(&format!(
        "INSERT INTO {table} (attempt, position, draw, value) VALUES (?1, ?2, ?3, ?4)"
    ))?;
    for (position, (draw, value)) in draws.iter().enumerate() {
        insert.execute(params![attempt, to_sql(position), draw, value])?;
    }
    Ok(())
}

/// A choice to be kept.
#[derive(Clone, Copy)]
struct ChoiceRow<'a> {
    step: usize,
    choice: &'a SavedChoice,
    own_words: Option<&'a str>,
}

/// Keeps a choice behind the ones before it, or under a fork where another one is in its place.
fn decide(
    change: &Transaction<'_>,
    attempt: AttemptId,
    decision: ChoiceRow<'_>,
    at: Timestamp,
) -> Result<Option<Moved>, WriteFault> {
    let (finished, kept) = standing(change, attempt)?;
    let step = decision.step;
    if step > kept {
        return Err(WriteFault::Refused(RecordsError::Gap { attempt, step, kept }));
    }
    if step == kept && !finished {
        insert_decision(change, attempt, decision, at)?;
        return Ok(None);
    }
    if step < kept && is_kept(change, attempt, decision)? {
        return Ok(None);
    }
    let own = AttemptId::fresh();
    fork(change, own, (attempt, step), ForkKind::OtherWindow, at)?;
    insert_decision(change, own, decision, at)?;
    Ok(Some((attempt, own)))
}

/// Whether an attempt is finished, and how many choices it has.
fn standing(change: &Transaction<'_>, attempt: AttemptId) -> Result<(bool, usize), WriteFault> {
    change
        .query_row(
            "SELECT finished_at IS NOT NULL,
                    (SELECT count(*) FROM decision WHERE decision.attempt = attempt.id)
             FROM attempt WHERE id = ?1",
            [attempt.to_string()],
            |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)),
        )
        .optional()?
        .map(|(finished, kept)| (finished, usize::try_from(kept).unwrap_or(0)))
        .ok_or_else(|| unknown(attempt))
}

/// Whether exactly this choice is kept at its step.
fn is_kept(
    change: &Transaction<'_>,
    attempt: AttemptId,
    decision: ChoiceRow<'_>,
) -> rusqlite::Result<bool> {
    change.query_row(
        "SELECT EXISTS (SELECT 1 FROM decision
            WHERE attempt = ?1 AND step = ?2
              AND choice = ?3 AND branch IS ?4 AND own_words IS ?5)",
        params![
            attempt.to_string(),
            to_sql(decision.step),
            decision.choice.id,
            decision.choice.branch,
            decision.own_words,
        ],
        |row| row.get(0),
    )
}

fn insert_decision(
    change: &Transaction<'_>,
    attempt: AttemptId,
    decision: ChoiceRow<'_>,
    at: Timestamp,
) -> rusqlite::Result<()> {
    change.execute(
        "INSERT INTO decision (attempt, step, choice, branch, own_words, taken_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            attempt.to_string(),
            to_sql(decision.step),
            decision.choice.id,
            decision.choice.branch,
            decision.own_words,
            at.as_millisecond(),
        ],
    )?;
    Ok(())
}

/// Makes an attempt that holds the first choices of another one.
fn fork(
    change: &Transaction<'_>,
    id: AttemptId,
    (from, step): (AttemptId, usize),
    kind: ForkKind,
    at: Timestamp,
) -> Result<(), WriteFault> {
    let (_, kept) = standing(change, from)?;
    if step > kept {
        return Err(WriteFault::Refused(RecordsError::Gap { attempt: from, step, kept }));
    }
    let (new, old, step) = (id.to_string(), from.to_string(), to_sql(step));
    change.execute(
        "INSERT INTO attempt (id, scenario_id, scenario_title, hash, seed, mode, started_at,
                              forked_from, forked_step, forked_kind, hindsight)
         SELECT :new, scenario_id, scenario_title, hash, seed, mode, :at, :old, :step, :kind,
                max(hindsight, :hindsight)
         FROM attempt WHERE id = :old",
        named_params! {
            ":new": new, ":old": old, ":step": step, ":at": at.as_millisecond(),
            ":kind": kind.word(), ":hindsight": kind == ForkKind::PlayOn,
        },
    )?;
    change.execute(
        "INSERT INTO forced_draw (attempt, position, draw, value)
         SELECT ?1, position, draw, value FROM forced_draw WHERE attempt = ?2",
        [&new, &old],
    )?;
    change.execute(
        "INSERT INTO decision (attempt, step, choice, branch, own_words, taken_at)
         SELECT ?1, step, choice, branch, own_words, taken_at
         FROM decision WHERE attempt = ?2 AND step < ?3",
        params![new, old, step],
    )?;
    Ok(())
}

fn finish(
    change: &Transaction<'_>,
    attempt: AttemptId,
    finish: &Finish,
    at: Timestamp,
) -> Result<(), WriteFault> {
    let (finished, _) = standing(change, attempt)?;
    if finished {
        return Ok(());
    }
    let id = attempt.to_string();
    change.execute(
        "UPDATE attempt SET finished_at = ?2, ending_id = ?3, ending_title = ?4, value = ?5
         WHERE id = ?1",
        params![id, at.as_millisecond(), finish.ending_id, finish.ending_title, finish.value],
    )?;
    insert_draws(change, "met_draw", &id, &finish.draws)?;
    for (position, skill) in finish.skills.iter().enumerate() {
        change.execute(
            "INSERT INTO skill_result (attempt, position, skill, name, level, count, lowest)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                id,
                to_sql(position),
                skill.skill,
                skill.name,
                skill.level,
                skill.count,
                skill.lowest,
            ],
        )?;
    }
    for (position, lesson) in finish.lessons.iter().enumerate() {
        let LessonResult { lesson, sentence, kept, broken } = lesson;
        change.execute(
            "INSERT INTO lesson_result (attempt, position, lesson, sentence, kept, broken)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id, to_sql(position), lesson, sentence, kept, broken],
        )?;
    }
    match finish.commitment.clone() {
        Some(text) => commit(change, attempt, &Intention { text, client: None, day: None }, at),
        None => Ok(()),
    }
}

fn commit(
    change: &Transaction<'_>,
    attempt: AttemptId,
    kept: &Intention,
    at: Timestamp,
) -> Result<(), WriteFault> {
    standing(change, attempt)?;
    change.execute(
        "INSERT INTO commitment (attempt, text, made_at, client, day) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (attempt) DO UPDATE SET text = excluded.text, made_at = excluded.made_at,
                                             client = excluded.client, day = excluded.day",
        params![attempt.to_string(), kept.text, at.as_millisecond(), kept.client, kept.day],
    )?;
    Ok(())
}

fn to_sql(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
