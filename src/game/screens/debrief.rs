//! The debrief.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{Drawn, Pane};
use crate::{
    game::{
        host::{Table, Weighing},
        screen::Screen,
    },
    ui::{DebriefLocal, DebriefView, debrief_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, show.in_set(Drawn).run_if(in_state(Screen::Debrief)));
}

fn show(
    mut pane: Pane,
    table: Res<Table>,
    weighing: Res<Weighing>,
    mut local: Local<(u64, DebriefLocal)>,
) -> Result {
    let Some(playing) = &table.0 else { return Ok(()) };
    let Some(debrief) = &playing.debrief else { return Ok(()) };
    let (turn, local) = &mut *local;
    if std::mem::replace(turn, playing.turn) != playing.turn {
        *local = DebriefLocal::default();
    }
    pane.show(|ui, look, _| {
        let view = DebriefView {
            look,
            debrief,
            split: weighing.split(playing.turn),
            earlier_version: playing.earlier_version,
            attempt: playing.turn,
            feeling: playing.feeling,
            kept: playing.kept.as_ref().map(|kept| &*kept.text),
            suggestions: &playing.suggestions,
            met: playing.met.as_ref(),
            can_play_on: playing.can_rewind(),
        };
        debrief_ui(ui, &view, local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
