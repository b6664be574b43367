//! Pair talk: what to do, for how long, over which split.

use egui::{ScrollArea, Ui};

use super::{
    reveal::{shares_ui, verdict},
    strip::minutes,
    view::TeamContext,
};
use crate::ui::look::TextSize;

/// What pairs are asked.
const ASK: &str =
    "Turn to somebody next to you. What did you choose, and what made you sure or unsure?";

/// Pair talk.
pub(super) fn talk_ui(ui: &mut Ui, team: &TeamContext<'_>) {
    let (pen, room) = (&team.pen, &team.board().room);
    ScrollArea::vertical().id_salt("talk").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        pen.words("Talk in pairs", TextSize::Title).bold().show(ui);
        pen.words(ASK, TextSize::Speech).show(ui);
        if let Some(left) = team.view.left_ms {
            pen.words(minutes(left), TextSize::Sign).bold().colour(team.accent()).show(ui);
        }
        let Some(reveal) = &room.reveal else { return };
        pen.gap(ui, 6.0);
        pen.words(verdict(reveal), TextSize::Body).bold().colour(pen.c.fact).show(ui);
        let mut voted = reveal.clone();
        voted.shares.retain(|share| share.votes > 0);
        shares_ui(ui, team, &voted, TextSize::Small);
    });
}
