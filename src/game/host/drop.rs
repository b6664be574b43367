//! Files and folders dropped onto the window join the library.

use std::path::Path;

use bevy::{prelude::*, window::FileDragAndDrop};

use super::{
    cards::LibraryCards,
    state::{AppState, CommandQueue},
};
use crate::{
    game::{screen::Screen, team::TeamSession},
    store::Library,
    ui::Command,
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, take_in.run_if(resource_exists::<AppState>));
}

fn take_in(
    mut dropped: MessageReader<FileDragAndDrop>,
    mut state: ResMut<AppState>,
    mut cards: ResMut<LibraryCards>,
    mut queue: ResMut<CommandQueue>,
    mut team: ResMut<TeamSession>,
    screen: Res<State<Screen>>,
) {
    let paths: Vec<&Path> = dropped
        .read()
        .filter_map(|message| match message {
            FileDragAndDrop::DroppedFile { path_buf, .. } => Some(path_buf.as_path()),
            _ => None,
        })
        .collect();
    if paths.is_empty() {
        return;
    }
    if *screen.get() == Screen::Team {
        // Where a session is set up, what is dropped are house rules.
        paths.iter().for_each(|path| team.take_house(path));
        return;
    }
    let brought = take(&mut state, &paths);
    cards.stock(&state);
    queue.0.push(if brought { Command::Library } else { Command::Home });
}

/// Adds what was dropped to the library and says which of it holds no scenario; whether any of it does.
fn take(state: &mut AppState, paths: &[&Path]) -> bool {
    let mut brought = false;
    for &path in paths {
        if holds_none(path) {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            state.notices.push(format!("“{name}” holds no scenario."));
            continue;
        }
        brought = true;
        if !state.places.given.iter().any(|given| given == path) {
            state.places.given.push(path.to_owned());
        }
    }
    state.library = Library::scan(&state.places);
    brought
}

/// Whether nothing there is, or should be, a scenario; what is wrong with one is told in the library.
fn holds_none(path: &Path) -> bool {
    let other = path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("ron"));
    (path.is_file() && other) || Library::of_paths(&[path.to_owned()]).entries.is_empty()
}

#[cfg(test)]
mod tests;
