//! What can be wrong with the short forms: names that stand for something, cases, evidence in one line.

use super::word;
use crate::{diagnostic::Diagnostic, text::Span};

/// E0321: something with a name that leads back to itself.
pub(crate) fn circle(span: Span, what: &str, names: &[&str]) -> Diagnostic {
    Diagnostic::error(
        "E0321",
        span,
        format!("this {what} leads back to itself: {}", names.join(" → ")),
    )
    .help("write out here what it is to stand for")
}

/// E0322: evidence in one line that says no level.
pub(crate) fn evidence_line(span: Span) -> Diagnostic {
    Diagnostic::error("E0322", span, "this text is neither evidence nor the name of a scale")
        .help("write the competency, the level and why: `\"channel 3: You used your voice.\"`")
}

/// E0323: cases that leave a gap.
pub(crate) fn cases_gap(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error("E0323", span, format!("these cases leave a gap for {what}"))
        .here("it may happen that none of them holds")
        .help("end with what stands alone, without a condition before it")
}

/// E0002: a mood of the player, whose face shows what was said.
pub(crate) fn no_mood_of(span: Span, who: &str) -> Diagnostic {
    Diagnostic::error("E0002", span, format!("`{who}` has no mood"))
        .help(format!("write `{who}: …`"))
}

/// E0002: a mood that there is not, before the colon of a line.
pub(crate) fn no_mood(span: Span, found: &str, known: &[&str]) -> Diagnostic {
    word(span, format!("there is no mood `{found}`"), "moods", known, found)
        .help("a narrator's words that begin like this stand in `Narrate(\"…\")`")
}

/// W0127: the narrator says what was meant for somebody else to say.
pub(crate) fn speaker_as_words(span: Span, meant: &str) -> Diagnostic {
    Diagnostic::warning("W0127", span, "the narrator says this, with the name before it").help(
        format!("did you mean `{meant}: …`? The narrator's own words stand in `Narrate(\"…\")`"),
    )
}

/// W0127: the narrator says the name of a passage.
pub(crate) fn passage_as_words(span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning(
        "W0127",
        span,
        format!("the narrator says “{name}”, which is a passage's name"),
    )
    .help(format!("write `Passage(\"{name}\")` for what it stands for"))
}

/// W0120: something with a name that nothing uses.
pub(crate) fn unused(span: Span, what: &str, name: &str) -> Diagnostic {
    Diagnostic::warning("W0120", span, format!("nothing uses the {what} `{name}`"))
        .help("name it where it belongs, or remove it")
}
