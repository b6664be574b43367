//! The app: Bevy's plugins, trimmed to what is drawn, and ours.

use bevy::{
    app::{PanicHandlerPlugin, TerminalCtrlCHandlerPlugin},
    ecs::error,
    log::LogPlugin,
    prelude::*,
    window::{PresentMode, WindowResolution},
};
use bevy_egui::EguiPlugin;

use super::{
    GameOptions, drive, faces, full_screen,
    host::{self, Opening, Unsaved},
    icon, keepsake,
    pace::{self, Wake},
    painter,
    resources::{OnScreen, StartOptions},
    screen, screens, settle, sound, stage, team,
    window::WindowOpened,
};

/// How many updates it takes until the first picture is on the screen.
const FIRST_UPDATES: u8 = 4;

/// Puts the app together.
pub(super) fn build(
    options: GameOptions,
    opening: Opening,
    opened: WindowOpened,
    unsaved: Unsaved,
) -> App {
    let mut app = App::new();
    app.set_error_handler(error::error);
    app.add_plugins(bevy_plugins()).add_plugins(EguiPlugin::default());
    app.insert_resource(StartOptions(options)).insert_resource(opening).insert_resource(unsaved);
    app.init_resource::<OnScreen>();
    app.add_systems(Startup, open_eyes).add_systems(Last, tell_opened(opened));
    app.add_plugins((
        pace::plugin,
        painter::plugin,
        screen::plugin,
        settle::plugin,
        sound::plugin,
        stage::plugin,
        faces::plugin,
        full_screen::plugin,
        host::plugin,
        icon::plugin,
        keepsake::plugin,
        team::plugin,
        screens::plugin,
        drive::plugin,
    ));
    app
}

fn bevy_plugins() -> bevy::app::PluginGroupBuilder {
    let window = Window {
        title: "Rapport".to_owned(),
        name: Some("rapport".to_owned()),
        resolution: WindowResolution::new(1280, 720),
        resize_constraints: WindowResizeConstraints {
            min_width: 640.0,
            min_height: 400.0,
            ..default()
        },
        present_mode: PresentMode::AutoVsync,
        ..default()
    };
    let plugins = DefaultPlugins
        .set(WindowPlugin { primary_window: Some(window), ..default() })
        .disable::<PanicHandlerPlugin>()
        // Ctrl-C ends the process as it does elsewhere: nothing is ever left unsaved.
        .disable::<TerminalCtrlCHandlerPlugin>();
    if std::env::var_os("RUST_LOG").is_some() { plugins } else { plugins.disable::<LogPlugin>() }
}

/// One camera draws the stage and, over it, egui.
fn open_eyes(mut commands: Commands) {
    commands.spawn((Camera2d, Msaa::Off));
}

fn tell_opened(opened: WindowOpened) -> impl FnMut(ResMut<OnScreen>, Option<Res<Wake>>, Local<u8>) {
    move |mut on_screen, wake, mut updates| {
        if on_screen.0 {
            return;
        }
        *updates += 1;
        on_screen.0 = *updates > FIRST_UPDATES;
        if on_screen.0 {
            opened.set();
        }
        // Until then every update is followed by another one, and one more sees it.
        if let Some(wake) = wake {
            wake.up();
        }
    }
}
