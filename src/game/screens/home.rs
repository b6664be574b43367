//! The home screen, over a stage on which it has already begun.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{Drawn, Pane, window};
use crate::{
    game::{
        host::Shelf,
        screen::Screen,
        stage::{Actor, Shot, StageFrame},
    },
    scenario::Mood,
    ui::{HomeLocal, HomeView, home_ui},
};

/// Early light.
const QUARTER: u8 = 35;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, show.in_set(Drawn).run_if(in_state(Screen::Home)));
}

fn show(
    mut pane: Pane,
    shelf: Res<Shelf>,
    mut frame: ResMut<StageFrame>,
    mut shot: ResMut<Shot>,
    mut local: Local<HomeLocal>,
) -> Result {
    let you = Actor::seen(&pane.desk.settings.portrait, Mood::Thoughtful);
    let other = Actor { imagined: Some(1), ..Actor::seen("helen", Mood::Guarded) };
    shot.set_if_neq(Shot::Front { quarter: QUARTER, you, other });
    pane.show(|ui, look, desk| {
        frame.0 = Some(window(ui));
        let view = HomeView {
            look,
            unfinished: shelf.unfinished.as_ref(),
            commitment: shelf.commitment.as_deref(),
            first_launch: desk.first_launch,
            notices: &desk.notices,
        };
        home_ui(ui, &view, &mut local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
