//! What waits to be kept, tried again once a second, and a word at the end on what could not be.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver},
    },
    thread,
    time::Duration,
};

use bevy::{app::AppExit, prelude::*};

use super::{
    state::{AppState, CurrentPlay},
    words,
};
use crate::{
    game::{pace::Wake, screen::Screen},
    store::{NotSaved, OpeningNotice},
};

/// How often what waits is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// Why something is not on disk though the game ends; set as it ends.
#[derive(Resource, Clone, Default)]
pub(in crate::game) struct Unsaved(Arc<Mutex<Option<String>>>);

impl Unsaved {
    /// Why, if something is not.
    pub(in crate::game) fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn set(&self, why: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
    }
}

/// What the thread beside the game has to tell.
#[derive(Resource)]
struct News(Mutex<Receiver<OpeningNotice>>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Unsaved>();
    app.add_systems(Update, begin.run_if(resource_added::<AppState>));
    app.add_systems(Update, tell.run_if(resource_exists::<News>));
    app.add_systems(Last, settle.run_if(resource_exists::<AppState>));
}

/// Looks after the records from now on, on a thread of its own: a screen that is still draws nothing.
fn begin(state: Res<AppState>, wake: Option<Res<Wake>>, mut commands: Commands) {
    let records = state.practice.keeper();
    let wake = wake.map(|wake| wake.clone());
    let (sender, receiver) = mpsc::channel();
    let keep_up = move || {
        loop {
            thread::sleep(PAUSE);
            let Some(records) = records.upgrade() else { return };
            records.keep_up();
            for notice in records.news() {
                if sender.send(notice).is_err() {
                    return;
                }
                wake.iter().for_each(Wake::up);
            }
        }
    };
    match thread::Builder::new().name("saving".to_owned()).spawn(keep_up) {
        Ok(_) => commands.insert_resource(News(Mutex::new(receiver))),
        Err(error) => warn!("no thread to save beside the game: {error}"),
    }
}

fn tell(
    news: Res<News>,
    screen: Res<State<Screen>>,
    mut current: ResMut<CurrentPlay>,
    mut state: ResMut<AppState>,
) {
    let news = news.0.lock().unwrap_or_else(PoisonError::into_inner);
    while let Ok(notice) = news.try_recv() {
        let said = words::sentence(&notice.to_string());
        match &mut current.0 {
            Some(playing) if *screen.get() == Screen::Play => match &mut playing.notice {
                Some(before) => *before = format!("{before} {said}"),
                before @ None => *before = Some(said),
            },
            _ => state.notices.push(said),
        }
    }
}

/// Sees at the end what is on disk.
fn settle(
    mut exits: MessageReader<AppExit>,
    state: Res<AppState>,
    current: Res<CurrentPlay>,
    unsaved: Res<Unsaved>,
) {
    if exits.read().count() == 0 {
        return;
    }
    let practice = &state.practice;
    let play = current.0.as_ref().filter(|playing| !playing.session().decisions().is_empty());
    match play.map_or(Ok(()), |playing| practice.saved(&playing.play)) {
        Err(NotSaved { kept: 0, why }) => {
            unsaved.set(format!("this play could not be saved: {why}"));
        }
        Err(NotSaved { kept, why }) => {
            unsaved.set(format!("only the first {kept} choices of this play are saved: {why}"));
        }
        Ok(()) => {
            if let Err(error) = practice.records().retry() {
                unsaved.set(error.to_string());
            }
        }
    }
}
