//! The window fills the screen where that is set, and fits on it where it does not.

use bevy::{
    prelude::*,
    window::{Monitor, MonitorSelection, PrimaryMonitor, WindowMode},
};

use super::host::{AppState, CommandQueue};
use crate::ui::{Command, Settings};

/// The largest share of the screen that the first window takes: bars and frames need the rest.
const MOST_OF_THE_SCREEN: f32 = 0.9;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PreUpdate, toggle.run_if(resource_exists::<AppState>));
    app.add_systems(Update, (fit, follow.run_if(resource_exists::<AppState>)).chain());
}

/// F11, on every screen.
fn toggle(keys: Res<ButtonInput<KeyCode>>, state: Res<AppState>, mut queue: ResMut<CommandQueue>) {
    if keys.just_pressed(KeyCode::F11) {
        let full_screen = !state.settings.full_screen;
        let settings = Settings { full_screen, ..state.settings.clone() };
        queue.0.push(Command::Change(Box::new(settings)));
    }
}

/// The window is as the settings say.
fn follow(state: Res<AppState>, mut windows: Query<&mut Window>) {
    let wanted = if state.settings.full_screen {
        WindowMode::BorderlessFullscreen(MonitorSelection::Current)
    } else {
        WindowMode::Windowed
    };
    for mut window in &mut windows {
        if window.mode != wanted {
            window.mode = wanted;
        }
    }
}

/// Once, when it is known how large the screen is: a window that would not fit is made smaller.
fn fit(
    screens: Query<&Monitor, With<PrimaryMonitor>>,
    any: Query<&Monitor>,
    mut windows: Query<&mut Window>,
    mut done: Local<bool>,
) {
    if *done {
        return;
    }
    let Some(screen) = screens.iter().next().or_else(|| any.iter().next()) else { return };
    *done = true;
    let most = screen.physical_size().as_vec2() * MOST_OF_THE_SCREEN;
    for mut window in &mut windows {
        let size = window.physical_size().as_vec2();
        let shrink = (most / size).min_element();
        if shrink < 1.0 && shrink > 0.0 {
            let fits = (size * shrink).as_uvec2();
            window.resolution.set_physical_resolution(fits.x, fits.y);
        }
    }
}
