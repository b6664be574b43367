//! Reading scenario files and writing reports, with faults in words.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use jiff::Zoned;

use crate::{
    scenario::MOST_BYTES,
    text::{SourceFile, shown_in_line},
};

/// The largest scenario or pack file that is read, in bytes: what may be loaded.
const LARGEST: u64 = MOST_BYTES as u64;

/// A file that could not be read as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing is there.
    #[error("{path}: there is no such file or folder. Check the name")]
    Missing {
        /// The path.
        path: String,
    },
    /// A folder where a file was asked for.
    #[error("{path}: this is a folder, not a scenario file. Name a file in it")]
    Folder {
        /// The path.
        path: String,
    },
    /// A name with a second ending, as editors for plain texts give.
    #[error(
        "{path}: scenario files end in `.ron`, and this one in `.ron.txt`, so it was not read. Rename it"
    )]
    SecondEnding {
        /// The path.
        path: String,
    },
    /// A device, a pipe, a socket.
    #[error("{path}: this is not an ordinary file, so it was not read")]
    Special {
        /// The path.
        path: String,
    },
    /// Too large.
    #[error(
        "{path}: the file has {size}, and scenario files may have {} at most. It was not read",
        megabytes(LARGEST)
    )]
    TooLarge {
        /// The path.
        path: String,
        /// Its size in words.
        size: String,
    },
    /// Not text.
    #[error("{path}:{line}:{column}: the file is not UTF-8 text from here on. Save it as UTF-8")]
    NotUtf8 {
        /// The path.
        path: String,
        /// Line of the first wrong byte, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
    },
    /// Reading is not allowed.
    #[error("{path}: reading is not allowed. Check the file's permissions")]
    Denied {
        /// The path.
        path: String,
    },
    /// More than is looked into.
    #[error(
        "{path}: {what}; what comes after was not looked at. Name the folder or the file that you mean"
    )]
    TooMany {
        /// The path.
        path: String,
        /// How much was looked into.
        what: String,
    },
    /// The system says no.
    #[error("{path}: could not be read ({detail})")]
    Failed {
        /// The path.
        path: String,
        /// What the system says.
        detail: String,
    },
}

impl ReadError {
    /// The path it is about.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Missing { path }
            | Self::Folder { path }
            | Self::SecondEnding { path }
            | Self::Special { path }
            | Self::TooLarge { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::Denied { path }
            | Self::TooMany { path, .. }
            | Self::Failed { path, .. } => path,
        }
    }

    /// Line and column from 1, if it is about a place in the file.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::NotUtf8 { line, column, .. } => Some((*line, *column)),
            _ => None,
        }
    }

    pub(super) fn of(path: &Path, error: &io::Error) -> Self {
        let path = shown(path);
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            _ => Self::Failed { path, detail: error.to_string() },
        }
    }
}

/// Reads a text file, if it is one and not too large.
///
/// # Errors
/// If it is not there, not an ordinary file, too large, not UTF-8, or cannot be read.
pub fn read_source(path: &Path) -> Result<SourceFile, ReadError> {
    let fault = |error: io::Error| ReadError::of(path, &error);
    let facts = fs::metadata(path).map_err(fault)?;
    if facts.is_dir() {
        return Err(ReadError::Folder { path: shown(path) });
    }
    if !facts.is_file() {
        return Err(ReadError::Special { path: shown(path) });
    }
    if facts.len() > LARGEST {
        return Err(too_large(path, facts.len()));
    }
    // The file may have grown since it was measured.
    read_input(path, File::open(path).map_err(fault)?)
}

/// Reads what comes in as a text of that name, if it is one and not too large.
///
/// # Errors
/// If it is too large, not UTF-8, or cannot be read.
pub fn read_input(path: &Path, input: impl Read) -> Result<SourceFile, ReadError> {
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| ReadError::of(path, &error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(path, bytes.len() as u64));
    }
    source(&path.to_string_lossy(), bytes)
}

/// Text with a name, from bytes.
pub(super) fn source(name: &str, bytes: Vec<u8>) -> Result<SourceFile, ReadError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(name, text)),
        Err(error) => {
            let sound = error.utf8_error().valid_up_to();
            let before = SourceFile::new(name, String::from_utf8_lossy(&error.as_bytes()[..sound]));
            let place = before.position(sound);
            let path = shown(Path::new(name));
            Err(ReadError::NotUtf8 { path, line: place.line, column: place.column })
        }
    }
}

/// Writes a report of a crash into a data folder, and says where.
///
/// # Errors
/// If that is not possible.
pub fn write_report(folder: &Path, text: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let stamp = Zoned::now().strftime("%Y%m%d-%H%M%S");
    // A second crash within the second must not take the place of the first.
    for nth in 0_u32.. {
        let more = if nth == 0 { String::new() } else { format!("-{nth}") };
        let path = folder.join(format!("crash-{stamp}-{}{more}.txt", std::process::id()));
        match File::create_new(&path) {
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {}
            created => return created?.write_all(text.as_bytes()).map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A path as messages name it.
pub(super) fn shown(path: &Path) -> String {
    shown_in_line(&path.to_string_lossy()).into_owned()
}

fn too_large(path: &Path, size: u64) -> ReadError {
    ReadError::TooLarge { path: shown(path), size: megabytes(size) }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1024 * 1024))
}
