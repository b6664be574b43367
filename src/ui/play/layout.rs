//! Parts of the window.

use egui::{Align, Layout, Rect, Ui, UiBuilder};

/// A part of the window with its own layout.
pub(in crate::ui) fn part(ui: &mut Ui, salt: &str, rect: Rect) -> Ui {
    ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(Layout::top_down(Align::Min)))
}
