//! The conversation from the other chair: what was thought under your lines.

use egui::Ui;

use super::PageContext;
use crate::{
    coach::ChairBeat,
    scenario::Mood,
    text::quoted,
    ui::{
        Command,
        look::TextSize,
        widgets::{Sheet, face_ui},
    },
};

/// The replay.
pub(super) fn chair_ui(ui: &mut Ui, scene: &PageContext<'_>) -> Option<Command> {
    let chair = scene.view.debrief.other_chair.as_ref()?;
    let pen = &scene.pen;
    let first = chair.name.split_whitespace().next().unwrap_or(&chair.name);
    for beat in &chair.beats {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = pen.px(16.0);
            face_ui(ui, pen, &chair.portrait, Mood::Thoughtful, 64.0);
            ui.vertical(|ui| beat_ui(ui, scene, first, beat));
        });
        pen.gap(ui, 12.0);
    }
    None
}

fn beat_ui(ui: &mut Ui, scene: &PageContext<'_>, first: &str, beat: &ChairBeat) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::hero(pen).padding(20.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.words(format!("You: {}", beat.yours), TextSize::Body).colour(c.on_hero_soft).show(ui);
        pen.words(format!("{first} thought"), TextSize::Small)
            .bold()
            .colour(c.hero_accent)
            .show(ui);
        pen.words(beat.thought.as_str(), TextSize::Speech).italic().colour(c.on_hero).show(ui);
        if let Some(said) = &beat.said {
            pen.words(format!("{first} said: {}", quoted(said)), TextSize::Body)
                .colour(c.on_hero_soft)
                .show(ui);
        }
    });
}
