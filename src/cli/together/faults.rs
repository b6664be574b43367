//! What is wrong between files, one constructor for each fault.

use crate::{
    diagnostic::Diagnostic,
    text::{SourceFile, Span},
};

/// How a part is always cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Typecast {
    /// It is the one whom the player imagines.
    Imagined,
    /// By one portrait.
    Portrait,
    /// By one colour of skin.
    Skin,
}

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

/// W0131: a part that is always cast alike in a pack.
pub(in crate::cli) fn typecast(
    span: Span,
    role: &str,
    how: Typecast,
    scenarios: usize,
) -> Diagnostic {
    let headline = match how {
        Typecast::Imagined => format!(
            "in all {scenarios} scenarios it is the {role} whose silence is imagined: who plays them all learns who is difficult"
        ),
        Typecast::Portrait => {
            format!("in all {scenarios} scenarios the {role} has the same face")
        }
        Typecast::Skin => {
            format!("in all {scenarios} scenarios the {role} has the same colour of skin")
        }
    };
    Diagnostic::warning("W0131", span, headline).help(
        "cast the part otherwise in one of them, or say in the pack's `rules` that it is meant",
    )
}
