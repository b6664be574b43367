//! The play screen: a stage above, what you can do below.

mod compose;
mod drawer;
mod gloss;
mod interlude;
mod leaf;
mod lines;
mod offers;
mod overlay;
mod panel;
mod papers;
mod pause;
mod pick;
mod speech;
mod state;
mod timer;
mod words;

use egui::{Align, Key, Layout, Rect, Sense, Ui, UiBuilder, pos2};

pub use state::PlayLocal;

use self::{
    lines::Beat,
    state::{Above, DrawerTab},
};
use super::{
    Command, Look, Met,
    look::Pen,
    stage::StageLayout,
    theme::Surface,
    widgets::{pressed, take},
};
use crate::{
    engine::{Said, Standing, View},
    scenario::Channel,
};

/// Share of the window's height that the stage takes.
const STAGE_SHARE: f32 = 0.6;

/// What the play screen shows.
#[derive(Clone, Copy)]
pub struct PlayView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// Title of the scenario.
    pub title: &'a str,
    /// Changes whenever `view` does: the lines of a new turn arrive one after another.
    pub turn: u64,
    /// What the player can see.
    pub view: &'a View,
    /// How things stand as far as the player has read.
    pub standing: &'a Standing,
    /// Whether something was hidden that the debrief tells.
    pub has_truths: bool,
    /// Who the player is.
    pub player: PlayerView<'a>,
    /// The title card, while it is to be shown: on the first turn of a new attempt.
    pub card: Option<TitleCard<'a>>,
    /// Before which of `view.said` an act break or the ending is shown: the first line of the new scene, or
    /// of the epilogue; `None`: where it most likely is.
    pub break_at: Option<usize>,
    /// Everything said so far.
    pub transcript: &'a [Said],
    /// The decisions so far.
    pub decisions: &'a [PastDecision],
    /// Phrases and what they mean.
    pub glossary: &'a [(Box<str>, Box<str>)],
    /// Whether the days of the calendar are working days.
    pub working_days: bool,
    /// Whether decisions can be taken back.
    pub can_rewind: bool,
    /// What the player should know: "This could not be saved: the disk is full …".
    pub notice: Option<&'a str>,
}

/// Who the player is.
#[derive(Debug, Clone, Copy)]
pub struct PlayerView<'a> {
    /// Name.
    pub name: &'a str,
    /// Role.
    pub role: &'a str,
}

/// The title card.
#[derive(Debug, Clone, Copy)]
pub struct TitleCard<'a> {
    /// Title of the scenario.
    pub title: &'a str,
    /// One line under it.
    pub tagline: Option<&'a str>,
    /// Which of the hidden reasons were met.
    pub met: Option<&'a Met>,
}

/// A decision taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastDecision {
    /// Position among the play's choices, from 0: going back to it keeps so many choices.
    pub step: usize,
    /// Short name of the scene.
    pub scene: String,
    /// When, in words.
    pub when: String,
    /// Channel used.
    pub channel: Channel,
    /// What was said or done.
    pub text: String,
}

/// Everything that a part of the play screen needs.
#[derive(Clone, Copy)]
struct PlayContext<'a> {
    pen: Pen<'a>,
    view: &'a PlayView<'a>,
    /// The whole window.
    whole: Rect,
    /// Where the stage is drawn.
    stage: Rect,
    /// Who stands where on it.
    places: &'a StageLayout,
}

/// The play screen.
pub fn play_ui(ui: &mut Ui, view: &PlayView<'_>, local: &mut PlayLocal) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Play);
    let whole = ui.max_rect();
    let stage = Rect::from_min_max(
        whole.min,
        pos2(whole.right(), whole.top() + whole.height() * STAGE_SHARE),
    );
    let places = StageLayout::of(&view.view.standing);
    let scene = PlayContext { pen, view, whole, stage, places: &places };
    local.stage_rect = stage;
    local.begin_frame(ui, view);
    let titled = interlude::title_ui(ui, &scene, local);
    if titled {
        local.stage_rect = interlude::stage_beside(whole);
    }
    let command = if titled { None } else { turn_ui(ui, &scene, local) };
    let command = command.or_else(|| above_ui(ui, &scene, local));
    if local.animating {
        ui.ctx().request_repaint();
    }
    command
}

/// One turn: lines, breaks between them, then choices.
fn turn_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) -> Option<Command> {
    let beats = lines::beats(scene.view, local);
    if local.above.is_none() && local.composing.is_none() {
        let behind = ui.interact(scene.whole, ui.id().with("behind"), Sense::CLICK);
        let forward = behind.clicked() || (untouched_keys(ui));
        lines::advance(ui, scene, local, &beats, forward);
        open_by_keys(ui, local);
    }
    if let Some(Beat::Break) = lines::current(&beats, local) {
        interlude::break_ui(ui, scene, local);
        local.stage_rect = interlude::stage_beside(scene.whole);
        return None;
    }
    let command = panel::panel_ui(ui, scene, local, &beats);
    let paper = papers::paper_ui(ui, scene, local, &beats);
    speech::speech_ui(ui, scene, local, &beats, paper);
    overlay::overlay_ui(ui, scene, local);
    let held =
        if lines::is_choosing(&beats, local) { timer::hold_ui(ui, scene, local) } else { None };
    if let Some(Beat::Leaf(days)) = lines::current(&beats, local) {
        leaf::leaf_ui(ui, scene, local, days);
    }
    let composed = compose::compose_ui(ui, scene, local);
    command.or(held).or(composed)
}

/// Space and Enter go on, unless something has the focus and means to be pressed.
fn untouched_keys(ui: &Ui) -> bool {
    super::widgets::untouched(ui) && (pressed(ui, Key::Space) || pressed(ui, Key::Enter))
}

fn open_by_keys(ui: &Ui, local: &mut PlayLocal) {
    if take(ui, Key::N) {
        local.above = Some(Above::Drawer(DrawerTab::Known));
    } else if take(ui, Key::T) {
        local.above = Some(Above::Drawer(DrawerTab::Said));
    } else if take(ui, Key::G) {
        local.above = Some(Above::Glossary);
    } else if take(ui, Key::Escape) {
        if local.open.is_some() {
            local.open = None;
        } else {
            local.above = Some(Above::Pause);
        }
    }
}

fn above_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) -> Option<Command> {
    match local.above? {
        Above::Drawer(tab) => drawer::drawer_ui(ui, scene, local, tab),
        Above::Pause => pause::pause_ui(ui, scene, local),
        Above::Glossary => gloss::glossary_ui(ui, scene, local),
    }
}

/// A part of the window with its own layout.
fn part(ui: &mut Ui, salt: &str, rect: Rect) -> Ui {
    ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(Layout::top_down(Align::Min)))
}
