//! Days pass: the leaf of a calendar turns.

use egui::{
    Align2, CornerRadius, Pos2, Rect, Sense, Shape, Ui, Vec2, WidgetInfo, WidgetType, accesskit,
    epaint::RectShape, pos2, vec2,
};

use super::{PlayContext, PlayLocal, words};
use crate::ui::{look::TextSize, measure::real};

/// The calendar over the stage.
pub(super) fn leaf_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &PlayLocal, days: u16) {
    let pen = &scene.pen;
    let c = pen.c;
    let share = (local.on_for / pen.look.theme.time.leaf).clamp(0.0, 1.0);
    ui.painter().rect_filled(
        scene.whole,
        0.0,
        c.shade.gamma_multiply(0.5 * (share * 6.0).min(1.0)),
    );
    let size = vec2(pen.em(190.0), pen.em(200.0));
    let centre = pos2(scene.whole.center().x, scene.stage.center().y);
    let sheet = Rect::from_center_size(centre, size);
    ui.painter().add(pen.shadow().as_shape(sheet, pen.corner_card()));
    page(ui, scene, sheet, 0.0, 1.0);
    let date = scene.standing.day.date;
    let (head, number, foot) = match date {
        Some(date) => (date.month.to_owned(), date.day.to_string(), date.weekday.to_owned()),
        None => ("Day".to_owned(), scene.standing.day.counted().to_string(), String::new()),
    };
    let band = size.y * 0.26;
    write(ui, scene, sheet.center_top() + vec2(0.0, band / 2.0), &head, TextSize::Row, c.on_pill);
    write(ui, scene, sheet.center() + vec2(0.0, band * 0.3), &number, TextSize::Title, c.on_speech);
    write(
        ui,
        scene,
        sheet.center_bottom() - vec2(0.0, band * 0.6),
        &foot,
        TextSize::Body,
        c.on_speech_soft,
    );
    // The leaves of the days before fall one after another.
    let leaves = usize::from(days.clamp(1, 4));
    for leaf in (0..leaves).rev() {
        let begins = 0.75 * real(leaf) / real(leaves);
        let turned = ((share - begins) / 0.3).clamp(0.0, 1.0);
        if turned < 1.0 {
            let eased = turned * turned;
            let moved = sheet.translate(vec2(-pen.em(120.0), pen.em(90.0)) * eased);
            page(ui, scene, moved, -0.5 * eased, 1.0 - eased);
        }
    }
    let told = words::days_pass(days, scene.view.working_days);
    let galley =
        pen.words(told.as_str(), TextSize::Body).colour(c.on_pill).galley(ui, f32::INFINITY);
    let place = galley.size() + vec2(pen.px(36.0), pen.px(16.0));
    let pill =
        Align2::CENTER_TOP.anchor_size(sheet.center_bottom() + vec2(0.0, pen.px(18.0)), place);
    ui.painter().rect_filled(pill, pill.height() / 2.0, c.pill.to_opaque());
    ui.painter().galley(pill.center() - galley.size() / 2.0, galley, c.on_pill);
    let response = ui.interact(pill, ui.id().with("days"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
}

fn page(ui: &Ui, scene: &PlayContext<'_>, sheet: Rect, angle: f32, opacity: f32) {
    let c = scene.pen.c;
    let round = scene.pen.corner_card();
    let paper = RectShape::filled(sheet, round, c.speech.gamma_multiply(opacity));
    let pivot = sheet.center_top();
    ui.painter().add(Shape::Rect(paper.with_angle_and_pivot(angle, pivot)));
    let head = Rect::from_min_size(sheet.min, vec2(sheet.width(), sheet.height() * 0.26));
    let top = CornerRadius { nw: round.nw, ne: round.ne, sw: 0, se: 0 };
    let band = RectShape::filled(head, top, c.cost_mark.gamma_multiply(opacity));
    ui.painter().add(Shape::Rect(band.with_angle_and_pivot(angle, pivot)));
}

fn write(
    ui: &Ui,
    scene: &PlayContext<'_>,
    centre: Pos2,
    text: &str,
    size: TextSize,
    ink: egui::Color32,
) {
    let galley = scene.pen.words(text, size).bold().colour(ink).galley(ui, f32::INFINITY);
    let half: Vec2 = galley.size() / 2.0;
    ui.painter().galley(centre - half, galley, ink);
}
