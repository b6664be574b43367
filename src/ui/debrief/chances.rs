//! Choices and chance: how far the play came, what the choices left behind, what nobody could know.

use egui::{Color32, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{DebriefLocal, PageContext, Split, chart, working::working_ui};
use crate::{
    coach::{ChoicesAndChance, EARLIER_VERSION, Mover, NOT_PROVEN, OUT_OF_TIME, SumLine},
    ui::{
        Command,
        look::TextSize,
        theme::Palette,
        widgets::{Sheet, columns_ui},
    },
};

/// The page.
pub(super) fn chances_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    let pen = &scene.pen;
    if scene.view.earlier_version {
        pen.words(EARLIER_VERSION, TextSize::Body).colour(pen.c.ink_soft).show(ui);
    }
    match scene.view.split {
        Split::Running => {
            working_ui(ui, scene);
            None
        }
        Split::NotProven | Split::OutOfTime => {
            let why = match scene.view.split {
                Split::OutOfTime => OUT_OF_TIME,
                _ => NOT_PROVEN,
            };
            Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
                pen.words(why, TextSize::Speech).show(ui);
                let rest = "Nothing is guessed. Everything else in this debrief stands without it.";
                pen.words(rest, TextSize::Body).colour(pen.c.ink_soft).show(ui);
            });
            None
        }
        Split::Done(split) => split_ui(ui, scene, local, split),
    }
}

fn split_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    split: &ChoicesAndChance,
) -> Option<Command> {
    let pen = &scene.pen;
    let command = Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(4.0);
        if let Some((last, first)) = split.summary.split_last() {
            for sentences in first.chunks(2) {
                pen.words(sentences.join(" "), TextSize::Speech).figures().show(ui);
            }
            pen.words(last.as_str(), TextSize::Speech).bold().show(ui);
        }
        pen.gap(ui, 10.0);
        chart::chart_ui(ui, scene, local, split)
    });
    pen.gap(ui, 6.0);
    columns_ui::<()>(
        ui,
        pen,
        0.64,
        |ui| {
            ledger_ui(ui, scene, split);
            None
        },
        |ui| {
            if let Some(opening) = &split.opening {
                aside_ui(ui, scene, "Where it began", &format!("{}.", opening.text));
            }
            None
        },
    );
    pen.gap(ui, 4.0);
    pen.words(split.footnote.as_str(), TextSize::Small).colour(pen.c.ink_soft).show(ui);
    command
}

/// From what best play averages to the result, one thing after the other.
fn ledger_ui(ui: &mut Ui, scene: &PageContext<'_>, split: &ChoicesAndChance) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::plain(pen).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(7.0);
        pen.heading_ui(ui, "How it adds up", c.ink);
        for entry in &split.ledger {
            let (told, ink) = amount(entry, c);
            let mark = match entry.mover {
                Mover::Start => None,
                Mover::Decision => Some((true, ink)),
                Mover::Chance => Some((false, ink)),
            };
            entry_ui(ui, scene, mark, &entry.text, &told, ink);
        }
        let (line, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), pen.px(1.0)), Sense::hover());
        ui.painter().hline(line.x_range(), line.top(), pen.hairline(c.ink_soft));
        entry_ui(ui, scene, None, "You reached", &format!("{} of 100", split.result), c.ink);
    });
}

/// "cost 12 points", "gave 4 points", "took 1 point", and its colour.
fn amount(entry: &SumLine, c: &Palette) -> (String, Color32) {
    let points = match entry.points.abs() {
        _ if entry.mover == Mover::Start => entry.points.to_string(),
        1 => "1 point".to_owned(),
        points => format!("{points} points"),
    };
    match (entry.mover, entry.points) {
        (Mover::Start, _) => (points, c.ink),
        (_, 0) => ("0".to_owned(), c.ink_soft),
        (Mover::Decision, ..0) => (format!("cost {points}"), c.cost),
        (Mover::Chance, ..0) => (format!("took {points}"), c.cost),
        (_, 1..) => (format!("gave {points}"), c.fact),
    }
}

/// A line of the sum: what it was at the left, how much at the right.
fn entry_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    mark: Option<(bool, Color32)>,
    text: &str,
    told: &str,
    ink: Color32,
) {
    let pen = &scene.pen;
    let side = pen.em(12.0) + pen.px(10.0);
    let whole = ui.available_width();
    let much = pen.words(told, TextSize::Body).bold().colour(ink).galley(ui, f32::INFINITY);
    let room = whole - side - much.size().x - pen.px(20.0);
    let words = pen.words(text, TextSize::Body).galley(ui, room);
    let height = words.size().y.max(much.size().y);
    let (rect, line) = ui.allocate_exact_size(vec2(whole, height), Sense::hover());
    let name = format!("{text}: {told}");
    line.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    if let Some((square, colour)) = mark {
        let middle =
            pos2(rect.left() + pen.em(6.0), rect.top() + pen.line_height(TextSize::Body) / 2.0);
        pen.mark(ui, square, middle, colour);
    }
    let right = rect.right() - much.size().x;
    ui.painter().galley(pos2(rect.left() + side, rect.top()), words, pen.c.ink);
    ui.painter().galley(pos2(right, rect.top()), much, ink);
}

/// Kept apart, and quieter than everything else.
fn aside_ui(ui: &mut Ui, scene: &PageContext<'_>, title: &str, told: &str) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::quiet(pen).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.heading_ui(ui, title, c.on_chip);
        pen.words(told, TextSize::Body).colour(c.on_chip).show(ui);
    });
}
