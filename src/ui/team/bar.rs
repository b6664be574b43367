//! The presenter's bar: what the forward key does now, what else is near at hand, and the keys.

use egui::{Align, FocusDirection, Id, Key, Layout, Rect, Ui, UiBuilder, pos2};

use super::{
    deeds::{Deed, went_down},
    letters::{KeyButton, key_button_ui},
    state::{TeamLocal, TeamOverlay},
    view::TeamContext,
};
use crate::{
    team::wire::WireRoomPhase,
    ui::{
        Command,
        look::TextSize,
        widgets::{focus_from_start, untouched},
    },
};

/// The bar along the bottom edge; returns its height, and what was asked for.
pub(super) fn bar_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
    whole: Rect,
) -> (f32, Option<Command>) {
    let pen = &team.pen;
    let kept = Id::new(("height of the presenter's bar", whole.width().to_bits()));
    let tall: f32 = ui.data(|data| data.get_temp(kept)).unwrap_or_else(|| pen.em(56.0));
    let rect = Rect::from_min_max(pos2(whole.left(), whole.bottom() - tall), whole.max);
    ui.painter().rect_filled(rect, 0.0, pen.c.hero);
    let inner = rect.shrink2(egui::vec2(pen.margin(), pen.px(10.0)));
    let mut column = ui.new_child(
        UiBuilder::new().id_salt("presenter").max_rect(inner).layout(Layout::top_down(Align::Min)),
    );
    column.spacing_mut().item_spacing = egui::vec2(pen.px(8.0), pen.px(8.0));
    if let Some(notice) = team.view.notice {
        pen.words(notice, TextSize::Small).colour(pen.c.focus).show(&mut column);
    }
    let command = column.horizontal_wrapped(|ui| deeds_ui(ui, team, local)).inner;
    let now = column.min_rect().height() + 2.0 * pen.px(10.0);
    if (now - tall).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(kept, now));
        ui.ctx().request_discard("the presenter's bar found its height");
    }
    (tall, command)
}

fn deeds_ui(ui: &mut Ui, team: &TeamContext<'_>, local: &mut TeamLocal) -> Option<Command> {
    let pen = &team.pen;
    if local.overlay.is_some() {
        let back = key_button_ui(ui, pen, KeyButton::Forward, "Esc", "Back to the room");
        focus_from_start(ui, back.id);
        if back.clicked() {
            local.overlay = None;
        }
        return None;
    }
    let mut command = None;
    let mut done = None;
    let forward_does = Deed::Next.words(team, local);
    let forward = key_button_ui(ui, pen, KeyButton::Forward, "Space", &forward_does);
    focus_from_start(ui, forward.id);
    if forward.clicked() {
        done = Some(Deed::Next);
    }
    for deed in at_hand(team).iter().copied().filter(|deed| deed.fits(team)) {
        let words = deed.words(team, local);
        if words == forward_does {
            continue;
        }
        if key_button_ui(ui, pen, KeyButton::Other, deed.key().1, &words).clicked() {
            done = Some(deed);
        }
    }
    if key_button_ui(ui, pen, KeyButton::Other, "Esc", "All keys").clicked() {
        done = Some(Deed::Tools);
    }
    if let Some(deed) = done {
        command = deed.ask(ui, team, local);
    }
    command
}

/// What is near at hand in each phase.
fn at_hand(team: &TeamContext<'_>) -> &'static [Deed] {
    match team.phase() {
        WireRoomPhase::Lobby => &[Deed::Lock, Deed::HideNames, Deed::People],
        WireRoomPhase::Briefing => &[Deed::Join, Deed::People],
        WireRoomPhase::Branch => &[Deed::Join, Deed::Forks],
        WireRoomPhase::Open => &[Deed::Pause, Deed::Extend, Deed::Cards],
        WireRoomPhase::Closed => &[Deed::Cards, Deed::VoteAgain],
        WireRoomPhase::Revealed => &[Deed::Branch, Deed::Talk, Deed::Forks],
        WireRoomPhase::Discussion => &[Deed::Pause, Deed::Extend, Deed::Branch],
        WireRoomPhase::Play => &[Deed::People, Deed::Forks, Deed::Debrief],
        WireRoomPhase::Debrief => &[Deed::Back, Deed::Extend, Deed::Forks],
        WireRoomPhase::Ended => &[],
    }
}

/// Keys of a presenter and of a clicker.
pub(super) fn keys(ui: &Ui, team: &TeamContext<'_>, local: &mut TeamLocal) -> Option<Command> {
    let forward = [Key::PageDown, Key::ArrowRight];
    let back = [Key::PageUp, Key::ArrowLeft];
    let in_front = local.overlay;
    if went_down(ui, Key::Escape) {
        if local.overlay.take().is_none() {
            local.overlay = Some(TeamOverlay::Tools);
        }
        return None;
    }
    if in_front == Some(TeamOverlay::Cards) {
        // Left and right count cards there.
        return went_down(ui, Key::PageDown).then(|| Deed::Next.ask(ui, team, local)).flatten();
    }
    let went = |keys: &[Key]| keys.iter().any(|key| went_down(ui, *key));
    if went(&forward) || went(&back) {
        // The arrow is used up: it does not move the focus as well.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    if went(&forward) || (went_down(ui, Key::Space) && untouched(ui)) {
        return Deed::Next.ask(ui, team, local);
    }
    if went(&back) {
        if local.overlay.take().is_some() {
            return None;
        }
        return Deed::Back.fits(team).then(|| Deed::Back.ask(ui, team, local)).flatten();
    }
    if in_front == Some(TeamOverlay::Branch) {
        // Letters pick a branch there.
        return None;
    }
    let lettered = Deed::ALL.into_iter().filter(|deed| !matches!(deed, Deed::Next | Deed::Back));
    let deed = lettered.into_iter().find(|deed| went_down(ui, deed.key().0))?;
    deed.fits(team).then(|| deed.ask(ui, team, local)).flatten()
}
