//! Solo together: where the paths of those who play alone part, and where to gather the room.

use egui::{Rect, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::view::TeamContext;
use crate::{
    team::{room::TrainerCommand, wire::BoardSoloPath},
    ui::{
        Command,
        look::TextSize,
        measure::real,
        widgets::{keep_in_view, walk},
    },
};

/// The paths.
pub(super) fn solo_ui(ui: &mut Ui, team: &TeamContext<'_>) -> Option<Command> {
    let (pen, board) = (&team.pen, team.board());
    let mut to = None;
    ScrollArea::vertical().id_salt("solo").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.words("Everyone plays alone", TextSize::Title).bold().show(ui);
        let how =
            "Where paths part, something is worth talking about. Enter gathers the room there.";
        pen.words(how, TextSize::Small).colour(pen.c.ink_soft).show(ui);
        if board.paths.is_empty() {
            let words = "Nobody has begun yet.";
            pen.words(words, TextSize::Row).show(ui);
        }
        let most = board.paths.iter().map(|path| path.through).max().unwrap_or(1);
        let mut rows = Vec::new();
        let mut step = None;
        for path in &board.paths {
            if step.replace(path.step) != Some(path.step) {
                heading_ui(ui, team, path.step);
            }
            let response = path_ui(ui, team, path, most);
            rows.push(response.id);
            if response.clicked() {
                to = Some(path);
            }
        }
        walk(ui, &rows);
    });
    let BoardSoloPath { participant, step, .. } = to?;
    Some(Command::Team(TrainerCommand::Gather { participant: *participant, step: *step }))
}

fn heading_ui(ui: &mut Ui, team: &TeamContext<'_>, step: u32) {
    let pen = &team.pen;
    let ways = team.board().paths.iter().filter(|path| path.step == step).count();
    let after = match step {
        0 => "At the opening".to_owned(),
        1 => "After one choice".to_owned(),
        _ => format!("After {step} choices"),
    };
    let parts = if ways > 1 { format!("{after}: {ways} ways") } else { after };
    let ink = if ways > 1 { team.accent() } else { pen.c.ink_soft };
    pen.words(parts, TextSize::Small).bold().colour(ink).show(ui);
}

fn path_ui(ui: &mut Ui, team: &TeamContext<'_>, path: &BoardSoloPath, most: u32) -> egui::Response {
    let (pen, c) = (&team.pen, team.pen.c);
    let BoardSoloPath { scene, choice, here, through, .. } = path;
    let pad = pen.px(10.0);
    let wide = ui.available_width();
    let bar_wide = wide * 0.2;
    let mut words = scene.clone();
    if !choice.is_empty() {
        words = format!("{choice} → {scene}");
    }
    let mut count = format!("{through} came this way");
    if *here > 0 {
        count.push_str(&format!(", {here} here now"));
    }
    let figures = pen.words(count.as_str(), TextSize::Small).bold().galley(ui, wide * 0.3);
    let room = wide - bar_wide - figures.size().x - 4.0 * pad;
    let galley = pen.words(words.as_str(), TextSize::Small).galley(ui, room);
    let tall = galley.size().y.max(figures.size().y) + pen.px(10.0);
    let (rect, response) = ui.allocate_exact_size(vec2(wide, tall), Sense::click());
    let name = format!("Gather the room here: {words}. {count}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
    keep_in_view(ui, &response);
    let edge = if response.has_focus() { pen.ring() } else { pen.hairline(c.row_edge) };
    let fill = if response.hovered() { c.row_hover } else { c.row };
    ui.painter().rect(rect, pen.corner(), fill, edge, StrokeKind::Inside);
    let middle = rect.center().y;
    let size = vec2(bar_wide, pen.em(14.0));
    let at = Rect::from_min_size(pos2(rect.left() + pad, middle - size.y / 2.0), size);
    let share = real(*through as usize) / real(most.max(1) as usize);
    crate::ui::widgets::bar(ui, at, share, c.fact_mark, c.quiet);
    let left = at.right() + pad;
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, c.ink);
    let x = rect.right() - pad - figures.size().x;
    ui.painter().galley(pos2(x, middle - figures.size().y / 2.0), figures, c.ink);
    response
}
