//! Opens records and library on a thread of its own, while the window is being opened.

use std::{
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
};

use bevy::prelude::*;

use super::{
    super::resources::StartOptions,
    cards::LibraryCards,
    state::{AppState, CommandQueue},
};
use crate::{
    game::GameOptions,
    practice::Practice,
    store::{AttemptFilter, Content, Library, LibraryPlaces, Records},
    ui::{Command, Settings, Theme, theme::BadTheme},
};

/// Waits for what is opened, and hands it over.
type Take = Box<dyn FnOnce() -> Result<AppState, BadTheme> + Send>;

/// What is being opened, until it is taken.
#[derive(Resource)]
pub(in crate::game) struct Opening(Mutex<Option<Take>>);

impl Opening {
    /// Begins.
    pub(in crate::game) fn begin(options: &GameOptions) -> Self {
        let options = options.clone();
        let here = options.clone();
        let named = thread::Builder::new().name("opening".to_owned());
        Self(Mutex::new(Some(match named.spawn(move || state(&options)) {
            Ok(thread) => {
                Box::new(|| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            }
            // Where no thread is to be had, it is opened when it is taken.
            Err(_) => Box::new(move || state(&here)),
        })))
    }
}

fn state(options: &GameOptions) -> Result<AppState, BadTheme> {
    let theme = Theme::shipped()?;
    let (records, notices) = match &options.data_folder {
        Some(folder) => Records::open(folder),
        None => (Records::in_memory(), Vec::new()),
    };
    let mut notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
    let mut given = options.given.clone();
    given.extend(options.scenario.as_deref().filter(|path| path.exists()).map(Path::to_owned));
    let places = LibraryPlaces { data_folder: options.data_folder.clone(), given };
    let library = Library::scan(&places);
    let pairs = records.settings().unwrap_or_else(|error| {
        notices.push(error.to_string());
        std::collections::BTreeMap::new()
    });
    let settings = Settings::from_pairs(&pairs);
    let played = records.attempts(&AttemptFilter::default()).unwrap_or_default();
    Ok(AppState {
        practice: Practice::over(records),
        library,
        places,
        settings,
        theme,
        notices,
        start: options.start.clone(),
        first_launch: played.is_empty(),
    })
}

/// Takes over what was opened, and sees to the scenario the game was started with.
pub(super) fn settle(
    mut commands: Commands,
    opening: Res<Opening>,
    options: Res<StartOptions>,
    mut cards: ResMut<LibraryCards>,
    mut queue: ResMut<CommandQueue>,
) -> Result {
    let take = opening.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(take) = take else { return Ok(()) };
    let mut state = take()?;
    if let Some(wanted) = options.scenario.as_deref().map(Path::to_string_lossy) {
        match first(&state, &wanted) {
            Some(command) => queue.0.push(command),
            None => state.notices.push(format!("There is no scenario “{wanted}” in the library.")),
        }
    }
    cards.stock(&state);
    commands.remove_resource::<Opening>();
    commands.insert_resource(state);
    Ok(())
}

/// What to do with the scenario of that id or path; `None` if there is none. Where an attempt at it can be gone
/// on with and nothing is given to begin with, the library asks.
fn first(state: &AppState, wanted: &str) -> Option<Command> {
    let entry = state.library.entries.iter().find(|entry| match &entry.content {
        Content::Ready(ready) => *ready.scenario.id == *wanted || entry.path == wanted,
        Content::Broken(_) => entry.path == wanted,
    })?;
    let Content::Ready(ready) = &entry.content else {
        return Some(Command::ShowDiagnostics { file: entry.path.clone() });
    };
    let id = &ready.scenario.id;
    let is_open = || state.practice.unfinished_of(id).is_ok_and(|open| open.is_some());
    if state.start.is_none() && is_open() {
        return Some(Command::Library);
    }
    Some(Command::Start { scenario: id.to_string() })
}
