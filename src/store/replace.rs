//! Writing a file of the language anew, in its own place and in its own way.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use super::{
    files::{self, read_source},
    output::write_whole,
};
use crate::text::SourceFile;

/// Why a file was not written anew. What was there before is still there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplaceError {
    /// Somebody else has written it since it was read.
    #[error("{path}: the file has changed since it was read, and was left as it is. Try again")]
    Changed {
        /// The path.
        path: String,
    },
    /// It may be read but not written.
    #[error(
        "{path}: writing is not allowed, and the file was left as it is. Check its permissions"
    )]
    ReadOnly {
        /// The path.
        path: String,
    },
    /// The system says no.
    #[error("{path}: could not be written ({detail}). The file was left as it is")]
    Failed {
        /// The path.
        path: String,
        /// What the system says.
        detail: String,
    },
}

/// Writes a text in the place of a file that was read: whole or not at all, and with the line ends and the byte
/// order mark that the file has.
///
/// # Errors
/// If the file is not what was read any more, or cannot be written.
pub fn replace_source(before: &SourceFile, text: &str) -> Result<(), ReplaceError> {
    let path = Path::new(before.name());
    let shown = || files::shown(path);
    if !read_source(path).is_ok_and(|now| now.text() == before.text()) {
        return Err(ReplaceError::Changed { path: shown() });
    }
    let fault =
        |error: io::Error| ReplaceError::Failed { path: shown(), detail: error.to_string() };
    let bytes = fs::read(path).map_err(fault)?;
    // A rename would take the place of a file that is not to be written.
    if fs::metadata(path).map_err(fault)?.permissions().readonly() {
        return Err(ReplaceError::ReadOnly { path: shown() });
    }
    let mark = bytes.strip_prefix("\u{feff}".as_bytes()).map_or("", |_| "\u{feff}");
    let first_end = bytes.iter().position(|byte| *byte == b'\n');
    let is_windows = first_end.is_some_and(|at| bytes[..at].ends_with(b"\r"));
    let text = if is_windows { text.replace('\n', "\r\n") } else { text.to_owned() };
    write_whole(path, |file| write!(file, "{mark}{text}")).map_err(fault)
}
