//! Small marks: icons, badges, steps and bars. All of them stand beside words that say the same.

use egui::{Color32, Pos2, Rect, Ui, Vec2, pos2, vec2};

use crate::{
    scenario::Channel,
    ui::{
        look::{Pen, TextSize},
        measure::real,
    },
};

/// Name of a channel's icon.
pub(in crate::ui) fn channel_icon(channel: Channel) -> &'static str {
    match channel {
        Channel::None => "",
        Channel::Phone => "phone",
        Channel::Voicemail => "voicemail",
        Channel::Email => "email",
        Channel::Message => "message",
        Channel::Video => "video",
        Channel::InPerson => "person",
    }
}

/// An icon, where the host lends one; returns the width it took.
pub(in crate::ui) fn icon(
    ui: &Ui,
    pen: &Pen<'_>,
    name: &str,
    left: Pos2,
    side: f32,
    ink: Color32,
) -> f32 {
    let Some(texture) = pen.look.pictures.icon(name) else { return 0.0 };
    let rect = Rect::from_min_size(pos2(left.x, left.y - side / 2.0), Vec2::splat(side));
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    ui.painter().image(texture, rect, whole, ink);
    side + pen.px(7.0)
}

/// A number in a disc.
pub(in crate::ui) fn badge(ui: &Ui, pen: &Pen<'_>, centre: Pos2, number: usize, lit: bool) {
    let (fill, ink) =
        if lit { (pen.c.focus, pen.c.on_focus) } else { (pen.c.badge, pen.c.on_badge) };
    ui.painter().circle_filled(centre, badge_radius(pen), fill);
    let galley =
        pen.words(number.to_string(), TextSize::Body).bold().colour(ink).galley(ui, f32::INFINITY);
    ui.painter().galley(centre - galley.size() / 2.0, galley, ink);
}

/// Radius of a badge.
pub(in crate::ui) fn badge_radius(pen: &Pen<'_>) -> f32 {
    pen.em(14.0)
}

/// A row of discs, the first `on` of them lit.
pub(in crate::ui) fn steps(
    ui: &Ui,
    left: Pos2,
    on: usize,
    of: usize,
    radius: f32,
    lit: Color32,
    unlit: Color32,
) {
    let mut centre = left + vec2(radius, 0.0);
    for at in 0..of {
        if at < on {
            ui.painter().circle_filled(centre, radius, lit);
        } else {
            ui.painter().circle_filled(centre, radius * 0.8, unlit);
        }
        centre.x += radius * 3.2;
    }
}

/// Width of [`steps`].
pub(in crate::ui) fn steps_width(of: usize, radius: f32) -> f32 {
    radius * (3.2 * real(of) - 1.2)
}

/// A bar that is filled to a share.
pub(in crate::ui) fn bar(ui: &Ui, rect: Rect, share: f32, fill: Color32, ground: Color32) {
    let round = rect.height() / 2.0;
    ui.painter().rect_filled(rect, round, ground);
    let mut filled = rect;
    filled.set_width((rect.width() * share.clamp(0.0, 1.0)).max(rect.height()));
    if share > 0.0 {
        ui.painter().rect_filled(filled, round, fill);
    }
}
