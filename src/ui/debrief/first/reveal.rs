//! What was going on, in her own words and with her own face; and one strength.

use egui::Ui;

use super::{
    super::PageContext,
    lines::{Inks, line_ui},
};
use crate::{
    coach::PageSection,
    scenario::Mood,
    ui::widgets::{Sheet, Side, face_ui},
};

/// The centre of the page.
pub(super) fn truth_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    section: &PageSection,
    side: Option<Side>,
) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::hero(pen).level(side).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        let words = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = pen.px(10.0);
            pen.heading_ui(ui, &section.heading, c.hero_accent);
            for line in &section.lines {
                line_ui(ui, scene, line, Inks::on_hero(scene));
            }
        };
        // As drawn for herself, not as imagined.
        let face = scene.view.face.filter(|_| scene.view.has_truths());
        match face {
            Some(face) if !pen.is_crowded() => {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = pen.px(26.0);
                    face_ui(ui, pen, face, Mood::Neutral, 176.0);
                    ui.vertical(words);
                });
            }
            Some(face) => {
                face_ui(ui, pen, face, Mood::Neutral, 130.0);
                words(ui);
            }
            None => words(ui),
        }
    });
}

/// One thing done well.
pub(super) fn strength_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    section: &PageSection,
    side: Option<Side>,
) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::plain(pen).bar(c.fact_mark).level(side).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(12.0);
        pen.heading_ui(ui, &section.heading, c.fact);
        for line in &section.lines {
            line_ui(ui, scene, line, Inks::on_sheet(scene, c.fact));
        }
    });
}
