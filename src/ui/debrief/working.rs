//! What stands on a page while its figures are being worked out.

use egui::Ui;

use super::Scene;
use crate::ui::{look::Size, widgets::Sheet};

/// That it is being worked out.
pub(super) fn working_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let pen = &scene.pen;
    Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
        let told = "Working out what was choice and what was chance…";
        pen.words(told, Size::Speech).show(ui);
        let rest = "It fills in by itself; with a big story that takes a while. The rest of the debrief is there already.";
        pen.words(rest, Size::Body).colour(pen.c.ink_soft).show(ui);
    });
}
