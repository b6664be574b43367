//! One of several to choose from: number, words, channel and addressee.

use egui::{
    Color32, Response, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{badge, icon, keep_in_view};
use crate::ui::look::{Pen, TextSize};

/// One row that can be chosen.
pub(in crate::ui) struct Row<'a> {
    /// Its number, from 1.
    pub(in crate::ui) number: usize,
    /// The words.
    pub(in crate::ui) text: String,
    /// Whether they are not spoken.
    pub(in crate::ui) italic: bool,
    /// Icon and words at the end: "Email to Helen".
    pub(in crate::ui) tag: Option<(&'a str, String)>,
    /// What a screen reader says.
    pub(in crate::ui) name: String,
    /// Whether it makes room for many others.
    pub(in crate::ui) tight: bool,
    /// Whether it stands out without having the focus.
    pub(in crate::ui) lit: bool,
    /// 0.0: not there yet; 1.0: there.
    pub(in crate::ui) opacity: f32,
}

/// The row.
pub(in crate::ui) fn row_ui(ui: &mut Ui, pen: &Pen<'_>, row: &Row<'_>) -> Response {
    let c = pen.c;
    let whole = ui.available_width();
    let (pad, disc, gap) = (pen.px(14.0), pen.em(28.0), pen.px(14.0));
    let ink = c.ink;
    let tag = row.tag.as_ref().map(|(name, words)| {
        let galley = pen.words(words, TextSize::Small).colour(c.ink_soft).galley(ui, f32::INFINITY);
        let sign =
            if pen.look.pictures.icon(name).is_some() { pen.em(18.0) + pen.px(7.0) } else { 0.0 };
        (*name, sign, galley)
    });
    let tag_width = tag.as_ref().map_or(0.0, |(_, sign, galley)| sign + galley.size().x + gap);
    let room = whole - 2.0 * pad - disc - gap;
    let beside = tag_width < room * 0.36;
    let mut words = pen.words(row.text.as_str(), TextSize::Row).colour(ink);
    if row.italic {
        words = words.italic();
    }
    let galley = words.galley(ui, if beside { room - tag_width } else { room });
    let below = match &tag {
        Some((_, _, tag)) if !beside => tag.size().y + pen.px(2.0),
        _ => 0.0,
    };
    let text_height = galley.size().y + below;
    let (air, least) = if row.tight { (10.0, 43.0) } else { (16.0, 48.0) };
    let height = (text_height + pen.px(air)).max(pen.px(least)).max(disc + pen.px(air));
    let sense = if row.opacity > 0.15 { Sense::click() } else { Sense::hover() };
    let (rect, _) = ui.allocate_exact_size(vec2(whole, height), Sense::hover());
    // The id is the row's own: which of the rows are in view must not change it.
    let response = ui.interact(rect, ui.id().with(("row", row.number)), sense);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, row.opacity > 0.15, &row.name));
    keep_in_view(ui, &response);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let focused = response.has_focus();
    let fade = |colour: Color32| colour.gamma_multiply(row.opacity);
    let fill = if focused || row.lit || pen.lights(&response) { c.row_hover } else { c.row };
    let edge = if focused {
        pen.ring()
    } else if row.lit {
        egui::Stroke::new(pen.px(2.5), fade(c.focus))
    } else {
        pen.hairline(fade(c.row_edge))
    };
    let mut inside = ui.new_child(UiBuilder::new().id_salt(("inside", row.number)).max_rect(rect));
    inside.set_opacity(row.opacity);
    inside.painter().rect(rect, pen.corner(), fill, edge, StrokeKind::Inside);
    let middle = rect.center().y;
    let top = middle - text_height / 2.0;
    // Under a pointer that rests no number lights up: it would look like advice.
    let lit = focused || row.lit;
    badge(&inside, pen, pos2(rect.left() + pad + disc / 2.0, middle), row.number, lit);
    let left = rect.left() + pad + disc + gap;
    let bottom = top + galley.size().y;
    inside.painter().galley(pos2(left, top), galley, ink);
    if let Some((name, sign, tag)) = tag {
        let (x, y) = if beside {
            (rect.right() - pad - sign - tag.size().x, middle)
        } else {
            (left, bottom + pen.px(2.0) + tag.size().y / 2.0)
        };
        let wide = icon(&inside, pen, name, pos2(x, y), pen.em(18.0), c.fact);
        inside.painter().galley(pos2(x + wide, y - tag.size().y / 2.0), tag, c.ink_soft);
    }
    response
}
