//! Opens records and library on a thread of its own, while the window is being opened.

use std::{
    path::Path,
    sync::{Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use bevy::prelude::*;

use super::{super::resources::Options, Desk, Shelf, Wishes};
use crate::{
    game::GameOptions,
    store::{AttemptFilter, Library, LibraryPlaces, Records},
    ui::{Command, Settings, Theme, theme::BadTheme},
};

/// The thread, until its work is taken.
#[derive(Resource)]
pub(in crate::game) struct Opening(Mutex<Option<JoinHandle<Result<Desk, BadTheme>>>>);

impl Opening {
    /// Begins.
    pub(in crate::game) fn begin(options: &GameOptions) -> Self {
        let options = options.clone();
        Self(Mutex::new(Some(thread::spawn(move || desk(&options)))))
    }
}

fn desk(options: &GameOptions) -> Result<Desk, BadTheme> {
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
    Ok(Desk {
        records,
        library,
        places,
        settings,
        theme,
        notices,
        seed: options.seed,
        forced: options.forced.clone(),
        choices: options.choices.clone(),
        first_launch: played.is_empty(),
    })
}

/// Takes over what was opened, and sees to the scenario the game was started with.
pub(super) fn settle(
    mut commands: Commands,
    opening: Res<Opening>,
    options: Res<Options>,
    mut shelf: ResMut<Shelf>,
    mut wishes: ResMut<Wishes>,
) -> Result {
    let thread = opening.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(thread) = thread else { return Ok(()) };
    let mut desk = match thread.join() {
        Ok(desk) => desk?,
        Err(panic) => std::panic::resume_unwind(panic),
    };
    if let Some(wanted) = options.scenario.as_deref().map(Path::to_string_lossy) {
        match position(&desk.library, &wanted) {
            Some(Ok(entry)) => wishes.0.push(Command::Start { entry }),
            Some(Err(entry)) => wishes.0.push(Command::ShowDiagnostics { entry }),
            None => desk.notices.push(format!("There is no scenario “{wanted}” in the library.")),
        }
    }
    shelf.stock(&desk);
    commands.remove_resource::<Opening>();
    commands.insert_resource(desk);
    Ok(())
}

/// The entry of that id or path; `Err` if it is broken.
fn position(library: &Library, wanted: &str) -> Option<Result<usize, usize>> {
    let is_it = |entry: &crate::store::Entry| match &entry.content {
        crate::store::Content::Ready(ready) => {
            *ready.scenario.id == *wanted || entry.path == wanted
        }
        crate::store::Content::Broken(_) => entry.path == wanted,
    };
    let at = library.entries.iter().position(is_it)?;
    let ready = matches!(library.entries.get(at)?.content, crate::store::Content::Ready(_));
    Some(if ready { Ok(at) } else { Err(at) })
}
