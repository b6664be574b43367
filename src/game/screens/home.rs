//! The home screen.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    game::{faces::Faces, host::LibraryCards, screen::Screen},
    ui::{HomeLocal, HomeView, home_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        show.in_set(DrawScreens).run_if(in_state(Screen::Home)),
    );
}

fn show(
    mut pane: Pane,
    cards: Res<LibraryCards>,
    faces: Res<Faces>,
    mut local: Local<HomeLocal>,
) -> Result {
    let backdrop = {
        let card = &cards.to_continue;
        let you = card.own.as_deref().unwrap_or(&pane.state.settings.portrait);
        faces.backdrop(you, card)
    };
    pane.show(|ui, look, state| {
        let view = HomeView {
            look,
            unfinished: cards.unfinished.as_ref(),
            commitment: cards.commitment.as_deref(),
            first_launch: state.first_launch,
            backdrop,
            notices: &state.notices,
        };
        home_ui(ui, &view, &mut local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
