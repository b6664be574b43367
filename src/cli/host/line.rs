//! Lines by which a session is led from the terminal.

use std::fmt::Write as _;

use crate::team::{
    room::{BranchRule, ForkNodeId, ParticipantId, TrainerCommand},
    wire::Board,
};

/// What a line asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HostLine {
    /// Nothing: it is empty.
    Nothing,
    /// Something of the room.
    Do(TrainerCommand),
    /// To be shown something.
    Show(String),
    /// To be told what can be asked.
    Help,
    /// To be told again how people join.
    Invite,
    /// A link for a remote.
    Remote,
    /// Another room, from 1.
    Room(usize),
    /// That the report be written to a file, as its ending says.
    Report(String),
    /// That the session be deleted.
    Delete,
    /// That the host stop.
    Quit,
}

/// What can be asked.
pub(super) fn help() -> &'static str {
    "\
next                the next step, whatever it is
back                one step back, where that undoes nothing
vote, close, reveal, discuss, skip
pick B              go on by a choice, by its letter
rule majority       go on by a rule: majority, random, not-taken
pause, resume       stop the clock, let it go on
time 60, no-time    set the time that is left, in seconds; take the deadline away
cards A 4 B 7       type in raised cards
scene               read the scene and its choices
votes               the splits so far
map, return 3       the fork map; go back to a place of it
people, kick 2, rename 2 NAME, lock, unlock, hide, show
paths, gather 2 5   where those are who play alone; gather the room at 2's place after 5 choices
play                let everyone play on alone
seat 2, seat trainer
choose A            the choice of whoever has the hot seat, by its letter
debrief, debrief 2  go to the debrief, or to a part of it
join                show the code again
remote              a link for a remote on a phone
room 2              lead another room
report FILE         write the report: .html for paper, .csv or .json
end                 end the session
delete!             delete it with every trace
quit                stop the host; rooms are kept"
}

/// Reads a line; a sentence about what is wrong with it otherwise.
pub(super) fn parse(line: &str, board: &Board) -> Result<HostLine, String> {
    let mut words = line.split_whitespace();
    let Some(first) = words.next() else { return Ok(HostLine::Nothing) };
    let rest: Vec<&str> = words.collect();
    let simple = match first.to_lowercase().as_str() {
        "next" | "n" => Some(TrainerCommand::Next),
        "back" => Some(TrainerCommand::Back),
        "vote" => Some(TrainerCommand::Vote),
        "close" => Some(TrainerCommand::Close),
        "reveal" => Some(TrainerCommand::Reveal),
        "discuss" | "talk" => Some(TrainerCommand::Discuss),
        "skip" => Some(TrainerCommand::Skip),
        "pause" => Some(TrainerCommand::Pause),
        "resume" => Some(TrainerCommand::Resume),
        "no-time" => Some(TrainerCommand::NoDeadline),
        "lock" => Some(TrainerCommand::Lock { locked: true }),
        "unlock" => Some(TrainerCommand::Lock { locked: false }),
        "hide" => Some(TrainerCommand::HideNames { hidden: true }),
        "show" => Some(TrainerCommand::HideNames { hidden: false }),
        "play" => Some(TrainerCommand::PlayOn),
        "end" => Some(TrainerCommand::End),
        _ => None,
    };
    if let Some(command) = simple {
        return Ok(HostLine::Do(command));
    }
    let command = match first.to_lowercase().as_str() {
        "help" | "?" => return Ok(HostLine::Help),
        "join" => return Ok(HostLine::Invite),
        "remote" => return Ok(HostLine::Remote),
        "quit" | "exit" => return Ok(HostLine::Quit),
        "delete!" => return Ok(HostLine::Delete),
        "delete" => return Err("Type `delete!` to delete this session for good.".to_owned()),
        "scene" => return Ok(HostLine::Show(scene(board))),
        "votes" => return Ok(HostLine::Show(votes(board))),
        "people" => return Ok(HostLine::Show(people(board))),
        "map" => return Ok(HostLine::Show(map(board))),
        "paths" => return Ok(HostLine::Show(paths(board))),
        "report" => match rest.as_slice() {
            [file] => return Ok(HostLine::Report((*file).to_owned())),
            _ => return Err("Give a file that ends in .html, .csv or .json.".to_owned()),
        },
        "room" => return Ok(HostLine::Room(number(&rest, 0)?)),
        "pick" => TrainerCommand::Branch {
            by: BranchRule::TrainersPick,
            choice: Some(lettered(board, rest.first().copied().unwrap_or_default())?),
        },
        "choose" => TrainerCommand::HotChoose {
            choice: lettered(board, rest.first().copied().unwrap_or_default())?,
        },
        "rule" => TrainerCommand::Branch { by: rule(&rest)?, choice: None },
        "time" => TrainerCommand::Extend { seconds: number(&rest, 0)? },
        "kick" => TrainerCommand::Kick { participant: person(&rest, 0)? },
        "rename" => TrainerCommand::Rename {
            participant: person(&rest, 0)?,
            name: rest.get(1..).unwrap_or_default().join(" "),
        },
        "seat" if rest == ["trainer"] => TrainerCommand::HotSeat { participant: None },
        "seat" => TrainerCommand::HotSeat { participant: Some(person(&rest, 0)?) },
        "gather" => {
            TrainerCommand::Gather { participant: person(&rest, 0)?, step: number(&rest, 1)? }
        }
        "return" => TrainerCommand::ReturnTo { to: ForkNodeId(number(&rest, 0)?) },
        "debrief" if rest.is_empty() => TrainerCommand::Debrief { part: 0 },
        "debrief" => TrainerCommand::Debrief { part: number::<u8>(&rest, 0)?.saturating_sub(1) },
        "cards" => TrainerCommand::CountCards { cards: cards(&rest, board)? },
        _ => return Err(format!("`{first}` is nothing that can be asked. `help` lists what is.")),
    };
    Ok(HostLine::Do(command))
}

fn number<N: std::str::FromStr>(words: &[&str], at: usize) -> Result<N, String> {
    let word = words.get(at).ok_or("There is a number missing.")?;
    word.parse().ok().ok_or_else(|| format!("`{word}` is no number that fits here."))
}

/// Somebody by the number that `people` shows, from 1.
fn person(words: &[&str], at: usize) -> Result<ParticipantId, String> {
    let shown: u32 = number(words, at)?;
    Ok(ParticipantId(shown.checked_sub(1).ok_or("People are numbered from 1; see `people`.")?))
}

fn rule(words: &[&str]) -> Result<BranchRule, String> {
    match words.first().copied() {
        Some("majority") => Ok(BranchRule::Majority),
        Some("random") => Ok(BranchRule::WeightedRandom),
        Some("not-taken") => Ok(BranchRule::RoadNotTaken),
        _ => Err("The rules are `majority`, `random` and `not-taken`.".to_owned()),
    }
}

/// A choice by its letter, or by its id.
fn lettered(board: &Board, word: &str) -> Result<String, String> {
    let offered = board.room.view.as_ref().map_or(&[][..], |view| &view.offered);
    let letters = ('A'..='Z').map(String::from).zip(offered);
    let mut named = letters.filter(|(letter, _)| letter.eq_ignore_ascii_case(word));
    if let Some((_, offer)) = named.next()
        && offer.pick.is_none()
    {
        return Ok(offer.id.clone());
    }
    if word.is_empty() || offered.is_empty() {
        return Err("Give the letter of a choice that is on screen; see `scene`.".to_owned());
    }
    Ok(word.to_owned())
}

fn cards(words: &[&str], board: &Board) -> Result<Vec<(String, u32)>, String> {
    if words.is_empty() || words.len() % 2 == 1 {
        return Err("Give each letter with its number, as in `cards A 4 B 7`.".to_owned());
    }
    let pairs = words.chunks_exact(2);
    pairs.map(|pair| Ok((lettered(board, pair[0])?, number(pair, 1)?))).collect()
}

fn scene(board: &Board) -> String {
    let Some(view) = &board.room.view else { return "There is no scene on screen.".to_owned() };
    let mut told = view.standing.scene_title.clone();
    for said in view.said.iter().filter(|said| !said.text.is_empty()) {
        let _ = write!(told, "\n  {}", said.text);
    }
    for (letter, offer) in ('A'..='Z').zip(&view.offered) {
        let _ = write!(told, "\n  {letter}  {}", offer.text);
        for option in offer.pick.iter().flat_map(|pick| &pick.options) {
            let _ = write!(told, "\n       {}: {}", option.id, option.text);
        }
    }
    told
}

fn votes(board: &Board) -> String {
    let mut told = String::from("Votes:");
    for (scene, reveal) in &board.splits {
        let _ = write!(told, "\n  {scene}, vote {} of {}", reveal.attempt, reveal.total);
        for share in &reveal.shares {
            let _ = write!(told, "\n    {}  {}  {}", share.letter, share.votes, share.text);
        }
    }
    if board.splits.is_empty() {
        told.push_str(" none so far.");
    }
    told
}

fn people(board: &Board) -> String {
    let mut told = String::from("People:");
    for one in &board.participants {
        let here = if one.present { "here" } else { "away" };
        let answered = if one.answered { ", answered" } else { "" };
        let _ = write!(told, "\n  {}  {} ({here}{answered})", one.id.0 + 1, one.name);
    }
    if board.participants.is_empty() {
        told.push_str(" nobody yet.");
    }
    told
}

fn map(board: &Board) -> String {
    let mut told = String::from("The fork map:");
    for fork in &board.forks {
        let here = if fork.id == board.here { "  <- here" } else { "" };
        let from = fork.from.map_or_else(String::new, |from| format!(" from {}", from.0));
        let choice = if fork.choice.is_empty() { "the opening" } else { &fork.choice };
        let _ = write!(told, "\n  {}{from}: {choice} → {}{here}", fork.id.0, fork.scene);
    }
    told
}

fn paths(board: &Board) -> String {
    let mut told = String::from("Where they are:");
    for path in &board.paths {
        let choice = if path.choice.is_empty() { "the opening" } else { &path.choice };
        let _ = write!(
            told,
            "\n  after {} choices: {} here of {} who came by: {choice} → {} (gather {} {})",
            path.step,
            path.here,
            path.through,
            path.scene,
            path.participant.0 + 1,
            path.step
        );
    }
    told
}
