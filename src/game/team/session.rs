//! The training session that is open: what the big screen shows of it, and what the trainer asks of it.

use std::time::Instant;

use bevy::prelude::*;

use super::rehearsal::Rehearsal;
use crate::{
    game::{host::AppState, pace::FrameWishes, screen::Screen},
    scenario::{Person, Scenario},
    store::Ready,
    team::{room::TrainerCommand, wire::Board},
    ui::{HouseFile, JoinWays, KeptSession, Reach, ShownLink, TeachableScenario, TeamPlan},
};

/// The session that is open, and the set-up of the next one.
#[derive(Resource, Default)]
pub(in crate::game) struct TeamSession {
    open: Option<OpenSession>,
    /// What the trainer should know.
    pub(in crate::game) notice: Option<String>,
    /// What can be played with a room.
    pub(in crate::game) scenarios: Vec<TeachableScenario>,
    /// Sessions that were not ended.
    pub(in crate::game) kept: Vec<KeptSession>,
    /// House rules that were dropped onto the window.
    pub(in crate::game) houses: Vec<HouseFile>,
}

/// A session on the big screen.
struct OpenSession {
    rehearsal: Rehearsal,
    shown: ShownSession,
}

/// What the big screen is made of.
pub(in crate::game) struct ShownSession {
    pub(in crate::game) board: Board,
    pub(in crate::game) join: JoinWays,
    pub(in crate::game) faces: Vec<(String, String)>,
    pub(in crate::game) pairing: Option<ShownLink>,
    pub(in crate::game) report: Option<String>,
    since: Instant,
}

impl ShownSession {
    /// Milliseconds that are left now.
    pub(in crate::game) fn left_ms(&self) -> Option<u64> {
        let passed = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        let room = &self.board.room;
        room.left_ms.map(|left| if room.paused { left } else { left.saturating_sub(passed) })
    }

    fn show(&mut self, board: Board) {
        self.board = board;
        self.since = Instant::now();
    }
}

impl TeamSession {
    /// What the big screen shows; none while a session is set up.
    pub(in crate::game) fn shown(&self) -> Option<&ShownSession> {
        self.open.as_ref().map(|open| &open.shown)
    }

    /// Makes the set-up anew.
    pub(in crate::game) fn look_around(&mut self, state: &AppState) {
        let scenario = |ready: &Ready| TeachableScenario {
            id: ready.scenario.id.to_string(),
            title: ready.scenario.title.to_string(),
            summary: ready.scenario.summary.to_string(),
            minutes: ready.scenario.minutes,
        };
        self.scenarios = state.library.ready().map(|(_, ready)| scenario(ready)).collect();
    }

    /// Opens a session.
    pub(in crate::game) fn open(&mut self, state: &AppState, plan: &TeamPlan, seed: u32) {
        self.notice = None;
        let Some(ready) = state.library.find(&plan.scenario) else {
            self.notice = Some(format!("There is no scenario “{}” in the library.", plan.scenario));
            return;
        };
        match plan.reach {
            Reach::Rehearsal | Reach::Network | Reach::ThisComputer => {
                match Rehearsal::open(ready, plan, seed) {
                    Ok(rehearsal) => self.rehearse(rehearsal, faces(&ready.scenario)),
                    Err(why) => self.notice = Some(why),
                }
            }
        }
    }

    fn rehearse(&mut self, rehearsal: Rehearsal, faces: Vec<(String, String)>) {
        let join = JoinWays {
            reach: "A rehearsal: twelve imaginary people take part, and nothing is kept."
                .to_owned(),
            ..JoinWays::default()
        };
        let board = rehearsal.board();
        let since = Instant::now();
        let shown = ShownSession { board, join, faces, pairing: None, report: None, since };
        self.open = Some(OpenSession { rehearsal, shown });
    }

    /// Asks something of the session.
    pub(in crate::game) fn ask(&mut self, command: &TrainerCommand) {
        let Some(open) = &mut self.open else { return };
        self.notice =
            open.rehearsal.ask(command).err().map(|why| crate::game::host::sentence(&why));
        open.shown.show(open.rehearsal.board());
    }

    /// Leaves the session; what is kept stays so.
    pub(in crate::game) fn leave(&mut self) {
        self.open = None;
        self.notice = None;
    }
}

/// Who is in a scenario: name, and which drawing shows them.
fn faces(scenario: &Scenario) -> Vec<(String, String)> {
    let face = |one: &Person| (one.name.to_string(), one.portrait.to_string());
    scenario.cast.iter().map(face).collect()
}

pub(in crate::game) fn plugin(app: &mut App) {
    app.init_resource::<TeamSession>();
    app.add_systems(Update, follow.run_if(in_state(Screen::Team)));
}

/// Shows what has changed, and looks again when something is due.
fn follow(mut session: ResMut<TeamSession>, mut pace: ResMut<FrameWishes>) {
    let Some(open) = &mut session.open else { return };
    let (changed, next) = open.rehearsal.live();
    if changed {
        open.shown.show(open.rehearsal.board());
        pace.now();
    }
    pace.after(next);
}
