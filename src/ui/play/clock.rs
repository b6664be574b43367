//! The first clock of all says that it is one, and that it can be switched off.

use egui::{Id, Ui};

use super::{PlayContext, PlayLocal, drawer, words};
use crate::{
    scenario::Timer,
    ui::{
        Command, Settings,
        look::TextSize,
        widgets::{ButtonKind, focus_from_start, walk, wide_ui},
    },
};

/// Whether a clock is about to run for a player who was never told of one.
pub(super) fn is_due(scene: &PlayContext<'_>) -> bool {
    let settings = scene.view.look.settings;
    settings.timers && !settings.timers_met && timer(scene).is_some()
}

fn timer(scene: &PlayContext<'_>) -> Option<Timer> {
    scene.view.view.offered.iter().find_map(|offer| offer.timer)
}

/// What a clock is, before the first one runs; it stands still until that is read.
pub(super) fn clock_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
) -> Option<Command> {
    let pen = &scene.pen;
    let Some(timer) = timer(scene) else {
        local.above = None;
        return None;
    };
    let (title, text) = match timer {
        Timer::Hold(seconds) => (
            "This silence is timed",
            format!(
                "A ring closes over {} seconds. If you do nothing until then, you have said nothing.",
                words::number(seconds)
            ),
        ),
        Timer::Deadline(seconds) => (
            "This decision is timed",
            format!(
                "A bar runs out over {} seconds. If you do nothing until then, it is decided for you.",
                words::number(seconds)
            ),
        ),
    };
    let mut chosen = None;
    let shown = drawer::modal(ui, scene, title, 480.0, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(10.0);
        pen.words(title, TextSize::Speech).bold().show(ui);
        pen.words(text, TextSize::Body).show(ui);
        let later = "The clock stands still while you are elsewhere. Settings, Timers switches it on and off.";
        pen.words(later, TextSize::Body).colour(pen.c.ink_soft).show(ui);
        let run = wide_ui(ui, pen, ButtonKind::Main, "Start the clock", None);
        let off = wide_ui(ui, pen, ButtonKind::Chip, "Play without clocks", None);
        let rows: [Id; 2] = [run.id, off.id];
        focus_from_start(ui, run.id);
        walk(ui, &rows);
        if run.clicked() {
            chosen = Some(true);
        } else if off.clicked() {
            chosen = Some(false);
        }
    });
    let timers = chosen.or(shown.should_close().then_some(true))?;
    local.above = None;
    let settings = scene.view.look.settings.clone();
    Some(Command::Change(Box::new(Settings { timers, timers_met: true, ..settings })))
}
