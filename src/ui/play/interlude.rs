//! What fills the whole window for a moment: the title card, an act break, the ending.

use egui::{Align, Layout, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{PlayContext, PlayLocal, TitleCard, column::column_ui, ending, words};
use crate::{
    scenario::Mood,
    ui::{
        Met,
        look::{Pen, TextSize},
        measure::real,
        widgets::{composed_ui, face_ui},
    },
};

/// The title card; says whether it was shown.
pub(super) fn title_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) -> bool {
    let Some(card) = scene.view.card else {
        local.title_seen = false;
        return false;
    };
    if local.title_seen {
        return false;
    }
    let on = full_ui(ui, scene, |ui| title_card_ui(ui, scene, &card));
    if on {
        local.title_seen = true;
        local.introduced.clear();
        local.dt = 0.0;
    }
    true
}

/// An act break, or the ending.
pub(super) fn break_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) {
    let standing = &scene.view.view.standing;
    let ending =
        standing.ending.as_ref().filter(|ending| Some(&ending.id) != local.ending_seen.as_ref());
    // The picture of an ending takes the place of the stage.
    local.stage_rect = if ending.is_some() { Rect::NOTHING } else { stage_beside(scene.whole) };
    let on = match (ending, &standing.act) {
        (Some(ending), _) => ending::ending_ui(ui, scene, ending),
        (None, act) => full_ui(ui, scene, |ui| {
            if let Some(act) = act {
                act_ui(ui, scene, act);
            }
        }),
    };
    if on {
        local.ending_seen = standing.ending.as_ref().map(|ending| ending.id.clone());
        local.act_seen.clone_from(&standing.act);
        // What was seen drops out of the beats, so the next one has moved up to this place.
        local.on_for = 0.0;
    }
}

fn act_ui(ui: &mut Ui, scene: &PlayContext<'_>, act: &str) {
    let pen = &scene.pen;
    pen.words(words::when(&scene.view.view.standing), TextSize::Body)
        .bold()
        .colour(pen.c.hero_accent)
        .show(ui);
    pen.words(act, TextSize::Title).bold().colour(pen.c.on_hero).show(ui);
    pen.gap(ui, 4.0);
    let rest = "A good place to stop, if you have to: everything is kept.";
    pen.words(rest, TextSize::Body).colour(pen.c.on_hero_soft).show(ui);
    let far = words::how_far(scene.view.minutes, scene.view.decisions.len());
    pen.words(far, TextSize::Small).colour(pen.c.on_hero_soft).show(ui);
}

/// Where the seam of an interlude meets the upper and the lower edge, as shares of the width.
const SEAM: (f32, f32) = (0.66, 0.54);

/// The part of the window that an interlude leaves to the stage.
pub(super) fn stage_beside(whole: Rect) -> Rect {
    Rect::from_min_max(pos2(whole.left() + whole.width() * SEAM.1, whole.top()), whole.max)
}

/// A dark page with a text and "Go on", the stage beyond its slanted edge; says whether to go on.
fn full_ui(ui: &mut Ui, scene: &PlayContext<'_>, text: impl FnOnce(&mut Ui)) -> bool {
    let pen = &scene.pen;
    let whole = scene.whole;
    page(ui, pen, whole);
    let left = whole.left() + pen.px(96.0).min(whole.width() * 0.06);
    let column = Rect::from_min_max(
        pos2(left, whole.top() + pen.px(24.0)),
        pos2(whole.left() + whole.width() * SEAM.1 - pen.px(16.0), whole.bottom() - pen.px(24.0)),
    );
    column_ui(ui, scene, column, text)
}

/// The page: dark, with a slanted edge.
fn page(ui: &Ui, pen: &Pen<'_>, whole: Rect) {
    let top = pos2(whole.left() + whole.width() * SEAM.0, whole.top());
    let bottom = pos2(whole.left() + whole.width() * SEAM.1, whole.bottom());
    let page = vec![whole.left_top(), top, bottom, whole.left_bottom()];
    ui.painter().add(Shape::convex_polygon(page, pen.c.hero, Stroke::NONE));
    ui.painter().line_segment([top, bottom], Stroke::new(pen.px(8.0), pen.c.band));
}

fn title_card_ui(ui: &mut Ui, scene: &PlayContext<'_>, card: &TitleCard<'_>) {
    let pen = &scene.pen;
    let c = pen.c;
    let wide = (ui.available_width() * 0.5).min(pen.px(300.0));
    let has_picture = !pen.is_crowded() && composed_ui(ui, pen, card.picture, wide);
    if !has_picture {
        let face = if scene.view.cast.is_empty() { 96.0 } else { 64.0 };
        let portrait = card.picture.own.as_deref();
        let portrait = portrait.unwrap_or(&scene.view.look.settings.portrait);
        face_ui(ui, pen, portrait, Mood::Neutral, face);
    }
    let player = format!("You are {}, {}", scene.view.player.name, scene.view.player.role);
    pen.words(player, TextSize::Body).colour(c.on_hero_soft).show(ui);
    pen.words(card.title, TextSize::Title).bold().colour(c.on_hero).show(ui);
    if let Some(tagline) = card.tagline {
        pen.words(tagline, TextSize::Speech).colour(c.on_hero_soft).show(ui);
    }
    if !card.summary.is_empty() {
        pen.words(card.summary, TextSize::Row).colour(c.on_hero).show(ui);
    }
    cast_ui(ui, scene);
    pen.words(how_long(scene, card), TextSize::Small).colour(c.on_hero_soft).show(ui);
    if let Some(met) = card.met.filter(|_| !scene.view.look.settings.room) {
        pen.gap(ui, 8.0);
        met_ui(ui, pen, met);
    }
}

/// Most people that a title card shows.
const MOST_FACES: usize = 4;

/// Who one has to do with: face, name and role.
fn cast_ui(ui: &mut Ui, scene: &PlayContext<'_>) {
    let pen = &scene.pen;
    let c = pen.c;
    let shown = scene.view.cast.iter().take(MOST_FACES);
    let columns = if ui.available_width() > pen.em(460.0) { 2 } else { 1 };
    let members: Vec<_> = shown.collect();
    let wide = (ui.available_width() - pen.px(16.0)) / real(columns) - pen.px(4.0);
    for row in members.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = pen.px(16.0);
            for member in row {
                let layout = Layout::left_to_right(Align::Min);
                ui.allocate_ui_with_layout(vec2(wide, 0.0), layout, |ui| {
                    ui.set_width(wide);
                    ui.spacing_mut().item_spacing.x = pen.px(10.0);
                    face_ui(ui, pen, &member.portrait, Mood::Neutral, 44.0);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        let name = pen.words(member.name.as_str(), TextSize::Small).bold();
                        name.colour(c.on_hero).show(ui);
                        let role = pen.words(member.role.as_str(), TextSize::Small);
                        role.colour(c.on_hero_soft).show(ui);
                    });
                });
            }
        });
    }
}

/// "About fifteen minutes, in three parts."
fn how_long(scene: &PlayContext<'_>, card: &TitleCard<'_>) -> String {
    let minutes = words::about_minutes(scene.view.minutes);
    let parts = u16::try_from(card.parts).unwrap_or(u16::MAX);
    let parts =
        if parts > 1 { format!(", in {} parts", words::number(parts)) } else { String::new() };
    format!("{minutes}{parts}. Everything is kept, wherever you stop.")
}

/// How many of the hidden reasons were met: a disc each, named once met.
fn met_ui(ui: &mut Ui, pen: &Pen<'_>, met: &Met) {
    let c = pen.c;
    let side = pen.em(16.0);
    let count = u16::try_from(met.names.len()).unwrap_or(u16::MAX);
    let tally = match count {
        0 => "You have met none of them yet.".to_owned(),
        count => format!("You have met {}: {}.", words::number(count), met.names.join(", ")),
    };
    let told = if met.line.is_empty() {
        tally
    } else {
        format!("{}. {tally}", met.line.trim_end_matches('.'))
    };
    let place = vec2(ui.available_width(), side + pen.px(6.0));
    let (rect, response) = ui.allocate_exact_size(place, Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Label, true, format!("{count} of {}", met.total))
    });
    for at in 0..met.total {
        let centre =
            pos2(rect.left() + side / 2.0 + real(at) * (side + pen.px(8.0)), rect.center().y);
        if at < met.names.len() {
            ui.painter().circle_filled(centre, side / 2.0, c.focus);
        } else {
            ui.painter().circle_stroke(
                centre,
                side / 2.0 - 1.0,
                Stroke::new(pen.px(2.0), c.on_hero_soft),
            );
        }
    }
    pen.words(told, TextSize::Body).colour(c.on_hero_soft).show(ui);
}
