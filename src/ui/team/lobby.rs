//! The lobby, where people arrive, and the briefing.

use egui::{CornerRadius, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, vec2};

use super::{join::join_ui, view::TeamContext};
use crate::{
    scenario::Mood,
    team::wire::{BoardParticipant, WireHouseRules},
    ui::{
        look::TextSize,
        measure::byte,
        widgets::{Sheet, face},
    },
};

/// The lobby.
pub(super) fn lobby_ui(ui: &mut Ui, team: &TeamContext<'_>) {
    let pen = &team.pen;
    let whole = ui.available_height();
    ScrollArea::vertical().id_salt("lobby").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(8.0);
        let people = &team.board().participants;
        let rows = if people.is_empty() { 2.2 } else { 3.8 };
        let below = rows * pen.line_height(TextSize::Row);
        join_ui(ui, team, (whole - below).max(pen.em(190.0)));
        pen.gap(ui, 6.0);
        if team.view.join.code.is_empty()
            && let Some(briefing) = &team.board().room.briefing
        {
            cast_ui(ui, team, &briefing.cast);
            pen.gap(ui, 14.0);
        }
        arrivals_ui(ui, team, people);
    });
}

fn arrivals_ui(ui: &mut Ui, team: &TeamContext<'_>, people: &[BoardParticipant]) {
    let pen = &team.pen;
    let present = people.iter().filter(|one| one.present).count();
    let mut words = match (people.len(), team.view.join.code.is_empty()) {
        (0, true) => String::new(),
        (0, false) => "Nobody has arrived yet.".to_owned(),
        (1, _) => "1 person has joined".to_owned(),
        (all, _) => format!("{all} people have joined"),
    };
    if present < people.len() {
        words.push_str(&format!(", {present} connected now"));
    }
    if team.board().locked {
        words.push_str(" · the room is locked");
    }
    pen.words(words, TextSize::Row).bold().colour(pen.c.fact).show(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(pen.px(8.0), pen.px(8.0));
        for one in people {
            name_ui(ui, team, one);
        }
    });
}

/// A name on a chip; whoever is away is outlined.
pub(super) fn name_ui(ui: &mut Ui, team: &TeamContext<'_>, one: &BoardParticipant) {
    let pen = &team.pen;
    let ink = if one.present { pen.c.on_chip } else { pen.c.ink_soft };
    let pad = vec2(pen.px(12.0), pen.px(4.0));
    let most = ui.max_rect().width() - 2.0 * pad.x;
    let galley = pen.words(one.name.as_str(), TextSize::Small).colour(ink).galley(ui, most);
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * pad, Sense::hover());
    let name = if one.present { one.name.clone() } else { format!("{}, away", one.name) };
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    let round = CornerRadius::same(byte(pen.px(10.0)));
    if one.present {
        ui.painter().rect_filled(rect, round, pen.c.chip);
    } else {
        let edge = pen.hairline(pen.c.quiet);
        ui.painter().rect_stroke(rect, round, edge, egui::StrokeKind::Inside);
    }
    ui.painter().galley(rect.min + pad, galley, ink);
}

/// What this is about, and how it is done in this house.
pub(super) fn briefing_ui(ui: &mut Ui, team: &TeamContext<'_>) {
    let (pen, room) = (&team.pen, &team.board().room);
    ScrollArea::vertical().id_salt("briefing").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(8.0);
        pen.words(room.title.as_str(), TextSize::Title).bold().show(ui);
        let Some(briefing) = &room.briefing else { return };
        pen.words(briefing.summary.as_str(), TextSize::Speech).show(ui);
        pen.gap(ui, 8.0);
        cast_ui(ui, team, &briefing.cast);
        pen.gap(ui, 4.0);
        let skills = briefing.skills.join(" · ");
        pen.heading_ui(ui, "What we practise", pen.c.fact);
        pen.words(skills, TextSize::Body).show(ui);
        if let Some(house) = &room.house {
            house_ui(ui, team, house);
        }
    });
}

/// Who is in it, each with a face where one is lent.
fn cast_ui(ui: &mut Ui, team: &TeamContext<'_>, cast: &[(String, String)]) {
    let pen = &team.pen;
    let fits = if ui.available_width() > pen.em(640.0) { 2.0 } else { 1.0 };
    let wide = (ui.available_width() - pen.px(16.0) * fits) / fits;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(pen.px(16.0), pen.px(12.0));
        for (name, role) in cast {
            let portrait = team.view.faces.iter().find(|(of, _)| of == name);
            let face = portrait.map(|(_, portrait)| portrait.as_str());
            person_ui(ui, team, name, role, face, wide);
        }
    });
}

fn person_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    name: &str,
    role: &str,
    portrait: Option<&str>,
    wide: f32,
) {
    let pen = &team.pen;
    let side = pen.em(54.0);
    let left = side + pen.px(14.0);
    let head = pen.words(name, TextSize::Body).bold().galley(ui, wide - left);
    let below = pen.words(role, TextSize::Small).colour(pen.c.ink_soft).galley(ui, wide - left);
    let text = head.size().y + below.size().y;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, text.max(side)), Sense::hover());
    let label = format!("{name}, {role}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &label));
    let square = egui::Rect::from_min_size(rect.min, egui::Vec2::splat(side));
    ui.painter().rect_filled(square, pen.corner(), pen.c.chip);
    if let Some(portrait) = portrait {
        face(ui, pen, portrait, Mood::Neutral, square);
    }
    let at = egui::pos2(rect.left() + left, rect.center().y - text / 2.0);
    let next = at + vec2(0.0, head.size().y);
    ui.painter().galley(at, head, pen.c.ink);
    ui.painter().galley(next, below, pen.c.ink_soft);
}

/// The house rules.
pub(super) fn house_ui(ui: &mut Ui, team: &TeamContext<'_>, house: &WireHouseRules) {
    let pen = &team.pen;
    pen.gap(ui, 6.0);
    Sheet::note(pen).padding(16.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(4.0);
        pen.heading_ui(ui, &house.title, pen.c.on_note);
        let parts = [("", &house.law), ("Say: ", &house.say), ("Avoid: ", &house.avoid)];
        for (label, lines) in parts {
            for line in lines {
                let words = format!("{label}{line}");
                pen.words(words, TextSize::Small).colour(pen.c.on_note).show(ui);
            }
        }
    });
}
