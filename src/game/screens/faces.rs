//! The page of faces and places.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    game::{host::AppState, screen::Screen},
    scenario::portraits,
    ui::{FacesOf, FacesView, faces_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        show.in_set(DrawScreens).run_if(in_state(Screen::Faces)),
    );
}

fn show(mut pane: Pane) -> Result {
    let casts = casts(&pane.state);
    pane.show(|ui, look, _| faces_ui(ui, &FacesView { look, casts: &casts }))?;
    pane.follow(false);
    Ok(())
}

/// The people of every scenario that can be played, and the portraits that ship.
fn casts(state: &AppState) -> Vec<FacesOf> {
    let cast = state.library.ready().map(|(_, ready)| {
        let scenario = &ready.scenario;
        let you = scenario.player_portrait.iter();
        let you = you.map(|own| (scenario.player_name.to_string(), own.to_string()));
        let others =
            scenario.cast.iter().map(|one| (one.name.to_string(), one.portrait.to_string()));
        FacesOf { title: scenario.title.to_string(), faces: you.chain(others).collect() }
    });
    let each = |name: &str| (name.to_owned(), name.to_owned());
    let shipped =
        FacesOf { title: "Portraits that ship".to_owned(), faces: portraits().map(each).collect() };
    cast.chain([shipped]).collect()
}
