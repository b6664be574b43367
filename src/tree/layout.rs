//! Layout: what indentation says about which brackets belong together.

use super::token::{Sign, TokenKind, TokenOrigin};

/// How many tokens are looked back at for the beginning of a bracket.
const FAR: usize = 4_000;

/// Where a token stands among the lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct TokenLayout {
    /// The line, counted over lines that have tokens.
    pub(super) line: usize,
    /// How far the line is indented.
    pub(super) indent: usize,
    /// Whether it is the first of its line.
    pub(super) is_first: bool,
}

/// The places of tokens.
pub(super) fn places(text: &str, signs: &[Sign]) -> Vec<TokenLayout> {
    let mut places: Vec<TokenLayout> = Vec::with_capacity(signs.len());
    let mut before = 0;
    for sign in signs {
        let start = sign.start as usize;
        let gap = text.get(before..start).unwrap_or_default();
        let place = match (places.last(), gap.rfind('\n')) {
            (Some(last), None) => TokenLayout { is_first: false, ..*last },
            (last, found) => TokenLayout {
                line: last.map_or(0, |last| last.line + 1),
                indent: found.map_or(start, |at| gap.len() - at - 1),
                is_first: true,
            },
        };
        places.push(place);
        before = sign.end as usize;
    }
    places
}

/// A bracket that is open.
struct Open {
    kind: TokenKind,
    line: usize,
    indent: usize,
    /// How far the first line within it is indented.
    inner: Option<usize>,
}

/// The tokens, by index, at which brackets and indentation disagree; at most `most` of them. A line
/// within a bracket is indented more than the line of the bracket, and like its siblings; a bracket
/// is closed in its own line, or in one that is indented like it.
pub(super) fn odd(signs: &[Sign], places: &[TokenLayout], most: usize) -> Vec<usize> {
    let mut odd = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for (at, (sign, place)) in signs.iter().zip(places).enumerate() {
        if odd.len() >= most || sign.kind == TokenKind::End {
            break;
        }
        let top = stack.last_mut().filter(|top| top.line < place.line);
        if sign.kind.closes() {
            if top.is_some_and(|top| top.indent != place.indent) {
                odd.push(at);
            }
            let own = stack.iter().rposition(|open| open.kind.closer() == sign.kind);
            if let Some(own) = own {
                stack.truncate(own);
            }
        } else if place.is_first
            && !is_added(sign)
            && let Some(top) = top
        {
            let inner = *top.inner.get_or_insert(place.indent);
            if place.indent <= top.indent || inner != place.indent {
                odd.push(at);
            }
        }
        if sign.kind.opens() {
            let (kind, line) = (sign.kind, place.line);
            let own = place.is_first && is_added(sign);
            let (indent, inner) = match stack.last() {
                Some(top) if own => (indent_of_added(top, place.indent), Some(place.indent)),
                _ => (place.indent, None),
            };
            stack.push(Open { kind, line, indent, inner });
        }
    }
    odd
}

fn is_added(sign: &Sign) -> bool {
    sign.note == TokenOrigin::Added
}

/// How far the line was indented that held a bracket which is put in before a line: like its siblings,
/// or one step of two.
fn indent_of_added(around: &Open, inside: usize) -> usize {
    around.inner.unwrap_or(usize::midpoint(around.indent, inside))
}

/// The line that opened, by indentation, what the token of an index closes: the last one before that
/// is indented like it.
pub(super) fn line_of_opening(places: &[TokenLayout], at: usize) -> Option<usize> {
    let own = places[at];
    let before = places[..at].iter().rev().take(FAR).filter(|place| place.line < own.line);
    before
        .filter(|place| place.is_first)
        .find(|place| place.indent <= own.indent)
        .map(|place| place.line)
}
