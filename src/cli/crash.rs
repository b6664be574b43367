//! If Rapport panics all the same: a report in the data folder, and a word on where it is.

use std::{
    backtrace::Backtrace,
    panic,
    path::{Path, PathBuf},
    thread,
};

use super::tell;
use crate::store::files;

/// From now on, a panic is written into a file in that folder, and told on standard error.
///
/// The process then ends as Rust ends it, with exit code 101. What was recorded is on disk already.
pub fn report_into(folder: Option<&Path>) {
    let folder: Option<PathBuf> = folder.map(Path::to_path_buf);
    panic::set_hook(Box::new(move |fault| {
        let report = format!(
            "Rapport {}\n{} {}\nthread: {}\n\n{fault}\n\n{}\n",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            thread::current().name().unwrap_or("unnamed"),
            Backtrace::force_capture(),
        );
        tell("Rapport has failed, and is sorry. Every choice you saw answered is kept.");
        let written = folder.as_deref().map(|folder| files::write_report(folder, &report));
        match written {
            Some(Ok(path)) => tell(format_args!(
                "What happened is written in {}. Please send it to whoever gave you Rapport.",
                path.display()
            )),
            Some(Err(_)) | None => tell(format_args!("No report could be written:\n{report}")),
        }
    }));
}
