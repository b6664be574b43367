//! How it felt: one tap, before anything is explained.

use egui::{Rect, Response, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{DebriefLocal, Scene};
use crate::{
    scenario::Mood,
    ui::{
        Command, Feeling,
        look::Size,
        measure::{count, real},
        widgets::{badge, badge_radius, face, keep_in_view, number_pressed},
    },
};

/// A card for each feeling, with the player's own face.
pub(super) fn feeling_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    let pen = &scene.pen;
    pen.gap(ui, 8.0);
    pen.words("Before anything is explained: in a word?", Size::Speech).show(ui);
    pen.gap(ui, 12.0);
    let typed = number_pressed(ui);
    let gap = pen.px(16.0);
    let whole = ui.available_width();
    let fit = count((whole + gap) / (pen.em(170.0) + gap)).clamp(1, 5);
    // Five do not make two even rows: three and two look better than four and one.
    let columns = usize::from(if fit == 4 { 3 } else { fit });
    let width = (whole - gap * (real(columns) - 1.0)) / real(columns);
    let mut felt = None;
    let feelings: Vec<(usize, Feeling)> = Feeling::ALL.into_iter().enumerate().collect();
    for row in feelings.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for &(at, feeling) in row {
                if card_ui(ui, scene, at + 1, feeling, width).clicked() || typed == Some(at) {
                    felt = Some(Command::Felt(feeling));
                    local.page = 1;
                }
            }
        });
        ui.add_space(gap - ui.spacing().item_spacing.y);
    }
    felt
}

fn card_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    number: usize,
    feeling: Feeling,
    width: f32,
) -> Response {
    let pen = &scene.pen;
    let c = pen.c;
    let mood = mood(feeling);
    let portrait = &pen.look.settings.portrait;
    let has_face = pen.look.pictures.portrait(portrait, mood).is_some();
    let side = if has_face { pen.px(180.0).min(width - pen.px(40.0)) } else { 0.0 };
    let pad = pen.px(24.0);
    let word = pen.words(feeling.label(), Size::Speech).bold();
    let word = word.galley(ui, width - 2.0 * pad);
    let line = word.size().y.max(2.0 * badge_radius(pen));
    let height = pad + side + pen.px(if has_face { 14.0 } else { 0.0 }) + line + pad;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let on = scene.view.feeling == Some(feeling);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, on, feeling.label()));
    keep_in_view(ui, &response);
    let lit = response.has_focus() || response.hovered() || on;
    let edge = if response.has_focus() {
        pen.ring()
    } else {
        pen.hairline(if on { c.focus } else { c.sheet_edge })
    };
    let fill = if lit { c.row_hover } else { c.sheet };
    ui.painter().rect(rect, pen.corner_card(), fill, edge, StrokeKind::Inside);
    let centre = rect.center().x;
    let picture =
        Rect::from_min_size(pos2(centre - side / 2.0, rect.top() + pad), vec2(side, side));
    face(ui, pen, portrait, mood, picture);
    let wide = 2.0 * badge_radius(pen) + pen.px(10.0) + word.size().x;
    let left = (centre - wide / 2.0).max(rect.left() + pen.px(6.0));
    let middle = rect.bottom() - pad - line / 2.0;
    badge(ui, pen, pos2(left + badge_radius(pen), middle), number, lit);
    let at = pos2(left + 2.0 * badge_radius(pen) + pen.px(10.0), middle - word.size().y / 2.0);
    ui.painter().galley(at, word, c.ink);
    response
}

/// How a feeling looks on a face.
fn mood(feeling: Feeling) -> Mood {
    match feeling {
        Feeling::Relieved => Mood::Amused,
        Feeling::Satisfied => Mood::Warm,
        Feeling::Unsure => Mood::Thoughtful,
        Feeling::Uneasy => Mood::Worried,
        Feeling::Annoyed => Mood::Annoyed,
    }
}
