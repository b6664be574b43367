//! What is asked of the records.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rusqlite::{params, types::FromSql};

use super::{
    Attempt, AttemptFilter, AttemptId, Commitment, Damage, KeptDecision, KeptSource, Legible,
    Records, RecordsError, ResumeError, SourceFault, rows, sources,
};
use crate::{
    engine::{Replayed, Save, Session},
    scenario::{self, ContentHash, Scenario},
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

    /// One whose version cannot be read any more is passed over: it cannot be gone on with.
    fn last_unfinished(&self, scenario_id: Option<&str>) -> Result<Option<Attempt>, RecordsError> {
        for attempt in self.open_attempts(scenario_id)? {
            match self.version(&attempt.hash)? {
                Ok(_) | Err(SourceFault::Missing) => return Ok(Some(attempt)),
                Err(SourceFault::Changed | SourceFault::Unreadable(_)) => {}
            }
        }
        Ok(None)
    }

    /// Attempts that are not finished and cannot be gone on with, because what is kept of their version is
    /// not what it was; with why.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn stranded(
        &self,
        scenario_id: Option<&str>,
    ) -> Result<Vec<(Attempt, SourceFault)>, RecordsError> {
        let mut stranded = Vec::new();
        for attempt in self.open_attempts(scenario_id)? {
            if let Err(fault @ (SourceFault::Changed | SourceFault::Unreadable(_))) =
                self.version(&attempt.hash)?
            {
                stranded.push((attempt, fault));
            }
        }
        Ok(stranded)
    }

    fn open_attempts(&self, scenario_id: Option<&str>) -> Result<Vec<Attempt>, RecordsError> {
        let condition = "(?1 IS NULL OR scenario_id = ?1)
               AND finished_at IS NULL AND NOT set_aside
               AND EXISTS (SELECT 1 FROM decision WHERE decision.attempt = attempt.id)
               AND NOT EXISTS (SELECT 1 FROM attempt AS fork
                               WHERE fork.forked_from = attempt.id
                                 AND fork.forked_kind = 'rewind')
             ORDER BY touched_at DESC, id DESC";
        let read = self.read(|database| rows::attempts(database, condition, [scenario_id]))?;
        Ok(read.sound)
    }

    /// Attempts, newest first, those that can be read.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn attempts(&self, filter: &AttemptFilter) -> Result<Vec<Attempt>, RecordsError> {
        Ok(self.attempts_with_damage(filter)?.sound)
    }

    /// Attempts, newest first, and what of them cannot be read.
    ///
    /// # Errors
    /// If the records cannot be read at all.
    pub fn attempts_with_damage(
        &self,
        filter: &AttemptFilter,
    ) -> Result<Legible<Vec<Attempt>>, RecordsError> {
        if *filter == AttemptFilter::default() {
            let all = "TRUE ORDER BY started_at DESC, id DESC";
            return self.read(|database| rows::attempts(database, all, []));
        }
        let condition = "(?1 IS NULL OR scenario_id = ?1)
               AND (?2 IS NULL OR (finished_at IS NOT NULL) = ?2)
               AND (?3 IS NULL OR hindsight = ?3)
             ORDER BY started_at DESC, id DESC";
        let wanted = params![filter.scenario_id, filter.finished, filter.hindsight];
        self.read(|database| rows::attempts(database, condition, wanted))
    }

    /// An attempt.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn attempt(&self, id: AttemptId) -> Result<Option<Attempt>, RecordsError> {
        let condition = "id = ?1";
        let Legible { mut sound, damaged } =
            self.read(|database| rows::attempts(database, condition, [id.to_string()]))?;
        match (sound.pop(), damaged.first()) {
            (None, Some(damage)) => Err(self.unreadable(damage)),
            (attempt, _) => Ok(attempt),
        }
    }

    /// The choices of an attempt, in order, as far as they can be read.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn decisions(&self, attempt: AttemptId) -> Result<Vec<KeptDecision>, RecordsError> {
        let id = attempt.to_string();
        let mut read = self.read(|database| rows::decisions(database, "attempt = ?1", [id]))?.sound;
        Ok(read.remove(&attempt).unwrap_or_default())
    }

    /// The choices of all attempts, in order, each as far as they can be read, and what cannot be.
    ///
    /// # Errors
    /// If the records cannot be read at all.
    pub fn all_decisions(
        &self,
    ) -> Result<Legible<BTreeMap<AttemptId, Vec<KeptDecision>>>, RecordsError> {
        self.read(|database| rows::decisions(database, "TRUE", []))
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

    /// The files of a version of a scenario, held against their hash.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn version(
        &self,
        hash: &ContentHash,
    ) -> Result<Result<KeptSource, SourceFault>, RecordsError> {
        self.read(|database| sources::kept(database, hash))
    }

    /// The versions that attempts were played on and that are not kept as they were, with why.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn source_faults(&self) -> Result<BTreeMap<ContentHash, SourceFault>, RecordsError> {
        Ok(self.read(sources::faults)?.into_iter().collect())
    }

    /// The scenario of a version, as its files load.
    ///
    /// # Errors
    /// If the records cannot be read, or not that version.
    pub fn scenario_of(
        &self,
        attempt: AttemptId,
        hash: &ContentHash,
    ) -> Result<Scenario, ResumeError> {
        let source = self.version(hash)?;
        let source = source.map_err(|fault| ResumeError::of_source(attempt, fault))?;
        let loaded = scenario::load(&source.scenario, source.pack.as_ref());
        loaded.scenario.ok_or_else(|| ResumeError::NoLongerLoads {
            file: Box::new(source.scenario),
            diagnostics: loaded.diagnostics,
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
        let scenario = self.scenario_of(attempt, &kept.hash)?;
        let save = self.save_of(attempt)?;
        let replayed = Session::replay_as_far(Arc::new(scenario), &save);
        replayed.map_err(|refused| ResumeError::Replay(refused.into()))
    }

    /// What learners committed to, newest first, as far as it can be read.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn commitments(&self) -> Result<Vec<Commitment>, RecordsError> {
        Ok(self.commitments_with_damage()?.sound)
    }

    /// What learners committed to, newest first, and what of it cannot be read.
    ///
    /// # Errors
    /// If the records cannot be read at all.
    pub fn commitments_with_damage(&self) -> Result<Legible<Vec<Commitment>>, RecordsError> {
        self.read(rows::commitments)
    }

    /// Every setting that can be read.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, RecordsError> {
        Ok(self.read(rows::settings)?.sound)
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
        Ok(self.meetings(scenario_id, draw)?.into_keys().collect())
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
        let met = self.pairs(
            "SELECT met_draw.value, count(*)
             FROM met_draw JOIN attempt ON attempt.id = met_draw.attempt
             WHERE scenario_id = ?1 AND draw = ?2 GROUP BY met_draw.value",
            [scenario_id, draw],
        )?;
        Ok(met.into_iter().collect())
    }

    /// Pairs of a text and something else, those that can be read.
    fn pairs<T: FromSql>(
        &self,
        sql: &str,
        wanted: impl rusqlite::Params,
    ) -> Result<Vec<(String, T)>, RecordsError> {
        self.read(|database| {
            let mut statement = database.prepare(sql)?;
            let mut rows = statement.query(wanted)?;
            let mut pairs = Vec::new();
            while let Some(row) = rows.next()? {
                if let (Ok(key), Ok(value)) = (row.get(0), row.get(1)) {
                    pairs.push((key, value));
                }
            }
            Ok(pairs)
        })
    }

    fn unreadable(&self, damage: &Damage) -> RecordsError {
        RecordsError::Unreadable { path: self.shown_path(), detail: damage.to_string() }
    }
}
