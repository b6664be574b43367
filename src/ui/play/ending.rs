//! How it ended: the picture of the ending, and what became of it beside or below.

use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use super::{PlayContext, column::column_ui};
use crate::{
    engine::EndingView,
    ui::{look::TextSize, widgets::composed_ui},
};

/// The share of the window's width that the picture takes, where the words stand beside it.
const BESIDE: f32 = 0.56;
/// The narrowest column of words beside a picture, in ems of the text.
const NARROWEST: f32 = 330.0;

/// The ending on a page of its own; says whether to go on.
pub(super) fn ending_ui(ui: &mut Ui, scene: &PlayContext<'_>, ending: &EndingView) -> bool {
    let pen = &scene.pen;
    let whole = scene.whole;
    ui.painter().rect_filled(whole, 0.0, pen.c.hero);
    let inside = whole.shrink2(vec2(pen.px(64.0).min(whole.width() * 0.05), pen.px(24.0)));
    let gap = pen.px(36.0);
    let wide = (inside.width() * BESIDE).min(inside.height() * 16.0 / 9.0);
    let is_beside = inside.width() - wide - gap >= pen.em(NARROWEST);
    let picture = |ui: &mut Ui, wide: f32| {
        scene.view.picture.is_some_and(|picture| composed_ui(ui, pen, picture, wide))
    };
    let mut column = inside;
    if is_beside {
        let tall = wide * 9.0 / 16.0;
        let top = inside.center().y - tall / 2.0;
        let place = Rect::from_min_size(pos2(inside.left(), top), vec2(wide, tall));
        let mut left = ui.new_child(UiBuilder::new().id_salt("picture").max_rect(place));
        if picture(&mut left, wide) {
            column.min.x = inside.left() + wide + gap;
        }
    }
    column_ui(ui, scene, column, |ui| {
        if !is_beside {
            picture(ui, (inside.height() * 0.42 * 16.0 / 9.0).min(inside.width()));
        }
        pen.words("How it ended", TextSize::Body).bold().colour(pen.c.hero_accent).show(ui);
        pen.words(ending.title.as_str(), TextSize::Title).bold().colour(pen.c.on_hero).show(ui);
        pen.gap(ui, 8.0);
        pen.words(ending.text.as_str(), TextSize::Speech).colour(pen.c.on_hero_soft).show(ui);
    })
}
