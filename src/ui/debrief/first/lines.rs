//! A line of the page, by the tone in which it is spoken.

use egui::{Color32, Ui};

use super::super::PageContext;
use crate::{
    coach::{PageLine, Tone},
    text::quoted,
    ui::look::TextSize,
};

/// The inks of a card.
#[derive(Clone, Copy)]
pub(super) struct Inks {
    pub(super) text: Color32,
    pub(super) soft: Color32,
    pub(super) label: Color32,
}

impl Inks {
    /// On a light card, with labels in a colour of its own.
    pub(super) fn on_sheet(scene: &PageContext<'_>, label: Color32) -> Self {
        Self { text: scene.pen.c.ink, soft: scene.pen.c.ink_soft, label }
    }

    /// On the card that stands out.
    pub(super) fn on_hero(scene: &PageContext<'_>) -> Self {
        let c = scene.pen.c;
        Self { text: c.on_hero, soft: c.on_hero_soft, label: c.hero_accent }
    }
}

/// The line, with its label above it.
pub(super) fn line_ui(ui: &mut Ui, scene: &PageContext<'_>, line: &PageLine, inks: Inks) {
    let pen = &scene.pen;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = pen.px(2.0);
        if let Some(label) = line.label.as_deref().filter(|_| line.tone != Tone::Theirs) {
            pen.words(label, TextSize::Small).bold().colour(inks.label).show(ui);
        }
        let text = line.text.as_str();
        let words = match line.tone {
            Tone::Plain => pen.words(text, TextSize::Body).colour(inks.soft),
            Tone::Title => pen.words(text, TextSize::Row).bold().colour(inks.soft),
            Tone::Yours | Tone::Instead => pen.words(text, TextSize::Speech).colour(inks.text),
            Tone::Theirs => pen.words(quoted(text), TextSize::Title).colour(inks.text),
            Tone::Thought => pen.words(text, TextSize::Speech).italic().colour(inks.text),
            Tone::Lesson => pen.words(text, TextSize::Row).bold().colour(inks.text),
        };
        words.show(ui);
        if let Some(who) = line.label.as_deref().filter(|_| line.tone == Tone::Theirs) {
            pen.words(who, TextSize::Small).bold().colour(inks.label).show(ui);
        }
    });
}
