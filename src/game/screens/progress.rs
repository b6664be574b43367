//! The progress screen.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    game::{host::History, screen::Screen},
    ui::{ProgressLocal, ProgressView, progress_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        show.in_set(DrawScreens).run_if(in_state(Screen::Progress)),
    );
}

fn show(mut pane: Pane, history: Res<History>, mut local: Local<ProgressLocal>) -> Result {
    pane.show(|ui, look, _| {
        let view = ProgressView {
            look,
            skills: &history.skills,
            attempts: &history.attempts,
            lessons: &history.lessons,
            commitments: &history.commitments,
        };
        progress_ui(ui, &view, &mut local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
