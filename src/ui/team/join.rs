//! How people join: the code in large letters, the QR code, and the addresses.

use egui::{Align, Layout, Ui, WidgetInfo, WidgetType, vec2};

use super::{qr::qr_ui, view::TeamContext};
use crate::ui::look::TextSize;

/// Code, addresses and QR, side by side where there is room.
pub(super) fn join_ui(ui: &mut Ui, team: &TeamContext<'_>, tall: f32) {
    let (pen, join) = (&team.pen, team.view.join);
    let width = ui.available_width();
    let side = tall.min(width * 0.42).max(pen.px(160.0));
    let Some(link) = join.link.as_ref().filter(|_| !join.code.is_empty()) else {
        words_ui(ui, team);
        return;
    };
    if width - side < pen.em(280.0) {
        words_ui(ui, team);
        pen.gap(ui, 10.0);
        qr_ui(ui, team, link, side);
        return;
    }
    let gap = pen.px(40.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let left = vec2(width - side - gap, tall);
        ui.allocate_ui_with_layout(left, Layout::top_down(Align::Min), |ui| {
            ui.set_width(left.x);
            words_ui(ui, team);
        });
        qr_ui(ui, team, link, side);
    });
}

fn words_ui(ui: &mut Ui, team: &TeamContext<'_>) {
    let (pen, join) = (&team.pen, team.view.join);
    ui.spacing_mut().item_spacing.y = pen.px(4.0);
    let c = pen.c;
    if join.code.is_empty() {
        pen.words("Rehearsal", TextSize::Title).bold().show(ui);
        pen.words(join.reach.as_str(), TextSize::Row).colour(c.ink_soft).show(ui);
        return;
    }
    pen.words("Join with your phone", TextSize::Title).bold().show(ui);
    if let Some(first) = join.addresses.first() {
        pen.words("Scan the picture, or open", TextSize::Body).colour(c.ink_soft).show(ui);
        pen.words(first.url.as_str(), TextSize::Speech).bold().colour(team.accent()).show(ui);
    }
    pen.words("and type this code", TextSize::Body).colour(c.ink_soft).show(ui);
    let shown = pen.words(spaced(&join.code), TextSize::Sign).bold().show(ui);
    let name = format!("Code: {}", letters_of(&join.code));
    shown.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    pen.words(join.reach.as_str(), TextSize::Small).colour(c.ink_soft).show(ui);
    for other in join.addresses.iter().skip(1).take(2) {
        let words = format!("{} – {}", other.url, other.note);
        pen.words(words, TextSize::Small).colour(c.ink_soft).show(ui);
    }
}

/// A code in two halves, as it is said.
fn spaced(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let (first, second) = letters.split_at(letters.len().div_ceil(2));
    format!("{} {}", first.iter().collect::<String>(), second.iter().collect::<String>())
}

/// A code letter by letter, as a screen reader says it.
fn letters_of(code: &str) -> String {
    code.chars().map(String::from).collect::<Vec<_>>().join(" ")
}
