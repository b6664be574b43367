//! What lies over the stage: when and how, who is how, and that you imagine her.

use egui::{Align2, CornerRadius, Pos2, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{PlayContext, PlayLocal, state::Above, words};
use crate::{
    engine::MeterView,
    text::first_name,
    ui::{
        look::TextSize,
        measure::byte,
        widgets::{channel_icon, icon, steps, steps_width},
    },
};

/// The pills over the stage.
pub(super) fn overlay_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) {
    let pen = &scene.pen;
    let edge = pen.px(16.0);
    let left = when_ui(ui, scene, scene.whole.min + vec2(edge, pen.px(14.0)));
    let menu = menu_ui(ui, scene, local);
    let mut right = pos2(menu.left() - pen.px(8.0), menu.top());
    let mut bottom = menu.bottom();
    for meter in scene.standing.meters.iter().filter(|meter| is_of_a_person(meter)) {
        let mut rect = meter_ui(ui, scene, meter, right);
        if rect.left() < left.right() + pen.px(8.0) {
            // No room beside the date: the next pill stands below.
            rect = rect.translate(vec2(menu.right() - rect.right(), menu.height() + pen.px(6.0)));
        }
        paint_meter(ui, scene, meter, rect);
        right.x = rect.left() - pen.px(8.0);
        bottom = bottom.max(rect.bottom());
    }
    imagined_ui(ui, scene, local);
    notice_ui(ui, scene, bottom + pen.px(8.0));
}

/// A meter told in words belongs to a person and is shown beside them; one with a number is shown below.
pub(super) fn is_of_a_person(meter: &MeterView) -> bool {
    meter.band.is_some() && meter.number.is_none()
}

pub(super) fn pill_height(scene: &PlayContext<'_>) -> f32 {
    (scene.pen.line_height(TextSize::Small) + scene.pen.px(16.0)).max(scene.pen.px(38.0))
}

fn pill(ui: &mut Ui, scene: &PlayContext<'_>, rect: Rect, told: &str) {
    let round = CornerRadius::same(byte(rect.height() / 2.0));
    ui.painter().rect_filled(rect, round, scene.pen.c.pill);
    let response = ui.interact(rect, ui.id().with(("pill", told)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, told));
}

/// Date, time and channel.
fn when_ui(ui: &mut Ui, scene: &PlayContext<'_>, at: Pos2) -> Rect {
    let pen = &scene.pen;
    let standing = scene.standing;
    let date = pen.words(words::when(standing), TextSize::Small).bold().colour(pen.c.on_pill);
    let date = date.galley(ui, f32::INFINITY);
    let channel = standing.channel.label();
    let via =
        pen.words(channel, TextSize::Small).colour(pen.c.on_pill_soft).galley(ui, f32::INFINITY);
    let sign = channel_icon(standing.channel);
    let icon_side = pen.em(18.0);
    let has_icon = pen.look.pictures.icon(sign).is_some();
    let (pad, gap) = (pen.px(14.0), pen.px(16.0));
    let leaf = pen.em(18.0);
    let mut width = pad + leaf + pen.px(10.0) + date.size().x + pad;
    if !channel.is_empty() {
        width += gap + via.size().x + if has_icon { icon_side + pen.px(7.0) } else { 0.0 };
    }
    let rect = Rect::from_min_size(at, vec2(width, pill_height(scene)));
    let told = if channel.is_empty() {
        words::when(standing)
    } else {
        format!("{}. {channel}", words::when(standing))
    };
    pill(ui, scene, rect, &told);
    let middle = rect.center().y;
    calendar(ui, scene, pos2(rect.left() + pad, middle - leaf / 2.0), leaf);
    let mut x = rect.left() + pad + leaf + pen.px(10.0);
    let date_width = date.size().x;
    ui.painter().galley(pos2(x, middle - date.size().y / 2.0), date, pen.c.on_pill);
    x += date_width + gap;
    if !channel.is_empty() {
        x += icon(ui, pen, sign, pos2(x, middle), icon_side, pen.c.pill_accent);
        ui.painter().galley(pos2(x, middle - via.size().y / 2.0), via, pen.c.on_pill_soft);
    }
    rect
}

/// A small calendar leaf.
fn calendar(ui: &Ui, scene: &PlayContext<'_>, at: Pos2, side: f32) {
    let c = scene.pen.c;
    let leaf = Rect::from_min_size(at, vec2(side, side));
    ui.painter().rect_filled(leaf, side * 0.16, c.speech);
    let head = Rect::from_min_size(at, vec2(side, side * 0.34));
    let round = CornerRadius { nw: byte(side * 0.16), ne: byte(side * 0.16), sw: 0, se: 0 };
    ui.painter().rect_filled(head, round, c.cost_mark);
}

fn menu_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) -> Rect {
    let pen = &scene.pen;
    let side = pill_height(scene);
    let rect = Rect::from_min_size(
        pos2(scene.whole.right() - pen.px(16.0) - side, scene.whole.top() + pen.px(14.0)),
        vec2(side, side),
    );
    let response = ui.interact(rect, ui.id().with("menu"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, "Menu"));
    ui.painter().circle_filled(rect.center(), side / 2.0, pen.c.pill);
    for at in [-1.0, 0.0, 1.0] {
        let y = rect.center().y + at * side * 0.15;
        let ink = egui::Stroke::new(pen.px(2.0).max(1.5), pen.c.on_pill);
        ui.painter().hline(rect.center().x - side * 0.2..=rect.center().x + side * 0.2, y, ink);
    }
    if response.has_focus() {
        ui.painter().circle_stroke(rect.center(), side / 2.0, pen.ring());
    }
    if response.clicked() {
        local.above = Some(Above::Pause);
    }
    rect
}

/// Where the pill of a meter is, ending at `right`.
fn meter_ui(ui: &Ui, scene: &PlayContext<'_>, meter: &MeterView, right: Pos2) -> Rect {
    let pen = &scene.pen;
    let text = pen.words(told(meter), TextSize::Small).galley(ui, f32::INFINITY).size().x;
    let of = meter.band.as_ref().map_or(0, |band| band.2);
    let width = pen.px(36.0) + text + pen.px(12.0) + steps_width(of, pen.em(5.0));
    Rect::from_min_size(pos2(right.x - width, right.y), vec2(width, pill_height(scene)))
}

fn paint_meter(ui: &mut Ui, scene: &PlayContext<'_>, meter: &MeterView, rect: Rect) {
    let pen = &scene.pen;
    let Some((_, at, of)) = &meter.band else { return };
    let words = told(meter);
    pill(ui, scene, rect, &format!("{words}, step {} of {of}", at + 1));
    let galley = pen.words(words, TextSize::Small).colour(pen.c.on_pill).galley(ui, f32::INFINITY);
    let x = rect.left() + pen.px(18.0);
    let wide = galley.size().x;
    ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, pen.c.on_pill);
    let dots = pos2(x + wide + pen.px(12.0), rect.center().y);
    steps(ui, dots, at + 1, *of, pen.em(5.0), pen.c.focus, pen.c.pill_quiet);
}

fn told(meter: &MeterView) -> String {
    let word = meter.band.as_ref().map_or("", |band| band.0.as_str());
    format!("{}: {word}", meter.label)
}

/// "Helen, as you imagine her" stands beside a person who is drawn as imagined.
fn imagined_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &PlayLocal) {
    let pen = &scene.pen;
    let standing = scene.standing;
    let imagined = standing.people.iter().position(|on_stage| on_stage.imagined.is_some());
    let Some(at) = imagined else { return };
    let on_stage = &standing.people[at];
    let words = format!("as you imagine {}", first_name(&on_stage.person.name));
    let galley = pen
        .words(words.as_str(), TextSize::Small)
        .italic()
        .colour(pen.c.on_pill)
        .galley(ui, f32::INFINITY);
    let size = galley.size() + vec2(pen.px(36.0), pen.px(10.0));
    // Right of their own head, and of nobody else's.
    let share = scene.places.people.get(at).copied().unwrap_or(0.62);
    let face = scene.stage.left() + scene.stage.width() * share;
    let head = local.heads.iter().find(|head| (head.center().x - face).abs() < 1.0);
    let from = head.map_or(face, Rect::right) + pen.px(8.0);
    let y = scene.stage.top() + scene.stage.height() * 0.56;
    let most = scene.whole.right() - pen.px(16.0) - size.x / 2.0;
    let centre = pos2((from + size.x / 2.0).max(face).min(most), y);
    let rect = Align2::CENTER_CENTER.anchor_size(centre, size);
    let is_covered = rect.bottom() > local.card_top.min(local.panel_top) - pen.px(8.0);
    if is_covered || local.heads.iter().any(|head| head.intersects(rect)) {
        return;
    }
    pill(ui, scene, rect, &words);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, pen.c.on_pill);
}

/// What the player should know about the game itself.
fn notice_ui(ui: &mut Ui, scene: &PlayContext<'_>, top: f32) {
    let Some(notice) = scene.view.notice else { return };
    let pen = &scene.pen;
    let most = scene.whole.width() - 2.0 * pen.px(80.0);
    let galley = pen.words(notice, TextSize::Small).colour(pen.c.on_note).galley(ui, most);
    let size = galley.size() + vec2(pen.px(32.0), pen.px(14.0));
    let rect = Align2::CENTER_TOP.anchor_size(pos2(scene.whole.center().x, top), size);
    ui.painter().rect_filled(rect, pen.corner(), pen.c.note);
    let response = ui.interact(rect, ui.id().with("notice"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, notice));
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, pen.c.on_note);
}
