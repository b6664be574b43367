//! What the screens stand on: records, library, settings, the play under way.

mod apply;
mod cards;
mod drop;
mod history;
mod open;
mod playing;
mod weighing;
mod words;

use bevy::prelude::*;

use super::{pace::Wake, stage::Liveliness};
use crate::{
    store::{Library, LibraryPlaces, Records},
    ui::{Command, Settings, Theme},
};

pub(super) use cards::Shelf;
pub(super) use history::History;
pub(super) use open::Opening;
pub(super) use playing::Playing;
pub(super) use weighing::Weighing;

/// Records, library and settings.
#[derive(Resource)]
pub(super) struct Desk {
    pub(super) records: Records,
    pub(super) library: Library,
    pub(super) places: LibraryPlaces,
    pub(super) settings: Settings,
    pub(super) theme: Theme,
    /// What the player should know, shown on the home screen.
    pub(super) notices: Vec<String>,
    /// Seed of the next play that is begun, if it was named; what is forced in it, and the choices
    /// that are taken already.
    pub(super) seed: Option<u32>,
    pub(super) forced: Vec<(String, String)>,
    pub(super) choices: Vec<(String, Option<u16>)>,
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

/// The entry whose diagnostics are shown.
#[derive(Resource, Default)]
pub(super) struct Examined(pub(super) Option<usize>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Table>()
        .init_resource::<Wishes>()
        .init_resource::<Examined>()
        .init_resource::<Reading>()
        .init_resource::<Shelf>()
        .init_resource::<History>();
    app.add_systems(PreStartup, open::settle);
    app.add_plugins((apply::plugin, drop::plugin, weighing::plugin));
    app.add_systems(Update, follow_settings.run_if(resource_exists_and_changed::<Desk>));
}

fn follow_settings(desk: Res<Desk>, mut lively: ResMut<Liveliness>, wake: Option<Res<Wake>>) {
    lively.still = desk.settings.reduced_motion;
    if let Some(wake) = wake {
        wake.up();
    }
}
