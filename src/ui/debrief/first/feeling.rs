//! How it felt: one tap, private, before anything is explained.

use egui::{Rect, Response, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::super::PageContext;
use crate::{
    coach::PageSection,
    scenario::Mood,
    ui::{
        Command, Feeling,
        look::TextSize,
        widgets::{
            Sheet, badge, badge_radius, face, has_two_columns, keep_in_view, number_pressed,
            walk_across,
        },
    },
};

/// What became of the question.
pub(super) struct FeelingAnswer {
    pub(super) command: Option<Command>,
    /// It is in view, and has no answer yet or nothing else is asked in view: numbers are for it.
    pub(super) is_asked: bool,
}

/// Five feelings in a strip, with the player's own face; `asks`: another question is in view.
pub(super) fn feeling_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    section: &PageSection,
    asks: bool,
) -> FeelingAnswer {
    let pen = &scene.pen;
    let top = ui.cursor().top();
    let felt = Sheet::plain(pen).padding(16.0).show(ui, pen, |ui| {
        let title = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = pen.px(2.0);
            pen.words(section.heading.as_str(), TextSize::Row).bold().show(ui);
            let private = "One tap, only for you.";
            pen.words(private, TextSize::Small).colour(pen.c.ink_soft).show(ui);
        };
        if !has_two_columns(ui, pen) {
            title(ui);
            return pills_ui(ui, scene);
        }
        ui.horizontal_top(|ui| {
            let wide = pen.em(196.0);
            let layout = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(vec2(wide, 0.0), layout, |ui| {
                ui.set_width(wide);
                title(ui);
            });
            ui.vertical(|ui| pills_ui(ui, scene)).inner
        })
        .inner
    });
    let bottom = ui.cursor().top();
    let middle = f32::midpoint(top, bottom);
    let is_in_view = ui.clip_rect().y_range().contains(middle);
    let is_asked = is_in_view && (scene.view.feeling.is_none() || !asks);
    let typed = number_pressed(ui).filter(|_| is_asked);
    let typed = typed.and_then(|at| Feeling::ALL.get(at).copied());
    FeelingAnswer { command: felt.or(typed).map(Command::Felt), is_asked }
}

fn pills_ui(ui: &mut Ui, scene: &PageContext<'_>) -> Option<Feeling> {
    let mut felt = None;
    let mut pills = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(scene.pen.px(10.0), scene.pen.px(10.0));
        for (at, feeling) in Feeling::ALL.into_iter().enumerate() {
            let pill = pill_ui(ui, scene, at + 1, feeling);
            pills.push(pill.id);
            if pill.clicked() {
                felt = Some(feeling);
            }
        }
    });
    walk_across(ui, &pills);
    felt
}

fn pill_ui(ui: &mut Ui, scene: &PageContext<'_>, number: usize, feeling: Feeling) -> Response {
    let pen = &scene.pen;
    let c = pen.c;
    let mood = mood(feeling);
    let own = scene.view.debrief.picture.as_ref().and_then(|picture| picture.own.as_deref());
    let portrait = own.unwrap_or(&pen.look.settings.portrait);
    let has_face = pen.look.pictures.portrait(portrait, mood).is_some();
    let side = if has_face { pen.em(44.0) } else { 0.0 };
    let (pad, gap) = (pen.px(10.0), pen.px(8.0));
    let word = pen.words(feeling.label(), TextSize::Body).bold().galley(ui, f32::INFINITY);
    let disc = 2.0 * badge_radius(pen);
    let height = side.max(disc + pen.px(14.0));
    let lead = if has_face { side + gap } else { pad };
    let whole = vec2(lead + disc + gap + word.size().x + 1.6 * pad, height + pen.px(4.0));
    let (rect, response) = ui.allocate_exact_size(whole, Sense::click());
    let on = scene.view.feeling == Some(feeling);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, on, feeling.label()));
    keep_in_view(ui, &response);
    let lit = response.has_focus() || pen.lights(&response) || on;
    let edge = if response.has_focus() {
        pen.ring()
    } else if on {
        egui::Stroke::new(pen.px(2.0), c.focus)
    } else {
        pen.hairline(c.row_edge)
    };
    let fill = if lit { c.row_hover } else { c.row };
    ui.painter().rect(rect, pen.corner(), fill, edge, StrokeKind::Inside);
    let middle = rect.center().y;
    let picture = Rect::from_center_size(
        pos2(rect.left() + pen.px(4.0) + side / 2.0, middle),
        vec2(side, side),
    );
    face(ui, pen, portrait, mood, picture);
    let left = rect.left() + lead + pen.px(2.0);
    badge(ui, pen, pos2(left + disc / 2.0, middle), number, lit);
    let at = pos2(left + disc + gap, middle - word.size().y / 2.0);
    ui.painter().galley(at, word, c.ink);
    response
}

/// How a feeling looks on a face.
fn mood(feeling: Feeling) -> Mood {
    match feeling {
        Feeling::Relieved => Mood::Amused,
        Feeling::Satisfied => Mood::Warm,
        Feeling::Unsure => Mood::Thoughtful,
        Feeling::Uneasy => Mood::Worried,
        Feeling::Annoyed => Mood::Annoyed,
    }
}
