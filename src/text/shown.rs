//! Output neutralisation: what stands in words for a character that would steer whatever shows them.

use std::borrow::Cow;

/// What stands for a character that has no picture of its own.
const UNSHOWN: char = '\u{fffd}';

/// Whether a character steers a terminal, or the direction of the words around it: a control character other
/// than a line feed, a bidirectional override, embedding, isolate or mark.
#[must_use]
pub fn steers(c: char) -> bool {
    (c.is_control() && c != '\n') || turns(c)
}

/// Bidirectional formatting characters.
fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// Words as they may be shown anywhere: a picture stands for each character that steers, a space for a tab.
#[must_use]
pub fn shown(words: &str) -> Cow<'_, str> {
    if words.chars().any(steers) { words.chars().map(picture).collect() } else { words.into() }
}

/// Words as they may be shown within a line: a picture stands for a line feed too.
#[must_use]
pub fn shown_in_line(words: &str) -> Cow<'_, str> {
    if !words.contains('\n') {
        return shown(words);
    }
    let one = |c| if c == '\n' { '\u{240a}' } else { picture(c) };
    words.chars().map(one).collect()
}

/// Words with terminal colours of our own, as they may be shown: escapes that begin these are left.
#[must_use]
pub fn shown_styled(words: &str) -> String {
    words.chars().map(|c| if c == '\u{1b}' { c } else { picture(c) }).collect()
}

/// What stands for a character.
fn picture(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{7f}' => '\u{2421}',
        _ if !steers(c) => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(UNSHOWN),
        _ => UNSHOWN,
    }
}

/// Words in which nothing means anything in HTML, within an element or an attribute.
#[must_use]
pub fn escaped_html(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A JSON text in which no character steers: those that JSON lets stand are written as escapes, which mean the
/// same.
#[must_use]
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(steers) {
        return json.into();
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            // All of these are in the basic plane.
            c if steers(c) => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped.into()
}
