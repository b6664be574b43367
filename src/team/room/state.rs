//! The state of a training room, computed from its events.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    ballot::{Ballot, VoteSplit},
    event::RoomEvent,
    forks::{ForkMap, ForkNodeId},
    identity::ParticipantId,
    participants::{Observation, Participant, SoloPlay},
    phase::RoomPhase,
    setup::RoomSetup,
};
use crate::{
    engine::{BadDraw, Session},
    scenario::Scenario,
};

/// A training room.
#[derive(Debug, Clone)]
pub struct TrainingRoom {
    pub(super) scenario: Arc<Scenario>,
    pub(super) setup: RoomSetup,
    /// How many events were applied.
    pub(super) seq: u64,
    /// When the last one happened.
    pub(super) last_at: u64,
    pub(super) phase: RoomPhase,
    /// How long the vote, the talk or the part is to last.
    pub(super) countdown: Countdown,
    pub(super) locked: bool,
    pub(super) hides_names: bool,
    pub(super) participants: Vec<Participant>,
    pub(super) forks: ForkMap,
    /// The line that the room plays, up to where it is.
    pub(super) session: Session,
    pub(super) ballots: Vec<Ballot>,
    /// The first ballot since the room came to its present place.
    pub(super) since: usize,
    pub(super) hot_seat: Option<ParticipantId>,
    pub(super) observations: BTreeMap<(ParticipantId, ForkNodeId, String), Observation>,
    pub(super) remote: Option<String>,
}

/// The clock of a vote, of talk, or of a part of the debrief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Countdown {
    /// It runs, until a time, or until the trainer goes on.
    Until(Option<u64>),
    /// It is stopped, and that much is left where there is a deadline.
    Stopped(Option<u64>),
}

impl TrainingRoom {
    /// Opens a room, and gives the event with which its log begins.
    ///
    /// # Errors
    /// [`BadDraw`] if a forced draw of the setup cannot be.
    pub fn open(
        scenario: Arc<Scenario>,
        at: u64,
        setup: RoomSetup,
    ) -> Result<(Self, RoomEvent), BadDraw> {
        let session = Session::new(Arc::clone(&scenario), setup.seed, &setup.forced)?;
        let event = RoomEvent::Opened { setup: Box::new(setup.clone()) };
        let room = Self {
            scenario,
            seq: 1,
            last_at: at,
            phase: RoomPhase::Lobby,
            countdown: Countdown::Until(None),
            locked: false,
            hides_names: setup.hides_names,
            participants: Vec::new(),
            forks: ForkMap::default(),
            session,
            ballots: Vec::new(),
            since: 0,
            hot_seat: None,
            observations: BTreeMap::new(),
            remote: None,
            setup,
        };
        Ok((room, event))
    }

    /// The room that a log tells of: times and events, from the first on. `None` where the log does not begin with
    /// [`RoomEvent::Opened`], or its draws do not fit the scenario.
    #[must_use]
    pub fn rebuild(scenario: Arc<Scenario>, log: &[(u64, RoomEvent)]) -> Option<Self> {
        let ((at, first), rest) = log.split_first()?;
        let RoomEvent::Opened { setup } = first else { return None };
        let (mut room, _) = Self::open(scenario, *at, (**setup).clone()).ok()?;
        for (at, event) in rest {
            room.apply(*at, event);
        }
        Some(room)
    }

    /// How many events it has come from.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// With what it was set up.
    #[must_use]
    pub fn setup(&self) -> &RoomSetup {
        &self.setup
    }

    /// The scenario that is played.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// Where it stands.
    #[must_use]
    pub fn phase(&self) -> RoomPhase {
        self.phase
    }

    /// Whether the clock is stopped.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        matches!(self.countdown, Countdown::Stopped(_))
    }

    /// Milliseconds that are left of vote, talk or part; `None` where there is no deadline.
    #[must_use]
    pub fn left(&self, now: u64) -> Option<u64> {
        match self.countdown {
            Countdown::Stopped(left) => left,
            Countdown::Until(deadline) => deadline.map(|deadline| deadline.saturating_sub(now)),
        }
    }

    /// The deadline, while the clock runs.
    pub(super) fn deadline(&self) -> Option<u64> {
        match self.countdown {
            Countdown::Stopped(_) => None,
            Countdown::Until(deadline) => deadline,
        }
    }

    /// Whether the room is locked for new people.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.locked
    }

    /// Whether names are hidden on the big screen.
    #[must_use]
    pub fn hides_names(&self) -> bool {
        self.hides_names
    }

    /// Everyone who joined, in order of arrival, those who were shown out too.
    #[must_use]
    pub fn participants(&self) -> &[Participant] {
        &self.participants
    }

    /// The participant of that number.
    #[must_use]
    pub fn get(&self, id: ParticipantId) -> Option<&Participant> {
        self.participants.get(usize::try_from(id.0).ok()?)
    }

    /// Who has this resume token, by its SHA-256; somebody who was shown out too.
    #[must_use]
    pub fn by_token(&self, hash: &str) -> Option<ParticipantId> {
        self.participants.iter().find(|one| one.token == hash).map(|one| one.id)
    }

    /// Whether somebody was shown out.
    #[must_use]
    pub fn was_kicked(&self, id: ParticipantId) -> bool {
        self.get(id).is_some_and(|one| one.kicked)
    }

    /// Says whether somebody's phone is connected. It is in no log, and changes only who is counted.
    pub fn set_present(&mut self, id: ParticipantId, present: bool) {
        if let Some(one) = self.participant_mut(id) {
            one.present = present;
        }
    }

    pub(super) fn participant_mut(&mut self, id: ParticipantId) -> Option<&mut Participant> {
        self.participants.get_mut(usize::try_from(id.0).ok()?)
    }

    /// How many are connected, and how many of them have answered what is asked now.
    #[must_use]
    pub fn count(&self) -> (u32, u32) {
        let here = self.participants.iter().filter(|one| one.counts());
        here.fold((0, 0), |(present, answered), one| {
            (present + 1, answered + u32::from(self.has_answered(one)))
        })
    }

    /// Whether somebody has answered what is asked now.
    #[must_use]
    pub fn has_answered(&self, one: &Participant) -> bool {
        match self.phase {
            RoomPhase::Decision(_) => {
                self.ballot().is_some_and(|ballot| ballot.votes.contains_key(&one.id))
            }
            RoomPhase::Play => one.solo().is_some_and(|solo| solo.session.finished()),
            RoomPhase::Debrief(_) => one.feeling.is_some() || one.commitment.is_some(),
            _ => false,
        }
    }

    /// The fork map.
    #[must_use]
    pub fn forks(&self) -> &ForkMap {
        &self.forks
    }

    /// The line that the room plays, up to where it is.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// A play along these choices, as far as they fit.
    #[must_use]
    pub fn along(&self, line: &[String]) -> Session {
        let mut session = self.session.rewound_to(0);
        for choice in line {
            if session.choose(choice).is_err() {
                break;
            }
        }
        session
    }

    /// Somebody's own play, where everyone plays alone.
    #[must_use]
    pub fn solo(&self, id: ParticipantId) -> Option<&SoloPlay> {
        self.get(id)?.solo()
    }

    /// Every ballot, in order.
    #[must_use]
    pub fn ballots(&self) -> &[Ballot] {
        &self.ballots
    }

    /// The last ballot since the room came to its present place.
    #[must_use]
    pub fn ballot(&self) -> Option<&Ballot> {
        self.ballots.get(self.since..)?.last()
    }

    /// Ids of what is on offer at the room's place, in the order in which it is shown.
    #[must_use]
    pub fn order(&self) -> Vec<String> {
        self.session.seen().offered.iter().map(|offer| offer.id.to_string()).collect()
    }

    /// The split that decides here: of the last ballot at this place that anyone voted in.
    #[must_use]
    pub fn deciding(&self) -> Option<VoteSplit> {
        let order = self.order();
        let ballots = self.ballots.get(self.since..)?.iter().rev();
        ballots.map(|ballot| ballot.split(&order)).find(|split| split.total > 0)
    }

    /// Who has the hot seat; nobody: the trainer plays at the big screen.
    #[must_use]
    pub fn hot_seat(&self) -> Option<ParticipantId> {
        self.hot_seat
    }

    /// Observers' scores, by observer, place and competency.
    #[must_use]
    pub fn observations(&self) -> &BTreeMap<(ParticipantId, ForkNodeId, String), Observation> {
        &self.observations
    }

    /// Whether this is the token of the remote, by its SHA-256.
    #[must_use]
    pub fn is_remote(&self, hash: &str) -> bool {
        self.remote.as_deref() == Some(hash)
    }

    /// Whether a phone has the remote.
    #[must_use]
    pub fn has_remote(&self) -> bool {
        self.remote.is_some()
    }
}
