//! Buttons: a pill with words, told to a screen reader by the same words.

use egui::{Color32, CornerRadius, Response, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, vec2};

use super::keys::keep_in_view;
use crate::ui::{
    look::{Pen, TextSize},
    measure::byte,
};

/// What a button looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum ButtonKind {
    /// The one thing to do next.
    Main,
    /// Something else to do.
    Plain,
    /// The one that is on.
    On,
    /// On a dark band, off.
    OnBand,
    /// On the panel under the stage.
    Chip,
    /// A page of several, the one that is on.
    Tab,
    /// A page of several.
    TabOff,
}

/// A button with words.
pub(in crate::ui) fn button_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    kind: ButtonKind,
    text: &str,
) -> Response {
    button_named_ui(ui, pen, kind, text, text)
}

/// A button with words, and other words for a screen reader.
pub(in crate::ui) fn button_named_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    kind: ButtonKind,
    text: &str,
    name: &str,
) -> Response {
    let c = pen.c;
    let (fill, hover, edge, ink): (Color32, Color32, Color32, Color32) = match kind {
        ButtonKind::Main => (c.button, c.button_hover, c.button, c.on_button),
        ButtonKind::Plain => (
            Color32::TRANSPARENT,
            c.row_hover,
            c.button_edge,
            if c.is_dark { c.ink } else { c.button_edge },
        ),
        ButtonKind::On | ButtonKind::Tab => (c.focus, c.focus, c.focus, c.on_focus),
        ButtonKind::OnBand | ButtonKind::TabOff => (
            c.on_band.gamma_multiply(0.1),
            c.on_band.gamma_multiply(0.2),
            Color32::TRANSPARENT,
            c.on_band,
        ),
        ButtonKind::Chip => (c.chip, c.row_hover, c.chip, c.on_chip),
    };
    // What cannot be pressed yet is flat and can still be read.
    let (fill, hover, edge, ink) = if ui.is_enabled() {
        (fill, hover, edge, ink)
    } else {
        (c.chip, c.chip, c.ink_soft, c.on_chip)
    };
    let bold =
        ui.is_enabled() && matches!(kind, ButtonKind::Main | ButtonKind::On | ButtonKind::Tab);
    let (size, padding) = match kind {
        ButtonKind::Chip => (TextSize::Small, (14.0, 7.0)),
        ButtonKind::Tab | ButtonKind::TabOff => (TextSize::Small, (11.0, 7.0)),
        _ => (TextSize::Body, (20.0, 9.0)),
    };
    let padding = vec2(pen.px(padding.0), pen.px(padding.1));
    let mut words = pen.words(text, size).colour(ink);
    if bold {
        words = words.bold();
    }
    let galley = words.galley(ui, ui.max_rect().width() - 2.0 * padding.x);
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * padding, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let round = CornerRadius::same(byte((rect.height() / 2.0).min(pen.em(24.0))));
        let fill = if pen.lights(&response) { hover } else { fill };
        let stroke = if kind == ButtonKind::Plain {
            egui::Stroke::new(pen.px(1.6).max(1.2), edge)
        } else {
            pen.hairline(edge)
        };
        ui.painter().rect(rect, round, fill, stroke, StrokeKind::Inside);
        ui.painter().galley(rect.min + padding, galley, ink);
        if response.has_focus() {
            let on_dark = matches!(kind, ButtonKind::OnBand | ButtonKind::TabOff | ButtonKind::Tab);
            let ring = if on_dark { pen.ring_on_dark() } else { pen.ring() };
            ui.painter().rect_stroke(rect.expand(pen.px(4.0)), round, ring, StrokeKind::Inside);
        }
    }
    keep_in_view(ui, &response);
    response
}

/// A quiet button: words with a line under them.
pub(in crate::ui) fn link_ui(ui: &mut Ui, pen: &Pen<'_>, text: &str, ink: Color32) -> Response {
    let galley = pen.words(text, TextSize::Body).colour(ink).galley(ui, ui.available_width());
    let padding = vec2(pen.px(4.0), pen.px(5.0));
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * padding, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        let line = if pen.lights(&response) { ink } else { ink.gamma_multiply(0.45) };
        let y = rect.bottom() - padding.y;
        ui.painter().hline(rect.shrink2(padding).x_range(), y, pen.hairline(line));
        ui.painter().galley(rect.min + padding, galley, ink);
        if response.has_focus() {
            ui.painter().rect_stroke(rect, pen.corner(), pen.ring(), StrokeKind::Inside);
        }
    }
    keep_in_view(ui, &response);
    response
}

/// A button as wide as there is room, with a second line.
pub(in crate::ui) fn wide_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    kind: ButtonKind,
    text: &str,
    more: Option<&str>,
) -> Response {
    let c = pen.c;
    let (fill, hover, ink, soft) = match kind {
        ButtonKind::On => (c.focus, c.focus, c.on_focus, c.on_focus),
        ButtonKind::Main => (c.button, c.button_hover, c.on_button, c.on_button),
        ButtonKind::Chip => (c.chip, c.row_hover, c.on_chip, c.ink_soft),
        _ => (
            c.on_hero.gamma_multiply(0.09),
            c.on_hero.gamma_multiply(0.18),
            c.on_hero,
            c.on_hero_soft,
        ),
    };
    let whole = ui.available_width();
    let padding = vec2(pen.px(20.0), pen.px(11.0));
    let room = whole - 2.0 * padding.x;
    let title = pen.words(text, TextSize::Row).bold().colour(ink).galley(ui, room);
    let more_galley =
        more.map(|more| pen.words(more, TextSize::Small).colour(soft).galley(ui, room));
    let below = more_galley.as_ref().map_or(0.0, |more| more.size().y);
    let size = vec2(whole, title.size().y + below + 2.0 * padding.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = more.map_or_else(|| text.to_owned(), |more| format!("{text}. {more}"));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
    keep_in_view(ui, &response);
    let fill = if pen.lights(&response) { hover } else { fill };
    ui.painter().rect_filled(rect, pen.corner(), fill);
    let at = rect.min + padding;
    let next = at + vec2(0.0, title.size().y);
    ui.painter().galley(at, title, ink);
    if let Some(more) = more_galley {
        ui.painter().galley(next, more, soft);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand(pen.px(4.0)),
            pen.corner(),
            pen.ring_on_dark(),
            StrokeKind::Inside,
        );
    }
    response
}
