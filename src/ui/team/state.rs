//! What the big screen remembers from frame to frame.

use std::collections::{BTreeMap, BTreeSet};

use egui::Rect;

use super::view::TeamView;
use crate::team::{
    room::{ForkNodeId, ParticipantId},
    wire::WireRoomPhase,
};

/// What the big screen remembers.
#[derive(Debug)]
pub struct TeamLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
    /// Seconds until something changes of itself.
    pub wakes_in: Option<f32>,
    /// Where the stage is; not positive where there is none.
    pub stage_rect: Rect,
    /// How many lines of the scene were read out.
    pub shown: usize,
    /// What stands in front of the room.
    pub(super) overlay: Option<TeamOverlay>,
    /// Of which scene the lines are read.
    scene: Option<(ForkNodeId, usize)>,
    /// The phase that was on screen last.
    phase: Option<WireRoomPhase>,
    /// When the room was last asked to go on.
    pub(super) asked_at: f64,
    /// Cards typed in, by choice.
    pub(super) cards: BTreeMap<String, u32>,
    /// Marked options of a pick that the trainer answers, by offer.
    pub(super) marked: BTreeMap<String, BTreeSet<usize>>,
    /// Who is to be shown out, once that was asked twice.
    pub(super) leaving: Option<ParticipantId>,
    /// Whose name is being changed, and what is typed so far.
    pub(super) renaming: Option<Renaming>,
    /// Whether what stands in front was opened in this very frame: the key that did so is used up.
    pub(super) just_opened: bool,
    /// Whether the debrief has told what was really going on.
    pub(super) truth_told: bool,
}

/// A name that is being changed.
#[derive(Debug)]
pub(super) struct Renaming {
    /// Whose.
    pub who: ParticipantId,
    /// What is typed so far.
    pub typed: String,
    /// Whether its field has still to be given the focus.
    pub is_new: bool,
}

/// What stands in front of the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TeamOverlay {
    /// Everything that can be done, with its key.
    Tools,
    /// Who is here.
    People,
    /// The fork map.
    Forks,
    /// Which branch is taken.
    Branch,
    /// The tally of raised cards.
    Cards,
    /// How a phone gets the remote.
    Pairing,
    /// Code and QR, for those who come late.
    Join,
    /// Whether the session is to end.
    Ending,
}

impl Default for TeamLocal {
    fn default() -> Self {
        Self {
            animating: false,
            wakes_in: None,
            stage_rect: Rect::NOTHING,
            shown: 0,
            overlay: None,
            scene: None,
            phase: None,
            asked_at: f64::NEG_INFINITY,
            cards: BTreeMap::new(),
            marked: BTreeMap::new(),
            leaving: None,
            renaming: None,
            just_opened: false,
            truth_told: false,
        }
    }
}

impl TeamLocal {
    /// Takes in how the room stands now.
    pub(super) fn follow(&mut self, view: &TeamView<'_>, all_at_once: bool) {
        self.animating = false;
        self.just_opened = false;
        self.wakes_in = None;
        self.stage_rect = Rect::NOTHING;
        let board = view.board;
        let said = board.room.view.as_ref().map_or(0, |view| view.said.len());
        let scene = Some((board.here, said));
        if self.scene != scene {
            self.scene = scene;
            self.shown = if all_at_once { said } else { said.min(1) };
            self.cards.clear();
            self.marked.clear();
        }
        let reads = matches!(board.room.phase, WireRoomPhase::Branch | WireRoomPhase::Play);
        if !reads {
            self.shown = said;
        }
        if self.phase.replace(board.room.phase) != Some(board.room.phase) {
            self.leaving = None;
            self.truth_told = false;
            if self.overlay != Some(TeamOverlay::People) {
                self.overlay = None;
            }
        }
    }

    /// Opens what stands in front, or closes it where it is open.
    pub(super) fn toggle(&mut self, overlay: TeamOverlay) {
        self.leaving = None;
        self.renaming = None;
        self.just_opened = true;
        self.overlay = (self.overlay != Some(overlay)).then_some(overlay);
    }
}
