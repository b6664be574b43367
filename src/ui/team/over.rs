//! The session is over: where the report is.

use egui::{ScrollArea, Ui};

use super::view::TeamContext;
use crate::{coach::FOR_TRAINING, ui::look::TextSize};

/// The last screen.
pub(super) fn over_ui(ui: &mut Ui, team: &TeamContext<'_>) {
    let pen = &team.pen;
    ScrollArea::vertical().id_salt("over").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        pen.gap(ui, 40.0);
        pen.words("Thank you for playing it through", TextSize::Title).bold().show(ui);
        pen.words(team.board().room.title.as_str(), TextSize::Speech).show(ui);
        let words = "Your phone keeps its page until you close it. Keep your one sentence, and try it on a real client this week.";
        pen.words(words, TextSize::Row).show(ui);
        pen.gap(ui, 10.0);
        if let Some(report) = team.view.report {
            pen.words("The trainer's report, without names:", TextSize::Body)
                .colour(pen.c.ink_soft)
                .show(ui);
            pen.words(report, TextSize::Row).bold().colour(team.accent()).show(ui);
        }
        pen.gap(ui, 10.0);
        pen.words(FOR_TRAINING, TextSize::Small).colour(pen.c.ink_soft).show(ui);
    });
}
