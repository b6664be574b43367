//! M switches sound off and on, and a pill says so for a moment.

use std::time::Duration;

use egui::{Align2, Id, Key, Modifiers, Sense, Ui, WidgetInfo, WidgetType, accesskit, vec2};

use super::{
    Command, Look, Settings,
    look::{Pen, TextSize},
    measure::seconds,
    theme::Surface,
    widgets::take,
};

/// How long the pill stays, in seconds.
const STAYS: f32 = 1.8;

/// Takes the key where nobody types and the screen has no use of its own for it; with Shift anywhere.
/// To be called after the screen.
pub fn mute_ui(ui: &mut Ui, look: Look<'_>) -> Option<Command> {
    let typing = ui.ctx().text_edit_focused();
    let shifted = !typing && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::M));
    let pressed = shifted || take(ui, Key::M);
    let kept = Id::new("when sound was switched");
    let now = ui.input(|input| input.time);
    if pressed {
        ui.data_mut(|data| data.insert_temp(kept, now));
    }
    let since: Option<f64> = ui.data(|data| data.get_temp(kept));
    let sound = look.settings.sound != pressed;
    if let Some(left) = since.map(|then| STAYS - seconds(then, now)).filter(|left| *left > 0.0) {
        pill(ui, look, if sound { "Sound on" } else { "Sound off" });
        ui.ctx().request_repaint_after(Duration::from_secs_f32(left));
    }
    pressed.then(|| Command::Change(Box::new(Settings { sound, ..look.settings.clone() })))
}

fn pill(ui: &Ui, look: Look<'_>, words: &str) {
    let pen = Pen::new(look, Surface::Play, ui.max_rect().size());
    let galley = pen.words(words, TextSize::Body).colour(pen.c.on_pill).galley(ui, f32::INFINITY);
    let room = galley.size() + vec2(pen.px(36.0), pen.px(16.0));
    let top = ui.max_rect().center_top() + vec2(0.0, pen.px(64.0));
    let place = Align2::CENTER_TOP.anchor_size(top, room);
    ui.painter().rect_filled(place, place.height() / 2.0, pen.c.pill.to_opaque());
    ui.painter().galley(place.center() - galley.size() / 2.0, galley, pen.c.on_pill);
    let response = ui.interact(place, Id::new("sound pill"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
}
