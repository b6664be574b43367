//! A page: a band with a title above, a body that scrolls below.

use egui::{Align, Id, Key, Layout, Rect, ScrollArea, Shape, Ui, UiBuilder, pos2, vec2};

use super::keys::{pressed, take, untouched};
use crate::ui::{
    look::{Pen, TextSize},
    measure::count,
};

/// A page.
pub(in crate::ui) struct PageFrame<'a> {
    pub(in crate::ui) title: &'a str,
    pub(in crate::ui) subtitle: Option<&'a str>,
    /// Widest that the body gets, in points.
    pub(in crate::ui) width: f32,
    /// The body scrolls anew for each of these.
    pub(in crate::ui) salt: usize,
}

impl PageFrame<'_> {
    /// The page: `tools` stand in the band at the right, or below the title where there is no room.
    pub(in crate::ui) fn show<R>(
        &self,
        ui: &mut Ui,
        pen: &Pen<'_>,
        tools: impl FnOnce(&mut Ui) -> Option<R>,
        body: impl FnOnce(&mut Ui) -> Option<R>,
    ) -> Option<R> {
        let whole = ui.max_rect();
        let ground = [pen.c.ground, pen.c.ground_end];
        ui.painter().add(Shape::gradient_rect(whole, egui::Direction::TopDown, ground));
        let side = pen.margin() + pen.px(16.0);
        let inner = (whole.width() - 2.0 * side).min(pen.px(self.width));
        let left = whole.center().x - inner / 2.0;
        let (bottom, from_tools) = self.band_ui(ui, pen, left, inner, tools);
        let below = Rect::from_min_max(pos2(whole.left(), bottom), whole.max);
        let mut rest = ui.new_child(UiBuilder::new().id_salt("body").max_rect(below));
        let from_body = ScrollArea::vertical()
            .id_salt(("page", self.title, self.salt))
            .auto_shrink(false)
            .show(&mut rest, |ui| {
                scroll_by_keys(ui, pen);
                let area = ui.available_rect_before_wrap();
                let top = area.top() + pen.margin();
                let column = Rect::from_min_max(pos2(left, top), pos2(left + inner, f32::INFINITY));
                let layout = Layout::top_down(Align::Min);
                let mut child = ui.new_child(UiBuilder::new().max_rect(column).layout(layout));
                child.spacing_mut().item_spacing = vec2(pen.grid(), pen.grid());
                let result = body(&mut child);
                // A list that has the focus has taken these for itself.
                for (key, by) in [(Key::End, -1e6), (Key::Home, 1e6)] {
                    if take(ui, key) {
                        ui.scroll_with_delta(vec2(0.0, by));
                    }
                }
                let mut used = child.min_rect();
                used.max.y += pen.margin();
                ui.allocate_rect(used, egui::Sense::hover());
                result
            });
        from_tools.or(from_body.inner)
    }

    fn band_ui<R>(
        &self,
        ui: &mut Ui,
        pen: &Pen<'_>,
        left: f32,
        inner: f32,
        tools: impl FnOnce(&mut Ui) -> Option<R>,
    ) -> (f32, Option<R>) {
        let whole = ui.max_rect();
        let ground = ui.painter().add(Shape::Noop);
        let kept = Id::new((
            "width of the tools",
            self.title,
            count(inner),
            count(pen.size(TextSize::Body)),
        ));
        let tools_width: f32 = ui.data(|data| data.get_temp(kept)).unwrap_or(f32::INFINITY);
        let beside = tools_width < inner * 0.58;
        let top = whole.top() + pen.px(20.0);
        let title_width = if beside { inner - tools_width - pen.px(24.0) } else { inner };
        let head = Rect::from_min_max(pos2(left, top), pos2(left + title_width, whole.bottom()));
        let mut title = ui.new_child(UiBuilder::new().id_salt("title").max_rect(head));
        title.spacing_mut().item_spacing.y = 0.0;
        pen.words(self.title, TextSize::Title).bold().colour(pen.c.on_band).show(&mut title);
        if let Some(subtitle) = self.subtitle {
            pen.words(subtitle, TextSize::Body).colour(pen.c.on_band_soft).show(&mut title);
        }
        let mut bottom = title.min_rect().bottom();
        let at = if beside {
            pos2(left + inner - tools_width, top + pen.px(4.0))
        } else {
            pos2(left, bottom + pen.px(8.0))
        };
        let limit = pos2(left + inner + 4.0, whole.bottom());
        let mut row = ui.new_child(
            UiBuilder::new()
                .id_salt("tools")
                .max_rect(Rect::from_min_max(at, limit))
                .layout(Layout::left_to_right(Align::Min).with_main_wrap(true)),
        );
        let result = tools(&mut row);
        if row.min_rect().width() > 0.0 {
            bottom = bottom.max(row.min_rect().bottom());
        }
        let width = row.min_rect().width();
        if tools_width.is_infinite() {
            ui.data_mut(|data| data.insert_temp(kept, width));
            ui.ctx().request_discard("the band's tools found their width");
        }
        bottom += pen.px(18.0);
        let band = Rect::from_min_max(whole.min, pos2(whole.right(), bottom));
        ui.painter().set(ground, Shape::rect_filled(band, 0.0, pen.c.band));
        (bottom, result)
    }
}

/// Arrow keys scroll while nothing has the focus.
fn scroll_by_keys(ui: &Ui, pen: &Pen<'_>) {
    let step = pen.px(80.0);
    let page = ui.clip_rect().height() * 0.85;
    // These two move no focus, so they go by what fits in the window wherever it is.
    for (key, by) in [(Key::PageDown, -page), (Key::PageUp, page)] {
        if take(ui, key) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
    if !untouched(ui) {
        return;
    }
    let keys = [(Key::ArrowDown, -step), (Key::ArrowUp, step), (Key::Space, -page)];
    for (key, by) in keys {
        if pressed(ui, key) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

/// Page up and down, Home and End scroll what is shown here, unless a list with the focus has taken them.
pub(in crate::ui) fn page_by_keys(ui: &Ui) {
    let page = ui.clip_rect().height() * 0.85;
    let keys = [(Key::PageDown, -page), (Key::PageUp, page), (Key::End, -1e6), (Key::Home, 1e6)];
    for (key, by) in keys {
        if take(ui, key) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

/// Whether there is room for two columns.
pub(in crate::ui) fn has_two_columns(ui: &Ui, pen: &Pen<'_>) -> bool {
    ui.available_width() >= pen.em(880.0)
}

/// Two columns where there is room, one below the other elsewhere.
pub(in crate::ui) fn columns_ui<R>(
    ui: &mut Ui,
    pen: &Pen<'_>,
    share: f32,
    first: impl FnOnce(&mut Ui) -> Option<R>,
    second: impl FnOnce(&mut Ui) -> Option<R>,
) -> Option<R> {
    let width = ui.available_width();
    if !has_two_columns(ui, pen) {
        let one = first(ui);
        pen.gap(ui, 8.0);
        return one.or(second(ui));
    }
    let gap = pen.margin();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let left = (width - gap) * share;
        let layout = Layout::top_down(Align::Min);
        let column = |ui: &mut Ui| ui.spacing_mut().item_spacing = vec2(pen.grid(), pen.px(16.0));
        let one = ui.allocate_ui_with_layout(vec2(left, 0.0), layout, |ui| {
            column(ui);
            ui.set_width(left);
            first(ui)
        });
        ui.add_space(gap);
        let right = width - gap - left;
        let two = ui.allocate_ui_with_layout(vec2(right, 0.0), layout, |ui| {
            column(ui);
            ui.set_width(right);
            second(ui)
        });
        one.inner.or(two.inner)
    })
    .inner
}
