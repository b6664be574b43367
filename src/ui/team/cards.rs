//! Raised cards: the trainer types in how many there are for each choice, where phones do not work.

use egui::{Id, Key, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{
    deeds::went_down,
    letters::{KeyButton, key_button_ui, letter, letter_mark, letter_side},
    state::TeamLocal,
    view::TeamContext,
};
use crate::{
    team::room::TrainerCommand,
    ui::{
        Command,
        look::TextSize,
        widgets::{keep_in_view, walk},
    },
};

/// As many cards as a room takes for one choice.
const MOST: u32 = 1000;
const DIGITS: [Key; 10] = [
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The tally.
pub(super) fn cards_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
) -> Option<Command> {
    let pen = &team.pen;
    let view = team.board().room.view.as_ref()?;
    let offered: Vec<_> = view.offered.iter().enumerate().collect();
    let offered: Vec<_> = offered.into_iter().filter(|(_, offer)| offer.pick.is_none()).collect();
    let mut keeps = false;
    ScrollArea::vertical().id_salt("cards").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.words("Count the raised cards", TextSize::Title).bold().show(ui);
        let how = "Up and down go through the choices, digits or left and right set the number.";
        pen.words(how, TextSize::Small).colour(pen.c.ink_soft).show(ui);
        if offered.is_empty() {
            let words = "This one is answered in parts: talk it over, and pick the answer with B.";
            pen.words(words, TextSize::Body).show(ui);
            return;
        }
        let mut rows = Vec::new();
        for (at, offer) in &offered {
            let count = local.cards.entry(offer.id.clone()).or_default();
            rows.push(tally_ui(ui, team, &letter(*at), &offer.text, count));
        }
        walk(ui, &rows);
        if let Some(first) = rows.first().filter(|_| ui.memory(|memory| memory.focused().is_none()))
        {
            ui.memory_mut(|memory| memory.request_focus(*first));
        }
        let total: u32 = local.cards.values().sum();
        pen.gap(ui, 4.0);
        let words = format!("Keep these {total} cards");
        keeps = key_button_ui(ui, pen, KeyButton::Forward, "Enter", &words).clicked();
    });
    if !offered.is_empty() && (keeps || went_down(ui, Key::Enter)) {
        local.overlay = None;
        let cards = local.cards.iter().map(|(id, count)| (id.clone(), *count)).collect();
        return Some(Command::Team(TrainerCommand::CountCards { cards }));
    }
    None
}

fn tally_ui(ui: &mut Ui, team: &TeamContext<'_>, label: &str, text: &str, count: &mut u32) -> Id {
    let (pen, c) = (&team.pen, team.pen.c);
    let (pad, side) = (pen.px(12.0), letter_side(pen));
    let wide = ui.available_width();
    let figure_wide = pen.em(84.0);
    let room = wide - side - figure_wide - 4.0 * pad;
    let galley = pen.words(text, TextSize::Small).galley(ui, room);
    let tall = galley.size().y.max(side) + pen.px(10.0);
    let (rect, _) = ui.allocate_exact_size(vec2(wide, tall), Sense::hover());
    let response = ui.interact(rect, ui.id().with(("tally", label)), Sense::click());
    if response.clicked() {
        response.request_focus();
    }
    if response.has_focus() {
        for (digit, key) in (0..).zip(DIGITS) {
            if went_down(ui, key) {
                let next = *count * 10 + digit;
                *count = if next > MOST { digit } else { next };
            }
        }
        let step = |key| ui.input(|input| input.key_pressed(key));
        if step(Key::ArrowRight) || step(Key::Plus) {
            *count = (*count + 1).min(MOST);
        }
        if step(Key::ArrowLeft) || step(Key::Minus) {
            *count = count.saturating_sub(1);
        }
        if step(Key::Backspace) || step(Key::Delete) {
            *count = 0;
        }
        if step(Key::ArrowRight) || step(Key::ArrowLeft) {
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        }
    }
    let name = format!("{label}: {text}, {count} cards");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
    keep_in_view(ui, &response);
    let edge = if response.has_focus() { pen.ring() } else { pen.hairline(c.row_edge) };
    ui.painter().rect(rect, pen.corner(), c.row, edge, StrokeKind::Inside);
    let middle = rect.center().y;
    letter_mark(ui, pen, pos2(rect.left() + pad + side / 2.0, middle), label, response.has_focus());
    let left = rect.left() + 2.0 * pad + side;
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, c.ink);
    let figure = pen.words(count.to_string(), TextSize::Speech).bold().galley(ui, figure_wide);
    let at = pos2(rect.right() - pad - figure.size().x, middle - figure.size().y / 2.0);
    ui.painter().galley(at, figure, c.ink);
    response.id
}
