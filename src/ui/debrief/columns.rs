//! What you saw, and what you told yourself: some of it on the first page, all of it behind "More".

use egui::{Color32, Ui};

use super::PageContext;
use crate::{
    coach::{PageLine, PageSection, with_verdict},
    ui::{
        Command,
        look::TextSize,
        widgets::{Level, Sheet, Side, columns_ui},
    },
};

/// On the first page, side by side.
pub(super) fn first_ui(ui: &mut Ui, scene: &PageContext<'_>, section: &PageSection) {
    let pen = &scene.pen;
    let told = scene.view.page.columns.told.len();
    let (saw, told) = section.lines.split_at(section.lines.len().saturating_sub(told));
    pen.words(section.heading.as_str(), TextSize::Row).bold().show(ui);
    let [left, right] = Level::new("saw and told").sides(ui, pen);
    let so: Vec<bool> = scene.view.page.columns.told.iter().map(|(_, so)| *so).collect();
    columns_ui::<()>(
        ui,
        pen,
        0.5,
        |ui| {
            let lines = saw.iter().map(|line| (line.text.as_str(), pen.c.fact_mark, false));
            list_ui(ui, scene, label(saw), pen.c.fact, pen.c.fact_mark, lines, left);
            None
        },
        |ui| {
            if !told.is_empty() {
                let marks = so.iter().map(|so| mark(scene, *so));
                let lines = told.iter().zip(marks).map(|(line, m)| (line.text.as_str(), m, true));
                list_ui(ui, scene, label(told), pen.c.cost, pen.c.guess_mark, lines, right);
            }
            None
        },
    );
}

fn label(lines: &[PageLine]) -> &str {
    lines.iter().find_map(|line| line.label.as_deref()).unwrap_or_default()
}

fn mark(scene: &PageContext<'_>, so: bool) -> Color32 {
    if so { scene.pen.c.fact_mark } else { scene.pen.c.guess_mark }
}

/// All of it.
pub(super) fn columns_page_ui(ui: &mut Ui, scene: &PageContext<'_>) -> Option<Command> {
    let pen = &scene.pen;
    let debrief = scene.view.debrief;
    let [left, right] = Level::new("all that was seen and told").sides(ui, pen);
    columns_ui(
        ui,
        pen,
        0.5,
        |ui| {
            let lines = debrief.saw.iter().map(|fact| (fact.as_str(), pen.c.fact_mark, false));
            list_ui(ui, scene, "You saw", pen.c.fact, pen.c.fact_mark, lines, left);
            None
        },
        |ui| {
            let told: Vec<(String, bool)> =
                debrief.told.iter().map(|one| (with_verdict(&one.text, one.so), one.so)).collect();
            let lines = told.iter().map(|(text, so)| (text.as_str(), mark(scene, *so), true));
            list_ui(ui, scene, "You told yourself", pen.c.cost, pen.c.guess_mark, lines, right);
            None
        },
    )
}

fn list_ui<'l>(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    heading: &str,
    ink: Color32,
    bar: Color32,
    lines: impl Iterator<Item = (&'l str, Color32, bool)>,
    side: Option<Side>,
) {
    let pen = &scene.pen;
    Sheet::plain(pen).bar(bar).level(side).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(8.0);
        if !heading.is_empty() {
            pen.heading_ui(ui, heading, ink);
        }
        for (text, colour, square) in lines {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = pen.px(10.0);
                pen.mark_ui(ui, square, colour);
                pen.words(text, TextSize::Body).show(ui);
            });
        }
    });
}
