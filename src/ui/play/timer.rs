//! Silence and deadlines: time that presses, and is only ever presentation.

use std::f32::consts::TAU;

use egui::{
    Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, WidgetType, accesskit, pos2, vec2,
};

use super::{PlayContext, PlayLocal, overlay, words};
use crate::{
    engine::{Offer, Speaker},
    scenario::Timer,
    text::capital,
    ui::{
        Command, Pace,
        look::TextSize,
        measure::{count, real},
        widgets::bar,
    },
};

/// Whether a silence is on offer and the clock runs.
pub(super) fn has_hold(scene: &PlayContext<'_>) -> bool {
    scene.view.look.settings.timers && hold(scene).is_some()
}

/// Whether this offer is the silence that is being held.
pub(super) fn is_held(scene: &PlayContext<'_>, offer: &Offer) -> bool {
    scene.view.look.settings.timers && matches!(offer.timer, Some(Timer::Hold(_)))
}

/// How far an offer has faded in.
pub(super) fn opacity(scene: &PlayContext<'_>, local: &PlayLocal, offer: &Offer) -> f32 {
    if !scene.view.look.settings.timers || offer.appears_after == 0 {
        return 1.0;
    }
    let since = local.choosing_for - f32::from(offer.appears_after);
    if scene.pen.moves() {
        (since / 0.9).clamp(0.0, 1.0)
    } else if since >= 0.0 {
        1.0
    } else {
        0.0
    }
}

/// How far the choices as a whole have faded in.
pub(super) fn appearing(scene: &PlayContext<'_>, local: &mut PlayLocal) -> f32 {
    let fade = scene.pen.look.theme.time.fade;
    if !scene.pen.moves() || local.choosing_for >= fade {
        return 1.0;
    }
    local.animating = true;
    (0.25 + 0.75 * local.choosing_for / fade).clamp(0.0, 1.0)
}

/// The ring on the seam and what it comes to: saying nothing until the end.
pub(super) fn hold_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
) -> Option<Command> {
    if !scene.view.look.settings.timers {
        return None;
    }
    let (offer, seconds) = hold(scene)?;
    let passed = local.choosing_for;
    if !local.is_held_up() {
        local.animating = true;
    }
    ring(ui, scene, local, (passed / f32::from(seconds)).min(1.0));
    (passed >= f32::from(seconds))
        .then(|| Command::Choose { id: offer.id.to_string(), own_words: None })
}

fn hold<'a>(scene: &PlayContext<'a>) -> Option<(&'a Offer, u16)> {
    scene.view.view.offered.iter().find_map(|offer| match offer.timer {
        Some(Timer::Hold(seconds)) => Some((offer, seconds)),
        _ => None,
    })
}

/// A silence is a thing on the seam: three dashes, and a ring that closes.
fn ring(ui: &mut Ui, scene: &PlayContext<'_>, local: &PlayLocal, share: f32) {
    let pen = &scene.pen;
    let (centre, radius) = ring_place(scene, local);
    let place = Rect::from_center_size(centre, Vec2::splat(2.0 * radius));
    let response = ui.interact(place, ui.id().with("silence"), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::ProgressIndicator, true, "Silence, and a clock that runs")
    });
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
    let painter = ui.painter();
    painter.circle_filled(centre, radius, pen.c.pill.to_opaque());
    let track = radius * 0.82;
    let wide = radius * 0.16;
    painter.circle_stroke(centre, track, Stroke::new(wide, pen.c.pill_quiet));
    if share > 0.0 {
        let steps = usize::from(count((96.0 * share).ceil().max(2.0)));
        let points = (0..=steps)
            .map(|step| {
                let angle = TAU * (share * real(step) / real(steps) - 0.25);
                centre + track * Vec2::angled(angle)
            })
            .collect();
        painter.add(Shape::line(points, Stroke::new(wide, pen.c.focus)));
    }
    for dash in [-1.0, 0.0, 1.0] {
        let middle = centre + vec2(dash * radius * 0.25, 0.0);
        let rect = Rect::from_center_size(middle, vec2(radius * 0.19, radius * 0.08));
        painter.rect_filled(rect, 1.0, pen.c.on_pill);
    }
}

/// On the seam; where text leaves no room there, at the right of the panel.
fn ring_place(scene: &PlayContext<'_>, local: &PlayLocal) -> (Pos2, f32) {
    let pen = &scene.pen;
    let radius = pen.px(44.0);
    let air = pen.px(10.0);
    let upmost = scene.stage.top() + overlay::pill_height(scene) + pen.px(14.0) + air + radius;
    let floor = local.card_top.min(local.panel_top) - radius - air;
    if floor < upmost {
        let radius = pen.px(27.0);
        let right = scene.whole.right() - pen.margin() - radius;
        return (pos2(right, local.panel_top + pen.px(8.0) + radius), radius);
    }
    let (top, bottom) = scene.places.seam.unwrap_or((0.5, 0.5));
    let y = (scene.stage.top() + scene.stage.height() * 0.516).min(floor);
    let down = (y - scene.stage.top()) / scene.stage.height();
    (pos2(scene.stage.left() + scene.stage.width() * (top + (bottom - top) * down), y), radius)
}

/// The bar that shrinks until a deadline, and what happens then.
pub(super) fn deadline_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
) -> Option<Command> {
    if !scene.view.look.settings.timers {
        return None;
    }
    let (offer, seconds) = scene.view.view.offered.iter().find_map(|offer| match offer.timer {
        Some(Timer::Deadline(seconds)) => Some((offer, seconds)),
        _ => None,
    })?;
    let left = (f32::from(seconds) + grace(scene) - local.choosing_for).min(f32::from(seconds));
    if !local.is_held_up() {
        local.animating = true;
    }
    let pen = &scene.pen;
    let whole = count(left.max(0.0).ceil());
    let unit = if whole == 1 { "second" } else { "seconds" };
    let told = format!("{} {unit} left", capital(&words::number(whole)));
    ui.add_space(pen.px(2.0));
    ui.horizontal(|ui| {
        pen.words(told, TextSize::Small).colour(pen.c.ink_soft).show(ui);
        let room = vec2(ui.available_width(), pen.px(6.0));
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        response
            .widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, "Time left"));
        bar(ui, rect, left / f32::from(seconds), pen.c.focus, pen.c.quiet);
    });
    (left <= 0.0).then(|| Command::Choose { id: offer.id.to_string(), own_words: None })
}

/// The clock waits until the last line can have been read.
fn grace(scene: &PlayContext<'_>) -> f32 {
    let Some(last) = scene.view.view.said.last() else { return 0.0 };
    if matches!(last.who, Speaker::Player(_)) {
        return 0.0;
    }
    let pace = scene.view.look.settings.pace;
    let pace = if matches!(pace, Pace::Waiting | Pace::Instant) { Pace::Steady } else { pace };
    pace.seconds_for(&last.text).unwrap_or(0.0)
}
