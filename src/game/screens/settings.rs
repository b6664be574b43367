//! The settings.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    game::{host::CurrentPlay, screen::Screen},
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

fn show(mut pane: Pane, current: Res<CurrentPlay>, mut local: Local<SettingsLocal>) -> Result {
    let playing = current.0.as_ref();
    let own = playing.and_then(|playing| playing.scenario().player_portrait.as_deref());
    pane.show(|ui, look, _| {
        settings_ui(ui, &SettingsView { look, portraits: &PORTRAITS, own }, &mut local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
