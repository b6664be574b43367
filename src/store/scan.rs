//! Finding scenario files: in the program, in folders, by name.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};

use super::{
    files::{self, ReadError},
    origin::FileOrigin,
};
use crate::text::SourceFile;

/// What comes with the program.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// Name of the file that makes a folder a pack.
const PACK: &str = "pack.ron";

/// What standard input is called among files, as elsewhere on command lines.
pub(super) const INPUT: &str = "-";

/// Folders deeper than this are not looked into.
const DEEPEST: usize = 8;

/// No more folders than this are looked into, should somebody name a whole disk.
const MOST_FOLDERS: usize = 2000;

/// Nor are more names than this read, in all of these folders together.
const MOST_NAMES: usize = 100_000;

/// Nor more scenario files.
const MOST_FILES: usize = 5000;

/// The scenario files of one folder, with its pack file and its recorded plays.
pub(super) struct Folder {
    pub(super) origin: FileOrigin,
    pub(super) pack: Option<Result<SourceFile, ReadError>>,
    pub(super) scenarios: Vec<Result<SourceFile, ReadError>>,
    /// Paths of plans: whoever wants one reads it.
    pub(super) plans: Vec<PathBuf>,
}

impl Folder {
    fn new(origin: FileOrigin) -> Self {
        Self { origin, pack: None, scenarios: Vec::new(), plans: Vec::new() }
    }
}

/// The folders that come with the program.
pub(super) fn shipped() -> Vec<Folder> {
    let mut folders = Vec::new();
    collect_shipped(&SHIPPED, &mut folders);
    folders
}

fn collect_shipped(dir: &Dir<'_>, folders: &mut Vec<Folder>) {
    let mut folder = Folder::new(FileOrigin::Shipped);
    let mut files: Vec<_> = dir.files().collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        let read = || {
            let name = format!("scenarios/{}", file.path().display());
            files::source(&name, file.contents().to_vec())
        };
        match kind_of(file.path()) {
            EntryKind::Pack => folder.pack = Some(read()),
            EntryKind::Scenario => folder.scenarios.push(read()),
            EntryKind::SecondEnding | EntryKind::Plan | EntryKind::Other => {}
        }
    }
    folders.push(folder);
    let mut inner: Vec<_> = dir.dirs().collect();
    inner.sort_by_key(|dir| dir.path());
    for dir in inner {
        collect_shipped(dir, folders);
    }
}

/// The folders at and below a path, or the one folder of a file.
///
/// # Errors
/// If nothing is there, or it cannot be looked into.
pub(super) fn at(path: &Path, origin: FileOrigin) -> Result<Vec<Folder>, ReadError> {
    let facts = fs::metadata(path).map_err(|error| ReadError::of(path, &error))?;
    if facts.is_dir() {
        let mut walk = Walk::of(path, origin, DEEPEST);
        walk.folder(path, 0)?;
        return Ok(walk.folders);
    }
    Ok(vec![of_file(path, origin)])
}

/// Every file of the language at and below a path, plans included: packs first, then scenarios, then plans.
///
/// # Errors
/// If nothing is there, or it cannot be looked into.
pub fn sources_at(path: &Path) -> Result<Vec<Result<SourceFile, ReadError>>, ReadError> {
    let facts = fs::metadata(path).map_err(|error| ReadError::of(path, &error))?;
    if !facts.is_dir() {
        return Ok(vec![files::read_source(path)]);
    }
    let folders = at(path, FileOrigin::Given)?.into_iter();
    let all = folders.flat_map(|folder| {
        let plans = folder.plans.into_iter().map(|plan| files::read_source(&plan));
        folder.pack.into_iter().chain(folder.scenarios).chain(plans)
    });
    Ok(all.collect())
}

/// The plans at and below a path: of a scenario file, the one beside it, whether it is there or not.
///
/// # Errors
/// If nothing is there, or it cannot be looked into.
pub fn plans_at(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let facts = fs::metadata(path).map_err(|error| ReadError::of(path, &error))?;
    if facts.is_dir() {
        let folders = at(path, FileOrigin::Given)?;
        return Ok(folders.into_iter().flat_map(|folder| folder.plans).collect());
    }
    match kind_of(path) {
        EntryKind::Scenario => Ok(vec![path.with_extension("plan.ron")]),
        EntryKind::Plan | EntryKind::Pack | EntryKind::SecondEnding | EntryKind::Other => {
            Ok(vec![path.to_owned()])
        }
    }
}

/// The files of one folder alone; nothing, if it cannot be looked into.
pub(super) fn of_folder(path: &Path, origin: FileOrigin) -> Vec<Folder> {
    let mut walk = Walk::of(path, origin, 0);
    walk.folder(path, 0).map_or_else(|_| Vec::new(), |()| walk.folders)
}

/// A single file with the pack of its folder.
pub(super) fn of_file(path: &Path, origin: FileOrigin) -> Folder {
    let read = files::read_source(path);
    if kind_of(path) == EntryKind::Pack {
        return Folder { pack: Some(read), ..Folder::new(origin) };
    }
    Folder { scenarios: vec![read], ..of_pack_beside(path, origin) }
}

fn of_pack_beside(path: &Path, origin: FileOrigin) -> Folder {
    let pack = path.with_file_name(PACK);
    // Whatever else stands under that name is told when it is read.
    let is_there = pack.exists() && !pack.is_dir();
    let pack = is_there.then(|| files::read_source(&pack));
    Folder { pack, ..Folder::new(origin) }
}

/// What comes in, as a scenario file called `-`, with the pack of the current folder.
pub(super) fn of_input(input: impl Read, origin: FileOrigin) -> Folder {
    let name = Path::new(INPUT);
    Folder { scenarios: vec![files::read_input(name, input)], ..of_pack_beside(name, origin) }
}

/// A walk through folders, in the order of their names.
struct Walk<'p> {
    /// Where it began.
    from: &'p Path,
    origin: FileOrigin,
    /// How deep it goes; 0: it stays in one folder.
    deepest: usize,
    seen: BTreeSet<PathBuf>,
    names: usize,
    files: usize,
    /// Which limits were told.
    told: BTreeSet<WalkLimit>,
    folders: Vec<Folder>,
}

/// Where a walk ends that would go on for too long.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WalkLimit {
    Folders,
    Depth,
    Names,
    Files,
}

impl WalkLimit {
    fn words(self) -> String {
        match self {
            Self::Folders => format!("there are more than {MOST_FOLDERS} folders in it"),
            Self::Depth => format!("there are folders in it more than {DEEPEST} levels deep"),
            Self::Names => format!("there are more than {MOST_NAMES} names in it"),
            Self::Files => format!("there are more than {MOST_FILES} scenario files in it"),
        }
    }
}

impl<'p> Walk<'p> {
    fn of(from: &'p Path, origin: FileOrigin, deepest: usize) -> Self {
        Self {
            from,
            origin,
            deepest,
            seen: BTreeSet::new(),
            names: 0,
            files: 0,
            told: BTreeSet::new(),
            folders: Vec::new(),
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) -> Result<(), ReadError> {
        let fault = |error| ReadError::of(path, &error);
        // Links may lead in circles.
        if !self.seen.insert(fs::canonicalize(path).map_err(fault)?) {
            return Ok(());
        }
        if self.seen.len() > MOST_FOLDERS {
            self.tell(WalkLimit::Folders);
            return Ok(());
        }
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            if self.names == MOST_NAMES {
                self.tell(WalkLimit::Names);
                break;
            }
            self.names += 1;
            inside.push((entry.path(), entry.file_type().map_err(fault)?));
        }
        inside.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut folder = Folder::new(self.origin);
        let mut deeper = Vec::new();
        for (path, kind) in inside {
            if is_hidden(&path) {
                continue;
            }
            // Only a link has to be followed to know what is there.
            if kind.is_dir() || kind.is_symlink() && path.is_dir() {
                deeper.push(path);
                continue;
            }
            match kind_of(&path) {
                EntryKind::Pack => folder.pack = Some(files::read_source(&path)),
                EntryKind::Scenario if self.files == MOST_FILES => self.tell(WalkLimit::Files),
                EntryKind::Scenario => {
                    self.files += 1;
                    folder.scenarios.push(files::read_source(&path));
                }
                EntryKind::SecondEnding => {
                    let path = files::shown(&path);
                    folder.scenarios.push(Err(ReadError::SecondEnding { path }));
                }
                EntryKind::Plan => folder.plans.push(path),
                EntryKind::Other => {}
            }
        }
        self.folders.push(folder);
        if self.deepest == 0 {
            return Ok(());
        }
        if depth == self.deepest && !deeper.is_empty() {
            self.tell(WalkLimit::Depth);
            return Ok(());
        }
        for path in deeper {
            if self.told.contains(&WalkLimit::Folders) || self.told.contains(&WalkLimit::Names) {
                break;
            }
            if let Err(error) = self.folder(&path, depth + 1) {
                self.add(error);
            }
        }
        Ok(())
    }

    /// Says once that a limit was met, among the files that cannot be read.
    fn tell(&mut self, limit: WalkLimit) {
        if self.told.insert(limit) {
            let (path, what) = (files::shown(self.from), limit.words());
            self.add(ReadError::TooMany { path, what });
        }
    }

    fn add(&mut self, error: ReadError) {
        let scenarios = vec![Err(error)];
        self.folders.push(Folder { scenarios, ..Folder::new(self.origin) });
    }
}

#[derive(PartialEq, Eq)]
enum EntryKind {
    Pack,
    Scenario,
    /// A scenario that an editor has called a text.
    SecondEnding,
    Plan,
    Other,
}

fn kind_of(path: &Path) -> EntryKind {
    let lower = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().to_lowercase());
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    if name.is_some_and(|name| name.ends_with(".ron.txt")) {
        return EntryKind::SecondEnding;
    }
    if lower(path.extension()).as_deref() != Some("ron") {
        return EntryKind::Other;
    }
    match lower(path.file_stem()) {
        Some(stem) if stem == "pack" => EntryKind::Pack,
        Some(stem) if stem.strip_suffix(".plan").is_none() => EntryKind::Scenario,
        Some(_) => EntryKind::Plan,
        None => EntryKind::Other,
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
