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
    origin::Origin,
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

/// The scenario files of one folder, with its pack file.
pub(super) struct Folder {
    pub(super) origin: Origin,
    pub(super) pack: Option<Result<SourceFile, ReadError>>,
    pub(super) scenarios: Vec<Result<SourceFile, ReadError>>,
}

/// The folders that come with the program.
pub(super) fn shipped() -> Vec<Folder> {
    let mut folders = Vec::new();
    collect_shipped(&SHIPPED, &mut folders);
    folders
}

fn collect_shipped(dir: &Dir<'_>, folders: &mut Vec<Folder>) {
    let mut folder = Folder { origin: Origin::Shipped, pack: None, scenarios: Vec::new() };
    let mut files: Vec<_> = dir.files().collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        let read = || {
            let name = format!("scenarios/{}", file.path().display());
            files::source(&name, file.contents().to_vec())
        };
        match kind_of(file.path()) {
            Kind::Pack => folder.pack = Some(read()),
            Kind::Scenario => folder.scenarios.push(read()),
            Kind::Other => {}
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
pub(super) fn at(path: &Path, origin: Origin) -> Result<Vec<Folder>, ReadError> {
    let facts = fs::metadata(path).map_err(|error| ReadError::of(path, &error))?;
    if facts.is_dir() {
        let mut walk = Walk { origin, seen: BTreeSet::new(), folders: Vec::new() };
        walk.folder(path, 0)?;
        return Ok(walk.folders);
    }
    Ok(vec![of_file(path, origin)])
}

/// The files of one folder alone; nothing, if it cannot be looked into.
pub(super) fn of_folder(path: &Path, origin: Origin) -> Vec<Folder> {
    let mut walk = Walk { origin, seen: BTreeSet::new(), folders: Vec::new() };
    // The walk ends there.
    walk.folder(path, DEEPEST).map_or_else(|_| Vec::new(), |()| walk.folders)
}

/// A single file with the pack of its folder.
pub(super) fn of_file(path: &Path, origin: Origin) -> Folder {
    let read = files::read_source(path);
    if kind_of(path) == Kind::Pack {
        return Folder { origin, pack: Some(read), scenarios: Vec::new() };
    }
    Folder { scenarios: vec![read], ..of_pack_beside(path, origin) }
}

fn of_pack_beside(path: &Path, origin: Origin) -> Folder {
    let pack = path.with_file_name(PACK);
    let pack = pack.is_file().then(|| files::read_source(&pack));
    Folder { origin, pack, scenarios: Vec::new() }
}

/// What comes in, as a scenario file called `-`, with the pack of the current folder.
pub(super) fn of_input(input: impl Read, origin: Origin) -> Folder {
    let name = Path::new(INPUT);
    Folder { scenarios: vec![files::read_input(name, input)], ..of_pack_beside(name, origin) }
}

/// A walk through folders, in the order of their names.
struct Walk {
    origin: Origin,
    seen: BTreeSet<PathBuf>,
    folders: Vec<Folder>,
}

impl Walk {
    fn folder(&mut self, path: &Path, depth: usize) -> Result<(), ReadError> {
        let fault = |error| ReadError::of(path, &error);
        // Links may lead in circles.
        let is_new = self.seen.insert(fs::canonicalize(path).map_err(fault)?);
        if !is_new || depth > DEEPEST || self.seen.len() > MOST_FOLDERS {
            return Ok(());
        }
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).map_err(fault)? {
            inside.push(entry.map_err(fault)?.path());
        }
        inside.sort();
        let mut folder = Folder { origin: self.origin, pack: None, scenarios: Vec::new() };
        let mut deeper = Vec::new();
        for path in inside {
            if is_hidden(&path) {
                continue;
            }
            if path.is_dir() {
                deeper.push(path);
                continue;
            }
            match kind_of(&path) {
                Kind::Pack => folder.pack = Some(files::read_source(&path)),
                Kind::Scenario => folder.scenarios.push(files::read_source(&path)),
                Kind::Other => {}
            }
        }
        self.folders.push(folder);
        for path in deeper {
            if let Err(error) = self.folder(&path, depth + 1) {
                self.folders.push(Folder {
                    origin: self.origin,
                    pack: None,
                    scenarios: vec![Err(error)],
                });
            }
        }
        Ok(())
    }
}

#[derive(PartialEq, Eq)]
enum Kind {
    Pack,
    Scenario,
    Other,
}

fn kind_of(path: &Path) -> Kind {
    let lower = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().to_lowercase());
    if lower(path.extension()).as_deref() != Some("ron") {
        return Kind::Other;
    }
    match lower(path.file_stem()) {
        Some(stem) if stem == "pack" => Kind::Pack,
        Some(stem) if stem.strip_suffix(".plan").is_none() => Kind::Scenario,
        _ => Kind::Other,
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
