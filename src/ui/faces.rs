//! Every face in every mood, and every place: for authors, who choose from them.

use egui::{Align, Key, Layout, Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType, vec2};

use super::{
    Command, Look,
    look::{Pen, TextSize},
    theme::Surface,
    widgets::{ButtonKind, PageFrame, Sheet, button_ui, composed_ui, face, focus_first, pressed},
};
use crate::scenario::{Composition, Mood, PictureObject, Place};

/// What the page of faces shows.
#[derive(Clone, Copy)]
pub struct FacesView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// Faces under their headings: the people of each scenario, and the portraits that ship.
    pub casts: &'a [FacesOf],
}

/// Some faces under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacesOf {
    /// The heading.
    pub title: String,
    /// What a face is called, and which drawing it is.
    pub faces: Vec<(String, String)>,
}

/// How large a face is, in points.
const FACE: f32 = 92.0;
/// How wide the picture of a place is, in points.
const PLACE: f32 = 260.0;
/// Morning and evening, in minutes after midnight.
const LIGHTS: [(&str, u16); 2] = [("morning", 9 * 60), ("evening", 19 * 60 + 30)];

/// The page of faces and places.
pub fn faces_ui(ui: &mut Ui, view: &FacesView<'_>) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Page);
    let escaped = pressed(ui, Key::Escape);
    let page = PageFrame {
        title: "Faces and places",
        subtitle: Some("Names for portrait, mood and place, and how each of them looks."),
        width: 1200.0,
        salt: 0,
    };
    let command = page.show(
        ui,
        &pen,
        |ui| {
            let back = button_ui(ui, &pen, ButtonKind::OnBand, "Back");
            focus_first(ui, back.id);
            back.clicked().then_some(Command::Back)
        },
        |ui| {
            for cast in view.casts {
                cast_ui(ui, &pen, cast);
            }
            places_ui(ui, &pen);
            None
        },
    );
    command.or(escaped.then_some(Command::Back))
}

fn cast_ui(ui: &mut Ui, pen: &Pen<'_>, cast: &FacesOf) {
    pen.words(cast.title.as_str(), TextSize::Title).bold().show(ui);
    for (name, portrait) in &cast.faces {
        Sheet::plain(pen).padding(16.0).show(ui, pen, |ui| {
            pen.words(name.as_str(), TextSize::Row).bold().show(ui);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(pen.px(10.0), pen.px(8.0));
                for mood in Mood::ALL {
                    let label = mood.label();
                    let told = format!("{name}, {label}");
                    captioned_ui(ui, pen, (Vec2::splat(pen.px(FACE)), label), &told, |ui, rect| {
                        face(ui, pen, portrait, mood, rect);
                    });
                }
            });
        });
    }
}

fn places_ui(ui: &mut Ui, pen: &Pen<'_>) {
    pen.words("Places", TextSize::Title).bold().show(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(pen.px(14.0), pen.px(12.0));
        for (at, place) in Place::ALL.into_iter().enumerate() {
            for (light, minute) in LIGHTS {
                let object = PictureObject::ALL.get(at).copied().filter(|_| light == "morning");
                let shown = Composition { place, minute, object, ..Composition::default() };
                let caption = format!("{place:?}, {light}");
                let size = vec2(pen.px(PLACE), pen.px(PLACE) * 9.0 / 16.0);
                captioned_ui(ui, pen, (size, &caption), &caption, |ui, rect| {
                    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect));
                    composed_ui(&mut inside, pen, &shown, rect.width());
                });
            }
        }
    });
}

/// A picture with its name below; it is asked for once it comes into view.
fn captioned_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    (size, caption): (Vec2, &str),
    told: &str,
    picture: impl FnOnce(&mut Ui, Rect),
) {
    let words = pen.words(caption, TextSize::Small).colour(pen.c.ink_soft);
    let words = words.galley(ui, f32::INFINITY);
    let whole = vec2(size.x.max(words.size().x), size.y + words.size().y + pen.px(2.0));
    let (rect, response) = ui.allocate_exact_size(whole, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, told));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let place = Layout::top_down(Align::Center).align_size_within_rect(size, rect);
    let place = Rect::from_min_size(egui::pos2(place.left(), rect.top()), size);
    picture(ui, place);
    let at = egui::pos2(rect.center().x - words.size().x / 2.0, place.bottom() + pen.px(2.0));
    ui.painter().galley(at, words, pen.c.ink_soft);
}
