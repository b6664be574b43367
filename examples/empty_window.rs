//! An empty window of Bevy and egui with the features of the game, to compare start, idle and memory.
//!
//! Like the game it tells, where `RAPPORT_FIRST_FRAME` names a file, when its first interactive
//! frame was drawn.

use std::{
    fs,
    time::{SystemTime, UNIX_EPOCH},
};

use bevy::{prelude::*, winit::WinitSettings};
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass, egui};

fn main() {
    App::new()
        .add_plugins(DefaultPlugins.set(WindowPlugin {
            primary_window: Some(Window {
                title: "Empty".to_owned(),
                resolution: bevy::window::WindowResolution::new(1280, 720),
                ..default()
            }),
            ..default()
        }))
        .add_plugins(EguiPlugin::default())
        .insert_resource(WinitSettings::desktop_app())
        .add_systems(Startup, |mut commands: Commands| {
            commands.spawn(Camera2d);
        })
        .add_systems(EguiPrimaryContextPass, nothing)
        .add_systems(Last, tell_first_frame)
        .run();
}

fn nothing(mut contexts: EguiContexts) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    egui::Area::new(egui::Id::new("nothing")).show(&ctx, |ui| ui.label(""));
    Ok(())
}

/// The third update ends when the second frame, the first with egui's, is on the screen.
fn tell_first_frame(mut updates: Local<u32>) {
    *updates += 1;
    if *updates == 3
        && let Some(path) = std::env::var_os("RAPPORT_FIRST_FRAME")
        && let Ok(now) = SystemTime::now().duration_since(UNIX_EPOCH)
        && let Err(error) = fs::write(&path, now.as_nanos().to_string())
    {
        error!("{error}");
    }
}
