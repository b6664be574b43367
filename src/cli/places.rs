//! Where things are: the data folder, the library, the scenario that was named.

use std::{
    env,
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;

use super::{
    screen::{palette, tell, tell_styled},
    shell::quoted,
    stop::Stop,
};
use crate::{
    diagnostic::render,
    store::{Broken, Content, Entry, Fault, Library, LibraryPlaces, ReadError, Ready, Records},
    text::{nearest, shown_in_line},
};

/// Where records and scenarios are.
#[derive(Debug, Clone)]
pub(super) struct Places {
    data_folder: Option<PathBuf>,
    given: Vec<PathBuf>,
    /// The data folder, if it was named on the command line.
    named: Option<PathBuf>,
}

impl Places {
    /// The data folder as given, or as the environment says, or the platform's own.
    pub(super) fn new(data_dir: Option<PathBuf>, given: Vec<PathBuf>) -> Self {
        let named = data_dir.clone();
        let data_folder = data_dir
            .or_else(|| {
                env::var_os("RAPPORT_DATA_DIR").filter(|dir| !dir.is_empty()).map(PathBuf::from)
            })
            .or_else(|| {
                ProjectDirs::from("", "", "Rapport").map(|dirs| dirs.data_dir().to_path_buf())
            });
        Self { data_folder, given, named }
    }

    /// What to type to play a scenario in the terminal, at the same places.
    pub(super) fn how_to_play(&self, scenario: impl AsRef<OsStr>) -> String {
        self.how_to(&format!("rapport play {} --terminal", quoted(scenario)))
    }

    /// What to type to run a scenario, or with `play` in its place to play it, at the same places.
    pub(super) fn how_to_run(&self, scenario: impl AsRef<OsStr>) -> String {
        self.how_to(&format!("rapport run {}", quoted(scenario)))
    }

    fn how_to(&self, command: &str) -> String {
        let mut words = vec![command.to_owned()];
        let given = self.given.iter().map(|path| ("--scenarios", path));
        for (option, path) in given.chain(self.named.iter().map(|path| ("--data-dir", path))) {
            words.extend([option.to_owned(), quoted(path)]);
        }
        words.join(" ")
    }

    /// With further scenario folders.
    pub(super) fn with(mut self, given: &[PathBuf]) -> Self {
        self.given.extend_from_slice(given);
        self
    }

    /// The data folder, unless this machine has no place for one.
    pub(super) fn data_folder(&self) -> Option<&Path> {
        self.data_folder.as_deref()
    }

    /// Folders and files that were given.
    #[cfg(feature = "game")]
    pub(super) fn given(&self) -> &[PathBuf] {
        &self.given
    }

    /// The records, with what there is to say about them said.
    pub(super) fn records(&self) -> Records {
        let Some(folder) = self.data_folder() else {
            tell(
                "note: this machine has no folder for records, so this session is kept in memory \
                 only. Choose one with --data-dir",
            );
            return Records::in_memory();
        };
        let (records, notices) = Records::open(folder);
        for notice in notices {
            tell(format_args!("note: {notice}"));
        }
        records
    }

    /// The library.
    pub(super) fn library(&self) -> Library {
        Library::scan(&LibraryPlaces {
            data_folder: self.data_folder.clone(),
            given: self.given.clone(),
        })
    }

    /// The scenario of that id, or in that file.
    pub(super) fn scenario(&self, path: &Path) -> Result<Ready, Stop> {
        let library = self.library();
        // An id is text; a path need not be.
        let name = &*path.to_string_lossy();
        if let Some(ready) = library.find(name) {
            return Ok(ready.clone());
        }
        if path.exists() || looks_like_path(path) {
            let entry = Library::open_file(path);
            return ready_or_told(entry);
        }
        if let Some((entry, _)) = library.broken().find(|(entry, _)| is_named(entry, name)) {
            return ready_or_told(entry.clone());
        }
        let known = library.ready().map(|(_, ready)| &*ready.scenario.id);
        let hint =
            nearest(name, known).map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
        let name = shown_in_line(name);
        Err(Stop::Usage(format!(
            "no scenario `{name}` in the library, and no such file{hint}\n\
             `rapport list` shows what there is"
        )))
    }
}

fn looks_like_path(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "ron") || path.components().count() > 1
}

/// Whether a file that cannot be loaded goes by that name.
fn is_named(entry: &Entry, name: &str) -> bool {
    Path::new(&entry.path).file_stem().is_some_and(|stem| stem == name)
}

fn ready_or_told(entry: Entry) -> Result<Ready, Stop> {
    match entry.content {
        Content::Ready(ready) => Ok(ready),
        Content::Broken(Broken { fault: Fault::Unreadable(error) }) => {
            Err(Stop::Usage(unreadable(&error)))
        }
        Content::Broken(Broken { fault: Fault::Wrong { source, diagnostics } }) => {
            let palette = palette(&io::stderr());
            for diagnostic in &diagnostics {
                tell_styled(render(diagnostic, &source, palette));
            }
            Err(Stop::Failed(format!("{} cannot be played", source.name())))
        }
    }
}

fn unreadable(error: &ReadError) -> String {
    error.to_string()
}
