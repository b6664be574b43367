//! Which branch is taken: the trainer's pick by letter or number, or a rule.

use egui::{Key, ScrollArea, Ui};

use super::{
    deeds::{letter_down, went_down},
    letters::{KeyButton, key_button_ui, letter},
    state::TeamLocal,
    view::TeamContext,
};
use crate::{
    practice::wire::WireOffer,
    team::{
        room::{BranchRule, TrainerCommand},
        wire::WireRoomPhase,
    },
    ui::{
        Command,
        look::TextSize,
        widgets::{ButtonKind, button_named_ui, button_ui, walk},
    },
};

/// The rules, each with its key.
const RULES: [(Key, &str, &str, BranchRule); 3] = [
    (Key::M, "M", "What most chose", BranchRule::Majority),
    (Key::W, "W", "Drawn, votes as weights", BranchRule::WeightedRandom),
    (Key::O, "O", "The road not taken", BranchRule::RoadNotTaken),
];

/// The list.
pub(super) fn branch_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
) -> Option<Command> {
    let pen = &team.pen;
    let room = &team.board().room;
    let offered = room.view.as_ref().map_or(&[][..], |view| &view.offered);
    let by_letter = letter_down(ui);
    let mut chosen = None;
    ScrollArea::vertical().id_salt("branch").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(8.0);
        pen.words("Which way do we go?", TextSize::Title).bold().show(ui);
        let mut rows = Vec::new();
        for (at, offer) in offered.iter().enumerate() {
            if offer.pick.is_some() {
                chosen = answer_ui(ui, team, local, at, offer).or(chosen.take());
                continue;
            }
            let label = letter(at);
            let response = key_button_ui(ui, pen, KeyButton::Other, &label, &offer.text);
            rows.push(response.id);
            if response.clicked() || by_letter == Some(at) {
                chosen = Some(pick(team, &offer.id));
            }
        }
        walk(ui, &rows);
        if room.phase == WireRoomPhase::Play {
            return;
        }
        pen.gap(ui, 8.0);
        pen.words("Or by a rule", TextSize::Body).colour(pen.c.ink_soft).show(ui);
        ui.horizontal_wrapped(|ui| {
            for (key, cap, words, by) in RULES {
                let response = key_button_ui(ui, pen, KeyButton::Other, cap, words);
                if response.clicked() || went_down(ui, key) {
                    chosen = Some(TrainerCommand::Branch { by, choice: None });
                }
            }
        });
    });
    let command = Command::Team(chosen?);
    local.overlay = None;
    Some(command)
}

/// In the hot seat a choice is taken as it is; elsewhere it is the trainer's pick.
fn pick(team: &TeamContext<'_>, choice: &str) -> TrainerCommand {
    let choice = choice.to_owned();
    match team.phase() {
        WireRoomPhase::Play => TrainerCommand::HotChoose { choice },
        _ => TrainerCommand::Branch { by: BranchRule::TrainersPick, choice: Some(choice) },
    }
}

/// What is answered in parts: each part is marked, and the answer taken.
fn answer_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
    at: usize,
    offer: &WireOffer,
) -> Option<TrainerCommand> {
    let pen = &team.pen;
    let parts = offer.pick.as_ref()?;
    pen.words(format!("{} {}", letter(at), offer.text), TextSize::Row).bold().show(ui);
    let marked = local.marked.entry(offer.id.clone()).or_default();
    for (number, option) in parts.options.iter().enumerate() {
        let is_on = marked.contains(&number);
        let kind = if is_on { ButtonKind::On } else { ButtonKind::Plain };
        let words = format!("{} {}", if is_on { "✔" } else { "–" }, option.text);
        let name = format!("{}: {}", if is_on { "Marked" } else { "Not marked" }, option.text);
        if button_named_ui(ui, pen, kind, &words, &name).clicked() && !marked.remove(&number) {
            marked.insert(number);
        }
    }
    let count = u16::try_from(marked.len()).unwrap_or(u16::MAX);
    let fits = (parts.at_least..=parts.at_most).contains(&count);
    let ids: Vec<&str> = parts
        .options
        .iter()
        .enumerate()
        .filter(|(number, _)| marked.contains(number))
        .map(|(_, option)| option.id.as_str())
        .collect();
    let id = if ids.is_empty() { "none".to_owned() } else { ids.join("+") };
    let take =
        ui.add_enabled_ui(fits, |ui| button_ui(ui, pen, ButtonKind::Main, "Take this answer"));
    take.inner.clicked().then(|| pick(team, &id))
}
