//! What was choice and what was chance in the plays of those who play alone, as far as it is known.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use crate::{
    coach::ChoicesAndChance,
    engine::Session,
    practice::Solved,
    team::room::{ParticipantId, TrainingRoom},
};

/// The splits of finished plays, by whose they are. They are made one batch after the other: the first one waits for
/// the solver, and those that come meanwhile are the next batch.
#[derive(Debug, Default)]
pub(super) struct SoloSplits {
    known: BTreeMap<ParticipantId, (Vec<String>, Option<ChoicesAndChance>)>,
    /// Who has had events since the last batch.
    touched: BTreeSet<ParticipantId>,
    is_busy: bool,
}

/// Plays that are finished, and whose they are.
pub(super) type FinishedPlays = Vec<(ParticipantId, Session)>;

/// A play's split, whose it is, and the choices that it is of.
pub(super) type SoloSplit = (ParticipantId, Vec<String>, Option<ChoicesAndChance>);

fn line(session: &Session) -> Vec<String> {
    session.decisions().iter().map(|one| one.choice_id.to_string()).collect()
}

impl SoloSplits {
    /// Looks at every play again: the room was read anew.
    pub(super) fn touch_all(&mut self, room: &TrainingRoom) {
        let alone = room.participants().iter().filter(|one| one.solo().is_some());
        self.touched.extend(alone.map(|one| one.id));
    }

    /// Somebody has had an event.
    pub(super) fn touch(&mut self, id: Option<ParticipantId>) {
        self.touched.extend(id);
    }

    /// The split of somebody's play as it is in the room.
    pub(super) fn of(&self, id: ParticipantId, room: &TrainingRoom) -> Option<&ChoicesAndChance> {
        let (known, split) = self.known.get(&id)?;
        let solo = room.get(id)?.solo()?;
        split.as_ref().filter(|_| *known == line(&solo.session))
    }

    /// The plays whose split is to be made now; none while a batch is under way. Each is given once.
    pub(super) fn due(&mut self, room: &TrainingRoom) -> FinishedPlays {
        if self.is_busy || self.touched.is_empty() {
            return Vec::new();
        }
        let mut due = Vec::new();
        for id in mem::take(&mut self.touched) {
            let Some(solo) = room.get(id).and_then(|one| one.solo()) else { continue };
            let line = line(&solo.session);
            let is_known = self.known.get(&id).is_some_and(|(known, _)| *known == line);
            if solo.session.finished() && !is_known {
                self.known.insert(id, (line, None));
                due.push((id, solo.session.clone()));
            }
        }
        self.is_busy = !due.is_empty();
        due
    }

    /// Takes in a batch; whose split is known now.
    pub(super) fn take(&mut self, made: Vec<SoloSplit>) -> Vec<ParticipantId> {
        self.is_busy = false;
        let mut told = Vec::new();
        for (id, line, split) in made {
            told.extend(split.is_some().then_some(id));
            self.known.insert(id, (line, split));
        }
        told
    }
}

/// Splits a batch.
pub(super) fn split_all(plays: FinishedPlays, solved: &Solved) -> Vec<SoloSplit> {
    let made =
        |(id, session): (ParticipantId, Session)| (id, line(&session), solved.split(&session));
    plays.into_iter().map(made).collect()
}
