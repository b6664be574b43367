//! Output files: written through one function, and never in place of what Rapport reads.

use std::{
    fs::File,
    io::{self, BufWriter},
    path::Path,
};

use super::{places::Places, stop::Stop};
use crate::{
    store::{files, output},
    text::shown_in_line,
    tree::Tree,
};

/// What standard output is called among files, as elsewhere on command lines.
const OUTPUT: &str = "-";

/// Whether a file of that name means standard output.
pub(super) fn is_output(path: &Path) -> bool {
    path == Path::new(OUTPUT)
}

/// Refuses a file that is read: a scenario, a pack, a plan, records. Asked before long work, so that nobody
/// waits for it in vain.
pub(super) fn check(path: &Path, places: &Places) -> Result<(), Stop> {
    let what = output::is_kept(path, places.data_folder()).or_else(|| is_source(path));
    match what {
        None => Ok(()),
        Some(what) => Err(Stop::Usage(format!(
            "{}: {what} is there, and was not written over. Name another file",
            shown_in_line(&path.to_string_lossy())
        ))),
    }
}

/// Writes a file whole or not at all, unless it is one that is read.
pub(super) fn write(
    path: &Path,
    places: &Places,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Stop> {
    check(path, places)?;
    output::write_whole(path, write).map_err(|error| {
        Stop::Usage(format!(
            "{}: could not be written ({error}). What was there before is unchanged; name another file",
            shown_in_line(&path.to_string_lossy())
        ))
    })
}

/// A file of the language, by its name or, whatever its name, by what is in it.
fn is_source(path: &Path) -> Option<&'static str> {
    let read = files::read_source(path);
    let ends = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("ron"));
    if ends && !matches!(read, Err(files::ReadError::Missing { .. })) {
        return Some("a scenario, a pack or a plan");
    }
    let source = read.ok()?;
    // Markup is none, and finding out what is wrong with a page as RON would take seconds.
    if source.text().trim_start().starts_with('<') {
        return None;
    }
    let tree = Tree::parse(source.shared_text());
    let is_one = tree.value().is_some_and(|root| root.field("format").is_some());
    is_one.then_some("a scenario or a pack")
}
