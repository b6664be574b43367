//! Recovery: where quotation marks and brackets do not come out even, the few single edits that
//! explain most, found by trying them where the file first goes wrong.
//!
//! A mark that is missing turns everything after it inside out, and a bracket that is missing is
//! noticed where counting ends. Neither is where the author has to look. So the readings of the file
//! with a mark or bracket put in, taken out or exchanged near the first oddity are compared: the one
//! with the fewest faults wins, and among equals the one that indentation bears out. A file without
//! faults never gets here.

use super::{
    fault::{FaultKind, SyntaxFault},
    layout::{self, TokenLayout, odd},
    lexer::Corrections,
    parse::parse,
    parser::{Care, Parsed},
    quoted,
    reading::{EditedReading, FAULT, cost, cost_of_form, is_open, read_with},
    token::{Sign, TokenKind, TokenOrigin, offset, signs},
};
use crate::text::Span;

/// How many edits explain a file at most.
const ROUNDS: usize = 12;
/// How many bytes may be read in trying, whatever the size of the file.
const EFFORT: usize = 48 << 20;
/// How much of a line is looked at, to either side, in bytes.
const WIDE: usize = 2_000;
/// How many lines with faults are looked at for a mark.
const LINES: usize = 3;
/// How many disagreements of layout are counted.
const ODDITIES: usize = 24;

/// A reading that finds the mistakes where they are, if marks or brackets do not come out even.
pub(super) fn recover(text: &str, plain: EditedReading) -> EditedReading {
    let mut effort = EFFORT;
    let mut reading = plain;
    let base = signs(&reading.lexed.pieces, text.len());
    reading.parsed = parse(text, &base, Care::Close, usize::MAX);
    let mut marks = Corrections::default();
    while marks.quotes.len() < ROUNDS
        && let Some((with, better)) = mend_quote(text, &reading, &marks, &mut effort)
    {
        marks = with;
        reading = better;
    }
    quoted::mend(text, &mut reading, &mut marks, &mut effort);
    if !reading.parsed.is_unbalanced {
        return reading;
    }
    let base = signs(&reading.lexed.pieces, text.len());
    let mut edited = base;
    for _ in 0..ROUNDS {
        let Some((better, parsed)) = mend_bracket(text, &edited, &reading.parsed, &mut effort)
        else {
            break;
        };
        edited = better;
        reading.parsed = parsed;
        if !reading.parsed.is_unbalanced {
            break;
        }
    }
    reading
}

/// The faults, in order, without those that most likely follow from another: of three and more about
/// the form of one line, the first is told.
pub(super) fn firsts(text: &str, faults: &[SyntaxFault]) -> Vec<SyntaxFault> {
    let is_own = |fault: &SyntaxFault| {
        matches!(fault.kind, FaultKind::ControlCharacter { .. } | FaultKind::BadEscape)
            || matches!(fault.kind, FaultKind::LookAlike(like) if !matches!(like.means, "\""))
    };
    let mut kept = Vec::with_capacity(faults.len());
    let is_one_line = |one: &SyntaxFault, other: &SyntaxFault| {
        !text[one.span.start..other.span.start].contains('\n')
    };
    for line in faults.chunk_by(is_one_line) {
        let forms = line.iter().filter(|fault| !is_own(fault)).count();
        let mut is_first = true;
        for fault in line {
            if is_own(fault) || forms < 3 || std::mem::take(&mut is_first) {
                kept.push(fault.clone());
            }
        }
    }
    kept
}

/// The quotation mark that explains most, and the reading with it.
fn mend_quote(
    text: &str,
    reading: &EditedReading,
    marks: &Corrections,
    effort: &mut usize,
) -> Option<(Corrections, EditedReading)> {
    let signs = signs(&reading.lexed.pieces, text.len());
    let spots = spots_of_quotes(text, reading, &signs)?;
    let mut best = None;
    let mut least = cost(reading);
    for candidate in spots {
        if marks.quotes.contains(&candidate) {
            continue;
        }
        let mut with = marks.clone();
        with.quotes.insert(with.quotes.partition_point(|one| *one < candidate), candidate);
        let read = read_with(text, &with, least, effort);
        if let Some((cost, reading)) = read {
            least = cost;
            best = Some((with, reading));
        }
    }
    best
}

/// Where a quotation mark may be missing, in the lines around the first fault; nothing if the marks
/// come out even.
fn spots_of_quotes(text: &str, reading: &EditedReading, signs: &[Sign]) -> Option<Vec<u32>> {
    let lexed = &reading.lexed.faults;
    let is_mended = |fault: &&SyntaxFault| {
        matches!(fault.kind, FaultKind::UnclosedText | FaultKind::MissingOpeningQuote)
            && fault.fix.is_some()
    };
    let unclosed = lexed.iter().find(|fault| is_open(fault)).map(|fault| fault.span.start);
    let mended: Vec<usize> = lexed.iter().filter(is_mended).map(|fault| fault.span.start).collect();
    let faults = lexed.iter().filter(|fault| !is_open(fault) && !is_mended(fault));
    let mut firsts: Vec<usize> = faults
        .chain(&reading.parsed.faults)
        .map(|fault| fault.span.start)
        .chain(unclosed)
        .collect();
    firsts.sort_unstable();
    firsts.dedup_by(|later, first| !text[*first..*later].contains('\n'));
    firsts.truncate(LINES);
    let is_new = |sign: &&Sign| !mended.contains(&(sign.start as usize));
    let mut long = firsts.iter().filter_map(|first| long_text(text, signs, *first)).filter(is_new);
    let long = long.next();
    let is_apostrophe = |fault: &SyntaxFault| {
        matches!(fault.kind, FaultKind::LookAlike(like) if matches!(like.found, '\'' | '’'))
            && text[..fault.span.start].ends_with(char::is_alphanumeric)
    };
    if unclosed.is_none() && long.is_none() && !lexed.iter().any(is_apostrophe) {
        return None;
    }
    let mut spots = Vec::new();
    if let Some(long) = long {
        let (start, end) = (long.start as usize, long.end as usize);
        let lines: Vec<usize> =
            text[start..end].match_indices('\n').map(|(line, _)| start + line + 1).collect();
        spots_in_line(text, start, &mut spots);
        for line in lines.iter().take(2).chain(lines.iter().rev().take(2)) {
            spots_in_line(text, *line, &mut spots);
        }
    }
    for first in firsts {
        spots_in_line(text, first, &mut spots);
        let line = text[..first].rfind('\n').unwrap_or(0);
        spots_in_line(text, line.saturating_sub(1), &mut spots);
    }
    let mut seen = std::collections::BTreeSet::new();
    spots.retain(|spot| seen.insert(*spot));
    Some(spots)
}

/// The first text that begins or ends in the line of an offset and runs over lines.
fn long_text<'s>(text: &str, signs: &'s [Sign], at: usize) -> Option<&'s Sign> {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let end = text[at..].find('\n').map_or(text.len(), |line| at + line);
    let first = signs.partition_point(|sign| (sign.end as usize) <= start);
    let on_line = signs[first..].iter().take_while(|sign| (sign.start as usize) < end);
    let is_text = |sign: &&Sign| matches!(sign.kind, TokenKind::Text | TokenKind::BrokenText);
    on_line.filter(is_text).find(|sign| text[sign.start as usize..sign.end as usize].contains('\n'))
}

/// Where a mark may be missing in the line of an offset: before what follows a text, from the end of
/// the line on, but for a comma there, and after what a text follows; or be too many, where one is.
fn spots_in_line(text: &str, at: usize, spots: &mut Vec<u32>) {
    let at = text.floor_char_boundary(at);
    // Of a line without end, what is near.
    let near = text.floor_char_boundary(at.saturating_sub(WIDE));
    let start = text[near..at].rfind('\n').map_or(near, |line| near + line + 1);
    let far = text.floor_char_boundary(at + WIDE);
    let trimmed = text[start..far].split('\n').next().unwrap_or_default().trim_end();
    // A comma at the end of a line parts two entries, and ends no text.
    if trimmed.ends_with(',') {
        spots.push(offset(start + trimmed.len() - 1));
    }
    spots.push(offset(start + trimmed.len()));
    for (at, sign) in trimmed.char_indices().rev() {
        if matches!(sign, ',' | ':' | ')' | ']' | '}' | '"') {
            spots.push(offset(start + at));
        }
        if matches!(sign, ',' | ':' | '(' | '[' | '{') {
            let rest = &trimmed[at + 1..];
            spots.push(offset(start + trimmed.len() - rest.trim_start().len()));
        }
    }
    spots.push(offset(start + trimmed.len() - trimmed.trim_start().len()));
}

/// The bracket that explains most, as tokens with it, and what the parser makes of them.
fn mend_bracket(
    text: &str,
    signs: &[Sign],
    parsed: &Parsed,
    effort: &mut usize,
) -> Option<(Vec<Sign>, Parsed)> {
    let places = layout::places(text, signs);
    let mut best = None;
    // An edit in place of a lone fault makes the brackets come out even, and can be made.
    let lone = usize::from(parsed.faults.len() == 1);
    let mut least = cost_of_form(parsed) + odd(signs, &places, ODDITIES).len() + lone;
    let surplus = surplus(signs);
    for change in changes(signs, &places, parsed, &surplus) {
        let edited = change.apply(signs);
        let parsed = parse(text, &edited, Care::Close, least / FAULT);
        let Some(rest) = effort.checked_sub(4 * parsed.read + edited.len()) else { break };
        *effort = rest;
        let form = cost_of_form(&parsed);
        if form >= least {
            continue;
        }
        let places = layout::places(text, &edited);
        let cost = form + odd(&edited, &places, ODDITIES).len() + change.doubt(signs);
        if cost < least {
            least = cost;
            best = Some((edited, parsed));
        }
    }
    best
}

/// How many more of each bracket are opened than closed.
fn surplus(signs: &[Sign]) -> [(TokenKind, isize); 3] {
    let mut counts =
        [TokenKind::RoundOpen, TokenKind::SquareOpen, TokenKind::CurlyOpen].map(|kind| (kind, 0));
    for sign in signs {
        for (kind, count) in &mut counts {
            if sign.kind == *kind {
                *count += 1;
            } else if sign.kind == kind.closer() {
                *count -= 1;
            }
        }
    }
    counts
}

/// An edit of tokens.
enum Change {
    /// A bracket before the token of that index.
    Add(usize, TokenKind),
    /// Without the token.
    Drop(usize),
    /// Another bracket in place of the token.
    Replace(usize, TokenKind),
}

impl Change {
    /// Of two brackets that do not belong together, the one that closes is more likely the wrong one.
    /// And a square bracket is rather closed with its first half forgotten than for nothing, unless
    /// it is typed twice.
    fn doubt(&self, signs: &[Sign]) -> usize {
        usize::from(match *self {
            Self::Add(..) => false,
            Self::Replace(at, _) => signs[at].kind.opens(),
            Self::Drop(at) => {
                let before = at.checked_sub(1).map(|at| signs[at].kind);
                let kind = signs[at].kind;
                kind == TokenKind::SquareClose && before != Some(kind)
            }
        })
    }

    fn apply(&self, signs: &[Sign]) -> Vec<Sign> {
        let mut edited = Vec::with_capacity(signs.len() + 1);
        match *self {
            Self::Add(at, kind) => {
                edited.extend_from_slice(&signs[..at]);
                let before = at.checked_sub(1).map_or(0, |before| signs[before].end);
                let place = if kind.closes() { before } else { signs[at].start };
                edited.push(Sign { kind, start: place, end: place, note: TokenOrigin::Added });
                edited.extend_from_slice(&signs[at..]);
            }
            Self::Drop(at) => {
                edited.extend_from_slice(signs);
                edited[at].note = TokenOrigin::Dropped;
                edited[at].kind = TokenKind::Unknown;
            }
            Self::Replace(at, kind) => {
                edited.extend_from_slice(signs);
                edited[at].note = TokenOrigin::Replaced;
                edited[at].kind = kind;
            }
        }
        edited
    }
}

/// The edits to try, near the first faults and the first disagreements of layout.
fn changes(
    signs: &[Sign],
    places: &[TokenLayout],
    parsed: &Parsed,
    surplus: &[(TokenKind, isize); 3],
) -> Vec<Change> {
    let sign_at = |span: Span| {
        let at = signs.partition_point(|sign| (sign.end as usize) < span.start);
        at.min(places.len() - 1)
    };
    let line_of = |span: Span| places[sign_at(span)].line;
    let faults = &parsed.faults[..parsed.faults.len().min(3)];
    let odd = odd(signs, places, 3);
    let mut lines: Vec<usize> = odd.iter().map(|at| places[*at].line).collect();
    lines.extend(faults.iter().map(|fault| line_of(fault.span)));
    lines.sort_unstable();
    // Where something is noticed comes before where the other half of the pair stands.
    lines.extend(faults.iter().filter_map(|fault| fault.related).map(line_of));
    let near =
        faults.iter().map(|fault| sign_at(fault.span)).flat_map(|at| at..signs.len().min(at + 3));
    let closing = near.chain(odd).filter(|at| signs[*at].kind.closes() && places[*at].is_first);
    lines.extend(closing.filter_map(|at| layout::line_of_opening(places, at)));
    let mut changes = Vec::new();
    let mut done = std::collections::BTreeSet::new();
    for line in lines {
        // Of equals the first wins: the end of the line before is where a closing bracket belongs.
        for line in [line.checked_sub(1), Some(line)].into_iter().flatten() {
            if !done.insert(line) {
                continue;
            }
            let start = places.partition_point(|place| place.line < line);
            let end = places.partition_point(|place| place.line <= line);
            changes_in_line(signs, start, end, surplus, &mut changes);
        }
    }
    changes
}

fn changes_in_line(
    signs: &[Sign],
    start: usize,
    end: usize,
    surplus: &[(TokenKind, isize); 3],
    changes: &mut Vec<Change>,
) {
    let is_even = surplus.iter().all(|(_, count)| *count == 0);
    for &(kind, count) in surplus {
        if count > 0 || is_even {
            // Latest first: a bracket is most often forgotten at the end.
            let comma_last = end > start && signs[end - 1].kind == TokenKind::Comma;
            let last = if comma_last { end - 1 } else { end };
            changes.push(Change::Add(last.min(signs.len() - 1), kind.closer()));
            let rest = (start..=end.min(signs.len() - 1)).rev().filter(|at| *at != last);
            changes.extend(rest.map(|at| Change::Add(at, kind.closer())));
        }
        if count < 0 || is_even {
            let past = end.min(signs.len() - 1);
            changes.extend((start..=past).map(|at| Change::Add(at, kind)));
        }
    }
    for (at, sign) in signs.iter().enumerate().take(end).skip(start) {
        let found = sign.kind;
        if sign.note != TokenOrigin::Plain {
            continue;
        }
        for &(kind, count) in surplus {
            let is_surplus = (found == kind && count > 0) || (found == kind.closer() && count < 0);
            if is_surplus {
                changes.push(Change::Drop(at));
            }
            if count > 0 && found.closes() && found != kind.closer() {
                changes.push(Change::Replace(at, kind.closer()));
            }
        }
    }
    for &(kind, _) in surplus.iter().filter(|(_, count)| *count < 0) {
        let opens = (start..end).filter(|at| signs[*at].kind.opens() && signs[*at].kind != kind);
        changes.extend(opens.map(|at| Change::Replace(at, kind)));
    }
}
