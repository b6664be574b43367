//! `rapport host`: a team session without the window.

mod line;
mod rooms;

use std::{
    io::{self, BufRead, Write},
    net::{IpAddr, Ipv4Addr},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Duration,
};

use line::{HostLine, help, parse};

use super::{output, places::Places, run::draw, stop::Stop};
use crate::{
    store::{files::read_source, fresh_seed},
    team::{
        host::{Host, HostOptions, QrSquare},
        house_rules, report,
        room::{BranchRule, RoomMode, RoomSetup, SessionRules},
        wire::{Board, WireRoomPhase},
    },
};

/// The file of the data folder that training rooms are kept in.
const ROOMS: &str = "rooms.sqlite";
/// How often what has changed is told at most.
const PAUSE: Duration = Duration::from_millis(500);

/// Host a team session: phones join by a code, no internet is needed
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport host received-h\n\n\
    Prints the code, the addresses at which phones join, and a link to the trainer's page. Lines typed here\n\
    lead the session: `next` does the next step, `help` lists the others. At the end of input the host goes\n\
    on until Ctrl-C. Everything is kept before it is acknowledged: started again after whatever happened,\n\
    the host takes its rooms up where they were, and phones come back by themselves. Without SCENARIO it\n\
    only takes those up.")]
pub(super) struct Args {
    /// Id from the library, or a file; none: only take up the rooms that are kept
    scenario: Option<PathBuf>,
    /// The port; otherwise the one that phones know, else the first free one from 8787 on
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Where to listen: `lan` for all networks of this machine, `loopback` for itself, or an address
    #[arg(long, value_name = "ADDR", default_value = "lan", value_parser = bind)]
    bind: IpAddr,
    /// The file that rooms are kept in [default: rooms.sqlite in the data folder]; or a database that several hosts
    /// share: <postgres://USER:PASSWORD@HOST:PORT/DATABASE>
    #[arg(long, value_name = "FILE|URL", env = "RAPPORT_DB", hide_env_values = true)]
    db: Option<PathBuf>,
    /// The URL under which a proxy serves this host; more of them where it serves in others' place too
    #[arg(long, value_name = "URL")]
    public_url: Vec<String>,
    /// The address from which that proxy connects
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1", requires = "public_url")]
    proxy: IpAddr,
    /// How the room plays
    #[arg(long, value_enum, default_value_t = ModeWord::Vote)]
    mode: ModeWord,
    /// By which rule the room goes on
    #[arg(long, value_enum, default_value_t = RuleWord::Majority)]
    rule: RuleWord,
    /// A deadline for votes, in seconds; without it there is none
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(5..=3600))]
    vote_seconds: Option<u32>,
    /// A time for pair talk, in seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(5..=3600))]
    talk_seconds: Option<u32>,
    /// No second vote after pair talk
    #[arg(long)]
    one_vote: bool,
    /// Do not ask how sure people are
    #[arg(long)]
    no_confidence: bool,
    /// Hide names on the big screen
    #[arg(long)]
    hide_names: bool,
    /// House rules to show in briefing and debrief
    #[arg(long, value_name = "FILE")]
    house: Option<PathBuf>,
    /// Seed of every draw and shuffle, the same for all
    #[arg(long, value_name = "N")]
    seed: Option<u32>,
    /// Force a hidden draw; may be repeated
    #[arg(long = "draw", value_name = "NAME=VALUE", value_parser = draw)]
    draws: Vec<(String, String)>,
    /// How many rooms to open, for groups that play side by side
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    rooms: u16,
    /// Also look for the scenario in this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum ModeWord {
    /// Private votes, one branch for all
    Vote,
    /// Everyone alone on the phone, gathered by the trainer
    Solo,
    /// One plays aloud, the others score skills
    HotSeat,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum RuleWord {
    /// What most voted for
    Majority,
    /// What the trainer picks
    Trainer,
    /// Drawn with the votes as weights
    Random,
    /// What the fewest voted for
    NotTaken,
}

impl From<ModeWord> for RoomMode {
    fn from(word: ModeWord) -> Self {
        match word {
            ModeWord::Vote => Self::Vote,
            ModeWord::Solo => Self::SoloTogether,
            ModeWord::HotSeat => Self::HotSeat,
        }
    }
}

impl From<RuleWord> for BranchRule {
    fn from(word: RuleWord) -> Self {
        match word {
            RuleWord::Majority => Self::Majority,
            RuleWord::Trainer => Self::TrainersPick,
            RuleWord::Random => Self::WeightedRandom,
            RuleWord::NotTaken => Self::RoadNotTaken,
        }
    }
}

fn bind(word: &str) -> Result<IpAddr, String> {
    match word {
        "lan" => Ok(Ipv4Addr::UNSPECIFIED.into()),
        "loopback" => Ok(Ipv4Addr::LOCALHOST.into()),
        _ => match word.parse() {
            Ok(address) => Ok(address),
            Err(_) => Err("expected `lan`, `loopback` or an IP address".to_owned()),
        },
    }
}

/// What the loop wakes for.
enum Woken {
    Line(String),
    EndOfInput,
    Changed,
    Interrupted,
}

pub(super) fn host(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let places = places.with(&args.scenarios);
    let db = match (&args.db, places.data_folder()) {
        (Some(db), _) => db.clone(),
        (None, Some(folder)) => folder.join(ROOMS),
        (None, None) => {
            let why = "this machine has no folder for rooms. Choose a file with --db";
            return Err(Stop::Usage(why.to_owned()));
        }
    };
    let ready = args.scenario.as_ref().map(|path| places.scenario(path)).transpose()?;
    let house =
        args.house.as_ref().map(|path| house_rules(&read_source(path)?).map_err(Stop::Usage));
    let house = house.transpose()?;
    let log = rooms::open(&db)?;
    let is_shared = log.is_shared();
    let (wake, woken) = channel();
    let changed = wake.clone();
    let untold = Arc::new(AtomicBool::new(false));
    let is_known = Arc::clone(&untold);
    let options = HostOptions {
        bind: args.bind,
        port: args.port,
        public: args.public_url.clone(),
        proxy: args.public_url.first().map(|_| args.proxy),
    };
    let host = Host::start(&options, log, move || {
        // Once is enough until it is told: a busy room must neither wake this thread all the time nor keep it waiting.
        if !is_known.swap(true, Ordering::AcqRel) {
            let _ = changed.send(Woken::Changed);
        }
    });
    let host = host.map_err(|fault| Stop::Usage(fault.to_string()))?;
    for (code, why) in host.problems() {
        super::tell(format_args!("warning: the room {code} is not taken up: {why}"));
    }
    if let Some(ready) = &ready {
        for _ in 0..args.rooms {
            let scenario = &ready.scenario;
            let setup = RoomSetup {
                scenario: scenario.id.to_string(),
                hash: scenario.hash.to_string(),
                seed: args.seed.unwrap_or_else(fresh_seed),
                forced: args.draws.clone(),
                mode: args.mode.into(),
                rules: SessionRules {
                    vote_seconds: args.vote_seconds,
                    talk_seconds: args.talk_seconds,
                    second_vote: !args.one_vote,
                    asks_confidence: !args.no_confidence,
                    branch: args.rule.into(),
                    ..SessionRules::default()
                },
                hides_names: args.hide_names,
                house: house.clone(),
            };
            let opened = host.open(scenario, &ready.source, &setup);
            let opened = opened.map_err(|fault| Stop::Usage(fault.to_string()))?;
            writeln!(out, "Room {}: “{}”", opened.code, scenario.title)?;
            if let Some(best) = host.addresses().first() {
                writeln!(out, "  the trainer's page: {}/trainer#{}", best.url, opened.secret)?;
            }
        }
    }
    if host.rooms().is_empty() && is_shared {
        writeln!(out, "There are no rooms here yet. Rooms whose host stops are taken over.")?;
    } else if host.rooms().is_empty() {
        let why = "there is no room to take up. Name a scenario, as in `rapport host received-h`";
        return Err(Stop::Usage(why.to_owned()));
    }
    invite(&host, out)?;
    listen_to_input(wake.clone())?;
    let interrupt = move || {
        let _ = wake.send(Woken::Interrupted);
    };
    ctrlc::set_handler(interrupt)
        .map_err(|fault| Stop::Usage(format!("Ctrl-C cannot be heard: {fault}")))?;
    HostDesk { host, places, room: 0, told: None, trouble: None, untold }.run(&woken, out)
}

fn invite(host: &Host, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\nPhones join at:")?;
    for address in host.addresses() {
        writeln!(out, "  {}  ({}: {})", address.url, address.interface, address.reach)?;
    }
    for room in host.rooms() {
        let ended = if room.ended { ", over" } else { "" };
        writeln!(out, "\nCode {} (“{}”{ended})", room.code, room.title)?;
        if let Some(best) = host.addresses().first()
            && let Some(square) = QrSquare::of(&format!("{}/j/{}", best.url, room.code))
        {
            writeln!(out, "{}", square.in_terminal())?;
        }
    }
    writeln!(out, "\nType `next` for the next step, `help` for everything else.")?;
    out.flush()
}

fn listen_to_input(wake: Sender<Woken>) -> Result<(), Stop> {
    let read = move || {
        let mut input = io::stdin().lock();
        let mut line = Vec::new();
        // A line that is no UTF-8 is one that cannot be understood, not the end of the trainer's input.
        while input.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            if wake.send(Woken::Line(String::from_utf8_lossy(&line).into_owned())).is_err() {
                return;
            }
            line.clear();
        }
        let _ = wake.send(Woken::EndOfInput);
    };
    let started = thread::Builder::new().name("input".into()).spawn(read);
    started.map(drop).map_err(|fault| Stop::Usage(format!("input cannot be read: {fault}")))
}

/// Where lines are typed.
struct HostDesk {
    host: Host,
    places: Places,
    /// Which room the lines are for, from 0.
    room: usize,
    /// What was told last.
    told: Option<String>,
    trouble: Option<String>,
    /// Whether something has changed since the room was looked at.
    untold: Arc<AtomicBool>,
}

impl HostDesk {
    fn run(
        mut self,
        woken: &std::sync::mpsc::Receiver<Woken>,
        out: &mut impl Write,
    ) -> Result<(), Stop> {
        let mut is_news = true;
        loop {
            let next = if is_news {
                woken.recv_timeout(PAUSE)
            } else {
                woken.recv().map_err(RecvTimeoutError::from)
            };
            match next {
                Ok(Woken::Changed) => is_news = true,
                Ok(Woken::Line(line)) => {
                    if self.does(&line, out)? {
                        return Ok(());
                    }
                    is_news = true;
                }
                Ok(Woken::EndOfInput) => {}
                Ok(Woken::Interrupted) | Err(RecvTimeoutError::Disconnected) => {
                    writeln!(out, "The host stops. What was kept is taken up at the next start.")?;
                    return Ok(());
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.untold.store(false, Ordering::Release);
                    self.tell(out)?;
                    is_news = false;
                }
            }
        }
    }

    fn board(&self) -> Option<(String, Board)> {
        let room = self.host.rooms().into_iter().nth(self.room)?;
        let board = self.host.board(&room.id)?;
        Some((room.id, board))
    }

    /// Tells where the room stands, if that has changed.
    fn tell(&mut self, out: &mut impl Write) -> io::Result<()> {
        let trouble = self.host.trouble();
        if trouble != self.trouble {
            if let Some(trouble) = &trouble {
                super::tell(format_args!("warning: {trouble}"));
            }
            self.trouble = trouble;
        }
        let Some((_, board)) = self.board() else { return Ok(()) };
        let line = state_line(&board);
        if self.told.as_ref() != Some(&line) {
            writeln!(out, "{line}")?;
            out.flush()?;
            self.told = Some(line);
        }
        Ok(())
    }

    /// Does what a line asks; whether the host is to stop.
    fn does(&mut self, line: &str, out: &mut impl Write) -> Result<bool, Stop> {
        let parsed = self.board().map(|(id, board)| (id, parse(line, &board)));
        let Some((id, parsed)) = parsed else {
            if !["quit", ""].contains(&line.trim()) {
                writeln!(out, "There are no rooms here yet; only `quit` can be done.")?;
                out.flush()?;
            }
            return Ok(line.trim() == "quit");
        };
        match parsed {
            Err(why) => writeln!(out, "{why}")?,
            Ok(HostLine::Nothing) => {}
            Ok(HostLine::Do(command)) => {
                if let Err(refusal) = self.host.trainer(&id, &command) {
                    writeln!(out, "{}.", crate::text::capital(&refusal.to_string()))?;
                }
            }
            Ok(HostLine::Show(words)) => writeln!(out, "{words}")?,
            Ok(HostLine::Help) => writeln!(out, "{}", help())?,
            Ok(HostLine::Invite) => invite(&self.host, out)?,
            Ok(HostLine::Remote) => match self.host.give_remote(&id) {
                Ok(path) => {
                    let best = self.host.addresses().first();
                    let best = best.map_or_else(String::new, |one| one.url.clone());
                    writeln!(out, "The remote, until another one is given: {best}{path}")?;
                    if let Some(square) = QrSquare::of(&format!("{best}{path}")) {
                        writeln!(out, "{}", square.in_terminal())?;
                    }
                }
                Err(refusal) => writeln!(out, "{}.", crate::text::capital(&refusal.to_string()))?,
            },
            Ok(HostLine::Report(file)) => self.report(&id, &file, out)?,
            Ok(HostLine::Room(number)) => {
                let count = self.host.rooms().len();
                if (1..=count).contains(&number) {
                    self.room = number - 1;
                    self.told = None;
                } else {
                    writeln!(out, "There are rooms 1 to {count}.")?;
                }
            }
            Ok(HostLine::Delete) => match self.host.delete(&id) {
                Ok(()) => {
                    writeln!(out, "The session is deleted, with every trace of its names.")?;
                    self.room = 0;
                    return Ok(self.host.rooms().is_empty());
                }
                Err(fault) => super::tell(format_args!("error: {fault}")),
            },
            Ok(HostLine::Quit) => {
                writeln!(out, "The host stops. What was kept is taken up at the next start.")?;
                return Ok(true);
            }
        }
        out.flush()?;
        Ok(false)
    }
}

impl HostDesk {
    /// Writes the report of a room to a file, in the form that its ending says.
    fn report(&self, room: &str, file: &str, out: &mut impl Write) -> Result<(), Stop> {
        let path = Path::new(file);
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if !["html", "csv", "json"].contains(&ending) {
            writeln!(out, "Give a file that ends in .html, .csv or .json.")?;
            return Ok(());
        }
        let Some(made) = self.host.report(room) else { return Ok(()) };
        let text = match ending {
            "html" => report::html(&made),
            "csv" => report::csv(&made),
            _ => serde_json::to_string_pretty(&made).unwrap_or_default(),
        };
        let written = output::write(path, &self.places, |file| file.write_all(text.as_bytes()));
        match written {
            Ok(()) => writeln!(out, "The report is in {}.", path.display())?,
            Err(Stop::Usage(why) | Stop::Failed(why)) => writeln!(out, "Not written: {why}")?,
            Err(other) => return Err(other),
        }
        Ok(())
    }
}

/// Where a room stands, in a line.
fn state_line(board: &Board) -> String {
    let room = &board.room;
    let phase = match room.phase {
        WireRoomPhase::Lobby => "People arrive".to_owned(),
        WireRoomPhase::Briefing => "Briefing".to_owned(),
        WireRoomPhase::Branch => match &room.view {
            Some(view) => format!("The scene is read: {}", view.standing.scene_title),
            None => "The scene is read".to_owned(),
        },
        WireRoomPhase::Open => "The vote is open".to_owned(),
        WireRoomPhase::Closed => "The vote is closed".to_owned(),
        WireRoomPhase::Revealed => "The votes are shown".to_owned(),
        WireRoomPhase::Discussion => "Pair talk".to_owned(),
        WireRoomPhase::Play => "They play".to_owned(),
        WireRoomPhase::Debrief => "Debrief".to_owned(),
        WireRoomPhase::Ended => "The session is over".to_owned(),
    };
    let paused = if room.paused { ", stopped" } else { "" };
    format!(
        "{phase}{paused}. {} here, {} answered. Next: {}.",
        room.present, room.answered, board.next
    )
}
