//! Quotation marks within texts, as in `"She said "no" to me."`: the text goes on to the mark after
//! which something may follow a text, if that explains more than the marks as they stand.

use super::{
    lexer::Corrections,
    reading::{self, EditedReading},
    token::{Sign, TokenKind, offset, signs},
};

/// How many texts are tried.
const ROUNDS: usize = 40;
/// How many ends are tried for one text.
const ENDS: usize = 4;
/// How far a text may go on, in bytes.
const WIDE: usize = 2_000;

/// Reads texts with quotation marks in them as wholes.
pub(super) fn mend(
    text: &str,
    reading: &mut EditedReading,
    marks: &mut Corrections,
    effort: &mut usize,
) {
    let mut from = 0;
    for _ in 0..ROUNDS {
        let signs = signs(&reading.lexed.pieces, text.len());
        let mut pairs = signs.windows(2).filter(|pair| pair[0].start >= from);
        let Some([found, _]) = pairs.find(|pair| goes_on(text, pair[0], pair[1])) else { return };
        from = found.end;
        let mut least = reading::cost(reading);
        let mut best = None;
        for inner in inner_marks(text, found.end as usize - 1) {
            let mut with = marks.clone();
            with.inner.extend(inner);
            with.inner.sort_unstable();
            if let Some((cost, reading)) = reading::read_with(text, &with, least, effort) {
                least = cost;
                best = Some((with, reading));
            }
        }
        if let Some((with, better)) = best {
            (*marks, *reading) = (with, better);
        }
    }
}

/// Whether something stands right at the end of a text that nothing separates from it.
fn goes_on(text: &str, found: Sign, next: Sign) -> bool {
    let is_apart = matches!(next.kind, TokenKind::Comma | TokenKind::Colon | TokenKind::End);
    found.kind == TokenKind::Text
        && found.end == next.start
        && !is_apart
        && !next.kind.closes()
        && text[found.start as usize..].starts_with('"')
}

/// For each mark in the line at which a text may end that goes on after the mark at an offset, the
/// marks within it.
fn inner_marks(text: &str, first: usize) -> Vec<Vec<u32>> {
    let far = text.floor_char_boundary(first + WIDE);
    let line = text[first..far].split('\n').next().unwrap_or_default();
    let mut inner: Vec<u32> = Vec::new();
    let mut ends = Vec::new();
    let mut is_escaped = false;
    for (at, letter) in line.char_indices() {
        if letter == '"' && !is_escaped {
            let after = line[at + 1..].trim_start();
            let may_end = after.is_empty() || after.starts_with([',', ':', ')', ']', '}', '/']);
            if may_end && at > 0 {
                ends.push(inner.clone());
                if ends.len() == ENDS {
                    break;
                }
            }
            inner.push(offset(first + at));
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    ends
}
