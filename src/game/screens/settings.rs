//! The settings.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    game::screen::Screen,
    ui::{SettingsLocal, SettingsView, settings_ui},
};

/// Portraits that the player can choose from.
const PORTRAITS: [&str; 4] = ["sam-1", "sam-2", "sam-3", "sam-4"];

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        show.in_set(DrawScreens).run_if(in_state(Screen::Settings)),
    );
}

fn show(mut pane: Pane, mut local: Local<SettingsLocal>) -> Result {
    pane.show(|ui, look, _| {
        settings_ui(ui, &SettingsView { look, portraits: &PORTRAITS }, &mut local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
