//! The first page: the whole debrief, in the order in which it is read.

mod feeling;
mod if_then;
mod lines;
mod reveal;
mod turning;

use egui::{Ui, vec2};

use self::feeling::FeelingAnswer;
use super::{DebriefLocal, PageContext, Split, columns, topic::Topic, working::working_ui};
use crate::{
    coach::{PagePart, PageSection},
    ui::{
        Command,
        look::TextSize,
        widgets::{
            ButtonKind, Level, button_named_ui, button_ui, columns_ui, composed_ui, has_two_columns,
        },
    },
};

/// The page, and the way to everything that is behind it.
pub(super) fn first_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    topics: &[Topic],
) -> Option<Command> {
    ui.spacing_mut().item_spacing.y = scene.pen.px(18.0);
    let sections = scene.view.page.sections();
    let part = |part: PagePart| sections.iter().find(|section| section.part == part);
    let mut command = None;
    let mut asks_feeling = false;
    let asks = std::mem::take(&mut local.keys.asks);
    // In a room nobody is asked before all the others how it felt.
    let alone = !scene.view.look.settings.room;
    let feeling = part(PagePart::Feeling).filter(|_| alone);
    if let Some(felt) = opening_ui(ui, scene, feeling, asks) {
        command = command.or(felt.command);
        asks_feeling = felt.is_asked;
    }
    truth_ui(ui, scene, part(PagePart::GoingOn), part(PagePart::Strength));
    match part(PagePart::Turning) {
        Some(_) if matches!(scene.view.split, Split::Running) => working_ui(ui, scene),
        Some(section) => turning::turning_ui(ui, scene, local, section, !asks_feeling),
        None => {}
    }
    if let Some(section) = part(PagePart::Columns) {
        columns::first_ui(ui, scene, section);
    }
    if let Some(section) = part(PagePart::IfThen) {
        if alone {
            command = command.or(if_then::if_then_ui(ui, scene, local, section));
        } else {
            if_then::for_everybody_ui(ui, scene, section);
        }
    }
    command.or(more_ui(ui, scene, local, topics))
}

/// The picture of the ending, and beside it how it felt.
fn opening_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    feeling: Option<&PageSection>,
    asks: bool,
) -> Option<FeelingAnswer> {
    let pen = &scene.pen;
    let felt = |ui: &mut Ui| feeling.map(|section| feeling::feeling_ui(ui, scene, section, asks));
    let Some(picture) = &scene.view.debrief.picture else { return felt(ui) };
    let wide = if has_two_columns(ui, pen) { PICTURE } else { 1.0 };
    let picture_ui = |ui: &mut Ui| {
        composed_ui(ui, pen, picture, ui.available_width().min(pen.px(WIDEST)));
        None
    };
    columns_ui(ui, pen, wide, picture_ui, felt)
}

/// The share of the page that the picture of the ending has beside how it felt.
const PICTURE: f32 = 0.28;
/// Widest that it gets, in points.
const WIDEST: f32 = 420.0;

/// What was going on, and one strength beside it.
fn truth_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    truth: Option<&PageSection>,
    strength: Option<&PageSection>,
) {
    let known = !matches!(scene.view.split, Split::Running);
    let strength = strength.filter(|_| known);
    match (truth, strength) {
        (Some(truth), Some(strength)) => {
            let level = Level::new("what was going on, and one strength");
            let [left, right] = level.sides(ui, &scene.pen);
            columns_ui::<()>(
                ui,
                &scene.pen,
                0.64,
                |ui| {
                    reveal::truth_ui(ui, scene, truth, left);
                    None
                },
                |ui| {
                    reveal::strength_ui(ui, scene, strength, right);
                    None
                },
            );
        }
        (Some(truth), None) => reveal::truth_ui(ui, scene, truth, None),
        (None, Some(strength)) => reveal::strength_ui(ui, scene, strength, None),
        (None, None) => {}
    }
}

/// Everything else, unhurried.
fn more_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    topics: &[Topic],
) -> Option<Command> {
    let pen = &scene.pen;
    let mut command = None;
    pen.gap(ui, 2.0);
    pen.words("More, whenever you like", TextSize::Row).bold().show(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(pen.px(10.0), pen.px(10.0));
        for (at, topic) in topics.iter().enumerate().skip(1) {
            let title = topic.title(scene.view.debrief);
            let name = format!("More: {title}");
            if button_named_ui(ui, pen, ButtonKind::Plain, title, &name).clicked() {
                local.turn_to(ui, at);
            }
        }
        if button_ui(ui, pen, ButtonKind::Main, "Done: home").clicked() {
            command = Some(Command::Home);
        }
    });
    command
}
