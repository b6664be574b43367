//! When to draw again: only while something moves, and never otherwise.
//!
//! `bevy_egui` draws on and on while egui wishes a repaint at any later time. Here every wish is a
//! delay; the soonest one sets an alarm that wakes the event loop, and a still screen sleeps.

use std::{
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use bevy::{
    input::{
        keyboard::KeyboardInput,
        mouse::{MouseButtonInput, MouseWheel},
        touch::TouchInput,
    },
    prelude::*,
    window::{CursorMoved, RequestRedraw},
    winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent},
};
use bevy_egui::{EguiFullOutput, EguiInput, EguiPostUpdateSet, EguiPreUpdateSet, egui};

/// Delays up to this are drawn with the very next frame.
const AT_ONCE: Duration = Duration::from_millis(4);
/// How often a still screen looks up although nothing was asked of it.
const LOOK_UP: Duration = Duration::from_mins(1);

/// Wishes for the next frame, collected anew in every update.
#[derive(Resource, Default)]
pub(super) struct FrameWishes {
    soonest: Option<Duration>,
}

impl FrameWishes {
    /// Something moves: draw the next frame.
    pub(super) fn now(&mut self) {
        self.after(Duration::ZERO);
    }

    /// Something will move then.
    pub(super) fn after(&mut self, delay: Duration) {
        self.soonest = Some(self.soonest.map_or(delay, |soonest| soonest.min(delay)));
    }
}

/// When the player last did something, in seconds since the start.
#[derive(Resource, Default)]
pub(super) struct LastInput(pub(super) f32);

/// Wakes the event loop from other threads.
#[derive(Resource, Clone)]
pub(super) struct Wake(Arc<dyn Fn() + Send + Sync>);

impl Wake {
    /// Wakes in this way.
    pub(super) fn with(how: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(how))
    }

    /// Has the app look up as soon as it can.
    pub(super) fn up(&self) {
        (self.0)();
    }
}

#[derive(Resource)]
struct Alarm(Sender<Option<Instant>>);

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(WinitSettings {
        focused_mode: UpdateMode::reactive_low_power(LOOK_UP),
        unfocused_mode: UpdateMode::reactive_low_power(LOOK_UP),
    });
    app.init_resource::<FrameWishes>().init_resource::<LastInput>();
    if let Some(proxy) = app.world().get_resource::<EventLoopProxyWrapper>() {
        let proxy = (**proxy).clone();
        // The loop is gone when the game is being left; then nobody is to be woken.
        let wake = Wake::with(move || {
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        });
        app.insert_resource(Alarm(alarm(wake.clone()))).insert_resource(wake);
    }
    app.add_systems(PreUpdate, note_input);
    app.add_systems(
        PreUpdate,
        drop_empty_news.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass),
    );
    app.add_systems(
        PostUpdate,
        hear_egui.after(EguiPostUpdateSet::EndPass).before(EguiPostUpdateSet::ProcessOutput),
    );
    app.add_systems(Last, keep_pace);
}

/// A thread that sleeps until the latest time it was told, then wakes the event loop.
fn alarm(wake: Wake) -> Sender<Option<Instant>> {
    let (sender, receiver) = mpsc::channel::<Option<Instant>>();
    let sleeper = move || {
        let mut due: Option<Instant> = None;
        loop {
            let told = match due {
                None => receiver.recv().map_err(|_gone| RecvTimeoutError::Disconnected),
                Some(at) => receiver.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match told {
                Ok(next) => due = next,
                Err(RecvTimeoutError::Timeout) => {
                    due = None;
                    wake.up();
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    };
    // Without it a screen is drawn again when something happens, and once a minute.
    if let Err(error) = thread::Builder::new().name("alarm".to_owned()).spawn(sleeper) {
        warn!("no thread for the alarm: {error}");
    }
    sender
}

fn note_input(
    time: Res<Time<Real>>,
    mut last: ResMut<LastInput>,
    mut keys: MessageReader<KeyboardInput>,
    mut buttons: MessageReader<MouseButtonInput>,
    mut wheel: MessageReader<MouseWheel>,
    mut moves: MessageReader<CursorMoved>,
    mut touches: MessageReader<TouchInput>,
) {
    let seen = keys.read().count()
        + buttons.read().count()
        + wheel.read().count()
        + moves.read().count()
        + touches.read().count();
    if seen > 0 {
        last.0 = time.elapsed_secs();
    }
}

/// `bevy_egui` tells egui the modifiers in every frame, and egui draws again after every event:
/// news that is none is dropped, or no screen would ever be still.
fn drop_empty_news(mut inputs: Query<&mut EguiInput>, mut known: Local<egui::Modifiers>) {
    for mut input in &mut inputs {
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(now) => std::mem::replace(&mut *known, *now) != *now,
            _ => true,
        });
    }
}

/// Reads egui's wish before `bevy_egui` turns it into "at once".
fn hear_egui(outputs: Query<&EguiFullOutput>, mut pace: ResMut<FrameWishes>) {
    for viewport in outputs
        .iter()
        .flat_map(|output| output.iter())
        .flat_map(|output| output.viewport_output.values())
    {
        if viewport.repaint_delay < Duration::MAX {
            pace.after(viewport.repaint_delay);
        }
    }
}

fn keep_pace(
    mut pace: ResMut<FrameWishes>,
    mut redraws: ResMut<Messages<RequestRedraw>>,
    alarm: Option<Res<Alarm>>,
) {
    redraws.clear();
    let wish = pace.soonest.take();
    let due = match wish {
        Some(delay) if delay <= AT_ONCE => {
            redraws.write(RequestRedraw);
            None
        }
        Some(delay) => Some(Instant::now() + delay),
        None => None,
    };
    if let Some(alarm) = alarm {
        // The thread lives as long as this end of the channel.
        let _ = alarm.0.send(due);
    }
}
