//! Everything that can be done, with its key; how a phone gets the remote; whether the session is to end.

use egui::{ScrollArea, Ui, vec2};

use super::{
    deeds::Deed,
    letters::{KeyButton, key_button_ui},
    qr::qr_ui,
    state::TeamLocal,
    view::TeamContext,
};
use crate::{
    team::room::TrainerCommand,
    ui::{
        Command,
        look::TextSize,
        widgets::{ButtonKind, button_ui},
    },
};

/// Every key.
pub(super) fn tools_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
) -> Option<Command> {
    let pen = &team.pen;
    let mut done = None;
    ScrollArea::vertical().id_salt("tools").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(pen.px(10.0), pen.px(10.0));
        pen.words("What you can do", TextSize::Title).bold().show(ui);
        if !team.board().prompt.is_empty() {
            pen.words(team.board().prompt.as_str(), TextSize::Body).colour(team.accent()).show(ui);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(pen.px(10.0), pen.px(10.0));
            for deed in Deed::ALL {
                let kind = if deed.fits(team) { KeyButton::Other } else { KeyButton::Idle };
                let words = deed.words(team, local);
                if key_button_ui(ui, pen, kind, deed.key().1, &words).clicked() {
                    done = Some(deed);
                }
            }
        });
        pen.gap(ui, 6.0);
        let clicker = "A clicker's forward and back keys work as Space and Page Up.";
        pen.words(clicker, TextSize::Small).colour(pen.c.ink_soft).show(ui);
    });
    let deed = done?;
    if deed == Deed::Next {
        local.overlay = None;
    }
    deed.ask(ui, team, local)
}

/// A link that gives a phone the remote.
pub(super) fn pairing_ui(ui: &mut Ui, team: &TeamContext<'_>) -> Option<Command> {
    let pen = &team.pen;
    let mut command = None;
    let side = (ui.available_height() * 0.62).min(ui.available_width() * 0.5);
    ScrollArea::vertical().id_salt("pairing").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(8.0);
        pen.words("A phone as remote", TextSize::Title).bold().show(ui);
        let words = "Scan this with the trainer's phone, before anybody else does: whoever has this link can lead the session.";
        pen.words(words, TextSize::Body).show(ui);
        match team.view.pairing {
            Some(link) => {
                qr_ui(ui, team, link, side);
                pen.words(link.url.as_str(), TextSize::Small).colour(pen.c.ink_soft).show(ui);
            }
            None => {
                pen.words("The link is being made.", TextSize::Small).show(ui);
            }
        }
        let again = "Make another link; this one stops";
        if team.view.pairing.is_some()
            && button_ui(ui, pen, ButtonKind::Plain, again).clicked()
        {
            command = Some(Command::PairRemote);
        }
    });
    command
}

/// Whether the session is to end.
pub(super) fn ending_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
) -> Option<Command> {
    let pen = &team.pen;
    ui.spacing_mut().item_spacing.y = pen.px(10.0);
    pen.words("End the session for everyone?", TextSize::Title).bold().show(ui);
    let words = "Phones keep their page; nobody can vote or join any more. The report is made from what was kept.";
    pen.words(words, TextSize::Body).show(ui);
    let yes = button_ui(ui, pen, ButtonKind::Main, "End the session");
    let no = button_ui(ui, pen, ButtonKind::Plain, "Go on");
    if no.clicked() {
        local.overlay = None;
    }
    yes.clicked().then(|| {
        local.overlay = None;
        Command::Team(TrainerCommand::End)
    })
}
