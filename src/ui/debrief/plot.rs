//! The drawing of the chart: axes in words, days below, a line in steps, squares and discs.

use std::sync::Arc;

use egui::{Align2, Color32, Galley, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::{
    coach::{ChoicesAndChance, CoursePoint, Moment, Mover},
    ui::{
        look::{Pen, TextSize},
        measure::real,
    },
};

/// Less than this is no change that anybody is told of.
const NOTHING: f32 = 0.5;

/// Where everything of the chart is.
pub(super) struct Plot<'a> {
    pen: &'a Pen<'a>,
    split: &'a ChoicesAndChance,
    happened: &'a [Moment],
    /// From 0 to 100, from the first point to the last.
    area: Rect,
    /// Width of a point's column.
    step: f32,
}

/// A stretch of points that share a day or a scene.
struct Stretch {
    /// Its name, and the name in short.
    words: [String; 2],
    first: usize,
    last: usize,
}

impl<'a> Plot<'a> {
    /// How high the chart is, days included.
    pub(super) fn height(pen: &Pen<'_>, course: &[CoursePoint], happened: &[Moment]) -> f32 {
        let lines = if happened.is_empty() || course.is_empty() { 0.0 } else { 2.0 };
        pen.px(196.0) + pen.line_height(TextSize::Small) * (1.0 + lines) + pen.px(8.0)
    }

    /// The chart in that place.
    pub(super) fn new(
        ui: &Ui,
        pen: &'a Pen<'a>,
        rect: Rect,
        split: &'a ChoicesAndChance,
        happened: &'a [Moment],
    ) -> Self {
        let line = pen.line_height(TextSize::Small);
        let below = if happened.is_empty() { 0.0 } else { 2.0 * line + pen.px(8.0) };
        let [best, reached] = labels(ui, pen, split)
            .map(|[words, number]| words.size().x.max(number.size().x) + pen.px(14.0));
        let area = Rect::from_min_max(
            pos2(rect.left() + best, rect.top() + line / 2.0),
            pos2(rect.right() - reached, rect.bottom() - below - line / 2.0),
        );
        let step = area.width() / real(split.course.len().max(1));
        Self { pen, split, happened, area, step }
    }

    /// The column of a point, from top to bottom.
    pub(super) fn column(&self, at: usize) -> Rect {
        let left = self.area.left() + self.step * real(at);
        Rect::from_min_max(pos2(left, self.area.top()), pos2(left + self.step, self.area.bottom()))
    }

    fn y(&self, value: f32) -> f32 {
        self.area.bottom() - value.clamp(0.0, 100.0) / 100.0 * self.area.height()
    }

    fn place(&self, at: usize) -> Pos2 {
        pos2(self.column(at).center().x, self.y(self.split.course[at].value))
    }

    /// What a point changed.
    fn change(&self, at: usize) -> f32 {
        let before = at
            .checked_sub(1)
            .map_or(self.split.course[at].value, |before| self.split.course[before].value);
        self.split.course[at].value - before
    }

    /// The colour of a point: what it took, gave, or left as it was.
    pub(super) fn colour(&self, at: usize) -> Color32 {
        let (c, change) = (self.pen.c, self.change(at));
        if change <= -NOTHING {
            c.cost_mark
        } else if change >= NOTHING {
            c.fact_mark
        } else {
            c.button_edge
        }
    }

    /// The ring around the point with the focus.
    fn ring(&self, ui: &Ui, at: usize) {
        let side = self.side(16.0) + self.pen.px(6.0);
        let around = Rect::from_center_size(self.place(at), Vec2::splat(side));
        ui.painter().rect_stroke(around, self.pen.px(5.0), self.pen.ring(), StrokeKind::Outside);
    }

    /// Everything, with one point standing out, and a ring around the one with the focus.
    pub(super) fn paint(&self, ui: &Ui, lit: Option<usize>, focused: Option<usize>) {
        self.days(ui);
        self.axes(ui);
        if let Some(at) = lit {
            let x = self.place(at).x;
            let guide = Stroke::new(self.pen.px(2.0), self.pen.c.focus);
            ui.painter().vline(x, self.area.y_range(), guide);
        }
        self.line(ui);
        for at in 0..self.split.course.len() {
            self.mark(ui, at, lit == Some(at));
        }
        if let Some(at) = focused {
            self.ring(ui, at);
        }
    }

    fn axes(&self, ui: &Ui) {
        let pen = self.pen;
        let c = pen.c;
        let [[best, average], [you, reached]] = labels(ui, pen, self.split);
        let high = best.size().y + average.size().y;
        let from = self.y(points(self.split.best_average));
        for value in [0_u8, 50, 100] {
            let y = self.y(f32::from(value));
            ui.painter().hline(self.area.x_range(), y, pen.hairline(c.sheet_edge));
            if (y - from).abs() > f32::midpoint(high, pen.line_height(TextSize::Small)) {
                let words = pen.words(value.to_string(), TextSize::Small).colour(c.ink_soft);
                let galley = words.galley(ui, f32::INFINITY);
                let at = pos2(self.area.left() - pen.px(14.0), y);
                put(ui, at, Align2::RIGHT_CENTER, galley, c.ink_soft);
            }
        }
        let ends = [pos2(self.area.left(), from), pos2(self.area.right(), from)];
        let dash = Stroke::new(pen.px(1.5).max(1.0), c.ink_soft);
        ui.painter().extend(Shape::dashed_line(&ends, dash, pen.px(5.0), pen.px(5.0)));
        self.label(ui, pos2(ends[0].x - pen.px(14.0), from), Align2::RIGHT_CENTER, [best, average]);
        let end = self.place(self.split.course.len() - 1);
        let at = pos2(self.area.right() + pen.px(14.0), end.y);
        self.label(ui, at, Align2::LEFT_CENTER, [you, reached]);
    }

    /// Two lines at an edge, kept within the chart's height.
    fn label(&self, ui: &Ui, at: Pos2, align: Align2, [words, number]: [Arc<Galley>; 2]) {
        let c = self.pen.c;
        let high = words.size().y + number.size().y;
        let slack = self.pen.line_height(TextSize::Small) / 2.0;
        let top = (at.y - high / 2.0).clamp(
            self.area.top() - slack,
            (self.area.bottom() + slack - high).max(self.area.top() - slack),
        );
        let middle = top + words.size().y;
        put(ui, pos2(at.x, top + words.size().y / 2.0), align, words, c.ink_soft);
        let below = middle + number.size().y / 2.0;
        put(ui, pos2(at.x, below), align, number, c.ink);
    }

    /// From point to point: along, then up or down.
    fn line(&self, ui: &Ui) {
        let mut corners: Vec<Pos2> = Vec::with_capacity(2 * self.split.course.len());
        corners.push(self.place(0));
        for at in 1..self.split.course.len() {
            let here = self.place(at);
            corners.push(pos2(here.x, corners.last().map_or(here.y, |last| last.y)));
            corners.push(here);
        }
        corners.push(pos2(self.area.right(), corners.last().map_or(0.0, |last| last.y)));
        let stroke = Stroke::new(self.pen.px(2.5).max(2.0), self.pen.c.button_edge);
        ui.painter().add(Shape::line(corners, stroke));
    }

    fn mark(&self, ui: &Ui, at: usize, lit: bool) {
        let pen = self.pen;
        let c = pen.c;
        let (place, fill) = (self.place(at), self.colour(at));
        let moves = self.change(at).abs() >= NOTHING;
        let side = self.side(if lit {
            16.0
        } else if moves {
            12.0
        } else {
            8.0
        });
        let edge = Stroke::new(pen.px(2.0), c.sheet);
        match self.split.course[at].mover {
            Mover::Decision => {
                let square = Rect::from_center_size(place, Vec2::splat(side));
                ui.painter().rect(square, 1.0, fill, edge, StrokeKind::Outside);
            }
            Mover::Chance => {
                ui.painter().circle(place, side / 2.0 + edge.width / 2.0, fill, edge);
            }
            Mover::Start => {
                ui.painter().circle(
                    place,
                    pen.px(4.0),
                    c.sheet,
                    Stroke::new(pen.px(2.5), c.button_edge),
                );
            }
        }
        self.number(ui, at, place, side);
    }

    /// Marks grow with the text, as far as there is room beside each other.
    fn side(&self, points: f32) -> f32 {
        self.pen.px(points).max(self.pen.em(points * 0.7)).min(self.step * 0.9).max(4.0)
    }

    /// The dearest decisions carry their number.
    fn number(&self, ui: &Ui, at: usize, place: Pos2, side: f32) {
        let point = &self.split.course[at];
        if point.mover != Mover::Decision {
            return;
        }
        let dear = self.split.dearest.iter().position(|dear| Some(dear.moment.step) == point.step);
        let Some(dear) = dear else { return };
        let c = self.pen.c;
        let words = self.pen.words((dear + 1).to_string(), TextSize::Small).bold().colour(c.cost);
        let below = place + vec2(0.0, side / 2.0 + self.pen.px(2.0));
        put(ui, below, Align2::CENTER_TOP, words.galley(ui, f32::INFINITY), c.cost);
    }

    /// Days as strips with their names, scenes below them where there is room.
    fn days(&self, ui: &Ui) {
        let pen = self.pen;
        let c = pen.c;
        let mut top = self.area.bottom() + pen.line_height(TextSize::Small) / 2.0 + pen.px(4.0);
        let days = self.stretches(|moment| [moment.when.day.to_string(), moment.when.day.short()]);
        for (nth, stretch) in days.iter().enumerate() {
            let strip = self.strip(stretch);
            if !nth.is_multiple_of(2) {
                ui.painter().rect_filled(strip, 0.0, c.sheet.lerp_to_gamma(c.chip, 0.35));
            }
        }
        let scenes = self.stretches(|moment| [moment.scene.clone(), moment.scene.clone()]);
        for (stretches, ink) in [(&days, c.ink), (&scenes, c.ink_soft)] {
            for stretch in stretches {
                self.name(ui, stretch, top, ink);
            }
            top += pen.line_height(TextSize::Small);
        }
    }

    fn strip(&self, stretch: &Stretch) -> Rect {
        self.column(stretch.first).union(self.column(stretch.last))
    }

    /// The name of a stretch, shorter if need be; none where even that has no room.
    fn name(&self, ui: &Ui, stretch: &Stretch, top: f32, ink: Color32) {
        let strip = self.strip(stretch);
        for words in &stretch.words {
            let galley = self
                .pen
                .words(words.as_str(), TextSize::Small)
                .colour(ink)
                .galley(ui, f32::INFINITY);
            if galley.size().x <= strip.width() - self.pen.px(8.0) {
                put(ui, pos2(strip.center().x, top), Align2::CENTER_TOP, galley, ink);
                return;
            }
        }
    }

    /// Neighbouring points with the same words.
    fn stretches(&self, words: impl Fn(&Moment) -> [String; 2]) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (at, point) in self.split.course.iter().enumerate() {
            let step = point.step.unwrap_or(0);
            let moment = self.happened.iter().rev().find(|moment| moment.step <= step);
            let Some(moment) = moment.or(self.happened.first()) else { continue };
            let words = words(moment);
            match stretches.last_mut() {
                Some(stretch) if stretch.words == words => stretch.last = at,
                _ => stretches.push(Stretch { words, first: at, last: at }),
            }
        }
        stretches
    }
}

/// "Best average 78" and "You reached 65", in two lines each.
fn labels(ui: &Ui, pen: &Pen<'_>, split: &ChoicesAndChance) -> [[Arc<Galley>; 2]; 2] {
    let c = pen.c;
    [("Best average", split.best_average), ("You reached", split.result)].map(|(words, number)| {
        let words = pen.words(words, TextSize::Small).colour(c.ink_soft).galley(ui, f32::INFINITY);
        let number = pen.words(number.to_string(), TextSize::Row).bold().galley(ui, f32::INFINITY);
        [words, number]
    })
}

fn put(ui: &Ui, at: Pos2, align: Align2, galley: Arc<Galley>, ink: Color32) {
    let rect = align.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, galley, ink);
}

fn points(value: i32) -> f32 {
    f32::from(u8::try_from(value.clamp(0, 100)).unwrap_or_default())
}
