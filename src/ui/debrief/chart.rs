//! How much was open over time, as a line: squares are what you decided, discs are what chance did.
//!
//! Every point is told in words too: pointed at or with the focus, in a panel below and to a screen
//! reader. Nothing moves, and numbers are whole.

use egui::{Color32, Id, Rect, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, WidgetType, vec2};

use super::{DebriefLocal, PageContext, plot::Plot};
use crate::{
    coach::{ChoicesAndChance, CoursePoint, Mover},
    ui::{
        Command,
        look::{Pen, TextSize},
        widgets::{ButtonKind, button_named_ui, walk_across},
    },
};

/// The chart, what its marks mean, and what the point in question was.
pub(super) fn chart_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    split: &ChoicesAndChance,
) -> Option<Command> {
    if split.course.len() < 2 {
        return None;
    }
    let pen = &scene.pen;
    key_ui(ui, scene);
    let height = Plot::height(pen, &split.course, &scene.view.debrief.happened);
    let (rect, whole) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let told = format!(
        "What was still open, from 0 to 100, over {} points: it began at {} and came to {}. Squares are what \
         you decided, discs are what chance did; teal goes up, orange goes down.",
        split.course.len(),
        split.best_average,
        split.result,
    );
    whole.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &told));
    let plot = Plot::new(ui, pen, rect, split, &scene.view.debrief.happened);
    let Pointed { focused, asked } = points_ui(ui, pen, local, &plot, split);
    let lit = local.point.filter(|&at| at < split.course.len());
    plot.paint(ui, lit, focused);
    detail_ui(ui, scene, lit.map(|at| (&split.course[at], plot.colour(at))), asked)
}

/// What was done with the points.
#[derive(Default)]
struct Pointed {
    /// The point with the focus.
    focused: Option<usize>,
    /// Whether a point was pressed.
    asked: bool,
}

/// What can be pointed at and walked through.
fn points_ui(
    ui: &Ui,
    pen: &Pen<'_>,
    local: &mut DebriefLocal,
    plot: &Plot<'_>,
    split: &ChoicesAndChance,
) -> Pointed {
    let of = split.course.len();
    let moved = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
    let mut ids: Vec<Id> = Vec::with_capacity(of);
    let mut pointed = Pointed::default();
    for (at, point) in split.course.iter().enumerate() {
        let response = ui.interact(plot.column(at), ui.id().with(("point", at)), Sense::click());
        let name = format!("Point {} of {of}, {}: {}", at + 1, what(point), point.told);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
        let came = response.has_focus() && local.focused != Some(at);
        if came {
            let told = Vec2::new(0.0, pen.em(110.0));
            ui.scroll_to_rect(
                Rect::from_min_max(response.rect.min, response.rect.max + told),
                None,
            );
        }
        if came || (response.hovered() && moved) || response.clicked() {
            local.point = Some(at);
        }
        pointed.asked |= response.clicked();
        if response.has_focus() {
            pointed.focused = Some(at);
        }
        ids.push(response.id);
    }
    local.focused = pointed.focused;
    walk_across(ui, &ids);
    pointed
}

fn what(point: &CoursePoint) -> &'static str {
    match point.mover {
        Mover::Start => "the start",
        Mover::Decision => "you decided",
        Mover::Chance => "chance",
    }
}

/// What the marks mean.
fn key_ui(ui: &mut Ui, scene: &PageContext<'_>) {
    let pen = &scene.pen;
    let c = pen.c;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(pen.px(8.0), 0.0);
        for (square, ink, words) in
            [(true, c.button_edge, "You decided"), (false, c.button_edge, "Chance decided")]
        {
            pen.mark_ui(ui, square, ink);
            pen.words(words, TextSize::Small).colour(c.ink_soft).show(ui);
            ui.add_space(pen.px(12.0));
        }
        for (up, ink, words) in
            [(true, c.fact_mark, "It opened something"), (false, c.cost_mark, "It cost something")]
        {
            arrow_ui(ui, pen, up, ink);
            pen.words(words, TextSize::Small).colour(c.ink_soft).show(ui);
            ui.add_space(pen.px(12.0));
        }
    });
}

/// A colour with its direction: up or down.
fn arrow_ui(ui: &mut Ui, pen: &Pen<'_>, up: bool, ink: Color32) {
    let side = pen.em(12.0);
    let room = vec2(side, pen.line_height(TextSize::Body));
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let way = if up { -0.5 } else { 0.5 } * side;
    let base = rect.center() - vec2(0.0, way);
    let half = vec2(side / 2.0, 0.0);
    let corners = vec![base - half, rect.center() + vec2(0.0, way), base + half];
    ui.painter().add(Shape::convex_polygon(corners, ink, Stroke::NONE));
}

/// What the point in question was, and the way back to it.
fn detail_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    point: Option<(&CoursePoint, Color32)>,
    asked: bool,
) -> Option<Command> {
    let pen = &scene.pen;
    let c = pen.c;
    pen.gap(ui, 4.0);
    let Some((point, colour)) = point else {
        let hint =
            "Each point tells what it was: point at it, or go along with Tab and the arrow keys.";
        pen.words(hint, TextSize::Body).colour(c.ink_soft).show(ui);
        return None;
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = pen.px(10.0);
        if point.mover != Mover::Start {
            pen.mark_ui(ui, point.mover == Mover::Decision, colour);
        }
        pen.words(point.told.as_str(), TextSize::Body).show(ui);
    });
    let step = point.step.filter(|_| point.mover == Mover::Decision && scene.view.can_play_on)?;
    let name = format!("Play on from here: {}", point.told);
    let button = button_named_ui(ui, pen, ButtonKind::Plain, "Play on from here", &name);
    if asked {
        button.request_focus();
    }
    button.clicked().then_some(Command::PlayOn { step })
}
