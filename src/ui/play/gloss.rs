//! Phrases that not everybody knows, explained on demand.

use std::{ops::Range, sync::Arc};

use egui::{
    Color32, Galley, Key, Pos2, Response, ScrollArea, Ui, pos2,
    text::{CCursor, CharIndex},
};

use super::{PlayContext, PlayLocal, drawer};
use crate::{
    scenario::find_phrase,
    ui::{
        Command,
        look::TextSize,
        widgets::{ButtonKind, button_ui, focus_from_start, page_by_keys, take},
    },
};

type Glossary<'a> = &'a [(Box<str>, Box<str>)];

/// Where phrases of the glossary stand in a text, in bytes, in order and without overlap.
pub(super) fn marked(glossary: Glossary<'_>, text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> =
        glossary.iter().filter_map(|(phrase, _)| find_phrase(text, phrase)).collect();
    found.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut end = 0;
    found.retain(|range| {
        let free = range.start >= end;
        if free {
            end = range.end;
        }
        free
    });
    found
}

/// The meaning of a phrase.
fn meaning<'a>(glossary: Glossary<'a>, phrase: &str) -> Option<&'a str> {
    let phrase = phrase.to_lowercase();
    glossary.iter().find(|(known, _)| known.to_lowercase() == phrase).map(|(_, meaning)| &**meaning)
}

/// Dots under every phrase that can be explained.
pub(super) fn underline(ui: &Ui, scene: &PlayContext<'_>, at: Pos2, galley: &Galley, ink: Color32) {
    let text = galley.text();
    for range in marked(scene.view.glossary, text) {
        let from = text[..range.start].chars().count();
        let upto = from + text[range].chars().count();
        for letter in from..upto {
            let here = galley.pos_from_cursor(CCursor::new(CharIndex(letter)));
            let next = galley.pos_from_cursor(CCursor::new(CharIndex(letter + 1)));
            let same_row = (next.top() - here.top()).abs() < 1.0;
            let y = here.bottom() - scene.pen.px(2.0);
            let mut x = here.left();
            while same_row && x < next.left() {
                let dot = at + pos2((x / 4.0).round() * 4.0, y).to_vec2();
                ui.painter().circle_filled(
                    dot,
                    scene.pen.px(1.0).max(0.8),
                    ink.gamma_multiply(0.7),
                );
                x += 4.0;
            }
        }
    }
}

/// Explains the phrase under the pointer.
pub(super) fn explain_under_pointer(
    scene: &PlayContext<'_>,
    line: &Response,
    at: Pos2,
    galley: &Arc<Galley>,
) {
    let Some(pointer) = line.hover_pos() else { return };
    let text = galley.text();
    let index: usize = galley.cursor_from_pos(pointer - at).index.into();
    let byte = text.char_indices().nth(index).map_or(text.len(), |(byte, _)| byte);
    let glossary = scene.view.glossary;
    let Some(range) = marked(glossary, text).into_iter().find(|range| range.contains(&byte)) else {
        return;
    };
    let Some(meaning) = meaning(glossary, &text[range]) else { return };
    line.clone().on_hover_ui_at_pointer(|ui| {
        scene.pen.words(meaning, TextSize::Body).show(ui);
    });
}

/// The phrases of this turn, with their meanings.
fn here<'a>(scene: &PlayContext<'a>) -> Vec<(&'a str, &'a str)> {
    let view = scene.view.view;
    let texts = || {
        let said = view.said.iter().map(|said| said.text.as_str());
        said.chain(view.offered.iter().map(|offer| offer.text.as_str()))
    };
    scene
        .view
        .glossary
        .iter()
        .filter(|(phrase, _)| texts().any(|text| find_phrase(text, phrase).is_some()))
        .map(|(phrase, meaning)| (&**phrase, &**meaning))
        .collect()
}

/// Whether anything in this turn can be explained.
pub(super) fn is_needed(scene: &PlayContext<'_>) -> bool {
    !scene.view.glossary.is_empty() && !here(scene).is_empty()
}

/// Every phrase of this turn.
pub(super) fn glossary_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
) -> Option<Command> {
    let pen = &scene.pen;
    let mut close = take(ui, Key::G);
    let shown = drawer::modal(ui, scene, "What does that mean?", 560.0, |ui| {
        pen.words("What does that mean?", TextSize::Speech).bold().show(ui);
        let phrases = here(scene);
        if phrases.is_empty() {
            pen.words("There is nothing unusual in this line.", TextSize::Body).show(ui);
        }
        ScrollArea::vertical().max_height(scene.whole.height() * 0.6).show(ui, |ui| {
            for (phrase, meaning) in phrases {
                pen.gap(ui, 4.0);
                pen.words(format!("“{phrase}”"), TextSize::Body).bold().colour(pen.c.fact).show(ui);
                pen.words(meaning, TextSize::Body).show(ui);
            }
            page_by_keys(ui);
        });
        pen.gap(ui, 8.0);
        let back = button_ui(ui, pen, ButtonKind::Main, "Back to the play");
        focus_from_start(ui, back.id);
        back.clicked()
    });
    close |= shown.inner || shown.should_close();
    if close {
        local.above = None;
    }
    None
}
