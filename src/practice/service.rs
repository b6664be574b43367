//! What can be done with attempts, one method for each; the only place that knows the order of it.

use std::sync::{
    Arc, Weak,
    atomic::{AtomicU64, Ordering},
};

use super::{CannotBegin, CannotGoOn, NoGoingBack, Note, Play, Proposal, Start, next, play::Kept};
use crate::{
    coach::{Felt, Intention},
    engine::{NotOffered, Replayed, SavedChoice, Session},
    scenario::Scenario,
    store::{
        Attempt, AttemptId, Begun, Finish, ForkKind, Mode, NewAttempt, NotSaved, Ready, Records,
        RecordsError, ResumeError, fresh_seed,
    },
};

/// The setting that says how is played: "true" for practice, "false" for assessment.
pub const MODE_SETTING: &str = "practice";

/// The practice service over the records of one data folder.
#[derive(Debug)]
pub struct Practice {
    records: Arc<Records>,
    turns: AtomicU64,
}

/// A play that was opened, and what there is to say of it.
#[derive(Debug)]
pub struct OpenedPlay {
    /// The play.
    pub play: Play,
    /// What the player should be told.
    pub notes: Vec<Note>,
}

/// A choice to be taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenChoice {
    /// Its id as offered; of a pick, the answer's id.
    pub id: String,
    /// The branch of chance that is forced, from 0.
    pub branch: Option<u16>,
    /// What the learner typed in place of its sentence.
    pub own_words: Option<String>,
}

impl TakenChoice {
    /// The choice of that id, as it stands.
    #[must_use]
    pub fn of(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..Self::default() }
    }
}

impl Practice {
    /// Over these records.
    #[must_use]
    pub fn over(records: Records) -> Self {
        Self { records: Arc::new(records), turns: AtomicU64::new(0) }
    }

    /// The records, to read what was kept.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The records, for a thread that looks after them for as long as they are used.
    #[must_use]
    pub fn keeper(&self) -> Weak<Records> {
        Arc::downgrade(&self.records)
    }

    /// How the player wants to play: as the setting says.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn mode(&self) -> Result<Mode, RecordsError> {
        let settings = self.records.settings()?;
        let is_assessment = settings.get(MODE_SETTING).is_some_and(|value| value == "false");
        Ok(if is_assessment { Mode::Assessment } else { Mode::Practice })
    }

    /// With what the next attempt should begin: a fresh seed, and the truth met least often, where the
    /// scenario says which hidden draw makes a replay differ.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn propose(&self, scenario: &Arc<Scenario>) -> Result<Proposal, RecordsError> {
        next::propose(&self.records, scenario)
    }

    /// Begins an attempt with a fresh seed, and with the truth that was met least often where the scenario
    /// says which hidden draw makes a replay differ.
    ///
    /// It is kept from its first choice on: whoever leaves before it leaves no trace.
    ///
    /// # Errors
    /// [`CannotBegin`] if the proposed draws cannot be, which would be a fault of this service.
    pub fn begin(&self, ready: &Ready, mode: Mode) -> Result<OpenedPlay, CannotBegin> {
        let mut notes = Vec::new();
        // Where the records do not tell what was met, chance decides.
        let Proposal { seed, forced } = self.propose(&ready.scenario).unwrap_or_else(|error| {
            notes.push(Note::Trouble(error));
            Proposal { seed: fresh_seed(), forced: Vec::new() }
        });
        let session = Session::new(Arc::clone(&ready.scenario), seed, &forced)?;
        Ok(OpenedPlay { play: self.seat(session, ready, mode), notes })
    }

    /// Begins an attempt with what is given: it stays out of progress, unless only its seed is.
    ///
    /// # Errors
    /// [`CannotBegin`] if what is given cannot be; nothing is kept then.
    pub fn begin_with(
        &self,
        ready: &Ready,
        mode: Mode,
        start: &Start,
    ) -> Result<OpenedPlay, CannotBegin> {
        start.session(&ready.scenario)?;
        let mut play = self.seat(start.opening(&ready.scenario)?, ready, mode);
        let mut notes = Vec::new();
        if start.is_given() {
            play.hindsight = true;
            notes.push(Note::InHindsight);
        }
        for (number, (id, branch)) in (1..).zip(&start.choices) {
            let choice = TakenChoice { id: id.clone(), branch: *branch, own_words: None };
            let told = self.choose(&mut play, choice);
            notes.extend(told.map_err(|refusal| CannotBegin::Choice { number, refusal })?);
        }
        Ok(OpenedPlay { play, notes })
    }

    fn seat(&self, session: Session, ready: &Ready, mode: Mode) -> Play {
        Play {
            session,
            kept: Kept::NotYet(Box::new(ready.source.clone())),
            mode,
            hindsight: false,
            turn: self.next_turn(),
            own_words: Vec::new(),
            feeling: None,
            commitment: None,
        }
    }

    /// Begins an attempt in place of those of the same scenario that could be gone on with, of whatever
    /// version: they are set aside, and stay in the history.
    ///
    /// # Errors
    /// [`CannotBegin`] as [`begin`](Self::begin) has it.
    pub fn begin_anew(&self, ready: &Ready, mode: Mode) -> Result<OpenedPlay, CannotBegin> {
        let mut opened = self.begin(ready, mode)?;
        let set_aside = self.set_aside_unfinished(&ready.scenario.id);
        opened.notes.extend(set_aside.err().map(Note::Trouble));
        Ok(opened)
    }

    fn set_aside_unfinished(&self, scenario_id: &str) -> Result<(), RecordsError> {
        while let Some(open) = self.unfinished_of(scenario_id)? {
            self.records.set_aside(open.id)?;
        }
        Ok(())
    }

    /// The attempt at a scenario that can be gone on with, of whatever version.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn unfinished_of(&self, scenario_id: &str) -> Result<Option<Attempt>, RecordsError> {
        self.records.unfinished_of(scenario_id)
    }

    /// Goes on with an attempt. Where it is lost, begins another at the scenario as it is now, if there is one,
    /// and says so in a note.
    ///
    /// # Errors
    /// [`CannotGoOn`] if neither can be done, or the records cannot be read.
    pub fn go_on(
        &self,
        attempt: AttemptId,
        ready: Option<&Ready>,
        mode: Mode,
    ) -> Result<OpenedPlay, CannotGoOn> {
        match (self.resume(attempt), ready) {
            (Ok(opened), _) => Ok(opened),
            (Err(unread @ ResumeError::Records(_)), _) | (Err(unread), None) => Err(unread.into()),
            (Err(lost), Some(ready)) => {
                let mut opened = self.begin(ready, mode)?;
                opened.notes.push(Note::Lost(lost));
                Ok(opened)
            }
        }
    }

    /// Goes on with an attempt where it stopped, in the version it was begun in, or opens a finished one.
    ///
    /// One whose choices do not fit any more is gone on with as far as they do, as a rewind to there. One that
    /// ended just before the game was killed is finished now.
    ///
    /// # Errors
    /// [`ResumeError`] if it cannot be gone on with; then it is not offered any more, and stays in the history.
    pub fn resume(&self, attempt: AttemptId) -> Result<OpenedPlay, ResumeError> {
        let kept = self.records.attempt(attempt)?;
        let kept = kept.ok_or(RecordsError::UnknownAttempt(attempt))?;
        let is_finished = kept.finished.is_some();
        self.records.hold(attempt);
        let Replayed { session, stopped } = match self.records.replay(attempt) {
            Ok(replayed) => replayed,
            Err(ResumeError::Records(error)) => return Err(error.into()),
            Err(lost) => {
                if !is_finished && !lost.may_pass() {
                    // Where this has to wait, it is tried again with the next write, which tells of it.
                    let _ = self.records.set_aside(attempt);
                }
                return Err(lost);
            }
        };
        let mut own_words: Vec<Option<String>> =
            self.records.decisions(attempt)?.into_iter().map(|one| one.own_words).collect();
        own_words.truncate(session.decisions().len());
        let commitments = self.records.commitments()?;
        let mut play = Play {
            session,
            kept: Kept::Under(attempt),
            mode: kept.mode,
            hindsight: kept.hindsight,
            turn: self.next_turn(),
            own_words,
            feeling: kept.feeling.and_then(|felt| felt.known()),
            commitment: commitments
                .into_iter()
                .find(|one| one.attempt == attempt)
                .map(|one| one.kept),
        };
        let mut notes = Vec::new();
        let read = play.session.decisions().len();
        if let Some(stopped) = stopped {
            if is_finished {
                return Err(ResumeError::Replay(stopped.into()));
            }
            self.keep_fork(&mut play, stopped.step, ForkKind::Rewind, &mut notes);
            notes.push(Note::Stopped(stopped));
        } else if read < kept.steps {
            if is_finished {
                return Err(ResumeError::ChoiceLost(attempt, read + 1));
            }
            self.keep_fork(&mut play, read, ForkKind::Rewind, &mut notes);
            notes.push(Note::ChoiceLost(read));
        }
        if !is_finished {
            self.finish(&mut play, &mut notes);
        }
        Ok(OpenedPlay { play, notes })
    }

    /// Takes a choice. It is on disk, or waits to be written, before anything of its answer is shown; with the
    /// last one the attempt is finished.
    ///
    /// # Errors
    /// [`NotOffered`] with what is on offer; nothing has changed then.
    pub fn choose(&self, play: &mut Play, choice: TakenChoice) -> Result<Vec<Note>, NotOffered> {
        let TakenChoice { id, branch, own_words } = choice;
        let step = play.session.decisions().len();
        play.session.choose_branch(&id, branch)?;
        play.turn = self.next_turn();
        let mut notes = Vec::new();
        let attempt = self.attempt_of(play, &mut notes);
        let taken = SavedChoice { id, branch };
        let kept = self.records.record(attempt, step, &taken, own_words.as_deref());
        play.own_words.push(own_words);
        keep_under(play, kept, &mut notes);
        self.finish(play, &mut notes);
        notes.extend(self.news());
        Ok(notes)
    }

    /// What has happened to the records since this was last asked.
    #[must_use]
    pub fn news(&self) -> Vec<Note> {
        self.records.news().into_iter().map(Note::Records).collect()
    }

    /// Tries what waits, and sees to it that the records are where they should be; to be called now and then
    /// while the player thinks. What came of it is news.
    pub fn keep_up(&self) {
        self.records.keep_up();
    }

    /// Puts the versions of these scenarios in the place of what is kept of them, where that is damaged.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn mend_from<'r>(
        &self,
        library: impl IntoIterator<Item = &'r Ready>,
    ) -> Result<(), RecordsError> {
        let faults = self.records.source_faults()?;
        if faults.is_empty() {
            return Ok(());
        }
        for ready in library {
            let hash = ready.scenario.hash;
            if faults.contains_key(&hash) {
                self.records.mend(hash, &ready.scenario.id, &ready.source)?;
            }
        }
        Ok(())
    }

    /// The attempt of a play, begun now if need be.
    fn attempt_of(&self, play: &mut Play, notes: &mut Vec<Note>) -> AttemptId {
        let source = match &play.kept {
            Kept::Under(attempt) => return *attempt,
            Kept::NotYet(source) => source,
        };
        let save = play.session.save();
        let begun = self.records.begin(&NewAttempt {
            scenario: play.session.scenario(),
            source,
            seed: save.seed,
            forced: &save.forced,
            mode: play.mode,
            hindsight: play.hindsight,
        });
        keep_begun(play, begun, notes)
    }

    /// Keeps how a play ended, if it has.
    fn finish(&self, play: &mut Play, notes: &mut Vec<Note>) {
        let Some(attempt) = play.attempt().filter(|_| play.session.finished()) else { return };
        let own_words = play.own_words().map(str::to_owned);
        let Some(finish) = Finish::of(&play.session, own_words) else { return };
        let kept = self.records.finish(attempt, &finish);
        keep_under(play, kept, notes);
        let text = finish.commitment;
        play.commitment = text.map(|text| Intention { text, client: None, day: None });
    }

    /// Takes decisions back: a fork that holds the first `step` choices, and is gone on with in place of the
    /// attempt.
    ///
    /// # Errors
    /// [`NoGoingBack`] in an assessment.
    pub fn rewind(&self, play: &mut Play, step: usize) -> Result<Vec<Note>, NoGoingBack> {
        self.fork(play, step, ForkKind::Rewind)
    }

    /// Plays on from a decision in hindsight: a fork that stays out of progress.
    ///
    /// # Errors
    /// [`NoGoingBack`] in an assessment.
    pub fn play_on(&self, play: &mut Play, step: usize) -> Result<Vec<Note>, NoGoingBack> {
        self.fork(play, step, ForkKind::PlayOn)
    }

    /// Plays on from a decision with another choice, in hindsight.
    ///
    /// # Errors
    /// [`NoGoingBack`] in an assessment, or if that choice is not on offer there; nothing has changed then.
    pub fn play_better(
        &self,
        play: &mut Play,
        step: usize,
        id: &str,
    ) -> Result<Vec<Note>, NoGoingBack> {
        play.session.rewound_to(step).choose(id)?;
        let mut notes = self.play_on(play, step)?;
        notes.extend(self.choose(play, TakenChoice::of(id))?);
        Ok(notes)
    }

    fn fork(&self, play: &mut Play, step: usize, kind: ForkKind) -> Result<Vec<Note>, NoGoingBack> {
        if !play.can_go_back() {
            return Err(NoGoingBack::Assessment);
        }
        let mut notes = Vec::new();
        self.keep_fork(play, step, kind, &mut notes);
        play.session = play.session.rewound_to(step);
        play.turn = self.next_turn();
        play.own_words.truncate(step);
        play.hindsight |= kind == ForkKind::PlayOn;
        play.feeling = None;
        play.commitment = None;
        notes.extend(self.news());
        Ok(notes)
    }

    fn keep_fork(&self, play: &mut Play, step: usize, kind: ForkKind, notes: &mut Vec<Note>) {
        if let Some(attempt) = play.attempt() {
            let begun = self.records.fork(attempt, step, kind);
            keep_begun(play, begun, notes);
        }
    }

    /// Keeps how a play felt, in a word we know or in one of the learner's own.
    pub fn feel(&self, play: &mut Play, felt: &Felt) -> Vec<Note> {
        play.feeling = felt.known();
        let kept = play.attempt().map(|attempt| self.records.set_feeling(attempt, felt));
        kept.and_then(Result::err).map(Note::Trouble).into_iter().chain(self.news()).collect()
    }

    /// Keeps the sentence that the learner commits to, with whom and when.
    pub fn commit(&self, play: &mut Play, commitment: Intention) -> Vec<Note> {
        let kept = play.attempt().map(|attempt| self.records.commit(attempt, &commitment));
        play.commitment = Some(commitment);
        kept.and_then(Result::err).map(Note::Trouble).into_iter().chain(self.news()).collect()
    }

    /// Whether every choice of a play is on disk, once what waits has been tried again.
    ///
    /// # Errors
    /// If not; how many are, and why not all.
    pub fn saved(&self, play: &Play) -> Result<(), NotSaved> {
        play.attempt().map_or(Ok(()), |attempt| self.records.saved(attempt))
    }

    fn next_turn(&self) -> u64 {
        self.turns.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// Notes where a play is kept from now on; it waits there if there was trouble.
fn keep_begun(play: &mut Play, begun: Begun, notes: &mut Vec<Note>) -> AttemptId {
    notes.extend(begun.trouble.map(Note::Trouble));
    play.kept = Kept::Under(begun.attempt);
    begun.attempt
}

/// Notes under which attempt something was kept, or why it was not.
fn keep_under(play: &mut Play, kept: Result<AttemptId, RecordsError>, notes: &mut Vec<Note>) {
    match kept {
        Ok(attempt) if play.attempt() == Some(attempt) => {}
        Ok(attempt) => {
            play.kept = Kept::Under(attempt);
            notes.push(Note::OtherWindow);
        }
        Err(error) => notes.push(error.into()),
    }
}
