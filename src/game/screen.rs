//! The screens, and what is asked of the game from them.

use bevy::prelude::*;
use serde::Deserialize;

/// Which screen is shown.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
pub(super) enum Screen {
    /// Where the game begins.
    #[default]
    Home,
    /// Every scenario found.
    Library,
    /// A play.
    Play,
    /// After a play.
    Debrief,
    /// What was practised so far.
    Progress,
    /// Every face and place.
    Faces,
    /// What can be set.
    Settings,
    /// A training session.
    Team,
    /// What is wrong with a file.
    Diagnostics,
}

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>();
}
