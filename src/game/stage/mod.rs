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
mod gallery;
mod hang;
mod motion;
mod plan;
mod shot;
mod still;
mod view;

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::transform::TransformSystems;
use bevy_egui::{EguiPostUpdateSet, egui};

use super::{app::OnScreen, faces::Faces};

pub(super) use gallery::image;
pub(super) use motion::Liveliness;
pub(super) use shot::{Actor, Shot};
pub(super) use still::front;

/// Where the stage is, in egui points; `None` while no screen leaves room for one.
#[derive(Resource, Default)]
pub(super) struct StageFrame(pub(super) Option<egui::Rect>);

/// Tells whether everything asked for is painted and hangs.
#[derive(SystemParam)]
pub(super) struct Stillness<'w> {
    gallery: Res<'w, gallery::Gallery>,
    faces: Res<'w, Faces>,
}

impl Stillness<'_> {
    pub(super) fn holds(&self) -> bool {
        !self.gallery.is_painting() && !self.faces.is_painting()
    }
}

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
            .before(TransformSystems::Propagate),
    );
}

fn on_screen(on_screen: Res<OnScreen>) -> bool {
    on_screen.0
}

/// A screen that has a stage says so in every frame.
fn clear_frame(mut frame: ResMut<StageFrame>) {
    frame.0 = None;
}
