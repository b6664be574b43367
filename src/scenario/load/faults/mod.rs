//! Everything that can be wrong with a scenario file, one constructor for each fault.

mod advice;
mod faces;
mod reading;
mod short;
mod synonyms;

pub(crate) use self::advice::{
    commitment_outside, false_choice, given_away, long_choice, never_appears, no_channel,
    no_commitment, no_silence, nobody_on_the_line, not_on_stage, odd_seconds, one_plausible,
    phrase_never_used, placeholder, shouting, time_goes_back, too_many_minutes, two_timers,
    unexplained, verdict, without_reason,
};
pub(crate) use self::faces::{no_place, no_portrait, other_hour};
pub(crate) use self::reading::{
    OTHER_FILES, bare_word, before_the_scenario, bracket_after_word, conflict, everywhere, fence,
    look_alike, no_bracket, other_file, other_length, other_name, quoted_word, something_else,
    syntax, unit, unreadable,
};
pub(crate) use self::short::{
    cases_gap, circle, evidence_line, no_mood, no_mood_of, passage_as_words, speaker_as_words,
    unused,
};
pub(crate) use self::synonyms::is_joining;

use crate::{
    diagnostic::{Diagnostic, nearest_code},
    text::{Span, nearest},
};

/// The code of a field or a word that there is not.
pub(crate) const NO_FIELD: &str = "E0002";
/// The code of whatever is more than can be held.
pub(crate) const TOO_DEEP: &str = "E0005";
/// So many names are listed at most.
const MOST_LISTED: usize = 18;

/// E0001: not a whole number.
pub(crate) fn no_number(span: Span, what: &str, found: &str) -> Diagnostic {
    let found: String = found.chars().take(30).collect();
    Diagnostic::error("E0001", span, format!("{what} is `{found}`, which is not a whole number"))
        .help("write a whole number, without quotes")
}

/// E0002: a field that there is not.
pub(crate) fn no_field(span: Span, found: &str, owner: &str, known: &[&str]) -> Diagnostic {
    let place = if owner.is_empty() { String::new() } else { format!(" in {}", thing(owner)) };
    if let Some(meant) = synonyms::field(found, known) {
        return Diagnostic::error(NO_FIELD, span, format!("there is no field `{found}`{place}"))
            .help(format!("did you mean `{meant}`?"));
    }
    word(span, format!("there is no field `{found}`{place}"), "fields", known, found)
}

/// E0002: a word that there is not.
pub(crate) fn no_word(span: Span, found: &str, owner: &str, known: &[&str]) -> Diagnostic {
    let what = match owner {
        "" => "word".to_owned(),
        "EvidenceEntry" => "evidence".to_owned(),
        "ChoiceWords" => "wording".to_owned(),
        "FaceShape" => "face".to_owned(),
        "SkinTone" => "skin".to_owned(),
        "HairColour" => "hair colour".to_owned(),
        "ClothColour" => "colour".to_owned(),
        owner => owner.to_lowercase(),
    };
    if let Some(help) = synonyms::help(owner, found) {
        return Diagnostic::error(NO_FIELD, span, format!("there is no {what} `{found}`"))
            .help(help);
    }
    word(span, format!("there is no {what} `{found}`"), "words", known, found)
}

/// E0003: a field is missing.
pub(crate) fn missing_field(span: Span, field: &str, owner: Option<&str>) -> Diagnostic {
    let place = owner.map(|owner| format!(" in {}", thing(owner))).unwrap_or_default();
    Diagnostic::error("E0003", span, format!("the field `{field}` is missing{place}"))
        .help(format!("add `{field}: …`"))
}

/// E0102: a field given twice.
pub(crate) fn field_twice(span: Span, earlier: Option<Span>, field: &str) -> Diagnostic {
    let fault = Diagnostic::error("E0102", span, format!("the field `{field}` is given twice"))
        .help("keep one of them");
    match earlier {
        Some(earlier) => fault.also(earlier, "first given here"),
        None => fault,
    }
}

/// A thing of the language in an author's words.
fn thing(owner: &str) -> String {
    match owner {
        "Scenario" => "the scenario".to_owned(),
        "Pack" => "the pack".to_owned(),
        "Player" => "`player`".to_owned(),
        "Clock" => "the clock".to_owned(),
        "Beneath" => "`beneath`".to_owned(),
        "Evidence" | "EvidenceEntry" => "this evidence".to_owned(),
        "Draw" => "this hidden draw".to_owned(),
        "DrawValue" => "this value of a hidden draw".to_owned(),
        "PickOption" => "this option of a pick".to_owned(),
        "TextVariant" => "this wording".to_owned(),
        "SharedValue" => "this value".to_owned(),
        "Rather" | "Close" | "Costs" | "Fits" | "Grows" | "Worth" => format!("`{owner}`"),
        "Branch" => "this branch of chance".to_owned(),
        other => format!("this {}", other.to_lowercase()),
    }
}

fn word(span: Span, headline: String, what: &str, known: &[&str], found: &str) -> Diagnostic {
    let fault = Diagnostic::error(NO_FIELD, span, headline);
    let begun = || known.iter().copied().find(|name| found.len() > 2 && name.starts_with(found));
    let same = || known.iter().copied().find(|name| name.eq_ignore_ascii_case(found));
    match same().or_else(|| nearest(found, known.iter().copied())).or_else(begun) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => fault,
        None if known.len() > MOST_LISTED => fault.help(format!(
            "the {what} known here are {} and {} more: see the guide",
            list(&known[..MOST_LISTED]),
            known.len() - MOST_LISTED
        )),
        None => fault.help(format!("the {what} known here are {}", list(known))),
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// E0004: a format this build does not read.
pub(crate) fn format_version(span: Span, found: i64) -> Diagnostic {
    Diagnostic::error("E0004", span, format!("format {found} is not known"))
        .here("this build reads format 1")
        .help("write `format: 1`, or use a newer Rapport")
}

/// E0005: more than can be held.
pub(crate) fn too_many(span: Span, what: &str, found: usize, most: usize) -> Diagnostic {
    Diagnostic::error("E0005", span, format!("{found} {what} are too many"))
        .help(format!("at most {most} {what} are allowed"))
}

/// E0005: more mistakes than anybody reads at once.
pub(crate) fn too_many_mistakes(span: Span, found: usize, shown: usize) -> Diagnostic {
    Diagnostic::error(TOO_DEEP, span, format!("{found} mistakes are too many to tell at once"))
        .help(format!("mend the first {shown}, then check again"))
}

/// E0101: a name that nothing has.
pub(crate) fn unknown(span: Span, what: &str, name: &str, near: Option<&str>) -> Diagnostic {
    if name.is_empty() {
        return Diagnostic::error("E0101", span, format!("no {what} is named here"))
            .help(format!("write the id of a {what} between the quotes"));
    }
    let fault = Diagnostic::error("E0101", span, format!("no {what} `{name}`"));
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help(format!("declare the {what} `{name}`, or name an existing one")),
    }
}

/// E0101: the same, with those that there are.
pub(crate) fn unknown_of(span: Span, what: &str, name: &str, known: &[&str]) -> Diagnostic {
    let fault = unknown(span, what, name, None);
    let there = match known {
        [] => "there is none so far".to_owned(),
        _ if known.len() > MOST_LISTED => return fault,
        _ => format!("there {} {}", if known.len() == 1 { "is" } else { "are" }, list(known)),
    };
    fault.help(match what {
        "competency" => {
            format!("{there}; one of your own is declared in the `rubric` of `pack.ron`, beside this file")
        }
        _ => there,
    })
}

/// E0101: a code that is none of a warning.
pub(crate) fn no_warning(span: Span, code: &str) -> Diagnostic {
    let fault = Diagnostic::error("E0101", span, format!("no warning `{code}`"));
    match nearest_code(code).filter(|near| near.starts_with('W')) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("name the code of a warning, `W…`: an error stays one"),
    }
}

/// E0102: the same id twice.
pub(crate) fn duplicate(span: Span, earlier: Span, what: &str, name: &str) -> Diagnostic {
    Diagnostic::error("E0102", span, format!("the {what} `{name}` is declared twice"))
        .also(earlier, "first declared here")
        .help("give one of them another id")
}

/// E0102: somebody who is addressed twice by one choice.
pub(crate) fn addressed_twice(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("E0102", span, format!("`{name}` is addressed twice")).help("name each once")
}

/// E0102: two things in one scene that would be answered by the same id.
pub(crate) fn same_answer(span: Span, earlier: Span, answer: &str) -> Diagnostic {
    Diagnostic::error(
        "E0102",
        span,
        format!("two choices of this scene are answered by `{answer}`"),
    )
    .also(earlier, "the other one")
    .help("an option marked alone, or none marked, answers like a choice of that id: rename one")
}

/// E0103: a choice id that several scenes have.
pub(crate) fn ambiguous_choice(span: Span, name: &str, scenes: &[&str]) -> Diagnostic {
    let ways: Vec<String> = scenes.iter().map(|scene| format!("`{scene}/{name}`")).collect();
    Diagnostic::error("E0103", span, format!("several scenes have a choice `{name}`"))
        .help(format!("write {}", ways.join(" or ")))
}

/// E0104: an id of the wrong shape.
pub(crate) fn bad_id(span: Span, what: &str, name: &str) -> Diagnostic {
    let fault = Diagnostic::error("E0104", span, not_the_id(name, what));
    match name {
        "" => fault.here("an id needs at least one letter or digit"),
        "*" => fault.here("`*` stands for the rest"),
        _ => fault.help("use letters, digits, `-` and `_`, at most 64 of them"),
    }
}

/// E0104: an id that the language keeps for itself.
pub(crate) fn kept_id(span: Span, what: &str, name: &str, means: &str) -> Diagnostic {
    Diagnostic::error("E0104", span, not_the_id(name, what)).here(means).help("use another word")
}

fn not_the_id(name: &str, what: &str) -> String {
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("`{name}` cannot be the id of {article} {what}")
}

/// E0105: a flag that is read but never set.
pub(crate) fn flag_never_set(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let fault = Diagnostic::error("E0105", span, format!("the flag `{name}` is never set"));
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help(format!("set it somewhere with `Set(\"{name}\")`")),
    }
}

/// E0106: words that nobody can read.
pub(crate) fn blank(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error("E0106", span, format!("{what} is blank"))
        .help("write what people are to read, or leave it out where it may be missing")
}

/// W0104: two choices that nobody can tell apart.
pub(crate) fn read_alike(span: Span, earlier: Span) -> Diagnostic {
    Diagnostic::warning("W0104", span, "this choice may be on offer beside one that reads the same")
        .also(earlier, "the other one")
        .help("say in words what tells them apart, or give them conditions that exclude each other")
}

/// W0105: a character that the window cannot show.
pub(crate) fn cannot_draw(span: Span, character: char) -> Diagnostic {
    let headline = format!("the window cannot show `{character}` (U+{:04X})", u32::from(character));
    Diagnostic::warning("W0105", span, headline)
        .here("a box stands in its place")
        .help("say it in letters")
}

/// E0201: a number outside its bounds.
pub(crate) fn out_of_range(
    span: Span,
    what: &str,
    value: impl std::fmt::Display,
    least: i64,
    most: i64,
) -> Diagnostic {
    Diagnostic::error("E0201", span, format!("{what} is {value}, outside {least} to {most}"))
        .help(format!("use a number from {least} to {most}"))
}

/// E0202: weights that leave nothing to draw.
pub(crate) fn zero_weight(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error("E0202", span, format!("{what} has weight 0"))
        .help("weights are whole numbers from 1; leave out what cannot happen")
}

/// E0203: a date or time that does not exist.
pub(crate) fn bad_date(span: Span, what: &str, found: &str, shape: &str) -> Diagnostic {
    Diagnostic::error("E0203", span, format!("`{found}` is not a {what}"))
        .help(format!("write it as {shape}"))
}

/// E0204: bands that do not ascend from the least value.
pub(crate) fn bad_bands(span: Span, meter: &str, least: i64) -> Diagnostic {
    Diagnostic::error("E0204", span, format!("the bands of `{meter}` do not ascend")).help(format!(
        "start at {least}, the least value, and let each band begin above the one before"
    ))
}

/// E0205: a meter that is neither stored nor derived, or both.
pub(crate) fn meter_kind(span: Span, meter: &str, has_both: bool) -> Diagnostic {
    let headline = if has_both {
        format!("the meter `{meter}` has both `start` and `sum`")
    } else {
        format!("the meter `{meter}` has neither `start` nor `sum`")
    };
    Diagnostic::error("E0205", span, headline)
        .help("`start` is for a meter that effects change, `sum` for one computed from others")
}

/// E0206: an effect on a derived meter, or a derived meter in a sum.
pub(crate) fn derived_meter(span: Span, meter: &str) -> Diagnostic {
    Diagnostic::error(
        "E0206",
        span,
        format!("`{meter}` is derived and cannot be changed or summed"),
    )
    .help("change the meters of its `sum` instead")
}

/// E0301: an outcome list that leaves a gap.
pub(crate) fn outcome_gap(span: Span, choice: &str) -> Diagnostic {
    Diagnostic::error("E0301", span, format!("the outcomes of `{choice}` leave a gap"))
        .here("the last outcome has a condition, so it may happen that none applies")
        .help("let the last outcome have no `when`")
}

/// E0302: a scene without a way out.
pub(crate) fn no_way_out(span: Span, scene: &str) -> Diagnostic {
    Diagnostic::error("E0302", span, format!("the scene `{scene}` has no choices"))
        .help("give it `choices`, or `then: \"…\"` for one that only goes on")
}

/// E0303: nothing says where play goes.
pub(crate) fn no_goto(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error("E0303", span, format!("{what} does not say where play goes"))
        .help("add `goto: \"scene\"` or `goto: End`")
}

/// E0304: both the long and the short way of writing.
pub(crate) fn both_ways(span: Span, what: &str, long: &str, short: &str) -> Diagnostic {
    Diagnostic::error("E0304", span, format!("{what} has both `{long}` and `{short}`"))
        .help(format!("`{short}` is shorthand; use one of the two"))
}

/// E0305: endings that leave a gap.
pub(crate) fn ending_gap(span: Span) -> Diagnostic {
    Diagnostic::error("E0305", span, "the last ending has a condition")
        .here("it may happen that no ending applies")
        .help("let the last ending have no `when`")
}

/// E0305: the ending that always applies does not come last.
pub(crate) fn ending_order(span: Span, ending: &str) -> Diagnostic {
    Diagnostic::error(
        "E0305",
        span,
        format!("the ending `{ending}` always applies, and is not the last"),
    )
    .here("those after it can never be reached")
    .help("move it to the end of the list")
}

/// E0306: no endings at all.
pub(crate) fn no_endings(span: Span) -> Diagnostic {
    Diagnostic::error("E0306", span, "there are no endings")
        .help("add at least one ending without `when`")
}

/// E0307: no play can end.
pub(crate) fn no_ending_reachable(span: Span) -> Diagnostic {
    Diagnostic::error("E0307", span, "no ending can be reached from here")
        .here("play starts here")
        .help("let some choice `goto: End`, or give the scenario a `clock`")
}

/// E0308: a loop that never ends.
pub(crate) fn endless_loop(span: Span, cycle: &[&str]) -> Diagnostic {
    Diagnostic::error("E0308", span, format!("this loop may never end: {}", cycle.join(" → ")))
        .help("let a choice on it take a day (with a `clock`), or be `once: true`")
}

/// E0309: a pick with no answer.
pub(crate) fn pick_answers(span: Span, choice: &str) -> Diagnostic {
    Diagnostic::error("E0309", span, format!("the pick `{choice}` has no possible answer"))
        .help("mend `at_least` and `at_most`: 1 to 64 answers are allowed")
}

/// E0310: `Picked` where nothing is picked.
pub(crate) fn picked_outside(span: Span) -> Diagnostic {
    Diagnostic::error("E0310", span, "`Picked` is read outside the pick it belongs to")
        .help("use it in the pick's own `evidence`, `effects` and `outcomes`; set a flag for later")
}

/// E0311: evidence that reads what the player could not know.
pub(crate) fn evidence_reads_draw(span: Span) -> Diagnostic {
    Diagnostic::error("E0311", span, "this evidence depends on a hidden draw")
        .help("rate what the player could know: facts, agreements, shown meters, the day")
}

/// E0312: a hidden draw that shows from the start.
pub(crate) fn leak(span: Span, draw: &str, what: &str) -> Diagnostic {
    Diagnostic::error("E0312", span, format!("the hidden draw `{draw}` shows in the first view"))
        .here(what)
        .help("let only the lines of a scene hint at a hidden draw, as cues")
}

/// E0313: a draw whose values may all be impossible.
pub(crate) fn impossible_draw(span: Span, draw: &str) -> Diagnostic {
    Diagnostic::error("E0313", span, format!("the hidden draw `{draw}` may have no possible value"))
        .help("give it a value without `when`, or conditions that cover every case")
}

/// E0314: a list by draw that misses values.
pub(crate) fn by_gap(span: Span, draw: &str, missing: &[&str]) -> Diagnostic {
    Diagnostic::error("E0314", span, format!("this list by `{draw}` misses {}", list(missing)))
        .help("add them, or `\"*\"` for the rest")
}

/// E0315: a condition that what stands here cannot read.
pub(crate) fn misplaced_condition(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("E0315", span, "this condition cannot be read here").here(why)
}

/// E0316: thoughts of nobody.
pub(crate) fn nobody_beneath(span: Span) -> Diagnostic {
    Diagnostic::error("E0316", span, "nothing says whose thoughts these are")
        .help("give the scenario `beneath: (who: \"…\", draw: \"…\", title: \"…\")`")
}

/// E0317: a claim that no decision can bear out.
pub(crate) fn never_together(span: Span) -> Diagnostic {
    Diagnostic::error("E0317", span, "no scene has these choices together")
        .here("they are compared where both are on offer")
        .help("name choices of one scene, or use `Costs` for each of them")
}

/// E0318: something that would have to be better than itself.
pub(crate) fn on_both_sides(span: Span, what: &str, name: &str) -> Diagnostic {
    Diagnostic::error("E0318", span, format!("the {what} `{name}` stands on both sides"))
        .help("take it off one of them, or write `scene/choice` for the one you mean")
}

/// E0319: a lesson or a claim that says nothing.
pub(crate) fn says_nothing(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error("E0319", span, format!("nothing can be proved here: {what}"))
        .help("say what must be true if this is to be learned here")
}

/// E0320: a truth that no play has.
pub(crate) fn cannot_be(span: Span, draw: &str, value: &str) -> Diagnostic {
    Diagnostic::error("E0320", span, format!("`{draw}` can never be `{value}`"))
        .help("what the draws before it may be rules it out: mend its `when`, or leave it out here")
}

/// W0101: a scene that nothing leads to.
pub(crate) fn unreachable_scene(span: Span, scene: &str) -> Diagnostic {
    Diagnostic::warning("W0101", span, format!("nothing leads to the scene `{scene}`"))
        .help("let a choice go to it, or remove it")
}

/// W0102: a scene that may offer nothing.
pub(crate) fn may_offer_nothing(span: Span, scene: &str) -> Diagnostic {
    Diagnostic::warning("W0102", span, format!("the scene `{scene}` may offer nothing"))
        .here("every choice has a condition or is once-only; if none is left, the play ends here")
        .help("let one choice always be on offer")
}

/// W0103: an ending after one without a condition.
pub(crate) fn shadowed_ending(span: Span, ending: &str) -> Diagnostic {
    Diagnostic::warning("W0103", span, format!("the ending `{ending}` can never be reached"))
        .here("an ending before it has no condition")
        .help("move the unconditional ending to the end of the list")
}
