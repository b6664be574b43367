//! The debrief's page kept as a file that prints, where the learner asks for it.

use std::{
    io::{self, BufRead, Write},
    path::PathBuf,
};

use super::{super::stop::Stop, console::Console, seat::Seat};
use crate::{
    art::Art,
    coach::{Debrief, Handout, Page},
    store::output::write_new,
    text::shown_in_line,
};

/// Writes the page to a file that is not there yet and says where it is, or why there is none. The sentence that was
/// kept is on it where its owner typed `mine` after the name.
pub(super) fn keep(
    typed: &str,
    (page, debrief): (&Page, &Debrief),
    seat: &Seat<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let (name, with_sentence) = match typed.trim().strip_suffix(" mine") {
        Some(name) => (name.trim(), true),
        None => (typed.trim(), false),
    };
    let mut path = PathBuf::from(name);
    if path.file_name().is_none() {
        return console.line("Type page and the name of a file, such as page debrief.html.");
    }
    if path.extension().is_none() {
        path.set_extension("html");
    }
    let kept = seat.play.commitment().map(|kept| kept.text.clone());
    let sentence = kept.or_else(|| page.if_then.kept.clone()).filter(|_| with_sentence);
    let scenario = seat.play.session().scenario();
    // The drawings are embedded, and a test reads them all.
    let pictures = Art::load().map(|art| art.handout(scenario)).unwrap_or_default();
    let html = Handout::of(scenario, debrief, page, sentence).html(&pictures);
    let shown = shown_in_line(&path.to_string_lossy()).into_owned();
    console.line(&match write_new(&path, html) {
        Ok(()) => format!("Saved: {shown}"),
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {
            format!(
                "{shown}: something is there, and was not written over. Type page and another name."
            )
        }
        Err(fault) => {
            format!("{shown}: could not be written ({fault}). Type page and another name.")
        }
    })
}
