//! A column of words with a way on below: what interludes are made of.

use egui::{Align, Key, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder};

use super::PlayContext;
use crate::ui::widgets::{ButtonKind, button_named_ui, page_by_keys, take};

/// A text and "Go on" in a column, in its middle where there is room; says whether to go on.
pub(super) fn column_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    column: Rect,
    text: impl FnOnce(&mut Ui),
) -> bool {
    let pen = &scene.pen;
    let behind = ui.interact(scene.whole, ui.id().with("interlude"), Sense::CLICK);
    let mut inside = ui.new_child(
        UiBuilder::new().id_salt("interlude").max_rect(column).layout(Layout::top_down(Align::Min)),
    );
    let kept = egui::Id::new("height of the interlude");
    let height: f32 = ui.data(|data| data.get_temp(kept)).unwrap_or(0.0);
    let shown =
        ScrollArea::vertical().id_salt("interlude").auto_shrink(false).show(&mut inside, |ui| {
            ui.spacing_mut().item_spacing.y = pen.px(10.0);
            ui.add_space(((column.height() - height) * 0.46).max(0.0));
            let from = ui.cursor().top();
            text(ui);
            pen.gap(ui, 18.0);
            let button = button_named_ui(ui, pen, ButtonKind::On, "Go on", "Go on");
            page_by_keys(ui);
            (button.clicked(), ui.cursor().top() - from)
        });
    let (clicked, now) = shown.inner;
    if (now - height).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(kept, now));
        ui.ctx().request_discard("the interlude found its height");
    }
    clicked || behind.clicked() || take(ui, Key::Space) || take(ui, Key::Enter)
}
