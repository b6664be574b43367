//! A session that phones take part in: the host, and the room of it that is on the big screen.

use std::{
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::report::ReportJob;
use crate::{
    game::pace::Wake,
    store::{Ready, rooms::SqliteRooms},
    team::{
        host::{Host, HostAddress, HostOptions, QrSquare, UnendedRoom, unended_rooms},
        room::{HouseRules, RoomSetup, TrainerCommand},
        wire::Board,
    },
    ui::{JoinWays, PhoneReach, ShownAddress, ShownLink, TeamPlan},
};

/// The file of the data folder that training rooms are kept in, the same as without the window.
const ROOMS: &str = "rooms.sqlite";

/// A room of a host that is running.
pub(super) struct LiveRoom {
    host: Arc<Host>,
    report: Option<ReportJob>,
    room: String,
    code: String,
    reach: PhoneReach,
    news: Arc<AtomicBool>,
}

/// Where rooms are kept.
fn file(data_folder: Option<&PathBuf>) -> Result<PathBuf, String> {
    let folder = data_folder.ok_or(
        "This machine has no folder for sessions. Start the game with --data-dir, or try a rehearsal.",
    )?;
    Ok(folder.join(ROOMS))
}

fn start(
    data_folder: Option<&PathBuf>,
    reach: PhoneReach,
    wake: Option<Wake>,
) -> Result<(Host, Arc<AtomicBool>), String> {
    let log = SqliteRooms::open(&file(data_folder)?).map_err(|fault| fault.to_string())?;
    let bind: IpAddr = match reach {
        PhoneReach::Network => Ipv4Addr::UNSPECIFIED.into(),
        PhoneReach::ThisComputer | PhoneReach::Rehearsal => Ipv4Addr::LOCALHOST.into(),
    };
    let options = HostOptions { bind, port: None, public: Vec::new(), proxy: None };
    let news = Arc::new(AtomicBool::new(true));
    let told = Arc::clone(&news);
    let host = Host::start(&options, Box::new(log), move || {
        told.store(true, Ordering::Release);
        wake.iter().for_each(Wake::up);
    });
    Ok((host.map_err(|fault| fault.to_string())?, news))
}

/// Sessions that can be gone on with.
pub(super) fn unended(data_folder: Option<&PathBuf>) -> Result<Vec<UnendedRoom>, String> {
    let Ok(file) = file(data_folder) else { return Ok(Vec::new()) };
    if !file.exists() {
        return Ok(Vec::new());
    }
    let mut log = SqliteRooms::open(&file).map_err(|fault| fault.to_string())?;
    unended_rooms(&mut log).map_err(|fault| fault.to_string())
}

/// Deletes a session with every trace of it.
pub(super) fn forget(data_folder: Option<&PathBuf>, room: &str) -> Result<(), String> {
    let (host, _) = start(data_folder, PhoneReach::ThisComputer, None)?;
    host.delete(room).map_err(|fault| fault.to_string())
}

impl LiveRoom {
    /// Opens a room.
    pub(super) fn open(
        data_folder: Option<&PathBuf>,
        ready: &Ready,
        plan: &TeamPlan,
        (seed, house): (u32, Option<HouseRules>),
        wake: Option<Wake>,
    ) -> Result<Self, String> {
        let (host, news) = start(data_folder, plan.reach, wake)?;
        let scenario = &ready.scenario;
        let setup = RoomSetup {
            scenario: scenario.id.to_string(),
            hash: scenario.hash.to_string(),
            seed,
            forced: Vec::new(),
            mode: plan.mode,
            rules: plan.rules.clone(),
            hides_names: plan.hides_names,
            house,
        };
        let opened = host.open(scenario, &ready.source, &setup).map_err(|why| why.to_string())?;
        let host = Arc::new(host);
        Ok(Self { host, report: None, room: opened.id, code: opened.code, reach: plan.reach, news })
    }

    /// Goes on with a room that was not ended.
    pub(super) fn resume(
        data_folder: Option<&PathBuf>,
        (room, reach): (&str, PhoneReach),
        wake: Option<Wake>,
    ) -> Result<Self, String> {
        let (host, news) = start(data_folder, reach, wake)?;
        let Some(found) = host.rooms().into_iter().find(|one| one.id == room) else {
            let why = host.problems().first().map_or_else(
                || "it is not in the log any more".to_owned(),
                |(code, why)| format!("the room {code} cannot be taken up: {why}"),
            );
            return Err(format!("This session cannot be gone on with: {why}."));
        };
        let host = Arc::new(host);
        Ok(Self { host, report: None, room: found.id, code: found.code, reach, news })
    }

    /// Whether there is something new to show; asked once for each news.
    pub(super) fn has_news(&self) -> bool {
        self.news.swap(false, Ordering::AcqRel)
    }

    /// How the room stands.
    pub(super) fn board(&self) -> Option<Board> {
        self.host.board(&self.room)
    }

    /// What is wrong with the log now.
    pub(super) fn trouble(&self) -> Option<String> {
        self.host.trouble()
    }

    /// Asks something of the room.
    pub(super) fn ask(&self, command: &TrainerCommand) -> Result<(), String> {
        self.host.trainer(&self.room, command).map_err(|why| why.to_string())
    }

    /// A link that gives a phone the remote, once.
    pub(super) fn pairing(&self) -> Result<Option<ShownLink>, String> {
        let path = self.host.give_remote(&self.room).map_err(|why| why.to_string())?;
        Ok(self.link(&path))
    }

    fn link(&self, path: &str) -> Option<ShownLink> {
        let url = format!("{}{path}", self.host.addresses().first()?.url);
        let QrSquare { side, dark } = QrSquare::of(&url)?;
        Some(ShownLink { url, side, dark })
    }

    /// Where the report is, or why there is none, once that is known; begins it where it is not begun.
    pub(super) fn report(
        &mut self,
        data_folder: Option<&PathBuf>,
        wake: Option<Wake>,
    ) -> Option<String> {
        let folder = data_folder?;
        let job = self.report.get_or_insert_with(|| {
            let room = (self.room.clone(), self.code.clone());
            ReportJob::begin(Arc::clone(&self.host), room, folder, wake)
        });
        job.outcome()
    }

    /// How people join.
    pub(super) fn join(&self) -> JoinWays {
        let shown = |one: &HostAddress| ShownAddress {
            url: one.url.clone(),
            note: format!("{}: {}", one.interface, one.reach),
        };
        let reach = match self.reach {
            PhoneReach::Network => "In the browser; no app, no account, no internet.",
            PhoneReach::ThisComputer | PhoneReach::Rehearsal => {
                "This computer only: browsers here can join, phones cannot."
            }
        };
        JoinWays {
            code: self.code.clone(),
            addresses: self.host.addresses().iter().map(shown).collect(),
            link: self.link(&format!("/j/{}", self.code)),
            reach: reach.to_owned(),
        }
    }
}
