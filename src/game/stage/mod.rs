//! The stage: places and people, drawn by Bevy under the panels.
//!
//! A screen says what to show ([`Shot`]) and where ([`StageFrame`]); `plan` turns that into pieces
//! at pixel places, `gallery` has them painted off the main thread, `hang` puts them up, `motion`
//! breathes.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels of a window, far below 2^24, go to and fro between whole and broken numbers"
)]

mod cut;
mod cuts;
mod frame;
mod gallery;
mod hang;
mod motion;
mod plan;
mod shot;
mod still;
mod view;

use bevy::transform::TransformSystems;
use bevy::{asset::AssetEventSystems, prelude::*};
use bevy_egui::EguiPostUpdateSet;

use super::resources::OnScreen;

pub(in crate::game) use frame::{Liveliness, StageFrame};
pub(super) use gallery::{Gallery, image};
pub(super) use shot::{Actor, Shot};
pub(super) use still::{front, still};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<StageFrame>()
        .init_resource::<Shot>()
        .init_resource::<Liveliness>()
        .init_resource::<gallery::Gallery>()
        .init_resource::<hang::Hung>();
    app.add_systems(First, clear_frame);
    app.add_systems(
        PostUpdate,
        (gallery::collect, hang::arrange.run_if(on_screen), motion::animate)
            .chain()
            .after(EguiPostUpdateSet::EndPass)
            .before(TransformSystems::Propagate)
            // A picture that is hung is there in the frame that shows it.
            .before(AssetEventSystems),
    );
}

fn on_screen(on_screen: Res<OnScreen>) -> bool {
    on_screen.0
}

/// A screen that has a stage says so in every frame.
fn clear_frame(mut frame: ResMut<StageFrame>) {
    frame.0 = None;
}
