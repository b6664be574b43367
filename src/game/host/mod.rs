//! What the screens stand on: records, library, settings, the play under way.

mod analysis;
mod apply;
mod cards;
mod drop;
mod history;
mod open;
mod playing;
mod words;

use bevy::prelude::*;

use super::{pace::Wake, stage::Liveliness};
use crate::{
    practice::{Practice, Start},
    store::{Library, LibraryPlaces},
    ui::{Command, Settings, Theme},
};

pub(super) use analysis::PlayAnalysis;
pub(super) use cards::Shelf;
pub(super) use history::History;
pub(super) use open::Opening;
pub(super) use playing::Playing;

/// The practice service with its records, the library, and the settings.
#[derive(Resource)]
pub(super) struct Desk {
    pub(super) practice: Practice,
    pub(super) library: Library,
    pub(super) places: LibraryPlaces,
    pub(super) settings: Settings,
    pub(super) theme: Theme,
    /// What the player should know, shown on the home screen.
    pub(super) notices: Vec<String>,
    /// With what the next play begins, if that was given.
    pub(super) start: Option<Start>,
    /// Whether nothing was ever played here.
    pub(super) first_launch: bool,
}

/// The play under way, or just ended.
#[derive(Resource, Default)]
pub(super) struct Table(pub(super) Option<Playing>);

/// What the player asked for; applied after the screens have been drawn.
#[derive(Resource, Default)]
pub(super) struct Wishes(pub(super) Vec<Command>);

/// How far the player has read.
#[derive(Resource, Default)]
pub(super) struct Reading {
    pub(super) turn: u64,
    pub(super) shown: usize,
    pub(super) of: usize,
    /// Since when, in seconds since the start.
    pub(super) since: f32,
}

impl Reading {
    /// For how long everything of that turn has been read.
    pub(super) fn all_read_for(&self, turn: u64, now: f32) -> f32 {
        if self.turn == turn && self.shown >= self.of { now - self.since } else { 0.0 }
    }
}

/// The file of the library whose diagnostics are shown.
#[derive(Resource, Default)]
pub(super) struct Examined(pub(super) Option<String>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Table>()
        .init_resource::<Wishes>()
        .init_resource::<Examined>()
        .init_resource::<Reading>()
        .init_resource::<Shelf>()
        .init_resource::<History>();
    app.add_systems(PreStartup, open::settle);
    app.add_plugins((apply::plugin, drop::plugin, analysis::plugin));
    app.add_systems(Update, follow_settings.run_if(resource_exists_and_changed::<Desk>));
}

fn follow_settings(desk: Res<Desk>, mut lively: ResMut<Liveliness>, wake: Option<Res<Wake>>) {
    lively.still = desk.settings.reduced_motion;
    if let Some(wake) = wake {
        wake.up();
    }
}
