//! The play screen: a stage above, what you can do below.

mod compose;
mod drawer;
mod gloss;
mod interlude;
mod layout;
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
mod view;
mod words;

use egui::{Key, Rect, Sense, Ui, pos2};

pub(super) use layout::part;
pub use state::PlayLocal;
pub(super) use view::PlayContext;
pub use view::{PastDecision, PlayView, PlayerView, TitleCard};

use self::{
    lines::Beat,
    state::{Above, DrawerTab},
};
use super::{
    Command,
    look::Pen,
    stage::StageLayout,
    theme::Surface,
    widgets::{pressed, take},
};
/// Share of the window's height that the stage takes.
const STAGE_SHARE: f32 = 0.6;

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
