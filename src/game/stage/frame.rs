//! What screens tell the stage: where it is, and whether anything on it may move.

use bevy::prelude::*;
use bevy_egui::egui;

/// Whether anything may move of itself.
#[derive(Resource, Default)]
pub(in crate::game) struct Liveliness {
    /// Nothing moves: reduced motion.
    pub(in crate::game) still: bool,
}

/// Where the stage is, in egui points; `None` while no screen leaves room for one.
#[derive(Resource, Default)]
pub(in crate::game) struct StageFrame(pub(in crate::game) Option<egui::Rect>);
