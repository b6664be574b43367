//! The home screen.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{Drawn, Pane};
use crate::{
    game::{faces::Faces, host::Shelf, screen::Screen},
    ui::{HomeLocal, HomeView, home_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, show.in_set(Drawn).run_if(in_state(Screen::Home)));
}

fn show(
    mut pane: Pane,
    shelf: Res<Shelf>,
    faces: Res<Faces>,
    mut local: Local<HomeLocal>,
) -> Result {
    let backdrop = faces.backdrop(&pane.desk.settings.portrait);
    pane.show(|ui, look, desk| {
        let view = HomeView {
            look,
            unfinished: shelf.unfinished.as_ref(),
            commitment: shelf.commitment.as_deref(),
            first_launch: desk.first_launch,
            backdrop,
            notices: &desk.notices,
        };
        home_ui(ui, &view, &mut local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
