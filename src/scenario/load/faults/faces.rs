//! What can be wrong with how people look.

use super::list;
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
