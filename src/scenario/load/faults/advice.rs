//! What a scenario may hold without a mistake in it, and what its author should look at all the same.

use crate::{diagnostic::Diagnostic, text::Span};

/// The same, where it is allowed without a reason.
pub(crate) fn without_reason(told: Diagnostic) -> Diagnostic {
    let code = told.code;
    told.help(format!("say why it is meant so, `// allow {code}: …`, and it is not told again"))
}

/// W0106: somebody speaks who is not there.
pub(crate) fn not_on_stage(span: Span, person: &str, scene: &str) -> Diagnostic {
    let headline = format!("`{person}` speaks, and is not in the scene `{scene}`");
    Diagnostic::warning("W0106", span, headline)
        .help(format!("name them there, `with: [\"{person}\"]`, or let somebody tell of it"))
}

/// W0107: a scene that comes before the one that leads to it.
pub(crate) fn time_goes_back(span: Span, earlier: Span, scene: &str) -> Diagnostic {
    let headline = format!("the scene `{scene}` is earlier in the day than the one before it");
    Diagnostic::warning("W0107", span, headline)
        .also(earlier, "play comes from here, and no day has passed")
        .help("mend one of the two times, or let the choice take a day (`takes: 1`)")
}

/// W0108: a call that nobody is on.
pub(crate) fn nobody_on_the_line(span: Span, scene: &str) -> Diagnostic {
    Diagnostic::warning("W0108", span, format!("nobody is on the line in the scene `{scene}`"))
        .help("name who is: `with: [\"person\"]`, or leave out `via`")
}

/// W0109: somebody is addressed, and nothing says how.
pub(crate) fn no_channel(span: Span, choice: &str) -> Diagnostic {
    Diagnostic::warning("W0109", span, format!("`{choice}` has `to` and no `via`"))
        .here("it counts as contacting nobody")
        .help("say how they are reached, such as `via: Phone`, or leave out `to`")
}

/// W0110: a sentence to keep where none is kept.
pub(crate) fn commitment_outside(span: Span, choice: &str) -> Diagnostic {
    let headline = format!("`{choice}` keeps a sentence outside the reflection");
    Diagnostic::warning("W0110", span, headline)
        .help("name the scene in `reflection`, or move the choice to that scene")
}

/// W0111: a choice that waits for a silence which there is not.
pub(crate) fn no_silence(span: Span, choice: &str) -> Diagnostic {
    Diagnostic::warning("W0111", span, format!("`{choice}` appears late, and nothing is held out"))
        .help("give a choice of the scene `timer: Hold(6)`, or leave out `appears_after`")
}

/// W0112: seconds that nobody waits.
pub(crate) fn odd_seconds(span: Span, seconds: u16, least: u16, most: u16) -> Diagnostic {
    Diagnostic::warning("W0112", span, format!("{seconds} seconds are not what anybody holds out"))
        .help(format!("use {least} to {most} seconds: people at a screen are quick"))
}

/// W0112: two choices that are both taken by waiting.
pub(crate) fn two_timers(span: Span, earlier: Span) -> Diagnostic {
    Diagnostic::warning("W0112", span, "two choices of this scene are taken by waiting")
        .also(earlier, "the other one")
        .help("keep the timer of one of them: only the shorter one ever comes about")
}

/// W0113: a phrase that is explained and never used.
pub(crate) fn phrase_never_used(span: Span, phrase: &str) -> Diagnostic {
    Diagnostic::warning("W0113", span, format!("`{phrase}` is explained, and stands in no text"))
        .help("write it as the texts have it, or leave it out of `glossary`")
}

/// W0114: a person who never comes up.
pub(crate) fn never_appears(span: Span, person: &str) -> Diagnostic {
    Diagnostic::warning("W0114", span, format!("`{person}` never appears"))
        .help("let them speak or be addressed, or leave them out of `cast`")
}

/// W0115: a length that the texts do not fill.
pub(crate) fn too_many_minutes(span: Span, minutes: u16, words: usize, most: usize) -> Diagnostic {
    let headline = format!("a play takes {minutes} minutes, and all texts are {words} words");
    Diagnostic::warning("W0115", span, headline)
        .help(format!("that is read in less: say {most} minutes at most"))
}

/// W0116: something that stands in place of words.
pub(crate) fn placeholder(span: Span, found: &str) -> Diagnostic {
    Diagnostic::warning("W0116", span, format!("`{found}` is shown as it stands here"))
        .help("write the words that belong here; nothing is filled in")
}

/// W0117: a choice that nobody takes in at a glance.
pub(crate) fn long_choice(span: Span, words: usize, most: usize) -> Diagnostic {
    Diagnostic::warning("W0117", span, format!("this choice has {words} words"))
        .help(format!("say it in {most} at most: choices are compared side by side"))
}

/// W0118: two choices that come to the same.
pub(crate) fn false_choice(span: Span, earlier: Span) -> Diagnostic {
    Diagnostic::warning("W0118", span, "this choice does what another one does")
        .also(earlier, "the other one")
        .help("let them differ in what they do, what is said or what they show; or keep one")
}

/// W0119: a verdict in place of what happens.
pub(crate) fn verdict(span: Span, words: &str) -> Diagnostic {
    Diagnostic::warning("W0119", span, format!("the narrator gives a verdict: “{words}”"))
        .help("tell what happens, and let the debrief judge")
}

/// W0123: a good choice beside which nothing speaks for another.
pub(crate) fn one_plausible(span: Span, choice: &str, scene: &str) -> Diagnostic {
    let headline =
        format!("`{choice}` is the only good one in `{scene}`, and nothing speaks for another");
    Diagnostic::warning("W0123", span, headline)
        .help("say of the others why somebody takes them, `tempting_because: \"…\"`, or let a second one be good")
}

/// W0124: a loss that nobody explains.
pub(crate) fn unexplained(span: Span, choice: &str, points: i16) -> Diagnostic {
    let headline = format!("`{choice}` takes {points} points, and nobody shows why");
    Diagnostic::warning("W0124", span, headline)
        .help("let somebody answer in `lines`, or explain it in `note`")
}

/// W0125: exclamation marks that tell the weak choices.
pub(crate) fn shouting(span: Span, other: Span) -> Diagnostic {
    Diagnostic::warning("W0125", span, "only the weak choices of this scene have exclamation marks")
        .also(other, "so does this")
        .help("write them as somebody would who means well")
}

/// W0126: a hidden draw that decides what is on offer.
pub(crate) fn given_away(span: Span, choice: &str, draw: &str) -> Diagnostic {
    let headline = format!(
        "`{choice}` gives `{draw}` away: whether it is on offer, or how it reads, depends on it"
    );
    Diagnostic::warning("W0126", span, headline)
        .help("ask for what was learned, `Knows(\"…\")`, in place of what is so")
}

/// W0130: lessons that no commitment follows.
pub(crate) fn no_commitment(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "W0130",
        span,
        "this scenario teaches something, and asks nobody what they will do about it",
    )
    .help("declare `commitments`, or give a scene of a `reflection` choices with a `commitment`")
}
