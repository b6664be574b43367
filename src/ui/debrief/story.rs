//! What happened, what was really going on, what you saw and told yourself, and where it turned.

use egui::{Color32, Ui};

use super::{DebriefLocal, Scene, Split, Topic, chances::working_ui};
use crate::{
    coach::{ChoicesAndChance, Debrief, Moment, ToldVerdict},
    ui::{
        Command,
        look::Size,
        widgets::{Kind, Sheet, button_ui, columns_ui},
    },
};

/// The story, the truth, one strength, one turning point.
pub(super) fn story_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    if !scene.view.has_truths() {
        moments_ui(ui, scene, local);
        met_ui(ui, scene);
        return None;
    }
    columns_ui(
        ui,
        &scene.pen,
        0.6,
        |ui| {
            truth_ui(ui, scene);
            met_ui(ui, scene);
            None
        },
        |ui| {
            moments_ui(ui, scene, local);
            None
        },
    )
}

/// One strength and one turning point, as far as they are known.
fn moments_ui(ui: &mut Ui, scene: &Scene<'_>, local: &mut DebriefLocal) {
    match scene.view.split {
        Split::Done(split) => weighed_ui(ui, scene, local, split),
        Split::Running => working_ui(ui, scene),
        Split::NotProven => shown_ui(ui, scene),
    }
}

/// One strength and one turning point, by what they did; what might have kept it open is asked first.
fn weighed_ui(ui: &mut Ui, scene: &Scene<'_>, local: &mut DebriefLocal, split: &ChoicesAndChance) {
    let pen = &scene.pen;
    let c = pen.c;
    if let Some(best) = &split.best_move {
        Sheet::plain(pen).bar(c.fact_mark).show(ui, pen, |ui| {
            moment_ui(ui, scene, &best.moment, "Your best move", c.fact);
            pen.words(best.told.as_str(), Size::Body).show(ui);
        });
    }
    let Some(dear) = split.dearest.first() else {
        Sheet::plain(pen).show(ui, pen, |ui| {
            pen.words("No decision of yours left much behind.", Size::Row).show(ui);
        });
        return;
    };
    Sheet::plain(pen).bar(c.cost_mark).show(ui, pen, |ui| {
        let title = format!("A turning point: {}", dear.moment.scene);
        moment_ui(ui, scene, &dear.moment, &title, c.cost);
        pen.words(dear.told.as_str(), Size::Body).show(ui);
        pen.gap(ui, 4.0);
        let ask = button_ui(ui, pen, Kind::Plain, "What might have kept it open?");
        if ask.clicked() {
            local.turn = 0;
            local.goes_to = Some(Topic::Turning);
        }
    });
}

/// The same by what they showed, where what they did is not known.
fn shown_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let pen = &scene.pen;
    let c = pen.c;
    let Debrief { best_move, turning_points, .. } = scene.view.debrief;
    if let Some(best) = best_move {
        Sheet::plain(pen).bar(c.fact_mark).show(ui, pen, |ui| {
            moment_ui(ui, scene, best, "Your best move", c.fact);
            pen.words(best.why.as_str(), Size::Body).show(ui);
        });
    }
    if let Some(turn) = turning_points.first() {
        Sheet::plain(pen).bar(c.cost_mark).show(ui, pen, |ui| {
            let title = format!("A turning point: {}", turn.scene);
            moment_ui(ui, scene, turn, &title, c.cost);
            pen.words(turn.why.as_str(), Size::Body).show(ui);
        });
    }
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
}

/// Which of the hidden reasons were met.
fn met_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let pen = &scene.pen;
    if let Some(met) = scene.view.met {
        let told = format!("{} of {} met: {}.", met.names.len(), met.total, met.names.join(", "));
        let told = if met.line.is_empty() { told } else { format!("{}. {told}", met.line) };
        pen.words(told, Size::Small).colour(pen.c.ink_soft).show(ui);
    }
}

fn verdict_ui(ui: &mut Ui, scene: &Scene<'_>, verdict: &ToldVerdict, ink: Color32) {
    let pen = &scene.pen;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = pen.px(10.0);
        pen.mark_ui(ui, true, if verdict.so { pen.c.fact_mark } else { pen.c.guess_mark });
        let so = if verdict.so { "It was so this time." } else { "It was not so." };
        let told = format!("{} {so}", quoted(&verdict.text));
        pen.words(told, Size::Body).colour(ink).show(ui);
    });
}

fn moment_ui(ui: &mut Ui, scene: &Scene<'_>, moment: &Moment, title: &str, ink: Color32) {
    let pen = &scene.pen;
    ui.spacing_mut().item_spacing.y = pen.px(5.0);
    pen.heading_ui(ui, title, ink);
    pen.words(moment.yours.as_str(), Size::Row).show(ui);
    if let Some(reply) = &moment.reply {
        pen.words(reply.as_str(), Size::Body).colour(pen.c.ink_soft).show(ui);
    }
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

/// What somebody said or thought, in curly quotation marks, unless it has some already. What the player
/// did stands as it was written: a deed is no quotation.
pub(super) fn quoted(text: &str) -> String {
    if text.starts_with(['“', '"', '‘']) { text.to_owned() } else { format!("“{text}”") }
}
