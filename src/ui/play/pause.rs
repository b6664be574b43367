//! The pause menu.

use egui::Ui;

use super::{
    PlayContext, PlayLocal, drawer,
    state::{Above, DrawerTab},
};
use crate::ui::{
    Command,
    look::TextSize,
    widgets::{ButtonKind, focus_first, wide_ui},
};

/// The pause menu.
pub(super) fn pause_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
) -> Option<Command> {
    let pen = &scene.pen;
    let mut command = None;
    let mut next = local.above;
    let shown = drawer::modal(ui, scene, "pause", 420.0, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        egui::ScrollArea::vertical().max_height(scene.whole.height() - pen.px(110.0)).show(ui, |ui| {
            pen.words(scene.view.title, TextSize::Speech).bold().show(ui);
            pen.words("Everything up to here is saved.", TextSize::Body).colour(pen.c.ink_soft).show(ui);
            pen.gap(ui, 4.0);
            let resume = wide_ui(ui, pen, ButtonKind::Main, "Go on playing", None);
            focus_first(ui, resume.id);
            if resume.clicked() {
                next = None;
            }
            let item = |ui: &mut Ui, words: &str| wide_ui(ui, pen, ButtonKind::Chip, words, None).clicked();
            if item(ui, "What you know") {
                next = Some(Above::Drawer(DrawerTab::Known));
            }
            if item(ui, "What was said") {
                next = Some(Above::Drawer(DrawerTab::Said));
            }
            let back = if scene.view.can_rewind { "Decisions, and going back" } else { "Decisions" };
            if item(ui, back) {
                next = Some(Above::Drawer(DrawerTab::Decisions));
            }
            if item(ui, "Settings") {
                command = Some(Command::Settings);
            }
            if item(ui, "Leave") {
                command = Some(Command::Leave);
            }
            pen.gap(ui, 4.0);
            let keys = "N what you know · T what was said · G what a phrase means · Backspace the last line again";
            pen.words(keys, TextSize::Small).colour(pen.c.ink_soft).show(ui);
        });
    });
    local.above = if shown.should_close() && next == local.above { None } else { next };
    command
}
