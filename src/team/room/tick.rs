//! What time and the number of answers bring about.

use super::{
    event::RoomEvent,
    phase::{DecisionStage, RoomPhase},
    state::TrainingRoom,
};

impl TrainingRoom {
    /// What is due now: a vote closes at its deadline, or once everyone who is present has voted. Talk and parts of the
    /// debrief only run out; the trainer goes on.
    #[must_use]
    pub fn tick(&self, now: u64) -> Vec<RoomEvent> {
        if self.phase != RoomPhase::Decision(DecisionStage::Open) || self.is_paused() {
            return Vec::new();
        }
        let is_over = self.deadline().is_some_and(|deadline| deadline <= now);
        let (present, answered) = self.count();
        let all_voted =
            self.setup.rules.closes_when_all_voted && present > 0 && answered >= present;
        if is_over || all_voted { vec![RoomEvent::VoteClosed] } else { Vec::new() }
    }

    /// When [`tick`](Self::tick) should be asked next, if nothing happens before.
    #[must_use]
    pub fn next_tick(&self) -> Option<u64> {
        let is_open = self.phase == RoomPhase::Decision(DecisionStage::Open);
        self.deadline().filter(|_| is_open)
    }

    /// What is to happen to a room that was rebuilt after its host had stopped: nobody loses time that passed
    /// meanwhile, so what was left at the last event is left again.
    #[must_use]
    pub fn after_restart(&self, now: u64) -> Vec<RoomEvent> {
        let Some(deadline) = self.deadline() else { return Vec::new() };
        let left = deadline.saturating_sub(self.last_at);
        vec![RoomEvent::DeadlineSet { deadline: Some(now.saturating_add(left)) }]
    }

    /// A remote control for the phone with this token, by its SHA-256; none takes it back.
    #[must_use]
    pub fn give_remote(token: Option<String>) -> RoomEvent {
        RoomEvent::RemoteGiven { token }
    }
}
