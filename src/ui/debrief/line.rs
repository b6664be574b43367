//! What is told once the learner has picked: the answer, the better line, and where it leads.

use egui::Ui;

use super::{DebriefLocal, PageContext};
use crate::{
    coach::{Answer, BetterLine, Dear, Moment},
    ui::{
        Command,
        look::TextSize,
        widgets::{ButtonKind, Sheet, button_named_ui, button_ui, keep_in_view},
    },
};

/// How many decisions of a line are shown at first.
const FIRST: usize = 4;

/// What the pick is answered with, then the better line.
pub(super) fn told_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    dear: &Dear,
    picked: Option<&Answer>,
) -> Option<Command> {
    let pen = &scene.pen;
    let c = pen.c;
    if let Some(answer) = picked {
        let bar = if answer.best || answer.keeps { c.fact_mark } else { c.guess_mark };
        Sheet::plain(pen).bar(bar).show(ui, pen, |ui| {
            ui.spacing_mut().item_spacing.y = pen.px(6.0);
            pen.heading_ui(
                ui,
                "You picked",
                if answer.best || answer.keeps { c.fact } else { c.cost },
            );
            pen.words(answer.text.as_str(), TextSize::Row).show(ui);
            pen.words(answer.told.as_str(), TextSize::Body).figures().show(ui);
        });
    }
    let heard = picked.is_some_and(|answer| answer.id == dear.better.id);
    Sheet::hero(pen).padding(24.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        if !heard {
            better_ui(ui, scene, &dear.better);
        }
        line_ui(ui, scene, local, &dear.better);
    });
    if !scene.view.can_play_on {
        return None;
    }
    let mut command = None;
    pen.gap(ui, 2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = pen.px(10.0);
        let better = button_ui(ui, pen, ButtonKind::Main, "Play the better line");
        keep_in_view(ui, &better);
        if better.clicked() {
            let (step, id) = (dear.better.step, dear.better.id.clone());
            command = Some(Command::PlayBetter { step, id });
        }
        let name = format!("Play on from here: {}", dear.moment.yours);
        if button_named_ui(ui, pen, ButtonKind::Plain, "Play on from here", &name).clicked() {
            command = Some(Command::PlayOn { step: dear.moment.step });
        }
    });
    pen.words(scene.view.hindsight(), TextSize::Small).colour(c.ink_soft).show(ui);
    command
}

/// The better choice, and why.
fn better_ui(ui: &mut Ui, scene: &PageContext<'_>, better: &BetterLine) {
    let pen = &scene.pen;
    let c = pen.c;
    pen.heading_ui(ui, "You could have said", c.hero_accent);
    pen.words(better.text.as_str(), TextSize::Speech).colour(c.on_hero).show(ui);
    pen.words(better.why.as_str(), TextSize::Body).colour(c.on_hero).show(ui);
    pen.gap(ui, 6.0);
}

/// What would have come back, how play goes on, and where it ends.
fn line_ui(ui: &mut Ui, scene: &PageContext<'_>, local: &mut DebriefLocal, better: &BetterLine) {
    let pen = &scene.pen;
    let c = pen.c;
    if let Some(reply) = &better.reply {
        pen.words("What would have come back", TextSize::Small)
            .bold()
            .colour(c.hero_accent)
            .show(ui);
        pen.words(reply.as_str(), TextSize::Body).colour(c.on_hero_soft).show(ui);
        pen.gap(ui, 6.0);
    }
    if !better.line.is_empty() {
        pen.words("How it could go on", TextSize::Small).bold().colour(c.hero_accent).show(ui);
    }
    let all = local.to_the_end.contains(&better.step) || better.line.len() <= FIRST + 1;
    let shown = if all { better.line.len() } else { FIRST };
    for moment in &better.line[..shown] {
        moment_ui(ui, scene, moment);
    }
    if !all {
        let rest = format!("Show the other {}", better.line.len() - shown);
        if button_ui(ui, pen, ButtonKind::OnBand, &rest).clicked() {
            local.to_the_end.insert(better.step);
        }
    }
    pen.gap(ui, 6.0);
    pen.words(better.told.as_str(), TextSize::Row).colour(c.on_hero).figures().show(ui);
}

/// What you would say, and what comes back.
fn moment_ui(ui: &mut Ui, scene: &PageContext<'_>, moment: &Moment) {
    let pen = &scene.pen;
    let c = pen.c;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = pen.px(10.0);
        pen.mark_ui(ui, true, c.hero_accent);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = pen.px(1.0);
            let place = format!("{}, {}", moment.scene, moment.when);
            pen.words(place, TextSize::Small).colour(c.on_hero_soft).show(ui);
            pen.words(format!("You: {}", moment.yours), TextSize::Body).colour(c.on_hero).show(ui);
            if let Some(reply) = &moment.reply {
                pen.words(reply.as_str(), TextSize::Body).colour(c.on_hero_soft).show(ui);
            }
        });
    });
}
