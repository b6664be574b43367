//! Marking some of several: sorting cards into two columns, or choosing a few.

use egui::{
    EventFilter, Key, Memory, Rect, Response, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::{PlayContext, PlayLocal, words};
use crate::{
    engine::{Offer, PickOptionView, PickView},
    text::capital,
    ui::{
        Command,
        look::TextSize,
        widgets::{
            ButtonKind, badge, button_ui, give_focus, keep_in_view, number_pressed, pressed, take,
            walk, walk_grid,
        },
    },
};

/// The pick and its confirming button.
pub(super) fn pick_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    offer: &Offer,
    pick: &PickView,
) -> Option<Command> {
    let pen = &scene.pen;
    pen.words(offer.text.as_str(), TextSize::Row).bold().show(ui);
    let entered = enter(ui, local, pick);
    match &pick.columns {
        Some((marked, unmarked)) => sort_ui(ui, scene, local, pick, marked, unmarked),
        None => mark_ui(ui, scene, local, pick),
    }
    let marked = pick
        .options
        .iter()
        .filter(|option| local.picked.get(option.id.as_str()) == Some(&true))
        .count();
    let placed =
        pick.options.iter().filter(|option| local.picked.contains_key(option.id.as_str())).count();
    let left = if pick.columns.is_some() { pick.options.len() - placed } else { 0 };
    let fits = is_whole(local, pick);
    pen.gap(ui, 4.0);
    ui.horizontal_wrapped(|ui| {
        let done = ui.add_enabled_ui(fits, |ui| {
            button_ui(ui, pen, ButtonKind::Main, "That is how I see it")
        });
        if scene.view.view.offered.len() > 1
            && button_ui(ui, pen, ButtonKind::Plain, "Back to the others").clicked()
        {
            local.open = None;
        }
        let told = tally(pick, marked, left);
        pen.words(told, TextSize::Small).colour(pen.c.ink_soft).show(ui);
        (entered || done.inner.clicked())
            .then(|| Command::Choose { id: answer(local, pick), own_words: None })
    })
    .inner
}

/// Whether everything is sorted, and as many are marked as are asked for.
fn is_whole(local: &PlayLocal, pick: &PickView) -> bool {
    let lies = |option: &PickOptionView| local.picked.get(option.id.as_str());
    let marked = pick.options.iter().filter(|option| lies(option) == Some(&true)).count();
    let sorted = pick.columns.is_none() || pick.options.iter().all(|option| lies(option).is_some());
    sorted && (usize::from(pick.at_least)..=usize::from(pick.at_most)).contains(&marked)
}

/// Enter confirms what is whole, from wherever among the options; before that it marks the one with the focus
/// and never takes a mark away.
fn enter(ui: &Ui, local: &mut PlayLocal, pick: &PickView) -> bool {
    let focused = ui.memory(Memory::focused);
    let at = focused.and_then(|id| local.options.iter().position(|option| *option == id));
    let is_elsewhere = focused.is_some() && at.is_none();
    if local.is_covered() || is_elsewhere || !take(ui, Key::Enter) {
        return false;
    }
    if is_whole(local, pick) {
        return true;
    }
    if let Some(option) = at.and_then(|at| pick.options.get(at)).filter(|_| pick.columns.is_none())
    {
        local.picked.insert(option.id.to_string(), true);
    }
    false
}

fn answer(local: &PlayLocal, pick: &PickView) -> String {
    pick.answer(|option| local.picked.get(&*option.id) == Some(&true))
}

/// How many are wanted, and how many there are.
fn tally(pick: &PickView, marked: usize, left: usize) -> String {
    let number = |count: usize| words::number(u16::try_from(count).unwrap_or(u16::MAX));
    if left > 0 {
        let cards = if left == 1 { "card is" } else { "cards are" };
        return format!("{} {cards} still to be sorted.", capital(&number(left)));
    }
    let (least, most) = (usize::from(pick.at_least), usize::from(pick.at_most));
    if pick.columns.is_some() && least == 0 && most >= pick.options.len() {
        return "All sorted.".to_owned();
    }
    let wanted = match (least, most) {
        (least, most) if least == most => format!("Choose {}", number(least)),
        (0, most) if most >= pick.options.len() => "Choose any that apply".to_owned(),
        (0, most) => format!("Choose {} at most", number(most)),
        (least, most) if most >= pick.options.len() => format!("Choose {} at least", number(least)),
        (least, most) => format!("Choose {} to {}", number(least), number(most)),
    };
    let so_far = if marked == 0 { "None".to_owned() } else { capital(&number(marked)) };
    format!("{wanted}. {so_far} chosen.")
}

/// Cards that lie in the middle and go left or right.
fn sort_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    pick: &PickView,
    marked: &str,
    unmarked: &str,
) {
    let pen = &scene.pen;
    let width = ui.available_width();
    let head = pen.line_height(TextSize::Body);
    let (rect, _) = ui.allocate_exact_size(vec2(width, head), Sense::hover());
    let left = pen.words(format!("‹ {marked}"), TextSize::Body).bold().colour(pen.c.fact);
    left.paint(ui, rect.min);
    let right = pen.words(format!("{unmarked} ›"), TextSize::Body).bold().colour(pen.c.cost);
    let galley = right.galley(ui, f32::INFINITY);
    ui.painter().galley(pos2(rect.right() - galley.size().x, rect.top()), galley, pen.c.cost);
    let hint = pen
        .words("Press a side, drag, or use the left and right keys", TextSize::Small)
        .colour(pen.c.ink_soft)
        .galley(ui, f32::INFINITY);
    if hint.size().x < width * 0.4 {
        let at = pos2(rect.center().x - hint.size().x / 2.0, rect.center().y - hint.size().y / 2.0);
        ui.painter().galley(at, hint, pen.c.ink_soft);
    }
    let mut cards = Vec::with_capacity(pick.options.len());
    let typed = number_pressed(ui);
    for (at, option) in pick.options.iter().enumerate() {
        let lies = local.picked.get(option.id.as_str()).copied();
        let where_to = match lies {
            Some(true) => format!("under {marked}"),
            Some(false) => format!("under {unmarked}"),
            None => "not sorted yet".to_owned(),
        };
        let name =
            format!("Card {} of {}, {where_to}: {}", at + 1, pick.options.len(), option.text);
        let card = card_ui(ui, scene, (at + 1, option), lies, &name);
        cards.push(card.id);
        if typed == Some(at) || card.clicked() || card.drag_stopped() {
            give_focus(ui, card.id);
        }
        if let Some(side) = sorted(ui, &card) {
            local.picked.insert(option.id.to_string(), side);
        }
    }
    walk(ui, &cards);
    local.options = cards;
}

/// To which side a card was sent.
fn sorted(ui: &Ui, card: &Response) -> Option<bool> {
    if card.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(card.id, filter));
        if pressed(ui, Key::ArrowLeft) {
            return Some(true);
        }
        if pressed(ui, Key::ArrowRight) {
            return Some(false);
        }
    }
    let released = card.drag_stopped() || card.clicked();
    let pointer = card.interact_pointer_pos().filter(|_| released)?;
    let from = card.rect.center().x;
    Some(pointer.x < from)
}

fn card_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    (number, option): (usize, &PickOptionView),
    lies: Option<bool>,
    name: &str,
) -> Response {
    let pen = &scene.pen;
    let c = pen.c;
    let whole = ui.available_width();
    let pad = pen.px(16.0);
    let bar = pen.px(7.0);
    let disc = pen.em(24.0);
    let wide = whole * 0.62;
    let room = wide - 3.0 * pad - 2.0 * bar - disc;
    let galley = pen.words(option.text.as_str(), TextSize::Body).galley(ui, room);
    let tall = (galley.size().y + pen.px(14.0)).max(pen.px(44.0));
    let (lane, response) = ui.allocate_exact_size(vec2(whole, tall), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    keep_in_view(ui, &response);
    let shift = match lies {
        Some(true) => 0.0,
        Some(false) => whole - wide,
        None => (whole - wide) / 2.0,
    };
    let dragged = response.total_drag_delta().filter(|_| response.dragged()).map_or(0.0, |by| by.x);
    let left = (lane.left() + shift + dragged).clamp(lane.left(), lane.right() - wide);
    let rect = Rect::from_min_size(pos2(left, lane.top()), vec2(wide, tall));
    ui.painter().rect_filled(lane, pen.corner(), c.row.gamma_multiply(0.35));
    let edge = if response.has_focus() { pen.ring() } else { pen.hairline(c.row_edge) };
    let fill = if response.has_focus() || pen.lights(&response) { c.row_hover } else { c.row };
    ui.painter().rect(rect, pen.corner(), fill, edge, StrokeKind::Inside);
    let mark =
        Rect::from_center_size(rect.left_center() + vec2(pad * 0.75, 0.0), vec2(bar, tall * 0.5));
    if lies == Some(true) {
        ui.painter().rect_filled(mark, bar / 2.0, c.fact_mark);
    } else if lies == Some(false) {
        ui.painter().rect_filled(mark.translate(vec2(wide - pad * 1.5, 0.0)), 0.0, c.guess_mark);
    }
    let left = rect.left() + pad + bar;
    badge(ui, pen, pos2(left + disc / 2.0, rect.center().y), number, response.has_focus());
    let at = pos2(left + disc + pad / 2.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, c.ink);
    response
}

/// Rows to be marked.
fn mark_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal, pick: &PickView) {
    let pen = &scene.pen;
    let typed = number_pressed(ui);
    let half = (ui.available_width() - pen.px(8.0)) / 2.0;
    let room = half - 4.0 * pen.px(16.0) - pen.em(22.0) - pen.em(28.0);
    let short = |option: &PickOptionView| {
        pen.words(option.text.as_str(), TextSize::Row).galley(ui, f32::INFINITY).size().x < room
    };
    let columns = if pick.options.iter().all(short) { 2 } else { 1 };
    let width = if columns == 2 { half } else { ui.available_width() };
    let mut drawn = Vec::with_capacity(pick.options.len());
    for (row, options) in pick.options.chunks(columns).enumerate() {
        ui.horizontal_top(|ui| {
            for (at, option) in options.iter().enumerate() {
                let at = row * columns + at;
                let on = local.picked.get(option.id.as_str()) == Some(&true);
                let response =
                    option_ui(ui, scene, option, (at + 1, pick.options.len()), on, width);
                drawn.push(response.id);
                if response.clicked() || typed == Some(at) {
                    local.picked.insert(option.id.to_string(), !on);
                }
            }
        });
    }
    walk_grid(ui, &drawn, columns);
    local.options = drawn;
}

fn option_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    option: &PickOptionView,
    (at, of): (usize, usize),
    on: bool,
    whole: f32,
) -> Response {
    let pen = &scene.pen;
    let c = pen.c;
    let (pad, side, disc) = (pen.px(16.0), pen.em(22.0), pen.em(28.0));
    let room = whole - 4.0 * pad - side - disc;
    let text = pen.words(option.text.as_str(), TextSize::Row).galley(ui, room);
    let detail = option.detail.as_ref().map(|detail| {
        pen.words(detail.as_str(), TextSize::Small).colour(c.ink_soft).galley(ui, room)
    });
    let height = text.size().y + detail.as_ref().map_or(0.0, |detail| detail.size().y);
    let (rect, response) = ui.allocate_exact_size(
        vec2(whole, (height + pen.px(14.0)).max(pen.px(44.0))),
        Sense::click(),
    );
    let more = option.detail.as_deref().map_or(String::new(), |detail| format!(". {detail}"));
    let name = format!("{at} of {of}: {}{more}", option.text);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, on, &name));
    keep_in_view(ui, &response);
    let edge = if response.has_focus() { pen.ring() } else { pen.hairline(c.row_edge) };
    let fill =
        if response.has_focus() || pen.lights(&response) || on { c.row_hover } else { c.row };
    ui.painter().rect(rect, pen.corner(), fill, edge, StrokeKind::Inside);
    let middle = rect.center().y;
    badge(ui, pen, pos2(rect.left() + pad + disc / 2.0, middle), at, response.has_focus());
    let tick = Rect::from_center_size(
        pos2(rect.left() + 2.0 * pad + disc + side / 2.0, middle),
        vec2(side, side),
    );
    let ground = if on { c.focus } else { c.ground };
    ui.painter().rect(tick, pen.px(5.0), ground, pen.hairline(c.ink_soft), StrokeKind::Inside);
    if on {
        let stroke = egui::Stroke::new(pen.px(3.0), c.on_focus);
        let (a, b, d) = (
            tick.lerp_inside(vec2(0.22, 0.52)),
            tick.lerp_inside(vec2(0.42, 0.72)),
            tick.lerp_inside(vec2(0.78, 0.3)),
        );
        ui.painter().line(vec![a, b, d], stroke);
    }
    let left = tick.right() + pad;
    let top = rect.center().y - height / 2.0;
    let below = top + text.size().y;
    ui.painter().galley(pos2(left, top), text, c.ink);
    if let Some(detail) = detail {
        ui.painter().galley(pos2(left, below), detail, c.ink_soft);
    }
    response
}
