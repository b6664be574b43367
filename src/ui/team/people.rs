//! Who is here: who has answered, and who is shown out.

use egui::{ScrollArea, Ui};

use super::{lobby::name_ui, state::TeamLocal, view::TeamContext};
use crate::{
    team::{
        room::{RoomMode, TrainerCommand},
        wire::BoardParticipant,
    },
    ui::{
        Command,
        look::TextSize,
        measure::count,
        widgets::{ButtonKind, button_named_ui},
    },
};

/// The list.
pub(super) fn people_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
) -> Option<Command> {
    let pen = &team.pen;
    let people = &team.board().participants;
    let mut command = None;
    ScrollArea::vertical().id_salt("people").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(8.0);
        pen.words("Who is here", TextSize::Title).bold().show(ui);
        if people.is_empty() {
            let words = "Nobody has joined by phone.";
            pen.words(words, TextSize::Body).colour(pen.c.ink_soft).show(ui);
        }
        let hot = team.board().room.mode == RoomMode::HotSeat;
        if hot {
            let words = "The trainer, at this screen";
            let name = "Give the hot seat to the trainer, at this screen";
            if button_named_ui(ui, pen, ButtonKind::Chip, words, name).clicked() {
                command = Some(TrainerCommand::HotSeat { participant: None });
            }
        }
        let fits = count(ui.available_width() / pen.em(if hot { 400.0 } else { 270.0 }));
        ui.columns(usize::from(fits.clamp(1, 3)), |columns| {
            for (at, one) in people.iter().enumerate() {
                let all = columns.len();
                let row = columns[at % all].horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = pen.px(8.0);
                    person_ui(ui, team, local, one, hot)
                });
                command = row.inner.or(command.take());
            }
        });
    });
    command.map(Command::Team)
}

fn person_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
    one: &BoardParticipant,
    hot: bool,
) -> Option<TrainerCommand> {
    let pen = &team.pen;
    name_ui(ui, team, one);
    let state = match (one.present, one.answered) {
        (false, _) => "away",
        (true, true) => "answered",
        (true, false) => "here",
    };
    pen.words(state, TextSize::Small).colour(pen.c.ink_soft).show(ui);
    let name = &one.name;
    let mut command = None;
    if hot {
        let label = format!("Give the hot seat to {name}");
        if button_named_ui(ui, pen, ButtonKind::Chip, "Hot seat", &label).clicked() {
            command = Some(TrainerCommand::HotSeat { participant: Some(one.id) });
        }
    }
    if local.leaving == Some(one.id) {
        let label = format!("Yes, show {name} out");
        if button_named_ui(ui, pen, ButtonKind::On, "Yes, out", &label).clicked() {
            local.leaving = None;
            command = Some(TrainerCommand::Kick { participant: one.id });
        }
        let label = format!("No, {name} stays");
        if button_named_ui(ui, pen, ButtonKind::Chip, "No", &label).clicked() {
            local.leaving = None;
        }
    } else {
        let label = format!("Show {name} out");
        if button_named_ui(ui, pen, ButtonKind::Chip, "Show out", &label).clicked() {
            local.leaving = Some(one.id);
        }
    }
    command
}
