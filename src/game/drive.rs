//! The real game driven by a list of steps, for tests and pictures.
//!
//! `RAPPORT_DRIVE=steps.ron` names the list; keys go the way of real ones from Bevy's messages on.

use std::{
    collections::BTreeSet,
    fs, io,
    path::PathBuf,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use bevy::{
    app::AppExit,
    ecs::system::SystemParam,
    input::{
        ButtonState,
        keyboard::{Key, KeyCode, KeyboardInput},
    },
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured, save_to_disk},
    window::FileDragAndDrop,
};
use serde::Deserialize;

use super::{
    host::{AppState, CommandQueue, CurrentPlay, PlayAnalysis, Playing, ReadingPosition},
    pace::FrameWishes,
    screen::Screen,
    stillness::Stillness,
};
use crate::{
    engine::Offer,
    practice::Start,
    team::room::RoomMode,
    text::shown_in_line,
    ui::{Command, PhoneReach, Settings, Split, TeamPlan},
};

/// One thing to do, or to wait for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) enum DriveStep {
    /// Waits until a screen is shown.
    WaitFor(Screen),
    /// Waits so many seconds.
    Wait(f32),
    /// Presses and lets go of a key: `Enter`, `Escape`, `Tab`, `ArrowDown`, `h`; `Shift+Tab`.
    Press(String),
    /// Makes the window so many pixels wide and high.
    Resize(u32, u32),
    /// Presses Space until every line of the turn has been read.
    Read,
    /// Takes an offer, as its row would.
    Choose(String),
    /// Takes the first offer, or of a pick as few options as may be, until the play is over.
    PlayToTheEnd,
    /// Waits until the play that has ended is split into choices and chance, or cannot be.
    Weighed,
    /// Starts the scenario of that id with that seed.
    Start(String, u32),
    /// Opens a rehearsal of a training session: scenario, seed, and "vote", "solo" or "hot-seat".
    Rehearse(String, u32, String),
    /// Opens a training session that phones on this computer can join, in the same words.
    Hold(String, u32, String),
    /// Drops a file or folder onto the window.
    Drop(PathBuf),
    /// Shows what is wrong with the entry whose path has this in it.
    Examine(String),
    /// Goes to a screen.
    Go(Screen),
    /// Sets a setting, as it is kept: `Set("text_percent", "200")`.
    Set(String, String),
    /// Takes a photograph of the window, stage and panels, once nothing is being painted.
    Photograph(PathBuf),
    /// Lets the game be: it goes on without a driver.
    LetBe,
    /// Leaves the game.
    Quit,
}

/// How long one step may take.
const PATIENCE_SECS: f32 = 30.0;
/// How long the analysis of a play may take, on a busy machine and hardly optimised.
const THINKING_SECS: f32 = 180.0;
/// How often a waiting driver looks.
const LOOK: Duration = Duration::from_millis(30);
/// How long the window is left alone before a photograph, so that fades have ended.
const SETTLE_SECS: f32 = 0.8;

#[derive(Resource)]
struct Drive {
    steps: Vec<DriveStep>,
    at: usize,
    since: f32,
    begun: bool,
}

pub(super) fn plugin(app: &mut App) {
    if let Some(path) = std::env::var_os("RAPPORT_FIRST_FRAME") {
        app.add_systems(Last, tell_first_frame(path.into()));
    }
    let Some(path) = std::env::var_os("RAPPORT_DRIVE") else { return };
    let read = fs::read_to_string(&path).map_err(|error| error.to_string());
    match read.and_then(|text| ron::from_str(&text).map_err(|error| error.to_string())) {
        Ok(steps) => {
            app.init_resource::<Blank>();
            app.insert_resource(Drive { steps, at: 0, since: 0.0, begun: false });
            app.add_systems(
                First,
                drive
                    .after(bevy::ecs::message::MessageUpdateSystems)
                    .run_if(resource_exists::<Drive>),
            );
        }
        Err(error) => {
            complain(&error);
            app.add_systems(Update, |mut exit: MessageWriter<AppExit>| {
                exit.write(AppExit::error());
            });
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a Bevy system names what it uses")]
fn drive(
    mut commands: Commands,
    time: Res<Time<Real>>,
    screen: Res<State<Screen>>,
    stillness: Stillness,
    mut windows: Query<(Entity, &mut Window)>,
    mut game: Driven,
    mut pace: ResMut<FrameWishes>,
    mut drive: ResMut<Drive>,
    mut keys: MessageWriter<KeyboardInput>,
    mut exit: MessageWriter<AppExit>,
) {
    pace.after(LOOK);
    let now = time.elapsed_secs();
    let Some(step) = drive.steps.get(drive.at).cloned() else {
        exit.write(AppExit::Success);
        return;
    };
    let Some((window, mut shape)) = windows.iter_mut().next() else { return };
    if !shape.focused {
        // Where no window manager gives it the focus: what is driven is looked at.
        shape.focused = true;
    }
    let elapsed = now - drive.since;
    let first = !std::mem::replace(&mut drive.begun, true);
    let done = match &step {
        DriveStep::WaitFor(wanted) => screen.get() == wanted,
        DriveStep::Wait(secs) => elapsed >= *secs,
        DriveStep::Press(name) => {
            press(name, window, &mut keys);
            true
        }
        DriveStep::Resize(width, height) => {
            shape.resolution.set_physical_resolution(*width, *height);
            true
        }
        DriveStep::Read => read(&game, window, &mut keys, now),
        DriveStep::Choose(id) => {
            game.send(Command::Choose { id: id.clone(), own_words: None });
            true
        }
        DriveStep::PlayToTheEnd => match game.first_offer() {
            Some(id) => {
                drive.since = now;
                game.send(Command::Choose { id, own_words: None });
                false
            }
            None => true,
        },
        DriveStep::Weighed => game.is_weighed(),
        DriveStep::Start(id, seed) => game.start(id, *seed),
        DriveStep::Rehearse(id, seed, mode) => game.teach(id, *seed, mode, PhoneReach::Rehearsal),
        DriveStep::Hold(id, seed, mode) => game.teach(id, *seed, mode, PhoneReach::ThisComputer),
        DriveStep::Drop(path_buf) => {
            game.dropped.write(FileDragAndDrop::DroppedFile { window, path_buf: path_buf.clone() });
            true
        }
        DriveStep::Examine(part) => game.examine(part),
        DriveStep::Go(screen) => {
            game.send(match screen {
                Screen::Home | Screen::Play | Screen::Diagnostics => Command::Home,
                Screen::Library => Command::Library,
                Screen::Debrief => Command::OpenDebrief,
                Screen::Progress => Command::Progress,
                Screen::Faces => Command::Faces,
                Screen::Settings => Command::Settings,
                Screen::Team => Command::TeamSession,
            });
            true
        }
        DriveStep::Set(key, value) => {
            let mut pairs = game.state.settings.to_pairs();
            pairs.insert(key.clone(), value.clone());
            game.send(Command::Change(Box::new(Settings::from_pairs(&pairs))));
            true
        }
        DriveStep::Photograph(path) => {
            if first {
                let _ = fs::remove_file(path);
                drive.begun = stillness.holds() && elapsed >= SETTLE_SECS;
                if drive.begun {
                    commands
                        .spawn(Screenshot::primary_window())
                        .observe(look_for_blank)
                        .observe(save_to_disk(path.clone()));
                }
                false
            } else {
                pace.now();
                if std::mem::take(&mut game.blank.0) {
                    complain(&format!("{} is blank", path.display()));
                    exit.write(AppExit::error());
                }
                path.exists()
            }
        }
        DriveStep::LetBe => {
            commands.remove_resource::<Drive>();
            true
        }
        DriveStep::Quit => {
            exit.write(AppExit::Success);
            true
        }
    };
    if done {
        drive.at += 1;
        drive.since = now;
        drive.begun = false;
    } else if elapsed > patience(&step) {
        complain(&format!("step {} took too long on {:?}: {step:?}", drive.at, screen.get()));
        exit.write(AppExit::error());
    }
}

fn patience(step: &DriveStep) -> f32 {
    if *step == DriveStep::Weighed { THINKING_SECS } else { PATIENCE_SECS }
}

/// Set when a photograph shows hardly anything.
#[derive(Resource, Default)]
struct Blank(bool);

/// A picture with fewer colours shows no screen of this game.
const FEWEST_COLOURS: usize = 24;

fn look_for_blank(photograph: On<ScreenshotCaptured>, mut blank: ResMut<Blank>) {
    let pixels = photograph.image.data.as_deref().unwrap_or_default();
    let colours: BTreeSet<&[u8]> = pixels.chunks_exact(4).step_by(7).collect();
    blank.0 |= colours.len() < FEWEST_COLOURS;
}

/// What the driver sees of the game, and its way to ask for something.
#[derive(SystemParam)]
struct Driven<'w> {
    state: ResMut<'w, AppState>,
    current: Res<'w, CurrentPlay>,
    reading: Res<'w, ReadingPosition>,
    analysis: Res<'w, PlayAnalysis>,
    queue: ResMut<'w, CommandQueue>,
    dropped: MessageWriter<'w, FileDragAndDrop>,
    blank: ResMut<'w, Blank>,
}

impl Driven<'_> {
    fn send(&mut self, command: Command) {
        self.queue.0.push(command);
    }

    fn start(&mut self, id: &str, seed: u32) -> bool {
        let is_there = self.state.library.find(id).is_some();
        if is_there {
            self.state.start = Some(Start { seed, ..Start::default() });
            self.send(Command::Start { scenario: id.to_owned() });
        }
        is_there
    }

    fn teach(&mut self, id: &str, seed: u32, mode: &str, reach: PhoneReach) -> bool {
        let mode = match mode {
            "solo" => RoomMode::SoloTogether,
            "hot-seat" => RoomMode::HotSeat,
            _ => RoomMode::Vote,
        };
        self.state.start = Some(Start { seed, ..Start::default() });
        let plan = TeamPlan { mode, reach, ..TeamPlan::of(id) };
        self.send(Command::TeamSession);
        self.send(Command::OpenTeam(Box::new(plan)));
        true
    }

    fn is_weighed(&self) -> bool {
        let playing = self.current.0.as_ref();
        playing.is_some_and(|one| !matches!(self.analysis.split(one.turn()), Split::Running))
    }

    fn examine(&mut self, part: &str) -> bool {
        let mut files = self.state.library.entries.iter().map(|entry| entry.path.clone());
        let file = files.find(|path| path.contains(part));
        drop(files);
        let is_there = file.is_some();
        file.into_iter().for_each(|file| self.send(Command::ShowDiagnostics { file }));
        is_there
    }

    fn first_offer(&self) -> Option<String> {
        self.current.0.as_ref()?.view.offered.first().map(Offer::least_answer)
    }
}

/// Whether every line has been read; presses Space now and then until it has.
fn read(
    game: &Driven<'_>,
    window: Entity,
    keys: &mut MessageWriter<KeyboardInput>,
    now: f32,
) -> bool {
    let tick = (now / 0.2).floor();
    let before = ((now - LOOK.as_secs_f32()) / 0.2).floor();
    if tick > before {
        press("Space", window, keys);
    }
    let turn = game.current.0.as_ref().map_or(0, Playing::turn);
    game.reading.all_read_for(turn, now) > 1.2
}

fn press(name: &str, window: Entity, keys: &mut MessageWriter<KeyboardInput>) {
    let (shifted, name) = name.strip_prefix("Shift+").map_or((false, name), |name| (true, name));
    let mut send = |logical_key: Key, state: ButtonState| {
        keys.write(KeyboardInput {
            key_code: KeyCode::F35,
            logical_key,
            state,
            text: None,
            repeat: false,
            window,
        });
    };
    if shifted {
        send(Key::Shift, ButtonState::Pressed);
    }
    send(key(name), ButtonState::Pressed);
    send(key(name), ButtonState::Released);
    if shifted {
        send(Key::Shift, ButtonState::Released);
    }
}

fn key(name: &str) -> Key {
    match name {
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => Key::Space,
        "Backspace" => Key::Backspace,
        "ArrowUp" => Key::ArrowUp,
        "ArrowDown" => Key::ArrowDown,
        "ArrowLeft" => Key::ArrowLeft,
        "ArrowRight" => Key::ArrowRight,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Home" => Key::Home,
        "End" => Key::End,
        other => Key::Character(other.into()),
    }
}

/// For `benches/window.sh`: writes down when the third update ended, by when the first frame with
/// panels is on the screen.
fn tell_first_frame(path: PathBuf) -> impl FnMut(Local<u32>) {
    move |mut updates| {
        *updates += 1;
        if *updates == 3
            && let Ok(now) = SystemTime::now().duration_since(UNIX_EPOCH)
            && let Err(error) = fs::write(&path, now.as_nanos().to_string())
        {
            complain(&error.to_string());
        }
    }
}

fn complain(words: &str) {
    // Nobody is left to tell if stderr is closed.
    let _ =
        io::Write::write_fmt(&mut io::stderr(), format_args!("drive: {}\n", shown_in_line(words)));
}
