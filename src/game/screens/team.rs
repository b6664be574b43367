//! Team sessions: the set-up, or the big screen with its stage.

use std::time::Duration;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    game::{
        screen::Screen,
        stage::{Actor, Shot, StageFrame},
        team::{StageMemory, TeamSession},
    },
    ui::{TeamLocal, TeamSetupLocal, TeamSetupView, TeamView, team_setup_ui, team_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        show.in_set(DrawScreens).run_if(in_state(Screen::Team)),
    );
}

fn show(
    mut pane: Pane,
    session: Res<TeamSession>,
    mut frame: ResMut<StageFrame>,
    mut shot: ResMut<Shot>,
    mut setup: Local<TeamSetupLocal>,
    mut local: Local<TeamLocal>,
    mut stage: Local<StageMemory>,
) -> Result {
    let Some(shown) = session.shown() else {
        *local = TeamLocal::default();
        *stage = StageMemory::default();
        pane.show(|ui, look, _| {
            let view = TeamSetupView {
                look,
                scenarios: &session.scenarios,
                kept: &session.kept,
                houses: &session.houses,
                notice: session.notice.as_deref(),
            };
            team_setup_ui(ui, &view, &mut setup)
        })?;
        pane.follow(setup.animating);
        return Ok(());
    };
    pane.show(|ui, look, _| {
        let view = TeamView {
            look,
            board: &shown.board,
            join: &shown.join,
            faces: &shown.faces.others,
            left_ms: shown.left_ms(),
            notice: session.notice.as_deref(),
            pairing: shown.pairing.as_ref(),
            report: shown.report.as_deref(),
        };
        team_ui(ui, &view, &mut local)
    })?;
    let rect = local.stage_rect;
    frame.0 = rect.is_positive().then_some(rect);
    if let Some(view) = shown.board.room.view.as_ref().filter(|_| rect.is_positive()) {
        let (standing, mood) = stage.as_read(view, local.shown);
        let own = shown.faces.own.as_deref().unwrap_or(&pane.state.settings.portrait);
        let you = Actor::seen(own, mood);
        shot.set_if_neq(Shot::of(&standing, you));
    }
    pane.follow(local.animating);
    if let Some(secs) = local.wakes_in.filter(|secs| secs.is_finite()) {
        pane.pace.after(Duration::from_secs_f32(secs.max(0.0)));
    }
    Ok(())
}
