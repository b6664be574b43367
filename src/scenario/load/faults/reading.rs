//! What is wrong with the form: no RON, or not what should stand in its place.

use super::TOO_DEEP;
use crate::{
    diagnostic::Diagnostic,
    text::Span,
    tree::{Bare, FaultKind, LookAlike, SyntaxFault},
};

const CODE: &str = "E0001";
/// Characters that nobody sees, or that are taken for others.
const LOOK_ALIKE: &str = "E0007";
/// Characters that do something to a terminal.
const CONTROL: &str = "E0008";

/// What the syntax tree found. E0001: no RON. E0005: too deep, too long. E0006: nothing in the file.
/// E0007: a look-alike. E0008: a control character.
pub(crate) fn syntax(fault: &SyntaxFault) -> Diagnostic {
    let told = kind(fault.kind, fault.span, fault.related);
    match &fault.fix {
        Some(fix) => told.fixed_by(fix.span, &*fix.text),
        None => told,
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
        K::HyphenInName => error("a hyphen stands in the name of a field".to_owned())
            .help("write `_` in its place; a hyphen is for ids, which stand in quotes"),
        K::CommaInNumber => error("a comma stands within this number".to_owned())
            .help("write a whole number without decimals, such as `15` or `1000`"),
        K::PercentSign => error("a percent sign stands after this number".to_owned())
            .help("write the whole number alone, such as `15`"),
        K::HashComment => {
            error("`#` stands where a remark begins".to_owned()).help("begin the remark with `//`")
        }
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
            also(error(format!("`{open}` is missing here")), "this closes it")
                .help(format!("open it with `{open}`"))
        }
        K::UnclosedComment => {
            error("this comment is never closed".to_owned()).help("close it with `*/`")
        }
        K::LookAlike(one) => look_alike(span, one),
        K::BadEscape => error("there is no such escape".to_owned())
            .help("write `\\\\` for a backslash and `\\\"` for a quotation mark"),
        K::BadNumber => {
            error("this is no number".to_owned()).help("write a whole number, such as `12` or `-3`")
        }
        K::BadCharacter { found } => error(format!("`{found}` has no place here"))
            .help("remove it, or put the words in double quotes"),
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
pub(crate) fn something_else(span: Span, found: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error(CODE, span, format!("{found} stands here, where {wanted} should"))
}

/// E0001: a value that cannot be read, in the reader's words.
pub(crate) fn unreadable(span: Span, words: &str) -> Diagnostic {
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
    Diagnostic::error(CODE, span, format!("`{word}` stands here without {values}"))
        .help(format!("write `{word}( … )`"))
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
fn shape(word: &str) -> Option<&'static str> {
    Some(match word {
        "Say" => "`Say(\"person\", \"words\")`; with a mood, `SayAs(\"person\", Warm, \"words\")`",
        "SayAs" => {
            "`SayAs(\"person\", Warm, \"words\")`; without a mood, `Say(\"person\", \"words\")`"
        }
        "Feel" => "`Feel(\"person\", Warm)`",
        "Is" => "`Is(\"draw\", \"value\")`",
        "Add" | "Put" | "AtLeast" | "Below" | "Rise" | "Fall" => {
            "with a meter and a number: `(\"trust\", 10)`"
        }
        "VisitsAtLeast" => "`VisitsAtLeast(\"scene\", 2)`",
        "If" => "`If([conditions], [lines])`",
        "IfElse" => "`IfElse([conditions], [lines], [other lines])`",
        "When" => "`When([conditions], [effects])`",
        "By" => "`By(\"draw\", { \"value\": […], \"*\": […] })`",
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
