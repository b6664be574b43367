//! Files and folders dropped onto the window join the library.

use bevy::{prelude::*, window::FileDragAndDrop};

use super::{Desk, Shelf, Wishes};
use crate::{
    store::{Library, Origin},
    ui::Command,
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, take_in.run_if(resource_exists::<Desk>));
}

fn take_in(
    mut dropped: MessageReader<FileDragAndDrop>,
    mut desk: ResMut<Desk>,
    mut shelf: ResMut<Shelf>,
    mut wishes: ResMut<Wishes>,
) {
    let mut came = false;
    for message in dropped.read() {
        let FileDragAndDrop::DroppedFile { path_buf, .. } = message else { continue };
        came = true;
        if !desk.places.given.contains(path_buf) {
            desk.places.given.push(path_buf.clone());
        }
    }
    if !came {
        return;
    }
    let library = Library::scan(&desk.places);
    let found = library.entries.iter().filter(|entry| entry.origin == Origin::Given).count();
    desk.library = library;
    if found == 0 {
        desk.notices.push("No scenario was found in what was dropped here.".to_owned());
    }
    shelf.stock(&desk);
    wishes.0.push(if found == 0 { Command::Home } else { Command::Library });
}
