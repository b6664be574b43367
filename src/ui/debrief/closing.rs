//! Notes, questions, lessons, agreements, and what to do next.

use egui::{Id, Ui};

use super::{PageContext, Split};
use crate::{
    coach::{CoachingNote, times, untold_notes},
    ui::{
        Command, Met,
        look::TextSize,
        widgets::{ButtonKind, Row, Sheet, button_ui, channel_icon, number_pressed, row_ui, walk},
    },
};

/// Coaching notes, in order of play, but for those that stand with a turning point already.
pub(super) fn notes_ui(ui: &mut Ui, scene: &PageContext<'_>) -> Option<Command> {
    let pen = &scene.pen;
    let debrief = scene.view.debrief;
    let notes: Vec<&CoachingNote> = match scene.view.split {
        Split::Done(split) => untold_notes(debrief, split),
        Split::Running | Split::NotProven | Split::OutOfTime => debrief.notes.iter().collect(),
    };
    if notes.is_empty() {
        pen.words("What there is to say stands with the turning points.", TextSize::Row).show(ui);
    }
    for note in notes {
        Sheet::plain(pen).show(ui, pen, |ui| {
            ui.spacing_mut().item_spacing.y = pen.px(6.0);
            pen.heading_ui(ui, &note.scene, pen.c.ink);
            pen.words(note.yours.as_str(), TextSize::Body).colour(pen.c.ink_soft).show(ui);
            pen.words(note.note.as_str(), TextSize::Row).show(ui);
        });
        pen.gap(ui, 6.0);
    }
    None
}

/// Questions to think about or talk over.
pub(super) fn questions_ui(ui: &mut Ui, scene: &PageContext<'_>) -> Option<Command> {
    let pen = &scene.pen;
    Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(12.0);
        for (at, question) in scene.view.debrief.questions.iter().enumerate() {
            pen.words(format!("{}. {question}", at + 1), TextSize::Row).show(ui);
        }
    });
    None
}

/// What was shown of every lesson of the story, in its own sentence.
pub(super) fn lessons_ui(ui: &mut Ui, scene: &PageContext<'_>) -> Option<Command> {
    let pen = &scene.pen;
    let c = pen.c;
    let lessons = &scene.view.debrief.lessons;
    let broken = lessons.iter().filter(|one| !one.broken.is_empty());
    let kept = lessons.iter().filter(|one| one.broken.is_empty() && !one.kept.is_empty());
    for lesson in kept.chain(broken) {
        let bar = if lesson.broken.is_empty() { c.fact_mark } else { c.cost_mark };
        Sheet::plain(pen).padding(18.0).bar(bar).show(ui, pen, |ui| {
            ui.spacing_mut().item_spacing.y = pen.px(4.0);
            pen.words(lesson.text.as_str(), TextSize::Row).show(ui);
            let counts = [("Kept", lesson.kept.len()), ("Broken", lesson.broken.len())];
            let told: Vec<String> = counts
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(what, count)| format!("{what}: {}.", times(count)))
                .collect();
            pen.words(told.join(" "), TextSize::Small).colour(c.ink_soft).show(ui);
        });
    }
    None
}

/// What stood agreed at the end.
pub(super) fn agreements_ui(ui: &mut Ui, scene: &PageContext<'_>) -> Option<Command> {
    let pen = &scene.pen;
    Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        for agreed in &scene.view.debrief.agreements {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = pen.px(10.0);
                pen.mark_ui(ui, true, pen.c.fact_mark);
                pen.words(agreed.as_str(), TextSize::Row).show(ui);
            });
        }
    });
    None
}

/// Another reason, home, or on from any decision.
pub(super) fn next_ui(ui: &mut Ui, scene: &PageContext<'_>) -> Option<Command> {
    let pen = &scene.pen;
    let mut command = None;
    let told = |met: &&Met| met.names.len() < met.total && !pen.look.settings.room;
    if let Some(met) = scene.view.met.filter(told) {
        let line = if met.line.is_empty() {
            "There is more behind it".to_owned()
        } else {
            met.line.clone()
        };
        let told = format!("{line}. You have met {} of {}.", met.names.len(), met.total);
        pen.words(told, TextSize::Row).show(ui);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = pen.px(12.0);
        let again =
            if scene.view.has_truths() { "Another reason: play again" } else { "Play again" };
        if button_ui(ui, pen, ButtonKind::Main, again).clicked() {
            command = Some(Command::Again);
        }
        if button_ui(ui, pen, ButtonKind::Plain, "Home").clicked() {
            command = Some(Command::Home);
        }
    });
    if !scene.view.can_play_on {
        return command;
    }
    pen.gap(ui, 10.0);
    pen.words("Play on from any decision", TextSize::Row).bold().show(ui);
    pen.words(scene.view.hindsight(), TextSize::Body).colour(pen.c.ink_soft).show(ui);
    let typed = number_pressed(ui);
    let mut rows: Vec<Id> = Vec::with_capacity(scene.view.debrief.happened.len());
    ui.spacing_mut().item_spacing.y = pen.px(6.0);
    for (at, moment) in scene.view.debrief.happened.iter().enumerate() {
        let place = format!("{}, {}", moment.scene, moment.when.day);
        let row = Row {
            number: at + 1,
            text: moment.yours.clone(),
            italic: false,
            tag: Some((channel_icon(moment.channel), place)),
            name: format!("Play on from: {}", moment.yours),
            tight: true,
            lit: false,
            opacity: 1.0,
        };
        let response = row_ui(ui, pen, &row);
        rows.push(response.id);
        if response.clicked() || typed == Some(at) {
            command = Some(Command::PlayOn { step: moment.step });
        }
    }
    walk(ui, &rows);
    command
}
