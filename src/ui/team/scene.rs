//! The scene: the stage above; below it the line that is read, or what can be done, by letters.

use egui::{
    Align, Id, Layout, Rect, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, WidgetType,
    pos2, vec2,
};

use super::{
    deeds::{has_lines_left, letter_down},
    letters::{letter, letter_mark, letter_side},
    lines::{is_legible, line_ui},
    state::{TeamLocal, TeamOverlay},
    view::TeamContext,
};
use crate::{
    practice::wire::{WireOffer, WireView},
    team::{
        room::{RoomMode, TrainerCommand},
        wire::WireRoomPhase,
    },
    ui::{
        Command,
        look::TextSize,
        measure::real,
        widgets::{keep_in_view, walk},
    },
};

/// The largest share of the height that words take from the stage.
const MOST_WORDS: f32 = 0.8;

/// The scene.
pub(super) fn scene_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
    whole: Rect,
) -> Option<Command> {
    let pen = &team.pen;
    let view = team.board().room.view.as_ref()?;
    let reads = has_lines_left(team, local) || team.phase() == WireRoomPhase::Branch;
    // The words take what they need, and the stage all of the rest.
    let kept = Id::new(("height of the words", reads, whole.width().to_bits()));
    let wanted: f32 = ui.data(|data| data.get_temp(kept)).unwrap_or(whole.height() * 0.4);
    let least = if reads { whole.height() * 0.3 } else { 0.0 };
    let tall = wanted.min(whole.height() * MOST_WORDS).max(least).max(0.0);
    let below = Rect::from_min_max(pos2(whole.left(), whole.bottom() - tall), whole.max);
    local.stage_rect = Rect::from_min_max(whole.min, pos2(whole.right(), below.top()));
    ui.painter().rect_filled(below, 0.0, pen.c.ground);
    ui.painter().hline(below.x_range(), below.top(), pen.hairline(pen.c.sheet_edge));
    let pad = vec2(pen.margin(), pen.px(14.0));
    let inner = below.shrink2(pad);
    let mut panel = ui.new_child(UiBuilder::new().id_salt("words").max_rect(inner));
    let shown = ScrollArea::vertical()
        .id_salt(("scene", team.board().here.0, reads))
        .auto_shrink(false)
        .stick_to_bottom(reads)
        .show(&mut panel, |ui| {
            let area = ui.available_rect_before_wrap();
            let column = Rect::from_min_max(area.min, pos2(area.right(), f32::INFINITY));
            let layout = Layout::top_down(Align::Min);
            let mut column = ui.new_child(UiBuilder::new().max_rect(column).layout(layout));
            let result = if reads {
                reading_ui(&mut column, team, local, view);
                None
            } else {
                deciding_ui(&mut column, team, local, view)
            };
            let used = column.min_rect();
            ui.allocate_rect(used, Sense::hover());
            (used.height() + 2.0 * pad.y, result)
        })
        .inner;
    if (shown.0 - wanted).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(kept, shown.0));
        ui.ctx().request_discard("the words found their height");
    }
    shown.1
}

/// The line that is read, and the one before it.
fn reading_ui(ui: &mut Ui, team: &TeamContext<'_>, local: &TeamLocal, view: &WireView) {
    let pen = &team.pen;
    ui.spacing_mut().item_spacing.y = pen.px(10.0);
    let said: Vec<_> = view.said.iter().take(local.shown).filter(|said| is_legible(said)).collect();
    if let Some(act) = view.standing.act.as_ref().filter(|_| local.shown <= 1) {
        pen.words(act.as_str(), TextSize::Title).bold().colour(team.accent()).show(ui);
    }
    let Some((last, before)) = said.split_last() else {
        pen.words(view.standing.scene_title.as_str(), TextSize::Title).bold().show(ui);
        return;
    };
    if let Some(before) = before.last() {
        line_ui(ui, team, before, TextSize::Small, true);
    }
    pen.gap(ui, 6.0);
    let size = if last.text.chars().count() > 260 { TextSize::Row } else { TextSize::Speech };
    line_ui(ui, team, last, size, false);
    let left = view.said.iter().skip(local.shown).filter(|said| is_legible(said)).count();
    let ending = view.standing.ending.as_ref().filter(|_| left == 0);
    if let Some(ending) = ending {
        pen.gap(ui, 4.0);
        pen.words(ending.title.as_str(), TextSize::Title).bold().colour(team.accent()).show(ui);
    }
}

/// What can be done.
fn deciding_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
    view: &WireView,
) -> Option<Command> {
    let pen = &team.pen;
    ui.spacing_mut().item_spacing.y = pen.px(6.0);
    if let Some(last) = view.said.iter().rev().find(|said| is_legible(said)) {
        line_ui(ui, team, last, TextSize::Small, true);
    }
    let question = match team.phase() {
        WireRoomPhase::Open if team.board().room.present == 0 => {
            "What do you do? Raise your card, all at once."
        }
        WireRoomPhase::Open => "What do you do? Answer on your phone, alone.",
        WireRoomPhase::Closed => "The vote is closed. Which one do you expect?",
        _ => "What do you do?",
    };
    if let Some(name) = hot_seat(team) {
        pen.words(name, TextSize::Body).bold().colour(team.accent()).show(ui);
    } else {
        pen.words(question, TextSize::Body).bold().colour(team.accent()).show(ui);
    }
    let size = fitting(ui, team, &view.offered);
    let decides = team.phase() == WireRoomPhase::Play;
    let mut rows = Vec::new();
    let mut chosen = letter_down(ui).filter(|at| decides && *at < view.offered.len());
    for (at, offer) in view.offered.iter().enumerate() {
        let response = offer_ui(ui, team, at, offer, size, decides);
        if decides {
            rows.push(response.id);
        }
        if decides && response.clicked() {
            chosen = Some(at);
        }
    }
    walk(ui, &rows);
    let offer = view.offered.get(chosen?)?;
    if offer.pick.is_some() {
        // What is answered in parts is put together in front.
        local.overlay = Some(TeamOverlay::Branch);
        return None;
    }
    Some(Command::Team(TrainerCommand::HotChoose { choice: offer.id.clone() }))
}

/// Who plays aloud.
fn hot_seat(team: &TeamContext<'_>) -> Option<String> {
    let room = &team.board().room;
    (room.mode == RoomMode::HotSeat && room.phase == WireRoomPhase::Play).then(|| {
        room.hot_seat.as_ref().map_or_else(
            || "In the hot seat: what do you say?".to_owned(),
            |name| format!("{name} has the hot seat: what do you say?"),
        )
    })
}

/// The largest size at which all offers are in view at once, down to the smallest.
fn fitting(ui: &Ui, team: &TeamContext<'_>, offered: &[WireOffer]) -> TextSize {
    let pen = &team.pen;
    let room = ui.ctx().content_rect().height() * 0.44;
    let width = text_width(ui, team);
    let tall = |size: TextSize| {
        let rows = offered.iter().map(|offer| {
            let words = pen.words(offer.text.as_str(), size).galley(ui, width);
            words.size().y.max(letter_side(pen)) + pen.px(14.0)
        });
        rows.sum::<f32>() + pen.px(6.0) * real(offered.len())
    };
    let sizes = [TextSize::Row, TextSize::Body];
    sizes.into_iter().find(|size| tall(*size) <= room).unwrap_or(TextSize::Small)
}

fn text_width(ui: &Ui, team: &TeamContext<'_>) -> f32 {
    let pen = &team.pen;
    ui.available_width() - letter_side(pen) - 3.0 * pen.px(12.0)
}

fn offer_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    at: usize,
    offer: &WireOffer,
    size: TextSize,
    takes: bool,
) -> egui::Response {
    let pen = &team.pen;
    let c = pen.c;
    let (pad, square) = (pen.px(12.0), letter_side(pen));
    let galley = pen.words(offer.text.as_str(), size).galley(ui, text_width(ui, team));
    let options: Vec<_> = offer.pick.iter().flat_map(|pick| &pick.options).collect();
    let below: Vec<_> = options
        .iter()
        .map(|option| {
            let words = match &option.detail {
                Some(detail) => format!("· {}: {detail}", option.text),
                None => format!("· {}", option.text),
            };
            pen.words(words, TextSize::Small).colour(c.ink_soft).galley(ui, text_width(ui, team))
        })
        .collect();
    let more: f32 = below.iter().map(|galley| galley.size().y).sum();
    let tall = (galley.size().y + more).max(square) + pen.px(8.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::hover());
    let sense = if takes { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.id().with(("offer", at)), sense);
    let letter = letter(at);
    let parts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
    let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) };
    let name = format!("{letter}: {}{parts}", offer.text);
    let kind = if takes { WidgetType::Button } else { WidgetType::Label };
    response.widget_info(|| WidgetInfo::labeled(kind, true, &name));
    keep_in_view(ui, &response);
    let lit = response.hovered() && takes;
    let edge = if response.has_focus() { pen.ring() } else { pen.hairline(c.row_edge) };
    let fill = if lit { c.row_hover } else { c.row };
    ui.painter().rect(rect, pen.corner(), fill, edge, StrokeKind::Inside);
    letter_mark(ui, pen, pos2(rect.left() + pad + square / 2.0, rect.center().y), &letter, lit);
    let left = rect.left() + 2.0 * pad + square;
    let all = galley.size().y + more;
    let mut y = rect.center().y - all / 2.0;
    let tall = galley.size().y;
    ui.painter().galley(pos2(left, y), galley, c.ink);
    y += tall;
    for line in below {
        let tall = line.size().y;
        ui.painter().galley(pos2(left, y), line, c.ink_soft);
        y += tall;
    }
    response
}
