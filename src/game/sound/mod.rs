//! What the play screen wants to be heard, handed to the thread that plays it.

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod device;
mod player;
#[cfg(all(unix, not(target_os = "macos")))]
mod server;
mod unheard;

use bevy::prelude::*;

use self::player::SoundPlayer;
use super::{
    host::{AppState, CurrentPlay},
    pace::LastInput,
    screen::Screen,
};
use crate::{
    sound::{Cue, Order, RoomTone},
    ui::Loudness,
};

/// After so many seconds without any input the room falls silent: most likely nobody is there to hear it.
const NOBODY_THERE: f32 = 120.0;

/// What the play screen wants to be heard.
#[derive(Resource, Default)]
pub(super) struct Heard {
    /// Since the last frame.
    pub(super) orders: Vec<Order>,
    /// The room that one is in.
    pub(super) room: Option<RoomTone>,
}

/// What the player was told last.
#[derive(Default)]
struct LastTold {
    on: bool,
    /// Whether it was told anything: its thread is started with the first thing to be heard.
    spoken: bool,
    room: Option<RoomTone>,
    loudness: Option<(Loudness, Loudness)>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Heard>().init_resource::<SoundPlayer>();
    app.add_systems(Last, hand_on.run_if(resource_exists::<AppState>));
}

/// Sound is on while somebody looks, and off in an assessment; the room is heard in a play alone.
#[expect(clippy::too_many_arguments, reason = "a Bevy system names what it uses")]
fn hand_on(
    state: Res<AppState>,
    screen: Res<State<Screen>>,
    current: Res<CurrentPlay>,
    windows: Query<&Window>,
    time: Res<Time<Real>>,
    last_input: Res<LastInput>,
    mut heard: ResMut<Heard>,
    mut player: ResMut<SoundPlayer>,
    mut told: Local<LastTold>,
) {
    let settings = &state.settings;
    let assessed = current.0.as_ref().is_some_and(super::host::Playing::is_assessment);
    let attended = windows.iter().next().is_none_or(|window| window.focused);
    let on = settings.sound && !assessed && attended;
    let mut orders = std::mem::take(&mut heard.orders);
    let loudness = (settings.cues, settings.room_tone);
    if *screen.get() == Screen::Settings && told.loudness.is_some_and(|was| was.0 != loudness.0) {
        // A volume that is set is heard.
        orders.push(Order::Cue(Cue::Mail));
    }
    let silent = settings.cues == Loudness::Off;
    orders.retain(|order| on && !(silent && matches!(order, Order::Cue(_))));
    if told.on && !on && told.spoken {
        orders.push(Order::Hush);
    }
    told.on = on;
    let awake = time.elapsed_secs() - last_input.0 < NOBODY_THERE;
    let playing = *screen.get() == Screen::Play;
    let audible = on && playing && awake && settings.room_tone != Loudness::Off;
    let room = if audible { heard.room } else { None };
    if told.room != room {
        told.room = room;
        orders.push(Order::Room(room));
    }
    let begins = !orders.is_empty() && !std::mem::replace(&mut told.spoken, true);
    let louder = told.loudness.replace(loudness) != Some(loudness) && told.spoken;
    if begins || louder {
        let (cues, room) = (settings.cues.gain(), settings.room_tone.gain());
        player.send(Order::Loudness { cues, room });
    }
    orders.into_iter().for_each(|order| player.send(order));
}
