//! What the screens stand on: the practice service, library and settings, the play under way, and what was asked.

use bevy::prelude::*;

use super::playing::Playing;
use crate::{
    practice::{Practice, Start},
    store::{Library, LibraryPlaces},
    ui::{Command, Settings, Theme},
};

/// The practice service with its records, the library, and the settings.
#[derive(Resource)]
pub(in crate::game) struct AppState {
    pub(in crate::game) practice: Practice,
    pub(in crate::game) library: Library,
    pub(in crate::game) places: LibraryPlaces,
    pub(in crate::game) settings: Settings,
    pub(in crate::game) theme: Theme,
    /// What the player should know, shown on the home screen.
    pub(in crate::game) notices: Vec<String>,
    /// With what the next play begins, if that was given.
    pub(in crate::game) start: Option<Start>,
    /// Whether nothing was ever played here.
    pub(in crate::game) first_launch: bool,
}

/// The play under way, or just ended.
#[derive(Resource, Default)]
pub(in crate::game) struct CurrentPlay(pub(in crate::game) Option<Playing>);

/// What the player asked for; applied after the screens have been drawn.
#[derive(Resource, Default)]
pub(in crate::game) struct CommandQueue(pub(in crate::game) Vec<Command>);

/// How far the player has read.
#[derive(Resource, Default)]
pub(in crate::game) struct ReadingPosition {
    pub(in crate::game) turn: u64,
    pub(in crate::game) shown: usize,
    pub(in crate::game) of: usize,
    /// Since when, in seconds since the start.
    pub(in crate::game) since: f32,
}

impl ReadingPosition {
    /// For how long everything of that turn has been read.
    pub(in crate::game) fn all_read_for(&self, turn: u64, now: f32) -> f32 {
        if self.turn == turn && self.shown >= self.of { now - self.since } else { 0.0 }
    }
}

/// The file of the library whose diagnostics are shown.
#[derive(Resource, Default)]
pub(in crate::game) struct Examined(pub(in crate::game) Option<String>);
