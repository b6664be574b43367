//! What the screens stand on: records, library, settings, the play under way.

mod analysis;
mod apply;
mod cards;
mod drop;
mod history;
mod known;
mod met;
mod open;
mod playing;
mod saving;
mod state;
mod words;

use bevy::prelude::*;

use super::{pace::Wake, stage::Liveliness};

pub(super) use analysis::PlayAnalysis;
pub(super) use cards::LibraryCards;
pub(super) use history::History;
pub(super) use open::Opening;
pub(super) use playing::{Playing, taken};
pub(super) use saving::Unsaved;
pub(super) use state::{AppState, CommandQueue, CurrentPlay, ExaminedFile, ReadingPosition};
pub(super) use words::{ago, sentence};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<CurrentPlay>()
        .init_resource::<CommandQueue>()
        .init_resource::<ExaminedFile>()
        .init_resource::<ReadingPosition>()
        .init_resource::<LibraryCards>()
        .init_resource::<History>();
    app.add_systems(PreStartup, open::settle);
    app.add_plugins((apply::plugin, drop::plugin, analysis::plugin, saving::plugin));
    app.add_systems(Update, follow_settings.run_if(resource_exists_and_changed::<AppState>));
}

fn follow_settings(state: Res<AppState>, mut lively: ResMut<Liveliness>, wake: Option<Res<Wake>>) {
    lively.still = state.settings.reduced_motion;
    if let Some(wake) = wake {
        wake.up();
    }
}
