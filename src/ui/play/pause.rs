//! The pause menu.

use egui::{Id, Ui};

use super::{
    PlayContext, PlayLocal, drawer,
    state::{Above, DrawerTab},
    words,
};
use crate::ui::{
    Command,
    look::TextSize,
    widgets::{ButtonKind, focus_from_start, page_by_keys, walk, wide_ui},
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
    let shown = drawer::modal(ui, scene, "Pause", 420.0, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        let tall = scene.whole.height() - pen.px(110.0);
        let scroll = egui::ScrollArea::vertical().max_height(tall).min_scrolled_height(tall);
        scroll.show(ui, |ui| {
            pen.words(scene.view.title, TextSize::Speech).bold().show(ui);
            let kept = "Everything up to here is saved.";
            pen.words(kept, TextSize::Body).colour(pen.c.ink_soft).show(ui);
            let far = words::how_far(scene.view.minutes, scene.view.decisions.len());
            pen.words(far, TextSize::Small).colour(pen.c.ink_soft).show(ui);
            pen.gap(ui, 4.0);
            let mut items: Vec<Id> = Vec::new();
            let mut item = |ui: &mut Ui, kind: ButtonKind, words: &str| {
                let response = wide_ui(ui, pen, kind, words, None);
                items.push(response.id);
                response.clicked()
            };
            if item(ui, ButtonKind::Main, "Go on playing") {
                next = None;
            }
            if item(ui, ButtonKind::Chip, "What you know") {
                next = Some(Above::Drawer(DrawerTab::Known));
            }
            if item(ui, ButtonKind::Chip, "What was said") {
                next = Some(Above::Drawer(DrawerTab::Said));
            }
            let back =
                if scene.view.can_rewind { "Decisions, and going back" } else { "Decisions" };
            if item(ui, ButtonKind::Chip, back) {
                next = Some(Above::Drawer(DrawerTab::Decisions));
            }
            let undone = rollback(scene);
            if undone.is_some() && item(ui, ButtonKind::Chip, "Take back my last decision") {
                command = undone;
            }
            if item(ui, ButtonKind::Chip, "Settings") {
                command = Some(Command::Settings);
            }
            if item(ui, ButtonKind::Chip, "Leave") {
                command = Some(Command::Leave);
            }
            if let Some(&first) = items.first() {
                focus_from_start(ui, first);
            }
            walk(ui, &items);
            pen.gap(ui, 4.0);
            let keys = if scene.view.can_rewind {
                "N what you know · T what was said · G what a phrase means · Backspace the last line again · Z takes back the last decision"
            } else {
                "N what you know · T what was said · G what a phrase means · Backspace the last line again"
            };
            pen.words(keys, TextSize::Small).colour(pen.c.ink_soft).show(ui);
            page_by_keys(ui);
        });
    });
    if command.is_some() {
        local.above = None;
        return command;
    }
    local.above = if shown.should_close() && next == local.above { None } else { next };
    command
}

/// Going back to before the last decision, where that is allowed.
pub(super) fn rollback(scene: &PlayContext<'_>) -> Option<Command> {
    let last = scene.view.decisions.last().filter(|_| scene.view.can_rewind)?;
    Some(Command::Rewind { step: last.step })
}
