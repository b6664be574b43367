//! The fork map: every road that the room took, drawn as a tree; each place can be returned to.

use egui::{
    Pos2, Rect, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType,
    epaint::CubicBezierShape, pos2, vec2,
};

use super::{state::TeamLocal, view::TeamContext};
use crate::{
    team::{
        room::{ForkNodeId, TrainerCommand},
        wire::BoardFork,
    },
    ui::{
        Command,
        look::TextSize,
        measure::real,
        widgets::{keep_in_view, walk},
    },
};

/// A place in the order in which it is drawn.
struct PlacedFork<'b> {
    fork: &'b BoardFork,
    /// The lane it stands in, from the left.
    lane: usize,
    /// The row of the place that it came from.
    from: Option<usize>,
}

/// The map.
pub(super) fn forks_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
) -> Option<Command> {
    let pen = &team.pen;
    let board = team.board();
    let placed = placed(&board.forks);
    let mut to = None;
    ScrollArea::vertical().id_salt("forks").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(4.0);
        pen.words("The roads you took", TextSize::Title).bold().show(ui);
        let how = "Up and down, then Enter: go back to a place and take another road.";
        pen.words(how, TextSize::Small).colour(pen.c.ink_soft).show(ui);
        let lanes = placed.iter().map(|one| one.lane + 1).max().unwrap_or(1);
        let under = ui.painter().add(Shape::Noop);
        let mut dots: Vec<Pos2> = Vec::new();
        let mut rows = Vec::new();
        for one in &placed {
            let (dot, response) = place_ui(ui, team, one, lanes);
            if response.clicked() {
                to = Some(one.fork.id);
            }
            dots.push(dot);
            rows.push(response.id);
        }
        ui.painter().set(under, Shape::Vec(edges(team, &placed, &dots)));
        for (one, dot) in placed.iter().zip(&dots) {
            let here = one.fork.id == board.here;
            let radius = pen.em(if here { 9.0 } else { 6.5 });
            let fill = if here { pen.c.focus } else { pen.c.fact_mark };
            if one.fork.ending.is_some() {
                let side = egui::Vec2::splat(radius * 1.9);
                ui.painter().rect_filled(Rect::from_center_size(*dot, side), 2.0, fill);
            } else {
                ui.painter().circle_filled(*dot, radius, fill);
            }
        }
        let here = placed.iter().position(|one| one.fork.id == board.here);
        if let Some(row) = here.and_then(|at| rows.get(at)).filter(|_| local.just_opened) {
            ui.memory_mut(|memory| memory.request_focus(*row));
        }
        walk(ui, &rows);
    });
    let to: ForkNodeId = to?;
    local.overlay = None;
    Some(Command::Team(TrainerCommand::ReturnTo { to }))
}

/// All places, each after the one that it came from: the first road goes straight on, every other one opens a lane.
fn placed(forks: &[BoardFork]) -> Vec<PlacedFork<'_>> {
    let mut placed = Vec::with_capacity(forks.len());
    let mut lanes = 0;
    let mut waiting: Vec<(&BoardFork, Option<usize>, Option<usize>)> =
        forks.iter().filter(|fork| fork.from.is_none()).map(|fork| (fork, None, Some(0))).collect();
    while let Some((fork, from, lane)) = waiting.pop() {
        let lane = lane.unwrap_or_else(|| {
            lanes += 1;
            lanes
        });
        let row = placed.len();
        placed.push(PlacedFork { fork, lane, from });
        let roads: Vec<&BoardFork> =
            forks.iter().filter(|next| next.from == Some(fork.id)).collect();
        for (at, road) in roads.iter().enumerate().rev() {
            waiting.push((road, Some(row), (at == 0).then_some(lane)));
        }
    }
    placed
}

fn edges(team: &TeamContext<'_>, placed: &[PlacedFork<'_>], dots: &[Pos2]) -> Vec<Shape> {
    let pen = &team.pen;
    let stroke = Stroke::new(pen.px(3.0), pen.c.quiet);
    let edge = |one: &PlacedFork<'_>, end: Pos2| {
        let start = *dots.get(one.from?)?;
        // Down its own lane, and over to it at the start.
        let turn = pos2(end.x, (start.y + pen.em(34.0)).min(end.y));
        let bend = CubicBezierShape::from_points_stroke(
            [start, pos2(start.x, turn.y), pos2(turn.x, start.y), turn],
            false,
            egui::Color32::TRANSPARENT,
            stroke,
        );
        Some([Shape::CubicBezier(bend), Shape::line_segment([turn, end], stroke)])
    };
    placed.iter().zip(dots).filter_map(|(one, dot)| edge(one, *dot)).flatten().collect()
}

fn place_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    one: &PlacedFork<'_>,
    lanes: usize,
) -> (Pos2, egui::Response) {
    let (pen, c) = (&team.pen, team.pen.c);
    let BoardFork { scene, choice, votes, ending, id, .. } = one.fork;
    let lane = pen.em(24.0).min(ui.available_width() * 0.3 / real(lanes));
    let left = lane * (real(lanes) + 0.5);
    let title = ending.as_ref().unwrap_or(scene);
    let here = *id == team.board().here;
    let mut head = if choice.is_empty() { format!("The opening: {title}") } else { title.clone() };
    if let Some((votes, of)) = votes.filter(|(_, of)| *of > 0) {
        head.push_str(&format!(" · {votes} of {of}"));
    }
    if here {
        head.push_str(" · you are here");
    }
    let pad = pen.px(10.0);
    let room = ui.available_width() - left - 2.0 * pad;
    let ink = if here { team.accent() } else { c.ink };
    let head_galley = pen.words(head.as_str(), TextSize::Small).bold().colour(ink).galley(ui, room);
    let choice_galley = (!choice.is_empty())
        .then(|| pen.words(choice.as_str(), TextSize::Small).colour(c.ink_soft).galley(ui, room));
    let more = choice_galley.as_ref().map_or(0.0, |galley| galley.size().y);
    let tall = head_galley.size().y + more + pen.px(12.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::click());
    let name = match ending {
        Some(_) => format!("Go back before the ending “{head}”: {choice}"),
        None => format!("Go back to {head}: {choice}"),
    };
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Button, true, name.trim_end_matches([':', ' ']))
    });
    keep_in_view(ui, &response);
    let shown = Rect::from_min_max(pos2(rect.left() + left, rect.top()), rect.max);
    if response.has_focus() || response.hovered() {
        let edge = if response.has_focus() { pen.ring() } else { pen.hairline(c.row_edge) };
        ui.painter().rect(shown, pen.corner(), c.row_hover, edge, StrokeKind::Inside);
    }
    let at = shown.min + vec2(pad, pen.px(6.0));
    let below = at + vec2(0.0, head_galley.size().y);
    ui.painter().galley(at, head_galley, ink);
    if let Some(galley) = choice_galley {
        ui.painter().galley(below, galley, c.ink_soft);
    }
    let dot = pos2(
        rect.left() + lane * (real(one.lane) + 0.5),
        at.y + pen.line_height(TextSize::Small) / 2.0,
    );
    (dot, response)
}
