//! The practice service, over a data folder of its own.

mod analysis;
mod attempts;
mod interrupted;
mod wire;

use std::path::PathBuf;

use rapport::{
    practice::{Note, OpenedPlay, Play, Practice, TakenChoice},
    store::{Attempt, AttemptFilter, Content, Library, Mode, Ready, Records},
};
use tempfile::TempDir;

/// A data folder, a scenario file in it, and the service.
struct House {
    folder: TempDir,
    practice: Practice,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let practice = service(&folder);
        Self { folder, practice }
    }

    /// The game is closed, and opened again.
    fn reopened(self) -> Self {
        let Self { folder, practice } = self;
        drop(practice);
        let practice = service(&folder);
        Self { folder, practice }
    }

    /// Another copy of the game over the same records.
    fn other_window(&self) -> Practice {
        service(&self.folder)
    }

    fn database(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(data(&self.folder).join("records.sqlite")).unwrap()
    }

    fn ready(&self, text: &str) -> Ready {
        let path = self.folder.path().join("scenario.ron");
        std::fs::write(&path, text).unwrap();
        let Content::Ready(ready) = Library::open_file(&path).content else {
            panic!("it does not load");
        };
        ready
    }

    fn errand(&self) -> Ready {
        self.ready(crate::cli::ERRAND)
    }

    fn begin(&self, ready: &Ready) -> Play {
        quietly(self.practice.begin(ready, Mode::Practice).unwrap())
    }

    fn choose(&self, play: &mut Play, ids: &[&str]) {
        for id in ids {
            let notes = self.practice.choose(play, TakenChoice::of(*id)).unwrap();
            assert!(notes.is_empty(), "{notes:?}");
        }
    }

    /// Everything in the records, oldest first, with the ids of its choices.
    fn attempts(&self) -> Vec<(Attempt, Vec<String>)> {
        let records = self.practice.records();
        let mut attempts = records.attempts(&AttemptFilter::default()).unwrap();
        attempts.reverse();
        let ids = |attempt: &Attempt| {
            let kept = records.decisions(attempt.id).unwrap();
            kept.into_iter().map(|one| one.choice.id).collect()
        };
        attempts.into_iter().map(|attempt| (attempt.clone(), ids(&attempt))).collect()
    }
}

fn data(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

fn service(folder: &TempDir) -> Practice {
    let (records, notices) = Records::open(&data(folder));
    assert_eq!(notices, []);
    Practice::over(records)
}

/// The play, if there was nothing to say.
#[track_caller]
fn quietly(opened: OpenedPlay) -> Play {
    assert!(opened.notes.is_empty(), "{:?}", opened.notes);
    opened.play
}

/// The one thing that was said.
#[track_caller]
fn only(mut notes: Vec<Note>) -> Note {
    assert_eq!(notes.len(), 1, "{notes:?}");
    notes.remove(0)
}
