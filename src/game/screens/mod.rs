//! One file for each screen: what it is shown, and when it is drawn again.

mod debrief;
mod diagnostics;
mod faces;
mod home;
mod library;
mod pane;
mod play;
mod progress;
mod settings;
mod team;

use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((
        pane::plugin,
        home::plugin,
        library::plugin,
        play::plugin,
        debrief::plugin,
        progress::plugin,
        faces::plugin,
        settings::plugin,
        team::plugin,
        diagnostics::plugin,
    ));
}
