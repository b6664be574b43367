//! Choices and chance: how far the play came, what the choices left behind, what nobody could know.

use egui::Ui;

use super::{DebriefLocal, Scene, Split, chart};
use crate::{
    coach::{ChanceEvent, ChoicesAndChance, HadYouKnown},
    ui::{
        Command,
        look::Size,
        widgets::{Sheet, columns_ui},
    },
};

/// The page.
pub(super) fn chances_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    let pen = &scene.pen;
    if let Some(note) = scene.view.other_version {
        pen.words(note, Size::Body).colour(pen.c.ink_soft).show(ui);
    }
    match scene.view.split {
        Split::Running => {
            working_ui(ui, scene);
            None
        }
        Split::NotProven => {
            Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
                let told = "What was choice and what was chance could not be worked out for this story.";
                pen.words(told, Size::Speech).show(ui);
                let why = "It can go more ways than could be followed to the end here, and nothing is guessed. \
                    Everything else in this debrief stands without it.";
                pen.words(why, Size::Body).colour(pen.c.ink_soft).show(ui);
            });
            None
        }
        Split::Done(split) => split_ui(ui, scene, local, split),
    }
}

/// That it is being worked out.
pub(super) fn working_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let pen = &scene.pen;
    Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
        let told = "Working out what was choice and what was chance…";
        pen.words(told, Size::Speech).show(ui);
        let rest = "It takes a few seconds and fills in by itself. The rest of the debrief is there already.";
        pen.words(rest, Size::Body).colour(pen.c.ink_soft).show(ui);
    });
}

fn split_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    local: &mut DebriefLocal,
    split: &ChoicesAndChance,
) -> Option<Command> {
    let pen = &scene.pen;
    let command = Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(4.0);
        for sentence in &split.summary {
            pen.words(sentence.as_str(), Size::Speech).figures().show(ui);
        }
        pen.gap(ui, 10.0);
        chart::chart_ui(ui, scene, local, split)
    });
    pen.gap(ui, 6.0);
    match (&split.had_you_known, split.events.is_empty()) {
        (Some(known), false) => {
            columns_ui::<()>(
                ui,
                pen,
                0.58,
                |ui| {
                    events_ui(ui, scene, &split.events);
                    None
                },
                |ui| {
                    known_ui(ui, scene, known);
                    None
                },
            );
        }
        (known, _) => {
            events_ui(ui, scene, &split.events);
            if let Some(known) = known {
                pen.gap(ui, 6.0);
                known_ui(ui, scene, known);
            }
        }
    }
    pen.gap(ui, 4.0);
    let footnote = "Exact for this story; the story is its author’s judgement.";
    pen.words(footnote, Size::Small).colour(pen.c.ink_soft).show(ui);
    command
}

/// What happened that could not be known, and what each gave or took.
fn events_ui(ui: &mut Ui, scene: &Scene<'_>, events: &[ChanceEvent]) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::plain(pen).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.heading_ui(ui, "What you could not know", c.ink);
        if events.is_empty() {
            pen.words("Nothing of it weighed much.", Size::Body).show(ui);
        }
        for event in events {
            let gave = event.points >= 0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = pen.px(10.0);
                pen.mark_ui(ui, false, if gave { c.fact_mark } else { c.cost_mark });
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    pen.words(event.text.as_str(), Size::Body).show(ui);
                    let (ink, told) = if gave {
                        (c.fact, format!("gave {} (+{})", event.points, event.points))
                    } else {
                        (c.cost, format!("took {} (−{})", -event.points, -event.points))
                    };
                    pen.words(told, Size::Small).bold().colour(ink).show(ui);
                });
            });
        }
    });
}

/// Kept apart, and quieter than everything else: no yardstick.
fn known_ui(ui: &mut Ui, scene: &Scene<'_>, known: &HadYouKnown) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::quiet(pen).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.heading_ui(ui, "Had you known: no yardstick", c.on_chip);
        pen.words(known.told.as_str(), Size::Body).colour(c.on_chip).show(ui);
    });
}
