//! What is wrong with the form: no RON, or not what should stand in its place.

use super::TOO_DEEP;
use crate::{
    diagnostic::Diagnostic,
    text::{Edit, Span},
    tree::{Bare, FaultKind, LookAlike, SyntaxFault},
};

const CODE: &str = "E0001";
/// Characters that nobody sees, or that are taken for others.
const LOOK_ALIKE: &str = "E0007";
/// Characters that do something to a terminal.
const CONTROL: &str = "E0008";

/// What the syntax tree found. E0001: no RON. E0005: too deep, too long. E0006: nothing in the file.
/// E0007: a look-alike. E0008: a control character.
pub(crate) fn syntax(fault: &SyntaxFault, text: &str) -> Diagnostic {
    let found = text.get(fault.span.start..fault.span.end).unwrap_or_default();
    let told = match (fault.kind, &fault.fix) {
        (FaultKind::BadNumber, _) => odd_number(fault.span, found),
        (FaultKind::BadCharacter { found }, _) => odd_character(fault.span, found),
        (FaultKind::StrayToken, _) if found == "!" => {
            Diagnostic::error(CODE, fault.span, "`!` stands here, where a word should")
                .help("write `Not(…)` around a condition that must not hold")
        }
        (FaultKind::StrayToken, _) if found.starts_with('"') => {
            Diagnostic::error(CODE, fault.span, "a second text stands here, where one is enough")
                .help("several stand in a list: `[\"tom\", \"petra\"]`")
        }
        (FaultKind::MissingName, _) => {
            let before = fault.related.and_then(|name| text.get(name.start..name.end));
            nameless(fault.span, found, before)
        }
        (FaultKind::Unquoted(Bare::Id), _) => {
            let word = fault.fix.as_ref().map_or(found, |fix| &fix.text).trim_matches('"');
            let word = if word.is_empty() { "tom-call" } else { word };
            Diagnostic::error(CODE, fault.span, "this word stands here without quotes")
                .help(format!("ids and texts stand in quotes: `\"{word}\"`"))
        }
        (FaultKind::HyphenInName | FaultKind::SpaceInName | FaultKind::QuotedName, Some(fix)) => {
            let sign = match found.chars().find(|c| matches!(c, '-' | '"')) {
                Some('-') => "a hyphen stands",
                Some(_) => "quotation marks stand",
                None => "a space stands",
            };
            Diagnostic::error(CODE, fault.span, format!("{sign} in the name of a field"))
                .help(format!("did you mean `{}`?", fix.text))
        }
        _ => kind(fault.kind, fault.span, fault.related),
    };
    match &fault.fix {
        Some(fix) => told.fixed_by(fix.span, &*fix.text),
        None => told,
    }
}

/// Fields that hold one thing, or a list of them.
const ONE_OR_SEVERAL: [&str; 9] =
    ["claims", "effects", "evidence", "habit", "lines", "to", "trains", "when", "with"];

/// E0001: a value among fields that does not say which of them it is.
fn nameless(span: Span, found: &str, before: Option<&str>) -> Diagnostic {
    let (what, example) = match found.strip_prefix('"') {
        Some(text) if text.contains(' ') => ("this text", "text: \"…\"".to_owned()),
        Some(_) => ("this text", "id: \"…\"".to_owned()),
        None if found == "End" => ("this word", "goto: End".to_owned()),
        None => ("this value", format!("name: {found}…")),
    };
    let told = Diagnostic::error(CODE, span, format!("{what} has no name before it"));
    match before.filter(|name| ONE_OR_SEVERAL.contains(name)) {
        Some(name) => told.help(format!(
            "if it belongs to `{name}`, put both into a list: `{name}: [ …, … ]`; else say which field it is"
        )),
        None => told.help(format!("say which field it is, such as `{example}`")),
    }
}

fn kind(kind: FaultKind, span: Span, related: Option<Span>) -> Diagnostic {
    use FaultKind as K;
    let error = |headline: String| Diagnostic::error(CODE, span, headline);
    let also = |told: Diagnostic, words: &str| match related {
        Some(place) => told.also(place, words),
        None => told,
    };
    match kind {
        K::MissingComma => error("a comma is missing after this".to_owned())
            .help("put a comma between two entries"),
        K::MissingColon => error("a colon is missing after this name".to_owned())
            .help("write `name: value`, and `\"id\": value` in a map"),
        K::MissingValue => error("a value is missing here".to_owned())
            .help("write it after the colon, or remove the name"),
        K::WrongSeparator { found, wanted } => {
            error(format!("`{found}` stands where a {} should", sign(wanted)))
                .help(format!("type `{wanted}`"))
        }
        K::DoubleComma => error("nothing stands before this comma".to_owned())
            .help("remove the comma, or write what belongs before it"),
        K::UnclosedText => error("this text is never closed".to_owned())
            .help("close it with `\"`; within a text, write `\\\"` for a quotation mark"),
        K::MissingOpeningQuote => error("a quotation mark is missing before this text".to_owned())
            .help("open it with `\"`"),
        K::QuoteInText => error("a quotation mark stands within this text".to_owned()).help(
            "write `\\\"` for a quotation mark within a text, or the typographic ones: “ and ”",
        ),
        K::StrayQuote => error("this quotation mark belongs to no text".to_owned())
            .help("remove it; within a text, write `\\\"` for a quotation mark"),
        K::Unquoted(what) => unquoted(span, what),
        K::HyphenInName | K::SpaceInName | K::QuotedName => {
            error("this is not how the name of a field is written".to_owned())
                .help("write it in small letters, with `_` between words and without quotes")
        }
        K::CommaInNumber => error("a comma stands within this number".to_owned())
            .help("write a whole number without decimals, such as `15` or `1000`"),
        K::PercentSign => error("a percent sign stands after this number".to_owned())
            .help("write the whole number alone, such as `15`"),
        K::ForeignRemark { mark } => error(format!("`{mark}` does not begin a remark here"))
            .help("begin the remark with `//`, or put it between `/*` and `*/`"),
        K::UnclosedBracket { open } => {
            also(error(format!("`{}` is missing here", closing(open))), "this is still open")
                .help(format!("close the `{open}`, or remove it"))
        }
        K::MismatchedBracket { found, open } => {
            also(error(format!("`{found}` does not close `{open}`")), "this is still open")
                .help(format!("close the `{open}` first, or remove one of the two"))
        }
        K::StrayBracket { found } => error(format!("this `{found}` closes nothing"))
            .help("remove it, or add what should open it"),
        K::MissingOpeningBracket { open } => {
            also(error(format!("`{open}` is missing here")), "this closes it").help(format!(
                "open it with `{open}`; or, if that is one too many, remove what closes it"
            ))
        }
        K::UnclosedComment => {
            error("this comment is never closed".to_owned()).help("close it with `*/`")
        }
        K::LookAlike(one) => look_alike(span, one),
        K::BadEscape => error("there is no such escape".to_owned())
            .help("write `\\\\` for a backslash and `\\\"` for a quotation mark"),
        K::BadNumber => odd_number(span, ""),
        K::BadCharacter { found } => odd_character(span, found),
        K::MissingName => nameless(span, "", None),
        K::StrayToken => error("this cannot stand here".to_owned())
            .help("put a comma between two entries, and close every text with `\"`"),
        K::BadAttribute => error("there is no such attribute".to_owned())
            .help("remove the line; a scenario needs none"),
        K::EmptyFile => Diagnostic::error("E0006", Span::default(), "the file is empty")
            .help("a scenario starts with `Scenario(format: 1, id: \"…\", …)`"),
        K::TrailingContent => error("there is more after the end".to_owned())
            .help("the last bracket closes the scenario: remove what follows it"),
        K::TooDeep => Diagnostic::error(TOO_DEEP, span, "brackets are nested too deeply")
            .help("a scenario needs no more than a few dozen levels of brackets"),
        K::TooLong => Diagnostic::error(TOO_DEEP, span, "the file is too long"),
        K::ControlCharacter { found } => control(span, found),
    }
}

/// E0001: something that begins as a number and is none.
fn odd_number(span: Span, found: &str) -> Diagnostic {
    let error = |headline: &str| Diagnostic::error(CODE, span, headline);
    let digits: String = found.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    match found {
        "-" => error("a hyphen stands where something should").help(
            "entries of a list stand in `[ … ]` with commas between; an arrow is `goto: \"scene\"`",
        ),
        "+" => error("`+` joins nothing here").help("write one text, in one pair of quotes"),
        "." => error("a full stop stands here").help("put it within the quotes, or type a comma"),
        dots if dots.len() > 1 && dots.bytes().all(|byte| byte == b'.') => {
            error("dots stand where something should")
                .help("write what belongs here: texts in quotes, lines such as `Narrate(\"…\")`")
        }
        _ if digits.chars().any(|c| c.is_ascii_digit()) => {
            error("this is no number").help(format!("write digits alone, such as `{digits}`"))
        }
        _ => error("this is no number").help("write a whole number, such as `12` or `-3`"),
    }
}

/// E0001: what is counted, behind the number.
pub(crate) fn unit(span: Span, digits: &str) -> Diagnostic {
    Diagnostic::error(CODE, span, "a word stands after this number")
        .help(format!("write the number alone: `{digits}`"))
}

/// E0001: a sign of another language.
fn odd_character(span: Span, found: char) -> Diagnostic {
    let told = Diagnostic::error(CODE, span, format!("`{found}` has no place here"));
    match found {
        '<' | '>' => told
            .help("compare a meter by a word: `AtLeast(\"trust\", 50)` or `Below(\"trust\", 50)`"),
        '&' => told.help("put a comma: all conditions of a list must hold"),
        '|' => told.help("write `Any([…, …])` where one of several conditions is enough"),
        '*' => told.help("put the words in double quotes; asterisks are shown as they stand"),
        _ => told.help("remove it, or put the words in double quotes"),
    }
}

/// What a file may begin with that is of another kind, and what it is then.
pub(crate) const OTHER_FILES: [(&str, &str); 9] = [
    ("{\\rtf", "formatted text (RTF), as word processors save it"),
    ("<!DOCTYPE", "a web page"),
    ("<html", "a web page"),
    ("<?xml", "XML"),
    ("PK\u{3}\u{4}", "a document or an archive (ZIP)"),
    ("%PDF", "a PDF"),
    ("\u{89}PNG", "a picture"),
    ("---\n", "YAML"),
    ("format:", "YAML"),
];

/// E0001: a file of another kind.
pub(crate) fn other_file(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(CODE, span, format!("this file is {what}, and no scenario")).help(
        "a scenario is plain text that begins with `Scenario(`: save it as plain text (UTF-8)",
    )
}

/// E0001: two versions of a file, left side by side.
pub(crate) fn conflict(span: Span) -> Diagnostic {
    Diagnostic::error(CODE, span, "two versions of this file stand in it side by side")
        .help("keep one of them, and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// E0001: the marks with which texts show code.
pub(crate) fn fence(span: Span) -> Diagnostic {
    Diagnostic::error(CODE, span, "the scenario stands between lines of ```")
        .help("remove the first and the last line")
}

/// E0001: words before the scenario.
pub(crate) fn before_the_scenario(span: Span, begin: Span) -> Diagnostic {
    Diagnostic::error(CODE, span, "something stands before the scenario")
        .also(begin, "the scenario begins here")
        .help("remove it, or begin each line of it with `//`")
}

/// E0007: the same in many other places.
pub(crate) fn everywhere(told: Diagnostic, others: usize, all: Option<Edit>) -> Diagnostic {
    match all {
        Some(edit) => told
            .help(format!("it stands in {others} other places too: `rapport check --fix` mends them all"))
            .fixed_by(edit.span, edit.text),
        None => told.help(format!(
            "it stands in {others} other places too: let your editor replace them, one by one where some belong to a text"
        )),
    }
}

/// E0001: a word whose values follow without a bracket.
pub(crate) fn bracket_after_word(span: Span, word: &str) -> Diagnostic {
    Diagnostic::error(CODE, span, format!("the brackets are missing after `{word}`"))
        .help(format!("write {}", shape(word).unwrap_or_else(|| format!("`{word}( … )`"))))
}

/// E0001: what stands in quotation marks, without them.
fn unquoted(span: Span, what: Bare) -> Diagnostic {
    let (what, help) = match what {
        Bare::Id => ("this word", "ids and texts stand in quotes: `\"tom-call\"`"),
        Bare::Date => ("this date", "a date stands in quotes: `\"2024-05-17\"`"),
        Bare::Time => ("this time", "a time stands in quotes: `\"16:40\"`"),
    };
    Diagnostic::error(CODE, span, format!("{what} stands here without quotes")).help(help)
}

/// E0007: a character that is taken for another one, or for nothing.
pub(crate) fn look_alike(span: Span, one: LookAlike) -> Diagnostic {
    let code_point = u32::from(one.found);
    let headline = format!("{} (U+{code_point:04X}) stands here", with_article(one.name));
    let told = Diagnostic::error(LOOK_ALIKE, span, headline);
    match one.means {
        "" => told.help("remove it: nobody can see it"),
        " " => told.help("type an ordinary space"),
        "\"" => told.help("type a straight double quotation mark: `\"`"),
        means => told.help(format!("type `{means}`")),
    }
}

/// E0008: a character that cannot be seen and does something to a terminal, or to the line it is in.
pub(crate) fn control(span: Span, found: char) -> Diagnostic {
    let headline = format!("a control character (U+{:04X}) stands here", u32::from(found));
    Diagnostic::error(CONTROL, span, headline).help("remove it: texts are words, and nothing else")
}

/// E0001: one kind of thing where another should stand.
pub(crate) fn something_else(span: Span, found: &str, wanted: &str, written: &str) -> Diagnostic {
    let headline = format!("{found} stands here, where {wanted} should");
    let told = Diagnostic::error(CODE, span, headline);
    match remedy(found, wanted, written) {
        Some((help, Some(fix))) => told.help(help).fixed_by(span, fix),
        Some((help, None)) => told.help(help),
        None => told,
    }
}

/// E0001: a value that cannot be read, in the reader's words.
pub(crate) fn unreadable(span: Span, words: &str) -> Diagnostic {
    if words.contains("`End`") {
        return Diagnostic::error(CODE, span, words)
            .help("did you mean `End`? Write it so, without quotes")
            .fixed_by(span, "End");
    }
    Diagnostic::error(CODE, span, format!("this cannot be read: {words}"))
}

/// E0001: another word before the bracket than the one that belongs there.
pub(crate) fn other_name(span: Span, found: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error(CODE, span, format!("`{found}` stands here, where `{wanted}` should"))
        .help(format!("write `{wanted}( … )`, or leave the word out"))
}

/// E0001: too few or too many values in a bracket.
pub(crate) fn other_length(
    span: Span,
    word: Option<&str>,
    found: usize,
    wanted: usize,
) -> Diagnostic {
    let values = if found == 1 { "value stands" } else { "values stand" };
    let headline = format!("{found} {values} in this bracket, where {wanted} should");
    let told = Diagnostic::error(CODE, span, headline);
    match word.and_then(shape) {
        Some(shape) => told.help(format!("it is written {shape}")),
        None => told,
    }
}

/// E0001: a word without the bracket that belongs to it.
pub(crate) fn bare_word(span: Span, word: &str, wanted: usize) -> Diagnostic {
    let values = if wanted == 1 { "its value" } else { "its values" };
    let told = Diagnostic::error(CODE, span, format!("`{word}` stands here without {values}"));
    match shape(word) {
        Some(shape) => told.help(format!("write {shape}")),
        None => told.help(format!("write `{word}( … )`")),
    }
}

/// E0001: a word of the language in quotes.
pub(crate) fn quoted_word(span: Span, word: &str) -> Diagnostic {
    Diagnostic::error(CODE, span, format!("`{word}` stands in quotes here, and is a word"))
        .help(format!("write `{word}`, without quotes"))
        .fixed_by(span, word)
}

/// E0001: a bracket after a word that has none.
pub(crate) fn no_bracket(span: Span, word: &str) -> Diagnostic {
    Diagnostic::error(CODE, span, format!("`{word}` takes no bracket"))
        .help(format!("write `{word}` alone"))
}

/// How the words are written that people write otherwise.
fn shape(word: &str) -> Option<String> {
    let written = match word {
        "Say" => "`Say(\"person\", \"words\")`; with a mood, `SayAs(\"person\", Warm, \"words\")`",
        "SayAs" => {
            "`SayAs(\"person\", Warm, \"words\")`; without a mood, `Say(\"person\", \"words\")`"
        }
        "Feel" => "`Feel(\"person\", Warm)`",
        "Is" => "`Is(\"draw\", \"value\")`",
        "Add" | "Put" | "AtLeast" | "Below" | "Rise" | "Fall" => {
            return Some(format!("`{word}(\"trust\", 10)`"));
        }
        "Hold" => "`Hold(6)`, with the seconds",
        "Narrate" | "Think" | "You" => return Some(format!("`{word}(\"…\")`, with the words")),
        "Has" | "Set" | "Clear" => return Some(format!("`{word}(\"rang-first\")`, with the flag")),
        "Knows" | "Learn" => return Some(format!("`{word}(\"why-now\")`, with the fact")),
        "VisitsAtLeast" => "`VisitsAtLeast(\"scene\", 2)`",
        "If" => "`If([conditions], [lines])`",
        "IfElse" => "`IfElse([conditions], [lines], [other lines])`",
        "When" => "`When([conditions], [effects])`",
        "By" => "`By(\"draw\", { \"value\": […], \"*\": […] })`",
        _ => return None,
    };
    Some(written.to_owned())
}

/// What to do where something else stands than should, and the text that mends it, where that is sure.
fn remedy(found: &str, wanted: &str, written: &str) -> Option<(String, Option<String>)> {
    let is_short = written.len() < 60 && !written.contains('\n');
    let in_place = |text: String| Some((format!("write `{text}`"), Some(text)));
    let inside = || written.strip_prefix("Some(").and_then(|rest| rest.strip_suffix(')'));
    Some(match wanted {
        "`true` or `false`" => {
            let small = written.trim_matches('"').to_ascii_lowercase();
            return match &*small {
                "true" | "yes" | "on" | "1" => in_place("true".to_owned()),
                "false" | "no" | "off" | "0" => in_place("false".to_owned()),
                _ => Some(("write `true` or `false`, in small letters and without quotes".to_owned(), None)),
            };
        }
        "a text in double quotes" => match found {
            "a word" if written == "None" => ("leave the whole field out".to_owned(), None),
            "a word" | "a number" if is_short => return in_place(format!("\"{written}\"")),
            "a list" => ("there is room for one only: write it in quotes, without `[` and `]`".to_owned(), None),
            "something in round brackets" if inside().is_some() => {
                return in_place(inside()?.trim().to_owned());
            }
            "something in round brackets" => {
                ("write the text alone, in double quotes and without brackets".to_owned(), None)
            }
            _ => ("write a text in double quotes".to_owned(), None),
        },
        "a list `[ … ]`" if is_short && !["a number", "a map"].contains(&found) => return in_place(format!("[{written}]")),
        "a list `[ … ]`" if found != "a map" => ("put `[` before it and `]` after it".to_owned(), None),
        "a line such as `Narrate(\"…\")`" if found == "a text" => (
            "say how it is told: `Narrate(\"…\")`, `Think(\"…\")`, `You(\"…\")` or `Say(\"person\", \"…\")`"
                .to_owned(),
            None,
        ),
        "a condition such as `Has(\"…\")`" => (
            "write conditions as words: `AtLeast(\"meter\", 50)`, `Knows(\"fact\")`, `Not(…)`".to_owned(),
            None,
        ),
        "an effect such as `Set(\"…\")`" => (
            "write effects as words: `Add(\"meter\", -3)`, `Learn(\"fact\")`, `Set(\"flag\")`".to_owned(),
            None,
        ),
        "a whole number" => ("write digits alone, such as `6`, without quotes".to_owned(), None),
        "a word without quotes" => match found {
            "something in round brackets" | "a list" => {
                let word = written.trim_matches(|c: char| !c.is_ascii_alphanumeric());
                let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
                return is_word.then(|| (format!("write `{word}` alone"), Some(word.to_owned())));
            }
            _ => return None,
        },
        "fields in round brackets `( name: value, … )`" => (
            "write `(`, then each field as `name: value` with a comma after it, then `)`".to_owned(),
            None,
        ),
        "a map `{ \"id\": … }`" => {
            ("write `{`, then each entry as `\"id\": …` with a comma after it, then `}`".to_owned(), None)
        }
        _ => return None,
    })
}

fn sign(sign: char) -> &'static str {
    match sign {
        ',' => "comma",
        ':' => "colon",
        _ => "sign",
    }
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}
