//! Who is here: who has answered, who gets another name, and who is shown out.

use egui::{Key, Margin, ScrollArea, TextEdit, Ui, WidgetInfo, WidgetType};

use super::{
    lobby::name_ui,
    state::{Renaming, TeamLocal},
    view::TeamContext,
};
use crate::{
    team::{
        room::{LONGEST_NAME, RoomMode, TrainerCommand},
        wire::BoardParticipant,
    },
    text::steers,
    ui::{
        Command,
        look::TextSize,
        measure::{count, margin},
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
    if local.renaming.as_ref().is_some_and(|renaming| renaming.who == one.id) {
        return renaming_ui(ui, team, local, one);
    }
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
        let label = format!("Give {name} another name");
        if button_named_ui(ui, pen, ButtonKind::Chip, "Rename", &label).clicked() {
            // What stands for a hidden name is no name to go on from.
            let typed = if team.board().hides_names { String::new() } else { name.clone() };
            local.renaming = Some(Renaming { who: one.id, typed, is_new: true });
        }
    }
    command
}

/// The field in which somebody's name is typed anew.
fn renaming_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
    one: &BoardParticipant,
) -> Option<TrainerCommand> {
    let pen = &team.pen;
    let name = &one.name;
    let Renaming { typed, is_new, .. } = local.renaming.as_mut()?;
    let edit = TextEdit::singleline(typed)
        .id_salt("another name")
        .char_limit(LONGEST_NAME)
        .font(pen.font(TextSize::Row, false))
        .desired_width(pen.em(220.0).min(ui.max_rect().width()))
        .margin(Margin::same(margin(pen.px(10.0))));
    let field = ui.add(edit);
    let label = format!("Another name for {name}");
    field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, &label));
    typed.retain(|c| !steers(c));
    let wanted = typed.trim().to_owned();
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let keep =
        button_named_ui(ui, pen, ButtonKind::On, "Keep", &format!("Keep this name for {name}"));
    let stay = button_named_ui(ui, pen, ButtonKind::Chip, "No", &format!("{name} stays {name}"));
    if std::mem::take(is_new) {
        field.request_focus();
    }
    let asks = (entered || keep.clicked()) && !wanted.is_empty();
    if asks || stay.clicked() {
        local.renaming = None;
    }
    asks.then_some(TrainerCommand::Rename { participant: one.id, name: wanted })
}
