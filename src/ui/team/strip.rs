//! The strip along the top: what is played, who has answered, how much time is left.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::{state::TeamLocal, view::TeamContext};
use crate::{
    practice::wire::WireDay,
    team::wire::WireRoomPhase,
    ui::{look::TextSize, measure::real},
};

/// The strip; returns its height.
pub(super) fn strip_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
    whole: Rect,
) -> f32 {
    let pen = &team.pen;
    let air = pen.px(8.0);
    let tall = pen.line_height(TextSize::Body) + 2.0 * air;
    let rect = Rect::from_min_size(whole.min, vec2(whole.width(), tall));
    ui.painter().rect_filled(rect, 0.0, pen.c.hero);
    let inner = rect.shrink2(vec2(pen.margin(), air));
    let mut right = ui.new_child(
        UiBuilder::new()
            .id_salt("counts")
            .max_rect(inner)
            .layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = pen.px(18.0);
    clock_ui(&mut right, team, local);
    count_ui(&mut right, team);
    let free = right.min_rect().left() - pen.px(18.0);
    let place = Rect::from_min_max(inner.min, pos2(free.max(inner.left()), inner.bottom()));
    let mut left = ui.new_child(
        UiBuilder::new()
            .id_salt("where")
            .max_rect(place)
            .layout(Layout::left_to_right(Align::Center)),
    );
    left.set_clip_rect(place);
    pen.words(headline(team), TextSize::Small).bold().colour(pen.c.on_hero).cut(&mut left);
    tall
}

fn headline(team: &TeamContext<'_>) -> String {
    let room = &team.board().room;
    let Some(view) = &room.view else { return room.title.clone() };
    let standing = &view.standing;
    let when = match &standing.when.day {
        WireDay::Dated { weekday, day, month } => format!(" · {weekday} {day} {month}"),
        WireDay::Counted { number } => format!(" · Day {number}"),
        WireDay::Afterwards => String::new(),
    };
    format!("{} · {}{when}", room.title, standing.scene_title)
}

/// Who is here, and who has answered.
fn count_ui(ui: &mut Ui, team: &TeamContext<'_>) {
    let (pen, room) = (&team.pen, &team.board().room);
    if team.view.join.code.is_empty() && room.present == 0 {
        return;
    }
    let asks = matches!(room.phase, WireRoomPhase::Open | WireRoomPhase::Play);
    let words = match room.phase {
        WireRoomPhase::Open | WireRoomPhase::Closed => {
            format!("{} of {} answered", room.answered, room.present)
        }
        WireRoomPhase::Play if room.view.is_none() => {
            format!("{} of {} finished", room.answered, room.present)
        }
        _ => format!("{} here", room.present),
    };
    pen.words(words, TextSize::Small).bold().colour(pen.c.on_hero).show(ui);
    if asks && room.present > 0 && (room.phase == WireRoomPhase::Open || room.view.is_none()) {
        let size = vec2(pen.em(110.0), pen.em(9.0));
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let share = real(room.answered as usize) / real(room.present as usize);
        crate::ui::widgets::bar(ui, rect, share, pen.c.hero_accent, pen.c.pill_quiet);
    }
}

/// The time that is left, where there is a deadline.
fn clock_ui(ui: &mut Ui, team: &TeamContext<'_>, local: &mut TeamLocal) {
    let (pen, room) = (&team.pen, &team.board().room);
    let Some(left) = team.view.left_ms else {
        if room.paused {
            pen.words("Paused", TextSize::Body).bold().colour(pen.c.focus).show(ui);
        }
        return;
    };
    let words = minutes(left);
    let (words, name) = if room.paused {
        (format!("{words} · paused"), format!("{words} left, paused"))
    } else {
        let part = u16::try_from(left % 1000).unwrap_or(0);
        local.wakes_in = Some(f32::from(part) / 1000.0 + 0.02);
        (words.clone(), format!("{words} left"))
    };
    let shown = pen.words(words, TextSize::Body).bold().colour(pen.c.focus).show(ui);
    shown.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &name));
}

/// Minutes and seconds, rounded up: "1:05".
pub(super) fn minutes(ms: u64) -> String {
    let seconds = ms.div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
