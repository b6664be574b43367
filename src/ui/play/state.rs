//! What the play screen remembers between frames.

use std::collections::BTreeMap;

use egui::{Id, Rect, Ui};

use super::PlayView;
use crate::{
    sound::{Order, RoomTone},
    text::SharedStr,
    ui::{measure::seconds, widgets::release_focus},
};

/// What the play screen remembers.
#[derive(Debug)]
pub struct PlayLocal {
    /// Where the stage is drawn, in points; written every frame.
    pub stage_rect: Rect,
    /// Where the line that is read lies, as a card or as a paper; written every frame.
    pub laid: Vec<Rect>,
    /// Where heads are on the stage; written every frame.
    pub heads: Vec<Rect>,
    /// Something moves: draw again at once.
    pub animating: bool,
    /// Nothing moves, but something is due: draw again after so many seconds.
    pub wakes_in: Option<f32>,
    /// What is to be heard from this frame on; written every frame.
    pub orders: Vec<Order>,
    /// The room that is heard; written every frame.
    pub room: Option<RoomTone>,
    /// How many of `view.said` have been shown, the one being read included.
    pub shown: usize,
    pub(super) turn: Option<u64>,
    /// What was heard last, and in which turn.
    pub(super) heard_at: Option<(u64, SoundMoment)>,
    pub(super) now: f64,
    /// Whether somebody looks, and did so in the last frame.
    attended: bool,
    /// Seconds since the last frame.
    pub(super) dt: f32,
    /// Which beat of the turn is on.
    pub(super) beat: usize,
    /// Seconds that it has been on.
    pub(super) on_for: f32,
    /// How many lines the player has gone back to read again.
    pub(super) back: usize,
    /// Seconds since the choices appeared.
    pub(super) choosing_for: f32,
    pub(super) title_seen: bool,
    /// The chips that were introduced, and in which turn.
    pub(super) introduced: Vec<(u64, ChipSubject)>,
    pub(super) act_seen: Option<SharedStr>,
    pub(super) ending_seen: Option<SharedStr>,
    pub(super) above: Option<Above>,
    /// The offer that is open: a pick, or a sentence being typed.
    pub(super) open: Option<String>,
    pub(super) composing: Option<Composing>,
    /// In which column a card of a pick lies; `None`: in neither.
    pub(super) picked: BTreeMap<String, bool>,
    /// Sentences begun, by offer: they stay while one looks at the others.
    pub(super) drafts: BTreeMap<String, String>,
    /// The options of the pick that is open, as they were drawn last.
    pub(super) options: Vec<Id>,
    /// Height of the panel's content in the last frame.
    pub(super) panel_height: f32,
    /// Right end of the chips in the last frame.
    pub(super) chips_right: f32,
    /// Height of the chips in the last frame.
    pub(super) chips_height: f32,
    /// Where a card lies that has more than it shows.
    pub(super) scrolls: Option<Rect>,
    /// Top of the panel in this frame.
    pub(super) panel_top: f32,
    /// Top of the speech card in this frame.
    pub(super) card_top: f32,
}

/// What stands above the play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    Drawer(DrawerTab),
    Pause,
    Glossary,
    /// The first clock of all explains itself.
    Clock,
}

/// What the drawer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DrawerTab {
    Known,
    Said,
    Decisions,
}

/// What can be heard once: a line, the leaf of a calendar, the ending, an email that types itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SoundMoment {
    Line(usize),
    Leaf(usize),
    Ending,
    Typing,
    /// Every line of a turn that is shown at once.
    All,
}

/// What a chip is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ChipSubject {
    /// Facts.
    Saw,
    /// Guesses.
    Told,
    /// The meter of that id.
    Meter(String),
    /// A line drawn for oneself.
    Reminder,
}

/// An email that types itself.
#[derive(Debug, Clone)]
pub(super) struct Composing {
    pub(super) id: String,
    pub(super) to: String,
    pub(super) text: String,
    pub(super) elapsed: f32,
}

impl Default for PlayLocal {
    fn default() -> Self {
        Self {
            stage_rect: Rect::NOTHING,
            laid: Vec::new(),
            heads: Vec::new(),
            animating: false,
            wakes_in: None,
            orders: Vec::new(),
            room: None,
            shown: 0,
            turn: None,
            heard_at: None,
            now: 0.0,
            attended: true,
            dt: 0.0,
            beat: 0,
            on_for: 0.0,
            back: 0,
            choosing_for: 0.0,
            title_seen: false,
            introduced: Vec::new(),
            act_seen: None,
            ending_seen: None,
            above: None,
            open: None,
            composing: None,
            picked: BTreeMap::new(),
            drafts: BTreeMap::new(),
            options: Vec::new(),
            panel_height: 0.0,
            chips_right: 0.0,
            chips_height: 0.0,
            scrolls: None,
            panel_top: 0.0,
            card_top: 0.0,
        }
    }
}

impl PlayLocal {
    /// Takes the time, and begins anew where the turn is a new one.
    pub(super) fn begin_frame(&mut self, ui: &Ui, view: &PlayView<'_>) {
        let now = ui.input(|input| input.time);
        // While something moves, a long frame is a hitch and not time that the player had.
        let longest = if self.animating { 0.5 } else { 60.0 };
        let passed = seconds(self.now, now).clamp(0.0, longest);
        // Time in which nobody looks is nobody's: neither while they are away, nor until they are back.
        let looked = std::mem::replace(&mut self.attended, view.attended) && view.attended;
        self.dt = if self.turn.is_some() && looked { passed } else { 0.0 };
        self.now = now;
        self.animating = false;
        self.wakes_in = None;
        self.orders.clear();
        self.room = None;
        self.laid.clear();
        self.heads.clear();
        if view.view.standing.ending.is_none() {
            self.ending_seen = None;
        }
        if self.turn != Some(view.turn) {
            self.begin_turn(ui, view.turn);
        }
    }

    fn begin_turn(&mut self, ui: &Ui, turn: u64) {
        self.turn = Some(turn);
        self.dt = 0.0;
        self.shown = 0;
        self.beat = 0;
        self.on_for = 0.0;
        self.back = 0;
        self.choosing_for = 0.0;
        self.above = None;
        self.open = None;
        self.composing = None;
        self.picked.clear();
        self.drafts.clear();
        self.options.clear();
        release_focus(ui);
    }

    /// How many lines of that turn have been shown.
    #[must_use]
    pub fn shown_of(&self, turn: u64) -> usize {
        if self.turn == Some(turn) { self.shown } else { 0 }
    }

    /// Asks for a frame after so many seconds.
    pub(super) fn wake_in(&mut self, seconds: f32) {
        let sooner = self.wakes_in.map_or(seconds, |due| due.min(seconds));
        self.wakes_in = Some(sooner.max(0.0));
    }

    /// Whether something lies over the play.
    pub(super) fn is_covered(&self) -> bool {
        self.above.is_some() || self.composing.is_some()
    }

    /// Whether time stands still because something stands above the play.
    pub(super) fn is_held_up(&self) -> bool {
        !self.attended || self.above.is_some() || self.composing.is_some() || self.open.is_some()
    }
}
