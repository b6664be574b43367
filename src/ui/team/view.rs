//! What the big screen of a training session is shown.

use egui::Color32;

use crate::{
    team::wire::{Board, WireRoomPhase},
    ui::{Look, look::Pen},
};

/// What the room's `next` says where a branch has to be picked before it can go on.
pub(super) const PICK_FIRST: &str = "Pick a branch";

/// What the big screen shows.
#[derive(Clone, Copy)]
pub struct TeamView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// How the room stands.
    pub board: &'a Board,
    /// How people join.
    pub join: &'a JoinWays,
    /// Who is in the scenario: name, and which drawing shows them.
    pub faces: &'a [(String, String)],
    /// Milliseconds until the deadline, by now; none where there is none.
    pub left_ms: Option<u64>,
    /// What the trainer should know: why something was not done.
    pub notice: Option<&'a str>,
    /// The link that gives a phone the remote, once it was asked for.
    pub pairing: Option<&'a ShownLink>,
    /// Where the report of a session that is over is.
    pub report: Option<&'a str>,
}

/// How people join.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JoinWays {
    /// The room's code; empty where nobody can join.
    pub code: String,
    /// Addresses of this computer, the one that phones can most likely reach first.
    pub addresses: Vec<ShownAddress>,
    /// The link of the first address.
    pub link: Option<ShownLink>,
    /// Who can join, in a sentence: "Phones in this network can join.".
    pub reach: String,
}

/// An address, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownAddress {
    /// As it is typed: `http://192.168.1.20:7878`.
    pub url: String,
    /// Who reaches it: "phones in this network".
    pub note: String,
}

/// A link with its QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownLink {
    /// The link.
    pub url: String,
    /// Modules on each side.
    pub side: usize,
    /// The modules row by row, dark ones true.
    pub dark: Vec<bool>,
}

/// What every part of the screen is drawn from.
#[derive(Clone, Copy)]
pub(super) struct TeamContext<'a> {
    pub(super) view: TeamView<'a>,
    pub(super) pen: Pen<'a>,
}

impl<'a> TeamContext<'a> {
    pub(super) fn board(&self) -> &'a Board {
        self.view.board
    }

    pub(super) fn phase(&self) -> WireRoomPhase {
        self.view.board.room.phase
    }

    /// What stands out as text on the ground, light or dark.
    pub(super) fn accent(&self) -> Color32 {
        if self.pen.c.is_dark { self.pen.c.focus } else { self.pen.c.you }
    }

    /// Whether lines of a scene are read now.
    pub(super) fn is_story(&self) -> bool {
        let room = &self.board().room;
        let plays = room.phase == WireRoomPhase::Branch || room.phase == WireRoomPhase::Play;
        plays && room.view.is_some()
    }
}
