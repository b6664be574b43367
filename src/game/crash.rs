//! What a panic leaves behind: a report in the data folder, and a line that says where.

use std::{any::Any, backtrace::Backtrace, io, panic::PanicHookInfo, path::Path};

use crate::store::files::write_report;

/// The words of a panic.
#[must_use]
pub fn words_of(payload: &(dyn Any + Send)) -> String {
    if let Some(words) = payload.downcast_ref::<String>() {
        words.clone()
    } else if let Some(words) = payload.downcast_ref::<&str>() {
        (*words).to_owned()
    } else {
        "no words were left".to_owned()
    }
}

/// The report of a panic: what, where, which build, and how it came to it.
#[must_use]
pub fn report(words: &str, place: &str, trace: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    format!(
        "Rapport {version} stopped on {system}\n\n{words}\nat {place}\n\n\
         Every choice that was on the screen is kept in the records.\n\n{trace}\n"
    )
}

/// Writes the report of a panic and tells on stderr where it lies.
pub fn tell(info: &PanicHookInfo<'_>, data_folder: Option<&Path>) {
    let words = words_of(info.payload());
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let text = report(&words, &place, &Backtrace::force_capture().to_string());
    let told = match data_folder.map(|folder| write_report(folder, &text)) {
        Some(Ok(path)) => format!("a report lies in {}", path.display()),
        Some(Err(error)) => format!("no report could be written: {error}"),
        None => "no report was written, as there is no data folder".to_owned(),
    };
    let line = words.lines().next().unwrap_or_default();
    // A hook has nobody to return an error to, so a closed stderr is left alone.
    let _ = io::Write::write_fmt(
        &mut io::stderr(),
        format_args!("rapport stopped: {line}; your play is kept; {told}\n"),
    );
}

