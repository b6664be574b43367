//! The training session that is open: what the big screen shows of it, and what the trainer asks of it.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use bevy::prelude::*;
use jiff::Timestamp;

use super::{
    houses::{house_file, rules_of},
    live::{self, LiveRoom},
    rehearsal::Rehearsal,
};
use crate::{
    game::{
        host::{AppState, ago, sentence},
        pace::{FrameWishes, Wake},
        screen::Screen,
    },
    scenario::{Person, Scenario},
    store::Ready,
    team::{
        host::UnendedRoom,
        room::TrainerCommand,
        wire::{Board, WireRoomPhase},
    },
    ui::{HouseFile, JoinWays, KeptSession, PhoneReach, ShownLink, TeachableScenario, TeamPlan},
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
    desk: TeamDesk,
    shown: ShownSession,
    data_folder: Option<PathBuf>,
    wake: Option<Wake>,
}

/// Where a session is held.
enum TeamDesk {
    Rehearsal(Box<Rehearsal>),
    Live(LiveRoom),
}

/// Who is in a scenario, and which drawing shows them.
#[derive(Debug, Default)]
pub(in crate::game) struct CastFaces {
    /// By name.
    pub(in crate::game) others: Vec<(String, String)>,
    /// The player, where the scenario says how they look.
    pub(in crate::game) own: Option<String>,
}

/// What the big screen is made of.
pub(in crate::game) struct ShownSession {
    pub(in crate::game) board: Board,
    pub(in crate::game) join: JoinWays,
    pub(in crate::game) faces: CastFaces,
    pub(in crate::game) pairing: Option<ShownLink>,
    pub(in crate::game) report: Option<String>,
    since: Instant,
}

impl ShownSession {
    fn new(board: Board, join: JoinWays, faces: CastFaces) -> Self {
        Self { board, join, faces, pairing: None, report: None, since: Instant::now() }
    }

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
        if self.open.is_some() {
            return;
        }
        self.kept = match live::unended(state.places.data_folder.as_ref()) {
            Ok(rooms) => rooms.iter().map(|room| kept(state, room)).collect(),
            Err(why) => {
                self.notice = Some(sentence(&why));
                Vec::new()
            }
        };
    }

    /// Opens a session.
    pub(in crate::game) fn open(
        &mut self,
        state: &AppState,
        plan: &TeamPlan,
        seed: u32,
        wake: Option<Wake>,
    ) {
        self.notice = None;
        let opened = Self::opened(state, plan, seed, wake);
        match opened {
            Ok(open) => self.open = Some(open),
            Err(why) => self.notice = Some(sentence(&why)),
        }
    }

    fn opened(
        state: &AppState,
        plan: &TeamPlan,
        seed: u32,
        wake: Option<Wake>,
    ) -> Result<OpenSession, String> {
        let ready = state.library.find(&plan.scenario);
        let ready = ready
            .ok_or_else(|| format!("There is no scenario “{}” in the library.", plan.scenario))?;
        let house = plan.house.as_deref().map(rules_of).transpose()?;
        let faces = faces(&ready.scenario);
        if plan.reach == PhoneReach::Rehearsal {
            let rehearsal = Rehearsal::open(ready, plan, seed, house)?;
            let reach = "A rehearsal: twelve imaginary people take part, and nothing is kept.";
            let join = JoinWays { reach: reach.to_owned(), ..JoinWays::default() };
            let shown = ShownSession::new(rehearsal.board(), join, faces);
            let desk = TeamDesk::Rehearsal(Box::new(rehearsal));
            return Ok(OpenSession { desk, shown, data_folder: None, wake: None });
        }
        let folder = state.places.data_folder.as_ref();
        let live = LiveRoom::open(folder, ready, plan, (seed, house), wake.clone())?;
        on_screen(live, faces, (folder.cloned(), wake))
    }

    /// Goes on with a session that was not ended.
    pub(in crate::game) fn resume(
        &mut self,
        state: &AppState,
        (room, reach): (&str, PhoneReach),
        wake: Option<Wake>,
    ) {
        self.notice = None;
        let folder = state.places.data_folder.as_ref();
        let title = self.kept.iter().find(|one| one.id == room).map(|one| one.title.clone());
        let mut ready = state.library.ready().map(|(_, ready)| &ready.scenario);
        let scenario = ready.find(|one| title.as_deref() == Some(&*one.title));
        let faces = scenario.map(|one| faces(one)).unwrap_or_default();
        let resumed = LiveRoom::resume(folder, (room, reach), wake.clone());
        let resumed = resumed.and_then(|live| on_screen(live, faces, (folder.cloned(), wake)));
        match resumed {
            Ok(open) => self.open = Some(open),
            Err(why) => self.notice = Some(sentence(&why)),
        }
    }

    /// Deletes a session that was not ended, with every trace of its names.
    pub(in crate::game) fn forget(&mut self, state: &AppState, room: &str) {
        let forgotten = live::forget(state.places.data_folder.as_ref(), room);
        self.notice = Some(match forgotten {
            Ok(()) => "The session is deleted, with every trace of its names.".to_owned(),
            Err(why) => sentence(&why),
        });
        let said = self.notice.take();
        self.look_around(state);
        self.notice = said.or(self.notice.take());
    }

    /// Asks something of the session.
    pub(in crate::game) fn ask(&mut self, command: &TrainerCommand) {
        let Some(open) = &mut self.open else { return };
        let asked = match &mut open.desk {
            TeamDesk::Rehearsal(room) => room.ask(command),
            TeamDesk::Live(room) => room.ask(command),
        };
        self.notice = asked.err().map(|why| sentence(&why));
        open.look();
    }

    /// Makes a link that gives a phone the remote.
    pub(in crate::game) fn pair(&mut self) {
        let Some(open) = &mut self.open else { return };
        let TeamDesk::Live(room) = &open.desk else { return };
        match room.pairing() {
            Ok(link) => open.shown.pairing = link,
            Err(why) => self.notice = Some(sentence(&why)),
        }
    }

    /// Takes in a file that was dropped while a session is set up; whether it holds house rules.
    pub(in crate::game) fn take_house(&mut self, path: &Path) {
        let file = house_file(path);
        self.houses.retain(|one| one.path != file.path);
        self.houses.push(file);
    }

    /// Takes in what has changed; whether anything has, and when to look again.
    pub(in crate::game) fn look(&mut self) -> (bool, Option<Duration>) {
        let Some(open) = &mut self.open else { return (false, None) };
        let (changed, next) = match &mut open.desk {
            TeamDesk::Rehearsal(room) => {
                let (changed, next) = room.live();
                (changed, Some(next))
            }
            TeamDesk::Live(room) => {
                let trouble = room.trouble();
                let next = trouble.is_some().then_some(AGAIN);
                if let Some(trouble) = trouble {
                    self.notice = Some(sentence(&trouble));
                }
                (room.has_news(), next)
            }
        };
        if changed {
            open.look();
        }
        let reported = open.report();
        (changed || reported, next)
    }

    /// Leaves the session; what is kept stays so, and nothing listens any more.
    pub(in crate::game) fn leave(&mut self) {
        self.open = None;
        self.notice = None;
    }
}

impl OpenSession {
    fn look(&mut self) {
        match &self.desk {
            TeamDesk::Rehearsal(room) => self.shown.show(room.board()),
            TeamDesk::Live(room) => {
                if let Some(board) = room.board() {
                    self.shown.show(board);
                }
            }
        }
    }
}

impl OpenSession {
    /// Has the report made once the session is over; whether it is there just now.
    fn report(&mut self) -> bool {
        let is_over = self.shown.board.room.phase == WireRoomPhase::Ended;
        let TeamDesk::Live(room) = &mut self.desk else { return false };
        if !is_over || self.shown.report.is_some() {
            return false;
        }
        self.shown.report = room.report(self.data_folder.as_ref(), self.wake.clone());
        self.shown.report.is_some()
    }
}

fn on_screen(
    live: LiveRoom,
    faces: CastFaces,
    (data_folder, wake): (Option<PathBuf>, Option<Wake>),
) -> Result<OpenSession, String> {
    let board = live.board().ok_or("This session is not there any more.")?;
    let shown = ShownSession::new(board, live.join(), faces);
    Ok(OpenSession { desk: TeamDesk::Live(live), shown, data_folder, wake })
}

fn faces(scenario: &Scenario) -> CastFaces {
    let face = |one: &Person| (one.name.to_string(), one.portrait.to_string());
    CastFaces {
        others: scenario.cast.iter().map(face).collect(),
        own: scenario.player_portrait.as_deref().map(str::to_owned),
    }
}

fn kept(state: &AppState, room: &UnendedRoom) -> KeptSession {
    let UnendedRoom { id, code, scenario, opened_at, people } = room;
    let ready = state.library.find(scenario);
    let title = ready.map_or_else(|| scenario.clone(), |ready| ready.scenario.title.to_string());
    let opened = i64::try_from(*opened_at).ok();
    let opened = opened.and_then(|at| Timestamp::from_millisecond(at).ok());
    let when = opened.map(ago).unwrap_or_default();
    let people = if *people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    KeptSession { id: id.clone(), title, more: format!("opened {when}, {people}, code {code}") }
}

pub(in crate::game) fn plugin(app: &mut App) {
    app.init_resource::<TeamSession>();
    app.add_systems(Update, follow.run_if(in_state(Screen::Team)));
}

/// How often a log that failed is asked again.
const AGAIN: Duration = Duration::from_secs(1);

/// Shows what has changed, and looks again when something is due.
fn follow(mut session: ResMut<TeamSession>, mut pace: ResMut<FrameWishes>) {
    let (changed, next) = session.look();
    if changed {
        pace.now();
    }
    if let Some(next) = next {
        pace.after(next);
    }
}
