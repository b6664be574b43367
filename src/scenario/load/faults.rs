//! Everything that can be wrong with a scenario file, one constructor for each fault.

use ron::error::Error;

use super::names::nearest;
use crate::{diagnostic::Diagnostic, text::Span};

/// E0001: not RON, or not what stands here. E0002: no such field or word. E0003: a field is missing.
pub fn syntax(span: Span, error: &Error) -> Diagnostic {
    match error {
        Error::NoSuchStructField { expected, found, outer } => {
            let owner = outer.as_deref().map(|outer| format!(" in `{outer}`")).unwrap_or_default();
            word(span, format!("no field `{found}`{owner}"), "fields", expected, found)
        }
        Error::NoSuchEnumVariant { expected, found, outer } => {
            let owner = outer.as_deref().map(|outer| format!(" for `{outer}`")).unwrap_or_default();
            word(span, format!("no word `{found}`{owner}"), "words", expected, found)
        }
        Error::MissingStructField { field, outer } => {
            let owner = outer.as_deref().map(|outer| format!(" in `{outer}`")).unwrap_or_default();
            Diagnostic::error("E0003", span, format!("the field `{field}` is missing{owner}"))
                .help(format!("add `{field}: …`"))
        }
        Error::DuplicateStructField { field, .. } => {
            Diagnostic::error("E0102", span, format!("the field `{field}` is given twice"))
                .help("keep one of them")
        }
        Error::ExceededRecursionLimit => {
            Diagnostic::error("E0005", span, "brackets are nested too deeply")
                .help("a scenario needs no more than a few dozen levels of brackets")
        }
        other => {
            let text = other.to_string();
            let mut letters = text.chars();
            let text: String = letters
                .next()
                .map(|first| first.to_lowercase().chain(letters).collect())
                .unwrap_or_default();
            Diagnostic::error("E0001", span, format!("this cannot be read: {text}"))
        }
    }
}

fn word(
    span: Span,
    headline: String,
    what: &str,
    expected: &'static [&'static str],
    found: &str,
) -> Diagnostic {
    let fault = Diagnostic::error("E0002", span, headline);
    match nearest(found, expected.iter().copied()) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None if expected.is_empty() => fault,
        None => fault.help(format!("the {what} known here are {}", list(expected))),
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// E0004: a format this build does not read.
pub fn format_version(span: Span, found: u32) -> Diagnostic {
    Diagnostic::error("E0004", span, format!("format {found} is not known"))
        .here("this build reads format 1")
        .help("write `format: 1`, or use a newer Rapport")
}

/// E0005: more than can be held.
pub fn too_many(span: Span, what: &str, found: usize, most: usize) -> Diagnostic {
    Diagnostic::error("E0005", span, format!("{found} {what} are too many"))
        .help(format!("at most {most} {what} are allowed"))
}

/// E0006: nothing in the file.
pub fn empty() -> Diagnostic {
    Diagnostic::error("E0006", Span::default(), "the file is empty")
        .help("a scenario starts with `Scenario(format: 1, id: \"…\", …)`")
}

/// E0101: a name that nothing has.
pub fn unknown(span: Span, what: &str, name: &str, near: Option<&str>) -> Diagnostic {
    let fault = Diagnostic::error("E0101", span, format!("no {what} `{name}`"));
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help(format!("declare the {what} `{name}`, or name an existing one")),
    }
}

/// E0102: the same id twice.
pub fn duplicate(span: Span, earlier: Span, what: &str, name: &str) -> Diagnostic {
    Diagnostic::error("E0102", span, format!("the {what} `{name}` is declared twice"))
        .also(earlier, "first declared here")
        .help("give one of them another id")
}

/// E0103: a choice id that several scenes have.
pub fn ambiguous_choice(span: Span, name: &str, scenes: &[&str]) -> Diagnostic {
    let ways: Vec<String> = scenes.iter().map(|scene| format!("`{scene}/{name}`")).collect();
    Diagnostic::error("E0103", span, format!("several scenes have a choice `{name}`"))
        .help(format!("write {}", ways.join(" or ")))
}

/// E0104: an id of the wrong shape.
pub fn bad_id(span: Span, what: &str, name: &str) -> Diagnostic {
    Diagnostic::error("E0104", span, format!("`{name}` cannot be the id of a {what}"))
        .help("use letters, digits, `-` and `_`, at most 64 of them")
}

/// E0105: a flag that is read but never set.
pub fn flag_never_set(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let fault = Diagnostic::error("E0105", span, format!("the flag `{name}` is never set"));
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help(format!("set it somewhere with `Set(\"{name}\")`")),
    }
}

/// E0201: a number outside its bounds.
pub fn out_of_range(span: Span, what: &str, value: i64, least: i64, most: i64) -> Diagnostic {
    Diagnostic::error("E0201", span, format!("{what} is {value}, outside {least} to {most}"))
        .help(format!("use a number from {least} to {most}"))
}

/// E0202: weights that leave nothing to draw.
pub fn zero_weight(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error("E0202", span, format!("{what} has weight 0"))
        .help("weights are whole numbers from 1; leave out what cannot happen")
}

/// E0203: a date or time that does not exist.
pub fn bad_date(span: Span, what: &str, found: &str, shape: &str) -> Diagnostic {
    Diagnostic::error("E0203", span, format!("`{found}` is not a {what}"))
        .help(format!("write it as {shape}"))
}

/// E0204: bands that do not ascend from the least value.
pub fn bad_bands(span: Span, meter: &str) -> Diagnostic {
    Diagnostic::error("E0204", span, format!("the bands of `{meter}` do not ascend"))
        .help("start at the meter's least value and let each band begin above the one before")
}

/// E0205: a meter that is neither stored nor derived, or both.
pub fn meter_kind(span: Span, meter: &str) -> Diagnostic {
    Diagnostic::error("E0205", span, format!("the meter `{meter}` needs either `start` or `sum`"))
        .help("`start` is for a meter that effects change, `sum` for one computed from others")
}

/// E0206: an effect on a derived meter, or a derived meter in a sum.
pub fn derived_meter(span: Span, meter: &str) -> Diagnostic {
    Diagnostic::error(
        "E0206",
        span,
        format!("`{meter}` is derived and cannot be changed or summed"),
    )
    .help("change the meters of its `sum` instead")
}

/// E0301: an outcome list that leaves a gap.
pub fn outcome_gap(span: Span, choice: &str) -> Diagnostic {
    Diagnostic::error("E0301", span, format!("the outcomes of `{choice}` leave a gap"))
        .here("the last outcome has a condition, so it may happen that none applies")
        .help("let the last outcome have no `when`")
}

/// E0302: a scene without a way out.
pub fn no_way_out(span: Span, scene: &str) -> Diagnostic {
    Diagnostic::error("E0302", span, format!("the scene `{scene}` has no choices"))
        .help("give it `choices`, or `then: \"…\"` for one that only goes on")
}

/// E0303: nothing says where play goes.
pub fn no_goto(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error("E0303", span, format!("{what} does not say where play goes"))
        .help("add `goto: \"scene\"` or `goto: End`")
}

/// E0304: both the long and the short way of writing.
pub fn both_ways(span: Span, what: &str, long: &str, short: &str) -> Diagnostic {
    Diagnostic::error("E0304", span, format!("{what} has both `{long}` and `{short}`"))
        .help(format!("`{short}` is shorthand; use one of the two"))
}

/// E0305: endings that leave a gap.
pub fn ending_gap(span: Span) -> Diagnostic {
    Diagnostic::error("E0305", span, "the last ending has a condition")
        .here("it may happen that no ending applies")
        .help("let the last ending have no `when`")
}

/// E0306: no endings at all.
pub fn no_endings(span: Span) -> Diagnostic {
    Diagnostic::error("E0306", span, "there are no endings")
        .help("add at least one ending without `when`")
}

/// E0307: no play can end.
pub fn no_ending_reachable(span: Span) -> Diagnostic {
    Diagnostic::error("E0307", span, "no ending can be reached from here")
        .here("play starts here")
        .help("let some choice `goto: End`, or give the scenario a `clock`")
}

/// E0308: a loop that never ends.
pub fn endless_loop(span: Span, cycle: &[&str]) -> Diagnostic {
    Diagnostic::error("E0308", span, format!("this loop may never end: {}", cycle.join(" → ")))
        .help("let a choice on it take a day (with a `clock`), or be `once: true`")
}

/// E0309: a pick with no answer, or too many.
pub fn pick_answers(span: Span, choice: &str, answers: usize) -> Diagnostic {
    Diagnostic::error("E0309", span, format!("the pick `{choice}` has {answers} possible answers"))
        .help("between 1 and 64 are allowed; use fewer options, or bounds that fit them")
}

/// E0310: `Picked` where nothing is picked.
pub fn picked_outside(span: Span) -> Diagnostic {
    Diagnostic::error("E0310", span, "`Picked` is read outside the pick it belongs to")
        .help("use it in the pick's own `evidence`, `effects` and `outcomes`; set a flag for later")
}

/// E0311: evidence that reads what the player could not know.
pub fn evidence_reads_draw(span: Span) -> Diagnostic {
    Diagnostic::error("E0311", span, "this evidence depends on a hidden draw")
        .help("rate what the player could know: facts, agreements, shown meters, the day")
}

/// E0312: a hidden draw that shows from the start.
pub fn leak(span: Span, draw: &str, what: &str) -> Diagnostic {
    Diagnostic::error("E0312", span, format!("the hidden draw `{draw}` shows in the first view"))
        .here(what)
        .help("let only the lines of a scene hint at a hidden draw, as cues")
}

/// E0313: a draw whose values may all be impossible.
pub fn impossible_draw(span: Span, draw: &str) -> Diagnostic {
    Diagnostic::error("E0313", span, format!("the hidden draw `{draw}` may have no possible value"))
        .help("give it a value without `when`, or conditions that cover every case")
}

/// E0314: a list by draw that misses values.
pub fn by_gap(span: Span, draw: &str, missing: &[&str]) -> Diagnostic {
    Diagnostic::error("E0314", span, format!("this list by `{draw}` misses {}", list(missing)))
        .help("add them, or `\"*\"` for the rest")
}

/// E0315: a condition that what stands here cannot read.
pub fn misplaced_condition(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("E0315", span, "this condition cannot be read here").here(why)
}

/// E0316: thoughts of nobody.
pub fn nobody_beneath(span: Span) -> Diagnostic {
    Diagnostic::error("E0316", span, "nothing says whose thoughts these are")
        .help("give the scenario `beneath: (who: \"…\", draw: \"…\", title: \"…\")`")
}

/// W0101: a scene that nothing leads to.
pub fn unreachable_scene(span: Span, scene: &str) -> Diagnostic {
    Diagnostic::warning("W0101", span, format!("nothing leads to the scene `{scene}`"))
        .help("let a choice go to it, or remove it")
}

/// W0102: a scene that may offer nothing.
pub fn may_offer_nothing(span: Span, scene: &str) -> Diagnostic {
    Diagnostic::warning("W0102", span, format!("the scene `{scene}` may offer nothing"))
        .here("every choice has a condition or is once-only; if none is left, the play ends here")
        .help("let one choice always be on offer")
}

/// W0103: an ending after one without a condition.
pub fn shadowed_ending(span: Span, ending: &str) -> Diagnostic {
    Diagnostic::warning("W0103", span, format!("the ending `{ending}` can never be reached"))
        .here("an ending before it has no condition")
        .help("move the unconditional ending to the end of the list")
}
