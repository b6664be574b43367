//! One if-then to take along: with a client of one's own, and a day.

use egui::{Key, KeyboardShortcut, Margin, Modifiers, Response, TextEdit, Ui};

use super::super::{DebriefLocal, Draft, PageContext};
use crate::{
    coach::{IfThen, Intention, PageSection},
    text::steers,
    ui::{
        Command,
        look::TextSize,
        measure::margin,
        widgets::{ButtonKind, Sheet, button_named_ui, button_ui, columns_ui, keep_in_view},
    },
};

/// Suggestions and a field for the sentence; fields for the client and the day; and to keep it.
pub(super) fn if_then_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    section: &PageSection,
) -> Option<Command> {
    let pen = &scene.pen;
    let mut entered = false;
    let mut wanted = false;
    let draft = std::cell::RefCell::new(std::mem::take(&mut local.draft));
    Sheet::note(pen).padding(26.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        pen.words(section.heading.as_str(), TextSize::Row).bold().colour(pen.c.on_note).show(ui);
        let left = columns_ui(
            ui,
            pen,
            0.58,
            |ui| sentence_ui(ui, scene, &mut draft.borrow_mut()).then_some(true),
            |ui| {
                let mut draft = draft.borrow_mut();
                let client = field_ui(ui, scene, IfThen::ASK_CLIENT, &mut draft.client);
                let day = field_ui(ui, scene, IfThen::ASK_DAY, &mut draft.day);
                let has_words = !draft.sentence.trim().is_empty();
                let keep = ui.add_enabled_ui(has_words, |ui| {
                    button_ui(ui, pen, ButtonKind::Main, "Keep this sentence")
                });
                wanted = keep.inner.clicked();
                if draft.was_told && draft.is_unkept(scene.view) {
                    let told = "This is not kept yet. Esc once more leaves without it.";
                    let told =
                        pen.words(told, TextSize::Body).bold().colour(pen.c.on_note).show(ui);
                    if ui.input(|input| input.key_pressed(Key::Escape)) {
                        told.scroll_to_me(None);
                    }
                }
                if is_kept(scene, &draft) {
                    pen.words(IfThen::KEPT, TextSize::Body).bold().colour(pen.c.on_note).show(ui);
                }
                (client || day).then_some(true)
            },
        );
        entered = left.is_some();
    });
    local.draft = draft.into_inner();
    if !(wanted || entered) {
        return None;
    }
    let Draft { sentence, client, day, .. } = &local.draft;
    let kept = Intention::typed(sentence, client, day)?;
    local.draft.was_kept = true;
    Some(Command::Keep(kept))
}

/// What everybody in a room may take along: the scenario's own sentences, and nothing that somebody kept.
pub(super) fn for_everybody_ui(ui: &mut Ui, scene: &PageContext<'_>, section: &PageSection) {
    let pen = &scene.pen;
    let IfThen { suggestions, kept } = &scene.view.page.if_then;
    Sheet::note(pen).padding(26.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        pen.words(section.heading.as_str(), TextSize::Row).bold().colour(pen.c.on_note).show(ui);
        for one in suggestions.iter().filter(|one| Some(*one) != kept.as_ref()) {
            pen.words(one.as_str(), TextSize::Row).colour(pen.c.on_note).show(ui);
        }
        let own = "Or one of your own: “If …, I …”, with which client, and on which day.";
        pen.words(own, TextSize::Body).colour(pen.c.on_note).show(ui);
    });
}

/// Whether what stands there is what was kept; a sentence from the play still wants a client and a day.
fn is_kept(scene: &PageContext<'_>, draft: &Draft) -> bool {
    let typed = Intention::typed(&draft.sentence, &draft.client, &draft.day);
    let complete = |one: &Intention| one.client.is_some() || one.day.is_some();
    typed.is_some_and(|typed| {
        scene.view.kept == Some(&typed) && (draft.was_kept || complete(&typed))
    })
}

fn sentence_ui(ui: &mut Ui, scene: &PageContext<'_>, draft: &mut Draft) -> bool {
    let pen = &scene.pen;
    ui.spacing_mut().item_spacing.y = pen.px(8.0);
    let prompt = pen.words(IfThen::ASK_SENTENCE, TextSize::Body).colour(pen.c.on_note).show(ui);
    let written = draft.sentence.clone();
    for suggestion in &scene.view.page.if_then.suggestions {
        if *suggestion == written {
            continue;
        }
        let name = format!("Take: {suggestion}");
        if button_named_ui(ui, pen, ButtonKind::Chip, suggestion, &name).clicked() {
            draft.sentence.clone_from(suggestion);
        }
    }
    let edit = TextEdit::multiline(&mut draft.sentence)
        .id_salt("sentence to keep")
        .hint_text("If …, I …")
        .desired_rows(2)
        .font(pen.font(TextSize::Row, false))
        .desired_width(f32::INFINITY)
        .margin(Margin::same(margin(pen.px(12.0))))
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
    let field = ui.add(edit).labelled_by(prompt.id);
    keep_in_view(ui, &field);
    draft.sentence.retain(|c| !steers(c));
    is_entered(ui, &field)
}

fn field_ui(ui: &mut Ui, scene: &PageContext<'_>, prompt: &str, text: &mut String) -> bool {
    let pen = &scene.pen;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = pen.px(4.0);
        let label = pen.words(prompt, TextSize::Body).colour(pen.c.on_note).show(ui);
        let edit = TextEdit::singleline(text)
            .id_salt(prompt)
            .font(pen.font(TextSize::Row, false))
            .desired_width(f32::INFINITY)
            .margin(Margin::same(margin(pen.px(10.0))));
        let field = ui.add(edit).labelled_by(label.id);
        keep_in_view(ui, &field);
        text.retain(|c| !steers(c));
        is_entered(ui, &field)
    })
    .inner
}

fn is_entered(ui: &Ui, field: &Response) -> bool {
    // A field of several lines keeps the focus on Enter, and one of a single line gives it up.
    (field.has_focus() || field.lost_focus())
        && ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.shift)
}
