//! What the trainer can do, each with its key, its words and what it asks for.

use egui::{Key, Modifiers, Ui};

use super::{
    state::{TeamLocal, TeamOverlay},
    view::{PICK_FIRST, TeamContext},
};
use crate::{
    team::{
        room::{RoomMode, TrainerCommand},
        wire::WireRoomPhase,
    },
    ui::{Command, widgets::number_pressed},
};

/// Seconds of grace for one press of a key; a clicker that bounces is one press.
const BOUNCE: f64 = 0.35;
/// The part of the debrief that tells what happened, and then what was really going on.
pub(super) const HAPPENED: u8 = 1;
/// Seconds that are added at once.
const MORE_SECONDS: u32 = 30;
/// Seconds that a room gets which had no deadline.
const FIRST_SECONDS: u32 = 60;

/// Something that the trainer can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Next,
    Back,
    Pause,
    Extend,
    NoDeadline,
    Close,
    Reveal,
    Talk,
    VoteAgain,
    Branch,
    Cards,
    Forks,
    People,
    Lock,
    HideNames,
    PlayOn,
    Join,
    Pairing,
    Debrief,
    End,
    Leave,
    Tools,
}

impl Deed {
    /// Every deed that has a place in the list of all keys, in its order.
    pub(super) const ALL: [Self; 21] = [
        Self::Next,
        Self::Back,
        Self::Pause,
        Self::Extend,
        Self::NoDeadline,
        Self::Close,
        Self::Reveal,
        Self::Talk,
        Self::VoteAgain,
        Self::Branch,
        Self::Cards,
        Self::Forks,
        Self::People,
        Self::Lock,
        Self::HideNames,
        Self::PlayOn,
        Self::Join,
        Self::Pairing,
        Self::Debrief,
        Self::End,
        Self::Leave,
    ];

    /// Its key, and the name of it.
    pub(super) fn key(self) -> (Key, &'static str) {
        match self {
            Self::Next => (Key::PageDown, "Space"),
            Self::Back => (Key::PageUp, "Page Up"),
            Self::Pause => (Key::P, "P"),
            Self::Extend => (Key::E, "E"),
            Self::NoDeadline => (Key::D, "D"),
            Self::Close => (Key::C, "C"),
            Self::Reveal => (Key::R, "R"),
            Self::Talk => (Key::T, "T"),
            Self::VoteAgain => (Key::V, "V"),
            Self::Branch => (Key::B, "B"),
            Self::Cards => (Key::N, "N"),
            Self::Forks => (Key::M, "M"),
            Self::People => (Key::K, "K"),
            Self::Lock => (Key::L, "L"),
            Self::HideNames => (Key::H, "H"),
            Self::PlayOn => (Key::O, "O"),
            Self::Join => (Key::J, "J"),
            Self::Pairing => (Key::Q, "Q"),
            Self::Debrief => (Key::G, "G"),
            Self::End => (Key::X, "X"),
            Self::Leave => (Key::W, "W"),
            Self::Tools => (Key::Escape, "Esc"),
        }
    }

    /// What it does, in words.
    pub(super) fn words(self, team: &TeamContext<'_>, local: &TeamLocal) -> String {
        let board = team.board();
        let words = match self {
            Self::Next => return forward_words(team, local),
            Self::Back => "Back",
            Self::Pause if board.room.paused => "Go on",
            Self::Pause => "Pause",
            Self::Extend if team.view.left_ms.is_none() => "Give 60 seconds",
            Self::Extend => "30 seconds more",
            Self::NoDeadline => "No time limit",
            Self::Close => "Close the vote",
            Self::Reveal => "Show the votes",
            Self::Talk => "Talk in pairs",
            Self::VoteAgain => "Vote again",
            Self::Branch => "Pick a branch",
            Self::Cards => "Count raised cards",
            Self::Forks => "Map of roads taken",
            Self::People => "Who is here",
            Self::Lock if board.locked => "Unlock the room",
            Self::Lock => "Lock the room",
            Self::HideNames if board.hides_names => "Show names",
            Self::HideNames => "Hide names",
            Self::PlayOn => "Let them play on",
            Self::Join => "Code and QR",
            Self::Pairing => "Phone as remote",
            Self::Debrief => "To the debrief",
            Self::End => "End the session",
            Self::Leave if team.view.join.code.is_empty() => "Leave the rehearsal",
            Self::Leave => "Leave; it is kept",
            Self::Tools => "All keys",
        };
        words.to_owned()
    }

    /// Whether it has a meaning where the room stands.
    pub(super) fn fits(self, team: &TeamContext<'_>) -> bool {
        use WireRoomPhase as P;
        let (phase, board) = (team.phase(), team.board());
        let over = phase == P::Ended;
        let votes = matches!(phase, P::Open | P::Closed | P::Revealed);
        let timed = matches!(phase, P::Open | P::Discussion | P::Debrief);
        match self {
            Self::Leave | Self::Tools => true,
            Self::Pause => timed || phase == P::Play,
            Self::Extend => timed,
            Self::NoDeadline => timed && team.view.left_ms.is_some(),
            Self::Close => phase == P::Open,
            Self::Reveal => phase == P::Open || phase == P::Closed,
            Self::VoteAgain => matches!(phase, P::Closed | P::Revealed | P::Discussion),
            Self::Branch => votes || phase == P::Branch || phase == P::Discussion,
            Self::Talk | Self::Cards => votes,
            Self::Forks => board.forks.len() > 1,
            Self::PlayOn => {
                board.room.mode != RoomMode::Vote
                    && !matches!(phase, P::Lobby | P::Briefing | P::Play | P::Ended)
            }
            Self::Debrief => !matches!(phase, P::Lobby | P::Briefing | P::Debrief | P::Ended),
            Self::Join | Self::Pairing => !over && !team.view.join.code.is_empty(),
            Self::Next | Self::Back | Self::People | Self::Lock | Self::HideNames | Self::End => {
                !over
            }
        }
    }

    /// Does it: what stands in front changes here, everything else is asked of the room.
    pub(super) fn ask(
        self,
        ui: &Ui,
        team: &TeamContext<'_>,
        local: &mut TeamLocal,
    ) -> Option<Command> {
        let board = team.board();
        let command = match self {
            Self::Next => return forward(ui, team, local),
            Self::Back if team.is_story() && local.shown > 1 => {
                local.shown -= 1;
                return None;
            }
            Self::Back => TrainerCommand::Back,
            Self::Pause if board.room.paused => TrainerCommand::Resume,
            Self::Pause => TrainerCommand::Pause,
            Self::Extend => {
                let left = team.view.left_ms.map(|left| left.div_ceil(1000));
                let left = left.map(|left| u32::try_from(left).unwrap_or(u32::MAX));
                let seconds = left.map_or(FIRST_SECONDS, |left| left.saturating_add(MORE_SECONDS));
                TrainerCommand::Extend { seconds }
            }
            Self::NoDeadline => TrainerCommand::NoDeadline,
            Self::Close => TrainerCommand::Close,
            Self::Reveal => TrainerCommand::Reveal,
            Self::Talk => TrainerCommand::Discuss,
            Self::VoteAgain => TrainerCommand::Vote,
            Self::Lock => TrainerCommand::Lock { locked: !board.locked },
            Self::HideNames => TrainerCommand::HideNames { hidden: !board.hides_names },
            Self::PlayOn => TrainerCommand::PlayOn,
            Self::Debrief => TrainerCommand::Debrief { part: 0 },
            Self::Branch => return open(local, TeamOverlay::Branch),
            Self::Cards => return open(local, TeamOverlay::Cards),
            Self::Forks => return open(local, TeamOverlay::Forks),
            Self::People => return open(local, TeamOverlay::People),
            Self::Join => return open(local, TeamOverlay::Join),
            Self::End => return open(local, TeamOverlay::Ending),
            Self::Tools => return open(local, TeamOverlay::Tools),
            Self::Pairing => {
                local.toggle(TeamOverlay::Pairing);
                let asks = local.overlay.is_some() && team.view.pairing.is_none();
                return asks.then_some(Command::PairRemote);
            }
            Self::Leave => return Some(Command::LeaveTeam),
        };
        local.overlay = None;
        Some(Command::Team(command))
    }
}

fn open(local: &mut TeamLocal, overlay: TeamOverlay) -> Option<Command> {
    local.toggle(overlay);
    None
}

/// Whether lines of the scene are still to be read out.
pub(super) fn has_lines_left(team: &TeamContext<'_>, local: &TeamLocal) -> bool {
    let said = team.board().room.view.as_ref().map_or(0, |view| view.said.len());
    team.is_story() && local.shown < said
}

/// Whether the debrief has still to tell what was really going on, once the room has said what it saw.
fn has_truth_left(team: &TeamContext<'_>, local: &TeamLocal) -> bool {
    let room = &team.board().room;
    let is_then = room.part.as_ref().is_some_and(|part| part.number == HAPPENED);
    let has_truths = room.debrief.as_ref().is_some_and(|debrief| !debrief.truths.is_empty());
    is_then && has_truths && !local.truth_told
}

fn forward_words(team: &TeamContext<'_>, local: &TeamLocal) -> String {
    if has_lines_left(team, local) {
        return "Next line".to_owned();
    }
    if has_truth_left(team, local) {
        return "Show what was really going on".to_owned();
    }
    match team.phase() {
        WireRoomPhase::Ended => "Back to the home screen".to_owned(),
        _ => team.board().next.clone(),
    }
}

/// The next line, or the next step of the room; a press right after another one is the same press.
fn forward(ui: &Ui, team: &TeamContext<'_>, local: &mut TeamLocal) -> Option<Command> {
    let now = ui.input(|input| input.time);
    if now - local.asked_at < BOUNCE {
        return None;
    }
    local.asked_at = now;
    if local.overlay.take().is_some() {
        return None;
    }
    if has_lines_left(team, local) {
        local.shown += 1;
        return None;
    }
    if has_truth_left(team, local) {
        local.truth_told = true;
        return None;
    }
    if team.phase() == WireRoomPhase::Ended {
        return Some(Command::LeaveTeam);
    }
    if team.board().next == PICK_FIRST {
        return open(local, TeamOverlay::Branch);
    }
    Some(Command::Team(TrainerCommand::Next))
}

/// Whether a key went down, not held: what a presenter holds down is asked for once.
pub(super) fn went_down(ui: &Ui, key: Key) -> bool {
    !ui.ctx().text_edit_focused()
        && ui.input(|input| {
            input.events.iter().any(|event| {
                matches!(event, egui::Event::Key { key: down, pressed: true, repeat: false, modifiers, .. }
                    if *down == key && (modifiers.is_none() || *modifiers == Modifiers::SHIFT))
            })
        })
}

/// The choice whose letter or number went down, from 0.
pub(super) fn letter_down(ui: &Ui) -> Option<usize> {
    const LETTERS: [Key; 6] = [Key::A, Key::B, Key::C, Key::D, Key::E, Key::F];
    let letter = LETTERS.iter().position(|key| went_down(ui, *key));
    letter.or_else(|| number_pressed(ui))
}
