//! Cards and faces.

use egui::{
    Color32, CornerRadius, Frame, Id, Image, Margin, Pos2, Rect, Sense, Ui, Vec2,
    load::SizedTexture, pos2, vec2,
};

use super::page::has_two_columns;
use crate::{
    scenario::{Composition, Mood},
    ui::{
        Look,
        look::{Pen, TextSize},
        measure::margin as whole,
    },
};

/// A card, with or without a coloured edge at its left.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Sheet {
    fill: Color32,
    edge: Color32,
    bar: Option<Color32>,
    padding: f32,
    side: Option<Side>,
}

impl Sheet {
    /// A card on the ground.
    pub(in crate::ui) fn plain(pen: &Pen<'_>) -> Self {
        Self { fill: pen.c.sheet, edge: pen.c.sheet_edge, bar: None, padding: 22.0, side: None }
    }

    /// A card that stands out.
    pub(in crate::ui) fn hero(pen: &Pen<'_>) -> Self {
        let edge = if pen.c.is_dark { pen.c.sheet_edge } else { pen.c.hero };
        Self { fill: pen.c.hero, edge, bar: None, padding: 28.0, side: None }
    }

    /// A card that stands back.
    pub(in crate::ui) fn quiet(pen: &Pen<'_>) -> Self {
        Self { fill: pen.c.chip, edge: pen.c.chip, bar: None, padding: 22.0, side: None }
    }

    /// The card of a sentence kept.
    pub(in crate::ui) fn note(pen: &Pen<'_>) -> Self {
        Self { fill: pen.c.note, edge: pen.c.note, bar: None, padding: 22.0, side: None }
    }

    /// With a coloured edge.
    pub(in crate::ui) fn bar(mut self, colour: Color32) -> Self {
        self.bar = Some(colour);
        self
    }

    /// As tall as the card beside it.
    pub(in crate::ui) fn level(mut self, side: Option<Side>) -> Self {
        self.side = side;
        self
    }

    pub(in crate::ui) fn padding(mut self, points: f32) -> Self {
        self.padding = points;
        self
    }

    /// The card, as wide as there is room.
    pub(in crate::ui) fn show<R>(
        self,
        ui: &mut Ui,
        pen: &Pen<'_>,
        content: impl FnOnce(&mut Ui) -> R,
    ) -> R {
        let pad = pen.px(self.padding);
        let mut margin = Margin::same(whole(pad));
        margin.top = whole(pen.px(self.padding * 0.8));
        margin.bottom = margin.top;
        let corner = pen.corner_card();
        let frame = Frame::new()
            .fill(self.fill)
            .stroke(pen.hairline(self.edge))
            .corner_radius(corner)
            .inner_margin(margin);
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let inner = content(ui);
            if let Some(side) = self.side {
                side.fill(ui, margin.sum().y);
            }
            inner
        });
        if let Some(colour) = self.bar {
            let rect = shown.response.rect;
            let bar = Rect::from_min_max(rect.min, pos2(rect.left() + pen.px(7.0), rect.bottom()));
            let round = CornerRadius { nw: corner.nw, sw: corner.sw, ne: 0, se: 0 };
            ui.painter().rect_filled(bar, round, colour);
        }
        shown.inner
    }
}

/// Two cards side by side that are to be equally tall.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Level(Id);

/// One of the two.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Side {
    own: Id,
    other: Id,
}

impl Level {
    pub(in crate::ui) fn new(name: &str) -> Self {
        Self(Id::new(("level cards", name)))
    }

    /// The left and the right one; none where they stand one below the other.
    pub(in crate::ui) fn sides(self, ui: &Ui, pen: &Pen<'_>) -> [Option<Side>; 2] {
        let ids = [self.0.with("left"), self.0.with("right")];
        [(0, 1), (1, 0)].map(|(own, other)| {
            has_two_columns(ui, pen).then_some(Side { own: ids[own], other: ids[other] })
        })
    }
}

impl Side {
    /// Makes room until the card ends where the other one does.
    fn fill(self, ui: &mut Ui, margins: f32) {
        let height = |id: Id| ui.data(|data| data.get_temp::<f32>(id));
        let tall = ui.min_rect().height() + margins;
        let (before, other) = (height(self.own), height(self.other).unwrap_or_default());
        if before.is_none_or(|before| (before - tall).abs() > 0.5) {
            ui.data_mut(|data| data.insert_temp(self.own, tall));
            ui.ctx().request_discard("a card found its height");
        }
        ui.expand_to_include_y(ui.min_rect().top() + tall.max(other) - margins);
    }
}

/// A face, where the host lends one.
pub(in crate::ui) fn face_ui(ui: &mut Ui, pen: &Pen<'_>, portrait: &str, mood: Mood, points: f32) {
    if pen.look.pictures.portrait(portrait, mood).is_none() {
        return;
    }
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(pen.px(points)), Sense::hover());
    face(ui, pen, portrait, mood, rect);
}

/// The same at a place.
pub(in crate::ui) fn face(ui: &Ui, pen: &Pen<'_>, portrait: &str, mood: Mood, rect: Rect) {
    let Some(texture) = pen.look.pictures.portrait(portrait, mood) else { return };
    Image::new(SizedTexture::new(texture, rect.size())).paint_at(ui, rect);
}

/// A composed picture of 16 to 9, so many points wide, where the host lends one; whether it does.
pub(in crate::ui) fn composed_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    picture: &Composition,
    wide: f32,
) -> bool {
    let Look { pictures, settings, .. } = pen.look;
    let Some(texture) = pictures.composed(picture, &settings.portrait, wide > pen.px(340.0)) else {
        return false;
    };
    let (rect, _) = ui.allocate_exact_size(vec2(wide, wide * 9.0 / 16.0), Sense::hover());
    Image::new(SizedTexture::new(texture, rect.size()))
        .corner_radius(pen.corner())
        .paint_at(ui, rect);
    true
}

impl Pen<'_> {
    /// A heading within a card.
    pub(in crate::ui) fn heading_ui(&self, ui: &mut Ui, text: &str, ink: Color32) {
        self.words(text, TextSize::Body).bold().colour(ink).show(ui);
    }

    /// A gap of so many points.
    pub(in crate::ui) fn gap(&self, ui: &mut Ui, points: f32) {
        ui.add_space(self.px(points));
    }

    /// A small square or disc before a line: squares decide, discs are given.
    pub(in crate::ui) fn mark_ui(&self, ui: &mut Ui, square: bool, colour: Color32) {
        let side = self.em(12.0);
        let (rect, _) =
            ui.allocate_exact_size(vec2(side, self.line_height(TextSize::Body)), Sense::hover());
        self.mark(ui, square, rect.center(), colour);
    }

    /// The same at a place.
    pub(in crate::ui) fn mark(&self, ui: &Ui, square: bool, centre: Pos2, colour: Color32) {
        let side = self.em(12.0);
        if square {
            let square = Rect::from_center_size(centre, Vec2::splat(side * 0.92));
            ui.painter().rect_filled(square, 2.0, colour);
        } else {
            ui.painter().circle_filled(centre, side / 2.0, colour);
        }
    }
}
