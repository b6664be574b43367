//! What is known, what was said and what was decided, one key away.

use egui::{
    Align2, Area, Frame, Id, Key, Margin, ModalResponse, Order, ScrollArea, Sense, Ui, UiKind,
    accesskit, vec2,
};

use super::{
    PlayContext, PlayLocal,
    state::{Above, DrawerTab},
    words,
};
use crate::{
    text::SharedStr,
    ui::{
        Command,
        look::TextSize,
        measure::margin,
        widgets::{ButtonKind, button_named_ui, button_ui, focus_from_start, take, walk_across},
    },
};

/// Something that stands above the play in the middle of the window; Esc and a press beside it close it.
pub(super) fn modal<T>(
    ui: &Ui,
    scene: &PlayContext<'_>,
    name: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> T,
) -> ModalResponse<T> {
    let pen = &scene.pen;
    let frame = Frame::new()
        .fill(pen.c.sheet)
        .corner_radius(pen.corner_card())
        .inner_margin(Margin::same(margin(pen.px(28.0))))
        .shadow(pen.shadow());
    let style = std::sync::Arc::clone(ui.style());
    let wide = pen.em(width).min(scene.whole.width() - 2.0 * pen.px(56.0));
    let id = Id::new(name);
    let area = egui::Modal::default_area(id).default_size(scene.whole.size()).fade_in(false);
    let modal = egui::Modal::new(id).area(area).frame(frame).backdrop_color(pen.c.shade);
    modal.show(ui.ctx(), |ui| {
        ui.set_style(style);
        ui.set_width(wide);
        tell_dialog(ui, name);
        content(ui)
    })
}

/// A screen reader hears that a dialog has opened, what it is called, and that the rest waits.
fn tell_dialog(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(accesskit::Role::Dialog);
        node.set_label(name);
        node.set_modal();
    });
}

/// The drawer at the right.
pub(super) fn drawer_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    tab: DrawerTab,
) -> Option<Command> {
    let pen = &scene.pen;
    let wide = pen.em(620.0).min(scene.whole.width() * 0.92);
    let id = Id::new("drawer");
    let area = Area::new(id)
        .kind(UiKind::Modal)
        .sense(Sense::hover())
        .anchor(Align2::RIGHT_TOP, vec2(0.0, 0.0))
        .order(Order::Foreground)
        .default_size(scene.whole.size())
        .fade_in(false)
        .interactable(true);
    let pad = pen.px(28.0);
    let frame =
        Frame::new().fill(pen.c.sheet).inner_margin(Margin::same(margin(pad))).shadow(pen.shadow());
    let style = std::sync::Arc::clone(ui.style());
    let mut command = None;
    let toggles = [(Key::N, DrawerTab::Known), (Key::T, DrawerTab::Said)];
    let pressed = toggles.into_iter().find(|(key, _)| take(ui, *key)).map(|(_, pressed)| pressed);
    let shown = egui::Modal::new(id).area(area).frame(frame).backdrop_color(pen.c.shade).show(
        ui.ctx(),
        |ui| {
            ui.set_style(style);
            ui.set_width(wide - 2.0 * pad);
            ui.set_height(scene.whole.height() - 2.0 * pad);
            let mut close = false;
            tell_dialog(ui, "What you know, what was said, and decisions");
            ui.horizontal_wrapped(|ui| {
                let mut tabs: Vec<Id> = Vec::new();
                for (name, its) in [
                    ("What you know", DrawerTab::Known),
                    ("What was said", DrawerTab::Said),
                    ("Decisions", DrawerTab::Decisions),
                ] {
                    let kind = if its == tab { ButtonKind::Tab } else { ButtonKind::Chip };
                    let response = button_ui(ui, pen, kind, name);
                    tabs.push(response.id);
                    if its == tab {
                        focus_from_start(ui, response.id);
                    }
                    if response.clicked() {
                        local.above = Some(Above::Drawer(its));
                    }
                }
                let response = button_ui(ui, pen, ButtonKind::Chip, "Close");
                close = response.clicked();
                tabs.push(response.id);
                walk_across(ui, &tabs);
            });
            pen.gap(ui, 8.0);
            ScrollArea::vertical()
                .id_salt(("drawer", tab as u8))
                .auto_shrink(false)
                .stick_to_bottom(tab != DrawerTab::Known)
                .show(ui, |ui| {
                    by_keys(ui, scene);
                    ui.spacing_mut().item_spacing.y = pen.px(8.0);
                    command = match tab {
                        DrawerTab::Known => {
                            known_ui(ui, scene);
                            None
                        }
                        DrawerTab::Said => {
                            said_ui(ui, scene);
                            None
                        }
                        DrawerTab::Decisions => decisions_ui(ui, scene),
                    };
                });
            close
        },
    );
    if let Some(other) = pressed {
        local.above = (other != tab).then_some(Above::Drawer(other));
    }
    if shown.should_close() || shown.inner {
        local.above = None;
    }
    command
}

fn by_keys(ui: &Ui, scene: &PlayContext<'_>) {
    let step = scene.pen.px(80.0);
    let page = ui.clip_rect().height() * 0.85;
    for (key, by) in [
        (Key::PageDown, -page),
        (Key::PageUp, page),
        (Key::ArrowDown, -step),
        (Key::ArrowUp, step),
        (Key::End, -1e6),
        (Key::Home, 1e6),
    ] {
        if take(ui, key) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

fn known_ui(ui: &mut Ui, scene: &PlayContext<'_>) {
    let pen = &scene.pen;
    let standing = scene.standing;
    list_ui(ui, scene, "I saw", &standing.saw, false, "Nothing for certain yet.");
    list_ui(ui, scene, "I've told myself", &standing.told, true, "Nothing. Long may it last.");
    heading_ui(ui, scene, "Agreed");
    if standing.agreements.is_empty() {
        pen.words("Nothing yet.", TextSize::Body).colour(pen.c.ink_soft).show(ui);
    }
    for agreement in &*standing.agreements {
        pen.words(format!("{}, with {}", agreement.label, agreement.with), TextSize::Body).show(ui);
    }
    if !standing.reminders.is_empty() {
        heading_ui(ui, scene, "To keep in mind");
    }
    for reminder in &*standing.reminders {
        let text = if reminder.crossed {
            format!("{}: crossed", reminder.text)
        } else {
            reminder.text.to_string()
        };
        let ink = if reminder.crossed { pen.c.cost } else { pen.c.ink };
        pen.words(text, TextSize::Body).colour(ink).show(ui);
    }
    if !standing.meters.is_empty() {
        heading_ui(ui, scene, "How things stand");
    }
    for meter in &*standing.meters {
        let number = meter.number.map(|number| format!("{} of {}", number.value, number.max));
        let band = meter.band.as_ref().map(|band| band.0.to_string());
        let told: Vec<String> = band.into_iter().chain(number).collect();
        pen.words(format!("{}: {}", meter.label, told.join(", ")), TextSize::Body).show(ui);
    }
}

fn heading_ui(ui: &mut Ui, scene: &PlayContext<'_>, text: &str) {
    scene.pen.gap(ui, 8.0);
    scene.pen.words(text, TextSize::Row).bold().show(ui);
}

fn list_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    title: &str,
    lines: &[SharedStr],
    guess: bool,
    none: &str,
) {
    let pen = &scene.pen;
    heading_ui(ui, scene, title);
    if lines.is_empty() {
        pen.words(none, TextSize::Body).colour(pen.c.ink_soft).show(ui);
    }
    for line in lines {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = pen.px(10.0);
            pen.mark_ui(ui, guess, if guess { pen.c.guess_mark } else { pen.c.fact_mark });
            let words = pen.words(line.as_str(), TextSize::Body);
            if guess { words.italic() } else { words }.show(ui);
        });
    }
}

fn said_ui(ui: &mut Ui, scene: &PlayContext<'_>) {
    let pen = &scene.pen;
    for said in
        scene.view.transcript.iter().filter(|said| {
            !said.text.is_empty() || matches!(said.who, crate::engine::Speaker::Days(_))
        })
    {
        let thought = matches!(said.who, crate::engine::Speaker::Thought);
        let mine = matches!(said.who, crate::engine::Speaker::Player(_));
        let words = pen.words(words::told(said, scene.view.working_days), TextSize::Body);
        let words = words.colour(if mine { pen.c.fact } else { pen.c.ink });
        if thought { words.italic() } else { words }.show(ui);
    }
}

fn decisions_ui(ui: &mut Ui, scene: &PlayContext<'_>) -> Option<Command> {
    let pen = &scene.pen;
    if scene.view.decisions.is_empty() {
        pen.words("You have not decided anything yet.", TextSize::Body)
            .colour(pen.c.ink_soft)
            .show(ui);
    } else if scene.view.can_rewind {
        let note =
            "Going back is practice: it is marked in your record, and what you leave is kept.";
        pen.words(note, TextSize::Small).colour(pen.c.ink_soft).show(ui);
    }
    let mut command = None;
    for decision in scene.view.decisions {
        pen.gap(ui, 6.0);
        pen.words(format!("{}, {}", decision.scene, decision.when), TextSize::Small)
            .colour(pen.c.ink_soft)
            .show(ui);
        pen.words(decision.text.as_str(), TextSize::Body).show(ui);
        if scene.view.can_rewind {
            let name = format!("Go back to: {}", decision.text);
            if button_named_ui(ui, pen, ButtonKind::Chip, "Go back to here", &name).clicked() {
                command = Some(Command::Rewind { step: decision.step });
            }
        }
    }
    command
}
