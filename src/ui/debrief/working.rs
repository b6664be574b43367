//! What stands on a page while its figures are being worked out.

use egui::Ui;

use super::PageContext;
use crate::ui::{look::TextSize, widgets::Sheet};

/// That it is being worked out.
pub(super) fn working_ui(ui: &mut Ui, scene: &PageContext<'_>) {
    let pen = &scene.pen;
    Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
        let told = "Working out what was choice and what was chance…";
        pen.words(told, TextSize::Speech).show(ui);
        let rest = "It fills in by itself; with a big story that takes a while. The rest of the debrief is there already.";
        pen.words(rest, TextSize::Body).colour(pen.c.ink_soft).show(ui);
    });
}
