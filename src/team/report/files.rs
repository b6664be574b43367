//! The report as three files beside each other: a page, a table, and data.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use super::{TeamReport, csv, html};
use crate::store::output::write_whole;

/// The report as JSON, for programs.
#[must_use]
pub fn json(report: &TeamReport) -> String {
    // The report is plain data: there is none that JSON cannot hold.
    serde_json::to_string_pretty(report).unwrap_or_default()
}

/// Writes a session's report into a folder, which is made where it is missing: as HTML, CSV and JSON, each named after
/// the session's code. Where the page is.
///
/// # Errors
/// Whatever the folder or a file does not let be written.
pub fn write_report(report: &TeamReport, folder: &Path, code: &str) -> io::Result<PathBuf> {
    let file = |ending: &str| folder.join(format!("session-{}.{ending}", code.to_lowercase()));
    let write = |path: &Path, text: &str| write_whole(path, |file| file.write_all(text.as_bytes()));
    let page = file("html");
    fs::create_dir_all(folder)?;
    write(&page, &html(report))?;
    write(&file("csv"), &csv(report))?;
    write(&file("json"), &json(report))?;
    Ok(page)
}
