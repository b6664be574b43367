//! What every part of the app may ask for.

use bevy::prelude::*;

use super::GameOptions;

/// The options the game was started with.
#[derive(Resource, Deref)]
pub(super) struct StartOptions(pub(super) GameOptions);

/// Whether the first frames are on the screen; nothing is painted before.
#[derive(Resource, Default)]
pub(super) struct OnScreen(pub(super) bool);
