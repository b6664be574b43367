//! The play: the stage above, what you can do below.

use std::time::Duration;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    game::{
        host::{CurrentPlay, Playing, ReadingPosition},
        screen::Screen,
        sound::Heard,
        stage::{Actor, Shot, StageFrame},
    },
    ui::{PlayLocal, PlayView, PlayerView, TitleCard, play_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        show.in_set(DrawScreens).run_if(in_state(Screen::Play)),
    );
}

#[expect(clippy::too_many_arguments, reason = "a Bevy system names what it uses")]
fn show(
    mut pane: Pane,
    current: Res<CurrentPlay>,
    windows: Query<&Window>,
    time: Res<Time<Real>>,
    mut reading: ResMut<ReadingPosition>,
    mut frame: ResMut<StageFrame>,
    mut shot: ResMut<Shot>,
    mut heard: ResMut<Heard>,
    mut local: Local<PlayLocal>,
) -> Result {
    let Some(playing) = &current.0 else { return Ok(()) };
    let shown = local.shown_of(playing.turn());
    let (before, _) = playing.as_read(shown);
    let attended = windows.iter().next().is_none_or(|window| window.focused);
    pane.show(|ui, look, _| play_ui(ui, &view(playing, look, attended), &mut local))?;
    let now = (playing.turn(), local.shown, playing.view.said.len());
    if (reading.turn, reading.shown, reading.of) != now {
        let (turn, shown, of) = now;
        *reading = ReadingPosition { turn, shown, of, since: time.elapsed_secs() };
    }
    let rect = local.stage_rect;
    frame.0 = rect.is_positive().then_some(rect);
    let (standing, mood) = playing.as_read(local.shown);
    if shown != local.shown && before != standing {
        pane.pace.now();
    }
    let own = playing.scenario().player_portrait.as_deref();
    let you = Actor::seen(own.unwrap_or(&pane.state.settings.portrait), mood);
    shot.set_if_neq(Shot::of(&playing.looks(standing), you));
    heard.orders.append(&mut local.orders);
    heard.room = local.room;
    pane.follow(local.animating);
    if let Some(secs) = local.wakes_in.filter(|secs| secs.is_finite()) {
        pane.pace.after(Duration::from_secs_f32(secs.max(0.0)));
    }
    Ok(())
}

fn view<'p>(playing: &'p Playing, look: crate::ui::Look<'p>, attended: bool) -> PlayView<'p> {
    let scenario = playing.scenario();
    PlayView {
        look,
        turn: playing.turn(),
        title: &scenario.title,
        minutes: scenario.minutes,
        working_days: scenario.clock.as_ref().is_some_and(|clock| clock.working_days),
        view: &playing.view,
        course: &playing.course,
        cast: &playing.cast,
        known: &playing.known,
        attended,
        has_truths: playing.debrief.as_ref().is_some_and(|told| !told.truths.is_empty()),
        player: PlayerView { name: &scenario.player_name, role: &scenario.player_role },
        card: playing.opens.then_some(TitleCard {
            title: &scenario.title,
            tagline: scenario.tagline.as_deref(),
            summary: &scenario.summary,
            picture: &playing.card_picture,
            parts: scenario.scenes.iter().filter(|scene| scene.act.is_some()).count(),
            met: playing.met.as_ref(),
        }),
        picture: playing.ending_picture.as_ref(),
        break_at: Some(playing.arrival()),
        transcript: &playing.transcript,
        decisions: &playing.past,
        glossary: &scenario.glossary,
        can_rewind: playing.can_rewind(),
        notice: playing.notice.as_deref(),
    }
}
