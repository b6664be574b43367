//! Turning points by what they showed, where what they did could not be worked out.

use egui::Ui;

use super::PageContext;
use crate::ui::{
    Command,
    look::TextSize,
    widgets::{ButtonKind, Sheet, button_named_ui},
};

/// The best move, then the turning points, by what they showed.
pub(super) fn evidence_ui(ui: &mut Ui, scene: &PageContext<'_>) -> Option<Command> {
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
            pen.words(moment.yours.as_str(), TextSize::Speech).show(ui);
            if let Some(intent) = &moment.intent {
                pen.words(
                    format!("What you meant: {}.", intent.trim_end_matches('.')),
                    TextSize::Body,
                )
                .colour(c.ink_soft)
                .show(ui);
            }
            if let Some(reply) = &moment.reply {
                pen.words(format!("What came back: {reply}"), TextSize::Body)
                    .colour(c.ink_soft)
                    .show(ui);
            }
            pen.words(moment.why.as_str(), TextSize::Body).show(ui);
            if scene.view.can_play_on {
                let name = format!("Play on from here: {}", moment.yours);
                if button_named_ui(ui, pen, ButtonKind::Plain, "Play on from here", &name).clicked()
                {
                    command = Some(Command::PlayOn { step: moment.step });
                }
            }
        });
        pen.gap(ui, 6.0);
    }
    command
}
