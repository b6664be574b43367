//! The window's icon: drawn by the art room, handed to the window system once the window is there.

use bevy::{ecs::system::NonSendMarker, prelude::*, window::PrimaryWindow, winit::WINIT_WINDOWS};
use winit::window::Icon;

use super::{raster::raster, resources::OnScreen};
use crate::art::Art;

/// Side of the icon, in pixels: window managers make it smaller.
const SIDE: u32 = 128;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Last, show.run_if(|on_screen: Res<OnScreen>| on_screen.0));
}

/// Sets the icon once; where the window system shows none, nothing happens.
fn show(
    windows: Query<Entity, With<PrimaryWindow>>,
    mut was_set: Local<bool>,
    _main_thread: NonSendMarker,
) {
    if *was_set {
        return;
    }
    *was_set = true;
    let Ok(window) = windows.single() else { return };
    let Ok(pixels) = raster(Art::app_icon(), SIDE, SIDE) else { return };
    let Ok(icon) = Icon::from_rgba(pixels.rgba, pixels.width, pixels.height) else { return };
    WINIT_WINDOWS.with_borrow(|windows| {
        if let Some(window) = windows.get_window(window) {
            window.set_window_icon(Some(icon));
        }
    });
}
