//! The debrief.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    coach,
    game::{
        host::{CurrentPlay, PlayAnalysis, Playing},
        keepsake::Keepsake,
        painter::PicturePainter,
        screen::Screen,
    },
    ui::{DebriefLocal, DebriefView, Split, debrief_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        show.in_set(DrawScreens).run_if(in_state(Screen::Debrief)),
    );
}

/// What is shown of which play.
#[derive(Default)]
struct ShownDebrief {
    turn: u64,
    local: DebriefLocal,
    /// The first page, and whether it was made with choices and chance.
    page: Option<(bool, coach::Page)>,
}

impl ShownDebrief {
    /// Keeps the page until the play or what is known of it changes.
    fn follow(&mut self, playing: &Playing, split: Split<'_>) {
        if std::mem::replace(&mut self.turn, playing.turn()) != playing.turn() {
            *self = Self { turn: playing.turn(), ..Self::default() };
        }
        let split = match split {
            Split::Done(split) => Some(split),
            Split::Running | Split::NotProven | Split::OutOfTime => None,
        };
        let known = split.is_some();
        if self.page.as_ref().is_none_or(|(with_split, _)| *with_split != known) {
            self.page = playing.page(split).map(|page| (known, page));
        }
    }
}

fn show(
    mut pane: Pane,
    current: Res<CurrentPlay>,
    analysis: Res<PlayAnalysis>,
    painter: Res<PicturePainter>,
    mut keepsake: ResMut<Keepsake>,
    mut shown: Local<ShownDebrief>,
) -> Result {
    let Some(playing) = &current.0 else { return Ok(()) };
    let Some(debrief) = &playing.debrief else { return Ok(()) };
    let split = analysis.split(playing.turn());
    shown.follow(playing, split);
    let ShownDebrief { local, page: first, .. } = &mut *shown;
    let Some((_, first)) = first else { return Ok(()) };
    let challenge = coach::challenge(playing.scenario());
    pane.show(|ui, look, state| {
        if local.is_sharing() {
            keepsake.paint(ui.ctx(), &painter, playing, &state.settings.portrait);
        }
        let view = DebriefView {
            look,
            debrief,
            page: first,
            face: playing.face(),
            split,
            earlier_version: playing.earlier_version,
            attempt: playing.turn(),
            feeling: playing.feeling(),
            kept: playing.kept(),
            met: playing.met.as_ref(),
            can_play_on: playing.can_rewind(),
            share: keepsake.view(playing.turn(), challenge.as_deref()),
        };
        debrief_ui(ui, &view, local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
