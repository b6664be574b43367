//! The split as bars: how many for each choice, and how sure they were. Nothing is told by colour alone.

use egui::{
    Color32, Mesh, Rect, ScrollArea, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::{
    letters::{letter_mark, letter_side},
    view::TeamContext,
};
use crate::{
    team::{
        room::UNIFIED,
        wire::{WireReveal, WireShare},
    },
    ui::{look::TextSize, measure::real},
};

/// How sure, in words, from 1 to 3.
const SURE: [&str; 3] = ["a guess", "fairly sure", "sure"];

/// The split.
pub(super) fn reveal_ui(ui: &mut Ui, team: &TeamContext<'_>, reveal: &WireReveal) {
    let pen = &team.pen;
    let size = fitting(ui, team, reveal);
    ScrollArea::vertical().id_salt("reveal").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.words(verdict(reveal), TextSize::Speech).bold().show(ui);
        legend_ui(ui, team, reveal);
        pen.gap(ui, 4.0);
        shares_ui(ui, team, reveal, size);
    });
}

/// A bar for each choice.
pub(super) fn shares_ui(ui: &mut Ui, team: &TeamContext<'_>, reveal: &WireReveal, size: TextSize) {
    for (at, share) in reveal.shares.iter().enumerate() {
        let before = reveal.before.iter().find(|one| one.choice == share.choice);
        share_ui(ui, team, reveal, share, before, size, leads(reveal, at));
    }
}

/// How the vote came out, in a sentence.
pub(super) fn verdict(reveal: &WireReveal) -> String {
    let most = reveal.shares.iter().map(|share| share.votes).max().unwrap_or(0);
    if reveal.total == 0 || most == 0 {
        return "Nobody has voted.".to_owned();
    }
    let leading: Vec<&WireShare> =
        reveal.shares.iter().filter(|share| share.votes == most).collect();
    let percent = percent(most, reveal.total);
    let of = format!("{most} of {} ({percent} %)", reveal.total);
    let again = if reveal.attempt > 1 { " this time" } else { "" };
    match leading.as_slice() {
        [one] if reveal.unified => format!("The room agrees{again}: {of} for {}.", one.letter),
        [one] => {
            format!("The room is split{again}: {of} for {}, short of {UNIFIED} %.", one.letter)
        }
        several => {
            let letters: Vec<&str> = several.iter().map(|one| one.letter.as_str()).collect();
            let letters = letters.join(" and ");
            format!("The room is split{again}: {letters} with {most} of {} each.", reveal.total)
        }
    }
}

fn percent(votes: u32, total: u32) -> u32 {
    (votes * 100).checked_div(total).unwrap_or(0)
}

fn leads(reveal: &WireReveal, at: usize) -> bool {
    let most = reveal.shares.iter().map(|share| share.votes).max().unwrap_or(0);
    most > 0 && reveal.shares.get(at).is_some_and(|share| share.votes == most)
}

fn has_confidence(reveal: &WireReveal) -> bool {
    reveal.shares.iter().any(|share| share.sure.iter().any(|count| *count > 0))
}

/// What the fillings of the bars mean.
fn legend_ui(ui: &mut Ui, team: &TeamContext<'_>, reveal: &WireReveal) {
    let pen = &team.pen;
    if !has_confidence(reveal) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = pen.px(8.0);
        for level in [2, 1, 0] {
            let (rect, _) =
                ui.allocate_exact_size(vec2(pen.em(30.0), pen.em(16.0)), Sense::hover());
            filling(ui, team, rect, Some(level));
            let words = format!("{} {}", level + 1, SURE[level]);
            pen.words(words, TextSize::Small).colour(pen.c.ink_soft).show(ui);
            ui.add_space(pen.px(14.0));
        }
        if !reveal.before.is_empty() {
            let (rect, _) = ui.allocate_exact_size(vec2(pen.em(30.0), pen.em(8.0)), Sense::hover());
            ui.painter().rect_filled(rect, 2.0, pen.c.guess_mark);
            pen.words("first vote", TextSize::Small).colour(pen.c.ink_soft).show(ui);
        }
    });
}

fn fitting(ui: &Ui, team: &TeamContext<'_>, reveal: &WireReveal) -> TextSize {
    let pen = &team.pen;
    let room = ui.available_height() - 3.6 * pen.line_height(TextSize::Speech);
    let width = ui.available_width() - letter_side(pen) - pen.px(16.0);
    let tall = |size: TextSize| {
        let below = pen.line_height(size) * if reveal.before.is_empty() { 1.0 } else { 1.5 };
        let rows = reveal.shares.iter().map(|share| {
            pen.words(share.text.as_str(), size).galley(ui, width).size().y + below + pen.px(20.0)
        });
        rows.sum::<f32>()
    };
    let sizes = [TextSize::Row, TextSize::Body];
    sizes.into_iter().find(|size| tall(*size) <= room).unwrap_or(TextSize::Small)
}

fn share_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    reveal: &WireReveal,
    share: &WireShare,
    before: Option<&WireShare>,
    size: TextSize,
    leads: bool,
) {
    let pen = &team.pen;
    let (c, square) = (pen.c, letter_side(pen));
    let width = ui.available_width();
    let left = square + pen.px(16.0);
    let text = pen.words(share.text.as_str(), size).galley(ui, width - left);
    let count = figures(reveal, share, before);
    let figures = pen.words(count.as_str(), TextSize::Small).bold().galley(ui, width * 0.44);
    let bar_tall = pen.line_height(size) * 0.9;
    let was_tall = if reveal.before.is_empty() { 0.0 } else { bar_tall * 0.45 + pen.px(3.0) };
    let lower = (bar_tall + was_tall).max(figures.size().y);
    let tall = text.size().y + pen.px(3.0) + lower + pen.px(8.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, tall), Sense::hover());
    let name = format!("{}: {}. {count}", share.letter, share.text);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let centre = pos2(rect.left() + square / 2.0, rect.top() + square / 2.0 + pen.px(2.0));
    letter_mark(ui, pen, centre, &share.letter, leads);
    let text_tall = text.size().y;
    ui.painter().galley(pos2(rect.left() + left, rect.top()), text, c.ink);
    let y = rect.top() + text_tall + pen.px(3.0);
    let whole = width - left - width * 0.44 - pen.px(12.0);
    let most = reveal.shares.iter().chain(&reveal.before).map(|one| one.votes).max().unwrap_or(1);
    let unit = whole / real(most.max(1) as usize);
    let mut x = rect.left() + left;
    let given: u32 = share.sure.iter().sum();
    let silent = share.votes.saturating_sub(given);
    let parts = [
        (share.sure[2], Some(2)),
        (share.sure[1], Some(1)),
        (share.sure[0], Some(0)),
        (silent, None),
    ];
    for (votes, level) in parts {
        let wide = unit * real(votes as usize);
        if votes == 0 {
            continue;
        }
        let part = Rect::from_min_size(pos2(x, y), vec2(wide - pen.px(1.5), bar_tall));
        filling(ui, team, part, level);
        x += wide;
    }
    if share.votes == 0 {
        let line = Rect::from_min_size(pos2(x, y), vec2(pen.px(2.0), bar_tall));
        ui.painter().rect_filled(line, 0.0, c.quiet);
    }
    if let Some(before) = before.filter(|before| before.votes > 0) {
        let size = vec2(unit * real(before.votes as usize) - pen.px(1.5), bar_tall * 0.45);
        let was = Rect::from_min_size(pos2(rect.left() + left, y + bar_tall + pen.px(3.0)), size);
        ui.painter().rect_filled(was, 2.0, c.guess_mark);
    }
    let at = pos2(rect.right() - width * 0.44, y + (bar_tall - figures.size().y) / 2.0);
    ui.painter().galley(at, figures, c.ink);
}

/// "8 votes: 3 sure, 4 fairly sure, 1 a guess; 5 before".
fn figures(reveal: &WireReveal, share: &WireShare, before: Option<&WireShare>) -> String {
    let votes =
        if share.votes == 1 { "1 vote".to_owned() } else { format!("{} votes", share.votes) };
    let sure: Vec<String> = [2, 1, 0]
        .into_iter()
        .filter(|level| share.sure[*level] > 0)
        .map(|level| format!("{} {}", share.sure[level], SURE[level]))
        .collect();
    let mut words = votes;
    if !sure.is_empty() {
        words = format!("{words}: {}", sure.join(", "));
    }
    if !reveal.before.is_empty() {
        words.push_str(&format!("; {} before", before.map_or(0, |one| one.votes)));
    }
    words
}

/// Sure is solid, fairly sure is striped, a guess is outlined; a card without a word on it is dotted.
fn filling(ui: &Ui, team: &TeamContext<'_>, rect: Rect, level: Option<usize>) {
    let (pen, c) = (&team.pen, team.pen.c);
    let edge = Stroke::new(pen.px(2.0).max(1.5), c.fact_mark);
    if !rect.is_positive() {
        return;
    }
    match level {
        Some(2) => {
            ui.painter().rect_filled(rect, 2.0, c.fact_mark);
        }
        Some(1) => stripes(ui, rect, edge),
        Some(_) => {}
        None => dots(ui, rect, pen.px(2.2).max(1.5), c.fact_mark),
    }
    ui.painter().rect_stroke(rect, 2.0, edge, egui::StrokeKind::Inside);
}

fn stripes(ui: &Ui, rect: Rect, stroke: Stroke) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let step = stroke.width * 4.0;
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        let ends = [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())];
        painter.add(Shape::line_segment(ends, stroke));
        x += step;
    }
}

fn dots(ui: &Ui, rect: Rect, radius: f32, ink: Color32) {
    let step = radius * 4.0;
    let mut mesh = Mesh::default();
    let mut y = rect.top() + step / 2.0;
    while y < rect.bottom() {
        let mut x = rect.left() + step / 2.0;
        while x < rect.right() {
            let dot = Rect::from_center_size(pos2(x, y), Vec2::splat(radius * 1.6));
            mesh.add_colored_rect(dot, ink);
            x += step;
        }
        y += step;
    }
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.add(Shape::mesh(mesh));
}
