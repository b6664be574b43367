//! One turning point: your line and what was thought when it was heard; first asked, then told.

use egui::{Id, Memory, Rect, Ui, vec2};

use super::{
    super::{
        DebriefLocal, PageContext,
        turning::{answer_ui, place},
    },
    lines::{Inks, line_ui},
};
use crate::{
    coach::{Answer, Ask, PageLine, PageSection, Tone, Turning},
    scenario::Mood,
    ui::{
        look::TextSize,
        widgets::{
            ButtonKind, Sheet, button_ui, columns_ui, face_ui, number_pressed, release_focus, walk,
        },
    },
};

/// The turning point; `numbers`: the number keys are for it.
pub(super) fn turning_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    section: &PageSection,
    numbers: bool,
) {
    let pen = &scene.pen;
    let c = pen.c;
    let point = match &scene.view.page.turning {
        Turning::Point(point) => Some(&point.moment),
        Turning::Nowhere { .. } => None,
    };
    let bar = if point.is_some() { c.cost_mark } else { c.fact_mark };
    let ink = if point.is_some() { c.cost } else { c.fact };
    Sheet::plain(pen).bar(bar).padding(26.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        pen.words(section.heading.as_str(), TextSize::Row).bold().colour(ink).show(ui);
        let (Some(moment), Some(ask)) = (point, &section.ask) else {
            for line in &section.lines {
                line_ui(ui, scene, line, Inks::on_sheet(scene, ink));
            }
            return;
        };
        columns_ui::<()>(
            ui,
            pen,
            0.42,
            |ui| {
                pen.words(place(moment), TextSize::Small).colour(c.ink_soft).show(ui);
                for line in &section.lines {
                    said_ui(ui, scene, line);
                }
                None
            },
            |ui| {
                match local.told.get(&moment.step).cloned() {
                    None => ask_ui(ui, scene, local, moment.step, ask, numbers),
                    Some(picked) => told_ui(ui, scene, local, moment.step, ask, picked.as_deref()),
                }
                None
            },
        );
    });
}

/// Your line; what was thought, in a card of its own with a face.
fn said_ui(ui: &mut Ui, scene: &PageContext<'_>, line: &PageLine) {
    let pen = &scene.pen;
    if line.tone != Tone::Thought {
        line_ui(ui, scene, line, Inks::on_sheet(scene, pen.c.ink_soft));
        return;
    }
    Sheet::hero(pen).padding(16.0).show(ui, pen, |ui| {
        let face = scene.view.face.filter(|_| !pen.is_crowded());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = pen.px(14.0);
            if let Some(face) = face {
                face_ui(ui, pen, face, Mood::Thoughtful, 60.0);
            }
            line_ui(ui, scene, line, Inks::on_hero(scene));
        });
    });
}

/// The question, with some of what was on offer.
fn ask_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    step: usize,
    ask: &Ask,
    numbers: bool,
) {
    let pen = &scene.pen;
    ui.spacing_mut().item_spacing.y = pen.px(8.0);
    pen.words(ask.prompt.as_str(), TextSize::Speech).bold().show(ui);
    let of = ask.answers.len();
    let mut rows: Vec<Id> = Vec::with_capacity(of);
    let mut told: Option<Option<String>> = None;
    let top = ui.cursor().top();
    local.keys.asks = ui.clip_rect().y_range().contains(top + pen.px(20.0));
    let typed = number_pressed(ui).filter(|_| numbers && local.keys.asks);
    for (at, answer) in ask.answers.iter().enumerate() {
        let row = ui.push_id(("first page", step), |ui| answer_ui(ui, scene, answer, at + 1, of));
        rows.push(row.inner.id);
        if row.inner.clicked() || typed == Some(at) {
            told = Some(Some(answer.id.clone()));
        }
    }
    // Until the question is in view, arrows scroll to it.
    if ui.memory(Memory::focused).is_some() || local.keys.asks {
        walk(ui, &rows);
    }
    if button_ui(ui, pen, ButtonKind::Plain, "Show me").clicked() {
        told = Some(None);
    }
    if let Some(told) = told {
        local.told.insert(step, told);
        local.just_told = true;
        release_focus(ui);
    }
}

/// What the pick is answered with, then what could have been said, why, and the lesson.
fn told_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    step: usize,
    ask: &Ask,
    picked: Option<&str>,
) {
    let pen = &scene.pen;
    let c = pen.c;
    ui.spacing_mut().item_spacing.y = pen.px(12.0);
    if std::mem::take(&mut local.just_told) {
        let high = ui.clip_rect().height() * 0.6;
        ui.scroll_to_rect(Rect::from_min_size(ui.cursor().min, vec2(1.0, high)), None);
    }
    let picked: Option<&Answer> =
        picked.and_then(|id| ask.answers.iter().find(|answer| answer.id == id));
    if let Some(answer) = picked {
        let ink = if answer.best || answer.keeps { c.fact } else { c.cost };
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = pen.px(2.0);
            pen.words("You picked", TextSize::Small).bold().colour(ink).show(ui);
            pen.words(answer.text.as_str(), TextSize::Row).show(ui);
            pen.words(answer.told.as_str(), TextSize::Body).colour(c.ink_soft).show(ui);
        });
    }
    let heard = picked.is_some_and(|answer| answer.best || answer.keeps);
    for line in ask.told.iter().filter(|line| !(heard && line.tone == Tone::Instead)) {
        let inks = Inks::on_sheet(scene, c.fact);
        match line.tone {
            Tone::Instead => Sheet::quiet(pen).padding(16.0).show(ui, pen, |ui| {
                line_ui(ui, scene, line, inks);
            }),
            _ => line_ui(ui, scene, line, inks),
        }
    }
    if ask.answers.len() > 1 && button_ui(ui, pen, ButtonKind::Plain, "Ask me again").clicked() {
        local.told.remove(&step);
        release_focus(ui);
    }
}
