//! Letters and key caps: what a choice or a deed is called by.

use egui::{
    Align2, Color32, CornerRadius, Pos2, Rect, Response, Sense, StrokeKind, Ui, Vec2, WidgetInfo,
    WidgetType, vec2,
};

use crate::ui::{
    look::{Pen, TextSize},
    measure::byte,
    widgets::keep_in_view,
};

/// The letter of an offer, as phones and cards have it: "A", or its number past "Z".
pub(super) fn letter(at: usize) -> String {
    let letter = u8::try_from(at).ok().filter(|at| *at < 26).map(|at| char::from(b'A' + at));
    letter.map_or_else(|| (at + 1).to_string(), String::from)
}

/// Side of a letter's square.
pub(super) fn letter_side(pen: &Pen<'_>) -> f32 {
    pen.em(25.0)
}

/// A letter in a square.
pub(super) fn letter_mark(ui: &Ui, pen: &Pen<'_>, centre: Pos2, letter: &str, lit: bool) {
    let (fill, ink) =
        if lit { (pen.c.focus, pen.c.on_focus) } else { (pen.c.badge, pen.c.on_badge) };
    let square = letter_side(pen);
    let rect = Rect::from_center_size(centre, Vec2::splat(square));
    ui.painter().rect_filled(rect, byte_corner(pen.px(7.0)), fill);
    let size = if letter.len() > 1 { TextSize::Small } else { TextSize::Row };
    let galley = pen.words(letter, size).bold().colour(ink).galley(ui, f32::INFINITY);
    let at = Align2::CENTER_CENTER.anchor_size(centre, galley.size()).min;
    ui.painter().galley(at, galley, ink);
}

fn byte_corner(points: f32) -> CornerRadius {
    CornerRadius::same(byte(points))
}

/// How a button with a key stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyButton {
    /// The one thing to do next.
    Forward,
    /// Something else.
    Other,
    /// Something else that has no meaning now.
    Idle,
}

/// A button with the key that does the same.
pub(super) fn key_button_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    kind: KeyButton,
    key: &str,
    words: &str,
) -> Response {
    let c = pen.c;
    let (fill, hover, ink, cap, on_cap): (Color32, Color32, Color32, Color32, Color32) = match kind
    {
        KeyButton::Forward => (c.focus, c.focus, c.on_focus, c.on_focus, c.focus),
        KeyButton::Other => (c.chip, c.row_hover, c.on_chip, c.quiet, c.ink),
        KeyButton::Idle => (c.ground, c.ground, c.ink_soft, c.ground, c.ink_soft),
    };
    let size = if kind == KeyButton::Forward { TextSize::Row } else { TextSize::Small };
    let pad = vec2(pen.px(14.0), pen.px(if kind == KeyButton::Forward { 7.0 } else { 6.0 }));
    let gap = pen.px(9.0);
    let key_galley =
        pen.words(key, TextSize::Small).bold().colour(on_cap).galley(ui, f32::INFINITY);
    let cap_size =
        vec2((key_galley.size().x + pen.px(14.0)).max(pen.em(22.0)), key_galley.size().y);
    let most = (ui.max_rect().width() - cap_size.x - gap - 2.0 * pad.x).max(pen.em(60.0));
    let mut text = pen.words(words, size).colour(ink);
    if kind == KeyButton::Forward {
        text = text.bold();
    }
    let galley = text.galley(ui, most);
    let inner = vec2(cap_size.x + gap + galley.size().x, galley.size().y.max(cap_size.y));
    let sense = if kind == KeyButton::Idle { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(inner + 2.0 * pad, sense);
    let name = format!("{words}, key {key}");
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::Button, kind != KeyButton::Idle, &name));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() { hover } else { fill };
        ui.painter().rect_filled(rect, pen.corner(), fill);
        let middle = rect.center().y;
        let cap_rect = Rect::from_min_size(
            egui::pos2(rect.left() + pad.x, middle - cap_size.y / 2.0),
            cap_size,
        );
        ui.painter().rect(
            cap_rect,
            byte_corner(pen.px(6.0)),
            cap,
            pen.hairline(if kind == KeyButton::Idle { c.quiet } else { cap }),
            StrokeKind::Inside,
        );
        let at = Align2::CENTER_CENTER.anchor_size(cap_rect.center(), key_galley.size()).min;
        ui.painter().galley(at, key_galley, on_cap);
        let left = cap_rect.right() + gap;
        ui.painter().galley(egui::pos2(left, middle - galley.size().y / 2.0), galley, ink);
        if response.has_focus() {
            let ring = pen.ring_on_dark();
            ui.painter().rect_stroke(
                rect.expand(pen.px(4.0)),
                pen.corner(),
                ring,
                StrokeKind::Inside,
            );
        }
    }
    keep_in_view(ui, &response);
    response
}
