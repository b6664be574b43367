//! What can be wrong with how people, places and their light look.

use super::{list, no_word};
use crate::{diagnostic::Diagnostic, text::Span};

/// W0121: a portrait that there is not.
pub(crate) fn no_portrait(
    span: Span,
    found: &str,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let fault = Diagnostic::warning("W0121", span, format!("there is no portrait `{found}`"))
        .here("a face is drawn in its place");
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help(format!(
            "the portraits are {}; or say how they look: `look: (hair: Curls)`",
            list(known)
        )),
    }
}

/// W0122: a place that there is not.
pub(crate) fn no_place(span: Span, found: &str, known: &[&str]) -> Diagnostic {
    let word = no_word(span, found, "Place", known);
    let fault = Diagnostic::warning("W0122", span, word.headline)
        .here("a meeting room is drawn in its place");
    word.help.into_iter().fold(fault, Diagnostic::help)
}

/// W0128: something is said of the time of day that does not fit the time of the scene.
pub(crate) fn other_hour(span: Span, words: &str, scene: &str, minute: u16) -> Diagnostic {
    let (hour, minute) = (minute / 60, minute % 60);
    let headline =
        format!("the scene `{scene}` is at {hour:02}:{minute:02}, and this says “{words}”");
    Diagnostic::warning("W0128", span, headline)
        .help("the picture has the light of the scene's `time`: mend the time or the words")
}
