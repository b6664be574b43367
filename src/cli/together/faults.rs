//! What is wrong between files, one constructor for each fault.

use crate::{
    diagnostic::Diagnostic,
    text::{SourceFile, Span},
};

/// E0107: the id of a scenario that another file has too.
pub(in crate::cli) fn same_id(
    span: Span,
    id: &str,
    other: &SourceFile,
    other_span: Span,
) -> Diagnostic {
    Diagnostic::error("E0107", span, format!("the scenario `{id}` is in two files"))
        .elsewhere(other, other_span, "the other file has it here")
        .help("give one of them another id: only one of the two can be found by it")
}

/// E0108: a pack that orders a scenario which is not in its folder.
pub(in crate::cli) fn not_in_pack(span: Span, id: &str, near: Option<&str>) -> Diagnostic {
    let fault =
        Diagnostic::error("E0108", span, format!("no scenario `{id}` in the folder of this pack"));
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("name one of its scenarios by its id, or take it off the order"),
    }
}

/// E0109: a pack that orders a scenario twice.
pub(in crate::cli) fn ordered_twice(span: Span, earlier: Span, id: &str) -> Diagnostic {
    Diagnostic::error("E0109", span, format!("the scenario `{id}` stands twice in the order"))
        .also(earlier, "first ordered here")
        .help("keep one of them")
}
