//! Control characters, which reach terminals and screen readers: none may stand anywhere in a file.

use super::fault::{FaultKind, SyntaxFault};
use crate::text::Span;

/// Control characters but for line breaks and tabs, and those that turn the direction of writing.
pub(super) fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Every control character of a text, in texts and comments too.
pub(super) fn control_characters(text: &str) -> Vec<SyntaxFault> {
    let bytes = text.as_bytes();
    let mut faults = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        // What can begin a control character in UTF-8: ASCII's own, C2, E2.
        let may_be = match byte {
            b'\t' | b'\n' | b'\r' => false,
            0..0x20 | 0x7f => true,
            0xc2 => bytes.get(at + 1).is_some_and(|next| *next < 0xa0),
            0xe2 => {
                matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xaa..=0xae] | [0x81, 0xa6..=0xa9]))
            }
            _ => false,
        };
        if may_be && let Some(found) = text[at..].chars().next().filter(|c| is_control(*c)) {
            let span = Span::new(at, at + found.len_utf8());
            faults.push(
                SyntaxFault::new(FaultKind::ControlCharacter { found }, span).mended_by(span, ""),
            );
        }
    }
    faults
}
