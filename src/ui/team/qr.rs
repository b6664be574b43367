//! A QR code, dark on light whatever the theme: that is what phones read.

use egui::{Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType, pos2};

use super::view::{ShownLink, TeamContext};
use crate::ui::measure::real;

/// Light modules around the code; phones look for them.
const QUIET: usize = 3;

/// The code in a square of that side.
pub(super) fn qr_ui(ui: &mut Ui, team: &TeamContext<'_>, link: &ShownLink, side: f32) {
    let light = &team.pen.look.theme.light;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    let name = format!("QR code of {}", link.url);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &name));
    ui.painter().rect_filled(rect, team.pen.corner_card(), light.sheet);
    let all = link.side + 2 * QUIET;
    // Whole points, so that no hairline opens between modules.
    let module = (side / real(all)).floor().max(1.0);
    let start = rect.center() - Vec2::splat(module * real(link.side) / 2.0).floor();
    for (at, _) in link.dark.iter().enumerate().filter(|(_, dark)| **dark) {
        let (row, column) = (at / link.side.max(1), at % link.side.max(1));
        let min = pos2(start.x + module * real(column), start.y + module * real(row));
        ui.painter().rect_filled(Rect::from_min_size(min, Vec2::splat(module)), 0.0, light.ink);
    }
}
