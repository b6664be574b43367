//! What is known at a glance explains itself: once when it first matters, and wherever it is pointed at.

use egui::{Response, Ui, WidgetInfo, WidgetType, accesskit};

use super::{
    PlayContext, PlayLocal, overlay,
    state::{Above, ChipSubject, DrawerTab},
};
use crate::{engine::MeterView, ui::look::TextSize};

/// Who has decided so often has met what there is.
const MET_BY: usize = 4;

/// The sentence that explains a chip.
fn sentence(scene: &PlayContext<'_>, subject: &ChipSubject) -> Option<String> {
    let told = match subject {
        ChipSubject::Saw => {
            "“I saw”: what you have seen or been told. No guess is in it.".to_owned()
        }
        ChipSubject::Told => {
            "“I've told myself”: what you make of it so far. It may be wrong.".to_owned()
        }
        ChipSubject::Reminder => {
            "A line that you drew for yourself. It is struck out once it is crossed.".to_owned()
        }
        ChipSubject::Meter(id) => {
            let meter = scene.standing.meters.iter().find(|meter| meter.id == *id)?;
            format!("“{}”: {}. What you say and do moves it.", meter.label, reading(meter))
        }
    };
    Some(told)
}

fn reading(meter: &MeterView) -> String {
    let number = meter.number.map(|number| format!("{} of {}", number.value, number.max));
    let band = meter.band.as_ref().map(|band| band.0.to_string());
    let told: Vec<String> = band.into_iter().chain(number).collect();
    format!("{} now", told.join(", "))
}

/// Explains a chip under the pointer, opens what is behind it, and says whether it has the focus.
pub(super) fn explain(
    ui: &Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    (chip, subject): (Response, ChipSubject),
    focused: &mut Option<ChipSubject>,
) {
    if chip.clicked() && ui.is_enabled() {
        local.above = Some(Above::Drawer(DrawerTab::Known));
    }
    if chip.has_focus() {
        *focused = Some(subject.clone());
    }
    if let Some(told) = sentence(scene, &subject) {
        chip.on_hover_ui(|ui| {
            scene.pen.words(told, TextSize::Small).show(ui);
        });
    }
}

/// Under the chips: what the one with the focus means, or one that is there for the first time. One is
/// introduced in a turn.
pub(super) fn intro_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    focused: Option<ChipSubject>,
) {
    let is_new = focused.is_none();
    let Some(subject) = focused.or_else(|| introduced(scene, local)) else { return };
    let Some(told) = sentence(scene, &subject) else { return };
    let pen = &scene.pen;
    let response = pen.words(told.as_str(), TextSize::Small).colour(pen.c.ink_soft).show(ui);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
    if is_new {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
    }
}

fn introduced(scene: &PlayContext<'_>, local: &mut PlayLocal) -> Option<ChipSubject> {
    if scene.view.decisions.len() >= MET_BY {
        return None;
    }
    if let Some((turn, subject)) = &local.introduced.last()
        && *turn == scene.view.turn
    {
        return Some(subject.clone());
    }
    let standing = scene.standing;
    let saw = (!standing.saw.is_empty()).then_some(ChipSubject::Saw);
    let told = (!standing.told.is_empty()).then_some(ChipSubject::Told);
    let meters = standing.meters.iter().filter(|meter| {
        meter.number.is_some() || (overlay::is_of_a_person(meter) && !standing.people.is_empty())
    });
    let meters = meters.map(|meter| ChipSubject::Meter(meter.id.to_string()));
    let reminder = (!standing.reminders.is_empty()).then_some(ChipSubject::Reminder);
    let mut there = saw.into_iter().chain(told).chain(meters).chain(reminder);
    let new = there.find(|new| local.introduced.iter().all(|(_, met)| met != new))?;
    local.introduced.push((scene.view.turn, new.clone()));
    Some(new)
}
