//! The library.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    game::{host::LibraryCards, screen::Screen},
    ui::{LibraryLocal, LibraryView, library_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        show.in_set(DrawScreens).run_if(in_state(Screen::Library)),
    );
}

fn show(mut pane: Pane, cards: Res<LibraryCards>, mut local: Local<LibraryLocal>) -> Result {
    pane.show(|ui, look, _| {
        library_ui(ui, &LibraryView { look, entries: &cards.entries }, &mut local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
