//! The place of the records on disk: what lies there, and whether it is still the file that was opened.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

/// How long to wait for another copy of the game that is opening the database, and how long a read or a
/// write waits for another one before it is put off: whoever waits longer than a second is told.
pub(super) const PATIENCE: Duration = Duration::from_millis(800);

/// How long a try in the background waits.
pub(super) const HASTE: Duration = Duration::from_millis(50);

/// What something at a path is, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathKind {
    /// Nothing is there.
    Nothing,
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device, a socket: reading it may wait for ever.
    Special,
}

/// What is at a path.
///
/// # Errors
/// If that cannot be told.
pub(super) fn kind(path: &Path) -> io::Result<PathKind> {
    match fs::metadata(path) {
        Ok(facts) if facts.is_dir() => Ok(PathKind::Folder),
        Ok(facts) if facts.is_file() => Ok(PathKind::File),
        Ok(_) => Ok(PathKind::Special),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(PathKind::Nothing),
        Err(error) => Err(error),
    }
}

/// The inode of a file, with its device: what tells one file from another at the same path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Inode(u64, u64);

#[cfg(unix)]
fn inode(path: &Path) -> Option<Inode> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|facts| Inode(facts.dev(), facts.ino()))
}

/// Where an open file cannot be deleted nor replaced, being there is enough.
#[cfg(not(unix))]
fn inode(path: &Path) -> Option<Inode> {
    fs::metadata(path).ok().map(|_| Inode(0, 0))
}

/// An open database at its place.
#[derive(Debug)]
pub(super) struct FilePlace {
    path: PathBuf,
    file: Option<Inode>,
    log: Option<Inode>,
}

/// What became of an open database at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileStanding {
    /// It is there.
    Here,
    /// Nothing is there any more.
    Gone,
    /// Another file is there.
    Replaced,
    /// It is there, and its write-ahead log is not.
    LogGone,
}

impl FilePlace {
    /// Of a database that was just opened there.
    pub(super) fn of(path: &Path) -> Self {
        let mut place = Self { path: path.to_owned(), file: inode(path), log: None };
        place.log = inode(&place.log_path());
        place
    }

    fn log_path(&self) -> PathBuf {
        beside(&self.path, "-wal")
    }

    /// What became of it. `SQLite` goes on writing into a file that was deleted or replaced.
    pub(super) fn standing(&mut self) -> FileStanding {
        let now = inode(&self.path);
        if now.is_none() {
            return FileStanding::Gone;
        }
        if now != self.file {
            return FileStanding::Replaced;
        }
        let log = inode(&self.log_path());
        if self.log.is_none() {
            self.log = log;
        }
        if log == self.log { FileStanding::Here } else { FileStanding::LogGone }
    }
}

/// A path with something behind its name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
