//! The play screen: a stage above, what you can do below.

mod clock;
mod column;
mod compose;
mod drawer;
mod ending;
mod gloss;
mod interlude;
mod intro;
mod laying;
mod layout;
mod leaf;
mod lines;
mod offers;
mod overlay;
mod panel;
mod papers;
mod pause;
mod pick;
mod sounds;
mod speech;
mod state;
mod timer;
mod view;
mod words;

use egui::{Key, Modifiers, Rect, Sense, Ui, pos2};

pub(super) use layout::part;
pub use state::PlayLocal;
pub(super) use view::PlayContext;
pub use view::{CastMember, PastDecision, PlayView, PlayerView, TitleCard};

use self::{
    laying::Laid,
    lines::Beat,
    state::{Above, DrawerTab},
};
use super::{
    Command, Settings,
    look::Pen,
    stage::StageLayout,
    theme::Surface,
    widgets::{pressed, take},
};
/// The play screen.
pub fn play_ui(ui: &mut Ui, view: &PlayView<'_>, local: &mut PlayLocal) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Play);
    let whole = ui.max_rect();
    let share = stage_share(view.look.settings);
    let stage = Rect::from_min_max(
        whole.min,
        pos2(whole.right(), whole.top() + (whole.height() * share).round()),
    );
    local.stage_rect = stage;
    local.begin_frame(ui, view);
    let standing = view.standing(local.shown_of(view.turn));
    let places = StageLayout::of(standing);
    let scene = PlayContext { pen, view, standing, whole, stage, places: &places };
    let titled = interlude::title_ui(ui, &scene, local);
    if titled {
        local.stage_rect = interlude::stage_beside(whole);
    }
    let command = if titled { None } else { turn_ui(ui, &scene, local) };
    let command = command.or_else(|| above_ui(ui, &scene, local));
    if !view.attended {
        // Whoever comes back is noticed; until then nothing is drawn for nobody.
        local.animating = false;
        local.wakes_in = None;
    }
    if local.animating {
        ui.ctx().request_repaint();
    }
    command
}

/// Share of the window's height that the stage takes: large text needs more room under the faces.
fn stage_share(settings: &Settings) -> f32 {
    // A room sees every choice at once, and the faces.
    let in_a_room = if settings.room { 200 } else { 0 };
    match settings.text_percent.max(in_a_room) {
        0..=125 => 0.6,
        126..=160 => 0.5,
        _ => 0.42,
    }
}

/// One turn: lines, breaks between them, then choices.
fn turn_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) -> Option<Command> {
    let beats = lines::beats(scene.view, local);
    let mut undone = None;
    if local.above.is_none() && local.composing.is_none() {
        let behind = ui.interact(scene.whole, ui.id().with("behind"), Sense::CLICK);
        let forward = behind.clicked() || (untouched_keys(ui));
        lines::advance(ui, scene, local, &beats, forward);
        if lines::is_known(scene.view, local, &beats) && take(ui, Key::S) {
            lines::skip_known(scene.view, local, &beats);
        }
        open_by_keys(ui, scene, local);
        if local.above.is_none() && (take(ui, Key::Z) || undo(ui)) {
            undone = pause::rollback(scene);
        }
    }
    sounds::sound(scene.view, local, &beats);
    if let Some(Beat::Break) = lines::current(&beats, local) {
        interlude::break_ui(ui, scene, local);
        return undone;
    }
    // The line that is on by now brings its changes with it.
    let standing = scene.view.standing(local.shown);
    local.room = sounds::room(scene.view, local, standing);
    let places = StageLayout::of(standing);
    let scene = &PlayContext { standing, places: &places, ..*scene };
    local.heads = places.heads(scene.stage);
    let laid = Laid::plan(ui, scene, local, &beats);
    local.panel_top = laid.panel_top;
    let command = panel::panel_ui(ui, scene, local, &beats);
    papers::paper_ui(ui, scene, local, &beats, laid.paper);
    speech::speech_ui(ui, scene, local, &beats, laid.card.as_ref());
    overlay::overlay_ui(ui, scene, local);
    let choosing = lines::is_choosing(&beats, local);
    if choosing && clock::is_due(scene) && local.above.is_none() {
        local.above = Some(Above::Clock);
    }
    let held = if choosing { timer::hold_ui(ui, scene, local) } else { None };
    if let Some(Beat::Leaf(days)) = lines::current(&beats, local) {
        leaf::leaf_ui(ui, scene, local, days);
    }
    let composed = compose::compose_ui(ui, scene, local);
    undone.or(command).or(held).or(composed)
}

/// Space and Enter go on, unless something has the focus and means to be pressed.
fn untouched_keys(ui: &Ui) -> bool {
    super::widgets::untouched(ui) && (pressed(ui, Key::Space) || pressed(ui, Key::Enter))
}

/// The keys with which things are undone elsewhere.
fn undo(ui: &Ui) -> bool {
    !ui.ctx().text_edit_focused()
        && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Z))
}

fn open_by_keys(ui: &Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) {
    if take(ui, Key::N) {
        local.above = Some(Above::Drawer(DrawerTab::Known));
    } else if take(ui, Key::T) {
        local.above = Some(Above::Drawer(DrawerTab::Said));
    } else if take(ui, Key::G) {
        local.above = Some(Above::Glossary);
    } else if take(ui, Key::Escape) {
        // What alone can be done stays open.
        if local.open.is_some() && scene.view.view.offered.len() > 1 {
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
        Above::Clock => clock::clock_ui(ui, scene, local),
    }
}
