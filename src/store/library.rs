//! The library: every scenario that can be found, playable or with what is wrong with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    attempt::KeptSource,
    files::ReadError,
    origin::FileOrigin,
    scan::{self, Folder},
};
use crate::{
    diagnostic::{Diagnostic, Severity, has_errors},
    scenario::{self, Pack, Scenario, SourceMap},
    text::SourceFile,
};

/// Where scenarios are looked for, beside those that come with the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibraryPlaces {
    /// The data folder; its `scenarios` folder is looked into.
    pub data_folder: Option<PathBuf>,
    /// Further folders and files.
    pub given: Vec<PathBuf>,
}

/// Every scenario that was found.
#[derive(Debug, Default)]
pub struct Library {
    /// Scenarios, and files that should be: shipped ones first, then those of the data folder, then
    /// those given; within a pack in its order, else by name.
    pub entries: Vec<Entry>,
    /// Packs that can be used.
    pub packs: Vec<FoundPack>,
}

/// A file of the library.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it was found.
    pub origin: FileOrigin,
    /// Its path, as messages name it.
    pub path: String,
    /// Something to know: that it takes the place of another one.
    pub note: Option<String>,
    /// What it is.
    pub content: Content,
}

/// What a file of the library is.
#[derive(Debug, Clone)]
pub enum Content {
    /// A scenario that can be played.
    Ready(Ready),
    /// Something that should be one.
    Broken(Broken),
}

/// A scenario that can be played.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The files it was loaded from.
    pub source: KeptSource,
    /// The pack of its folder.
    pub pack: Option<Arc<Pack>>,
    /// Where its parts stand in them.
    pub map: Arc<SourceMap>,
    /// What its author should look at.
    pub warnings: Vec<Diagnostic>,
}

/// A file that cannot be played.
#[derive(Debug, Clone)]
pub struct Broken {
    /// Why not.
    pub fault: Fault,
}

/// Why a file cannot be played.
#[derive(Debug, Clone)]
pub enum Fault {
    /// It could not be read.
    Unreadable(ReadError),
    /// It has errors.
    Wrong {
        /// The file.
        source: SourceFile,
        /// What is wrong with it.
        diagnostics: Vec<Diagnostic>,
    },
}

/// A pack that can be used.
#[derive(Debug, Clone)]
pub struct FoundPack {
    /// Where it was found.
    pub origin: FileOrigin,
    /// The pack file.
    pub source: SourceFile,
    /// The pack.
    pub pack: Arc<Pack>,
    /// What its author should look at.
    pub warnings: Vec<Diagnostic>,
}

impl Library {
    /// Looks everywhere. Where an id is found twice, the later one is shown.
    #[must_use]
    pub fn scan(places: &LibraryPlaces) -> Self {
        let mut library = Self::default();
        library.add(scan::shipped());
        if let Some(folder) = &places.data_folder {
            let folder = folder.join("scenarios");
            // That folder is made by whoever wants one.
            if folder.exists() {
                library.add_path(&folder, FileOrigin::DataFolder);
            }
        }
        for path in &places.given {
            library.add_path(path, FileOrigin::Given);
        }
        library.hide_earlier_of_same_id();
        library
    }

    /// Everything at the given paths, with nothing else and nothing hidden.
    #[must_use]
    pub fn of_paths(paths: &[PathBuf]) -> Self {
        let mut library = Self::default();
        for path in paths {
            library.add_path(path, FileOrigin::Given);
        }
        library
    }

    /// Everything at the given paths, where `-` stands for a scenario that comes in.
    #[must_use]
    pub fn of_paths_or_input(paths: &[PathBuf], mut input: impl Read) -> Self {
        let mut library = Self::default();
        for path in paths {
            if path == Path::new(scan::INPUT) {
                library.add(vec![scan::of_input(&mut input, FileOrigin::Given)]);
            } else {
                library.add_path(path, FileOrigin::Given);
            }
        }
        library
    }

    /// The scenario files of a folder, without those of folders in it.
    #[must_use]
    pub fn of_folder(folder: &Path) -> Self {
        let mut library = Self::default();
        library.add(scan::of_folder(folder, FileOrigin::Given));
        library
    }

    /// A single scenario file.
    #[must_use]
    pub fn open_file(path: &Path) -> Entry {
        let mut library = Self::default();
        library.add(vec![scan::of_file(path, FileOrigin::Given)]);
        // The file itself comes last, after a faulty pack file beside it.
        library.entries.pop().unwrap_or_else(|| Entry {
            origin: FileOrigin::Given,
            path: path.display().to_string(),
            note: None,
            content: Content::Broken(Broken {
                fault: Fault::Unreadable(ReadError::Failed {
                    path: path.display().to_string(),
                    detail: "this is a pack file; name one of its scenarios".into(),
                }),
            }),
        })
    }

    /// The playable scenario of that id.
    #[must_use]
    pub fn find(&self, scenario_id: &str) -> Option<&Ready> {
        self.ready().map(|(_, ready)| ready).find(|ready| *ready.scenario.id == *scenario_id)
    }

    /// What can be played.
    pub fn ready(&self) -> impl Iterator<Item = (&Entry, &Ready)> {
        self.entries.iter().filter_map(|entry| match &entry.content {
            Content::Ready(ready) => Some((entry, ready)),
            Content::Broken(_) => None,
        })
    }

    /// What cannot be played.
    pub fn broken(&self) -> impl Iterator<Item = (&Entry, &Broken)> {
        self.entries.iter().filter_map(|entry| match &entry.content {
            Content::Ready(_) => None,
            Content::Broken(broken) => Some((entry, broken)),
        })
    }

    fn add_path(&mut self, path: &Path, origin: FileOrigin) {
        match scan::at(path, origin) {
            Ok(folders) => self.add(folders),
            Err(error) => self.entries.push(Entry::unreadable(origin, error)),
        }
    }

    fn add(&mut self, folders: Vec<Folder>) {
        for folder in folders {
            self.add_folder(folder);
        }
    }

    fn add_folder(&mut self, folder: Folder) {
        let origin = folder.origin;
        let pack = self.add_pack(origin, folder.pack);
        let (pack_source, pack) = pack.unzip();
        let mut entries: Vec<Entry> = folder
            .scenarios
            .into_iter()
            .map(|read| match read {
                Ok(scenario) => {
                    let source = KeptSource { scenario, pack: pack_source.clone() };
                    Entry::of(origin, source, pack.clone())
                }
                Err(error) => Entry::unreadable(origin, error),
            })
            .collect();
        if let Some(pack) = &pack {
            entries.sort_by_key(|entry| entry.place_in(pack));
        }
        self.entries.append(&mut entries);
    }

    /// Notes a pack file; a faulty one becomes an entry of its own.
    fn add_pack(
        &mut self,
        origin: FileOrigin,
        read: Option<Result<SourceFile, ReadError>>,
    ) -> Option<(SourceFile, Arc<Pack>)> {
        let source = match read? {
            Ok(source) => source,
            Err(error) => {
                self.entries.push(Entry::unreadable(origin, error));
                return None;
            }
        };
        let (pack, diagnostics) = scenario::load_pack(&source);
        let Some(pack) = pack.filter(|_| !has_errors(&diagnostics)) else {
            self.entries.push(Entry::wrong(origin, source, diagnostics));
            return None;
        };
        let pack = Arc::new(pack);
        self.packs.push(FoundPack {
            origin,
            source: source.clone(),
            pack: Arc::clone(&pack),
            warnings: diagnostics,
        });
        Some((source, pack))
    }

    fn hide_earlier_of_same_id(&mut self) {
        let mut last: BTreeMap<Box<str>, usize> = BTreeMap::new();
        let mut hidden = BTreeSet::new();
        for at in 0..self.entries.len() {
            let Content::Ready(ready) = &self.entries[at].content else { continue };
            let (id, hash) = (ready.scenario.id.clone(), ready.scenario.hash);
            if let Some(earlier) = last.insert(id, at) {
                let before = &self.entries[earlier];
                let is_same = matches!(&before.content,
                    Content::Ready(before) if before.scenario.hash == hash);
                let note = format!("shown instead of {}, which has the same id", before.path);
                self.entries[at].note = (!is_same).then_some(note);
                hidden.insert(earlier);
            }
        }
        let mut at = 0;
        self.entries.retain(|_| {
            let keep = !hidden.contains(&at);
            at += 1;
            keep
        });
    }
}

impl Entry {
    fn of(origin: FileOrigin, source: KeptSource, pack: Option<Arc<Pack>>) -> Self {
        let loaded = scenario::load(&source.scenario, source.pack.as_ref());
        match loaded.scenario {
            Some(scenario) => Self {
                origin,
                path: source.scenario.name().to_owned(),
                note: None,
                content: Content::Ready(Ready {
                    scenario: Arc::new(scenario),
                    source,
                    pack,
                    map: Arc::new(loaded.map),
                    warnings: loaded.diagnostics,
                }),
            },
            None => Self::wrong(origin, source.scenario, loaded.diagnostics),
        }
    }

    fn wrong(origin: FileOrigin, source: SourceFile, diagnostics: Vec<Diagnostic>) -> Self {
        let path = source.name().to_owned();
        let fault = Fault::Wrong { source, diagnostics };
        Self { origin, path, note: None, content: Content::Broken(Broken { fault }) }
    }

    fn unreadable(origin: FileOrigin, error: ReadError) -> Self {
        let path = error.path().to_owned();
        let fault = Fault::Unreadable(error);
        Self { origin, path, note: None, content: Content::Broken(Broken { fault }) }
    }

    /// Its place in the pack's order; what the pack does not name comes last.
    fn place_in(&self, pack: &Pack) -> usize {
        match &self.content {
            Content::Ready(ready) => {
                pack.order.iter().position(|id| *id == ready.scenario.id).unwrap_or(usize::MAX)
            }
            Content::Broken(_) => usize::MAX,
        }
    }
}

impl Broken {
    /// What is wrong first, in one line, with its place.
    #[must_use]
    pub fn first_error(&self) -> String {
        match &self.fault {
            Fault::Unreadable(error) => error.to_string(),
            Fault::Wrong { source, diagnostics } => diagnostics
                .iter()
                .find(|diagnostic| diagnostic.severity == Severity::Error)
                .map_or_else(
                    || format!("{}: it cannot be loaded", source.name()),
                    |first| {
                        let place = source.position(first.span().start);
                        let (line, column) = (place.line, place.column);
                        let (code, headline) = (first.code, &first.headline);
                        format!("{}:{line}:{column}: {headline} [{code}]", source.name())
                    },
                ),
        }
    }
}
