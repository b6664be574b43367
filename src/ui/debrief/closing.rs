//! Notes, questions, one sentence to keep, and what to do next.

use egui::{Id, Key, KeyboardShortcut, Margin, Modifiers, TextEdit, Ui};

use super::{DebriefLocal, Scene, Split, turning::day};
use crate::{
    coach::{CoachingNote, Commitment, untold_notes},
    ui::{
        Command,
        look::Size,
        measure::margin,
        widgets::{
            Kind, Row, Sheet, button_named_ui, button_ui, channel_icon, number_pressed, row_ui,
            walk,
        },
    },
};

/// Coaching notes, in order of play, but for those that stand with a turning point already.
pub(super) fn notes_ui(ui: &mut Ui, scene: &Scene<'_>) -> Option<Command> {
    let pen = &scene.pen;
    let debrief = scene.view.debrief;
    let notes: Vec<&CoachingNote> = match scene.view.split {
        Split::Done(split) => untold_notes(debrief, split),
        Split::Running | Split::NotProven => debrief.notes.iter().collect(),
    };
    if notes.is_empty() {
        pen.words("What there is to say stands with the turning points.", Size::Row).show(ui);
    }
    for note in notes {
        Sheet::plain(pen).show(ui, pen, |ui| {
            ui.spacing_mut().item_spacing.y = pen.px(6.0);
            pen.heading_ui(ui, &note.scene, pen.c.ink);
            pen.words(note.yours.as_str(), Size::Body).colour(pen.c.ink_soft).show(ui);
            pen.words(note.note.as_str(), Size::Row).show(ui);
        });
        pen.gap(ui, 6.0);
    }
    None
}

/// Questions to think about or talk over.
pub(super) fn questions_ui(ui: &mut Ui, scene: &Scene<'_>) -> Option<Command> {
    let pen = &scene.pen;
    Sheet::plain(pen).padding(28.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(12.0);
        for (at, question) in scene.view.debrief.questions.iter().enumerate() {
            pen.words(format!("{}. {question}", at + 1), Size::Row).show(ui);
        }
    });
    None
}

/// One if-then sentence: picked, edited, kept.
pub(super) fn sentence_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    let pen = &scene.pen;
    let written = local.sentence.clone();
    for suggestion in scene.view.suggestions.iter().filter(|suggestion| **suggestion != written) {
        if button_named_ui(ui, pen, Kind::Chip, suggestion, &format!("Take: {suggestion}"))
            .clicked()
        {
            local.sentence.clone_from(suggestion);
        }
    }
    let kept = scene.view.kept.is_some_and(|kept| kept == local.sentence.trim());
    Sheet::note(pen).show(ui, pen, |ui| {
        let ink = pen.c.on_note;
        pen.heading_ui(ui, "Your if-then", ink);
        let edit = TextEdit::multiline(&mut local.sentence)
            .font(pen.font(Size::Row, false))
            .hint_text("If …, I …")
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .margin(Margin::same(margin(pen.px(12.0))))
            .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
        let response = ui.add(edit);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let sentence = local.sentence.trim().to_owned();
        pen.gap(ui, 4.0);
        if kept {
            pen.words("Kept.", Size::Body).bold().colour(ink).show(ui);
            return None;
        }
        let keep = ui.add_enabled_ui(!sentence.is_empty(), |ui| {
            button_ui(ui, pen, Kind::Main, "Keep this sentence")
        });
        let wanted = keep.inner.clicked() || entered;
        Commitment::typed(&sentence, "", "").filter(|_| wanted).map(Command::Keep)
    })
}

/// Another reason, home, or on from any decision.
pub(super) fn next_ui(ui: &mut Ui, scene: &Scene<'_>) -> Option<Command> {
    let pen = &scene.pen;
    let mut command = None;
    if let Some(met) = scene.view.met.filter(|met| met.names.len() < met.total) {
        let line = if met.line.is_empty() {
            "There is more behind it".to_owned()
        } else {
            met.line.clone()
        };
        let told = format!("{line}. You have met {} of {}.", met.names.len(), met.total);
        pen.words(told, Size::Row).show(ui);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = pen.px(12.0);
        let again =
            if scene.view.has_truths() { "Another reason: play again" } else { "Play again" };
        if button_ui(ui, pen, Kind::Main, again).clicked() {
            command = Some(Command::Again);
        }
        if button_ui(ui, pen, Kind::Plain, "Home").clicked() {
            command = Some(Command::Home);
        }
    });
    if !scene.view.can_play_on {
        return command;
    }
    pen.gap(ui, 10.0);
    pen.words("Play on from any decision", Size::Row).bold().show(ui);
    pen.words(scene.view.hindsight(), Size::Body).colour(pen.c.ink_soft).show(ui);
    let typed = number_pressed(ui);
    let mut rows: Vec<Id> = Vec::with_capacity(scene.view.debrief.happened.len());
    ui.spacing_mut().item_spacing.y = pen.px(6.0);
    for (at, moment) in scene.view.debrief.happened.iter().enumerate() {
        let place = format!("{}, {}", moment.scene, day(&moment.when));
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
