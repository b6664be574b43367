//! Widgets that the screens share: they draw with a pen and know nothing of scenarios.

mod button;
mod card;
mod keys;
mod marks;
mod page;
mod row;
mod words;

pub(super) use button::{ButtonKind, button_named_ui, button_ui, link_ui, wide_ui};
pub(super) use card::{Level, Sheet, Side, composed_ui, face, face_ui};
pub(super) use keys::{
    focus_first, focus_from_start, give_focus, hold_once, keep_in_view, number_pressed, pressed,
    release_focus, take, untouched, walk, walk_across, walk_grid,
};
pub(super) use marks::{badge, badge_radius, bar, channel_icon, icon, steps, steps_width};
pub(super) use page::{PageFrame, columns_ui, has_two_columns, page_by_keys};
pub(super) use row::{Row, row_ui};
pub(super) use words::Words;
