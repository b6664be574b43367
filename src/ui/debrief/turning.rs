//! Turning points as a conversation: your best move, then one dear decision at a time. What might have
//! kept it open is told only once the learner has said something, or has asked to be shown.

use std::cell::RefCell;

use egui::{Id, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{DebriefLocal, PageContext, Split, evidence, line, working::working_ui};
use crate::{
    coach::{Answer, BestMove, ChoicesAndChance, Dear, Moment, Turning},
    scenario::Channel,
    ui::{
        Command,
        look::TextSize,
        widgets::{
            ButtonKind, Row, Sheet, button_ui, channel_icon, columns_ui, has_two_columns,
            keep_in_view, number_pressed, release_focus, row_ui, walk,
        },
    },
};

/// The conversation, as far as there is one.
pub(super) fn turning_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    match scene.view.split {
        Split::Running => {
            working_ui(ui, scene);
            None
        }
        Split::NotProven | Split::OutOfTime => evidence::evidence_ui(ui, scene),
        Split::Done(split) => conversation_ui(ui, scene, local, split),
    }
}

fn conversation_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    split: &ChoicesAndChance,
) -> Option<Command> {
    let pen = &scene.pen;
    let Some(last) = split.dearest.len().checked_sub(1) else {
        if let Some(best) = &split.best_move {
            best_ui(ui, scene, best);
            pen.gap(ui, 6.0);
        }
        if let Turning::Nowhere { told, .. } = &scene.view.page.turning {
            Sheet::plain(pen).show(ui, pen, |ui| {
                for told in told {
                    pen.words(told.as_str(), TextSize::Row).show(ui);
                }
            });
        }
        return None;
    };
    local.turn = local.turn.min(last);
    if !has_two_columns(ui, pen) {
        if let Some(best) = &split.best_move {
            best_ui(ui, scene, best);
            pen.gap(ui, 6.0);
        }
        let command = decision_ui(ui, scene, local, split);
        if last > 0 {
            pen.gap(ui, 6.0);
            decisions_ui(ui, scene, local, split);
        }
        return command;
    }
    let shared = RefCell::new(local);
    columns_ui(
        ui,
        pen,
        0.36,
        |ui| {
            if let Some(best) = &split.best_move {
                best_ui(ui, scene, best);
            }
            if last > 0 {
                decisions_ui(ui, scene, &mut shared.borrow_mut(), split);
            }
            None
        },
        |ui| decision_ui(ui, scene, &mut shared.borrow_mut(), split),
    )
}

fn best_ui(ui: &mut Ui, scene: &PageContext<'_>, best: &BestMove) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::plain(pen).bar(c.fact_mark).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.heading_ui(ui, "Your best move", c.fact);
        pen.words(place(&best.moment), TextSize::Small).colour(c.ink_soft).show(ui);
        pen.words(best.moment.yours.as_str(), TextSize::Row).show(ui);
        pen.words(best.told.as_str(), TextSize::Body).figures().show(ui);
        if !best.moment.why.is_empty() {
            pen.words(best.moment.why.as_str(), TextSize::Body).colour(c.ink_soft).show(ui);
        }
    });
}

/// Every dear decision: which one is talked about, and which were.
fn decisions_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    split: &ChoicesAndChance,
) {
    let pen = &scene.pen;
    Sheet::plain(pen).padding(14.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(4.0);
        for (at, dear) in split.dearest.iter().enumerate() {
            let number = at + 1;
            let of = split.dearest.len();
            let state = if local.told.contains_key(&dear.moment.step) {
                "talked over"
            } else if at == local.turn {
                "on now"
            } else {
                "still to come"
            };
            let words = format!("{number}. {}, {}", dear.moment.scene, dear.moment.when.day);
            let name = format!("Decision {number} of {of}, {state}: {}", dear.moment.scene);
            if entry_ui(ui, scene, &words, state, &name, at == local.turn) {
                local.turn = at;
            }
        }
    });
}

/// A line of the list; whether it was pressed.
fn entry_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    words: &str,
    state: &str,
    name: &str,
    on: bool,
) -> bool {
    let pen = &scene.pen;
    let c = pen.c;
    let whole = ui.available_width();
    let (pad, side) = (pen.px(10.0), pen.em(12.0));
    let room = whole - 3.0 * pad - side;
    let mut title = pen.words(words, TextSize::Body);
    if on {
        title = title.bold();
    }
    let title = title.galley(ui, room);
    let below = pen.words(state, TextSize::Small).colour(c.ink_soft).galley(ui, room);
    let height = title.size().y + below.size().y + pen.px(12.0);
    let (rect, response) = ui.allocate_exact_size(vec2(whole, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, on, name));
    keep_in_view(ui, &response);
    if on || pen.lights(&response) {
        ui.painter().rect_filled(rect, pen.corner(), c.row_hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, pen.corner(), pen.ring(), StrokeKind::Inside);
    }
    let top = rect.top() + pen.px(6.0);
    let mark = egui::Rect::from_center_size(
        pos2(rect.left() + pad + side / 2.0, top + pen.line_height(TextSize::Body) / 2.0),
        vec2(side, side),
    );
    if on {
        ui.painter().rect_filled(mark, pen.px(2.0), c.cost_mark);
    } else {
        ui.painter().rect_stroke(mark, pen.px(2.0), pen.hairline(c.cost), StrokeKind::Inside);
    }
    let left = mark.right() + pad;
    let next = top + title.size().y;
    ui.painter().galley(pos2(left, top), title, c.ink);
    ui.painter().galley(pos2(left, next), below, c.ink_soft);
    response.clicked()
}

/// The decision that is talked about: first asked, then told.
fn decision_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    split: &ChoicesAndChance,
) -> Option<Command> {
    let dear = &split.dearest[local.turn];
    let step = dear.moment.step;
    let Some(picked) = local.told.get(&step).cloned() else {
        said_ui(ui, scene, dear, "");
        ask_ui(ui, scene, local, dear);
        return None;
    };
    said_ui(ui, scene, dear, &dear.moment.why);
    if std::mem::take(&mut local.just_told) {
        let high = ui.clip_rect().height() * 0.6;
        let first = egui::Rect::from_min_size(ui.cursor().min, vec2(1.0, high));
        ui.scroll_to_rect(first, None);
    }
    let picked = picked.and_then(|id| dear.answers.iter().find(|answer| answer.id == id));
    let command = line::told_ui(ui, scene, local, dear, picked);
    ui.horizontal_wrapped(|ui| {
        let pen = &scene.pen;
        ui.spacing_mut().item_spacing.x = pen.px(10.0);
        let next =
            split.dearest.iter().position(|dear| !local.told.contains_key(&dear.moment.step));
        if let Some(next) = next
            && button_ui(ui, pen, ButtonKind::Plain, "The next decision").clicked()
        {
            local.turn = next;
            release_focus(ui);
        }
        if dear.answers.len() > 1 && button_ui(ui, pen, ButtonKind::Plain, "Ask me again").clicked()
        {
            local.told.remove(&step);
            release_focus(ui);
        }
    });
    command
}

/// What was said, in which situation, what came of it, and a word on it once that is told.
fn said_ui(ui: &mut Ui, scene: &PageContext<'_>, dear: &Dear, why: &str) {
    let pen = &scene.pen;
    let c = pen.c;
    let moment = &dear.moment;
    Sheet::plain(pen).bar(c.cost_mark).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.heading_ui(ui, &format!("{}, {}", moment.scene, moment.when), c.cost);
        pen.words(moment.yours.as_str(), TextSize::Speech).show(ui);
        if let Some(intent) = &moment.intent {
            let meant = intent.trim_end_matches('.');
            pen.words(format!("What you meant: {meant}."), TextSize::Body)
                .colour(c.ink_soft)
                .show(ui);
        }
        if let Some(reply) = &moment.reply {
            pen.words(format!("What came back: {reply}"), TextSize::Body)
                .colour(c.ink_soft)
                .show(ui);
        }
        pen.words(dear.told.as_str(), TextSize::Body).figures().show(ui);
        if !why.is_empty() {
            pen.words(why, TextSize::Body).show(ui);
        }
    });
}

/// The question, with everything else that was on offer.
fn ask_ui(ui: &mut Ui, scene: &PageContext<'_>, local: &mut DebriefLocal, dear: &Dear) {
    let pen = &scene.pen;
    pen.gap(ui, 4.0);
    pen.words("What could you have said instead?", TextSize::Speech).bold().show(ui);
    ui.spacing_mut().item_spacing.y = pen.px(6.0);
    let of = dear.answers.len();
    let mut rows: Vec<Id> = Vec::with_capacity(of);
    let mut told: Option<Option<String>> = None;
    let typed = number_pressed(ui);
    for (at, answer) in dear.answers.iter().enumerate() {
        let response = ui.push_id(dear.moment.step, |ui| answer_ui(ui, scene, answer, at + 1, of));
        rows.push(response.inner.id);
        if response.inner.clicked() || typed == Some(at) {
            told = Some(Some(answer.id.clone()));
        }
    }
    walk(ui, &rows);
    pen.gap(ui, 4.0);
    if button_ui(ui, pen, ButtonKind::Plain, "Show me").clicked() {
        told = Some(None);
    }
    if let Some(told) = told {
        local.told.insert(dear.moment.step, told);
        local.just_told = true;
        release_focus(ui);
    }
}

/// One of the answers.
pub(super) fn answer_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    answer: &Answer,
    number: usize,
    of: usize,
) -> egui::Response {
    let via = answer.channel.label();
    let sent = answer.channel != Channel::None;
    let how = if sent { format!(", {}", via.to_lowercase()) } else { String::new() };
    let row = Row {
        number,
        text: answer.text.clone(),
        italic: !sent && !answer.text.starts_with('“'),
        tag: sent.then(|| (channel_icon(answer.channel), via.to_owned())),
        name: format!("Answer {number} of {of}{how}: {}", answer.text),
        tight: of > 4,
        lit: false,
        opacity: 1.0,
    };
    row_ui(ui, &scene.pen, &row)
}

/// "Marcus, Wednesday 22 May, 16:40, by phone call".
pub(super) fn place(moment: &Moment) -> String {
    let via = moment.channel.label().to_lowercase();
    let place = format!("{}, {}", moment.scene, moment.when);
    if via.is_empty() { place } else { format!("{place}, {via}") }
}
