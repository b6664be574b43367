//! What happened, what was really going on, what you saw and told yourself, and where it turned.

use egui::{Color32, Ui};

use super::Scene;
use crate::{
    coach::{Moment, ToldVerdict},
    ui::{
        Command,
        look::Size,
        widgets::{Kind, Sheet, button_named_ui, columns_ui},
    },
};

/// The story, the truth, one strength, one turning point.
pub(super) fn story_ui(ui: &mut Ui, scene: &Scene<'_>) -> Option<Command> {
    let debrief = scene.view.debrief;
    columns_ui(
        ui,
        &scene.pen,
        0.6,
        |ui| {
            truth_ui(ui, scene);
            None
        },
        |ui| {
            let pen = &scene.pen;
            if let Some(best) = &debrief.best_move {
                moment_ui(ui, scene, best, "Your best move", pen.c.fact, pen.c.fact_mark);
            }
            if let Some(turn) = debrief.turning_points.first() {
                let title = format!("A turning point: {}", turn.scene);
                moment_ui(ui, scene, turn, &title, pen.c.cost, pen.c.cost_mark);
            }
            None
        },
    )
}

fn truth_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::hero(pen).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        pen.heading_ui(ui, "What was really going on", c.hero_accent);
        for truth in &scene.view.debrief.truths {
            pen.words(truth.title.as_str(), Size::Body).bold().colour(c.on_hero_soft).show(ui);
            if let Some(quote) = &truth.quote {
                pen.words(quoted(quote), Size::Title).colour(c.on_hero).show(ui);
            }
            if let Some(explain) = &truth.explain {
                pen.words(explain.as_str(), Size::Body).colour(c.on_hero_soft).show(ui);
            }
        }
        for verdict in scene.view.debrief.told.iter().take(4) {
            verdict_ui(ui, scene, verdict, c.on_hero);
        }
    });
    if let Some(met) = scene.view.met {
        let told = format!("{} of {} met: {}.", met.names.len(), met.total, met.names.join(", "));
        let told = if met.line.is_empty() { told } else { format!("{}. {told}", met.line) };
        pen.words(told, Size::Small).colour(c.ink_soft).show(ui);
    }
}

fn verdict_ui(ui: &mut Ui, scene: &Scene<'_>, verdict: &ToldVerdict, ink: Color32) {
    let pen = &scene.pen;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = pen.px(10.0);
        pen.mark_ui(ui, true, if verdict.so { pen.c.fact_mark } else { pen.c.guess_mark });
        let told =
            format!("{} {}", quoted(&verdict.text), if verdict.so { "So." } else { "Not so." });
        pen.words(told, Size::Body).colour(ink).show(ui);
    });
}

fn moment_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    moment: &Moment,
    title: &str,
    ink: Color32,
    bar: Color32,
) {
    let pen = &scene.pen;
    Sheet::plain(pen).bar(bar).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(5.0);
        pen.heading_ui(ui, title, ink);
        pen.words(quoted(&moment.yours), Size::Row).show(ui);
        if let Some(reply) = &moment.reply {
            pen.words(reply.as_str(), Size::Body).colour(pen.c.ink_soft).show(ui);
        }
        pen.words(moment.why.as_str(), Size::Body).show(ui);
    });
}

/// "I saw" and "I've told myself", annotated.
pub(super) fn columns_page_ui(ui: &mut Ui, scene: &Scene<'_>) -> Option<Command> {
    let pen = &scene.pen;
    let debrief = scene.view.debrief;
    columns_ui(
        ui,
        pen,
        0.5,
        |ui| {
            Sheet::plain(pen).bar(pen.c.fact_mark).show(ui, pen, |ui| {
                pen.heading_ui(ui, "I saw", pen.c.fact);
                if debrief.saw.is_empty() {
                    pen.words("Nothing for certain.", Size::Body).show(ui);
                }
                for fact in &debrief.saw {
                    ui.horizontal_top(|ui| {
                        pen.mark_ui(ui, false, pen.c.fact_mark);
                        pen.words(fact.as_str(), Size::Body).show(ui);
                    });
                }
            });
            None
        },
        |ui| {
            Sheet::plain(pen).bar(pen.c.guess_mark).show(ui, pen, |ui| {
                pen.heading_ui(ui, "I’ve told myself", pen.c.cost);
                if debrief.told.is_empty() {
                    pen.words("Nothing.", Size::Body).show(ui);
                }
                for verdict in &debrief.told {
                    verdict_ui(ui, scene, verdict, pen.c.ink);
                }
            });
            None
        },
    )
}

/// The best move, then the turning points.
pub(super) fn turning_ui(ui: &mut Ui, scene: &Scene<'_>) -> Option<Command> {
    let pen = &scene.pen;
    let c = pen.c;
    let debrief = scene.view.debrief;
    let best = debrief.best_move.iter().map(|best| (best, "Your best move", c.fact, c.fact_mark));
    let turns =
        debrief.turning_points.iter().map(|turn| (turn, "A turning point", c.cost, c.cost_mark));
    let mut command = None;
    for (moment, title, ink, bar) in best.chain(turns) {
        Sheet::plain(pen).bar(bar).show(ui, pen, |ui| {
            ui.spacing_mut().item_spacing.y = pen.px(6.0);
            pen.heading_ui(ui, &format!("{title}: {}, {}", moment.scene, moment.when), ink);
            pen.words(quoted(&moment.yours), Size::Speech).show(ui);
            if let Some(intent) = &moment.intent {
                pen.words(
                    format!("What you meant: {}.", intent.trim_end_matches('.').to_lowercase()),
                    Size::Body,
                )
                .colour(c.ink_soft)
                .show(ui);
            }
            if let Some(reply) = &moment.reply {
                pen.words(format!("What came back: {reply}"), Size::Body)
                    .colour(c.ink_soft)
                    .show(ui);
            }
            pen.words(moment.why.as_str(), Size::Body).show(ui);
            if scene.view.can_play_on {
                let name = format!("Play on from here: {}", moment.yours);
                if button_named_ui(ui, pen, Kind::Plain, "Play on from here", &name).clicked() {
                    command = Some(Command::PlayOn { step: moment.step });
                }
            }
        });
        pen.gap(ui, 6.0);
    }
    command
}

/// In curly quotation marks, unless it has some already.
pub(super) fn quoted(text: &str) -> String {
    if text.starts_with(['“', '"', '‘']) { text.to_owned() } else { format!("“{text}”") }
}
