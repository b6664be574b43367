//! A file as it is read with some marks put in, left out or taken into texts, and what that costs.

use super::{
    fault::{FaultKind, SyntaxFault},
    lexer::{self, Corrections, Lexed},
    parse::parse,
    parser::{Care, Parsed},
    token::signs,
};

/// What a fault costs, in disagreements of layout.
pub(super) const FAULT: usize = 3;
/// What a text costs that runs to the end of the file and hides what is wrong there.
const SWALLOWED: usize = 200;

/// A file as it is read with some edits.
pub(super) struct EditedReading {
    pub(super) lexed: Lexed,
    pub(super) parsed: Parsed,
}

/// A file as it is read without an edit.
pub(super) fn plain(text: &str) -> EditedReading {
    let lexed = lexer::lex(text, &Corrections::default(), usize::MAX);
    let parsed = parse(text, &signs(&lexed.pieces, text.len()), Care::Plain, usize::MAX);
    EditedReading { lexed, parsed }
}

/// What it costs to read a text with marks, and the reading, if that is less than `least`.
pub(super) fn read_with(
    text: &str,
    marks: &Corrections,
    least: usize,
    effort: &mut usize,
) -> Option<(usize, EditedReading)> {
    if *effort == 0 {
        return None;
    }
    let lexed = lexer::lex(text, marks, least / FAULT);
    *effort = effort.saturating_sub(lexed.read);
    let most = (least / FAULT).checked_sub(lexed.faults.len())?;
    let parsed = parse(text, &signs(&lexed.pieces, text.len()), Care::Close, most);
    let reading = EditedReading { lexed, parsed };
    let cost = cost(&reading);
    (cost < least).then_some((cost, reading))
}

/// What a reading costs: its faults, and what it could make nothing of. A mark is rather forgotten
/// than typed for nothing.
pub(super) fn cost(reading: &EditedReading) -> usize {
    let is_open = reading.lexed.faults.iter().any(is_open);
    let is_stray = |fault: &&SyntaxFault| fault.kind == FaultKind::StrayQuote;
    let swallowed = if is_open { SWALLOWED } else { 0 };
    let stray = reading.lexed.faults.iter().filter(is_stray).count();
    swallowed + stray + FAULT * reading.lexed.faults.len() + cost_of_form(&reading.parsed)
}

/// Whether it is a text that runs to the end of the file.
pub(super) fn is_open(fault: &SyntaxFault) -> bool {
    fault.kind == FaultKind::UnclosedText && fault.fix.is_none()
}

/// What the form of a reading costs.
pub(super) fn cost_of_form(parsed: &Parsed) -> usize {
    FAULT * parsed.faults.len() + parsed.skipped
}
