//! The panel under the stage: what is known at a glance, then what you can do.

use egui::{
    Align, Layout, Rect, Response, ScrollArea, Sense, Shape, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{
    PlayContext, PlayLocal, gloss, intro,
    lines::{self, Beat},
    offers, overlay, part,
    state::{Above, ChipSubject, DrawerTab},
    timer, words,
};
use crate::{
    engine::{MeterView, ReminderView, Said},
    ui::{
        Command, Pace,
        look::TextSize,
        widgets::{ButtonKind, bar, button_named_ui, button_ui},
    },
};

/// The panel.
pub(super) fn panel_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    beats: &[Beat],
) -> Option<Command> {
    let pen = &scene.pen;
    let choosing = lines::is_choosing(beats, local);
    let panel = Rect::from_min_max(pos2(scene.whole.left(), local.panel_top), scene.whole.max);
    if panel.top() > scene.stage.bottom() {
        // Where words need more room than the stage leaves them, they stand on the panel's ground.
        let between =
            Rect::from_min_max(pos2(panel.left(), scene.stage.bottom()), panel.right_top());
        ui.painter().rect_filled(between, 0.0, pen.c.ground);
    }
    let ground = [pen.c.ground, pen.c.ground_end];
    ui.painter().add(Shape::gradient_rect(panel, egui::Direction::TopDown, ground));
    let margin = pen.margin();
    let content = Rect::from_min_max(
        pos2(panel.left() + margin, panel.top() + pen.px(18.0)),
        pos2(panel.right() - margin, panel.bottom()),
    );
    let mut inside = part(ui, "panel", content);
    inside.spacing_mut().item_spacing = vec2(pen.px(8.0), pen.px(6.0));
    let focused = chips_ui(&mut inside, scene, local);
    intro::intro_ui(&mut inside, scene, local, focused);
    let late = if choosing { timer::deadline_ui(&mut inside, scene, local) } else { None };
    let from = inside.cursor().top() + pen.px(8.0);
    let below =
        Rect::from_min_max(pos2(content.left(), from), pos2(content.right(), panel.bottom()));
    let mut list = part(ui, "list", below);
    if !choosing {
        lines_ui(&mut list, scene, local, beats);
        return late;
    }
    if local.composing.is_some() {
        list.disable();
        list.set_opacity(0.4);
    }
    let shown = ScrollArea::vertical()
        .id_salt(("offers", local.turn))
        .auto_shrink([false, true])
        .show(&mut list, |ui| {
            ui.spacing_mut().item_spacing = vec2(pen.px(8.0), pen.px(6.0));
            let command = offers::offers_ui(ui, scene, local);
            ui.add_space(pen.px(8.0));
            command
        });
    let height = from - panel.top() + shown.content_size.y + pen.px(4.0);
    if (height - local.panel_height).abs() > 1.0 {
        local.panel_height = height;
        ui.ctx().request_discard("the panel found its height");
    }
    late.or(shown.inner)
}

/// What is known at a glance.
fn chips_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) -> Option<ChipSubject> {
    let mut focused = None;
    let standing = scene.standing;
    let top = ui.cursor().top();
    let mut right: f32 = 0.0;
    ui.horizontal_wrapped(|ui| {
        let (saw, told) = (standing.saw.len(), standing.told.len());
        if saw + told > 0 {
            let columns =
                [("I saw", saw, ChipSubject::Saw), ("I've told myself", told, ChipSubject::Told)];
            for (label, count, subject) in columns {
                let chip = known_ui(ui, scene, label, count, subject == ChipSubject::Told);
                right = right.max(chip.rect.right());
                intro::explain(ui, scene, local, (chip, subject), &mut focused);
            }
        }
        for meter in standing.meters.iter().filter(|meter| !overlay::is_of_a_person(meter)) {
            let Some(chip) = meter_ui(ui, scene, meter) else { continue };
            right = right.max(chip.rect.right());
            let subject = ChipSubject::Meter(meter.id.to_string());
            intro::explain(ui, scene, local, (chip, subject), &mut focused);
        }
        for reminder in &*standing.reminders {
            let chip = reminder_ui(ui, scene, reminder);
            right = right.max(chip.rect.right());
            intro::explain(ui, scene, local, (chip, ChipSubject::Reminder), &mut focused);
        }
        if gloss::is_needed(scene) {
            let chip = button_named_ui(
                ui,
                &scene.pen,
                ButtonKind::Chip,
                "What does that mean?",
                "What does that mean? Key G",
            );
            right = right.max(chip.rect.right());
            if chip.clicked() {
                local.above = Some(Above::Glossary);
            }
        }
        let name = "What was said, key T";
        let chip = button_named_ui(ui, &scene.pen, ButtonKind::Chip, "What was said", name);
        right = right.max(chip.rect.right());
        if chip.clicked() {
            local.above = Some(Above::Drawer(DrawerTab::Said));
        }
    });
    // More than one row of chips leaves no room for the speech card beside them.
    local.chips_height = ui.cursor().top() - top;
    let rows = local.chips_height > scene.pen.px(60.0);
    local.chips_right = if rows { scene.whole.right() } else { right };
    focused
}

fn chip(ui: &mut Ui, scene: &PlayContext<'_>, width: f32, sense: Sense, name: &str) -> Response {
    let pen = &scene.pen;
    let height = (pen.line_height(TextSize::Small) + pen.px(12.0)).max(pen.px(34.0));
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    let kind = if sense.senses_click() { WidgetType::Button } else { WidgetType::Label };
    response.widget_info(|| WidgetInfo::labeled(kind, true, name));
    let fill =
        if sense.senses_click() && pen.lights(&response) { pen.c.row_hover } else { pen.c.chip };
    ui.painter().rect_filled(rect, height / 2.0, fill);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, height / 2.0, pen.ring(), egui::StrokeKind::Inside);
    }
    response
}

fn known_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    label: &str,
    count: usize,
    guess: bool,
) -> Response {
    let pen = &scene.pen;
    let text = format!("{label}: {count}");
    let galley =
        pen.words(text.as_str(), TextSize::Small).colour(pen.c.on_chip).galley(ui, f32::INFINITY);
    let side = pen.em(12.0);
    let width = pen.px(14.0) + side + pen.px(8.0) + galley.size().x + pen.px(14.0);
    let response = chip(ui, scene, width, Sense::click(), &text);
    let rect = response.rect;
    let centre = pos2(rect.left() + pen.px(14.0) + side / 2.0, rect.center().y);
    if guess {
        let square = Rect::from_center_size(centre, vec2(side, side) * 0.9);
        ui.painter().rect_filled(square, 1.0, pen.c.guess_mark);
    } else {
        ui.painter().circle_filled(centre, side / 2.0, pen.c.fact_mark);
    }
    let at = pos2(centre.x + side / 2.0 + pen.px(8.0), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, pen.c.on_chip);
    response
}

/// A meter with a number is a bar.
fn meter_ui(ui: &mut Ui, scene: &PlayContext<'_>, meter: &MeterView) -> Option<Response> {
    let pen = &scene.pen;
    let number = meter.number?;
    let galley = pen
        .words(meter.label.as_str(), TextSize::Small)
        .colour(pen.c.on_chip)
        .galley(ui, f32::INFINITY);
    let long = pen.px(88.0);
    let width = pen.px(16.0) + galley.size().x + pen.px(10.0) + long + pen.px(16.0);
    let band = meter.band.as_ref().map_or(String::new(), |band| format!(", {}", band.0));
    let name = format!("{}: {} of {}{band}", meter.label, number.value, number.max);
    let response = chip(ui, scene, width, Sense::click(), &name);
    let rect = response.rect;
    let at = pos2(rect.left() + pen.px(16.0), rect.center().y - galley.size().y / 2.0);
    let from = at.x + galley.size().x + pen.px(10.0);
    ui.painter().galley(at, galley, pen.c.on_chip);
    let place =
        Rect::from_min_size(pos2(from, rect.center().y - pen.px(4.0)), vec2(long, pen.px(8.0)));
    let range = f32::from(number.max) - f32::from(number.min);
    let share = (f32::from(number.value) - f32::from(number.min)) / range.max(1.0);
    let ground = if pen.c.is_dark { pen.c.ground_end } else { pen.c.row };
    bar(ui, place, share, pen.c.cost_mark, ground);
    Some(response)
}

fn reminder_ui(ui: &mut Ui, scene: &PlayContext<'_>, reminder: &ReminderView) -> Response {
    let pen = &scene.pen;
    let text = if reminder.crossed {
        format!("{} (crossed)", reminder.text)
    } else {
        reminder.text.to_string()
    };
    let ink = if reminder.crossed { pen.c.cost } else { pen.c.on_chip };
    let most = ui.available_width().max(pen.em(200.0));
    let galley = pen.words(text.as_str(), TextSize::Small).colour(ink).galley(ui, most);
    let width = galley.size().x + pen.px(30.0);
    let response = chip(ui, scene, width, Sense::click(), &format!("Reminder: {text}"));
    let rect = response.rect;
    let at = pos2(rect.left() + pen.px(15.0), rect.center().y - galley.size().y / 2.0);
    let line = rect.center().y;
    let words =
        pen.words(reminder.text.as_str(), TextSize::Small).galley(ui, f32::INFINITY).size().x;
    ui.painter().galley(at, galley, ink);
    if reminder.crossed {
        ui.painter().hline(at.x..=at.x + words, line, pen.hairline(pen.c.cost));
    }
    response
}

/// While lines arrive: what was said before, and how to go on.
fn lines_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal, beats: &[Beat]) {
    let pen = &scene.pen;
    let area = ui.available_rect_before_wrap();
    let foot = lines::foot(pen);
    let past = Rect::from_min_max(
        pos2(area.left(), area.top() + pen.px(10.0)),
        pos2(area.right(), area.bottom() - foot),
    );
    past_ui(ui, scene, local, beats, past);
    let row = Rect::from_min_max(pos2(area.left(), area.bottom() - foot), area.max);
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .id_salt("go on")
            .max_rect(row)
            .layout(Layout::left_to_right(Align::Min)),
    );
    row.spacing_mut().item_spacing.x = pen.px(12.0);
    let hint =
        if scene.view.look.settings.pace == Pace::Instant { "Go on" } else { "Go on: Space" };
    if button_named_ui(&mut row, pen, ButtonKind::Main, hint, "Go on").clicked() {
        if local.back > 0 {
            local.back -= 1;
        } else {
            lines::next(local);
        }
    }
    if lines::is_known(scene.view, local, beats)
        && button_named_ui(
            &mut row,
            pen,
            ButtonKind::Plain,
            "Skip to what is new: S",
            "Skip to what is new, key S",
        )
        .clicked()
    {
        lines::skip_known(scene.view, local, beats);
    }
    if lines::lines_so_far(beats, local) > local.back + 1
        && button_ui(&mut row, pen, ButtonKind::Plain, "Read the last one again").clicked()
    {
        local.back += 1;
    }
}

/// The last lines before the one that is on, quietly.
fn past_ui(ui: &Ui, scene: &PlayContext<'_>, local: &PlayLocal, beats: &[Beat], area: Rect) {
    let pen = &scene.pen;
    let view = scene.view;
    let on = lines::on_screen(view, local, beats).last().copied().unwrap_or(0);
    let before = view.transcript.len().saturating_sub(view.view.said.len());
    let earlier = view.transcript.iter().take(before).chain(view.view.said.iter().take(on));
    let mut lines: Vec<&Said> = earlier.filter(|said| !said.text.is_empty()).collect();
    lines.reverse();
    let mut bottom = area.bottom();
    let mut placed = Vec::new();
    let ink = pen.c.ink_soft;
    for said in lines.iter().take(4) {
        let galley = pen
            .words(words::told(said, view.working_days), TextSize::Body)
            .colour(ink)
            .galley(ui, area.width());
        if bottom - galley.size().y < area.top() {
            break;
        }
        bottom -= galley.size().y + pen.px(6.0);
        placed.push((bottom, galley));
    }
    let up = bottom - area.top();
    for (top, galley) in placed {
        ui.painter().galley(pos2(area.left(), top - up), galley, ink);
    }
}
