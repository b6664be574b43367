//! What is wrong with the form of a file as a whole: one message for one cause.

use std::collections::BTreeMap;

use super::{faults, straighten};
use crate::{
    diagnostic::Diagnostic,
    text::{Edit, Span},
    tree::{FaultKind, SyntaxFault, Tree},
};

/// No more diagnostics than this are kept.
pub(super) const MOST_KEPT: usize = 20_000;
/// A look-alike that stands in more places is told once.
const MOST_ALIKE: usize = 4;
/// How often typographic quotation marks stand in a file, at least, that a word processor has changed.
const MANY_MARKS: usize = 20;

/// What is wrong with the form of a file, and what that leaves of the rest.
#[derive(Default)]
pub(super) struct Form {
    /// What is no RON.
    pub(super) told: Vec<Diagnostic>,
    /// Whether it is not sure what belongs to what.
    pub(super) is_misshapen: bool,
    /// Whether it is not even sure what is text and what is not.
    pub(super) is_torn: bool,
}

/// What is no RON, and whether the file has lost its shape by it.
pub(super) fn told(tree: &Tree) -> Form {
    let (text, found) = (tree.text(), tree.faults());
    if found.is_empty()
        && tree.value().is_some_and(|value| value.text().starts_with(['(', 'S', 'P']))
    {
        return Form::default();
    }
    if let Some(whole) = whole(tree) {
        return Form { told: vec![whole], is_misshapen: true, is_torn: true };
    }
    let is_misshapen = found.iter().any(|fault| !is_contained(fault.kind) || hides(text, fault));
    let is_bracket = |fault: &SyntaxFault| {
        let is_one = matches!(
            fault.kind,
            FaultKind::UnclosedBracket { .. }
                | FaultKind::MismatchedBracket { .. }
                | FaultKind::StrayBracket { .. }
                | FaultKind::MissingOpeningBracket { .. }
        );
        is_one && fault.fix.is_some()
    };
    let is_torn = found
        .iter()
        .any(|fault| !(is_contained(fault.kind) || is_bracket(fault)) || hides(text, fault));
    Form { told: each(text, found), is_misshapen, is_torn }
}

/// Whether what is said of a mistake covers what seems wrong beside it.
fn hides(text: &str, fault: &SyntaxFault) -> bool {
    let is_sign = fault.kind == FaultKind::BadNumber
        && !text[fault.span.start..fault.span.end].contains(|c: char| c.is_ascii_digit());
    is_sign || is_word_without_bracket(text, fault) || unit(text, fault).is_some()
}

/// The number before a word that counts something, as in `10 min`.
fn unit(text: &str, fault: &SyntaxFault) -> Option<Span> {
    let before = word_before(text, fault.span.start);
    let after = text[fault.span.end..].strip_prefix(' ')?;
    let is_number = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = after.starts_with(|c: char| c.is_ascii_lowercase());
    let start = fault.span.start - before.len();
    let end = fault.span.end + 1 + word_after(after, 0).len();
    (fault.kind == FaultKind::MissingComma && is_number && is_word).then(|| Span::new(start, end))
}

/// One message for each mistake of the form. One look-alike that stands in many places is told once, where
/// it stands first.
fn each(text: &str, found: &[SyntaxFault]) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for fault in found {
        if let FaultKind::LookAlike(one) = fault.kind {
            *counts.entry(one.found).or_default() += 1;
        }
    }
    let mut told = Vec::new();
    let mut last: Option<&SyntaxFault> = None;
    for fault in found.iter().take(MOST_KEPT) {
        if last.is_some_and(|last| follows(text, last, fault)) {
            continue;
        }
        last = Some(fault);
        let FaultKind::LookAlike(one) = fault.kind else {
            told.extend(one_of(text, fault));
            continue;
        };
        let count = counts.get(&one.found).copied().unwrap_or_default();
        if count <= MOST_ALIKE {
            told.push(faults::syntax(fault, text));
        } else if count != usize::MAX {
            let is_alike = |fault: &&SyntaxFault| fault.kind == FaultKind::LookAlike(one);
            let edits = found.iter().filter(is_alike).map(|fault| fault.fix.clone());
            let edits: Option<Vec<Edit>> = edits.collect();
            let edit = edits.and_then(|edits| straighten::together(text, &edits));
            told.push(faults::everywhere(faults::syntax(fault, text), count - 1, edit));
            counts.insert(one.found, usize::MAX);
        }
    }
    told
}

/// Whether a mistake is there only because of the one before it.
fn follows(text: &str, last: &SyntaxFault, fault: &SyntaxFault) -> bool {
    let is_sign = matches!(last.kind, FaultKind::BadNumber | FaultKind::BadCharacter { .. });
    let is_form = matches!(fault.kind, FaultKind::StrayToken | FaultKind::MissingComma);
    let after_unit = || unit(text, last).is_some_and(|unit| fault.span.start <= unit.end);
    (is_sign && is_form && fault.span.start <= last.span.end) || after_unit()
}

/// A mistake, unless it follows from what the words around it are.
fn one_of(text: &str, fault: &SyntaxFault) -> Option<Diagnostic> {
    if fault.kind == FaultKind::MissingComma {
        let (before, after) =
            (word_before(text, fault.span.start), word_after(text, fault.span.end));
        // That these words stand here is told where they are read.
        if faults::is_joining(after) || faults::is_joining(before) {
            return None;
        }
        if let Some(place) = unit(text, fault) {
            return Some(faults::unit(place, &text[place.start..fault.span.start]));
        }
        if is_word_without_bracket(text, fault) {
            let start = fault.span.start - before.len();
            return Some(faults::bracket_after_word(Span::new(start, fault.span.start), before));
        }
    }
    Some(faults::syntax(fault, text))
}

/// Whether a text follows a word of the language right away, as if no brackets were needed.
fn is_word_without_bracket(text: &str, fault: &SyntaxFault) -> bool {
    fault.kind == FaultKind::MissingComma
        && word_before(text, fault.span.start).starts_with(|c: char| c.is_ascii_uppercase())
        && text[fault.span.end..].trim_start_matches(' ').starts_with('"')
}

fn word_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    let start = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    &before[start..]
}

fn word_after(text: &str, at: usize) -> &str {
    let after = text[at..].trim_start();
    let rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    &after[..after.len() - rest.len()]
}

/// What a file is that is no scenario at all, or that something has been done to as a whole.
fn whole(tree: &Tree) -> Option<Diagnostic> {
    let text = tree.text();
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    let at = text.len() - begins.len();
    let first = Span::new(at, at + begins.find('\n').unwrap_or(begins.len()).min(40));
    let first = Span::new(at, text.floor_char_boundary(first.end));
    for (start, what) in faults::OTHER_FILES {
        if begins.starts_with(start) {
            return Some(faults::other_file(first, what));
        }
    }
    let is_key = |inside: &str| inside.trim_start().starts_with('"');
    if begins.strip_prefix('{').is_some_and(is_key) {
        return Some(faults::other_file(first, "JSON"));
    }
    if let Some(conflict) = line_that_starts(text, "<<<<<<< ") {
        return Some(faults::conflict(conflict));
    }
    if begins.starts_with("```") {
        return Some(faults::fence(Span::new(at, at + 3)));
    }
    let marks = |is_one: fn(char) -> bool| text.chars().filter(|c| is_one(*c)).count();
    let curly = marks(|c| matches!(c, '“' | '”' | '„'));
    if curly > MANY_MARKS && curly > 4 * marks(|c| c == '"') && !tree.faults().is_empty() {
        let first = text.char_indices().find(|(_, c)| matches!(c, '“' | '”' | '„'));
        let (at, mark) = first?;
        let like = crate::tree::look_alike(mark)?;
        let told = faults::look_alike(Span::new(at, at + mark.len_utf8()), like);
        return Some(faults::everywhere(told, curly - 1, straighten::quotes(text)));
    }
    let trailing = tree.faults().iter().any(|fault| fault.kind == FaultKind::TrailingContent);
    let names = ["Scenario(", "Pack("];
    if trailing && !names.iter().any(|name| begins.starts_with(name)) && !begins.starts_with('(') {
        let begin = names.iter().find_map(|name| line_that_starts(text, name));
        return Some(match begin {
            Some(begin) => faults::before_the_scenario(first, begin),
            None => faults::other_file(first, "a text"),
        });
    }
    None
}

/// The first line that starts so, as far as that.
fn line_that_starts(text: &str, start: &str) -> Option<Span> {
    let at = text.match_indices(start).map(|(at, _)| at);
    at.into_iter()
        .find(|at| text[..*at].is_empty() || text[..*at].ends_with('\n'))
        .map(|at| Span::new(at, at + start.trim_end().len()))
}

/// Whether a mistake leaves it clear where everything around it begins and ends.
fn is_contained(kind: FaultKind) -> bool {
    use FaultKind as K;
    match kind {
        K::MissingComma
        | K::MissingColon
        | K::MissingValue
        | K::MissingName
        | K::WrongSeparator { .. }
        | K::DoubleComma
        | K::LookAlike(_)
        | K::BadEscape
        | K::BadNumber
        | K::QuoteInText
        | K::Unquoted(_)
        | K::CommaInNumber
        | K::PercentSign
        | K::ForeignRemark { .. }
        | K::HyphenInName
        | K::SpaceInName
        | K::QuotedName
        | K::BadCharacter { .. }
        | K::BadAttribute
        | K::ControlCharacter { .. } => true,
        K::UnclosedText
        | K::MissingOpeningQuote
        | K::StrayQuote
        | K::UnclosedBracket { .. }
        | K::MismatchedBracket { .. }
        | K::StrayBracket { .. }
        | K::MissingOpeningBracket { .. }
        | K::UnclosedComment
        | K::StrayToken
        | K::EmptyFile
        | K::TrailingContent
        | K::TooDeep
        | K::TooLong => false,
    }
}
